//! The dates of one language as templates see them: each is written once for all pages that show it.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use crate::lang::formats::Formats;
use crate::model::date::Date;
use crate::theme::view::field::DateView;
use crate::theme::visible::Shared;
use crate::theme::wanted::Wanted;

#[derive(Default)]
pub(super) struct Dates(RwLock<BTreeMap<Date, Shared<DateView>>>);

impl Dates {
    pub(super) fn shown(&self, date: Date, formats: &Formats, wanted: &Wanted) -> Shared<DateView> {
        let known = self
            .0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&date)
            .cloned();
        known.unwrap_or_else(|| {
            let text = formats.date(&date);
            let iso = date.to_string();
            let view = Shared::new(&DateView { text, iso }, wanted);
            let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
            all.entry(date).or_insert(view).clone()
        })
    }
}
