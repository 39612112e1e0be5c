//! The quick road: an edit that changes words, and nothing that ties the page to others.
//!
//! Where others may know nothing of it, no address, list, card or reference can have changed: the site stays as it is
//! linked, this text is put in place, and its pages are made anew. Where others may show it, as a title or a first
//! paragraph, every page is made anew; of the links between pages only names and order in lists can have changed.
//! Every other edit goes the whole way.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::build::faces::{showing, summary, ties};
use crate::build::foundation::Foundation;
use crate::build::link::retold::{differ_in_words, follow, is_alone};
use crate::build::link::{Drafts, reworded};
use crate::build::memory::Memory;
use crate::build::pipeline::{Prepared, reread};
use crate::model::path::SourcePath;
use crate::model::snapshot::{Snapshot, SourceFile};
use crate::model::types::Type;
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
    reach: Reach,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Entry(EntryId),
    Index(String),
}

/// Which pages may show the words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    Own,
    All,
}

/// What to put in place where that is all there is to do; none where the whole site must be looked at.
pub(super) fn patches(
    prepared: &Prepared,
    drafts: Drafts,
    memory: &Memory,
    (changed, now): (&[&SourcePath], &Snapshot),
) -> Option<Vec<Patch>> {
    let patches = changed.iter().map(|path| patch(prepared, drafts, memory, path, now));
    let patches: Vec<Patch> = patches.collect::<Option<_>>()?;
    let places: BTreeSet<&Place> = patches.iter().map(|patch| &patch.place).collect();
    let apart = places.len() == patches.len();
    let alone = patches.len() == 1 || patches.iter().all(|patch| patch.reach == Reach::Own);
    (apart && alone).then_some(patches)
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
    let kind = match &place {
        Place::Entry(id) => site.types.get(&site.entry(*id).key.type_name)?,
        Place::Index(_) => &site.index_type,
    };
    let mut reach = reach(kind, &old.record, &record)?;
    let mut records: BTreeMap<_, _> = all
        .iter()
        .flatten()
        .map(|words| (words.record.lang.clone(), Arc::clone(&words.record)))
        .collect();
    records.insert(record.lang.clone(), Arc::clone(&record));
    let words = reworded(site, &records, kind, drafts);
    let as_before = words.iter().zip(all).all(|(new, old)| match (new, old) {
        (Some(new), Some(old)) => new.translation == old.translation,
        (None, None) => true,
        _ => false,
    });
    if !as_before {
        reach = Reach::All;
    }
    if let (Place::Entry(id), Reach::All) = (&place, reach)
        && !is_alone(site, *id, &words)
    {
        return None;
    }
    let is_original = record.lang == site.config.original;
    Some(Patch {
        place,
        lang,
        words,
        facts: is_original.then_some(record),
        reach,
    })
}

/// Who may show what changed; none where more may follow from it than what pages show.
fn reach(kind: &Type, old: &Record, new: &Record) -> Option<Reach> {
    let front = |record: &Record| {
        let end = record.body_range.as_ref().map(|body| body.start)?;
        Some(record.source[..end].to_owned())
    };
    let same = old.key == new.key
        && old.lang == new.lang
        && old.file == new.file
        && old.trail == new.trail
        && old.translated_from == new.translated_from;
    let (before, now) = (&old.text.outline, &new.text.outline);
    if !same || ties(before) != ties(now) {
        return None;
    }
    let unseen =
        old.fields == new.fields && front(old).is_some() && front(old) == front(new) && summary(before) == summary(now);
    if unseen {
        return Some(Reach::Own);
    }
    differ_in_words(kind, old, new).then_some(Reach::All)
}

impl Patch {
    /// The files of the page.
    pub(super) fn files(&self) -> impl Iterator<Item = &SourcePath> {
        self.words.iter().flatten().map(|words| &words.record.file)
    }

    pub(super) fn reach(&self) -> Reach {
        self.reach
    }

    /// Puts the words in place; which pages show them is told by their key, where others do not.
    pub(super) fn apply(self, site: &mut Site, ground: &Foundation) -> impl Fn(&PageKey) -> bool + use<> {
        let entry = match self.place {
            Place::Entry(id) => Some(id),
            Place::Index(_) => None,
        };
        let shows = showing(site, entry, &self.words, self.lang);
        match self.place {
            Place::Entry(id) => {
                let changed = &mut site.entries[id.0 as usize];
                let before = std::mem::replace(&mut changed.words, self.words);
                if let Some(facts) = self.facts {
                    changed.facts = facts;
                }
                if self.reach == Reach::All {
                    follow(site, ground, id, &before);
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
