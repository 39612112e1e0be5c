//! Finds and reads the `:::` lines that open and close blocks.
//!
//! Whether such a line stands in code is not decided here: the parser knows.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::markdown::attributes::{attributes, is_name};
use crate::markdown::scan::holds_three_colons;

/// What a `:::` line says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fence {
    Open(BlockHead),
    Close,
}

/// An opening line; `sound` is false if a part of it could not be understood.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BlockHead {
    pub(super) name: String,
    pub(super) arguments: BTreeMap<String, String>,
    pub(super) sound: bool,
}

const WIDE: &str = "：：：";

/// Places of all lines whose first signs, behind quote and list marks, are three colons.
pub(super) fn fence_lines(source: &str) -> Vec<Range<usize>> {
    if !holds_three_colons(source) && !source.contains(WIDE) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = 0;
    for line in source.split_inclusive(['\n', '\r']) {
        let words = line.trim_end_matches(['\n', '\r']);
        if let Some(offset) = colons(words) {
            found.push(start + offset..start + words.trim_end().len());
        }
        start += line.len();
    }
    found
}

/// Whether the line is written with full-width colons.
pub(super) fn is_wide(line: &str) -> bool {
    line.starts_with(WIDE)
}

/// Reads a line from its colons on.
pub(super) fn fence(line: &str) -> Fence {
    let words = line.trim_start_matches([':', '：']).trim();
    if words.is_empty() {
        return Fence::Close;
    }
    let end = words.find(|c: char| !is_name(c)).unwrap_or(words.len());
    let (name, rest) = words.split_at(end);
    let rest = rest.trim_start();
    let inner = if rest.is_empty() {
        Some("")
    } else {
        rest.strip_prefix('{').and_then(|r| r.strip_suffix('}'))
    };
    let read = attributes(inner.unwrap_or_default());
    let sound = read.sound && inner.is_some() && !name.is_empty();
    Fence::Open(BlockHead {
        name: name.to_owned(),
        arguments: read.values,
        sound,
    })
}

fn colons(line: &str) -> Option<usize> {
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        if rest.starts_with(":::") || is_wide(rest) {
            return Some(line.len() - rest.len());
        }
        rest = rest.strip_prefix('>').or_else(|| behind_list_mark(rest))?;
    }
}

fn behind_list_mark(text: &str) -> Option<&str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = match digits {
        0 => text.strip_prefix(['-', '+', '*'])?,
        1..=9 => text[digits..].strip_prefix(['.', ')'])?,
        _ => return None,
    };
    rest.starts_with([' ', '\t']).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::{Fence, fence, fence_lines};

    fn lines(source: &str) -> Vec<&str> {
        fence_lines(source).into_iter().map(|range| &source[range]).collect()
    }

    #[test]
    fn a_line_is_found_behind_quotes_and_list_marks() {
        assert_eq!(
            lines("::: a\r\nb ::: c\n  :::\n> - 1. ::: d  \r：：： 说明\n\\::: x"),
            ["::: a", ":::", "::: d", "：：： 说明"]
        );
        assert_eq!(lines("甲::\n::\n-:::\n"), [""; 0]);
    }

    fn check(line: &str, expected: &str) {
        let said = match fence(line) {
            Fence::Close => "close".to_owned(),
            Fence::Open(head) => format!("{} {:?} {}", head.name, head.arguments, head.sound),
        };
        assert_eq!(said, expected, "{line}");
    }

    #[test]
    fn the_word_may_be_chinese_and_stand_close() {
        check(":::", "close");
        check("::::  ", "close");
        check("：：：", "close");
        check("::: note", "note {} true");
        check(":::提示{}", "提示 {} true");
        check(
            "::: 图集 {kind=宽 title=\"山 水\"}",
            r#"图集 {"kind": "宽", "title": "山 水"} true"#,
        );
    }

    #[test]
    fn what_cannot_be_read_is_unsound_but_still_opens() {
        check("::: note some words", "note {} false");
        check("::: note {a=1", "note {} false");
        check("::: {a=1}", r#" {"a": "1"} false"#);
        check("::: ?", " {} false");
    }
}
