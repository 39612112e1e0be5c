//! Puts entries in order: by the fields that a type or a list names, then by title, then by file.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::model::types::{Direction, Kind, OrderBy, Type};
use crate::model::value::Value;
use crate::site::{EntryId, LangId, Site};

/// What a field's value weighs in an order; a missing value comes last either way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Number((String, Decimal)),
    Place(usize),
    Text(String),
}

/// Sorts ids of one type.
pub fn sort(site: &Site, kind: &Type, order: &[OrderBy], lang: LangId, ids: &mut [EntryId]) {
    ids.sort_by(|a, b| {
        order
            .iter()
            .map(|by| compare(site, kind, by, lang, *a, *b))
            .find(|ordering| ordering.is_ne())
            .unwrap_or_else(|| title_rank(site, lang, *a).cmp(&title_rank(site, lang, *b)))
    });
}

fn compare(site: &Site, kind: &Type, by: &OrderBy, lang: LangId, a: EntryId, b: EntryId) -> Ordering {
    let directed = |ordering: Ordering| match by.direction {
        Direction::Ascending => ordering,
        Direction::Descending => ordering.reverse(),
    };
    if by.field == "title" {
        return directed(title_rank(site, lang, a).cmp(&title_rank(site, lang, b)));
    }
    match (
        weight(site, kind, &by.field, lang, a),
        weight(site, kind, &by.field, lang, b),
    ) {
        (Some(a), Some(b)) => directed(a.cmp(&b)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

/// The place of an entry among all entries sorted by title in a language; unique.
fn title_rank(site: &Site, lang: LangId, id: EntryId) -> u32 {
    site.title_ranks[usize::from(lang.0)][id.0 as usize]
}

fn weight(site: &Site, kind: &Type, field: &str, lang: LangId, id: EntryId) -> Option<Weight> {
    let entry = site.entry(id);
    match entry.fact(field)? {
        Value::Figure(figure) => Some(Weight::Number(site.units.sort_key(figure))),
        Value::Date(date) => Some(Weight::Text(
            date.first_day()
                .map_or_else(|| date.to_string(), |first| first.to_string()),
        )),
        Value::DateTime(moment) => Some(Weight::Text(moment.to_string())),
        Value::Period(period) => Some(Weight::Text(period.from.or(period.to)?.first_day()?.to_string())),
        Value::Choice(key) => match &kind.field(field)?.kind {
            Kind::Choice { options } => options.iter().position(|(option, _)| option == key).map(Weight::Place),
            _ => None,
        },
        Value::Boolean(true) => Some(Weight::Place(1)),
        Value::Text(text) => Some(Weight::Text(text.clone())),
        Value::Series(years) => years
            .last()
            .map(|(_, figure)| Weight::Number(site.units.sort_key(figure))),
        Value::Reference(written) => match &kind.field(field)?.kind {
            Kind::Reference { to } => site
                .named(to, written)
                .first()
                .map(|&id| Weight::Place(title_rank(site, lang, id) as usize)),
            _ => None,
        },
        _ => None,
    }
}
