//! Checks what Markdown bodies lean on: links and anchors, pictures, figures, block templates.

use std::cell::RefCell;

use rayon::prelude::*;

use crate::build::link::{broken, list_blocks, slips};
use crate::diag::Diagnostic;
use crate::diag::suggest::nearest;
use crate::markdown::{Address, Link, LinkKind, Mistake, Outline, address, fill, may_name};
use crate::model::path::SourcePath;
use crate::model::picture;
use crate::model::value::Value;
use crate::site::figures::Named;
use crate::site::links::{Meaning, meaning};
use crate::site::record::Record;
use crate::site::{Entry, EntryId, LangId, Site, Words};

/// Of one body no more mistakes are told than these, with one or two beyond.
const MOST_TOLD: usize = 1_000;

/// Headings, links, pictures, notes, figures and blocks of one body: pages with more are of no use, and take
/// memory for each.
const MOST_PARTS: usize = 20_000;

/// All mistakes of all bodies.
pub(super) fn check(site: &Site, blocks: Option<&[String]>) -> Vec<Diagnostic> {
    let entries = site.entries.par_iter().flat_map_iter(|entry| {
        entry
            .words
            .iter()
            .enumerate()
            .filter_map(move |(lang, words)| Some((entry, lang, words.as_ref()?)))
            .flat_map(move |(entry, lang, words)| {
                let lang = site.languages[lang].id;
                body(site, words, entry.file(), Some(entry), lang, blocks)
            })
    });
    let mut diagnostics: Vec<Diagnostic> = entries.collect();
    for index in site.indexes.values() {
        let original = index
            .words
            .iter()
            .flatten()
            .next()
            .map(|words| words.record.file.clone());
        let written = index.words[usize::from(site.original.0)].as_ref();
        diagnostics.extend(written.into_iter().flat_map(|words| key_figures(site, &words.record)));
        for (lang, words) in index.words.iter().enumerate() {
            let (Some(words), Some(original)) = (words, &original) else {
                continue;
            };
            diagnostics.extend(body(site, words, original, None, site.languages[lang].id, blocks));
        }
    }
    diagnostics
}

fn body(
    site: &Site,
    words: &Words,
    original: &SourcePath,
    entry: Option<&Entry>,
    lang: LangId,
    blocks: Option<&[String]>,
) -> Vec<Diagnostic> {
    let record = &words.record;
    let Some(body_range) = record.body_range.clone() else {
        return Vec::new();
    };
    let offset = body_range.start;
    let at = |code, range: &std::ops::Range<usize>| {
        Diagnostic::new(code, &record.file).at(range.start + offset..range.end + offset)
    };
    let outline = &words.text.outline;
    // Each part has at least a byte of its own.
    let may_be_too_much = |text: &&str| text.len() > MOST_PARTS;
    let notes = |text: &str| memchr::memmem::find_iter(text.as_bytes(), "[^").count();
    let notes = record.markdown().filter(may_be_too_much).map_or(0, notes);
    let parts = [
        outline.headings.len(),
        outline.links.len(),
        outline.figures.len(),
        outline.blocks.len(),
        notes,
    ];
    if parts.iter().sum::<usize>() > MOST_PARTS {
        let too_many = Diagnostic::new("markdown-too-much", &record.file);
        return vec![
            too_many
                .with("count", parts.iter().sum::<usize>())
                .with("limit", MOST_PARTS),
        ];
    }
    let mut diagnostics: Vec<Diagnostic> = outline
        .mistakes
        .iter()
        .take(MOST_TOLD)
        .map(|found| mistake(found, &at))
        .collect();
    for link in &outline.links {
        if diagnostics.len() > MOST_TOLD {
            return diagnostics;
        }
        diagnostics.extend(self::link(site, record, original, outline, lang, link, &at));
    }
    for figure in &outline.figures {
        if let Some((code, near)) = self::figure(site, entry, &figure.name) {
            diagnostics.push(
                at(code, &figure.range)
                    .with("name", &figure.name)
                    .with_some("near", near),
            );
        }
    }
    for block in &outline.blocks {
        if let Some(blocks) = blocks.filter(|blocks| !blocks.contains(&block.name)) {
            diagnostics.push(
                at("block-unknown", &block.range)
                    .with("name", &block.name)
                    .with_some(
                        "near",
                        nearest(&block.name, blocks.iter().map(String::as_str).zip(0..)).map(|near| near.word),
                    )
                    .with("known", blocks.join("、")),
            );
        }
    }
    let lists = outline.blocks.iter().filter(|block| block.name == "list");
    diagnostics.extend(lists.flat_map(|block| list_blocks::check(site, block, &at)));
    diagnostics.extend(slips::check(record, &outline.slips).into_iter().take(MOST_TOLD));
    diagnostics
}

/// Figures that an `_index.md` puts first must be there.
fn key_figures(site: &Site, record: &Record) -> Vec<Diagnostic> {
    let Some(Value::List(named)) = record.fields.get("figures") else {
        return Vec::new();
    };
    let mistake = |(nth, name): (usize, &Value)| {
        let Value::Text(name) = name else { return None };
        let (code, near) = figure(site, None, name)?;
        let mut trail = record.trail_to("figures");
        trail.push(nth.to_string());
        let found = Diagnostic::new(code, &record.file).at(super::place(record, &trail));
        Some(found.with("name", name).with_some("near", near))
    };
    named.iter().enumerate().filter_map(mistake).collect()
}

