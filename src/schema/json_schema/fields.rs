//! The fields of an entry or of a group as properties: each by its key and by its label in every language.
//!
//! The label in the original language is the one that an editor offers; the others are only understood.

use serde_json::{Map, Value, json};

use crate::diag::catalogue::fill;
use crate::model::types::{Field, Kind, field_written};
use crate::schema::json_schema::forms::{self, Schema};
use crate::schema::json_schema::parts::{any_required, nothing, once};
use crate::schema::json_schema::{patterns, say, speech};
use crate::schema::value::fields::{in_translations, of_each_file, told};
use crate::schema::value::{Owner, Reading, Role, example};

/// These fields and no others. The first name of each is offered; all others, and all names of a field that is
/// hidden or no longer in use, are understood by one pattern. Facts in a translation share one refusal.
pub(super) fn object(all: &[Field], owner: Owner, reading: &Reading<'_>) -> Schema {
    let mut properties = Map::new();
    let mut understood = Map::new();
    let mut rules = Vec::new();
    let mut facts: Vec<&str> = Vec::new();
    for field in all.iter().filter(|field| !only_in_translations(field, owner, reading)) {
        let names = names(field, all, reading);
        if reading.role == Role::Translation && !in_translations(field, owner) {
            facts.extend(names);
            continue;
        }
        let one = Value::Object(schema(field, owner, reading));
        let silent = field.hidden || field.deprecated.is_some();
        let (offered, others) = names.split_at(usize::from(!silent));
        properties.extend(offered.iter().map(|name| ((*name).to_owned(), one.clone())));
        if !others.is_empty() {
            understood.insert(patterns::exactly(others), one);
        }
        rules.extend(once(&names));
        if must_be_there(field, owner, reading) {
            rules.push(any_required(names.iter().copied()));
        }
    }
    if !facts.is_empty() {
        understood.insert(patterns::exactly(&facts), Value::Object(fact(reading)));
    }
    if owner == Owner::Item {
        properties.insert("key".to_owned(), key_of_item(reading));
        if reading.role == Role::Translation {
            rules.push(any_required(["key"]));
        }
    }
    let mut object = forms::typed(&["object"]);
    object.insert("properties".to_owned(), Value::Object(properties));
    if !understood.is_empty() {
        object.insert("patternProperties".to_owned(), Value::Object(understood));
    }
    object.insert("additionalProperties".to_owned(), json!(false));
    if !rules.is_empty() {
        object.insert("allOf".to_owned(), Value::Array(rules));
    }
    object
}

/// What stands in the original alone.
fn fact(reading: &Reading<'_>) -> Schema {
    let told = say(
        reading,
        "这是事实，只写在原文的文件里，各语言共用",
        "A fact: it stands in the original's file only and holds for every language",
    );
    let mut fact = nothing(told);
    fact.insert("description".to_owned(), json!(told));
    fact
}

/// What a field may be called, first what it is called in the original language.
fn names<'f>(field: &'f Field, all: &[Field], reading: &Reading<'_>) -> Vec<&'f str> {
    let own = std::iter::once(told(field, reading))
        .chain(std::iter::once(field.name.as_str()))
        .chain(field.label.all())
        .chain(field.also.iter().map(String::as_str));
    let mut names: Vec<&str> = Vec::new();
    for name in own {
        let mine = field_written(all, name).is_some_and(|found| found.name == field.name);
        if mine && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn schema(field: &Field, owner: Owner, reading: &Reading<'_>) -> Schema {
    let within = Reading {
        role: if of_each_file(field, owner) {
            Role::Original
        } else {
            reading.role
        },
        ..*reading
    };
    let mut schema = forms::of_kind(&field.kind, Owner::Group, &within);
    forms::limit(&mut schema, field);
    if must_be_there(field, owner, reading) {
        forms::demand(&mut schema);
    }
    schema.insert("description".to_owned(), json!(description(field, reading)));
    if let Some(instead) = &field.deprecated {
        let told = instead.first(reading.chain).map_or("", |(text, _)| text);
        schema.insert("deprecationMessage".to_owned(), json!(told));
    }
    schema
}

/// Label and kind, help, and an example.
fn description(field: &Field, reading: &Reading<'_>) -> String {
    let kind = match speech(reading) {
        crate::diag::catalogue::Speech::Chinese => "{zh:kind}",
        crate::diag::catalogue::Speech::English => "{en:kind}",
    };
    let kind = fill(kind, &[("kind", field.kind.name().to_owned())]);
    let mut lines = vec![format!("{} · {kind}", told(field, reading))];
    lines.extend(field.help.first(reading.chain).map(|(text, _)| text.to_owned()));
    if !matches!(field.kind, Kind::Text | Kind::Markdown) {
        let example = example(&field.kind, reading);
        lines.push(format!("{}{example}", say(reading, "例：", "Example: ")));
    }
    lines.join("\n\n")
}

fn must_be_there(field: &Field, owner: Owner, reading: &Reading<'_>) -> bool {
    let title = owner == Owner::Entry && field.envelope && field.name == "title";
    title || (reading.role == Role::Original && field.required && field.default.is_none())
}

/// The record of the state that a translation was made from.
fn only_in_translations(field: &Field, owner: Owner, reading: &Reading<'_>) -> bool {
    owner == Owner::Entry && reading.role == Role::Original && field.envelope && field.name == "translated_from"
}

fn key_of_item(reading: &Reading<'_>) -> Value {
    let told = say(
        reading,
        "这一项的代号，译文用它对上原文的这一项",
        "What translations call this item by",
    );
    match reading.role {
        Role::Translation => json!({
            "type": ["string", "number", "boolean"], "pattern": patterns::NOT_BLANK, "description": told,
        }),
        Role::Original => json!({"type": ["string", "number", "boolean", "null"], "description": told}),
    }
}
