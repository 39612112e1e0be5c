//! Prepares a text for the parser: invisible marks make emphasis work beside CJK
//! letters, and `:::` lines become lines the parser keeps apart.
//!
//! Emphasis: CommonMark and `markdown-cjk-friendly` differ for `*` and `~~` only
//! where one side of a run is punctuation and the other a letter. A punctuation
//! mark between that letter and the run makes the standard rule say the same.
//! The same marks let `_` emphasise there too; between two letters it never does.
//! No context is needed: marks go in blindly and come out of every string again.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::CowStr;

use crate::markdown::fence::fence_lines;
use crate::markdown::punctuation::{is_cjk, is_punctuation};
use crate::markdown::scan::next_sign;

/// Rare punctuation of three bytes; the first that the text does not hold becomes the mark.
const MARKS: [char; 6] = ['\u{2E2A}', '\u{2E2C}', '\u{2E30}', '\u{2E31}', '\u{2E33}', '\u{2056}'];

/// A source text, and the same with marks.
pub(super) struct Marked<'t> {
    pub(super) source: &'t str,
    pub(super) text: Cow<'t, str>,
    mark: char,
    insertions: Vec<Insertion>,
}

/// `length` bytes inserted at byte `at` of the marked text; `before` of all earlier ones.
struct Insertion {
    at: usize,
    length: usize,
    before: usize,
}

impl<'t> Marked<'t> {
    /// No marks at all.
    pub(super) fn unmarked(source: &'t str) -> Self {
        Self {
            source,
            text: Cow::Borrowed(source),
            mark: MARKS[0],
            insertions: Vec::new(),
        }
    }

    /// A text that holds all six marks is left alone.
    pub(super) fn new(source: &'t str) -> Self {
        let mut plain = Self::unmarked(source);
        let emphasis = emphasis_cuts(source);
        let fences = fence_lines(source);
        if emphasis.is_empty() && fences.is_empty() {
            return plain;
        }
        let Some(mark) = MARKS.into_iter().find(|mark| !source.contains(*mark)) else {
            return plain;
        };
        let mut cuts: Vec<(usize, String)> = emphasis.into_iter().map(|at| (at, mark.to_string())).collect();
        for line in fences {
            cuts.push((line.start, format!("<?{mark}{mark}")));
            cuts.push((line.end, format!("{mark}{mark}?>")));
        }
        cuts.sort_by_key(|(at, _)| *at);
        let mut text = String::with_capacity(source.len() + 8 * cuts.len());
        let (mut from, mut before) = (0, 0);
        for (at, inserted) in cuts {
            text.push_str(&source[from..at]);
            plain.insertions.push(Insertion {
                at: text.len(),
                length: inserted.len(),
                before,
            });
            text.push_str(&inserted);
            before += inserted.len();
            from = at;
        }
        text.push_str(&source[from..]);
        Self {
            text: Cow::Owned(text),
            mark,
            ..plain
        }
    }

    /// The place in the source of a place in the marked text. `passed` holds the number of
    /// marks before the last place asked for: most places come after it and are found at once.
    pub(super) fn source_range(&self, range: &Range<usize>, passed: &mut usize) -> Range<usize> {
        if self.insertions.is_empty() {
            return range.clone();
        }
        let start = self.source_offset(range.start, passed);
        start..self.source_offset(range.end, passed).max(start)
    }

    fn source_offset(&self, offset: usize, passed: &mut usize) -> usize {
        let earlier = |insertion: &Insertion| insertion.at < offset;
        let count = if self.insertions[..*passed].last().is_none_or(earlier) {
            *passed += self.insertions[*passed..]
                .iter()
                .take_while(|insertion| earlier(insertion))
                .count();
            *passed
        } else {
            self.insertions[..*passed].partition_point(earlier)
        };
        let Some(last) = self.insertions[..count].last() else {
            return offset;
        };
        offset.max(last.at + last.length) - last.before - last.length
    }

    /// A string of the parser as it stands in the source; `range` is its place in
    /// the marked text, `place` the same in the source.
    pub(super) fn clean<'m>(&'m self, text: CowStr<'m>, range: &Range<usize>, place: &Range<usize>) -> CowStr<'m> {
        if self.insertions.is_empty() {
            return text;
        }
        if self
            .text
            .get(range.clone())
            .is_some_and(|marked| is_same(marked, &text))
        {
            return CowStr::Borrowed(&self.source[place.clone()]);
        }
        if !text.contains(self.mark) {
            return text;
        }
        let mark = self.mark;
        let clean = text
            .replace(&format!("<?{mark}{mark}"), "")
            .replace(&format!("{mark}{mark}?>"), "");
        CowStr::from(clean.replace(mark, ""))
    }

    /// Whether HTML of the parser is one of our `:::` lines.
    pub(super) fn is_fence(&self, html: &str) -> bool {
        let mut start = html.trim_start().strip_prefix("<?").unwrap_or_default().chars();
        !self.insertions.is_empty() && start.next() == Some(self.mark) && start.next() == Some(self.mark)
    }
}

/// Whether two texts are equal; most are even one and the same.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    std::ptr::eq(one, other) || one == other
}

/// Where a mark must stand, ascending.
fn emphasis_cuts(source: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    if source.is_ascii() {
        return cuts;
    }
    let bytes = source.as_bytes();
    let mut at = 0;
    while let Some(start) = next_sign(bytes, at) {
        let sign = bytes[start];
        at = start + bytes[start..].iter().take_while(|b| **b == sign).count();
        let backslashes = bytes[..start].iter().rev().take_while(|b| **b == b'\\').count();
        let run = start + backslashes % 2..at;
        if !run.is_empty() && (sign != b'~' || run.len() == 2) {
            cuts.extend(cut(source, sign, &run));
        }
    }
    cuts
}

/// Where a run of `*`, `_` or `~~` needs a mark, if anywhere.
fn cut(source: &str, sign: u8, run: &Range<usize>) -> Option<usize> {
    let (before, behind) = (&source[..run.start], &source[run.end..]);
    let (previous, next) = (before.chars().next_back()?, behind.chars().next()?);
    if (previous.is_ascii() && next.is_ascii()) || previous.is_whitespace() || next.is_whitespace() {
        return None;
    }
    let (closed, opened) = (is_punctuation(previous), is_punctuation(next));
    let side = left_side(before);
    match sign {
        b'_' if side.varied_punctuation && !closed => Some(run.start),
        b'_' if opened && !closed && (side.cjk || is_cjk(next)) => Some(run.start),
        b'*' if opened && !closed && (side.cjk || side.varied_punctuation || is_cjk(next)) => Some(run.start),
        _ if closed && !opened && (side.cjk || is_cjk(next)) => Some(run.end),
        _ => None,
    }
}

/// What stands before a run, variation selectors looked through.
struct LeftSide {
    cjk: bool,
    /// Punctuation and a variation selector, which the parser takes for a letter.
    varied_punctuation: bool,
}

fn left_side(before: &str) -> LeftSide {
    let mut characters = before.chars().rev();
    let plain = |cjk| LeftSide {
        cjk,
        varied_punctuation: false,
    };
    match (characters.next(), characters.next()) {
        (Some('\u{E0100}'..='\u{E01EF}'), _) => plain(true),
        (Some(selector @ '\u{FE00}'..='\u{FE0E}'), Some(base)) => LeftSide {
            cjk: is_cjk(base) || (selector == '\u{FE01}' && matches!(base, '“' | '”' | '‘' | '’')),
            varied_punctuation: is_punctuation(base),
        },
        (Some(last), _) => plain(is_cjk(last)),
        (None, _) => plain(false),
    }
}
