//! `wutong status`: how translations stand to their originals; `--accept` records that one was reviewed.

use std::collections::BTreeMap;
use std::path::Path;

use crate::build::accepting;
use crate::build::link::parts;
use crate::build::pipeline::{Prepared, prepare};
use crate::cli::arguments::StatusOptions;
use crate::cli::console::{Console, complain_line, print_line};
use crate::cli::{CLEAN, MISTAKES, USAGE, build, site_folder};
use crate::diag::has_errors;
use crate::disk::{read_site, replace_text};
use crate::model::snapshot::Snapshot;
use crate::site::{Entry, Language, Translation};
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
    let snapshot = read_site(&folder, None, &["content", "themes"]).map_err(|failure| failure.to_string())?;
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

/// Translations by type and language.
fn matrix(prepared: &Prepared) -> BTreeMap<&str, Vec<[usize; 5]>> {
    let site = &prepared.site;
    let mut rows: BTreeMap<&str, Vec<[usize; 5]>> = BTreeMap::new();
    for entry in &site.entries {
        let row = rows
            .entry(entry.key.type_name.as_str())
            .or_insert_with(|| vec![[0; 5]; site.languages.len()]);
        for (place, language) in site
            .languages
            .iter()
            .enumerate()
            .filter(|(_, language)| language.id != site.original)
        {
            row[place][standing(entry, language) as usize] += 1;
        }
    }
    rows
}

fn standing(entry: &Entry, language: &Language) -> Standing {
    match entry.words[usize::from(language.id.0)]
        .as_ref()
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
    for (entry, language, changed) in stale(prepared) {
        let file = entry.words[usize::from(language.id.0)]
            .as_ref()
            .map_or_else(|| entry.file(), |words| &words.record.file);
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

fn stale(prepared: &Prepared) -> Vec<(&Entry, &Language, &[String])> {
    let site = &prepared.site;
    let mut found = Vec::new();
    for entry in &site.entries {
        for language in &site.languages {
            if let Some(Translation::Stale(changed)) = entry.words[usize::from(language.id.0)]
                .as_ref()
                .map(|words| &words.translation)
            {
                found.push((entry, language, changed.as_slice()));
            }
        }
    }
    found
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
                "state": name(&Console::new(crate::cli::console::Speech::English), standing(entry, language)),
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
        let Some(text) = entries.first().and_then(|(file, _)| snapshot.text(file)) else {
            continue;
        };
        let rows: Vec<accepting::Row> = entries.iter().map(|(_, row)| row.clone()).collect();
        match accepting::accepted(text, prepared.site.config.original.as_str(), &rows) {
            Some(new) => {
                replace_text(folder, &entries[0].0, &new).map_err(|failure| failure.to_string())?;
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

type Found<'a> = (&'a Language, Vec<(crate::model::path::SourcePath, accepting::Row)>);

/// The entries whose words in another language stand in this file, with the digests to record.
fn translation_of<'a>(prepared: &'a Prepared, file: &str) -> Option<Found<'a>> {
    let site = &prepared.site;
    let file = unicode_normalized(file);
    let mut found: Option<Found<'a>> = None;
    for entry in &site.entries {
        for language in site.languages.iter().filter(|language| language.id != site.original) {
            let Some(words) = entry.words[usize::from(language.id.0)].as_ref() else {
                continue;
            };
            if words.record.file.as_str() != file {
                continue;
            }
            let kind = site.types.get(&entry.key.type_name)?;
            let original = entry.words[usize::from(site.original.0)].as_ref()?;
            let blocks = parts(kind, &original.record, &original.text.outline)
                .into_iter()
                .map(|part| part.digest)
                .collect();
            let row = accepting::Row {
                trail: words.record.trail.clone(),
                front: words.record.front_range.clone(),
                is_markdown: words.record.body_range.is_some(),
                blocks,
            };
            let (_, rows) = found.get_or_insert_with(|| (language, Vec::new()));
            rows.push((words.record.file.clone(), row));
        }
    }
    found
}

fn unicode_normalized(path: &str) -> String {
    crate::model::path::nfc(path)
}
