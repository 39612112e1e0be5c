//! Follows every reference, in both directions.

use std::collections::{BTreeMap, HashMap};

use crate::diag::Diagnostic;
use crate::diag::suggest::nearest;
use crate::model::node::Trail;
use crate::model::types::{Field, Kind};
use crate::model::value::Value;
use crate::schema::pieces;
use crate::site::record::Record;
use crate::site::{EntryId, Site};

/// One reference, where it was written.
struct Found<'a> {
    field: &'a str,
    to: &'a [String],
    written: &'a str,
    trail: Trail,
}

/// Fills `reverse` and every entry's `back`; what leads to nothing, or to two things, is said.
pub(super) fn link(site: &mut Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut reverse: BTreeMap<(String, String), BTreeMap<EntryId, Vec<EntryId>>> = BTreeMap::new();
    for entry in &site.entries {
        let Some(kind) = site.types.get(&entry.key.type_name) else {
            continue;
        };
        for found in references(&kind.fields, &entry.facts) {
            match site.named(found.to, found.written).as_slice() {
                [] => diagnostics.push(unknown(site, &entry.facts, &found)),
                [one] => {
                    let key = (entry.key.type_name.clone(), found.field.to_owned());
                    let pointing = reverse.entry(key).or_default().entry(*one).or_default();
                    if pointing.last() != Some(&entry.id) {
                        pointing.push(entry.id);
                    }
                }
                several => diagnostics.push(ambiguous(site, &entry.facts, &found, several)),
            }
        }
        diagnostics.extend(figure_sources(site, &entry.facts));
    }
    site.reverse = reverse;
    diagnostics.extend(unique(site));
    diagnostics
}

fn references<'a>(fields: &'a [Field], record: &'a Record) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    for field in fields.iter().filter(|field| refers(&field.kind)) {
        if let Some(value) = record.fields.get(&field.name) {
            let start = Found {
                field: &field.name,
                to: &[],
                written: "",
                trail: record.trail_to(&field.name),
            };
            collect(&field.kind, value, &start, &mut found);
        }
    }
    found
}

/// Whether a value of this kind can hold a reference.
fn refers(kind: &Kind) -> bool {
    match kind {
        Kind::Reference { .. } => true,
        Kind::List(inner) | Kind::Series(inner) => refers(inner),
        Kind::Group(fields) => fields.iter().any(|field| refers(&field.kind)),
        _ => false,
    }
}

fn collect<'a>(kind: &'a Kind, value: &'a Value, at: &Found<'a>, found: &mut Vec<Found<'a>>) {
    match (kind, value) {
        (Kind::Reference { to }, Value::Reference(written)) => {
            found.push(Found {
                field: at.field,
                to,
                written,
                trail: at.trail.clone(),
            });
        }
        (Kind::List(kind), Value::List(items)) => {
            for (place, item) in items.iter().enumerate() {
                collect(
                    kind,
                    item,
                    &Found {
                        trail: step(&at.trail, &place.to_string()),
                        ..*at
                    },
                    found,
                );
            }
        }
        (Kind::Group(fields), Value::Group(values)) => {
            for field in fields {
                if let Some(value) = values.get(&field.name) {
                    collect(
                        &field.kind,
                        value,
                        &Found {
                            trail: step(&at.trail, &field.name),
                            ..*at
                        },
                        found,
                    );
                }
            }
        }
        _ => {}
    }
}

fn step(trail: &Trail, name: &str) -> Trail {
    let mut longer = trail.clone();
    longer.push(name.to_owned());
    longer
}

/// Sources named within a figure's long form.
fn figure_sources(site: &Site, record: &Record) -> Vec<Diagnostic> {
    let source = ["source".to_owned()];
    let mut diagnostics = Vec::new();
    for (name, value) in &record.fields {
        let figures: Vec<_> = match value {
            Value::Figure(figure) => vec![&**figure],
            Value::Series(years) => years.iter().map(|(_, figure)| figure).collect(),
            _ => Vec::new(),
        };
        for written in figures.iter().filter_map(|figure| figure.source.as_deref()) {
            if site.named(&source, written).is_empty() {
                let found = Found {
                    field: name,
                    to: &source,
                    written,
                    trail: record.trail_to(name),
                };
                diagnostics.push(unknown(site, record, &found));
            }
        }
    }
    diagnostics
}

fn unknown(site: &Site, record: &Record, found: &Found<'_>) -> Diagnostic {
    let new = |code| {
        Diagnostic::new(code, &record.file)
            .at(super::place(record, &found.trail))
            .with("written", found.written)
            .with("type", found.to.join(" / "))
            .with("label", labels(site, found.to))
    };
    let pieces = pieces(found.written);
    if pieces.len() > 1 && pieces.iter().all(|piece| !site.named(found.to, piece).is_empty()) {
        return new("reference-several").with("items", pieces.join(", "));
    }
    let all: Vec<String> = site.types.types.keys().cloned().collect();
    if let [other] = site.named(&all, found.written).as_slice() {
        let other = site.entry(*other);
        return new("reference-type").with("other", labels(site, std::slice::from_ref(&other.key.type_name)));
    }
    let candidates = site
        .entries
        .iter()
        .filter(|entry| found.to.contains(&entry.key.type_name));
    let names = candidates.zip(0..).flat_map(|(entry, place)| {
        [
            (entry.key.name.as_str(), place),
            (entry.facts.text("title").unwrap_or_default(), place),
        ]
    });
    let near = nearest(found.written, names).map(|near| near.word);
    new("reference-unknown").with_some("near", near)
}

/// What types are called in the original language.
fn labels(site: &Site, types: &[String]) -> String {
    let original = [site.config.original.clone()];
    let labels = types.iter().map(|name| {
        let label = site.types.get(name).and_then(|kind| kind.one.first(&original));
        label.map_or(name.as_str(), |(label, _)| label)
    });
    labels.collect::<Vec<_>>().join(" / ")
}

fn ambiguous(site: &Site, record: &Record, found: &Found<'_>, several: &[EntryId]) -> Diagnostic {
    let files: Vec<String> = several.iter().map(|id| site.entry(*id).file().to_string()).collect();
    Diagnostic::new("reference-ambiguous", &record.file)
        .at(super::place(record, &found.trail))
        .with("written", found.written)
        .with("files", files.join(", "))
}

/// Fields that no two entries of a type may share.
fn unique(site: &Site) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for kind in site.types.types.values() {
        // An address is checked where addresses are given.
        for field in kind.fields.iter().filter(|field| field.unique && field.name != "slug") {
            let mut seen: HashMap<&Value, &Record> = HashMap::new();
            for entry in site.entries.iter().filter(|entry| entry.key.type_name == kind.name) {
                let Some(value) = entry.fact(&field.name) else { continue };
                match seen.get(value) {
                    Some(first) => diagnostics.push(
                        super::at(&entry.facts, &field.name, "field-not-unique")
                            .with("field", &field.name)
                            .with("other", &first.file)
                            .see(&first.file, super::span_of(first, &field.name)),
                    ),
                    None => {
                        seen.insert(value, &entry.facts);
                    }
                }
            }
        }
    }
    diagnostics
}
