//! Numbers footnotes in the order in which they are first referred to.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Tag, TagEnd};

use crate::markdown::steps::{Placed, Step};

/// Which footnotes are shown, and which are not.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// From [`note_key`] to the number, from 1 on.
    pub(super) numbers: BTreeMap<String, usize>,
    /// Name and place of each definition that is not shown.
    pub(super) unused: Vec<(String, Range<usize>)>,
    /// Index of the step at which each shown definition starts.
    pub(super) shown: BTreeSet<usize>,
}

/// Names that differ only by letter case or white space are one.
pub(super) fn note_key(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// References in the body come first; references inside a shown footnote follow.
pub(super) fn number(steps: &[Placed<'_>]) -> Notes {
    let mut definitions: BTreeMap<String, (usize, Vec<String>)> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    let mut inside: Vec<(String, usize, Vec<String>)> = Vec::new();
    let mut notes = Notes::default();
    for (index, placed) in steps.iter().enumerate() {
        match &placed.step {
            Step::Start(Tag::FootnoteDefinition(name)) => {
                inside.push((note_key(name), index, Vec::new()));
            }
            Step::End(TagEnd::FootnoteDefinition) => {
                if let Some((name, start, references)) = inside.pop() {
                    definitions.entry(name).or_insert((start, references));
                }
            }
            Step::NoteReference(name) => match inside.last_mut() {
                Some((_, _, references)) => references.push(note_key(name)),
                None => order.push(note_key(name)),
            },
            _ => {}
        }
    }
    let mut next = 0;
    while let Some(name) = order.get(next).cloned() {
        next += 1;
        let Some((start, references)) = definitions.get_mut(&name) else {
            continue;
        };
        if notes.shown.insert(*start) {
            notes.numbers.insert(name, notes.shown.len());
            order.append(references);
        }
    }
    for (index, placed) in steps.iter().enumerate() {
        if let Step::Start(Tag::FootnoteDefinition(name)) = &placed.step
            && !notes.shown.contains(&index)
        {
            notes.unused.push((name.to_string(), placed.range.clone()));
        }
    }
    notes
}
