//! Lets go of what only checks and messages need, before everything is rendered: half of what a large site holds.

use std::sync::Arc;

use rayon::prelude::*;

use crate::site::Site;
use crate::site::entry::{Entry, Words};
use crate::site::record::Record;
use crate::site::text::Text;

impl Site {
    /// Afterwards the site can be rendered and nothing else: texts, their places and their slips are gone.
    /// What someone else still holds stays whole.
    pub fn lighten(&mut self) {
        let converted = self.languages.iter().any(|language| language.converter.is_some());
        let nothing = Arc::new(Record::nothing());
        let unread = Arc::clone(&nothing.text);
        self.entries
            .par_iter_mut()
            .for_each(|entry| lighten(entry, &nothing, &unread, converted));
    }
}

/// An entry's facts are also the record of the original's words: one is put aside while the other is changed.
fn lighten(entry: &mut Entry, nothing: &Arc<Record>, unread: &Arc<Text>, converted: bool) {
    let mut facts = std::mem::replace(&mut entry.facts, Arc::clone(nothing));
    let mut original = None;
    for words in entry.words.iter_mut().flatten() {
        if Arc::ptr_eq(&words.record, &facts) {
            words.record = Arc::clone(nothing);
            original = Some(words);
        } else {
            record(&mut words.record, unread);
            text(words, converted);
        }
    }
    record(&mut facts, unread);
    if let Some(words) = original {
        words.record = Arc::clone(&facts);
        text(words, converted);
    }
    entry.facts = facts;
}

fn record(record: &mut Arc<Record>, unread: &Arc<Text>) {
    if let Some(record) = Arc::get_mut(record) {
        record.source = Arc::from("");
        record.written.clear();
        record.text = Arc::clone(unread);
    }
}

fn text(words: &mut Words, converted: bool) {
    if let Some(text) = Arc::get_mut(&mut words.text) {
        text.lighten(converted);
    }
}
