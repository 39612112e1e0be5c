//! Diagnostics as JSON, for programs: each with its place, its words, and its correction.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::diag::Diagnostic;
use crate::diag::catalogue::Speech;
use crate::diag::fixing::corrected_lines;
use crate::diag::place::place;
use crate::diag::table::{Counts, counts, counts_by_file};
use crate::diag::terminal::{Sources, words};
use crate::model::path::SourcePath;

/// `{diagnostics: […], files: {…}, errors, warnings, notes}`; lines and columns from 1, in characters.
pub fn json(diagnostics: &[Diagnostic], sources: Sources<'_>, speech: Speech) -> Value {
    let listed: Vec<Value> = diagnostics.iter().map(|one| diagnostic(one, sources, speech)).collect();
    let files = counts_by_file(diagnostics);
    let files = files
        .into_iter()
        .map(|(file, counts)| (file.to_string(), tally(counts)))
        .collect::<serde_json::Map<_, _>>();
    let mut whole = json!({"diagnostics": listed, "files": files});
    if let (Value::Object(whole), Value::Object(sums)) = (&mut whole, tally(counts(diagnostics))) {
        whole.extend(sums);
    }
    whole
}

fn tally([errors, warnings, notes]: Counts) -> Value {
    json!({"errors": errors, "warnings": warnings, "notes": notes})
}

fn diagnostic(diagnostic: &Diagnostic, sources: Sources<'_>, speech: Speech) -> Value {
    let (message, help) = words(diagnostic, speech);
    let text = sources(&diagnostic.file);
    let fix = diagnostic.fix.as_ref().map(|fix| {
        json!({
            "region": region(text.as_deref(), Some(&fix.span)),
            "replacement": fix.replacement,
            "corrected": text.as_deref().and_then(|text| corrected_lines(text, fix)),
        })
    });
    let related = diagnostic.related.iter().map(|related| {
        let text = sources(&related.file);
        json!({"file": related.file.as_str(), "region": region(text.as_deref(), related.span.as_ref())})
    });
    json!({
        "code": diagnostic.code,
        "severity": diagnostic.severity().key(),
        "file": diagnostic.file.as_str(),
        "region": region(text.as_deref(), diagnostic.span.as_ref()),
        "message": message,
        "help": help,
        "related": related.collect::<Vec<_>>(),
        "fix": fix,
    })
}

/// Null where the file is meant as a whole.
fn region(text: Option<&str>, span: Option<&std::ops::Range<usize>>) -> Value {
    let (Some(text), Some(span)) = (text, span) else {
        return Value::Null;
    };
    let (start, end) = (place(text, span.start), place(text, span.end.max(span.start)));
    json!({"line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column})
}

/// All that is no unreserved sign of an address (RFC 3986), within a part of a path.
const PART: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The address of a file in a report that programs read: parts percent-encoded, `/` between them.
pub(super) fn uri(file: &SourcePath) -> String {
    let parts = file
        .as_str()
        .split('/')
        .map(|part| utf8_percent_encode(part, PART).to_string());
    parts.collect::<Vec<_>>().join("/")
}
