//! Slips of typing in Markdown bodies, each with its correction.

use crate::diag::Diagnostic;
use crate::markdown::{Slip, SlipKind};
use crate::site::record::Record;

pub(super) fn check(record: &Record, slips: &[Slip]) -> Vec<Diagnostic> {
    let body = record
        .body_range
        .clone()
        .and_then(|range| Some((range.start, record.source.get(range)?)));
    let Some((offset, text)) = body else {
        return Vec::new();
    };
    slips.iter().map(|slip| told(record, text, offset, slip)).collect()
}

fn told(record: &Record, text: &str, offset: usize, slip: &Slip) -> Diagnostic {
    let code = match slip.kind {
        SlipKind::Heading => "heading-form",
        SlipKind::Item => "list-form",
        SlipKind::Paragraph => "paragraph-joined",
        SlipKind::Table => "table-pasted",
        SlipKind::Block => "block-two-colons",
        SlipKind::Link => "link-form",
        SlipKind::Figure => "figure-braces",
        SlipKind::Emphasis => "emphasis-blank",
    };
    let range = slip.range.start + offset..slip.range.end + offset;
    let shown = if slip.kind == SlipKind::Paragraph {
        let line = text[slip.range.start..].lines().next().unwrap_or_default();
        range.start..range.start + line.len()
    } else {
        range.clone()
    };
    Diagnostic::new(code, &record.file)
        .at(shown)
        .with("right", slip.replacement.trim())
        .fixed_by(range, &*slip.replacement)
}
