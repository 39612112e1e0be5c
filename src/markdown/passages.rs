//! Digests of a text's top-level blocks, to tell which paragraph a translation has missed.

use std::ops::Range;

use crate::markdown::join::joins;
use crate::markdown::steps::{Placed, Step};
use crate::markdown::{FigureUse, Passage};

/// Stands for a figure: its value may change and the words remain.
const FIGURE: &str = "{=}";

/// The top-level blocks in the text's order; both lists are in that order too.
pub(super) fn passages(source: &str, steps: &[Placed<'_>], figures: &[FigureUse]) -> Vec<Passage> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0usize, 0);
    for placed in steps {
        let range = placed.range.clone();
        match placed.step {
            Step::Start(_) | Step::Heading(_) | Step::Link(_) | Step::OpenBlock(_) => {
                if depth == 0 {
                    start = range.start;
                }
                depth += 1;
            }
            Step::End(_) | Step::CloseBlock => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    found.push(start..range.end.max(start));
                }
            }
            _ if depth == 0 => found.push(range),
            _ => {}
        }
    }
    let mut rest = figures;
    found
        .into_iter()
        .filter_map(|range| passage(source, range, &mut rest))
        .collect()
}

/// None if nothing but white space stands there. Figures before its end are taken from the list.
fn passage(source: &str, range: Range<usize>, figures: &mut &[FigureUse]) -> Option<Passage> {
    let text = source.get(range.clone())?;
    let words = text.trim();
    let start = range.start + text.len() - text.trim_start().len();
    let range = start..start + words.len();
    if words.is_empty() {
        return None;
    }
    let mut plain = String::with_capacity(words.len());
    let mut from = start;
    while let Some((figure, behind)) = figures.split_first().filter(|(f, _)| f.range.start < range.end) {
        *figures = behind;
        if figure.range.start >= from {
            plain.push_str(&source[from..figure.range.start]);
            plain.push_str(FIGURE);
            from = figure.range.end;
        }
    }
    plain.push_str(&source[from.min(range.end)..range.end]);
    let hash = blake3::hash(folded(&plain).as_bytes());
    let digest = [hash.as_bytes()[0], hash.as_bytes()[1]];
    Some(Passage { range, digest })
}

/// White space as one blank; none where a line was broken between CJK letters.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = String::new();
    for character in text.chars() {
        if character.is_whitespace() {
            gap.push(character);
            continue;
        }
        let last = folded.chars().next_back();
        let joined = gap.contains(['\n', '\r']) && last.is_some_and(|last| joins(last, character));
        if !gap.is_empty() && !joined {
            folded.push(' ');
        }
        gap.clear();
        folded.push(character);
    }
    folded
}
