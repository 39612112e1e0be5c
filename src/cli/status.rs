//! `wutong status`: how translations stand to their originals, what is held back, and what to do next.

mod accept;
mod details;
mod json;
mod matrix;
mod next;
mod selection;
mod signs;

use std::collections::BTreeMap;
use std::path::Path;

use crate::build::held::{HeldPage, held};
use crate::build::link::Drafts;
use crate::build::pipeline::{Prepared, prepare};
use crate::build::standing::{self, Counts, Page, Standing, other_languages};
use crate::cli::arguments::StatusOptions;
use crate::cli::console::{Console, Speech, complain_line, print_line};
use crate::cli::status::details::Length;
use crate::cli::status::matrix::Row;
use crate::cli::status::selection::Selection;
use crate::cli::status::signs::Signs;
use crate::cli::{CLEAN, MISTAKES, USAGE, build, failure_words, held_words, site_folder};
use crate::diag::{Diagnostic, Severity};
use crate::disk::read_site;
use crate::model::snapshot::Snapshot;
use crate::model::types::Type;
use crate::site::Language;

pub(super) fn run(console: &Console, site: Option<&Path>, options: &StatusOptions) -> Result<u8, String> {
    // Drafts are translated too, so they are counted; what is held is told apart.
    let request = match build::request(console, options.today.as_deref(), None, true) {
        Ok(request) => request,
        Err(usage) => {
            complain_line(usage);
            return Ok(USAGE);
        }
    };
    let folder = site_folder::find(console, site)?;
    build::threads(None)?;
    let snapshot = read_site(&folder, None, &["content", "themes"])
        .map_err(|failure| failure_words::failure(console, &failure))?;
    let (prepared, diagnostics) = prepare(&snapshot, &request);
    let errors: Vec<Diagnostic> = diagnostics
        .into_iter()
        .filter(|diagnostic| diagnostic.severity() == Severity::Error)
        .collect();
    console.diagnostics(&errors, &|path| build::text(&snapshot, path));
    let Some(prepared) = prepared else {
        return Ok(MISTAKES);
    };
    if !options.accept.is_empty() {
        if errors.is_empty() {
            return accept::accept(console, &folder, &snapshot, &prepared, options);
        }
        complain_line(console.say("有错误，什么都没有记录。", "There are mistakes; nothing was recorded."));
        return Ok(MISTAKES);
    }
    let selection = match Selection::new(console, &prepared.site, &folder, options) {
        Ok(selection) => selection,
        Err(usage) => {
            complain_line(usage);
            return Ok(USAGE);
        }
    };
    let pages = standing::pages(&prepared.site);
    let report = report(&prepared, &pages, &selection, errors.len());
    if options.json {
        print_line(json::json(&report));
    } else {
        show(console, &report, &snapshot, options);
    }
    Ok(if errors.is_empty() { CLEAN } else { MISTAKES })
}

/// All that was asked for.
struct Report<'a> {
    prepared: &'a Prepared,
    languages: Vec<&'a Language>,
    pages: Vec<&'a Page<'a>>,
    held: Vec<HeldPage>,
    /// How the words of the interface stand; nothing where single types or files were asked for.
    strings: Vec<Counts>,
    /// Language → keys.
    strings_missing: BTreeMap<String, Vec<String>>,
    /// Files with errors are not counted.
    errors: usize,
}

impl Report<'_> {
    fn strings_of(&self, language: &Language) -> Option<Counts> {
        let place = self.languages.iter().position(|known| known.id == language.id)?;
        self.strings.get(place).copied()
    }
}

fn report<'a>(prepared: &'a Prepared, pages: &'a [Page<'a>], selection: &Selection, errors: usize) -> Report<'a> {
    let site = &prepared.site;
    let languages: Vec<&Language> = other_languages(site)
        .filter(|language| selection.language(language))
        .collect();
    let catalogue = |language: &Language| &prepared.strings[usize::from(language.id.0)];
    let strings = languages.iter().filter(|_| selection.is_whole_site());
    let strings_missing = strings.clone().filter_map(|language| {
        let missing = catalogue(language).missing();
        let keys: Vec<String> = missing.into_iter().map(|missing| missing.key).collect();
        (!keys.is_empty()).then(|| (language.lang.to_string(), keys))
    });
    Report {
        strings_missing: strings_missing.collect(),
        strings: strings
            .map(|language| standing::strings(language, catalogue(language)))
            .collect(),
        pages: pages.iter().filter(|page| selection.page(page)).collect(),
        held: held(site, prepared.today, Drafts::Hold)
            .into_iter()
            .filter(|page| selection.held(page, &site.config.original))
            .collect(),
        prepared,
        languages,
        errors,
    }
}

fn counts_of<'a>(pages: impl Iterator<Item = &'a Page<'a>>) -> Counts {
    let mut counts = Counts::default();
    for page in pages {
        counts[page.standing as usize] += 1;
    }
    counts
}

