//! `content/site.yaml` → settings, with every mistake in it.

use crate::config::languages::{languages, original};
use crate::config::reader::{Reader, step};
use crate::config::severity::severities;
use crate::config::{AddressStyle, Config, Edition, MenuItem, MixedBreak, Rate, RawHtml, SiteUrl};
use crate::diag::Diagnostic;
use crate::lang::zone::Zone;
use crate::model::date::Date;
use crate::model::lang::Lang;
use crate::model::node::{Node, Trail};
use crate::model::path::SourcePath;
use crate::model::words::Words;

pub(super) const KEYS: &[&str] = &[
    "title",
    "url",
    "timezone",
    "theme",
    "original",
    "languages",
    "editions",
    "menu",
    "identity",
    "rates",
    "addresses",
    "raw_html",
    "mixed_break",
    "per_page",
    "feed_limit",
    "settings",
    "severity",
];
pub(super) const IDENTITY: &[&str] = &[
    "organiser",
    "co_organiser",
    "contact",
    "email",
    "phone",
    "address",
    "site_code",
    "icp",
    "police",
    "copyright",
];

/// Reads the settings; `node` is the YAML of `text`. A setting with a mistake keeps its default.
pub fn read(file: &SourcePath, text: &str, node: &Node) -> (Config, Vec<Diagnostic>) {
    let reader = Reader::new(file, text);
    let root = Trail::new();
    if node.map().is_none() {
        reader.form(&root, "title: 示例康养投资门户");
    }
    reader.known(node, &root, KEYS);
    let languages = languages(&reader, node);
    let langs: Vec<Lang> = languages.iter().map(|language| language.lang.clone()).collect();
    let original = original(&reader, node, &langs);
    let url = url(&reader, node);
    let title = node
        .get("title")
        .map(|title| reader.words(title, &step(&root, "title"), &langs))
        .unwrap_or_default();
    if title.is_empty() {
        reader.say(
            reader
                .at_key("config-missing", &root)
                .with("name", "title")
                .with("example", "title: {zh-Hans: 示例康养投资门户, en: Example portal}"),
        );
    }
    let config = Config {
        file: file.clone(),
        title,
        url,
        timezone: timezone(&reader, node),
        theme: reader
            .text(node, &root, "theme", "wutong")
            .unwrap_or_else(|| "wutong".to_owned()),
        original,
        editions: editions(&reader, node),
        menu: node
            .get("menu")
            .map(|menu| menu_items(&reader, menu, &step(&root, "menu"), &langs))
            .unwrap_or_default(),
        identity: identity(&reader, node, &langs),
        rates: rates(&reader, node),
        addresses: match reader.text(node, &root, "addresses", "files").as_deref() {
            None | Some("files") => AddressStyle::Files,
            Some("folders") => AddressStyle::Folders,
            Some(_) => {
                reader.form(&step(&root, "addresses"), "files / folders");
                AddressStyle::Files
            }
        },
        mixed_break: match reader.text(node, &root, "mixed_break", "blank").as_deref() {
            None | Some("blank") => MixedBreak::Blank,
            Some("none") => MixedBreak::Nothing,
            Some(_) => {
                reader.form(&step(&root, "mixed_break"), "blank / none");
                MixedBreak::Blank
            }
        },
        raw_html: match reader.text(node, &root, "raw_html", "false").as_deref() {
            None | Some("false" | "no" | "否") => RawHtml::Refuse,
            Some("true" | "yes" | "是") => RawHtml::Allow,
            Some(_) => {
                reader.form(&step(&root, "raw_html"), "false / true");
                RawHtml::Refuse
            }
        },
        per_page: count(&reader, node, "per_page", 24),
        feed_limit: count(&reader, node, "feed_limit", 20),
        settings: node.get("settings").cloned().unwrap_or(Node::Null),
        severities: severities(&reader, node),
        languages,
    };
    (config, reader.diagnostics.into_inner())
}

fn url(reader: &Reader<'_>, node: &Node) -> SiteUrl {
    let root = Trail::new();
    let fallback = SiteUrl {
        origin: "https://example.com".to_owned(),
        path: "/".to_owned(),
    };
    match reader.text(node, &root, "url", "https://example.com/") {
        None => {
            reader.say(
                reader
                    .at_key("config-missing", &root)
                    .with("name", "url")
                    .with("example", "url: https://example.com/kangyang/"),
            );
            fallback
        }
        Some(written) => SiteUrl::parse(&written).unwrap_or_else(|| {
            reader.form(&step(&root, "url"), "https://example.com/kangyang/");
            fallback
        }),
    }
}

/// A name of the zone tables; the capital's where nothing or no zone is written.
fn timezone(reader: &Reader<'_>, node: &Node) -> String {
    let written = reader.text(node, &Trail::new(), "timezone", DEFAULT_ZONE);
    match written {
        Some(written) if Zone::named(&written).is_none() => {
            let place = written.to_lowercase();
            let near = ZONES
                .iter()
                .find(|(_, words)| words.iter().any(|word| place.contains(word)));
            let diagnostic = reader.at_value("timezone-unknown", &step(&Trail::new(), "timezone"));
            reader.say(
                diagnostic
                    .with("written", &written)
                    .with("near", near.map_or(DEFAULT_ZONE, |(zone, _)| zone)),
            );
            DEFAULT_ZONE.to_owned()
        }
        written => written.unwrap_or_else(|| DEFAULT_ZONE.to_owned()),
    }
}

