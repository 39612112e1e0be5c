//! A content file's text → front matter and body.

use std::ops::Range;
use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::model::node::Node;
use crate::model::path::SourcePath;
use crate::site::document::Document;
use crate::yaml;
use crate::yaml::front::{Front, front_matter};

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
    match yaml::read(&text[front_range.clone()]) {
        Ok(front @ (Node::Map(_) | Node::Null)) => (Some(whole(text.clone(), front)), Vec::new()),
        Ok(_) => {
            let lines = text[front_range.clone()].trim_end().len();
            let span = front_range.start..front_range.start + lines;
            (None, vec![Diagnostic::new("front-form", file).at(span)])
        }
        Err(mistake) => {
            let refused = yaml::explain::yaml_diagnostic(file, front_range.start, &mistake);
            (None, vec![refused])
        }
    }
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
    fn what_is_not_closed_or_not_there_is_said() {
        check("---\n标题: 青山\n正文\n", "front-unclosed");
        check("正文\n", "front-missing");
        check("", "front-missing");
        check("---\n- 甲\n---\n", "front-form");
    }
}
