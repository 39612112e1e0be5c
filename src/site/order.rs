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

/// What an entry weighs: by each field of the order, then by title, which no two share.
type Weighed = (Vec<Option<Weight>>, u32);

/// Sorts ids of one type. What an entry weighs is found once and not at every comparison.
pub fn sort(site: &Site, kind: &Type, order: &[OrderBy], lang: LangId, ids: &mut [EntryId]) {
    let mut weighed: Vec<(Weighed, EntryId)> = ids.iter().map(|&id| (weigh(site, kind, order, lang, id), id)).collect();
    weighed.sort_by(|(a, _), (b, _)| before(order, a, b));
    for (place, (_, id)) in ids.iter_mut().zip(weighed) {
        *place = id;
    }
}

/// Where an entry belongs among others that are in order.
pub fn place(site: &Site, kind: &Type, lang: LangId, ids: &[EntryId], id: EntryId) -> usize {
    let order = &kind.order;
    let own = weigh(site, kind, order, lang, id);
    ids.partition_point(|&other| before(order, &weigh(site, kind, order, lang, other), &own).is_lt())
}

fn weigh(site: &Site, kind: &Type, order: &[OrderBy], lang: LangId, id: EntryId) -> Weighed {
    let weights = order.iter().map(|by| weight(site, kind, &by.field, lang, id));
    (weights.collect(), title_rank(site, lang, id))
}

fn before(order: &[OrderBy], (a, a_rank): &Weighed, (b, b_rank): &Weighed) -> Ordering {
    let by_fields = order.iter().zip(a.iter().zip(b));
    by_fields
        .map(|(by, (a, b))| compare(by.direction, a.as_ref(), b.as_ref()))
        .find(|ordering| ordering.is_ne())
        .unwrap_or_else(|| a_rank.cmp(b_rank))
}

fn compare(direction: Direction, a: Option<&Weight>, b: Option<&Weight>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => match direction {
            Direction::Ascending => a.cmp(b),
            Direction::Descending => b.cmp(a),
        },
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
    if field == "title" {
        return Some(Weight::Place(title_rank(site, lang, id) as usize));
    }
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
