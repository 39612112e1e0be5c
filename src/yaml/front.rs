//! Where the front matter of a Markdown file lies: between two lines `---`, the first of which opens the file.

use std::ops::Range;

use crate::yaml::mend::Mend;

/// The front matter of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Front {
    None,
    /// Begun by this line and never ended.
    Open(Range<usize>),
    Whole {
        yaml: Range<usize>,
        body: Range<usize>,
    },
}

pub fn front_matter(text: &str) -> Front {
    let mut lines = lines(text);
    let Some(opening) = lines.find(|line| !text[line.clone()].trim().is_empty()) else {
        return Front::None;
    };
    if text[opening.clone()].trim_end() != "---" {
        return Front::None;
    }
    let start = opening.end;
    for line in lines {
        if text[line.clone()].trim_end() == "---" {
            return Front::Whole {
                yaml: start..line.start,
                body: line.end..text.len(),
            };
        }
    }
    Front::Open(opening.start..opening.start + 3)
}

/// The two lines, where they are written with other dashes, more of them, or behind blanks.
pub fn mends(text: &str) -> Vec<Mend> {
    if matches!(front_matter(text), Front::Whole { .. }) {
        return Vec::new();
    }
    let mut lines = lines(text);
    let Some(opening) = lines.find(|line| !bare(&text[line.clone()]).is_empty()) else {
        return Vec::new();
    };
    let is_mark = |line: &Range<usize>| is_mark(&text[line.clone()]);
    let (true, Some(closing)) = (is_mark(&opening), lines.find(is_mark)) else {
        return Vec::new();
    };
    let written = [opening, closing].into_iter().filter_map(|line| {
        let words = text[line.clone()].trim_end();
        (words != "---").then(|| Mend::one("front-dashes", line.start..line.start + words.len(), "---"))
    });
    written.collect()
}

/// A second line `---` at the end of a file that is all YAML: its writer knows Markdown files.
pub fn end_mark(text: &str) -> Vec<Mend> {
    let words = text.trim_end();
    let Some(start) = words.strip_suffix("---").map(str::len) else {
        return Vec::new();
    };
    let begins = text.trim_start_matches('\u{feff}').trim_start().starts_with("---") && start > 0;
    if !begins || !text[..start].ends_with('\n') || text[..start].trim().len() <= 3 {
        return Vec::new();
    }
    vec![Mend::one("yaml-end-mark", start..text.len(), "")]
}

/// The line without blanks and what nobody can see.
fn bare(line: &str) -> &str {
    line.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '\u{feff}' | '\u{200b}' | '\u{2060}'))
}

/// Nothing but dashes: at least two hyphens, or one long dash as an input method makes it.
fn is_mark(line: &str) -> bool {
    let dashes = bare(line);
    let all = !dashes.is_empty()
        && dashes
            .chars()
            .all(|letter| matches!(letter, '-' | '－' | '—' | '–' | '─' | '﹣' | '−'));
    all && dashes.len() >= 2
}

/// Lines with their ends.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let range = start..start + line.len();
        start = range.end;
        range
    })
}

#[cfg(test)]
mod tests {
    use crate::yaml::front::{Front, front_matter, mends};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = mends(text).iter().map(|mend| &text[mend.span.clone()]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn other_dashes_are_known_where_the_right_ones_are_not() {
        check("———\n标题: 青山\n———\n正文\n", &["———", "———"]);
        check("---\n标题: 青山\n-----\n正文\n", &["-----"]);
        check("\u{feff}---\n标题: 青山\n --\n", &["\u{feff}---", " --"]);
        check("---\n标题: 青山\n---\n正文\n\n----\n", &[]);
        check("标题\n---\n正文\n---\n", &[]);
        check("---\n标题: 青山\n", &[]);
    }

    #[test]
    fn an_open_one_is_named_by_its_line() {
        assert_eq!(front_matter("\n---\n标题: 青山\n"), Front::Open(1..4));
    }
}
