//! Diagnostics as text for a terminal: message, place, excerpt with carets, advice.

use std::collections::BTreeMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diag::catalogue::{self, Speech};
use crate::diag::{Diagnostic, Severity};
use crate::model::path::SourcePath;

/// The texts of the files that are spoken of.
pub type Sources<'a> = &'a dyn Fn(&SourcePath) -> Option<String>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    Plain,
    Ansi,
}

/// How often one code is shown for one file before the rest is only counted.
const SHOWN: usize = 20;

/// All diagnostics, one after the other, separated by empty lines; many alike in one file are folded.
pub fn show(diagnostics: &[Diagnostic], sources: Sources<'_>, speech: Speech, colour: Colour) -> String {
    let mut texts: BTreeMap<&SourcePath, Option<String>> = BTreeMap::new();
    for diagnostic in diagnostics {
        for file in std::iter::once(&diagnostic.file).chain(diagnostic.related.iter().map(|related| &related.file)) {
            texts.entry(file).or_insert_with(|| sources(file));
        }
    }
    let mut counts: BTreeMap<(&SourcePath, &str), usize> = BTreeMap::new();
    let mut shown = String::new();
    for diagnostic in diagnostics {
        let count = counts.entry((&diagnostic.file, diagnostic.code)).or_default();
        *count += 1;
        if *count <= SHOWN {
            shown.push_str(&one(diagnostic, &texts, speech, colour));
            shown.push_str("\n\n");
        }
    }
    for ((file, code), count) in counts.into_iter().filter(|(_, count)| *count > SHOWN) {
        let rest = count - SHOWN;
        let told = match speech {
            Speech::Chinese => format!("{file}: 另有 {rest} 处 [{code}]，没有一一列出\n\n"),
            Speech::English => format!("{file}: {rest} more [{code}], not shown\n\n"),
        };
        shown.push_str(&told);
    }
    shown
}

fn one(
    diagnostic: &Diagnostic,
    texts: &BTreeMap<&SourcePath, Option<String>>,
    speech: Speech,
    colour: Colour,
) -> String {
    let (message, help) = words(diagnostic, speech);
    let level = level(diagnostic.severity(), speech);
    let mut title = Group::with_title(level.primary_title(message).id(diagnostic.code));
    let mut without_place = true;
    for (file, span, kind) in places(diagnostic) {
        let Some(Some(text)) = texts.get(file) else {
            continue;
        };
        let Some(span) = span else { continue };
        without_place = without_place && kind != AnnotationKind::Primary;
        let span = clamp(text, span);
        title = title.element(
            Snippet::source(text.as_str())
                .path(file.to_string())
                .annotation(kind.span(span)),
        );
    }
    if without_place {
        title = title.element(annotate_snippets::Origin::path(diagnostic.file.to_string()));
    }
    if !help.is_empty() {
        let name = match speech {
            Speech::Chinese => "建议",
            Speech::English => "help",
        };
        title = title.element(Level::HELP.with_name(name).message(help));
    }
    let renderer = match colour {
        Colour::Plain => Renderer::plain(),
        Colour::Ansi => Renderer::styled(),
    };
    renderer.decor_style(DecorStyle::Ascii).render(&[title])
}

/// Message and advice, with their places filled; the advice ends with the correction, where there is one.
pub fn words(diagnostic: &Diagnostic, speech: Speech) -> (String, String) {
    let Some(row) = catalogue::row(diagnostic.code) else {
        return (diagnostic.code.to_owned(), String::new());
    };
    let wording = row.wording(speech);
    (
        catalogue::fill(wording.message, &diagnostic.parts),
        catalogue::fill(wording.help, &diagnostic.parts),
    )
}

fn level(severity: Severity, speech: Speech) -> Level<'static> {
    match (severity, speech) {
        (Severity::Error, Speech::Chinese) => Level::ERROR.with_name("错误"),
        (Severity::Warning, Speech::Chinese) => Level::WARNING.with_name("警告"),
        (Severity::Note, Speech::Chinese) => Level::NOTE.with_name("提示"),
        (Severity::Error, Speech::English) => Level::ERROR,
        (Severity::Warning, Speech::English) => Level::WARNING,
        (Severity::Note, Speech::English) => Level::NOTE,
    }
}

type Spot<'a> = (&'a SourcePath, Option<std::ops::Range<usize>>, AnnotationKind);

fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = Spot<'_>> {
    std::iter::once((&diagnostic.file, diagnostic.span.clone(), AnnotationKind::Primary)).chain(
        diagnostic
            .related
            .iter()
            .map(|related| (&related.file, related.span.clone(), AnnotationKind::Context)),
    )
}

/// A span that lies within the text and on whole characters, whatever it was.
fn clamp(text: &str, span: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let boundary = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = boundary(span.start);
    start..boundary(span.end).max(start)
}
