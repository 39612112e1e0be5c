//! `wutong status --accept`: records in translations what their originals say today.

use std::path::Path;

use crate::build::accepting::{self, Row};
use crate::build::link::parts;
use crate::build::pipeline::Prepared;
use crate::build::standing::{all_words, base, of_language, other_languages};
use crate::cli::arguments::StatusOptions;
use crate::cli::console::{Console, complain_line, print_line};
use crate::cli::status::selection::candidates;
use crate::cli::{CLEAN, USAGE, failure_words};
use crate::disk::replace_text;
use crate::model::path::SourcePath;
use crate::model::snapshot::Snapshot;
use crate::site::Language;

/// A translation's file, with what to record for each entry in it.
struct Found<'a> {
    file: SourcePath,
    language: &'a Language,
    rows: Vec<Row>,
}

/// Writes `translated_from` into each file named; none where one of them is no translation.
pub(super) fn accept(
    console: &Console,
    folder: &Path,
    snapshot: &Snapshot,
    prepared: &Prepared,
    options: &StatusOptions,
) -> Result<u8, String> {
    let mut all = Vec::new();
    let mut outcome = CLEAN;
    for path in &options.accept {
        let names = candidates(folder, path);
        if let Some(found) = names.iter().find_map(|name| translation(prepared, name)) {
            all.push(found);
        } else {
            let told = console.say("不是本站的译文文件", "not a translation of this site");
            complain_line(format!("{}: {told}", path.display()));
            outcome = USAGE;
        }
    }
    if outcome == USAGE {
        complain_line(console.say("什么都没有记录。", "Nothing was recorded."));
        return Ok(outcome);
    }
    for found in all {
        let Some(text) = prepared.text(snapshot, &found.file) else {
            continue;
        };
        let told = match accepting::accepted(text, &found.rows) {
            Some(new) => {
                replace_text(folder, &found.file, &new).map_err(|failure| failure_words::failure(console, &failure))?;
                console.say("已记录", "recorded")
            }
            None => console.say("本来就是最新的", "was fresh already"),
        };
        print_line(format!("{}: {told} ({})", found.file, found.language.lang));
    }
    Ok(outcome)
}

/// The entries, or the list page, whose words in another language stand in this file, with the digests to record.
fn translation<'a>(prepared: &'a Prepared, file: &str) -> Option<Found<'a>> {
    let site = &prepared.site;
    let mut found: Option<Found<'a>> = None;
    for (kind, words) in all_words(site) {
        for language in other_languages(site) {
            let Some(translation) = of_language(words, language).filter(|words| words.record.file.as_str() == file)
            else {
                continue;
            };
            let record = &translation.record;
            let base = base(site, words, record)?;
            let parts = parts(kind, &base.record, &base.text.outline);
            let row = Row {
                trail: record.trail.clone(),
                front: record.front_range.clone(),
                key: record.written.get("translated_from").cloned(),
                from: base.record.lang.to_string(),
                blocks: parts.into_iter().map(|part| part.digest).collect(),
            };
            let found = found.get_or_insert_with(|| Found {
                file: record.file.clone(),
                language,
                rows: Vec::new(),
            });
            found.rows.push(row);
        }
    }
    found
}
