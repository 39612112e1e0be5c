//! Types → JSON Schema (draft-07) for editors: what they complete, explain on hover and underline.
//!
//! A schema says what can be said of a file alone. Units, calendars, references and files are left to the
//! program; `docs/editors.md` lists where the two may differ.

mod compound;
mod fields;
mod figures;
mod forms;
mod parts;
mod patterns;
mod share;

use serde_json::{Map, Value, json};

pub use crate::schema::json_schema::share::share;

use crate::diag::catalogue::Speech;
use crate::model::types::Type;
use crate::schema::value::{Owner, Reading};

/// What an editor's window is told of a whole file.
pub const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// How a file holds the fields of its entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    One,
    /// `NAME.list.yaml`: one entry per key.
    Many,
}

/// The schema of the files of a type, in the role that the reading names.
pub fn schema(kind: &Type, holding: Holding, reading: &Reading<'_>) -> Value {
    let entry = fields::object(&kind.fields, Owner::Entry, reading);
    let twice = say(
        reading,
        "这一栏已经写过了，用的是它的另一个名称",
        "This stands here already, under another of its names",
    );
    let definitions = Map::from_iter([(parts::TWICE.to_owned(), Value::Object(parts::nothing(twice)))]);
    let mut root = Map::new();
    root.insert("$schema".to_owned(), json!(DRAFT));
    let label = kind
        .one
        .first(reading.chain)
        .map_or(kind.name.as_str(), |(text, _)| text);
    root.insert("title".to_owned(), json!(label));
    match holding {
        Holding::One => root.extend(entry),
        Holding::Many => {
            root.insert("type".to_owned(), json!(["object", "null"]));
            root.insert("additionalProperties".to_owned(), Value::Object(entry));
        }
    }
    root.insert("definitions".to_owned(), Value::Object(definitions));
    Value::Object(root)
}

/// The language in which a schema explains itself: that of the site's original.
pub(in crate::schema) fn speech(reading: &Reading<'_>) -> Speech {
    match reading.chain.first() {
        Some(lang) if lang.language() != "zh" => Speech::English,
        _ => Speech::Chinese,
    }
}

/// One of two wordings.
pub(in crate::schema) fn say<'w>(reading: &Reading<'_>, chinese: &'w str, english: &'w str) -> &'w str {
    match speech(reading) {
        Speech::Chinese => chinese,
        Speech::English => english,
    }
}
