//! What a field asks of its value beyond the kind: range, number of items, no longer in use.

use rust_decimal::Decimal;

use crate::model::figure::Figure;
use crate::model::types::Field;
use crate::model::value::Value;
use crate::schema::value::{Reading, Spot, several};
use crate::yaml::report::{Fault, down};

/// The longest Markdown of a field, in letters: each page that shows it reads it, in some hundred times its length.
pub(in crate::schema) const MOST_LETTERS: usize = 100_000;

pub(super) fn check(field: &Field, value: &Value, spot: Spot<'_>, reading: &Reading<'_>, faults: &mut Vec<Fault>) {
    too_many(field, value, spot, faults);
    too_long(value, spot, faults);
    if field.facet.is_some()
        && let Value::List(items) = value
    {
        let words: Option<Vec<&str>> = items.iter().map(words).collect();
        several::joined(&words.unwrap_or_default(), spot, reading, faults);
    }
    out_of_range(field, value, spot, reading, faults);
    if let Some(instead) = &field.deprecated {
        let instead = instead.first(reading.chain).map_or("", |(text, _)| text);
        let fault = Fault::key("field-deprecated", spot.trail).with("field", spot.field);
        faults.push(if instead.is_empty() {
            fault
        } else {
            fault.with("instead", instead)
        });
    }
}

fn words(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn too_many(field: &Field, value: &Value, spot: Spot<'_>, faults: &mut Vec<Fault>) {
    let most = field.at_most.unwrap_or(usize::MAX);
    let (count, most, counted) = match value {
        Value::List(items) => (items.len(), most, "count-items"),
        Value::Text(text) => (letters(text, most), most, "count-letters"),
        Value::Markdown(text) => {
            let most = most.min(MOST_LETTERS);
            (letters(text, most), most, "count-letters")
        }
        _ => return,
    };
    if count > most {
        let at = match value {
            Value::List(_) => down(spot.trail, most),
            _ => spot.trail.to_vec(),
        };
        faults.push(more(&at, spot, count, most, counted));
    }
}

/// The items of a list, and of lists in it, that are too long.
fn too_long(value: &Value, spot: Spot<'_>, faults: &mut Vec<Fault>) {
    let Value::List(items) = value else { return };
    for (place, item) in items.iter().enumerate() {
        let count = longest(item);
        if count <= MOST_LETTERS {
            continue;
        }
        let trail = down(spot.trail, place);
        match item {
            Value::List(_) => too_long(item, Spot { trail: &trail, ..spot }, faults),
            _ => faults.push(more(&trail, spot, count, MOST_LETTERS, "count-letters")),
        }
    }
}

/// The letters of the longest Markdown in it, where they are too many.
pub(in crate::schema) fn longest(value: &Value) -> usize {
    match value {
        Value::Markdown(text) => letters(text, MOST_LETTERS),
        Value::List(items) => items.iter().map(longest).max().unwrap_or(0),
        _ => 0,
    }
}

/// How many there are; none are counted where they cannot be too many.
fn letters(text: &str, most: usize) -> usize {
    if text.len() > most { text.chars().count() } else { 0 }
}

fn more(at: &[String], spot: Spot<'_>, count: usize, most: usize, counted: &'static str) -> Fault {
    Fault::value("field-too-many", at)
        .with("field", spot.field)
        .with("count", count)
        .with("most", most)
        .with("counted", counted)
}

fn out_of_range(field: &Field, value: &Value, spot: Spot<'_>, reading: &Reading<'_>, faults: &mut Vec<Fault>) {
    let range = field.range;
    if range.min.is_none() && range.max.is_none() {
        return;
    }
    match value {
        Value::Figure(figure) => {
            if let Some(number) = outside(figure, field, reading) {
                faults.push(
                    spot.fault("field-range")
                        .with("value", number)
                        .with_some("min", range.min)
                        .with_some("max", range.max),
                );
            }
        }
        Value::List(items) => {
            for (place, item) in items.iter().enumerate() {
                let trail = down(spot.trail, place);
                let spot = Spot { trail: &trail, ..spot };
                out_of_range(field, item, spot, reading, faults);
            }
        }
        Value::Series(rows) => {
            for (year, figure) in rows {
                let trail = down(spot.trail, year);
                let spot = Spot { trail: &trail, ..spot };
                let single = Value::Figure(Box::new(figure.clone()));
                out_of_range(field, &single, spot, reading, faults);
            }
        }
        _ => {}
    }
}

/// The end of a figure that lies outside, in the base unit in which ranges are kept.
fn outside(figure: &Figure, field: &Field, reading: &Reading<'_>) -> Option<Decimal> {
    let high = Figure {
        low: figure.high.unwrap_or(figure.low),
        ..figure.clone()
    };
    let base = |figure: &Figure| reading.units.sort_key(figure).1;
    let (low, high) = (base(figure), base(&high));
    if field.range.min.is_some_and(|min| low < min) {
        return Some(low);
    }
    field.range.max.is_some_and(|max| high > max).then_some(high)
}
