//! A mistake in content, types, theme or settings, as plain data: its words are looked up later.

use std::ops::Range;

use crate::diag::catalogue;
use crate::model::path::SourcePath;

/// How much a mistake weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The build changes nothing.
    Error,
    /// Built and counted.
    Warning,
    /// Worth knowing.
    Note,
}

/// One mistake. `span` is in bytes of the file's text; a file without a span is meant as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// Permanent name, `family-problem`; a row of `catalogue`.
    pub code: &'static str,
    pub file: SourcePath,
    pub span: Option<Range<usize>>,
    /// What the message's `{name}` places hold.
    pub parts: Vec<(&'static str, String)>,
    /// Other places that belong to it, each with the words of this row's `label`.
    pub related: Vec<Related>,
    /// What stands right in place of the span, where there is one right correction.
    pub fix: Option<Fix>,
    /// The site's own view of how much this weighs.
    pub weight: Option<Severity>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Related {
    pub file: SourcePath,
    pub span: Option<Range<usize>>,
}

/// Of words longer than this only the beginning is told, in bytes: a file may be one word.
const LONGEST_PART: usize = 2_000;

/// One right correction. Whatever is corrected is saved as UTF-8, so a correction that changes no
/// words says just that: save the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fix {
    pub span: Range<usize>,
    pub replacement: String,
}

impl Severity {
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

    /// As it is written in settings and for machines.
    pub fn key(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

impl Fix {
    /// Whether it changes words, and not just how the file is saved.
    pub fn changes_words(&self) -> bool {
        !self.span.is_empty() || !self.replacement.is_empty()
    }
}

impl Diagnostic {
    pub fn new(code: &'static str, file: &SourcePath) -> Self {
        Diagnostic {
            code,
            file: file.clone(),
            span: None,
            parts: Vec::new(),
            related: Vec::new(),
            fix: None,
            weight: None,
        }
    }

    #[must_use]
    pub fn at(mut self, span: impl Into<Option<Range<usize>>>) -> Self {
        self.span = span.into();
        self
    }

    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "callers give texts, numbers and references alike"
    )]
    pub fn with(mut self, name: &'static str, text: impl ToString) -> Self {
        let mut text = text.to_string();
        if text.len() > LONGEST_PART {
            text.truncate(text.floor_char_boundary(LONGEST_PART));
            text.push('…');
        }
        self.parts.push((name, text));
        self
    }

    /// As [`with`](Self::with), where there is something to say.
    #[must_use]
    pub fn with_some(self, name: &'static str, text: Option<impl ToString>) -> Self {
        match text {
            Some(text) => self.with(name, text),
            None => self,
        }
    }

    #[must_use]
    pub fn see(mut self, file: &SourcePath, span: impl Into<Option<Range<usize>>>) -> Self {
        self.related.push(Related {
            file: file.clone(),
            span: span.into(),
        });
        self
    }

    #[must_use]
    pub fn fixed_by(mut self, span: Range<usize>, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix {
            span,
            replacement: replacement.into(),
        });
        self
    }

    /// The file as a whole is right once it is saved as UTF-8.
    #[must_use]
    pub fn fixed_by_saving(self) -> Self {
        self.fixed_by(0..0, "")
    }

    /// As the site has it, else as the catalogue has it.
    pub fn severity(&self) -> Severity {
        let usual = || catalogue::row(self.code).map_or(Severity::Error, |row| row.severity);
        self.weight.unwrap_or_else(usual)
    }
}

/// By file, place and code; what is said twice is kept once.
pub fn sorted(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by(|a, b| key(a).cmp(&key(b)));
    diagnostics.dedup();
    diagnostics
}

type Key<'a> = (&'a SourcePath, usize, usize, &'static str, &'a [(&'static str, String)]);

fn key(diagnostic: &Diagnostic) -> Key<'_> {
    let (start, end) = diagnostic.span.as_ref().map_or((0, 0), |span| (span.start, span.end));
    (&diagnostic.file, start, end, diagnostic.code, &diagnostic.parts)
}

pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity() == Severity::Error)
}
