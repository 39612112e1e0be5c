//! Brings the files of one entry together: the original with its facts, and the words of each language.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::model::lang::Lang;
use crate::site::record::{EntryKey, Record};

/// One entry's records.
pub(super) struct Gathered {
    pub(super) key: EntryKey,
    pub(super) original: Arc<Record>,
    pub(super) translations: BTreeMap<Lang, Arc<Record>>,
}

/// Groups the records by entry, in the order of their keys. What has no original, or two, is said.
pub(super) fn gather(records: Vec<Arc<Record>>, original: &Lang) -> (Vec<Gathered>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut by_key: BTreeMap<EntryKey, BTreeMap<Lang, Arc<Record>>> = BTreeMap::new();
    for record in records {
        let langs = by_key.entry(record.key.clone()).or_default();
        let lang = record.lang.clone();
        if let Some(first) = langs.get(&lang) {
            let (earlier, later) = if first.file <= record.file {
                (&first.file, &record.file)
            } else {
                (&record.file, &first.file)
            };
            diagnostics.push(
                Diagnostic::new("entry-twice", later)
                    .with("name", &record.key.name)
                    .with("other", earlier)
                    .see(earlier, None),
            );
            continue;
        }
        langs.insert(lang, record);
    }
    let mut gathered = Vec::with_capacity(by_key.len());
    for (key, mut langs) in by_key {
        match langs.remove(original) {
            Some(original) => gathered.push(Gathered {
                key,
                original,
                translations: langs,
            }),
            None => diagnostics.extend(langs.values().map(|record| {
                Diagnostic::new("translation-orphan", &record.file)
                    .with("name", &key.name)
                    .with("original", original)
            })),
        }
    }
    (gathered, diagnostics)
}