/// `{=…}` in titles and summaries is checked as in the body.
pub(super) fn lines(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for entry in &site.entries {
        for words in entry.words.iter().flatten() {
            for field in ["title", "summary"] {
                let text = words.record.text(field).unwrap_or_default();
                if !may_name(text) {
                    continue;
                }
                let named = RefCell::new(Vec::new());
                fill(text, |name: &str| {
                    named.borrow_mut().push(name.to_owned());
                    None
                });
                for name in named.into_inner() {
                    if let Some((code, near)) = figure(site, Some(entry), &name) {
                        diagnostics.push(
                            super::at(&words.record, field, code)
                                .with("name", name)
                                .with_some("near", near),
                        );
                    }
                }
            }
        }
    }
    diagnostics
}

pub(super) type At<'a> = dyn Fn(&'static str, &std::ops::Range<usize>) -> Diagnostic + 'a;

fn mistake(mistake: &Mistake, at: &At<'_>) -> Diagnostic {
    let range = mistake.range();
    match mistake {
        Mistake::RawHtml { .. } => at("markdown-html", range),
        Mistake::BlockNotClosed { name, .. } => at("block-unclosed", range).with("name", name),
        Mistake::BlockNotOpened { .. } => at("block-unopened", range),
        Mistake::BlockTooDeep { .. } => at("block-too-deep", range),
        Mistake::FullWidthColons { .. } => at("block-colons", range),
        Mistake::DangerousLink { target, .. } if broken::is_on_disk(target) => {
            at("link-on-disk", range).with("target", target)
        }
        Mistake::DangerousLink { target, .. } => at("link-dangerous", range).with("target", target),
        Mistake::BadAttributes { .. } => at("markdown-attributes", range),
        Mistake::BadFigure { .. } => at("figure-form", range),
        Mistake::DuplicateId { id, .. } => at("anchor-twice", range).with("id", id),
        Mistake::FootnoteMissing { name, .. } => at("footnote-missing", range).with("name", name),
        Mistake::FootnoteUnused { name, .. } => at("footnote-unused", range).with("name", name),
    }
}

fn link(
    site: &Site,
    record: &Record,
    original: &SourcePath,
    own: &Outline,
    lang: LangId,
    link: &Link,
    at: &At<'_>,
) -> Option<Diagnostic> {
    if address(&link.target) != Address::Inside {
        let foreign = link.kind == LinkKind::Image;
        return foreign.then(|| at("image-foreign", &link.range).with("target", &link.target));
    }
    match (meaning(site, &record.file, original, &link.target), link.kind) {
        (Meaning::Media(_), LinkKind::Image) if link.alt.trim().is_empty() => {
            Some(at("image-alt", &link.range).with("target", &link.target))
        }
        (Meaning::Media(published), LinkKind::Image) if is_no_picture(&published) => {
            Some(at("picture-unknown", &link.range).with("target", &link.target))
        }
        (Meaning::Nothing, LinkKind::Image) => Some(at("image-missing", &link.range).with("target", &link.target)),
        (Meaning::Nothing, LinkKind::Link) => {
            let near = broken::meant(site, &link.target);
            Some(
                at("link-broken", &link.range)
                    .with("target", &link.target)
                    .with_some("near", near),
            )
        }
        (Meaning::Here { fragment }, _) => (!has_anchor(own, &fragment)).then(|| {
            at("anchor-unknown", &link.range)
                .with("anchor", &fragment)
                .with("known", anchors(own))
        }),
        (Meaning::Entry { id, fragment }, _) => entry_link(site, id, fragment.as_deref(), lang, link, at),
        _ => None,
    }
}

/// By its ending; whether a picture is sound was told when it was read.
fn is_no_picture(published: &str) -> bool {
    let ending = published.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    !picture::ENDINGS.contains(&ending.as_str())
}

fn entry_link(
    site: &Site,
    id: EntryId,
    fragment: Option<&str>,
    lang: LangId,
    link: &Link,
    at: &At<'_>,
) -> Option<Diagnostic> {
    let target = site.entry(id);
    if target.is_held() {
        return Some(at("link-held", &link.range).with("target", &link.target));
    }
    let fragment = fragment?;
    // An anchor may stand in the page of this language or, while it waits for its translation, in the original.
    let shown = &site.words(target, lang).words.text.outline;
    let original = &site.words(target, site.original).words.text.outline;
    (!has_anchor(shown, fragment) && !has_anchor(original, fragment)).then(|| {
        at("anchor-unknown", &link.range)
            .with("anchor", fragment)
            .with("known", anchors(shown))
    })
}

fn has_anchor(outline: &Outline, fragment: &str) -> bool {
    outline.headings.iter().any(|heading| heading.id == fragment)
}

fn anchors(outline: &Outline) -> String {
    outline
        .headings
        .iter()
        .map(|heading| format!("#{}", heading.id))
        .collect::<Vec<_>>()
        .join(" ")
}

/// What is wrong with `{=name}`, and the nearest label: it must mean a field of this entry, or of the one that it names, with a value.
fn figure<'a>(site: &'a Site, entry: Option<&Entry>, name: &str) -> Option<(&'static str, Option<&'a str>)> {
    match site.figure(entry, name) {
        Named::Value { .. } | Named::Year { .. } => None,
        Named::Empty { entry, field } if entry.facts.written.contains_key(&field.name) => None,
        Named::Empty { .. } => Some(("figure-empty", None)),
        Named::Unknown => {
            let kind = entry.and_then(|entry| site.types.get(&entry.key.type_name));
            let fields = kind.into_iter().flat_map(|kind| kind.fields.iter().zip(0..));
            let labels = fields.flat_map(|(field, place)| {
                std::iter::once(field.name.as_str())
                    .chain(field.label.all())
                    .map(move |label| (label, place))
            });
            Some(("figure-unknown", nearest(name, labels).map(|near| near.word)))
        }
    }
}
