//! What others may know of a body, as a checksum: where a text changes and its face does not, only pages that show the text
//! can look otherwise.

use std::hash::Hash;

use rayon::prelude::*;

use crate::markdown::Outline;
use crate::model::checksum::{Checksum, Summing};
use crate::model::path::SourcePath;
use crate::site::address::{PageKey, Subject};
use crate::site::output::{Output, Product};
use crate::site::{EntryId, LangId, Site, Words};

/// Of the front matter, of all that others may know of the body, and of how the page's translations stand.
pub type Face = Checksum;

/// A page with words of its own, in all languages that have them.
#[derive(Clone, Copy)]
struct Spoken<'a> {
    /// None for the words of a list page or of the home page.
    entry: Option<EntryId>,
    words: &'a [Option<Words>],
}

fn spoken(site: &Site) -> Vec<Spoken<'_>> {
    let entries = site.entries.iter().map(|entry| Spoken {
        entry: Some(entry.id),
        words: &entry.words,
    });
    let indexes = site.indexes.values().map(|index| Spoken {
        entry: None,
        words: &index.words,
    });
    entries.chain(indexes).collect()
}

/// The face of every file with a body, in the order of the paths; the site must not be lightened yet.
pub fn faces(site: &Site) -> Vec<(SourcePath, Face)> {
    let all = spoken(site).into_par_iter().with_min_len(64);
    let mut faces: Vec<(SourcePath, Face)> = all.flat_map_iter(of_page).collect();
    faces.par_sort_unstable();
    faces
}

fn of_page(page: Spoken<'_>) -> impl Iterator<Item = (SourcePath, Face)> {
    let with_body = page.words.iter().flatten();
    with_body.filter_map(move |words| Some((words.record.file.clone(), face(words, page.words)?)))
}

fn face(words: &Words, all: &[Option<Words>]) -> Option<Face> {
    let record = &words.record;
    let front = record.source.get(..record.body_range.as_ref()?.start)?;
    let mut digest = Summing::default();
    front.hash(&mut digest);
    summary(&words.text.outline).hash(&mut digest);
    for words in all.iter().flatten() {
        words.translation.hash(&mut digest);
    }
    Some(digest.checksum())
}

/// What others may know of a body: everything but its words and their places.
pub(crate) fn summary(outline: &Outline) -> impl PartialEq + Hash + '_ {
    let headings: Vec<_> = outline
        .headings
        .iter()
        .map(|heading| (heading.level, &heading.text, &heading.id))
        .collect();
    (headings, ties(outline), &outline.lead)
}

/// What a body asks of others.
pub(crate) fn ties(outline: &Outline) -> impl PartialEq + Hash + '_ {
    let links: Vec<_> = outline
        .links
        .iter()
        .map(|link| (&link.target, link.kind, &link.alt))
        .collect();
    let figures: Vec<_> = outline.figures.iter().map(|figure| &figure.name).collect();
    let blocks: Vec<_> = outline
        .blocks
        .iter()
        .map(|block| (&block.name, &block.arguments))
        .collect();
    (links, figures, blocks, outline.mistakes.len())
}

/// The pages that show the words of this language, of an entry or of list pages; among lists some that show others.
pub(crate) fn showing(
    site: &Site,
    entry: Option<EntryId>,
    words: &[Option<Words>],
    lang: LangId,
) -> impl Fn(&PageKey) -> bool + use<> {
    let languages = site.languages.iter().map(|language| language.id);
    let shows = |id: &LangId| site.shown(words, *id).is_some_and(|shown| shown.from == lang);
    let shown_in: Vec<LangId> = languages.filter(shows).collect();
    move |key| {
        let is_here = match &key.subject {
            Subject::Entry(id) => entry == Some(*id),
            Subject::Home | Subject::List(_) | Subject::Term(..) => entry.is_none(),
        };
        is_here && shown_in.contains(&key.lang)
    }
}

/// Tells outputs that are as they were.
pub type Stays = Box<dyn Fn(&Output) -> bool>;

/// Whether an output is what an earlier build of the site made of it, where only these files changed since and their
/// faces were as given; none where everything may be otherwise.
pub fn unchanged(site: &Site, changed: &[&SourcePath], before: impl Fn(&SourcePath) -> Option<Face>) -> Option<Stays> {
    let mut shown = Vec::new();
    let mut found = 0;
    for page in spoken(site) {
        for (place, words) in (0..).zip(page.words) {
            let Some(words) = words.as_ref().filter(|words| changed.contains(&&words.record.file)) else {
                continue;
            };
            if before(&words.record.file)? != face(words, page.words)? {
                return None;
            }
            found += 1;
            shown.push(showing(site, page.entry, page.words, LangId(place)));
        }
    }
    let is_shown = move |key: &PageKey| shown.iter().any(|shows| shows(key));
    let stays: Stays = Box::new(move |output| match &output.product {
        Product::Page(key) => !is_shown(key),
        _ => true,
    });
    (found == changed.len()).then_some(stays)
}
