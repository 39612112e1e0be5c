//! Diagnostics as a SARIF 2.1.0 log (OASIS), which code hosts and editors read.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::diag::catalogue::{self, Row, Speech, pattern};
use crate::diag::json::uri;
use crate::diag::place::place;
use crate::diag::terminal::{Sources, words};
use crate::diag::{Diagnostic, Severity};
use crate::model::path::SourcePath;

/// One run with the rules that were broken. Columns count characters.
pub fn sarif(diagnostics: &[Diagnostic], sources: Sources<'_>, speech: Speech) -> Value {
    let codes: BTreeSet<&str> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    let rules: Vec<Value> = codes
        .iter()
        .filter_map(|code| catalogue::row(code))
        .map(|row| rule(row, speech))
        .collect();
    let results = diagnostics
        .iter()
        .map(|one| result(one, codes.iter().position(|code| *code == one.code), sources, speech));
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "wutong",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {"SITE": {"description": {"text": "The site's folder"}}},
            "results": results.collect::<Vec<_>>(),
        }],
    })
}

fn rule(row: &Row, speech: Speech) -> Value {
    let wording = row.wording(speech);
    json!({
        "id": row.code,
        "shortDescription": {"text": pattern(wording.message)},
        "defaultConfiguration": {"level": level(row.severity)},
    })
}

fn level(severity: Severity) -> &'static str {
    severity.key()
}

fn result(diagnostic: &Diagnostic, rule: Option<usize>, sources: Sources<'_>, speech: Speech) -> Value {
    let (message, help) = words(diagnostic, speech);
    let said = if help.is_empty() {
        message
    } else {
        format!("{message}\n{help}")
    };
    let text = sources(&diagnostic.file);
    let mut result = json!({
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": level(diagnostic.severity()),
        "message": {"text": said},
        "locations": [{"physicalLocation": location(&diagnostic.file, diagnostic.span.as_ref(), text.as_deref())}],
    });
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().map(|related| {
            let text = sources(&related.file);
            json!({"physicalLocation": location(&related.file, related.span.as_ref(), text.as_deref())})
        });
        result["relatedLocations"] = related.collect();
    }
    let fix = diagnostic.fix.as_ref().filter(|fix| fix.changes_words());
    if let (Some(fix), Some(text)) = (fix, text.as_deref()) {
        result["fixes"] = json!([{"artifactChanges": [{
            "artifactLocation": artifact(&diagnostic.file),
            "replacements": [{
                "deletedRegion": region(text, &fix.span),
                "insertedContent": {"text": fix.replacement},
            }],
        }]}]);
    }
    result
}

fn artifact(file: &SourcePath) -> Value {
    json!({"uri": uri(file), "uriBaseId": "SITE"})
}

fn location(file: &SourcePath, span: Option<&std::ops::Range<usize>>, text: Option<&str>) -> Value {
    let mut location = json!({"artifactLocation": artifact(file)});
    if let (Some(span), Some(text)) = (span, text) {
        location["region"] = region(text, span);
    }
    location
}

fn region(text: &str, span: &std::ops::Range<usize>) -> Value {
    let (start, end) = (place(text, span.start), place(text, span.end.max(span.start)));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}
