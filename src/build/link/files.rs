//! Checks that the pictures, films and documents that fields name are there.

use crate::diag::Diagnostic;
use crate::model::value::Value;
use crate::site::Site;
use crate::site::links::{Meaning, meaning};

/// Pictures, films and documents that fields name must be there.
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
            for path in named {
                if meaning(site, entry.file(), entry.file(), path) == Meaning::Nothing {
                    diagnostics.push(
                        super::at(&entry.facts, &field.name, "file-missing")
                            .with("field", &field.name)
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
