//! Loads a theme: all its layers into one set of templates, every mistake found and placed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use tera::Tera;

use crate::diag::Diagnostic;
use crate::model::node::Node;
use crate::model::path::SourcePath;
use crate::model::types::Types;
use crate::theme::assets::{Assets, assets};
use crate::theme::failure::{self, Sources};
use crate::theme::functions::{self, Interface};
use crate::theme::growth::{self, Guarded};
use crate::theme::layers::{Content, Layer};
use crate::theme::manifest::manifest;
use crate::theme::names::{self, Known, Scanned};
use crate::theme::outline::outline;
use crate::theme::palette;
use crate::theme::render::Theme;
use crate::theme::scan;
use crate::theme::settings::chosen;
use crate::theme::structure::{self, Unit, Units};
use crate::theme::wanted::Asked;
use crate::theme::written::Written;

/// What a theme is loaded with beside its layers.
pub struct Given<'a> {
    pub types: &'a Types,
    /// `settings:` of `content/site.yaml`, with its place.
    pub settings: Option<(&'a Written<'a>, &'a Node)>,
    pub words: Arc<dyn Interface>,
    /// The site's languages: interface words must be there in each.
    pub languages: &'a [String],
}

/// One template of one layer.
pub(in crate::theme) struct Template<'a> {
    /// `wutong:entry.html`; tera finds `entry.html` by the order of the layers.
    pub name: String,
    /// `entry.html`
    pub path: &'a str,
    pub file: &'a SourcePath,
    pub text: &'a str,
}

/// Loads the layers, nearest first. There is a theme only if nothing in it is an error.
pub fn load(order: &[&Layer], given: &Given<'_>) -> (Option<Theme>, Vec<Diagnostic>) {
    let (manifest, mut diagnostics) = manifest(order, given.types);
    let (settings, more) = chosen(&manifest.settings, given.settings);
    diagnostics.extend(more);
    let given_names = names_given(given);
    let palette = palette::palette(&manifest.settings, &settings, &given_names);
    diagnostics.extend(palette.check(
        &manifest.settings,
        &given_names,
        given.settings.map(|(written, _)| written),
    ));
    let sheet = palette.style_sheet();
    let (assets, more) = assets(order, sheet.as_deref().map(|sheet| (palette::FILE, sheet)));
    diagnostics.extend(more);
    let templates = without_orphans(templates(order));
    let sources: Sources = templates
        .iter()
        .map(|template| (template.name.clone(), template.file.clone()))
        .collect();
    let assets = Arc::new(assets);
    let known = Known {
        types: given.types,
        manifest: &manifest,
        settings: &settings,
        assets: &assets,
        words: given.words.as_ref(),
        languages: given.languages,
    };
    let texts = scanned(&templates);
    let units = units(&templates, &texts);
    let (refused, asked) = refused(&templates, (&units, &texts), &sources, &known);
    if crate::diag::has_errors(&refused) {
        diagnostics.extend(refused);
        return (None, crate::diag::sorted(diagnostics));
    }
    let guarded = growth::guarded(&units, &texts);
    let tera = match tera(order, &templates, &guarded, given, &assets) {
        Ok(tera) => tera,
        Err(error) => {
            let first = templates.first().map(|one| one.file.clone());
            let file = first.unwrap_or_else(|| SourcePath::of_program("theme.yaml"));
            diagnostics.push(failure::refused(&error, &file, &sources));
            return (None, crate::diag::sorted(diagnostics));
        }
    };
    let theme = Theme {
        tera: Arc::new(tera),
        nearest: nearest(&templates),
        added: templates
            .iter()
            .zip(guarded)
            .map(|(one, guarded)| (one.name.clone(), guarded.added))
            .collect(),
        sources,
        manifest,
        settings,
        assets,
        asked,
    };
    let good = !crate::diag::has_errors(&diagnostics);
    (good.then_some(theme), crate::diag::sorted(diagnostics))
}

/// The settings that the site chose.
fn names_given(given: &Given<'_>) -> BTreeSet<String> {
    let entries = given.settings.and_then(|(_, node)| node.map()).unwrap_or_default();
    entries.iter().map(|(name, _)| name.clone()).collect()
}

