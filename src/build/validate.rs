//! Front matter and its type → a record: every field checked, every mistake told.
//!
//! Whom references mean, and whether translations fit their originals, is seen when records are linked.

use std::sync::Arc;

use crate::build::aids::{Aids, Manner};
use crate::diag::Diagnostic;
use crate::lang::figure::units::Units;
use crate::model::lang::Lang;
use crate::model::node::{Node, Trail};
use crate::model::types::Type;
use crate::model::value::{Fields, Value};
use crate::schema::value::{Owner, Reading, Reads, read_fields};
use crate::site::document::Document;
use crate::site::record::{EntryKey, Record, TranslatedFrom};
use crate::site::text::Text;
use crate::yaml::report::{Fault, Places, down};

pub use crate::schema::value::Role;

#[cfg(test)]
mod tests;

/// Which entry a document, or a row of a list file, is.
#[derive(Clone, Debug)]
pub struct Identity {
    pub key: EntryKey,
    pub lang: Lang,
    /// Empty, or the key of a list file's row.
    pub trail: Trail,
    pub role: Role,
}

/// What holds for the whole site.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub units: &'a Units,
    /// The language in which facts are written.
    pub original: &'a Lang,
    /// All languages of the site.
    pub languages: &'a [Lang],
    /// How Markdown is read.
    pub manner: Manner,
    pub aids: &'a Aids,
}

/// The record of one entry in one language, as far as it can be read, and all its mistakes.
///
/// A record always has a title, if need be the entry's name. None only where there are no fields at all.
pub fn validate(
    document: &Document,
    what: &Identity,
    kind: &Type,
    context: &Context<'_>,
) -> (Option<Record>, Vec<Diagnostic>) {
    validate_row(document, &places(document), what, kind, context)
}

/// Where things stand in a document; made once for all rows of a list file.
pub fn places(document: &Document) -> Places<'_> {
    Places::new(&document.file, document.yaml(), document.front_range.start)
}

/// As [`validate`], for one of many rows.
pub fn validate_row<'a>(
    document: &'a Document,
    places: &'a Places<'a>,
    what: &Identity,
    kind: &Type,
    context: &Context<'a>,
) -> (Option<Record>, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let entries: &[(String, Node)] = match document.front.at(&what.trail) {
        Some(Node::Map(entries)) => entries,
        Some(Node::Null) | None => &[],
        Some(Node::Scalar(_) | Node::List(_)) => {
            let fault = Fault::value("entry-shape", &what.trail).with("entry", &what.key.name);
            return (None, vec![fault.diagnostic(places)]);
        }
    };
    let reading = Reading {
        units: context.units,
        places,
        role: what.role,
        chain: std::slice::from_ref(context.original),
    };
    let mut reads = read_fields(entries, &kind.fields, Owner::Entry, &what.trail, &reading, &mut faults);
    let translated_from = translated_from(&mut reads, what, context, &mut faults);
    let Reads {
        mut fields,
        mut written,
    } = reads;
    // What is missing here is written as its field is called.
    written.retain(|name, key| name != key || name == "translated_from");
    named(&mut fields, &what.key);
    let mut text = text(document, context);
    if fields.contains_key("summary") {
        // Nobody asks for the first paragraph.
        text.outline.lead = String::new();
    }
    let record = Record {
        key: what.key.clone(),
        lang: what.lang.clone(),
        file: document.file.clone(),
        trail: what.trail.clone(),
        fields: fields.tight(),
        written,
        source: document.text.clone(),
        front_range: document.front_range.clone(),
        body_range: document.body_range.clone(),
        text: Arc::new(text),
        translated_from,
    };
    let diagnostics = faults.into_iter().map(|fault| fault.diagnostic(places)).collect();
    (Some(record), diagnostics)
}

fn text(document: &Document, context: &Context<'_>) -> Text {
    let body = document.body_range.clone();
    let read = body.map(|body| context.aids.body(&document.text, body, &context.manner));
    read.unwrap_or_default()
}

/// Other pages can name even an entry whose title is missing.
fn named(fields: &mut Fields, key: &EntryKey) {
    if !fields.contains_key("title") {
        fields.insert("title", Value::Text(key.name.clone()));
    }
}

/// The state of the original that a translation names; it is no field of the record.
fn translated_from(
    reads: &mut Reads,
    what: &Identity,
    context: &Context<'_>,
    faults: &mut Vec<Fault>,
) -> Option<TranslatedFrom> {
    let key = reads.written.get("translated_from")?;
    let trail = down(&what.trail, key);
    if what.role == Role::Original {
        faults.push(Fault::key("translated-from-original", &trail));
        reads.fields.remove("translated_from");
        return None;
    }
    let Some(Value::Group(parts)) = reads.fields.remove("translated_from") else {
        return None;
    };
    let text = |name: &str| match parts.get(name) {
        Some(Value::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    let written = text("lang").unwrap_or(context.original.as_str());
    let lang = Lang::parse(written).ok();
    let lang = lang.filter(|lang| context.languages.contains(lang) && *lang != what.lang);
    if lang.is_none() {
        let known: Vec<&str> = context.languages.iter().map(Lang::as_str).collect();
        faults.push(
            Fault::value("translated-from-lang", &down(&trail, "lang"))
                .with("written", written)
                .with("known", known.join("、")),
        );
    }
    Some(TranslatedFrom {
        lang: lang?,
        blocks: text("blocks")
            .unwrap_or_default()
            .split_whitespace()
            .map(str::to_owned)
            .collect(),
    })
}
