//! The order of all titles in one language; by file where titles are the same.

use std::borrow::Cow;
use std::sync::MutexGuard;

use rayon::prelude::*;

use crate::build::foundation::Foundation;
use crate::build::sort_keys::Known;
use crate::lang::collate::{Collator, SortKey};
use crate::site::{EntryId, Language, Site};

/// What titles are sorted with.
pub(super) struct Titles<'a> {
    site: &'a Site,
    language: &'a Language,
    collator: &'a Collator,
    /// None in a build that no other follows.
    known: Option<MutexGuard<'a, Known>>,
}

impl<'a> Titles<'a> {
    pub(super) fn of(site: &'a Site, ground: &'a Foundation, language: &'a Language) -> Self {
        let place = usize::from(language.id.0);
        Titles {
            site,
            language,
            collator: &ground.collators[place],
            known: ground.sort_keys.get(place).map(|keys| keys.known(site.entries.len())),
        }
    }

    /// By entry: its place among all.
    pub(super) fn ranks(mut self) -> Vec<u32> {
        let entries = &self.site.entries;
        let mut keyed: Vec<_> = if self.known.is_none() {
            entries.par_iter().map(|entry| self.new_key(entry.id)).collect()
        } else {
            entries.iter().map(|entry| self.key(entry.id)).collect()
        };
        // Whoever waits for others holds nothing that they may wait for.
        self.known = None;
        keyed.par_sort_unstable();
        let order: Vec<EntryId> = keyed.into_iter().map(|(_, id)| id).collect();
        numbered(&order)
    }

    /// The same, where one entry's title is another than when the ranks of `before` were found.
    pub(super) fn reranked(mut self, before: &[u32], id: EntryId) -> Vec<u32> {
        let mut by_rank = vec![id; before.len()];
        for (&rank, entry) in before.iter().zip(&self.site.entries) {
            by_rank[rank as usize] = entry.id;
        }
        by_rank.remove(before[id.0 as usize] as usize);
        let own = self.key(id);
        let place = by_rank.partition_point(|&other| self.key(other) < own);
        by_rank.insert(place, id);
        numbered(&by_rank)
    }

    fn key(&mut self, id: EntryId) -> (SortKey, EntryId) {
        let (title, sort_key) = self.sorted_by(id);
        match &mut self.known {
            Some(known) => (known.key(&title, sort_key, self.collator), id),
            None => self.new_key(id),
        }
    }

    fn new_key(&self, id: EntryId) -> (SortKey, EntryId) {
        let (title, sort_key) = self.sorted_by(id);
        (self.collator.key(&title, sort_key), id)
    }

    /// The title as it is shown, and the `sort_key` beside it.
    fn sorted_by(&self, id: EntryId) -> (Cow<'a, str>, Option<&'a str>) {
        let shown = self.site.words(self.site.entry(id), self.language.id);
        let title = match &self.language.converter {
            Some(converter) if shown.from != self.language.id => converter.convert(shown.title()),
            _ => shown.title().into(),
        };
        (title, shown.words.record.text("sort_key"))
    }
}

/// By entry: its place in this order of all.
fn numbered(order: &[EntryId]) -> Vec<u32> {
    let mut ranks = vec![0; order.len()];
    for (rank, id) in (0_u32..).zip(order) {
        ranks[id.0 as usize] = rank;
    }
    ranks
}