fn templates<'a>(order: &[&'a Layer]) -> Vec<Template<'a>> {
    order
        .iter()
        .flat_map(|layer| {
            layer.files.iter().filter_map(|(path, file)| {
                let path = path.strip_prefix("templates/")?;
                let Content::Text(text) = &file.content else {
                    return None;
                };
                Some(Template {
                    name: format!("{}:{path}", layer.name),
                    path,
                    file: &file.source,
                    text,
                })
            })
        })
        .collect()
}

/// Who replaces `list.html` without our blocks does not want our templates that stand on them.
fn without_orphans(mut templates: Vec<Template<'_>>) -> Vec<Template<'_>> {
    loop {
        let units = templates.iter().map(|one| Unit {
            name: &one.name,
            file: one.file,
            outline: outline(one.text, &scan::tags(one.text)),
        });
        let orphans: BTreeSet<String> = Units::new(units.collect())
            .orphans()
            .into_iter()
            .map(str::to_owned)
            .collect();
        if orphans.is_empty() {
            return templates;
        }
        templates.retain(|one| !orphans.contains(&one.name));
    }
}

fn nearest(templates: &[Template<'_>]) -> BTreeMap<String, String> {
    templates
        .iter()
        .rev()
        .map(|template| (template.path.to_owned(), template.name.clone()))
        .collect()
}

fn scanned<'a>(templates: &[Template<'a>]) -> Vec<Scanned<'a>> {
    let texts = templates.iter().map(|one| Scanned {
        text: one.text,
        tags: scan::tags(one.text),
    });
    texts.collect()
}

fn units<'a>(templates: &'a [Template<'_>], texts: &[Scanned<'a>]) -> Units<'a> {
    let units = templates.iter().zip(texts).map(|(one, scanned)| Unit {
        name: &one.name,
        file: one.file,
        outline: outline(scanned.text, &scanned.tags),
    });
    Units::new(units.collect())
}

/// Everything that is wrong with the templates: those that cannot be read at all, then how they
/// refer to each other, then the names in them; and what the names ask for.
fn refused(
    templates: &[Template<'_>],
    (units, texts): (&Units<'_>, &[Scanned<'_>]),
    sources: &Sources,
    known: &Known<'_>,
) -> (Vec<Diagnostic>, Asked) {
    let mut found = structure::check(units);
    if found
        .iter()
        .any(|mistake| ["template-deep", "template-circle"].contains(&mistake.code))
    {
        return (found, Asked::everything());
    }
    let unreadable = || -> Vec<Diagnostic> {
        let each = templates.par_iter();
        each.filter_map(|one| unreadable(one, sources)).collect()
    };
    let ((mut names, asked), unreadable) = rayon::join(|| names::check(units, texts, known), unreadable);
    names.retain(|other| unreadable.iter().all(|mistake| mistake.file != other.file));
    found.extend(unreadable);
    found.extend(names);
    (found, asked)
}

/// Why tera cannot read a template. Each is tried by itself, since the first bad one of a set hides the others.
fn unreadable(template: &Template<'_>, sources: &Sources) -> Option<Diagnostic> {
    let error = Tera::default().add_raw_template(&template.name, template.text).err()?;
    failure::syntax(&error, sources)
}

fn tera(
    order: &[&Layer],
    templates: &[Template<'_>],
    guarded: &[Guarded],
    given: &Given<'_>,
    assets: &Arc<Assets>,
) -> tera::TeraResult<Tera> {
    let mut tera = Tera::default();
    tera.autoescape_on([".html", ".htm", ".xml", ".svg"]);
    functions::register(&mut tera, Arc::clone(&given.words), Arc::clone(assets));
    growth::filters::register(&mut tera);
    tera.set_fallback_prefixes(order.iter().map(|layer| format!("{}:", layer.name)))?;
    let texts = templates
        .iter()
        .zip(guarded)
        .map(|(one, guarded)| (&one.name, &guarded.text));
    tera.add_raw_templates(texts)?;
    Ok(tera)
}
