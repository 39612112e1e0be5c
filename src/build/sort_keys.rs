//! Remembers the keys by which titles are sorted: making one takes far longer than finding it.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::lang::collate::{Collator, SortKey};

/// Of one language; good as long as its collator is.
#[derive(Default)]
pub(crate) struct SortKeys {
    known: Mutex<Known>,
}

/// Title and `sort_key` → key.
#[derive(Default)]
pub(crate) struct Known {
    keys: HashMap<(String, Option<String>), SortKey>,
}

impl SortKeys {
    /// To be asked for about so many titles; of many more than that the old ones are forgotten.
    pub(crate) fn known(&self, titles: usize) -> MutexGuard<'_, Known> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.keys.len() > 2 * titles + 64 {
            known.keys.clear();
        }
        known
    }
}

impl Known {
    pub(crate) fn key(&mut self, title: &str, sort_key: Option<&str>, collator: &Collator) -> SortKey {
        let asked = (title.to_owned(), sort_key.map(str::to_owned));
        self.keys
            .entry(asked)
            .or_insert_with(|| collator.key(title, sort_key))
            .clone()
    }
}
