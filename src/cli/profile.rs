//! `--profile`: where the time of a build went, as tables, with what may be done about it.

use std::time::{Duration, Instant};

use crate::cli::console::{Console, Speech, print_line};
use crate::model::profile::{Part, Profile, Row};
use crate::theme::lists::{Lists, Match};

/// Time since the first call.
pub(super) fn clock() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

/// Bytes of memory that the program holds; none where the system does not tell as Linux does.
pub(super) fn scales() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

/// A list of one type longer than this share of all rendering is worth a word.
const MUCH: u32 = 4;
const SHOWN: usize = 12;

/// `lists` are those that the theme declares.
pub(super) fn print(console: &Console, profile: &Profile, lists: &Lists) {
    let parts = [
        (Part::Stage, console.say("阶段", "stage")),
        (
            Part::Type,
            console.say("各类型的页面内容（各线程合计）", "views by type, all threads together"),
        ),
        (
            Part::Template,
            console.say("模板（各线程合计）", "templates, all threads together"),
        ),
        (
            Part::Picture,
            console.say("图片（各线程合计）", "pictures, all threads together"),
        ),
    ];
    for (part, title) in parts {
        let rows = profile.rows(part);
        if rows.is_empty() {
            continue;
        }
        print_line("");
        print_line(title);
        let shown = if part == Part::Stage { rows.len() } else { SHOWN };
        for (name, row) in rows.iter().take(shown) {
            print_line(line(name, row));
        }
        if rows.len() > shown {
            let rest: Duration = rows[shown..].iter().map(|(_, row)| row.total).sum();
            let words = console.say("其余", "the others");
            print_line(format!(
                "{:>9.1} ms  {words}: {}",
                milliseconds(rest),
                rows.len() - shown
            ));
        }
    }
    if profile.rows(Part::Stage).is_empty() {
        return;
    }
    for hint in hints(console, profile).into_iter().chain(wide_lists(console, lists)) {
        print_line("");
        print_line(hint);
    }
}

fn line(name: &str, row: &Row) -> String {
    let total = milliseconds(row.total);
    if let Some(held) = row.held {
        return format!("{total:>9.1} ms  {name} ({} MiB)", held >> 20);
    }
    if row.times == 1 {
        return format!("{total:>9.1} ms  {name}");
    }
    let each = total * 1000.0 / f64::from(u32::try_from(row.times).unwrap_or(u32::MAX));
    format!(
        "{total:>9.1} ms  {name}: {} × {each:.0} µs, ≤ {:.1} ms",
        row.times,
        milliseconds(row.longest)
    )
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Lists on the pages of a type that are the same on each of them: whenever they change, all these pages do.
fn wide_lists(console: &Console, lists: &Lists) -> Vec<String> {
    let of_types = lists.iter().filter(|(target, _)| *target != "home");
    let each = of_types.flat_map(|(target, lists)| lists.iter().map(move |(name, rule)| (target, name, rule)));
    let same = each.filter(|(_, _, rule)| rule.conditions.iter().all(|(_, wanted)| *wanted != Match::Itself));
    same.map(|(target, name, rule)| match console.speech {
        Speech::Chinese => format!(
            "{target} 的每一页都显示同一个列表 {name}（{}）：名单一变，这些页面全部要改。",
            rule.type_name
        ),
        Speech::English => format!(
            "Every page of {target} shows the same list {name} (of {}): when it changes, all these pages do.",
            rule.type_name
        ),
    })
    .collect()
}

/// What costs most, where one thing does.
fn hints(console: &Console, profile: &Profile) -> Vec<String> {
    let mut hints = Vec::new();
    let templates = profile.rows(Part::Template);
    let all: Duration = templates.iter().map(|(_, row)| row.total).sum();
    if let Some((name, row)) = templates
        .first()
        .filter(|(_, row)| row.total > all / 2 && row.times > 1)
    {
        let each = row.total / u32::try_from(row.times).unwrap_or(u32::MAX);
        hints.push(console.say(
            &format!("模板 {name} 占渲染时间一半以上，每页约 {:.2} ms：先看它里面的循环。", milliseconds(each)),
            &format!("The template {name} takes more than half of all rendering, some {:.2} ms a page: look at its loops first.", milliseconds(each)),
        ).to_owned());
    }
    let slow = templates
        .iter()
        .find(|(_, row)| row.times > 1 && row.longest > row.total / MUCH && row.longest > Duration::from_millis(20));
    if let Some((name, row)) = slow {
        hints.push(
            console
                .say(
                    &format!(
                        "{name} 有一页用了 {:.0} ms：它显示的列表很长吗？",
                        milliseconds(row.longest)
                    ),
                    &format!(
                        "One page of {name} took {:.0} ms: does it show a very long list?",
                        milliseconds(row.longest)
                    ),
                )
                .to_owned(),
        );
    }
    if let Some((name, row)) = profile.rows(Part::Picture).first() {
        hints.push(
            console
                .say(
                    &format!(
                        "最费时的图片是 {name}（{:.0} ms）；下次构建直接用缓存。",
                        milliseconds(row.total)
                    ),
                    &format!(
                        "The picture that cost most is {name} ({:.0} ms); the next build takes it from the cache.",
                        milliseconds(row.total)
                    ),
                )
                .to_owned(),
        );
    }
    hints
}
