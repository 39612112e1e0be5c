//! Figures typed by hand in running text: one that a field holds should be `{=field}`, and one that differs from it is doubtful.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::lang::figure::mistake::Expected;
use crate::lang::figure::rates::Rates;
use crate::lang::figure::read::read_figure;
use crate::lang::formats::Formats;
use crate::model::figure::Figure;
use crate::model::node::Trail;
use crate::model::path::SourcePath;
use crate::model::types::{Field, Kind, Type};
use crate::model::value::Value;
use crate::site::record::Record;
use crate::site::{Entry, Site, Words};

/// How far behind a label its figure may stand, in characters.
const REACH: usize = 24;

/// So often one label or figure is looked at in one text; nobody reads more of the same.
const MOST_LOOKED_AT: usize = 500;

/// What was found in each text, with the text and the facts that it was held against.
#[derive(Default)]
pub(super) struct Remembered {
    found: HashMap<(SourcePath, Trail), Found>,
}

struct Found {
    words: Arc<Record>,
    facts: Arc<Record>,
    diagnostics: Arc<[Diagnostic]>,
}

/// Only texts that changed, or whose facts did, are looked at again.
pub(super) fn check(site: &Site, formats: &[Formats], memory: Option<&mut Remembered>) -> Vec<Diagnostic> {
    let known = memory.as_ref().map(|memory| &memory.found);
    let entries = site.entries.par_iter().flat_map_iter(|entry| {
        let kind = site.types.get(&entry.key.type_name);
        let words = entry.words.iter().zip(formats);
        let written = words.filter_map(move |(words, formats)| Some((words.as_ref()?, formats, kind?)));
        // Of texts and facts that were the same before something would have been said.
        let unknown = written.filter(|(words, ..)| !(words.text.is_recalled() && entry.facts.text.is_recalled()));
        unknown.map(move |(words, formats, kind)| {
            let key = (words.record.file.clone(), words.record.trail.clone());
            let before = known
                .and_then(|known| known.get(&key))
                .filter(|found| Arc::ptr_eq(&found.words, &words.record) && Arc::ptr_eq(&found.facts, &entry.facts));
            let diagnostics = match before {
                Some(found) => Arc::clone(&found.diagnostics),
                None => body(site, entry, words, formats, kind).into(),
            };
            let found = Found {
                words: Arc::clone(&words.record),
                facts: Arc::clone(&entry.facts),
                diagnostics,
            };
            (key, found)
        })
    });
    let found: Vec<((SourcePath, Trail), Found)> = entries.collect();
    let diagnostics = found.iter().flat_map(|(_, found)| found.diagnostics.iter().cloned());
    let diagnostics = diagnostics.collect();
    if let Some(memory) = memory {
        memory.found = found.into_iter().collect();
    }
    diagnostics
}

/// The mistakes of one body.
fn body(site: &Site, entry: &Entry, words: &Words, formats: &Formats, kind: &Type) -> Vec<Diagnostic> {
    let (Some(text), Some(range)) = (words.record.markdown(), words.record.body_range.clone()) else {
        return Vec::new();
    };
    let mut diagnostics = Vec::new();
    for field in &kind.fields {
        let (Some(Value::Figure(figure)), Some(expected)) = (entry.fact(&field.name), expected(&field.kind)) else {
            continue;
        };
        let mut say = |code, start: usize, end: usize| {
            let span = range.start + start..range.start + end;
            let label = field.label.by_lang.get(&words.record.lang).unwrap_or(&field.name);
            let told = Diagnostic::new(code, &words.record.file)
                .at(span)
                .with("written", &text[start..end])
                .with("field", label);
            diagnostics.push(told);
        };
        let mut seen = Vec::new();
        for (start, end, found) in behind_labels(site, field, text, &expected) {
            seen.push(start);
            say(
                if same(figure, &found) {
                    "figure-typed"
                } else {
                    "figure-contradicts"
                },
                start,
                end,
            );
        }
        for start in spelled_out(formats, figure, text)
            .filter(|start| !seen.contains(start))
            .collect::<Vec<_>>()
        {
            say("figure-typed", start, start + core(formats, figure).len());
        }
    }
    diagnostics
}

fn expected(kind: &Kind) -> Option<Expected> {
    match kind {
        Kind::Money => Some(Expected::Money),
        Kind::Area => Some(Expected::Area),
        Kind::Length => Some(Expected::Length),
        Kind::Percent => Some(Expected::Percent),
        Kind::Quantity { unit } => Some(Expected::Quantity(unit.clone())),
        _ => None,
    }
}

/// `总投资4亿元`: figures that stand right behind one of the field's labels, with their place.
fn behind_labels(site: &Site, field: &Field, text: &str, expected: &Expected) -> Vec<(usize, usize, Figure)> {
    let mut found = Vec::new();
    for label in field.label.all().filter(|label| label.chars().count() > 1) {
        for (at, _) in text.match_indices(label).take(MOST_LOOKED_AT) {
            let behind = at + label.len();
            let rest = &text[behind..];
            let reach = rest.char_indices().nth(REACH).map_or(rest.len(), |(end, _)| end);
            let clause = rest[..reach]
                .split(['，', '。', '；', '、', '\n', '|', '{', '（', '(', ';'])
                .next()
                .unwrap_or_default();
            let figure = clause.trim_start_matches([' ', '为', '是', '达', '共', '计', '：', ':']);
            let start = behind + clause.len() - figure.len();
            let mut ends: Vec<usize> = figure
                .char_indices()
                .map(|(place, letter)| place + letter.len_utf8())
                .collect();
            ends.reverse();
            let read = ends.into_iter().find_map(|end| {
                let figure = read_figure(figure[..end].trim_end(), expected, &site.units).ok()?;
                Some((start, start + end, figure))
            });
            found.extend(read);
        }
    }
    found
}

fn same(field: &Figure, typed: &Figure) -> bool {
    field.low == typed.low && field.high == typed.high && field.unit == typed.unit
}

/// Places where the field's figure is spelled out as the page's language shows it. Small bare counts say too little.
fn spelled_out<'a>(formats: &Formats, figure: &Figure, text: &'a str) -> impl Iterator<Item = usize> + use<'a> {
    let core = core(formats, figure);
    let telling = core.chars().filter(char::is_ascii_digit).count() >= 2 && core.chars().count() >= 4;
    let places: Vec<usize> = if telling {
        text.match_indices(&core)
            .take(MOST_LOOKED_AT)
            .map(|(at, _)| at)
            .collect()
    } else {
        Vec::new()
    };
    let alone =
        move |at: &usize| !text[..*at].ends_with(|letter: char| letter.is_ascii_digit() || ",.".contains(letter));
    places.into_iter().filter(alone)
}

/// Number and unit without "about" and the like.
fn core(formats: &Formats, figure: &Figure) -> String {
    let bare = Figure {
        high: figure.high,
        ..Figure::exact(figure.low, &figure.unit)
    };
    formats.figure(&bare, &Rates::default()).text
}
