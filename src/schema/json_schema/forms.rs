//! Kinds → schemas. Every keyword speaks of one form only (text, list, map), so that all forms of a kind
//! stand side by side in one schema and an editor can say plainly what is wrong.

use serde_json::{Map, Value, json};

use crate::model::types::{Field, Kind};
use crate::schema::json_schema::{compound, fields, figures, patterns, say};
use crate::schema::value::{Owner, Reading, example};

/// A schema on its way.
pub(super) type Schema = Map<String, Value>;

/// What is written where any word will do.
pub(super) const WORD: [&str; 3] = ["string", "number", "boolean"];

/// The schema of a kind; nothing written is always right here.
pub(super) fn of_kind(kind: &Kind, owner: Owner, reading: &Reading<'_>) -> Schema {
    let mut schema = match kind {
        Kind::Text | Kind::Address | Kind::Markdown | Kind::Reference { .. } => typed(&WORD),
        Kind::Integer
        | Kind::Decimal
        | Kind::Money
        | Kind::Area
        | Kind::Length
        | Kind::Percent
        | Kind::Quantity { .. } => figures::figure(kind),
        Kind::Series(item) => figures::series(item),
        Kind::Date => figures::date(),
        Kind::DateTime => patterned(&["string"], patterns::MOMENT),
        Kind::Period => figures::period(),
        Kind::Choice { options } => choice(options, reading),
        Kind::Boolean => patterned(&["boolean", "string"], patterns::YES_OR_NO),
        Kind::List(item) => list(item, reading),
        Kind::Group(group) => fields::object(group, owner, reading),
        Kind::Place => compound::place(),
        Kind::Contact => compound::contact(),
        Kind::Link => compound::link(reading),
        Kind::Image | Kind::File | Kind::Video => compound::file(reading),
    };
    also(&mut schema, "null");
    if !matches!(schema.get("type"), Some(Value::Array(types)) if types.iter().any(|form| form == "string")) {
        also(&mut schema, "string");
        schema.insert("pattern".to_owned(), json!(patterns::BLANK));
    }
    if schema.contains_key("pattern") {
        let told = say(reading, "这样写不对。例：", "This cannot be read. Example: ");
        schema.insert(
            "errorMessage".to_owned(),
            json!(format!("{told}{}", example(kind, reading))),
        );
    }
    schema
}

pub(super) fn typed(types: &[&str]) -> Schema {
    Schema::from_iter([("type".to_owned(), json!(types))])
}

pub(super) fn patterned(types: &[&str], pattern: &str) -> Schema {
    let mut schema = typed(types);
    schema.insert("pattern".to_owned(), json!(pattern));
    schema
}

/// One more form.
pub(super) fn also(schema: &mut Schema, form: &str) {
    if let Some(Value::Array(types)) = schema.get_mut("type")
        && !types.iter().any(|known| known == form)
    {
        types.push(json!(form));
    }
}

/// What a field asks beyond its kind, as far as it is about the text alone.
pub(super) fn limit(schema: &mut Schema, field: &Field) {
    let letters = matches!(field.kind, Kind::Text | Kind::Markdown | Kind::Address);
    let most = match field.kind {
        Kind::List(_) => "maxItems",
        _ => "maxLength",
    };
    if let Some(number) = field.at_most.filter(|_| letters || matches!(field.kind, Kind::List(_))) {
        schema.insert(most.to_owned(), json!(number));
    }
    if matches!(field.kind, Kind::Integer | Kind::Decimal) {
        for (name, end) in [("minimum", field.range.min), ("maximum", field.range.max)] {
            let number = end.and_then(|end| serde_json::from_str::<Value>(&end.normalize().to_string()).ok());
            schema.extend(number.map(|number| (name.to_owned(), number)));
        }
    }
}

/// Something must be written.
pub(super) fn demand(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|form| form != "null");
    }
    let blank = json!({"anyOf": [{"type": "null"}, {"type": "string", "pattern": "^\\s*$"}]});
    let filled = json!({"not": {"type": "string", "pattern": "^\\s*$"}});
    if let Some(Value::Array(all)) = schema.get_mut("allOf") {
        all.push(filled);
    } else {
        schema.insert("allOf".to_owned(), json!([filled]));
    }
    schema.insert("contains".to_owned(), json!({ "not": blank }));
}

/// Items in a list; a single one may stand without it.
fn list(item: &Kind, reading: &Reading<'_>) -> Schema {
    let one = of_kind(item, Owner::Item, reading);
    let mut schema = one.clone();
    also(&mut schema, "array");
    schema.insert("items".to_owned(), Value::Object(one));
    schema
}

/// The label in the original language is offered; every other label, and the key, is understood.
fn choice(options: &[(String, crate::model::words::Words)], reading: &Reading<'_>) -> Schema {
    let told = |option: &(String, crate::model::words::Words)| {
        let (key, label) = option;
        let chosen = reading.chain.iter().find_map(|lang| label.by_lang.get(lang));
        chosen.or(label.any.as_ref()).map_or(key.clone(), String::clone)
    };
    let offered: Vec<String> = options.iter().map(told).collect();
    let notes: Vec<String> = options
        .iter()
        .map(|(key, label)| {
            let words = std::iter::once(key.as_str()).chain(label.all());
            words.collect::<Vec<_>>().join(" · ")
        })
        .collect();
    let every = options
        .iter()
        .flat_map(|(key, label)| std::iter::once(key.as_str()).chain(label.all()));
    let mut schema = typed(&["string"]);
    schema.insert(
        "anyOf".to_owned(),
        json!([
            {"enum": offered, "enumDescriptions": notes},
            {"pattern": patterns::any_of(every)},
        ]),
    );
    let one_of = say(reading, "只能是：", "One of: ");
    let between = say(reading, "、", ", ");
    schema.insert(
        "errorMessage".to_owned(),
        json!(format!("{one_of}{}", offered.join(between))),
    );
    schema
}