fn show(console: &Console, report: &Report<'_>, snapshot: &Snapshot, options: &StatusOptions) {
    let length = if options.full { Length::Full } else { Length::Line };
    let all = !(options.stale || options.unknown || options.missing || options.held);
    let mut parts: Vec<Vec<String>> = Vec::new();
    if all {
        parts.push(matrix(console, report, Signs::of_terminal(console)));
    }
    let mut list = |standing: Standing, lines: Vec<String>| {
        parts.push(titled(&heading(console, report, standing), lines));
    };
    if all || options.stale {
        list(Standing::Stale, details::stale(console, &report.pages, length));
    }
    if options.unknown {
        list(Standing::Unknown, details::unknown(&report.pages));
    }
    if options.missing {
        list(Standing::Missing, details::missing(console, &report.pages, length));
    }
    if all || options.held {
        parts.push(held_lines(console, report));
    }
    if all {
        let known = next::Known {
            snapshot,
            pages: &report.pages,
            held: &report.held,
            strings: &report.strings_missing,
        };
        let steps = next::lines(console, &known);
        let steps = steps.into_iter().map(|step| format!("  {step}"));
        let title = console.say("接下来", "Next").to_owned();
        parts.push(std::iter::once(title).chain(steps).collect());
    }
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    let text = parts.map(|part| part.join("\n")).collect::<Vec<_>>().join("\n\n");
    if text.is_empty() {
        print_line(console.say("没有。", "None."));
    } else {
        print_line(text);
    }
}

/// Nothing where there are no lines.
fn titled(title: &str, mut lines: Vec<String>) -> Vec<String> {
    if !lines.is_empty() {
        lines.insert(0, title.to_owned());
    }
    lines
}

/// The title with how many there are.
fn heading(console: &Console, report: &Report<'_>, standing: Standing) -> String {
    let count = counts_of(report.pages.iter().copied())[standing as usize];
    let title = match standing {
        Standing::Stale => console.say("过期的译文", "Stale translations"),
        Standing::Missing => console.say("缺少的译文", "Missing translations"),
        _ => console.say(
            "没有核对记录的译文",
            "Translations without a record of what they were made from",
        ),
    };
    match console.speech {
        Speech::Chinese => format!("{title}（{count}）"),
        Speech::English => format!("{title} ({count})"),
    }
}

fn held_lines(console: &Console, report: &Report<'_>) -> Vec<String> {
    let (day, count) = (report.prepared.today, report.held.len());
    let zone = &report.prepared.site.config.timezone;
    let title = match console.speech {
        Speech::Chinese => format!("未发布或已失效的页面（{count}），按 {zone} 时间今天是 {day}"),
        Speech::English => format!("Held back or expired ({count}); today is {day} in {zone}"),
    };
    let lines = report.held.iter();
    let lines = lines.map(|page| format!("  {}", held_words::line(console, page)));
    titled(&title, lines.collect())
}

/// Rows by type, list pages first; their sum; the words of the interface; what the marks mean.
fn matrix(console: &Console, report: &Report<'_>, signs: Signs) -> Vec<String> {
    let mut kinds: Vec<&Type> = report.pages.iter().map(|page| page.kind).collect();
    kinds.dedup_by_key(|kind| &kind.name);
    let cells = |kind: &Type| {
        let of_kind = |language: &Language| {
            let pages = report.pages.iter().filter(|page| page.kind.name == kind.name);
            counts_of(pages.filter(|page| page.language.id == language.id).copied())
        };
        report.languages.iter().map(|language| of_kind(language)).collect()
    };
    let rows = kinds.into_iter().map(|kind| Row {
        label: label(console, kind),
        cells: cells(kind),
    });
    let mut rows: Vec<Row> = rows.collect();
    if rows.len() != 1 {
        rows.push(matrix::sum(console.say("合计", "Total"), &rows));
    }
    if !report.strings.is_empty() {
        rows.push(Row {
            label: console.say("界面词", "Interface words").to_owned(),
            cells: report.strings.clone(),
        });
    }
    let heads: Vec<&str> = report.languages.iter().map(|language| language.lang.as_str()).collect();
    let mut lines = matrix::lines(&heads, &rows, signs);
    if let Some(legend) = signs.legend(console, &matrix::standings(&rows)) {
        lines.push(String::new());
        lines.push(legend);
    }
    if report.errors > 0 {
        lines.push(
            console
                .say("有错误的文件没有算进来。", "Files with mistakes are not counted.")
                .to_owned(),
        );
    }
    lines
}

fn label(console: &Console, kind: &Type) -> String {
    if kind.many.is_empty() {
        return console.say("首页和列表页", "Home and list pages").to_owned();
    }
    let chain = console.chain();
    let label = kind.many.first(&chain).or_else(|| kind.one.first(&chain));
    label.map_or_else(|| kind.name.clone(), |(label, _)| label.to_owned())
}
