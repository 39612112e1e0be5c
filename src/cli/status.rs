//! `wutong status`: how translations stand to their originals; `--accept` records that one was reviewed.

use std::collections::BTreeMap;
use std::path::Path;

use crate::build::accepting;
use crate::build::link::parts;
use crate::build::pipeline::{Prepared, prepare};
use crate::cli::arguments::StatusOptions;
use crate::cli::console::{Console, complain_line, print_line};
use crate::cli::{CLEAN, MISTAKES, USAGE, build, failure_words, site_folder};
use crate::diag::has_errors;
use crate::disk::{read_site, replace_text};
use crate::model::path::{SourcePath, nfc};
use crate::model::snapshot::Snapshot;
use crate::model::types::Type;
use crate::site::{Language, Site, Translation, Words};
use serde_json::json;

/// How the words of one entry stand in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Fresh,
    Stale,
    Unknown,
    Derived,
    Missing,
}

const STANDINGS: [Standing; 5] = [
    Standing::Fresh,
    Standing::Stale,
    Standing::Unknown,
    Standing::Derived,
    Standing::Missing,
];

pub(super) fn run(console: &Console, site: Option<&Path>, options: &StatusOptions) -> Result<u8, String> {
    let request = match build::request(console, options.today.as_deref(), None, true) {
        Ok(request) => request,
        Err(usage) => {
            complain_line(usage);
            return Ok(USAGE);
        }
    };
    let folder = site_folder::find(console, site)?;
    let snapshot = read_site(&folder, None, &["content", "themes"])
        .map_err(|failure| failure_words::failure(console, &failure))?;
    let (prepared, diagnostics) = prepare(&snapshot, &request);
    let Some(prepared) = prepared.filter(|_| !has_errors(&diagnostics)) else {
        console.diagnostics(&diagnostics, &|path| build::text(&snapshot, path));
        return Ok(MISTAKES);
    };
    if !options.accept.is_empty() {
        return accept(console, &folder, &snapshot, &prepared, options);
    }
    if options.json {
        show_json(&prepared);
    } else {
        show(console, &prepared);
    }
    Ok(CLEAN)
}

/// Translations by type and language; list pages and the home page under `_index`.
fn matrix(prepared: &Prepared) -> BTreeMap<&str, Vec<[usize; 5]>> {
    let site = &prepared.site;
    let mut rows: BTreeMap<&str, Vec<[usize; 5]>> = BTreeMap::new();
    for (kind, words) in all_words(site) {
        let row = rows
            .entry(kind.name.as_str())
            .or_insert_with(|| vec![[0; 5]; site.languages.len()]);
        let others = site
            .languages
            .iter()
            .enumerate()
            .filter(|(_, language)| language.id != site.original);
        for (place, language) in others {
            row[place][standing(words, language) as usize] += 1;
        }
    }
    rows
}

fn standing(words: &[Option<Words>], language: &Language) -> Standing {
    match words
        .get(usize::from(language.id.0))
        .and_then(Option::as_ref)
        .map(|words| &words.translation)
    {
        Some(Translation::Fresh | Translation::Original) => Standing::Fresh,
        Some(Translation::Stale(_)) => Standing::Stale,
        Some(Translation::Unknown) => Standing::Unknown,
        None if language.derived_from.is_some() => Standing::Derived,
        None => Standing::Missing,
    }
}

fn name(console: &Console, standing: Standing) -> &'static str {
    match standing {
        Standing::Fresh => console.say("最新", "fresh"),
        Standing::Stale => console.say("过期", "stale"),
        Standing::Unknown => console.say("未核对", "unknown"),
        Standing::Derived => console.say("转换", "derived"),
        Standing::Missing => console.say("缺少", "missing"),
    }
}

fn show(console: &Console, prepared: &Prepared) {
    let site = &prepared.site;
    let languages: Vec<&Language> = site
        .languages
        .iter()
        .filter(|language| language.id != site.original)
        .collect();
    let mut table = vec![
        std::iter::once(String::new())
            .chain(languages.iter().map(|language| language.lang.to_string()))
            .collect::<Vec<_>>(),
    ];
    for (type_name, row) in matrix(prepared) {
        let cells = languages.iter().map(|language| {
            let counts = row[usize::from(language.id.0)];
            let told = STANDINGS.iter().filter(|standing| counts[**standing as usize] > 0);
            told.map(|standing| format!("{} {}", counts[*standing as usize], name(console, *standing)))
                .collect::<Vec<_>>()
                .join(", ")
        });
        table.push(std::iter::once(type_name.to_owned()).chain(cells).collect());
    }
    print_table(&table);
    for (file, changed) in stale(site) {
        let what = changed
            .iter()
            .map(|part| part_name(console, part))
            .collect::<Vec<_>>()
            .join(console.say("、", ", "));
        print_line(format!(
            "{file}: {} {what}",
            console.say("原文改动了", "the original changed in")
        ));
    }
}

fn part_name(console: &Console, part: &str) -> String {
    match part {
        "-" => console.say("（有内容删去）", "(something was removed)").to_owned(),
        number if number.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{} {number}", console.say("正文第几段：", "paragraph"))
        }
        field => field.to_owned(),
    }
}

