//! Brings the files of one entry together: the original with its facts, and the words of each language.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

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
pub(super) fn gather(mut records: Vec<Arc<Record>>, original: &Lang) -> (Vec<Gathered>, Vec<Diagnostic>) {
    // Of one entry they stay in the order of their files.
    records.par_sort_by(|one, other| one.key.cmp(&other.key));
    let mut diagnostics = Vec::new();
    let mut gathered = Vec::new();
    for records in records.chunk_by(|one, other| one.key == other.key) {
        let mut langs: BTreeMap<Lang, Arc<Record>> = BTreeMap::new();
        for record in records {
            if let Some(first) = langs.get(&record.lang) {
                diagnostics.push(twice(first, record));
                continue;
            }
            langs.insert(record.lang.clone(), Arc::clone(record));
        }
        match langs.remove(original) {
            Some(original) => gathered.push(Gathered {
                key: original.key.clone(),
                original,
                translations: langs,
            }),
            None => diagnostics.extend(langs.values().map(|record| {
                Diagnostic::new("translation-orphan", &record.file)
                    .with("name", &record.key.name)
                    .with("original", original)
            })),
        }
    }
    (gathered, diagnostics)
}

fn twice(one: &Record, other: &Record) -> Diagnostic {
    let (earlier, later) = if one.file <= other.file {
        (&one.file, &other.file)
    } else {
        (&other.file, &one.file)
    };
    Diagnostic::new("entry-twice", later)
        .with("name", &other.key.name)
        .with("other", earlier)
        .see(earlier, None)
}