const DEFAULT_ZONE: &str = "Asia/Shanghai";

/// What people write for a zone.
const ZONES: [(&str, &[&str]); 5] = [
    ("Asia/Hong_Kong", &["香港", "hong kong"]),
    ("Asia/Taipei", &["台北", "台湾", "taipei", "taiwan"]),
    ("Asia/Tokyo", &["东京", "東京", "日本", "tokyo"]),
    ("Europe/Paris", &["巴黎", "法国", "paris"]),
    ("Asia/Urumqi", &["乌鲁木齐", "新疆"]),
];

fn editions(reader: &Reader<'_>, node: &Node) -> Vec<Edition> {
    let trail = step(&Trail::new(), "editions");
    let mut editions = vec![Edition::Standard];
    if !matches!(node.get("editions"), None | Some(Node::List(_) | Node::Null)) {
        reader.form(&trail, "[standard, care]");
    }
    for (place, item) in node
        .get("editions")
        .and_then(Node::list)
        .unwrap_or_default()
        .iter()
        .enumerate()
    {
        match item.text() {
            Some("standard") => {}
            Some("care") if !editions.contains(&Edition::Care) => editions.push(Edition::Care),
            _ => reader.form(&step(&trail, &place.to_string()), "[standard, care]"),
        }
    }
    editions
}

fn menu_items(reader: &Reader<'_>, node: &Node, trail: &Trail, langs: &[Lang]) -> Vec<MenuItem> {
    let Some(items) = node.list() else {
        reader.form(trail, "[projects, pages/about]");
        return Vec::new();
    };
    let mut menu = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let here = step(trail, &place.to_string());
        if let Some(target) = item.text() {
            menu.push(MenuItem::Page {
                target: target.to_owned(),
                label: None,
            });
            continue;
        }
        reader.known(item, &here, &["label", "page", "items"]);
        let label = item
            .get("label")
            .map(|label| reader.words(label, &step(&here, "label"), langs));
        match (
            item.get("items"),
            reader.text(item, &here, "page", "pages/about"),
            label,
        ) {
            (Some(items), _, Some(label)) => {
                let items = menu_items(reader, items, &step(&here, "items"), langs);
                menu.push(MenuItem::Group { label, items });
            }
            (None, Some(target), label) => menu.push(MenuItem::Page { target, label }),
            _ => reader.form(&here, "{label: {zh-Hans: 关于, en: About}, items: [pages/about]}"),
        }
    }
    menu
}

fn identity(reader: &Reader<'_>, node: &Node, langs: &[Lang]) -> Vec<(String, Words)> {
    let trail = step(&Trail::new(), "identity");
    let Some(identity) = node.get("identity") else {
        return Vec::new();
    };
    reader.known(identity, &trail, IDENTITY);
    let given = identity.map().unwrap_or_default().iter();
    given
        .filter(|(_, value)| *value != Node::Null)
        .map(|(key, value)| (key.clone(), reader.words(value, &step(&trail, key), langs)))
        .filter(|(_, words)| !words.is_empty())
        .collect()
}

fn rates(reader: &Reader<'_>, node: &Node) -> Vec<Rate> {
    let trail = step(&Trail::new(), "rates");
    let example = "{from: CNY, to: EUR, rate: 0.13, date: 2020-06-30, source: …}";
    let mut rates = Vec::new();
    if !matches!(node.get("rates"), None | Some(Node::List(_) | Node::Null)) {
        reader.form(
            &trail,
            "[{from: CNY, to: EUR, rate: 0.13, date: 2020-06-30, source: …}]",
        );
    }
    for (place, item) in node
        .get("rates")
        .and_then(Node::list)
        .unwrap_or_default()
        .iter()
        .enumerate()
    {
        let here = step(&trail, &place.to_string());
        reader.known(item, &here, &["from", "to", "rate", "date", "source"]);
        let text = |name| reader.text(item, &here, name, example);
        let number = text("rate").and_then(|rate| rate.parse().ok());
        let date = text("date").as_deref().and_then(iso_date);
        match (text("from"), text("to"), number, date, text("source")) {
            (Some(from), Some(to), Some(rate), Some(date), Some(source)) => rates.push(Rate {
                from,
                to,
                rate,
                date,
                source,
            }),
            _ => reader.form(&here, example),
        }
    }
    rates
}

/// `2020-06-30`.
pub fn iso_date(written: &str) -> Option<Date> {
    let mut parts = written.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Date::from_day(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn count(reader: &Reader<'_>, node: &Node, name: &str, default: usize) -> usize {
    let root = Trail::new();
    match reader.text(node, &root, name, &default.to_string()) {
        None => default,
        Some(written) => written
            .parse()
            .ok()
            .filter(|count| (1..=1000).contains(count))
            .unwrap_or_else(|| {
                reader.form(&step(&root, name), &default.to_string());
                default
            }),
    }
}
