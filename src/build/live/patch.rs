//! The quick road: an edit that changes a body and nothing that others may know of it.
//!
//! Then no address, list, card or reference can have changed, so the site stays as it is linked and only this text
//! is put in place. Every other edit goes the whole way.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::build::faces::{showing, summary};
use crate::build::link::{Drafts, reworded};
use crate::build::memory::Memory;
use crate::build::pipeline::{Prepared, reread};
use crate::model::path::SourcePath;
use crate::model::snapshot::{Snapshot, SourceFile};
use crate::site::address::PageKey;
use crate::site::record::Record;
use crate::site::{EntryId, LangId, Site, Words};

/// More files than this are no edit but a move.
const MOST: usize = 20;

/// New words in place of those that a page shows.
pub(super) struct Patch {
    place: Place,
    /// Whose body it is.
    lang: LangId,
    words: Vec<Option<Words>>,
    facts: Option<Arc<Record>>,
}

enum Place {
    Entry(EntryId),
    Index(String),
}

/// What to put in place where that is all there is to do; none where the whole site must be looked at.
pub(super) fn patches(
    prepared: &Prepared,
    drafts: Drafts,
    memory: &Memory,
    (changed, now): (&[&SourcePath], &Snapshot),
) -> Option<Vec<Patch>> {
    let patches = changed.iter().map(|path| patch(prepared, drafts, memory, path, now));
    patches.collect()
}

/// Texts that say something else; none where files came or went, or anything but texts changed.
pub(super) fn changed<'a>(before: &Snapshot, now: &'a Snapshot) -> Option<Vec<&'a SourcePath>> {
    if before.files.len() != now.files.len() || before.troubles != now.troubles || before.pictures != now.pictures {
        return None;
    }
    let mut changed = Vec::new();
    for ((old_path, old), (path, new)) in before.files.iter().zip(&now.files) {
        if old_path != path {
            return None;
        }
        match (old, new) {
            (
                SourceFile::Text { text, encoding },
                SourceFile::Text {
                    text: new,
                    encoding: now,
                },
            ) => {
                if !Arc::ptr_eq(text, new) && text != new {
                    changed.push(path);
                }
                if encoding != now {
                    return None;
                }
            }
            (old, new) if old == new => {}
            _ => return None,
        }
    }
    (changed.len() <= MOST).then_some(changed)
}

fn patch(prepared: &Prepared, drafts: Drafts, memory: &Memory, path: &SourcePath, now: &Snapshot) -> Option<Patch> {
    let site = &prepared.site;
    let (folder, record) = reread(now, path, memory)?;
    let (place, all) = if let Some(folder) = folder {
        let words = &site.indexes.get(&folder)?.words;
        (Place::Index(folder), words)
    } else {
        let id = *site.files.get(path)?;
        (Place::Entry(id), &site.entry(id).words)
    };
    let lang = site.lang_id(&record.lang)?;
    let old = all.get(usize::from(lang.0))?.as_ref()?;
    if !is_same_to_others(&old.record, &record) {
        return None;
    }
    let mut records: BTreeMap<_, _> = all
        .iter()
        .flatten()
        .map(|words| (words.record.lang.clone(), Arc::clone(&words.record)))
        .collect();
    records.insert(record.lang.clone(), Arc::clone(&record));
    let kind = match &place {
        Place::Entry(id) => site.types.get(&site.entry(*id).key.type_name)?,
        Place::Index(_) => &site.index_type,
    };
    let words = reworded(site, &records, kind, drafts);
    let as_before = words.iter().zip(all).all(|(new, old)| match (new, old) {
        (Some(new), Some(old)) => new.translation == old.translation,
        (None, None) => true,
        _ => false,
    });
    let is_original = record.lang == site.config.original;
    as_before.then(|| Patch {
        place,
        lang,
        words,
        facts: is_original.then_some(record),
    })
}

/// Whether the two differ in nothing but the words of the body.
fn is_same_to_others(old: &Record, new: &Record) -> bool {
    let front = |record: &Record| {
        let end = record.body_range.as_ref().map(|body| body.start)?;
        Some(record.source[..end].to_owned())
    };
    old.key == new.key
        && old.lang == new.lang
        && old.file == new.file
        && old.trail == new.trail
        && old.fields == new.fields
        && old.translated_from == new.translated_from
        && front(old).is_some()
        && front(old) == front(new)
        && summary(&old.text.outline) == summary(&new.text.outline)
}

impl Patch {
    /// The files of the page.
    pub(super) fn files(&self) -> impl Iterator<Item = &SourcePath> {
        self.words.iter().flatten().map(|words| &words.record.file)
    }

    /// Puts the words in place; which pages show them is told by their key.
    pub(super) fn apply(self, site: &mut Site) -> impl Fn(&PageKey) -> bool + use<> {
        let entry = match self.place {
            Place::Entry(id) => Some(id),
            Place::Index(_) => None,
        };
        let shows = showing(site, entry, &self.words, self.lang);
        match self.place {
            Place::Entry(id) => {
                let changed = &mut site.entries[id.0 as usize];
                changed.words = self.words;
                if let Some(facts) = self.facts {
                    changed.facts = facts;
                }
            }
            Place::Index(name) => {
                if let Some(index) = site.indexes.get_mut(&name) {
                    index.words = self.words;
                }
            }
        }
        shows
    }
}
