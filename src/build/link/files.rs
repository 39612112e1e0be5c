//! Pictures, films and documents that fields name must be there.

use std::ops::Range;

use crate::diag::Diagnostic;
use crate::model::value::Value;
use crate::site::Site;
use crate::site::links::{Meaning, meaning};
use crate::site::record::Record;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for entry in &site.entries {
        let Some(kind) = site.types.get(&entry.key.type_name) else {
            continue;
        };
        for field in &kind.fields {
            let mut named = Vec::new();
            if let Some(value) = entry.fact(&field.name) {
                paths(value, &mut named);
            }
            let written = entry.facts.written.get(&field.name).unwrap_or(&field.name);
            for path in named {
                if meaning(site, entry.file(), entry.file(), path) == Meaning::Nothing {
                    diagnostics.push(
                        Diagnostic::new("file-missing", entry.file())
                            .at(place(&entry.facts, &field.name, path))
                            .with("field", written)
                            .with("target", path),
                    );
                }
            }
        }
    }
    diagnostics
}

fn paths<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::File(file) => found.push(&file.path),
        Value::List(items) => items.iter().for_each(|item| paths(item, found)),
        Value::Group(fields) => fields.values().for_each(|item| paths(item, found)),
        _ => {}
    }
}

/// The path itself, however deep in the field it stands; else the field.
fn place(record: &Record, field: &str, path: &str) -> Option<Range<usize>> {
    let span = super::span_of(record, field)?;
    let below = record.source.get(span.start..record.front_range.end)?;
    let start = below.find(path).map(|start| span.start + start);
    Some(start.map_or(span, |start| start..start + path.len()))
}
