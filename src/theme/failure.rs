//! Errors of tera as diagnostics in the file of the layer that they happened in.

use std::collections::BTreeMap;

use tera::{Error, ErrorKind};

use crate::diag::Diagnostic;
use crate::model::path::SourcePath;
use crate::theme::functions::{ENDLESS, NO_ASSET, NO_STRING};
use crate::theme::growth::filters::{GROWS, LARGEST, WALKS};
use crate::theme::render::Theme;

/// The files behind the names that tera knows templates by.
pub(in crate::theme) type Sources = BTreeMap<String, SourcePath>;

/// A template that cannot be read. None if the error is of another kind.
pub(in crate::theme) fn syntax(error: &Error, sources: &Sources) -> Option<Diagnostic> {
    let ErrorKind::SyntaxError(report) = error.kind() else {
        return None;
    };
    let file = sources.get(report.filename())?;
    let message = report.message().trim_end_matches('.');
    let expected = message
        .strip_prefix("Found ")
        .and_then(|rest| rest.split_once(" but expected "));
    let diagnostic = match expected {
        Some((written, expected)) => Diagnostic::new("template-expected", file)
            .with("written", written)
            .with("expected", expected),
        None => Diagnostic::new("template-syntax", file).with("problem", problem(message)),
    };
    Some(diagnostic.at(report.span().range.clone()))
}

/// The key of our words for what tera says; its own words where we have none.
fn problem(message: &str) -> &str {
    let known = [
        ("Unknown tag", "template-tag"),
        ("Unexpected end of input", "template-end"),
        ("unexpected end of string", "template-end"),
        ("The template nesting is too deep", "template-deep"),
        ("The expression is too complex", "template-deep"),
        ("`extends` needs to be the first", "template-extends"),
        ("This content would be ignored", "template-outside"),
        ("Unexpected character", "template-character"),
    ];
    let found = known.iter().find(|(start, _)| message.starts_with(start));
    found.map_or(message, |(_, key)| key)
}

/// What tera refuses although our own checks found nothing.
pub(in crate::theme) fn refused(error: &Error, fallback: &SourcePath, sources: &Sources) -> Diagnostic {
    syntax(error, sources).unwrap_or_else(|| {
        let text = error.to_string();
        let file = sources
            .iter()
            .find(|(name, _)| text.contains(&format!("--> {name}:")))
            .map_or(fallback, |(_, file)| file);
        Diagnostic::new("template-syntax", file).with("problem", text.lines().next().unwrap_or_default())
    })
}

/// A template that failed while it made a page. `template` is what was rendered, `page` its address.
pub(in crate::theme) fn failed(
    error: &Error,
    (template, file): (&str, &SourcePath),
    page: &str,
    theme: &Theme,
) -> Diagnostic {
    let (file, span, message) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let name = report.filename();
            let span = report.span().range.clone();
            (
                theme.sources.get(name).unwrap_or(file),
                Some(theme.added.get(name).map_or(span.clone(), |added| added.written(span))),
                report.message().to_owned(),
            )
        }
        other => (file, None, other.to_string()),
    };
    if message.contains(ENDLESS) || message.contains(WALKS) {
        return endless(template, file, page).at(span);
    }
    if message.contains(GROWS) {
        return Diagnostic::new("template-grows", file)
            .at(span)
            .with("name", template)
            .with("page", page)
            .with("limit", LARGEST >> 10);
    }
    if let Some((lang, key)) = behind(&message, NO_STRING).and_then(|rest| rest.split_once(':')) {
        return Diagnostic::new("string-unknown", file)
            .at(span)
            .with("key", key)
            .with("lang", lang);
    }
    if let Some(path) = behind(&message, NO_ASSET) {
        return theme.assets.unknown(file, path).at(span);
    }
    Diagnostic::new("template-failed", file)
        .at(span)
        .with("page", page)
        .with("problem", message)
}

pub(in crate::theme) fn endless(template: &str, file: &SourcePath, page: &str) -> Diagnostic {
    Diagnostic::new("template-endless", file)
        .with("name", template)
        .with("page", page)
}

fn behind<'a>(message: &'a str, mark: &str) -> Option<&'a str> {
    message.find(mark).map(|at| message[at + mark.len()..].trim())
}
