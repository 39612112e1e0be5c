//! Mistakes in a file's YAML: each names what is at fault by its trail, and is placed only when it is told.

use std::ops::Range;
use std::sync::OnceLock;

use crate::diag::Diagnostic;
use crate::model::node::Trail;
use crate::model::path::SourcePath;
use crate::yaml::{Locator, spelling};

/// Where everything in one file's YAML stands; looked up when first asked for.
pub struct Places<'a> {
    file: &'a SourcePath,
    yaml: &'a str,
    offset: usize,
    locator: OnceLock<Locator<'a>>,
}

/// The side of `key: value` that is at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Key,
    Value,
}

/// A mistake that knows its trail but not yet its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub code: &'static str,
    pub part: Part,
    pub trail: Trail,
    pub parts: Vec<(&'static str, String)>,
    /// The other places that belong to it.
    pub see: Vec<(Part, Trail)>,
    /// What stands right in place of the part at fault.
    pub replacement: Option<String>,
    /// The text that was read, and the bytes of it that are at fault.
    pub within: Option<(String, Range<usize>)>,
}

impl<'a> Places<'a> {
    /// `offset` is where the YAML begins in the file's text, in bytes.
    pub fn new(file: &'a SourcePath, yaml: &'a str, offset: usize) -> Self {
        Places {
            file,
            yaml,
            offset,
            locator: OnceLock::new(),
        }
    }

    pub fn file(&self) -> &'a SourcePath {
        self.file
    }

    /// The place in the file's text, in bytes; none for the whole file.
    pub fn span<S: AsRef<str>>(&self, part: Part, trail: &[S]) -> Option<Range<usize>> {
        let found = self.locator().locate(trail);
        let range = match part {
            Part::Key => found.key.or(found.value),
            Part::Value => found.value.or(found.key),
        }?;
        let end = self.end_of_flow(&range).unwrap_or(range.end);
        Some(range.start + self.offset..end + self.offset)
    }

    /// The YAML reader places `{…}` and `[…]` at their first letter: where they end in the same line.
    fn end_of_flow(&self, range: &Range<usize>) -> Option<usize> {
        if !matches!(self.yaml.get(range.clone())?, "{" | "[") {
            return None;
        }
        let line = self.yaml[range.start..].lines().next()?;
        let (mut depth, mut quote) = (0_usize, None);
        for (place, letter) in line.char_indices() {
            match (quote, letter) {
                (Some(open), _) if letter == open => quote = None,
                (None, '"' | '\'') => quote = Some(letter),
                (None, '{' | '[') => depth += 1,
                (None, '}' | ']') if depth == 1 => return Some(range.start + place + 1),
                (None, '}' | ']') => depth -= 1,
                _ => {}
            }
        }
        None
    }

    /// Whether what stands there is written `[…]` or `{…}`.
    pub fn is_flow<S: AsRef<str>>(&self, trail: &[S]) -> bool {
        let text = self.span(Part::Value, trail).and_then(|span| self.text(span));
        text.is_some_and(|text| text.starts_with(['[', '{']))
    }

    /// The text at a place that `span` gave.
    fn text(&self, span: Range<usize>) -> Option<&'a str> {
        let start = span.start.checked_sub(self.offset)?;
        self.yaml.get(start..span.end.checked_sub(self.offset)?)
    }

    /// A number or word as it was typed; none where it was written by an alias or does not exist.
    pub fn spelling<S: AsRef<str>>(&self, trail: &[S]) -> Option<&'a str> {
        if let Some(plain) = spelling::plain(self.yaml, trail) {
            return Some(plain);
        }
        self.locator()
            .spelling(trail)
            .filter(|written| !written.is_empty() && !written.starts_with(['*', '&', '!']))
    }

    fn locator(&self) -> &Locator<'a> {
        self.locator.get_or_init(|| Locator::new(self.yaml))
    }
}

impl Fault {
    /// At the key; in a list, at the item.
    pub fn key(code: &'static str, trail: &[String]) -> Self {
        Fault::at(code, Part::Key, trail)
    }

    /// At the value; where nothing is written, at its key.
    pub fn value(code: &'static str, trail: &[String]) -> Self {
        Fault::at(code, Part::Value, trail)
    }

    fn at(code: &'static str, part: Part, trail: &[String]) -> Self {
        Fault {
            code,
            part,
            trail: trail.to_vec(),
            parts: Vec::new(),
            see: Vec::new(),
            replacement: None,
            within: None,
        }
    }

    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "callers give texts, numbers and references alike"
    )]
    pub fn with(mut self, name: &'static str, text: impl ToString) -> Self {
        self.parts.push((name, text.to_string()));
        self
    }

    /// As [`Fault::with`], where there is something to say.
    #[must_use]
    pub fn with_some(self, name: &'static str, text: Option<impl ToString>) -> Self {
        match text {
            Some(text) => self.with(name, text),
            None => self,
        }
    }

    #[must_use]
    pub fn see(mut self, part: Part, trail: &[String]) -> Self {
        self.see.push((part, trail.to_vec()));
        self
    }

    #[must_use]
    pub fn replaced_by(mut self, text: impl Into<String>) -> Self {
        self.replacement = Some(text.into());
        self
    }

    /// At these bytes of the text that was read only, where it stands in the file as it was read.
    #[must_use]
    pub fn within(mut self, text: &str, range: Range<usize>) -> Self {
        self.within = Some((text.to_owned(), range));
        self
    }

    pub fn diagnostic(self, places: &Places<'_>) -> Diagnostic {
        let span = places.span(self.part, &self.trail);
        let narrow = span.clone().zip(self.within).and_then(|(span, (text, range))| {
            let start = span.start + places.text(span)?.find(&text)?;
            (range.start < range.end && range.end <= text.len()).then(|| start + range.start..start + range.end)
        });
        let mut diagnostic = Diagnostic::new(self.code, places.file()).at(narrow.or(span.clone()));
        for (name, text) in self.parts {
            diagnostic = diagnostic.with(name, text);
        }
        for (part, trail) in self.see {
            diagnostic = diagnostic.see(places.file(), places.span(part, &trail));
        }
        match (span, self.replacement) {
            (Some(span), Some(text)) => diagnostic.fixed_by(span, text),
            _ => diagnostic,
        }
    }
}

/// The trail one step further.
#[expect(
    clippy::needless_pass_by_value,
    reason = "callers give texts, numbers and references alike"
)]
pub fn down(trail: &[String], step: impl ToString) -> Trail {
    let mut longer = Vec::with_capacity(trail.len() + 1);
    longer.extend_from_slice(trail);
    longer.push(step.to_string());
    longer
}

#[cfg(test)]
mod tests {
    use crate::model::path::SourcePath;
    use crate::yaml::report::{Fault, Places, down};

    fn check(fault: Fault, expected: &str) {
        let text = "---\n地区: 青山\n方式: [合作, 公建民营]\n---\n";
        let file = SourcePath::new("content/projects/a.md").unwrap();
        let places = Places::new(&file, &text[4..text.len() - 4], 4);
        let found = fault.diagnostic(&places);
        assert_eq!(found.span.map_or("", |span| &text[span]), expected);
    }

    #[test]
    fn places_count_from_the_start_of_the_file() {
        check(Fault::key("field-unknown", &["地区".into()]), "地区");
        check(Fault::value("field-kind", &["地区".into()]), "青山");
        let item = down(&["方式".into()], 1);
        check(Fault::key("choice-unknown", &item), "公建民营");
        check(Fault::key("field-missing", &[]), "");
    }
}
