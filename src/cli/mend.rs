//! `wutong check --fix`, `--dry-run` and `--undo`: makes corrections, shows them, takes them back.

use std::path::Path;

use crate::build::correct::{Made, Mended, MendedFile, mend};
use crate::build::pipeline::{Memory, Request};
use crate::cli::arguments::CheckOptions;
use crate::cli::console::{Console, Speech, print, print_line};
use crate::cli::{CLEAN, MISTAKES, failure_words};
use crate::diag::difference::unified;
use crate::diag::selection::Selection;
use crate::disk::{self, Rewrite, locate, rewrite};
use crate::model::path::SourcePath;
use crate::model::snapshot::{Encoding, Snapshot};

/// Makes the corrections and says what was done, file by file; gives the site as it is afterwards.
pub(super) fn mended(
    console: &Console,
    folder: &Path,
    snapshot: &Snapshot,
    request: &Request,
    selection: &Selection,
    options: &CheckOptions,
) -> Result<Snapshot, String> {
    let Mended { snapshot: after, files } = mend(snapshot, request, &mut Memory::default(), &|diagnostic| {
        selection.wants(diagnostic) && locate(folder, None, &diagnostic.file).is_ok()
    });
    if files.is_empty() {
        print_line(console.say("没有可以自动改正的地方。", "There is nothing to correct."));
        return Ok(snapshot.clone());
    }
    if options.dry_run {
        for (path, file) in &files {
            print(&difference(console, path, file));
        }
        print_line(counted(console, files.values(), Tense::Would));
        return Ok(snapshot.clone());
    }
    let rewrites: Vec<Rewrite<'_>> = files
        .iter()
        .map(|(path, file)| Rewrite {
            path,
            before: &file.before,
            after: &file.after,
        })
        .collect();
    let skipped = rewrite(folder, &rewrites).map_err(|failure| failure_words::failure(console, &failure))?;
    for path in &skipped {
        let why = console.say(
            "刚才被别的程序改过，没有动它",
            "was changed by another program just now; left alone",
        );
        print_line(format!("{path}: {why}"));
    }
    let done = || files.iter().filter(|(path, _)| !skipped.contains(path));
    for (path, file) in done() {
        print(&changes(console, path, file));
    }
    print_line(counted(console, done().map(|(_, file)| file), Tense::Did));
    Ok(after)
}

/// Puts back what the last `--fix` changed.
pub(super) fn undone(console: &Console, folder: &Path) -> Result<u8, String> {
    let undone = disk::undo(folder).map_err(|failure| failure_words::failure(console, &failure))?;
    let Some(undone) = undone else {
        print_line(console.say("没有可以撤销的改动。", "There is nothing to undo."));
        return Ok(CLEAN);
    };
    for path in &undone.restored {
        print_line(format!("{path}: {}", console.say("已恢复原样", "is as it was")));
    }
    for (path, old) in &undone.refused {
        print_line(match console.speech {
            Speech::Chinese => format!("{path}: 后来又改过，没有恢复；原来的内容在 `{}`", old.display()),
            Speech::English => format!(
                "{path}: was changed since and is left alone; its old bytes are in `{}`",
                old.display()
            ),
        });
    }
    Ok(if undone.refused.is_empty() { CLEAN } else { MISTAKES })
}

#[derive(Clone, Copy)]
enum Tense {
    Did,
    Would,
}

fn counted<'f>(console: &Console, files: impl Iterator<Item = &'f MendedFile>, tense: Tense) -> String {
    let (count, places) = files.fold((0, 0), |(count, places), file| (count + 1, places + file.made.len()));
    match (console.speech, tense) {
        (Speech::Chinese, Tense::Did) => {
            format!("改正了 {places} 处，共 {count} 个文件。要撤销：wutong check --undo")
        }
        (Speech::Chinese, Tense::Would) => format!("可以改正 {places} 处，共 {count} 个文件；现在什么都没有改。"),
        (Speech::English, Tense::Did) => {
            format!("Corrections made: {places}, in files: {count}. To take them back: wutong check --undo")
        }
        (Speech::English, Tense::Would) => {
            format!("Corrections possible: {places}, in files: {count}; nothing was changed.")
        }
    }
}

/// One line a file, then one a correction with the line as it is now.
fn changes(console: &Console, path: &SourcePath, file: &MendedFile) -> String {
    let mut told = format!("{path}{}\n", saved(console, file));
    for made in file.made.iter().filter(|made| made.line.is_some()) {
        told.push_str(&change(made));
    }
    told
}

fn change(made: &Made) -> String {
    let line = made.line.unwrap_or_default();
    let mut lines = made.lines.lines();
    let first = lines.next().unwrap_or_default();
    let more = if lines.next().is_some() { " …" } else { "" };
    format!("  {line}: {first}{more}  [{}]\n", made.code)
}

/// From which encoding the file was converted.
fn saved(console: &Console, file: &MendedFile) -> String {
    match file.encoding {
        Encoding::Utf8 => String::new(),
        other => format!("  {} {} → UTF-8", console.say("编码", "encoding"), other.name()),
    }
}

fn difference(console: &Console, path: &SourcePath, file: &MendedFile) -> String {
    let saved = saved(console, file);
    let head = if saved.is_empty() {
        String::new()
    } else {
        format!("# {path}{saved}\n")
    };
    format!("{head}{}", unified(path.as_str(), &file.before, &file.after))
}
