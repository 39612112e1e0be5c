//! A YAML text's tree as JSON, for tests that ask a JSON Schema about it.

use serde_json::{Value, json};

use crate::model::node::{Node, Style};

pub(crate) fn json_of(node: &Node) -> Value {
    match node {
        Node::Null => Value::Null,
        Node::Scalar(scalar) if scalar.style == Style::Text => json!(scalar.text),
        Node::Scalar(scalar) => serde_json::from_str(&scalar.text).unwrap(),
        Node::List(items) => items.iter().map(json_of).collect(),
        Node::Map(entries) => Value::Object(entries.iter().map(|(key, node)| (key.clone(), json_of(node))).collect()),
    }
}
