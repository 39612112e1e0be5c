//! `severity: {link-held: error, translation-stale: off}`: how much each mistake weighs on this site.

use crate::config::reader::{Reader, step};
use crate::diag::Severity;
use crate::diag::catalogue;
use crate::diag::selection::near;
use crate::diag::severities::{Level, Severities};
use crate::model::node::{Node, Trail};

/// A code that does not exist, or that must stay an error, is a mistake and changes nothing.
pub(super) fn severities(reader: &Reader<'_>, node: &Node) -> Severities {
    let trail = step(&Trail::new(), "severity");
    let mut severities = Severities::default();
    let Some(written) = node.get("severity").filter(|node| **node != Node::Null) else {
        return severities;
    };
    let Some(rows) = written.map() else {
        reader.form(&trail, "{link-held: error, translation-stale: off}");
        return severities;
    };
    for (code, level) in rows {
        let here = step(&trail, code);
        let Some(row) = catalogue::row(code) else {
            let diagnostic = reader.at_key("severity-code", &here).with("written", code);
            reader.say(diagnostic.with_some("near", near(code)));
            continue;
        };
        match level.text().map(str::trim).and_then(Level::parse) {
            None => reader.form(&here, "error / warning / note / off"),
            Some(level) if level != Level::As(Severity::Error) && !row.may_be_lowered() => {
                reader.say(reader.at_value("severity-fixed", &here).with("written", code));
            }
            Some(level) => {
                severities.levels.insert(row.code, level);
            }
        }
    }
    severities
}
