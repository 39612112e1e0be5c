//! Numbers footnotes in the order in which they are first referred to.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::TagEnd;

use crate::markdown::steps::{Placed, Step};

/// Which footnotes are shown, and which are not.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// From [`note_key`] to the number, from 1 on.
    pub(super) numbers: BTreeMap<String, usize>,
    /// Name and place of each definition that is not shown.
    pub(super) unused: Vec<(String, Range<usize>)>,
    /// The step at which each shown definition starts, in the order of their numbers.
    pub(super) shown: Vec<usize>,
    /// From the step at which a definition starts to that at which it ends.
    pub(super) ends: BTreeMap<usize, usize>,
}

/// Names that differ only by letter case or white space are one.
pub(super) fn note_key(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// References in the body come first; references inside a shown footnote follow.
/// `places` are the steps that concern footnotes, ascending.
pub(super) fn number(steps: &[Placed<'_>], places: &[usize]) -> Notes {
    let mut definitions: BTreeMap<String, (usize, Vec<String>)> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    let mut inside: Vec<(String, usize, Vec<String>)> = Vec::new();
    let mut notes = Notes::default();
    for index in places.iter().copied() {
        match &steps[index].step {
            Step::Note(name) => inside.push((note_key(name), index, Vec::new())),
            Step::End(TagEnd::FootnoteDefinition) => {
                if let Some((name, start, references)) = inside.pop() {
                    notes.ends.insert(start, index);
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
        if notes.numbers.contains_key(&name) {
            continue;
        }
        let Some((start, references)) = definitions.get_mut(&name) else {
            continue;
        };
        notes.shown.push(*start);
        notes.numbers.insert(name, notes.shown.len());
        order.append(references);
    }
    let shown: BTreeSet<usize> = notes.shown.iter().copied().collect();
    for index in places {
        if let Placed {
            step: Step::Note(name),
            range,
        } = &steps[*index]
            && !shown.contains(index)
        {
            notes.unused.push((name.to_string(), range.clone()));
        }
    }
    notes
}
