//! All records → the site: addresses, references both ways, lists, terms, translations. The only stage that sees every page.

mod bodies;
mod collections;
mod gather;
mod hold;
mod media;
mod menu;
mod names;
mod references;
mod routes;
mod translation;
mod tree;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

pub use hold::Drafts;
pub use translation::{Part, parts};

use rayon::prelude::*;

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::lang::collate::Collator;
use crate::lang::figure::units::Units;
use crate::lang::readings::Readings;
use crate::markdown::{self, Outline};
use crate::model::date::Date;
use crate::model::lang::Lang;
use crate::model::path::SourcePath;
use crate::model::types::Types;
use crate::site::record::Record;
use crate::site::{Entry, EntryId, Index, LangId, Language, Site, Translation, Words};
use crate::yaml::Locator;

/// Everything that linking starts from.
pub struct Parts {
    pub config: Config,
    /// The text of `site.yaml`.
    pub settings_text: Arc<str>,
    pub types: Types,
    pub languages: Vec<Language>,
    pub records: Vec<Record>,
    /// Words of list pages and of the home page (folder `""`).
    pub indexes: Vec<(String, Record)>,
    pub media: Vec<SourcePath>,
    pub terms: BTreeMap<String, BTreeMap<Lang, String>>,
    /// Block templates that the theme has; none where there is no theme to ask.
    pub blocks: Option<Vec<String>>,
    pub readings: Readings,
    pub units: Arc<Units>,
    /// One a language, in the languages' order.
    pub collators: Vec<Collator>,
    pub today: Date,
    pub drafts: Drafts,
}

/// Links everything, and finds every mistake that only the whole can show.
pub fn link(parts: Parts) -> (Site, Vec<Diagnostic>) {
    let Parts {
        config,
        settings_text,
        types,
        languages,
        records,
        indexes,
        media,
        terms,
        blocks,
        readings,
        units,
        collators,
        today,
        drafts,
    } = parts;
    let (gathered, mut diagnostics) = gather::gather(records, &config.original);
    let options = crate::product::markdown_options(&config);
    let original = languages
        .iter()
        .find(|language| language.lang == config.original)
        .map_or(LangId(0), |language| language.id);
    let made: Vec<Made> = gathered
        .into_par_iter()
        .enumerate()
        .map(|(place, gathered)| entry(place, gathered, &types, &languages, &readings, &options, today, drafts))
        .collect();
    let mut entries = Vec::with_capacity(made.len());
    for (entry, mut found) in made {
        diagnostics.append(&mut found);
        entries.push(entry);
    }
    diagnostics.extend(routes::check(&entries, &languages));
    let (media, mut found) = media::addresses(&media, &entries, &types, &readings);
    diagnostics.append(&mut found);
    let mut site = Site {
        original,
        keys: entries
            .iter()
            .map(|entry| ((entry.key.type_name.clone(), entry.key.name.clone()), entry.id))
            .collect(),
        names: names::names(&entries),
        files: names::files(&entries),
        settings_text,
        collections: BTreeMap::new(),
        indexes: self::indexes(indexes, &languages, &options),
        reverse: BTreeMap::new(),
        title_ranks: Vec::new(),
        menu: Vec::new(),
        units,
        config,
        types,
        languages,
        entries,
        media,
        terms,
    };
    diagnostics.extend(references::link(&mut site));
    diagnostics.extend(tree::link(&mut site));
    collections::link(&mut site, &collators, &readings);
    let (menu, mut found) = menu::link(&site);
    site.menu = menu;
    diagnostics.append(&mut found);
    diagnostics.extend(bodies::check(&site, blocks.as_deref()));
    (site, diagnostics)
}

type Made = (Entry, Vec<Diagnostic>);

#[expect(
    clippy::too_many_arguments,
    reason = "everything that an entry depends on, and nothing of it belongs together"
)]
fn entry(
    place: usize,
    gathered: gather::Gathered,
    types: &Types,
    languages: &[Language],
    readings: &Readings,
    options: &markdown::Options,
    today: Date,
    drafts: Drafts,
) -> Made {
    let mut diagnostics = Vec::new();
    let kind = types
        .get(&gathered.key.type_name)
        .expect("a record was checked against its type");
    let original = outline(&gathered.original, options);
    let parts = parts(kind, &gathered.original, &original);
    let mut words: Vec<Option<Words>> = languages.iter().map(|_| None).collect();
    for language in languages {
        let Some(record) = gathered.translations.get(&language.lang) else {
            continue;
        };
        if drafts == Drafts::Hold && hold::is_draft(record) {
            continue;
        }
        let accepted = record.translated_from.as_ref().map(|from| from.blocks.as_slice());
        let translation = translation::state(accepted, &parts);
        if let Translation::Stale(changed) = &translation {
            diagnostics.push(Diagnostic::new("translation-stale", &record.file).with("parts", changed.join(", ")));
        }
        let outline = outline(record, options);
        words[usize::from(language.id.0)] = Some(Words {
            outline,
            record: record.clone(),
            translation,
        });
    }
    let slug = routes::slug_of(&gathered.original, readings, &mut diagnostics);
    let state = hold::state(&gathered.original, today, drafts);
    for language in languages
        .iter()
        .filter(|language| language.lang == gathered.original.lang)
    {
        words[usize::from(language.id.0)] = Some(Words {
            record: gathered.original.clone(),
            outline: original.clone(),
            translation: Translation::Original,
        });
    }
    let entry = Entry {
        id: EntryId(u32::try_from(place).expect("fewer than four thousand million entries")),
        route: routes::route_of(kind, &slug),
        facts: gathered.original,
        key: gathered.key,
        words,
        slug,
        state,
        parent: None,
        children: Vec::new(),
        back: BTreeMap::new(),
    };
    (entry, diagnostics)
}

fn indexes(
    records: Vec<(String, Record)>,
    languages: &[Language],
    options: &markdown::Options,
) -> BTreeMap<String, Index> {
    let mut indexes: BTreeMap<String, Index> = BTreeMap::new();
    for (folder, record) in records {
        let Some(language) = languages.iter().find(|language| language.lang == record.lang) else {
            continue;
        };
        let index = indexes.entry(folder).or_default();
        index.words.resize_with(languages.len(), || None);
        let outline = outline(&record, options);
        index.words[usize::from(language.id.0)] = Some(Words {
            outline,
            record: Arc::new(record),
            translation: Translation::Original,
        });
    }
    indexes
}

fn outline(record: &Record, options: &markdown::Options) -> Outline {
    record
        .markdown()
        .map(|text| markdown::outline(text, options))
        .unwrap_or_default()
}

/// Where a field's value stands in the record's file.
fn span_of(record: &Record, field: &str) -> Option<Range<usize>> {
    place(record, &record.trail_to(field))
}

/// Where the end of a trail stands in the record's file.
fn place(record: &Record, trail: &[String]) -> Option<Range<usize>> {
    let located = Locator::new(record.source.get(record.front_range.clone())?).locate(trail);
    let range = located.value.or(located.key)?;
    Some(range.start + record.front_range.start..range.end + record.front_range.start)
}

/// A mistake in a field of a record.
fn at(record: &Record, field: &str, code: &'static str) -> Diagnostic {
    Diagnostic::new(code, &record.file).at(span_of(record, field))
}

/// Lookup tables that are never walked in their own order.
type Lookup<V> = HashMap<(String, String), V>;
