//! The languages of a site: what each falls back to, and which is made from another.

use crate::config::Language;
use crate::config::reader::{Reader, step};
use crate::model::lang::{Lang, Usage};
use crate::model::node::{Node, Trail};

/// In the order written; the original alone where nothing is written.
pub(super) fn languages(reader: &Reader<'_>, node: &Node) -> Vec<Language> {
    let trail = step(&Trail::new(), "languages");
    let mut languages: Vec<Language> = Vec::new();
    let written: Vec<(String, Node)> = match node.get("languages") {
        Some(Node::Map(entries)) => entries.clone(),
        Some(Node::List(items)) => items
            .iter()
            .filter_map(|item| Some((item.text()?.to_owned(), Node::Null)))
            .collect(),
        Some(Node::Null) | None => Vec::new(),
        Some(_) => {
            reader.form(&trail, "{zh-Hans: {}, en: {fallback: [zh-Hans]}}");
            Vec::new()
        }
    };
    for (tag, settings) in &written {
        let here = step(&trail, tag);
        let Some(lang) = reader.lang(tag, &here) else { continue };
        reader.known(settings, &here, &["convert_from", "usage", "fallback"]);
        let usage = match reader.text(settings, &here, "usage", "hk").as_deref() {
            Some("hk") => Usage::Hk,
            Some("tw") => Usage::Tw,
            None => Usage::General,
            Some(_) => {
                reader.form(&step(&here, "usage"), "hk / tw");
                Usage::General
            }
        };
        languages.push(Language {
            lang,
            convert_from: named(reader, settings, &here, "convert_from", &written)
                .into_iter()
                .next(),
            usage,
            fallback: named(reader, settings, &here, "fallback", &written),
        });
    }
    if languages.is_empty() {
        languages.extend(Lang::parse("zh-Hans").ok().map(|lang| Language {
            lang,
            convert_from: None,
            usage: Usage::General,
            fallback: Vec::new(),
        }));
    }
    languages
}

/// The languages that a setting names, each of them one of the site's.
fn named(reader: &Reader<'_>, settings: &Node, trail: &Trail, name: &str, all: &[(String, Node)]) -> Vec<Lang> {
    let trail = step(trail, name);
    let items: Vec<&Node> = match settings.get(name) {
        None | Some(Node::Null) => Vec::new(),
        Some(Node::List(items)) => items.iter().collect(),
        Some(one) => vec![one],
    };
    let mut langs = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let here = if matches!(settings.get(name), Some(Node::List(_))) {
            step(&trail, &place.to_string())
        } else {
            trail.clone()
        };
        match item.text() {
            Some(tag) if all.iter().any(|(known, _)| known == tag) => langs.extend(Lang::parse(tag).ok()),
            Some(tag) => {
                let known = all.iter().map(|(tag, _)| tag.as_str()).collect::<Vec<_>>().join(" ");
                reader.say(
                    reader
                        .at_value("language-unknown", &here)
                        .with("written", tag)
                        .with("known", known),
                );
            }
            None => reader.form(&here, "[zh-Hans]"),
        }
    }
    langs
}

/// The language that facts are written in: the one named, else the first.
pub(super) fn original(reader: &Reader<'_>, node: &Node, langs: &[Lang]) -> Lang {
    let first = langs.first().cloned();
    let trail = step(&Trail::new(), "original");
    let written = reader
        .text(node, &Trail::new(), "original", "zh-Hans")
        .and_then(|tag| reader.lang(&tag, &trail));
    match (written, first) {
        (Some(lang), Some(first)) if !langs.contains(&lang) => {
            let known = langs.iter().map(Lang::as_str).collect::<Vec<_>>().join(" ");
            reader.say(
                reader
                    .at_value("language-unknown", &trail)
                    .with("written", lang)
                    .with("known", known),
            );
            first
        }
        (Some(lang), _) => lang,
        (None, Some(first)) => first,
        (None, None) => simplified_chinese(),
    }
}

fn simplified_chinese() -> Lang {
    Lang::parse("zh-Hans").expect("a well-formed tag")
}
