//! An entry's file, or one row of a list file, after it was checked against its type.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::model::lang::Lang;
use crate::model::node::Trail;
use crate::model::path::SourcePath;
use crate::model::value::{Fields, Value};
use crate::site::text::Text;

/// What makes an entry one: its type and its file's name without language and ending.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryKey {
    pub type_name: String,
    pub name: String,
}

/// One language's file of an entry. The original's record holds facts and words, a translation's words only.
#[derive(Clone, Debug)]
pub struct Record {
    pub key: EntryKey,
    pub lang: Lang,
    pub file: SourcePath,
    /// Where the record stands in its file's YAML: empty, or the key of a list file's row.
    pub trail: Trail,
    /// Only fields that have a value.
    pub fields: Fields,
    /// Field name → the key as it was written, where that is another (a label), for placing later mistakes.
    pub written: BTreeMap<String, String>,
    /// The whole text of the file, for placing later mistakes.
    pub source: Arc<str>,
    /// Where the YAML stands in it.
    pub front_range: Range<usize>,
    /// Where the Markdown stands in it; absent in `.yaml` files.
    pub body_range: Option<Range<usize>>,
    /// The Markdown, read once.
    pub text: Arc<Text>,
    pub translated_from: Option<TranslatedFrom>,
}

/// The state of the original that a translation was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TranslatedFrom {
    pub lang: Lang,
    /// Short digests: title, localized fields, blocks of the body.
    pub blocks: Vec<String>,
}

impl Record {
    /// A record that says nothing.
    pub fn nothing() -> Self {
        Record {
            key: EntryKey {
                type_name: String::new(),
                name: String::new(),
            },
            lang: Lang::parse("und").expect("a tag"),
            file: SourcePath::of_program(""),
            trail: Trail::new(),
            fields: Fields::new(),
            written: BTreeMap::new(),
            source: Arc::from(""),
            front_range: 0..0,
            body_range: None,
            text: Arc::new(Text::default()),
            translated_from: None,
        }
    }

    pub fn text(&self, field: &str) -> Option<&str> {
        match self.fields.get(field) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The Markdown, if the file can have any.
    pub fn markdown(&self) -> Option<&str> {
        self.source.get(self.body_range.clone()?)
    }

    /// The way to a field's value in the file's YAML.
    pub fn trail_to(&self, field: &str) -> Trail {
        let mut trail = self.trail.clone();
        trail.push(self.written.get(field).cloned().unwrap_or_else(|| field.to_owned()));
        trail
    }
}
