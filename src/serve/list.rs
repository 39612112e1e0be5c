//! The list of all pages with their problems, at `/_wutong/`.

use std::collections::BTreeMap;

use quick_xml::escape::escape;

use crate::build::held;
use crate::build::live::{About, about};
use crate::build::pipeline::Prepared;
use crate::config::Edition;
use crate::diag::catalogue::Speech;
use crate::diag::terminal::words;
use crate::diag::{Diagnostic, Severity};
use crate::model::path::SourcePath;
use crate::serve::Shared;
use crate::serve::block::with_block;
use crate::serve::inside::digest;
use crate::site::address::{PageKey, Subject};
use crate::site::output::Product;

type ByFile<'a> = BTreeMap<&'a SourcePath, Vec<&'a Diagnostic>>;

/// With the preview's block, so that it too keeps up.
pub(crate) fn page(shared: &Shared) -> Vec<u8> {
    let page = page_alone(shared);
    let state = digest(&page);
    with_block(&page, &shared.doors, &state)
}

pub(crate) fn page_alone(shared: &Shared) -> Vec<u8> {
    let mistakes = shared.live.mistakes();
    let listing = Listing {
        base: &shared.doors.base,
        speech: shared.speech,
    };
    let body = shared.live.with(|prepared, _, _| listing.body(prepared, &mistakes));
    let (lang, title) = match shared.speech {
        Speech::Chinese => ("zh-Hans", "全部页面"),
        Speech::English => ("en", "All pages"),
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"/_wutong/list.css\">\n<script type=\"module\" src=\"/_wutong/list.js\"></script>\n\
         </head>\n<body>\n<h1>{title}</h1>\n{body}</body>\n</html>\n"
    )
    .into_bytes()
}

struct Listing<'a> {
    base: &'a str,
    speech: Speech,
}

impl Listing<'_> {
    fn say<'a>(&self, chinese: &'a str, english: &'a str) -> &'a str {
        match self.speech {
            Speech::Chinese => chinese,
            Speech::English => english,
        }
    }

    fn body(&self, prepared: Option<&Prepared>, mistakes: &[Diagnostic]) -> String {
        let mut by_file = ByFile::new();
        for mistake in mistakes {
            by_file.entry(&mistake.file).or_default().push(mistake);
        }
        let mut rows = Vec::new();
        for about in prepared.map(pages).unwrap_or_default() {
            let own: Vec<&Diagnostic> = about
                .sources
                .iter()
                .filter_map(|file| by_file.remove(file))
                .flatten()
                .collect();
            rows.push((self.row(&about, &own), weight(&own)));
        }
        // Pages with mistakes stand first; the order of files is kept among equals.
        rows.sort_by_key(|(_, weight)| *weight);
        let rows: String = rows.into_iter().map(|(row, _)| row).collect();
        let heads = [
            self.say("页面", "Page"),
            self.say("语言", "Languages"),
            self.say("问题", "Problems"),
        ];
        let heads: Vec<String> = heads
            .iter()
            .map(|head| format!("<th scope=\"col\">{head}</th>"))
            .collect();
        let heads = heads.concat();
        format!(
            "{}<form role=\"search\"><label>{} <input type=\"search\" id=\"word\"></label><label><input type=\"checkbox\" id=\"only\"> {}</label></form>\n\
             <table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n",
            self.others(&by_file),
            self.say("查找", "Find"),
            self.say("只看有问题的", "Only those with problems"),
        )
    }

    /// Mistakes of files that are no page: settings, theme, and files that cannot be read.
    fn others(&self, by_file: &ByFile<'_>) -> String {
        if by_file.is_empty() {
            return String::new();
        }
        let files: Vec<String> = by_file
            .iter()
            .map(|(file, mistakes)| {
                format!(
                    "<li><code>{}</code>{}</li>\n",
                    escape(file.as_str()),
                    self.mistakes(mistakes)
                )
            })
            .collect();
        let title = self.say("整个网站", "The whole site");
        format!("<h2>{title}</h2>\n<ul>\n{}</ul>\n", files.concat())
    }

    fn row(&self, about: &About, mistakes: &[&Diagnostic]) -> String {
        let source = about.source.as_ref().map_or_else(String::new, |source| {
            format!("<br><code>{}</code>", escape(source.as_str()))
        });
        let held = about.held.as_ref().map_or_else(String::new, |reason| {
            format!(
                " <span class=\"held\">{}</span>",
                escape(held::words(reason, self.speech))
            )
        });
        let languages: Vec<String> = about
            .languages
            .iter()
            .map(|one| {
                format!(
                    "<a class=\"{}\" href=\"{}{}\">{}</a> {}",
                    one.state,
                    self.base,
                    escape(&one.link),
                    escape(&one.name),
                    self.state(one.state)
                )
            })
            .collect();
        let link = about
            .languages
            .iter()
            .find(|one| one.current)
            .map_or("", |one| one.link.as_str());
        format!(
            "<tr{}><th scope=\"row\"><a href=\"{}{}\">{}</a>{held}{source}</th><td>{}</td><td>{}</td></tr>\n",
            if mistakes.is_empty() {
                ""
            } else {
                " data-problems=\"yes\""
            },
            self.base,
            escape(link),
            escape(&about.title),
            languages.join(" · "),
            self.mistakes(mistakes),
        )
    }

    fn mistakes(&self, mistakes: &[&Diagnostic]) -> String {
        if mistakes.is_empty() {
            return String::new();
        }
        let items: Vec<String> = mistakes
            .iter()
            .map(|mistake| {
                let class = if mistake.severity() == Severity::Error {
                    "error"
                } else {
                    "warning"
                };
                let (message, help) = words(mistake, self.speech);
                format!(
                    "<li><span class=\"{class}\">{}</span> {}</li>",
                    escape(message),
                    escape(help)
                )
            })
            .collect();
        format!("<ul class=\"mistakes\">{}</ul>", items.concat())
    }

    fn state(&self, state: &str) -> &'static str {
        match (state, self.speech) {
            ("fresh", Speech::Chinese) => "有效",
            ("stale", Speech::Chinese) => "过期",
            ("unknown", Speech::Chinese) => "未核对",
            ("derived", Speech::Chinese) => "自动转换",
            ("missing", Speech::Chinese) => "缺",
            ("original", Speech::Chinese) => "原文",
            ("fresh", Speech::English) => "fresh",
            ("stale", Speech::English) => "stale",
            ("unknown", Speech::English) => "not reviewed",
            ("derived", Speech::English) => "converted",
            ("missing", Speech::English) => "missing",
            _ => "original",
        }
    }
}

/// One row a page, in the original's language and the first edition; terms and further pages of lists have no words of their own.
fn pages(prepared: &Prepared) -> Vec<About> {
    let first = prepared
        .site
        .config
        .editions
        .first()
        .copied()
        .unwrap_or(Edition::Standard);
    let is_row = |key: &PageKey| {
        key.lang == prepared.site.original
            && key.edition == first
            && key.number == 1
            && !matches!(key.subject, Subject::Term(..))
    };
    let keys = prepared.outputs.iter().filter_map(|output| match &output.product {
        Product::Page(key) if is_row(key) => Some(key),
        _ => None,
    });
    keys.map(|key| about(prepared, key)).collect()
}

fn weight(mistakes: &[&Diagnostic]) -> u8 {
    let worst = mistakes.iter().map(|mistake| mistake.severity()).min();
    match worst {
        Some(Severity::Error) => 0,
        Some(Severity::Warning) => 1,
        Some(Severity::Note) => 2,
        None => 3,
    }
}
