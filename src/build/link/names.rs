//! By what names, and by which files, an entry can be referred to: its file's name, and its title in any language.

use crate::model::path::SourcePath;
use crate::site::{Entry, EntryId, Lookup, Words};

/// (type, file name) → entry.
pub(super) fn keys(entries: &[Entry]) -> Lookup<(String, String), EntryId> {
    entries
        .iter()
        .map(|entry| ((entry.key.type_name.clone(), entry.key.name.clone()), entry.id))
        .collect()
}

/// (type, name or title) → entries.
pub(super) fn names(entries: &[Entry]) -> Lookup<(String, String), Vec<EntryId>> {
    let mut names: Lookup<(String, String), Vec<EntryId>> = Lookup::default();
    for entry in entries {
        for title in titles(&entry.words) {
            let found = names
                .entry((entry.key.type_name.clone(), title.to_owned()))
                .or_default();
            if found.last() != Some(&entry.id) {
                found.push(entry.id);
            }
        }
    }
    names
}

/// The titles of an entry, in each language that has one.
pub(super) fn titles(words: &[Option<Words>]) -> impl Iterator<Item = &str> {
    let words = words.iter().flatten();
    words.filter_map(|words| words.record.text("title"))
}

/// The rows of list files: file and key → entry.
pub(super) fn rows(entries: &[Entry]) -> Lookup<(SourcePath, String), EntryId> {
    let rows = entries.iter().filter_map(|entry| {
        let [name] = entry.facts.trail.as_slice() else {
            return None;
        };
        Some(((entry.facts.file.clone(), name.clone()), entry.id))
    });
    rows.collect()
}

/// Every file of every entry. List files hold many entries and belong to none.
pub(super) fn files(entries: &[Entry]) -> Lookup<SourcePath, EntryId> {
    let records = entries.iter().flat_map(|entry| {
        let translations = entry.words.iter().flatten().map(|words| &words.record);
        std::iter::once(&entry.facts)
            .chain(translations)
            .map(move |record| (record, entry.id))
    });
    records
        .filter(|(record, _)| record.trail.is_empty())
        .map(|(record, id)| (record.file.clone(), id))
        .collect()
}
