//! What a build says when it is done: its pages by language, what was held back, what was written.

use std::collections::BTreeMap;
use std::time::Instant;

use crate::build::held::{Reason, held};
use crate::build::link::Drafts;
use crate::build::pipeline::Prepared;
use crate::cli::console::{Console, print_line};
use crate::cli::{failure_words, held_words};
use crate::config::Edition;
use crate::disk::{Mode, Published};
use crate::site::output::Product;

/// What is true of the site, however it came into its place.
pub(super) fn lines(console: &Console, prepared: &Prepared, drafts: Drafts) -> Vec<String> {
    let mut lines = vec![pages(console, prepared)];
    lines.extend(held_lines(console, prepared, drafts));
    lines
}

pub(super) fn summary(console: &Console, lines: &[String], published: &Published, started: Instant) {
    for line in lines {
        print_line(line);
    }
    let how = match published.mode {
        Mode::First => console.say("首次写入", "first build"),
        Mode::Nothing => console.say("没有变化", "nothing changed"),
        Mode::OneFile => console.say("替换一个文件", "one file replaced"),
        Mode::Swap => console.say("整体交换", "swapped as a whole"),
        Mode::InPlace => console.say("逐个替换", "in place"),
    };
    let why = failure_words::why(console, &published.why).map_or_else(String::new, |why| format!(" ({why})"));
    let counts = match console.speech {
        crate::cli::console::Speech::Chinese => format!(
            "写入 {} 个文件，未变 {}，移除 {}；{how}{why}",
            published.written, published.unchanged, published.removed
        ),
        crate::cli::console::Speech::English => format!(
            "{} files written, {} unchanged, {} removed; {how}{why}",
            published.written, published.unchanged, published.removed
        ),
    };
    print_line(counts);
    for notice in &published.notices {
        print_line(failure_words::notice(console, notice));
    }
    if !published.foreign.is_empty() {
        print_line(format!(
            "{}: {}",
            console.say("保留了不是梧桐写的", "kept, not ours"),
            published.foreign.join(", ")
        ));
    }
    print_line(format!(
        "{} {:.2} s",
        console.say("用时", "took"),
        started.elapsed().as_secs_f64()
    ));
}

/// Pages by language, both editions.
fn pages(console: &Console, prepared: &Prepared) -> String {
    let mut counts: BTreeMap<(u8, Edition), usize> = BTreeMap::new();
    for output in &prepared.outputs {
        if let Product::Page(key) = &output.product {
            *counts.entry((key.lang.0, key.edition)).or_default() += 1;
        }
    }
    let total: usize = counts.values().sum();
    let by_language = prepared.site.languages.iter().map(|language| {
        let count = |edition| counts.get(&(language.id.0, edition)).copied().unwrap_or_default();
        match count(Edition::Care) {
            0 => format!("{} {}", language.lang, count(Edition::Standard)),
            care => format!("{} {}+{care}", language.lang, count(Edition::Standard)),
        }
    });
    let listed = by_language.collect::<Vec<_>>().join(" · ");
    let what = if prepared.site.config.editions.len() > 1 {
        console.say("个页面（标准版+关怀版）", "pages (standard+care)")
    } else {
        console.say("个页面", "pages")
    };
    format!("{total} {what}: {listed}")
}

/// What is held back or past its day, and why.
fn held_lines(console: &Console, prepared: &Prepared, drafts: Drafts) -> Vec<String> {
    let pages = held(&prepared.site, prepared.today, drafts);
    let lines = pages.iter().map(|page| {
        let how = match page.reason {
            Reason::Expired(_) => console.say("已失效", "expired"),
            _ => console.say("未发布", "held back"),
        };
        format!("{how} {}", held_words::line(console, page))
    });
    lines.collect()
}
