//! Diagnostics as text for a terminal: message, place, excerpt with carets, advice.

use std::collections::BTreeMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diag::catalogue::{self, Speech};
use crate::diag::excerpt::{Cut, excerpt};
use crate::diag::fixing::corrected_lines;
use crate::diag::place::place;
use crate::diag::{Diagnostic, Severity};
use crate::model::path::SourcePath;

/// The texts of the files that are spoken of.
pub type Sources<'a> = &'a dyn Fn(&SourcePath) -> Option<String>;

/// How often one code is shown for one file, and the same words anywhere, before the rest is only named.
const SHOWN: usize = 20;
const SHOWN_ALIKE: usize = 3;

/// So many places of what is not shown are named.
const PLACES: usize = 12;

/// All diagnostics in the colours of a terminal, one after the other, separated by empty lines. Of many alike some are shown, and the
/// places of the others are named at the end.
pub fn show(diagnostics: &[Diagnostic], sources: Sources<'_>, speech: Speech) -> String {
    let mut texts: BTreeMap<&SourcePath, Option<String>> = BTreeMap::new();
    for diagnostic in diagnostics {
        for file in std::iter::once(&diagnostic.file).chain(diagnostic.related.iter().map(|related| &related.file)) {
            texts.entry(file).or_insert_with(|| sources(file));
        }
    }
    let mut by_file: BTreeMap<(&SourcePath, &str), usize> = BTreeMap::new();
    let mut by_words: BTreeMap<(&str, (String, String)), usize> = BTreeMap::new();
    let mut folded: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    let mut shown = String::new();
    for diagnostic in diagnostics {
        let of_file = by_file.entry((&diagnostic.file, diagnostic.code)).or_default();
        let alike = by_words
            .entry((diagnostic.code, words(diagnostic, speech)))
            .or_default();
        if *of_file == SHOWN || *alike == SHOWN_ALIKE {
            folded.entry(diagnostic.code).or_default().push(diagnostic);
            continue;
        }
        (*of_file, *alike) = (*of_file + 1, *alike + 1);
        shown.push_str(&one(diagnostic, &texts, speech));
        shown.push_str("\n\n");
    }
    for (code, rest) in folded {
        shown.push_str(&others(code, &rest, &texts, speech));
        shown.push_str("\n\n");
    }
    shown
}

/// Where else the same mistake is made.
fn others(
    code: &str,
    diagnostics: &[&Diagnostic],
    texts: &BTreeMap<&SourcePath, Option<String>>,
    speech: Speech,
) -> String {
    let places = diagnostics.iter().take(PLACES).map(|diagnostic| {
        let text = texts.get(&diagnostic.file).and_then(Option::as_ref);
        match (text, &diagnostic.span) {
            (Some(text), Some(span)) => format!("{}:{}", diagnostic.file, place(text, span.start).line),
            _ => diagnostic.file.to_string(),
        }
    });
    let mut places: Vec<String> = places.collect();
    if diagnostics.len() > PLACES {
        places.push("…".to_owned());
    }
    let (count, places) = (diagnostics.len(), places.join("\n    "));
    match speech {
        Speech::Chinese => format!("[{code}] 另有 {count} 处，不再逐一列出：\n    {places}"),
        Speech::English => format!("[{code}] {count} more, not shown one by one:\n    {places}"),
    }
}

fn one(diagnostic: &Diagnostic, texts: &BTreeMap<&SourcePath, Option<String>>, speech: Speech) -> String {
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
        let shown = excerpt(text, &span);
        let (path, place) = (file.to_string(), shown.place);
        let snippet = Snippet::source(shown.source).line_start(place.line);
        let snippet = snippet.annotation(kind.span(shown.span));
        title = if shown.cut == Cut::No {
            title.element(snippet.path(path))
        } else {
            // Of a cut line the column could not be told from what is shown.
            let origin = Origin::path(path).line(place.line).char_column(place.column);
            title.element(origin).element(snippet)
        };
    }
    if without_place {
        title = title.element(Origin::path(diagnostic.file.to_string()));
    }
    if !help.is_empty() {
        let name = match speech {
            Speech::Chinese => "建议",
            Speech::English => "help",
        };
        title = title.element(Level::HELP.with_name(name).message(help));
    }
    if let Some(lines) = corrected(diagnostic, texts) {
        let (name, nothing) = match speech {
            Speech::Chinese => ("改成", "（删去这一行）"),
            Speech::English => ("change to", "(delete this line)"),
        };
        let lines = if lines.trim().is_empty() {
            nothing.to_owned()
        } else {
            lines
        };
        title = title.element(Level::HELP.with_name(name).message(lines));
    }
    Renderer::styled().decor_style(DecorStyle::Ascii).render(&[title])
}

/// A corrected line longer than this tells nobody anything.
const LONGEST_CORRECTED: usize = 160;

/// The corrected lines, as they are to be written.
fn corrected(diagnostic: &Diagnostic, texts: &BTreeMap<&SourcePath, Option<String>>) -> Option<String> {
    let text = texts.get(&diagnostic.file)?.as_ref()?;
    let lines = corrected_lines(text, diagnostic.fix.as_ref()?)?;
    (lines.chars().count() <= LONGEST_CORRECTED).then_some(lines)
}

/// Message and advice, with their places filled.
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
