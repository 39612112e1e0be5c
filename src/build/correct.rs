//! Makes the corrections that diagnostics carry, in memory, until none is left to make.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::build::pipeline::{Memory, Request, prepare_again};
use crate::diag::Diagnostic;
use crate::diag::fixing::{correct, corrected_lines};
use crate::diag::place::place;
use crate::model::path::SourcePath;
use crate::model::snapshot::{Encoding, Snapshot, SourceFile};

/// A corrected file may show the next mistake; more rounds than this would go round in circles.
const ROUNDS: usize = 10;

/// What was corrected, and the snapshot as it is then.
pub struct Mended {
    pub snapshot: Snapshot,
    pub files: BTreeMap<SourcePath, MendedFile>,
}

pub struct MendedFile {
    pub before: Arc<str>,
    /// As the file was saved before; it is to be saved as UTF-8.
    pub encoding: Encoding,
    pub after: Arc<str>,
    /// In the order in which they were made.
    pub made: Vec<Made>,
}

/// One correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    pub code: &'static str,
    /// From 1, in the text as it was in that round; none where only the way of saving changes.
    pub line: Option<usize>,
    /// The lines that it touched, as they are now.
    pub lines: String,
}

/// `wants` says which corrections are to be made.
pub fn mend(
    snapshot: &Snapshot,
    request: &Request,
    memory: &mut Memory,
    wants: &dyn Fn(&Diagnostic) -> bool,
) -> Mended {
    let mut mended = Mended {
        snapshot: snapshot.clone(),
        files: BTreeMap::new(),
    };
    for _ in 0..ROUNDS {
        let (_, diagnostics) = prepare_again(&mended.snapshot, request, memory);
        let mut by_file: BTreeMap<&SourcePath, Vec<&Diagnostic>> = BTreeMap::new();
        for diagnostic in diagnostics.iter().filter(|one| one.fix.is_some() && wants(one)) {
            by_file.entry(&diagnostic.file).or_default().push(diagnostic);
        }
        let made = by_file.into_iter().map(|(file, found)| mended.correct(file, &found));
        if made.fold(Progress::None, Progress::or) == Progress::None {
            break;
        }
    }
    mended
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    None,
    Some,
}

impl Progress {
    fn or(self, other: Progress) -> Progress {
        if self == Progress::None { other } else { self }
    }
}

impl Mended {
    fn correct(&mut self, file: &SourcePath, diagnostics: &[&Diagnostic]) -> Progress {
        let Some(SourceFile::Text { text, encoding }) = self.snapshot.files.get(file).cloned() else {
            return Progress::None;
        };
        let corrected = correct(&text, diagnostics);
        if corrected.made.is_empty() || (corrected.text == *text && encoding == Encoding::Utf8) {
            return Progress::None;
        }
        let after: Arc<str> = corrected.text.into();
        let made = corrected.made.iter().map(|diagnostic| made(&text, diagnostic));
        let entry = self.files.entry(file.clone()).or_insert_with(|| MendedFile {
            before: text.clone(),
            encoding,
            after: text.clone(),
            made: Vec::new(),
        });
        entry.made.extend(made);
        entry.after = after.clone();
        let saved = SourceFile::Text {
            text: after,
            encoding: Encoding::Utf8,
        };
        self.snapshot.files.insert(file.clone(), saved);
        Progress::Some
    }
}

fn made(text: &str, diagnostic: &Diagnostic) -> Made {
    let fix = diagnostic.fix.as_ref().filter(|fix| fix.changes_words());
    Made {
        code: diagnostic.code,
        line: fix.map(|fix| place(text, fix.span.start).line),
        lines: fix.and_then(|fix| corrected_lines(text, fix)).unwrap_or_default(),
    }
}
