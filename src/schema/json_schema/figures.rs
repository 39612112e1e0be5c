//! Figures in their short and long form, series of them, dates and periods.

use serde_json::{Value, json};

use crate::model::types::Kind;
use crate::schema::json_schema::forms::{Schema, WORD, also, patterned, typed};
use crate::schema::json_schema::parts::{add_parts, needed};
use crate::schema::json_schema::patterns;
use crate::schema::value::dates::ENDS;
use crate::schema::value::figures::{MODES, OPS, PARTS};

/// A number with its unit as a text, a bare number where the field wants no unit or names it, or the long form.
pub(super) fn figure(kind: &Kind) -> Schema {
    let mut schema = short(kind);
    also(&mut schema, "object");
    add_parts(&mut schema, &PARTS, |part| match part {
        "value" => value(kind),
        "op" => named(&OPS.map(|(op, words)| (op.key(), op.name(), words))),
        "mode" => {
            let words = MODES.iter().flat_map(|(mode, word)| [mode.key(), word]);
            with_null(patterned(&["string"], &exactly(words)))
        }
        "cumulative" => with_null(patterned(&["boolean", "string"], patterns::YES_OR_NO)),
        "as_of" => with_null(date()),
        _ => with_null(typed(&WORD)),
    });
    schema.insert("allOf".to_owned(), json!([needed(&PARTS, "value")]));
    schema
}

/// The text, or the bare number, of a figure.
fn short(kind: &Kind) -> Schema {
    match kind {
        Kind::Integer => patterned(&["string", "integer"], &patterns::figure()),
        Kind::Decimal | Kind::Quantity { .. } => patterned(&["string", "number"], &patterns::figure()),
        _ => patterned(&["string"], &patterns::figure_with_unit()),
    }
}

/// The number of the long form; its unit may stand beside it.
fn value(kind: &Kind) -> Schema {
    let number = if *kind == Kind::Integer { "integer" } else { "number" };
    let mut schema = patterned(&["string", number], &patterns::figure());
    schema.insert("minLength".to_owned(), json!(1));
    schema
}

fn named(rows: &[(&str, &str, &[&str])]) -> Schema {
    let words = rows
        .iter()
        .flat_map(|(key, name, words)| [*key, *name].into_iter().chain(words.iter().copied()));
    with_null(patterned(&["string"], &exactly(words)))
}

fn exactly<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    patterns::any_of(words)
}

fn with_null(mut schema: Schema) -> Schema {
    also(&mut schema, "null");
    schema
}

pub(super) fn series(item: &Kind) -> Schema {
    let mut year = figure(item);
    also(&mut year, "null");
    let mut schema = typed(&["object"]);
    schema.insert(
        "patternProperties".to_owned(),
        json!({patterns::YEAR: Value::Object(year)}),
    );
    schema.insert("additionalProperties".to_owned(), json!(false));
    schema
}

/// A text, or a year (`2020`), or a day without its hyphens (`20140904`).
pub(super) fn date() -> Schema {
    let mut schema = patterned(&["string", "number"], patterns::DATE);
    schema.insert("minimum".to_owned(), json!(1000));
    schema.insert("maximum".to_owned(), json!(99_991_231));
    schema
}

pub(super) fn period() -> Schema {
    let mut schema = patterned(&["string", "number"], patterns::PERIOD);
    schema.insert("minimum".to_owned(), json!(1000));
    schema.insert("maximum".to_owned(), json!(99_991_231));
    also(&mut schema, "object");
    add_parts(&mut schema, &ENDS, |_| with_null(date()));
    schema
}
