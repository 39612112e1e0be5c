//! An entry: its facts once, its words in each language that has them, and how it stands to others.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::date::Date;
use crate::model::path::SourcePath;
use crate::model::value::Value;
use crate::site::record::{EntryKey, Record};
use crate::site::text::Text;

/// The place of an entry in `Site::entries`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

#[derive(Debug)]
pub struct Entry {
    pub id: EntryId,
    pub key: EntryKey,
    /// The original's record: every fact.
    pub facts: Arc<Record>,
    /// By language; the original's always, a derived language's only where a page overrides the conversion.
    pub words: Vec<Option<Words>>,
    pub slug: String,
    /// `projects/sanbaishan`, or `about` in a type whose entries stand at the root.
    pub route: String,
    pub state: State,
    pub parent: Option<EntryId>,
    pub children: Vec<EntryId>,
    /// Name of the relation → who points here, in the order of their own type.
    pub back: BTreeMap<String, Vec<EntryId>>,
}

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    pub record: Arc<Record>,
    /// The body, read once.
    pub text: Arc<Text>,
    pub translation: Translation,
}

/// How a translation stands to its original.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Translation {
    /// These are the original's own words.
    Original,
    Fresh,
    /// Parts of the original that changed since: `title`, a field's name, or the number of a block of the body.
    Stale(Vec<String>),
    /// Nothing says what the translation was made from.
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Published,
    /// Keeps its page, marked, and leaves the lists.
    Expired,
    Held(Held),
}

/// Why a page is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    Draft,
    Future(Date),
}

/// The words that a page of some language shows.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    pub words: &'a Words,
    pub from: crate::site::LangId,
    pub how: How,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    Own,
    /// Converted from another script of the same language.
    Derived,
    /// In another language, marked as such.
    Fallback,
}

impl Entry {
    pub fn file(&self) -> &SourcePath {
        &self.facts.file
    }

    pub fn fact(&self, field: &str) -> Option<&Value> {
        self.facts.fields.get(field)
    }

    pub fn flag(&self, field: &str) -> bool {
        matches!(self.fact(field), Some(Value::Boolean(true)))
    }

    pub fn date(&self, field: &str) -> Option<Date> {
        match self.fact(field) {
            Some(Value::Date(date)) => Some(*date),
            Some(Value::DateTime(moment)) => Some(moment.date()),
            _ => None,
        }
    }

    pub fn is_held(&self) -> bool {
        matches!(self.state, State::Held(_))
    }

    pub fn is_listed(&self) -> bool {
        self.state == State::Published
    }
}

impl<'a> Shown<'a> {
    pub fn title(&self) -> &'a str {
        self.words.record.text("title").unwrap_or_default()
    }

    /// The summary, else the first paragraph.
    pub fn summary(&self) -> &str {
        self.words
            .record
            .text("summary")
            .unwrap_or(&self.words.text.outline.lead)
    }
}
