//! Which pictures pages show, and what is published of each.

use std::collections::{BTreeMap, BTreeSet};

use crate::markdown::{Address, LinkKind, address};
use crate::model::path::SourcePath;
use crate::model::picture::{Probe, Recipe};
use crate::model::types::{Field, Kind};
use crate::model::value::Value;
use crate::picture::recipes;
use crate::site::links::{Meaning, meaning};
use crate::site::{Picture, Site, Variant, Words};

/// Pictures as reading found them: size and digest.
pub type Probed = BTreeMap<SourcePath, (Probe, [u8; 32])>;

/// Every picture that is published, with its size; what is made of it is added by [`link`].
pub(super) fn known(probed: Probed, media: &BTreeMap<SourcePath, String>) -> BTreeMap<String, Picture> {
    let with_address = |(source, (probe, digest))| {
        let published = media.get(&source)?.clone();
        let picture = Picture {
            source,
            probe,
            digest,
            variants: Vec::new(),
            original: true,
        };
        Some((published, picture))
    };
    probed.into_iter().filter_map(with_address).collect()
}

/// Adds the variants of those pictures that a page shows. The file itself is published only where a page links to it:
/// what a camera wrote beside the pixels is nobody's business.
pub(super) fn link(site: &mut Site) {
    let made_of: BTreeMap<String, Vec<Recipe>> = site
        .pictures
        .iter()
        .map(|(published, picture)| (published.clone(), recipes(&picture.probe)))
        .filter(|(_, recipes)| !recipes.is_empty())
        .collect();
    if made_of.is_empty() {
        return;
    }
    let used = used(site);
    for (published, recipes) in made_of {
        let Some(picture) = site.pictures.get_mut(&published) else {
            continue;
        };
        picture.original = used.linked.contains(&published);
        if used.shown.contains(&published) {
            picture.variants = variants(&published, &recipes);
        }
    }
}

/// `media/spring.jpg` → `media/spring-480.webp` … and, for browsers that know no WebP, `media/spring-960.jpg`.
fn variants(published: &str, recipes: &[Recipe]) -> Vec<Variant> {
    let stem = published.rsplit_once('.').map_or(published, |(stem, _)| stem);
    let path = |recipe: &Recipe| format!("{stem}-{}.{}", recipe.width, recipe.form.ending());
    recipes
        .iter()
        .map(|recipe| Variant {
            path: path(recipe),
            recipe: *recipe,
        })
        .collect()
}

/// Published paths by what pages do with them.
#[derive(Default)]
struct Used {
    shown: BTreeSet<String>,
    linked: BTreeSet<String>,
}

fn used(site: &Site) -> Used {
    let mut used = Used::default();
    for entry in site.entries.iter().filter(|entry| !entry.is_held()) {
        for words in entry.words.iter().flatten() {
            of_text(site, words, entry.file(), &mut used);
        }
        let Some(kind) = site.types.get(&entry.key.type_name) else {
            continue;
        };
        for (name, value) in &entry.facts.fields {
            if let Some(field) = kind.field(name) {
                of_field(site, entry.file(), &field.kind, value, &mut used);
            }
        }
    }
    for index in site.indexes.values() {
        let original = index
            .words
            .iter()
            .flatten()
            .next()
            .map(|words| words.record.file.clone());
        for words in index.words.iter().flatten() {
            of_text(site, words, original.as_ref().unwrap_or(&words.record.file), &mut used);
        }
    }
    used
}

fn of_text(site: &Site, words: &Words, original: &SourcePath, used: &mut Used) {
    for link in &words.text.outline.links {
        if address(&link.target) != Address::Inside {
            continue;
        }
        if let Meaning::Media(published) = meaning(site, &words.record.file, original, &link.target) {
            match link.kind {
                LinkKind::Image => used.shown.insert(published),
                LinkKind::Link => used.linked.insert(published),
            };
        }
    }
}

fn of_field(site: &Site, file: &SourcePath, kind: &Kind, value: &Value, used: &mut Used) {
    match (kind, value) {
        (_, Value::File(written)) => {
            if let Meaning::Media(published) = meaning(site, file, file, &written.path) {
                match kind {
                    Kind::Image => used.shown.insert(published),
                    _ => used.linked.insert(published),
                };
            }
        }
        (Kind::List(inner), Value::List(items)) => {
            for item in items {
                of_field(site, file, inner, item, used);
            }
        }
        (Kind::Group(fields), Value::Group(values)) => {
            let find = |name: &str| fields.iter().find(|field: &&Field| field.name == name);
            for (name, value) in values {
                if let Some(field) = find(name) {
                    of_field(site, file, &field.kind, value, used);
                }
            }
        }
        _ => {}
    }
}
