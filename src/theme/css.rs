//! Where a style sheet refers to other files. Nothing else of CSS is understood here.

use std::ops::Range;

/// The paths in `url(…)` and `@import "…"`, without `?…` and `#…`, in the order of the text.
pub(in crate::theme) fn references(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at..].starts_with(b"/*") {
            at = text[at + 2..].find("*/").map_or(bytes.len(), |end| at + 2 + end + 2);
        } else if starts(bytes, at, b"url(") && !is_word(bytes, at) {
            let start = skip_blanks(bytes, at + 4);
            let range = match bytes.get(start) {
                Some(quote @ (b'"' | b'\'')) => start + 1..until(bytes, start + 1, &[*quote]),
                _ => start..until(bytes, start, b") \t\r\n"),
            };
            at = range.end + 1;
            found.push(range);
        } else if starts(bytes, at, b"@import") {
            let start = skip_blanks(bytes, at + 7);
            at = start.max(at + 7);
            if let Some(quote @ (b'"' | b'\'')) = bytes.get(start) {
                let range = start + 1..until(bytes, start + 1, &[*quote]);
                at = range.end + 1;
                found.push(range);
            }
        } else if let quote @ (b'"' | b'\'') = bytes[at] {
            at = until(bytes, at + 1, &[quote]) + 1;
        } else {
            at += 1;
        }
    }
    found
        .into_iter()
        .map(|range| {
            let end = text[range.clone()]
                .find(['?', '#'])
                .map_or(range.end, |cut| range.start + cut);
            range.start..end
        })
        .collect()
}

/// The path below `assets/` that a reference in the style sheet `from` means; none for
/// addresses outside the theme.
pub(in crate::theme) fn target(from: &str, written: &str) -> Option<String> {
    if written.is_empty() || written.starts_with('/') || written.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

fn starts(bytes: &[u8], at: usize, word: &[u8]) -> bool {
    bytes
        .get(at..at + word.len())
        .is_some_and(|found| found.eq_ignore_ascii_case(word))
}

/// `-my-url(` is another function.
fn is_word(bytes: &[u8], at: usize) -> bool {
    at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || matches!(bytes[at - 1], b'-' | b'_'))
}

fn skip_blanks(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
        at += 1;
    }
    at
}

/// The place of the first of these bytes, or the end.
fn until(bytes: &[u8], start: usize, ends: &[u8]) -> usize {
    bytes[start.min(bytes.len())..]
        .iter()
        .position(|byte| ends.contains(byte))
        .map_or(bytes.len(), |length| start + length)
}

#[cfg(test)]
mod tests {
    use crate::theme::css::{references, target};

    #[track_caller]
    fn check(css: &str, expected: &[&str]) {
        let found: Vec<&str> = references(css).into_iter().map(|range| &css[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn urls_and_imports_are_found() {
        check(
            "a{src:url( \"字.woff2?v=1\" ) format('woff2'),URL(b.svg#x)}",
            &["字.woff2", "b.svg"],
        );
        check("@import 'a.css'; @import url(b.css);", &["a.css", "b.css"]);
    }

    #[test]
    fn comments_texts_and_other_functions_are_left_alone() {
        check("/* url(a) */ b{content:'url(c)'} d{e:my-url(f)}", &[]);
    }

    #[test]
    fn broken_style_sheets_do_no_harm() {
        check("url(", &[""]);
        check("url('a", &["a"]);
        check("@import", &[]);
        check("/* '", &[]);
        check("'", &[]);
    }

    #[test]
    fn a_reference_is_seen_from_its_style_sheet() {
        let from = "css/site.css";
        assert_eq!(target(from, "../img/a.svg").as_deref(), Some("img/a.svg"));
        assert_eq!(target(from, "./b.css").as_deref(), Some("css/b.css"));
        assert_eq!(target(from, "data:x"), None);
        assert_eq!(target(from, "https://example.com/a"), None);
        assert_eq!(target(from, "../../a"), None);
    }
}
