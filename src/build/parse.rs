//! A content file's text → front matter and body.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::model::node::Node;
use crate::model::path::SourcePath;
use crate::site::document::Document;
use crate::yaml;

/// Takes one file apart. A mistake in its YAML leaves no document, since every field would be missing.
pub fn parse(file: &SourcePath, text: &Arc<str>) -> (Option<Document>, Vec<Diagnostic>) {
    if file.extension() != "md" {
        return document(file, text, 0..text.len(), None);
    }
    match front_matter(text) {
        Front::None => {
            let missing = Diagnostic::new("front-missing", file).at(0..text.lines().next().unwrap_or_default().len());
            (None, vec![missing])
        }
        Front::Open(opening) => (None, vec![Diagnostic::new("front-unclosed", file).at(opening)]),
        Front::Whole { yaml, body } => document(file, text, yaml, Some(body)),
    }
}

fn document(
    file: &SourcePath,
    text: &Arc<str>,
    front_range: Range<usize>,
    body_range: Option<Range<usize>>,
) -> (Option<Document>, Vec<Diagnostic>) {
    let whole = |text: Arc<str>, front| Document {
        file: file.clone(),
        text,
        front,
        front_range: front_range.clone(),
        body_range: body_range.clone(),
    };
    let written = &text[front_range.clone()];
    let refused = match yaml::read(written) {
        Ok(front @ (Node::Map(_) | Node::Null)) => return (Some(whole(text.clone(), front)), Vec::new()),
        Ok(_) => Diagnostic::new("front-form", file).at(front_range.clone()),
        Err(mistake) => yaml::explain::yaml_diagnostic(file, front_range.start, &mistake),
    };
    // `标题：示例` can only mean one thing where nothing else makes sense.
    let (mended, colons) = yaml::half_width_colons(written);
    match yaml::read(&mended) {
        Ok(front @ Node::Map(_)) if !colons.is_empty() => {
            let mut all = text.to_string();
            all.replace_range(front_range.clone(), &mended);
            let notes = colons.into_iter().map(|colon| {
                let span = colon.start + front_range.start..colon.end + front_range.start;
                Diagnostic::new("yaml-full-width-read", file)
                    .at(span.clone())
                    .fixed_by(span, ": ")
            });
            (Some(whole(all.into(), front)), notes.collect())
        }
        _ => (None, vec![refused]),
    }
}

enum Front {
    None,
    /// Begun by this line and never ended.
    Open(Range<usize>),
    Whole {
        yaml: Range<usize>,
        body: Range<usize>,
    },
}

/// Between two lines `---`, the first of which opens the file.
fn front_matter(text: &str) -> Front {
    let mut lines = lines(text);
    let blank_then_opening = lines.find(|line| !text[line.clone()].trim().is_empty());
    let Some(opening) = blank_then_opening.filter(|line| text[line.clone()].trim_end() == "---") else {
        return Front::None;
    };
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
    use super::*;

    fn check(text: &str, expected: &str) {
        let file = SourcePath::new("content/projects/a.md").expect("a path");
        let (document, diagnostics) = parse(&file, &text.into());
        let found = match document {
            Some(document) => format!("{:?} | {:?}", document.yaml(), document.body().unwrap_or("-")),
            None => diagnostics
                .iter()
                .map(|diagnostic| diagnostic.code)
                .collect::<Vec<_>>()
                .join(" "),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn front_matter_stands_between_two_lines() {
        check("---\n标题: 青山\n---\n正文\n", r#""标题: 青山\n" | "正文\n""#);
        check("---\r\n标题: 青山\r\n---\r\n正文", r#""标题: 青山\r\n" | "正文""#);
        check("---\n---\n", r#""" | """#);
    }

    #[test]
    fn a_full_width_colon_behind_a_key_is_read() {
        let file = SourcePath::new("content/projects/a.md").expect("a path");
        let text = "---\n标题：青山\n地区: 示例县\n---\n注意：正文\n";
        let (document, notes) = parse(&file, &text.into());
        let front = document.expect("read").front;
        assert_eq!(front.get("标题").and_then(Node::text), Some("青山"));
        assert_eq!(front.get("地区").and_then(Node::text), Some("示例县"));
        assert_eq!(
            notes
                .iter()
                .map(|note| &text[note.span.clone().expect("a place")])
                .collect::<Vec<_>>(),
            ["："]
        );
    }

    #[test]
    fn what_is_not_closed_or_not_there_is_said() {
        check("---\n标题: 青山\n正文\n", "front-unclosed");
        check("正文\n", "front-missing");
        check("", "front-missing");
        check("---\n- 甲\n---\n", "front-form");
    }
}
