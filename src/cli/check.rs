//! `wutong check`: everything that build checks, with nothing written; corrections where they are asked for.

use std::path::Path;

use crate::build::pipeline::{Prepared, Rendering, Request, prepare};
use crate::cli::arguments::CheckOptions;
use crate::cli::console::{Console, complain_line, print, print_line};
use crate::cli::pictures::Pictures;
use crate::cli::{CLEAN, MISTAKES, USAGE, build, failure_words, mend, site_folder};
use crate::diag::explain::explain;
use crate::diag::github::github;
use crate::diag::json::json;
use crate::diag::sarif::sarif;
use crate::diag::selection::{Selection, near};
use crate::diag::table::table;
use crate::diag::{Diagnostic, has_errors, sorted};
use crate::disk::read_site;
use crate::model::snapshot::Snapshot;

/// The exit status, or why the machine refused.
pub(super) fn run(console: &Console, site: Option<&Path>, options: &CheckOptions) -> Result<u8, String> {
    if let Some(code) = &options.explain {
        return Ok(explained(console, code));
    }
    let asked = build::request(console, options.today.as_deref(), None, options.drafts);
    let (request, selection) = match (asked, selection(console, options)) {
        (Ok(request), Ok(selection)) => (request, selection),
        (request, selection) => {
            let wrong = [request.err(), selection.err()];
            wrong.into_iter().flatten().for_each(complain_line);
            return Ok(USAGE);
        }
    };
    let folder = site_folder::find(console, site)?;
    build::threads(options.threads)?;
    if options.undo {
        return mend::undone(console, &folder);
    }
    let snapshot = read_site(&folder, options.themes.as_deref(), &["content", "themes"])
        .map_err(|failure| failure_words::failure(console, &failure))?;
    let checked = if options.fix {
        let mended = mend::mended(console, &folder, &snapshot, &request, &selection, options)?;
        check(console, &folder, mended, &request)
    } else {
        check(console, &folder, snapshot, &request)
    }?;
    Ok(report(console, &folder, &checked, &selection, options))
}

/// A site with everything that is wrong with it.
struct Checked {
    snapshot: Snapshot,
    diagnostics: Vec<Diagnostic>,
    pages: Pages,
}

/// Whether every output was made, to see its mistakes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pages {
    Tried,
    /// There are errors already, with which no page is made.
    NotTried,
}

fn check(console: &Console, folder: &Path, snapshot: Snapshot, request: &Request) -> Result<Checked, String> {
    let (prepared, mut diagnostics) = prepare(&snapshot, request);
    let pages = match prepared.filter(|_| !has_errors(&diagnostics)) {
        Some(prepared) => {
            diagnostics.extend(rendered(console, folder, &prepared)?);
            Pages::Tried
        }
        None => Pages::NotTried,
    };
    Ok(Checked {
        snapshot,
        diagnostics: sorted(diagnostics),
        pages,
    })
}

/// The mistakes that come to light while every output is made in memory.
fn rendered(console: &Console, folder: &Path, prepared: &Prepared) -> Result<Vec<Diagnostic>, String> {
    let context = prepared.context();
    let rendering = Rendering::new(&context, &prepared.outputs);
    rendering.try_all();
    let pictures = Pictures::new(folder, &prepared.site);
    pictures.try_all(&prepared.site);
    let mut mistakes = rendering.mistakes();
    mistakes.extend(pictures.mistakes(console)?);
    Ok(mistakes)
}

fn report(console: &Console, folder: &Path, checked: &Checked, selection: &Selection, options: &CheckOptions) -> u8 {
    let wanted = checked.diagnostics.iter().filter(|one| selection.wants(one));
    let diagnostics: Vec<Diagnostic> = wanted.cloned().collect();
    let sources = |path: &_| build::text(&checked.snapshot, path);
    if options.json {
        print_line(json(&diagnostics, &sources, console.speech));
    } else if options.sarif {
        print_line(sarif(&diagnostics, &sources, console.speech));
    } else if options.github {
        print(&github(&diagnostics, &from_here(folder), &sources, console.speech));
    } else {
        console.diagnostics(&diagnostics, &sources);
        if checked.pages == Pages::NotTried {
            complain_line(console.say(
                "有错误时不试做页面；改正以后请再检查一次。",
                "No page was tried, because of the errors; check again once they are mended.",
            ));
        }
        if diagnostics.is_empty() && checked.pages == Pages::Tried {
            print_line(console.say("没有发现问题。", "No mistakes."));
        } else if !diagnostics.is_empty() {
            print(&format!("\n{}", table(&diagnostics, console.speech)));
        }
    }
    if has_errors(&diagnostics) { MISTAKES } else { CLEAN }
}

/// The site's folder as seen from here, with `/` at its end; nothing where it is this folder, or elsewhere.
fn from_here(folder: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let below = folder.strip_prefix(here).unwrap_or(Path::new(""));
    let parts = below.iter().map(|part| format!("{}/", part.to_string_lossy()));
    parts.collect()
}

fn selection(console: &Console, options: &CheckOptions) -> Result<Selection, String> {
    Selection::new(&options.only, &options.except).map_err(|unknown| {
        let lines = unknown.iter().map(|one| no_such_code(console, &one.written, one.near));
        lines.collect::<Vec<_>>().join("\n")
    })
}

fn no_such_code(console: &Console, written: &str, near: Option<&str>) -> String {
    let said = console.say("没有这个代号", "there is no such code");
    match near {
        Some(near) => format!("{written}: {said}{} {near}", console.say("；是不是", "; did you mean")),
        None => format!("{written}: {said}"),
    }
}

fn explained(console: &Console, code: &str) -> u8 {
    let code = code.trim_matches(['[', ']', ' ']);
    if let Some(told) = explain(code, console.speech) {
        print(&told);
        return CLEAN;
    }
    complain_line(no_such_code(console, code, near(code)));
    USAGE
}
