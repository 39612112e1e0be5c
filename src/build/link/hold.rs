//! Decides which entries are published today.

use crate::model::date::Date;
use crate::model::value::Value;
use crate::site::State;
use crate::site::entry::Held;
use crate::site::record::Record;

/// Whether drafts and future entries are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Drafts {
    Hold,
    Show,
}

/// `today` is a full date in the site's own time zone.
pub fn state(record: &Record, today: Date, drafts: Drafts) -> State {
    let date = |field: &str| match record.fields.get(field) {
        Some(Value::Date(date)) => Some(*date),
        Some(Value::DateTime(moment)) => Some(moment.date()),
        _ => None,
    };
    if drafts == Drafts::Hold {
        if is_draft(record) {
            return State::Held(Held::Draft);
        }
        if let Some(published) = date("published").filter(|date| date.first_day().is_some_and(|first| first > today)) {
            return State::Held(Held::Future(published));
        }
    }
    match date("expires").and_then(|date| date.last_day()) {
        Some(last) if last < today => State::Expired,
        _ => State::Published,
    }
}

pub fn is_draft(record: &Record) -> bool {
    record.fields.get("draft") == Some(&Value::Boolean(true))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::lang::Lang;
    use crate::model::path::SourcePath;
    use crate::site::record::EntryKey;

    fn check(fields: &[(&str, Value)], drafts: Drafts, expected: State) {
        let record = Record {
            key: EntryKey {
                type_name: "project".into(),
                name: "a".into(),
            },
            lang: Lang::parse("zh-Hans").expect("a tag"),
            file: SourcePath::new("content/projects/a.md").expect("a path"),
            trail: Vec::new(),
            fields: fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect(),
            written: std::collections::BTreeMap::new(),
            source: "".into(),
            front_range: 0..0,
            body_range: None,
            text: Arc::default(),
            translated_from: None,
        };
        assert_eq!(
            state(&record, Date::from_day(2020, 6, 15).expect("a date"), drafts),
            expected
        );
    }

    #[test]
    fn a_page_goes_public_on_its_day_and_expires_after_its_last() {
        let day = |month, day| Value::Date(Date::from_day(2020, month, day).expect("a date"));
        let later = Date::from_day(2020, 6, 16).expect("a date");
        check(&[("published", day(6, 15))], Drafts::Hold, State::Published);
        check(
            &[("published", day(6, 16))],
            Drafts::Hold,
            State::Held(Held::Future(later)),
        );
        check(&[("published", day(6, 16))], Drafts::Show, State::Published);
        check(&[("expires", day(6, 15))], Drafts::Hold, State::Published);
        check(&[("expires", day(6, 14))], Drafts::Hold, State::Expired);
        check(
            &[("draft", Value::Boolean(true))],
            Drafts::Hold,
            State::Held(Held::Draft),
        );
    }
}