/// File of a stale translation, and the parts of the original that changed.
fn stale(site: &Site) -> Vec<(&SourcePath, &[String])> {
    let words = all_words(site).flat_map(|(_, words)| words.iter().flatten());
    let stale = words.filter_map(|words| match &words.translation {
        Translation::Stale(changed) => Some((&words.record.file, changed.as_slice())),
        _ => None,
    });
    stale.collect()
}

/// Columns as wide as their widest cell; Chinese counts double.
fn print_table(table: &[Vec<String>]) {
    let columns = table.first().map_or(0, Vec::len);
    let widths: Vec<usize> = (0..columns)
        .map(|column| table.iter().map(|row| width(&row[column])).max().unwrap_or_default())
        .collect();
    for row in table {
        let cells = row
            .iter()
            .zip(&widths)
            .map(|(cell, wide)| format!("{cell}{}", " ".repeat(wide - width(cell))));
        print_line(cells.collect::<Vec<_>>().join("  ").trim_end());
    }
}

fn width(text: &str) -> usize {
    text.chars()
        .map(|character| if character >= '\u{2e80}' { 2 } else { 1 })
        .sum()
}

fn show_json(prepared: &Prepared) {
    let site = &prepared.site;
    let entries = site.entries.iter().flat_map(|entry| {
        let others = site.languages.iter().filter(|language| language.id != site.original);
        others.map(move |language| {
            let words = entry.words[usize::from(language.id.0)].as_ref();
            let changed = match words.map(|words| &words.translation) {
                Some(Translation::Stale(changed)) => changed.clone(),
                _ => Vec::new(),
            };
            json!({
                "type": entry.key.type_name,
                "name": entry.key.name,
                "lang": language.lang.as_str(),
                "state": name(&Console::new(crate::cli::console::Speech::English), standing(&entry.words, language)),
                "file": words.map(|words| words.record.file.as_str()),
                "changed": changed,
            })
        })
    });
    print_line(json!({ "translations": entries.collect::<Vec<_>>() }));
}

/// Writes `translated_from` into each file named.
fn accept(
    console: &Console,
    folder: &Path,
    snapshot: &Snapshot,
    prepared: &Prepared,
    options: &StatusOptions,
) -> Result<u8, String> {
    let mut outcome = CLEAN;
    for path in &options.accept {
        let absolute = std::path::absolute(path).map_err(|error| error.to_string())?;
        let relative = absolute
            .strip_prefix(folder)
            .unwrap_or(path)
            .to_string_lossy()
            .replace('\\', "/");
        let found = translation_of(prepared, &relative);
        let Some((language, entries)) = found else {
            complain_line(format!(
                "{relative}: {}",
                console.say("不是本站的译文文件", "not a translation of this site")
            ));
            outcome = MISTAKES;
            continue;
        };
        let Some(text) = entries.first().and_then(|(file, _)| prepared.text(snapshot, file)) else {
            continue;
        };
        let rows: Vec<accepting::Row> = entries.iter().map(|(_, row)| row.clone()).collect();
        match accepting::accepted(text, &rows) {
            Some(new) => {
                replace_text(folder, &entries[0].0, &new)
                    .map_err(|failure| failure_words::failure(console, &failure))?;
                print_line(format!(
                    "{relative}: {} ({})",
                    console.say("已记录", "recorded"),
                    language.lang
                ));
            }
            None => print_line(format!(
                "{relative}: {}",
                console.say("本来就是最新的", "was fresh already")
            )),
        }
    }
    Ok(outcome)
}

type Found<'a> = (&'a Language, Vec<(SourcePath, accepting::Row)>);

/// The entries, or the list page, whose words in another language stand in this file, with the digests to record.
fn translation_of<'a>(prepared: &'a Prepared, file: &str) -> Option<Found<'a>> {
    let site = &prepared.site;
    let file = nfc(file);
    let mut found: Option<Found<'a>> = None;
    for (kind, words) in all_words(site) {
        for language in site.languages.iter().filter(|language| language.id != site.original) {
            let Some(translation) = words.get(usize::from(language.id.0)).and_then(Option::as_ref) else {
                continue;
            };
            let record = &translation.record;
            if record.file.as_str() != file {
                continue;
            }
            let named = record
                .translated_from
                .as_ref()
                .and_then(|from| site.lang_id(&from.lang));
            let base = named.and_then(|lang| words[usize::from(lang.0)].as_ref());
            let base = base.or_else(|| words.get(usize::from(site.original.0))?.as_ref())?;
            let parts = parts(kind, &base.record, &base.text.outline);
            let row = accepting::Row {
                trail: record.trail.clone(),
                front: record.front_range.clone(),
                key: record.written.get("translated_from").cloned(),
                from: base.record.lang.to_string(),
                blocks: parts.into_iter().map(|part| part.digest).collect(),
            };
            let (_, rows) = found.get_or_insert_with(|| (language, Vec::new()));
            rows.push((record.file.clone(), row));
        }
    }
    found
}

/// The words of every entry and of every list page, with their type.
fn all_words(site: &Site) -> impl Iterator<Item = (&Type, &[Option<Words>])> {
    let entries = site
        .entries
        .iter()
        .filter_map(|entry| Some((site.types.get(&entry.key.type_name)?, entry.words.as_slice())));
    entries.chain(
        site.indexes
            .values()
            .map(|index| (&site.index_type, index.words.as_slice())),
    )
}
