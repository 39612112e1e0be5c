//! Values that are written as a map of parts, each part by its key or by a Chinese word.

use serde_json::{Map, Value, json};

use crate::schema::json_schema::forms::Schema;
use crate::schema::json_schema::patterns;
use crate::schema::value::parts::PartName;

/// Adds the map form to a schema: these parts and no others, each once. Keys are offered, other words understood.
pub(super) fn add_parts(schema: &mut Schema, names: &[PartName], of: impl Fn(&str) -> Schema) {
    let mut properties = Map::new();
    let mut understood = Map::new();
    let mut rules = Map::new();
    for (key, words) in names {
        let part = Value::Object(of(key));
        if !words.is_empty() {
            understood.insert(patterns::exactly(words), part.clone());
        }
        properties.insert((*key).to_owned(), part);
        let spellings: Vec<&str> = std::iter::once(*key).chain(words.iter().copied()).collect();
        each_once(&spellings, &mut rules);
    }
    schema.insert("properties".to_owned(), Value::Object(properties));
    schema.insert("patternProperties".to_owned(), Value::Object(understood));
    schema.insert("additionalProperties".to_owned(), json!(false));
    schema.insert("dependencies".to_owned(), Value::Object(rules));
}

/// One of these spellings must be there, where a map is written.
pub(super) fn needed(names: &[PartName], key: &str) -> Value {
    let words = names.iter().find(|(known, _)| *known == key);
    let words = words.map_or(&[][..], |(_, words)| words);
    any_required(std::iter::once(key).chain(words.iter().copied()))
}

pub(super) fn any_required<'w>(spellings: impl IntoIterator<Item = &'w str>) -> Value {
    let any: Vec<Value> = spellings
        .into_iter()
        .map(|written| json!({ "required": [written] }))
        .collect();
    json!({ "anyOf": any })
}

/// The definition that a second name of one field leads to; no field can be called so.
pub(super) const TWICE: &str = "written-twice";

/// The rule that no two spellings of one name stand beside each other; none for a single spelling.
pub(super) fn once(spellings: &[&str]) -> Option<Value> {
    let mut rule = Map::new();
    each_once(spellings, &mut rule);
    (!rule.is_empty()).then(|| json!({ "dependencies": rule }))
}

fn each_once(spellings: &[&str], rules: &mut Map<String, Value>) {
    for (place, written) in spellings.iter().enumerate() {
        let later = spellings[place + 1..].iter();
        let refused: Map<String, Value> = later
            .map(|other| ((*other).to_owned(), json!({"$ref": format!("#/definitions/{TWICE}")})))
            .collect();
        if !refused.is_empty() {
            rules.insert((*written).to_owned(), json!({ "properties": refused }));
        }
    }
}

/// No value at all is right here: nothing, and yet something. (`not: {}` would say the same, but editors give it no
/// words of ours, and an empty `enum` they refuse.)
pub(super) fn nothing(told: &str) -> Schema {
    Schema::from_iter([
        ("type".to_owned(), json!("null")),
        ("const".to_owned(), json!(false)),
        ("errorMessage".to_owned(), json!(told)),
        ("doNotSuggest".to_owned(), json!(true)),
    ])
}
