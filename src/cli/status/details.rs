//! What stands below the matrix: stale translations with what changed, those that nobody reviewed, those that are missing.

use std::collections::BTreeMap;

use crate::build::standing::{Change, Page, Standing};
use crate::cli::console::{Console, Speech};
use crate::diag::columns::one_line;
use crate::model::path::SourcePath;
use crate::site::record::Record;

/// How much of the original's words is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Length {
    Line,
    Full,
}

/// Columns that a passage may take.
const WIDE: usize = 60;

/// Passages that are shown of one page.
const PASSAGES: usize = 10;

/// Keys of rows that are named beside their file.
const NAMED: usize = 3;

pub(super) fn stale(console: &Console, pages: &[&Page<'_>], length: Length) -> Vec<String> {
    let stale = pages.iter().filter(|page| page.standing == Standing::Stale);
    let mut lines = Vec::new();
    for page in stale {
        let (Some(record), Some(changes)) = (page.record, &page.changes) else {
            continue;
        };
        lines.push(format!("  {} ({})", row_name(record), page.language.lang));
        let base = row_name(changes.base);
        lines.push(format!(
            "    {}",
            counts(console, &base, changes.changed.len(), changes.gone)
        ));
        let shown = match length {
            Length::Full => changes.changed.len(),
            Length::Line => PASSAGES,
        };
        for change in changes.changed.iter().take(shown) {
            lines.extend(passage(console, change, length));
        }
        let rest = changes.changed.len().saturating_sub(shown);
        match console.speech {
            _ if rest == 0 => {}
            Speech::Chinese => lines.push(format!("    另有 {rest} 处，加 --full 全部列出")),
            Speech::English => lines.push(format!("    and {rest} more; --full shows all")),
        }
    }
    lines
}

pub(super) fn unknown(pages: &[&Page<'_>]) -> Vec<String> {
    let unknown = pages.iter().filter(|page| page.standing == Standing::Unknown);
    let records = unknown.filter_map(|page| Some((page.record?, page.language)));
    records
        .map(|(record, language)| format!("  {} ({})", row_name(record), language.lang))
        .collect()
}

/// By file and languages; the rows of a list file are counted.
pub(super) fn missing(console: &Console, pages: &[&Page<'_>], length: Length) -> Vec<String> {
    let mut languages: BTreeMap<(&SourcePath, &[String]), Vec<&str>> = BTreeMap::new();
    for page in pages.iter().filter(|page| page.standing == Standing::Missing) {
        let row = languages.entry((&page.original.file, page.original.trail.as_slice()));
        row.or_default().push(page.language.lang.as_str());
    }
    let mut rows: BTreeMap<(&SourcePath, Vec<&str>), Vec<&str>> = BTreeMap::new();
    for ((file, trail), languages) in languages {
        let keys = rows.entry((file, languages)).or_default();
        keys.extend(trail.first().map(String::as_str));
    }
    let rows = rows.into_iter().map(|((file, languages), keys)| {
        let shown = match length {
            Length::Full => keys.len(),
            Length::Line => NAMED,
        };
        let named = keys.iter().take(shown).copied().collect::<Vec<_>>().join(" ");
        let more = if keys.len() > shown { " …" } else { "" };
        let keys = match (keys.len(), console.speech) {
            (0, _) => String::new(),
            (count, Speech::Chinese) => format!("（{count} 项：{named}{more}）"),
            (count, Speech::English) => format!(" ({count}: {named}{more})"),
        };
        format!("  {file}{keys}: {}", languages.join(" "))
    });
    rows.collect()
}

/// A file, and of a list file the row.
pub(super) fn row_name(record: &Record) -> String {
    match record.trail.first() {
        Some(key) => format!("{}#{key}", record.file),
        None => record.file.to_string(),
    }
}

/// What can be told without the old words: how many are new or changed, how many are gone.
fn counts(console: &Console, base: &str, changed: usize, gone: usize) -> String {
    match console.speech {
        Speech::Chinese => {
            let changed = match changed {
                0 => "没有新写的".to_owned(),
                count => format!("{count} 处是新写或改过的"),
            };
            let gone = match gone {
                0 => String::new(),
                count => format!("；译过的有 {count} 处已不在原文里（改掉或删去）"),
            };
            format!("{base}：{changed}{gone}")
        }
        Speech::English => {
            let changed = match changed {
                0 => "nothing new".to_owned(),
                1 => "1 passage is new or changed".to_owned(),
                count => format!("{count} passages are new or changed"),
            };
            let gone = match gone {
                0 => String::new(),
                1 => "; 1 that was translated is no longer there (changed or deleted)".to_owned(),
                count => format!("; {count} that were translated are no longer there (changed or deleted)"),
            };
            format!("{base}: {changed}{gone}")
        }
    }
}

fn passage(console: &Console, change: &Change<'_>, length: Length) -> Vec<String> {
    let line = match console.speech {
        Speech::Chinese => format!("第 {} 行", change.line),
        Speech::English => format!("line {}", change.line),
    };
    let field = change.field.map_or_else(String::new, |field| {
        let chain = console.chain();
        let label = field
            .label
            .first(&chain)
            .map_or(field.name.as_str(), |(label, _)| label);
        format!("{label}{}", console.say("：", ": "))
    });
    match length {
        Length::Line => vec![format!("    {line}  {field}{}", one_line(&change.words, WIDE))],
        Length::Full => {
            let head = format!("    {line}  {field}");
            let words = change.words.lines().map(|line| format!("      {}", line.trim_end()));
            std::iter::once(head.trim_end().to_owned()).chain(words).collect()
        }
    }
}
