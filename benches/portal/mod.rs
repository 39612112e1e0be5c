//! A generated portal of as many pages as wanted, the same at every run, in the way of each generator that is compared.
//!
//! Of ten entries eight are projects, one is a town and one is news; each has a page in three languages. An entry hangs
//! on its number alone: a larger portal begins with the smaller one.

#![allow(
    dead_code,
    clippy::disallowed_methods,
    clippy::format_collect,
    clippy::format_push_string,
    clippy::unwrap_used,
    reason = "each bench needs its own part of the portal, is written once, and fails loudly"
)]

pub(crate) mod given;
mod hugo;
mod numbers;
mod texts;
mod theme;
mod wutong;
mod zola;

use std::fs;
use std::path::Path;

use numbers::Numbers;

/// Tags of the languages, and their folders in addresses.
pub(crate) const LANGUAGES: [&str; 3] = ["zh-Hans", "en", "ja"];
pub(crate) const FOLDERS: [&str; 3] = ["", "en/", "ja/"];
const TITLES: [&str; 3] = ["云岭招商门户", "Yunling Investment Portal", "雲嶺投資ポータル"];
const PICTURES: usize = 20;
const REGIONS: usize = 34;
const STAGES: [&str; 4] = ["planning", "approved", "construction", "operation"];

/// Whether entries are also listed by region and by sector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Facets {
    Two,
    None,
}

/// How many languages and editions a page is published in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Breadth {
    /// Three languages, the standard edition.
    Three,
    /// Five languages, two editions.
    Ten,
}

/// Whose way a portal is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Wutong(Breadth),
    Hugo,
    Zola,
}

/// The facts of an entry, the same in every language.
pub(crate) struct Item {
    pub(crate) nth: usize,
    /// `projects`, `towns` or `news`.
    pub(crate) section: &'static str,
    /// As it stands in file names and addresses.
    pub(crate) name: String,
    date: String,
    region: String,
    /// Two or three.
    sectors: Vec<&'static str>,
    /// In millions, with one decimal.
    investment: String,
    /// In square metres.
    area: usize,
    stage: &'static str,
    longitude: String,
    latitude: String,
    /// How many entries the portal has: a text may lead to each.
    of: usize,
}

/// The entries of a portal of so many pages.
pub(crate) fn items(pages: usize) -> usize {
    pages / LANGUAGES.len()
}

pub(crate) fn item(nth: usize, of: usize) -> Item {
    let mut numbers = Numbers::of(nth, "facts");
    let sectors = 2 + numbers.below(2);
    Item {
        nth,
        section: section(nth),
        name: name(nth),
        date: format!(
            "{}-{:02}-{:02}",
            2015 + numbers.below(11),
            1 + numbers.below(12),
            1 + numbers.below(28)
        ),
        region: format!("r{:02}", 1 + numbers.below(REGIONS)),
        sectors: numbers.some(&theme::SECTORS, sectors),
        investment: format!("{}.{}", 1 + numbers.below(5000), 1 + numbers.below(9)),
        area: 1000 + numbers.below(899_000),
        stage: STAGES[numbers.below(STAGES.len())],
        longitude: format!("{}.{:05}", 75 + numbers.below(60), numbers.below(100_000)),
        latitude: format!("{}.{:05}", 20 + numbers.below(30), numbers.below(100_000)),
        of,
    }
}

fn section(nth: usize) -> &'static str {
    match nth % 10 {
        8 => "towns",
        9 => "news",
        _ => "projects",
    }
}

fn name(nth: usize) -> String {
    format!("p{nth:06}")
}

/// Writes a portal of so many content pages, all languages together.
pub(crate) fn write(root: &Path, form: Form, pages: usize, facets: Facets) {
    let _ = fs::remove_dir_all(root);
    match form {
        Form::Wutong(breadth) => wutong::settings(root, breadth, facets),
        Form::Hugo => hugo::settings(root, facets),
        Form::Zola => zola::settings(root, facets),
    }
    let of = items(pages);
    for section in ["projects", "towns", "news"] {
        fs::create_dir_all(root.join("content").join(section)).unwrap();
    }
    for nth in 0..of {
        let item = item(nth, of);
        for lang in 0..LANGUAGES.len() {
            let text = match form {
                Form::Wutong(_) => wutong::entry(&item, lang),
                Form::Hugo => hugo::entry(&item, lang),
                Form::Zola => zola::entry(&item, lang, facets),
            };
            fs::write(root.join(file(&item, lang)), text).unwrap();
        }
    }
}

/// Where an entry's text in a language lies.
pub(crate) fn file(item: &Item, lang: usize) -> String {
    format!("content/{}/{}{}.md", item.section, item.name, suffix(lang))
}

/// What tells a translation's file from the original's.
fn suffix(lang: usize) -> String {
    if lang == 0 {
        String::new()
    } else {
        format!(".{}", LANGUAGES[lang])
    }
}

/// Where an entry's page lies in the built site.
pub(crate) fn page(form: Form, item: &Item, lang: usize) -> String {
    let stem = format!("{}{}/{}", FOLDERS[lang], item.section, item.name);
    match form {
        Form::Wutong(_) => format!("{stem}.html"),
        Form::Hugo | Form::Zola => format!("{stem}/index.html"),
    }
}

/// What every generator's page of an entry must say.
pub(crate) fn said(item: &Item, lang: usize) -> Vec<String> {
    let mut words = vec![texts::title(item, lang), item.investment.clone(), item.area.to_string()];
    words.push(theme::word(&item.region, lang));
    words.extend(item.sectors.iter().map(|sector| theme::word(sector, lang)));
    words
}

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The same stylesheet and drawings for everyone.
fn stylesheet() -> String {
    (0..400)
        .map(|nth| format!(".k{nth} {{ margin: {}px; border-width: {}px }}\n", nth % 11, nth % 5))
        .collect()
}

fn drawings(root: &Path, folder: &str) {
    for nth in 0..PICTURES {
        let bars: String = (0..60)
            .map(|bar| {
                let height = 20 + (bar * (nth + 3)) % 300;
                format!(
                    "<path d=\"M{} 360v-{height}h8v{height}z\" fill=\"#3{}7\"/>",
                    bar * 10,
                    bar % 10
                )
            })
            .collect();
        let drawing = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 360\">{bars}</svg>\n");
        put(root, &format!("{folder}/{nth:02}.svg"), &drawing);
    }
}
