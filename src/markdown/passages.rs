//! A text's top-level blocks, and their digests, to tell which paragraph a translation has missed.

use std::ops::Range;

use crate::markdown::join::joins;
use crate::markdown::pieces::place;
use crate::markdown::scan::holds_rare_space;
use crate::markdown::{FigureUse, MixedBreak, Outline, Passage};

/// Stands for a figure: its value may change and the words remain.
const FIGURE: &str = "{=}";

/// The passages at these places, in the text's order, without the white space around them.
pub(super) fn passages(source: &str, places: &[Range<usize>]) -> Vec<Passage> {
    let passage = |range: &Range<usize>| {
        let text = source.get(range.clone())?;
        let words = text.trim();
        let start = range.start + text.len() - text.trim_start().len();
        (!words.is_empty()).then(|| Passage {
            start: place(start),
            end: place(start + words.len()),
        })
    };
    let mut passages = Vec::with_capacity(places.len());
    passages.extend(places.iter().filter_map(passage));
    passages
}

/// Of each passage of the text that `outline` is of: the first two bytes of BLAKE3 over its source, white space folded,
/// every `{=…}` one mark. Part of the content format, so it never changes.
pub fn digests(source: &str, outline: &Outline) -> Vec<[u8; 2]> {
    let mut digests = Digests {
        source,
        spaces: Spaces::of(source),
        figures: &outline.figures,
        plain: String::new(),
        folded: String::with_capacity(512),
    };
    let passages = outline.passages.iter();
    passages.map(|passage| digests.digest(&passage.range())).collect()
}

/// The figures not yet passed, and room for the words of one passage.
struct Digests<'t> {
    source: &'t str,
    spaces: Spaces,
    figures: &'t [FigureUse],
    plain: String,
    folded: String,
}

impl Digests<'_> {
    fn digest(&mut self, range: &Range<usize>) -> [u8; 2] {
        let figures = self
            .figures
            .first()
            .is_some_and(|figure| figure.range.start < range.end);
        if figures {
            self.take_figures(range);
        }
        let plain = if figures {
            &self.plain
        } else {
            self.source.get(range.clone()).unwrap_or_default()
        };
        let hash = if self.spaces == Spaces::Plain && !plain.contains('\n') {
            blake3::hash(plain.as_bytes())
        } else {
            self.folded.clear();
            fold(plain, self.spaces, &mut self.folded);
            blake3::hash(self.folded.as_bytes())
        };
        [hash.as_bytes()[0], hash.as_bytes()[1]]
    }

    /// Writes the passage with a mark for each figure. Figures before its end are passed.
    fn take_figures(&mut self, range: &Range<usize>) {
        self.plain.clear();
        let mut from = range.start;
        while let Some((figure, behind)) = self.figures.split_first().filter(|(f, _)| f.range.start < range.end) {
            self.figures = behind;
            if figure.range.start >= from {
                self.plain.push_str(&self.source[from..figure.range.start]);
                self.plain.push_str(FIGURE);
                from = figure.range.end;
            }
        }
        self.plain.push_str(&self.source[from.min(range.end)..range.end]);
    }
}

/// Appends the text with its white space as one blank; none where a line was broken between CJK letters.
fn fold(text: &str, spaces: Spaces, folded: &mut String) {
    let mut gap = Gap::None;
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            gap = Gap::Broken;
        }
        if spaces == Spaces::Plain {
            push_words(line.trim_matches(' '), &mut gap, folded);
            continue;
        }
        for (index, part) in line.split('\r').enumerate() {
            if index > 0 {
                gap = Gap::Broken;
            }
            for word in part.split(char::is_whitespace) {
                push_words(word, &mut gap, folded);
                gap = gap.max(Gap::Blank);
            }
            // Behind the last word stands no white space.
            if gap == Gap::Blank && !part.ends_with(char::is_whitespace) {
                gap = Gap::None;
            }
        }
    }
}

/// What white space a text holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spaces {
    /// `\n` and single blanks; where a line begins, any number of blanks.
    Plain,
    /// Perhaps other white space.
    Any,
}

impl Spaces {
    fn of(text: &str) -> Self {
        if holds_rare_space(text) { Self::Any } else { Self::Plain }
    }
}

/// What stood since the last word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Blank,
    Broken,
}

fn push_words(words: &str, gap: &mut Gap, folded: &mut String) {
    let Some(next) = words.chars().next() else {
        return;
    };
    let joined = *gap == Gap::Broken
        && folded
            .chars()
            .next_back()
            .is_some_and(|last| joins(last, next, MixedBreak::Blank));
    if *gap != Gap::None && !joined {
        folded.push(' ');
    }
    folded.push_str(words);
    *gap = Gap::None;
}

#[cfg(test)]
mod tests {
    use super::{Spaces, fold};

    #[test]
    fn white_space_becomes_one_blank_or_none() {
        let check = |text: &str, expected: &str| {
            let mut folded = String::new();
            fold(text, Spaces::of(text), &mut folded);
            assert_eq!(folded, expected, "{text:?}");
        };
        check("甲乙", "甲乙");
        check("a b  c\td\n\ne", "a b c d e");
        check("甲\n乙 丙\r\n  丁", "甲乙 丙丁");
        check("甲\u{3000}乙\u{A0}丙\u{2003}“丁”\u{85}戊", "甲 乙 丙 “丁” 戊");
        check("あいう。\nエ オ", "あいう。エ オ");
        check("a\n  b\n甲\n  乙 “c” — d", "a b 甲乙 “c” — d");
        check("a \r \u{2028}甲\u{205F}\u{1680}b\u{B7}c", "a 甲 b·c");
        check("甲\r乙\u{B}丙\n \t丁", "甲乙 丙丁");
    }
}
