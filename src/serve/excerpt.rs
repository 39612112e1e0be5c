//! A mistake as data for the browser: its words, its place, the lines around it, and the corrected line.

use std::ops::Range;

use serde::Serialize;

use crate::diag::catalogue::Speech;
use crate::diag::terminal::words;
use crate::diag::{Diagnostic, Severity};

/// Lines before and behind the mistake.
const AROUND: usize = 1;
/// Letters of a line that are shown.
const LONGEST: usize = 240;

#[derive(Serialize)]
pub(crate) struct Told {
    pub(crate) severity: &'static str,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) help: String,
    pub(crate) file: String,
    /// From 1.
    pub(crate) line: Option<usize>,
    /// From 1, in letters.
    pub(crate) column: Option<usize>,
    pub(crate) excerpt: Vec<Line>,
    /// The whole line as it would be right.
    pub(crate) fixed: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct Line {
    number: usize,
    before: String,
    marked: String,
    after: String,
}

/// Told in the words of one language; `text` is what the file says now.
pub(crate) fn told(diagnostic: &Diagnostic, text: Option<&str>, speech: Speech) -> Told {
    let (message, help) = words(diagnostic, speech);
    let mut told = Told {
        severity: match diagnostic.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        code: diagnostic.code,
        message,
        help,
        file: diagnostic.file.to_string(),
        line: None,
        column: None,
        excerpt: Vec::new(),
        fixed: None,
    };
    let place = text.zip(diagnostic.span.clone());
    if let Some((text, span)) = place {
        let span = within(text, &span);
        let before = &text[..span.start];
        let line = before.matches('\n').count();
        told.line = Some(line + 1);
        told.column = Some(before.rsplit('\n').next().unwrap_or_default().chars().count() + 1);
        told.excerpt = excerpt(text, &span, line);
    }
    told.fixed = text
        .zip(diagnostic.fix.as_ref())
        .map(|(text, fix)| corrected(text, &within(text, &fix.span), &fix.replacement));
    told
}

fn excerpt(text: &str, span: &Range<usize>, line: usize) -> Vec<Line> {
    let mut start = 0;
    let mut lines = Vec::new();
    for (number, whole) in text.split_inclusive('\n').enumerate() {
        let range = start..start + whole.len();
        start = range.end;
        if number + AROUND < line || number > line + AROUND {
            continue;
        }
        let content = whole.trim_end_matches(['\n', '\r']);
        let at = |place: usize| place.clamp(range.start, range.start + content.len()) - range.start;
        let (from, to) = (at(span.start), at(span.end));
        lines.push(Line {
            number: number + 1,
            before: tail(&content[..from]),
            marked: head(&content[from..to]),
            after: head(&content[to..]),
        });
    }
    lines
}

fn corrected(text: &str, span: &Range<usize>, replacement: &str) -> String {
    let start = text[..span.start].rfind('\n').map_or(0, |place| place + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |place| span.end + place);
    let line = format!("{}{replacement}{}", &text[start..span.start], &text[span.end..end]);
    line.trim_end_matches('\r').to_owned()
}

/// A span that lies within the text and on whole letters, whatever it was.
fn within(text: &str, span: &Range<usize>) -> Range<usize> {
    let boundary = |place: usize| {
        let mut place = place.min(text.len());
        while !text.is_char_boundary(place) {
            place -= 1;
        }
        place
    };
    let start = boundary(span.start);
    start..boundary(span.end).max(start)
}

fn head(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn tail(text: &str) -> String {
    let letters = text.chars().count();
    match letters.checked_sub(LONGEST) {
        Some(rest) if rest > 0 => format!("…{}", text.chars().skip(rest).collect::<String>()),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::path::SourcePath;

    #[test]
    fn the_lines_around_a_mistake_and_the_corrected_line_are_told() {
        let text = "---\r\n标题：青山\r\n地区: 示例县\r\n---\r\n";
        let file = SourcePath::new("content/projects/a.md").expect("a path");
        let colon = text.find('：').expect("there");
        let found = Diagnostic::new("yaml-full-width-read", &file)
            .at(colon..colon + 3)
            .fixed_by(colon..colon + 3, ": ");
        let told = told(&found, Some(text), Speech::Chinese);
        assert_eq!((told.line, told.column), (Some(2), Some(3)));
        let lines: Vec<String> = told
            .excerpt
            .iter()
            .map(|line| format!("{} {}[{}]{}", line.number, line.before, line.marked, line.after))
            .collect();
        assert_eq!(lines, ["1 ---[]", "2 标题[：]青山", "3 []地区: 示例县"]);
        assert_eq!(told.fixed.as_deref(), Some("标题: 青山"));
    }

    #[test]
    fn a_place_that_is_no_longer_there_harms_nothing() {
        let file = SourcePath::new("content/projects/a.md").expect("a path");
        let found = Diagnostic::new("front-form", &file).at(900..1000);
        assert_eq!(told(&found, Some("青"), Speech::English).line, Some(1));
        assert_eq!(told(&found, None, Speech::English).line, None);
    }
}
