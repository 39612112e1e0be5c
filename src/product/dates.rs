//! The dates of one language as pages show them: each is written once for all of them.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::lang::formats::Formats;
use crate::model::date::Date;
use crate::theme::view::field::DateView;
use crate::theme::visible::Shared;
use crate::theme::wanted::Wanted;

#[derive(Default)]
pub(super) struct Dates(RwLock<BTreeMap<Date, Shown>>);

/// A date in words and in ISO 8601, and both as a view.
#[derive(Clone)]
pub(super) struct Shown {
    pub(super) text: Arc<str>,
    pub(super) iso: Arc<str>,
    pub(super) view: Shared<DateView>,
}

impl Dates {
    pub(super) fn shown(&self, date: Date, formats: &Formats, wanted: &Wanted) -> Shown {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = all.get(&date) {
            return known.clone();
        }
        drop(all);
        let text: Arc<str> = formats.date(&date).into();
        let iso: Arc<str> = date.to_string().into();
        let view = DateView {
            text: Arc::clone(&text),
            iso: Arc::clone(&iso),
        };
        let view = Shared::new(&view, wanted);
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        all.entry(date).or_insert(Shown { text, iso, view }).clone()
    }
}
