//! What to do next, in at most three lines, each with the command that does it.

use std::collections::BTreeMap;

use crate::build::held::{HeldPage, Reason};
use crate::build::standing::{Page, Standing};
use crate::cli::console::{Console, Speech};
use crate::model::path::SourcePath;
use crate::model::snapshot::Snapshot;
use crate::model::snapshot::SourceFile;

const LINES: usize = 3;

/// What the advice is taken from.
pub(super) struct Known<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) pages: &'a [&'a Page<'a>],
    pub(super) held: &'a [HeldPage],
    /// Language → keys of the words of the interface that it lacks.
    pub(super) strings: &'a BTreeMap<String, Vec<String>>,
}

pub(super) fn lines(console: &Console, known: &Known<'_>) -> Vec<String> {
    let steps = [
        review(console, known, Standing::Stale),
        review(console, known, Standing::Unknown),
        missing(console, known),
        strings(console, known),
    ];
    let mut lines: Vec<String> = steps.into_iter().flatten().take(LINES).collect();
    if lines.is_empty() {
        lines.push(
            console
                .say(
                    "译文都是最新的，没有要做的事。",
                    "Every translation is fresh; nothing to do.",
                )
                .to_owned(),
        );
    }
    lines
}

fn review(console: &Console, known: &Known<'_>, standing: Standing) -> Option<String> {
    let mut pages = known.pages.iter().filter(|page| page.standing == standing);
    let file = quoted(pages.find_map(|page| page.record)?.file.as_str());
    let command = format!("wutong status --accept {file}");
    Some(match (console.speech, standing) {
        (Speech::Chinese, Standing::Stale) => format!("过期的译文照原文改好以后，记下来：{command}"),
        (Speech::English, Standing::Stale) => format!("Revise a stale translation, then record it: {command}"),
        (Speech::Chinese, _) => format!("没有记录的译文与原文核对以后，记下来：{command}"),
        (Speech::English, _) => {
            format!("Compare a translation without a record with its original, then record it: {command}")
        }
    })
}

/// The first page that is published and lacks a language; languages in the site's order.
fn missing(console: &Console, known: &Known<'_>) -> Option<String> {
    let mut missing: Vec<&&Page<'_>> = known
        .pages
        .iter()
        .filter(|page| page.standing == Standing::Missing)
        .filter(|page| !page.original.trail.is_empty() || !exists(known, &translation_file(page)))
        .collect();
    missing.sort_by_key(|page| (is_held(known, page), page.language.id));
    let page = missing.first()?;
    let (lang, file) = (&page.language.lang, quoted(page.original.file.as_str()));
    let translation = translation_file(page);
    let step = match page.original.trail.first().filter(|_| exists(known, &translation)) {
        Some(key) => match console.speech {
            Speech::Chinese => format!("补上缺少的译文：在 {translation} 里加上 `{key}`"),
            Speech::English => format!("Write what is missing: add `{key}` to {translation}"),
        },
        None => match console.speech {
            Speech::Chinese => format!("补上缺少的译文：wutong new --translate {lang} {file}"),
            Speech::English => format!("Write what is missing: wutong new --translate {lang} {file}"),
        },
    };
    Some(match (missing.len(), console.speech) {
        (1, _) => step,
        (count, Speech::Chinese) => format!("{step}（共缺 {count} 处，逐个列出：wutong status --missing）"),
        (count, Speech::English) => format!("{step} (one of {count}; to list them: wutong status --missing)"),
    })
}

fn strings(console: &Console, known: &Known<'_>) -> Option<String> {
    let (lang, keys) = known.strings.iter().next()?;
    let keys = keys.iter().take(5).map(String::as_str).collect::<Vec<_>>().join(" ");
    Some(match console.speech {
        Speech::Chinese => format!("补上 {lang} 的界面词，写进 content/strings/{lang}.yaml：{keys}"),
        Speech::English => {
            format!("Write the interface words that {lang} lacks in content/strings/{lang}.yaml: {keys}")
        }
    })
}

fn is_held(known: &Known<'_>, page: &Page<'_>) -> bool {
    let original = page.original;
    known.held.iter().any(|held| {
        held.reason != Reason::DraftTranslation
            && held.file == original.file
            && held.key.as_ref() == original.trail.first()
    })
}

/// `温泉.md` → `温泉.en.md`, `x.list.yaml` → `x.list.en.yaml`.
fn translation_file(page: &Page<'_>) -> String {
    let file = page.original.file.as_str();
    let (name, ending) = file.rsplit_once('.').unwrap_or((file, "md"));
    let original = format!(".{}", page.original.lang);
    let name = name.strip_suffix(original.as_str()).unwrap_or(name);
    format!("{name}.{}.{ending}", page.language.lang)
}

fn exists(known: &Known<'_>, file: &str) -> bool {
    SourcePath::new(file).is_ok_and(|path| matches!(known.snapshot.files.get(&path), Some(SourceFile::Text { .. })))
}

/// As a command line takes it.
fn quoted(path: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "/._-".contains(letter);
    if path.chars().all(plain) {
        path.to_owned()
    } else {
        format!("\"{path}\"")
    }
}
