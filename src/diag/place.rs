//! Lines and columns of a text, both from 1; columns count characters, as editors show them.

use std::ops::Range;

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// Where a byte of the text stands; bytes beyond its end stand behind it.
pub fn place(text: &str, at: usize) -> Place {
    let at = boundary(text, at);
    let start = line_start(text, at);
    Place {
        line: 1 + text[..start].matches('\n').count(),
        column: 1 + text[start..at].chars().count(),
    }
}

/// The whole lines that a span touches, without the last line end.
pub fn lines(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = line_start(text, boundary(text, span.start));
    let end = boundary(text, span.end).max(start);
    let rest = text[end..].find('\n').map_or(text.len(), |length| end + length);
    start..rest - usize::from(text[start..rest].ends_with('\r'))
}

/// A span that lies within the text and on whole characters, whatever it was.
pub fn clamp(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = boundary(text, span.start);
    start..boundary(text, span.end).max(start)
}

fn boundary(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

#[cfg(test)]
mod tests {
    use crate::diag::place::{clamp, lines, place};

    #[test]
    fn places_are_counted_in_characters_from_one() {
        let check = |text: &str, at: usize, expected: (usize, usize)| {
            let found = place(text, at);
            assert_eq!((found.line, found.column), expected, "{text:?} {at}");
        };
        check("", 0, (1, 1));
        check("标题: 示例\n地区", 0, (1, 1));
        check("标题: 示例\n地区", 6, (1, 3));
        check("标题: 示例\n地区", 7, (1, 4));
        check("标题\n地区", 10, (2, 2));
        check("标题\n地区", 8, (2, 1));
        check("标题", 99, (1, 3));
    }

    #[test]
    fn lines_are_whole() {
        let text = "一\r\n二二\n三";
        assert_eq!(&text[lines(text, &(0..1))], "一");
        assert_eq!(&text[lines(text, &(6..7))], "二二");
        assert_eq!(&text[lines(text, &(3..13))], "一\r\n二二\n三");
        assert_eq!(clamp("三", &(1..9)), 0..3);
    }
}
