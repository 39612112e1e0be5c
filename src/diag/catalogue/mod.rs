//! The words of every diagnostic, one row a code, in Chinese and English. Codes are permanent.

use crate::diag::Severity;

mod definitions;
mod fields;
mod figures;
mod files;
mod markdown;
mod names;
mod site;
mod theme;
mod types;
mod values;
mod yaml;

/// Message and advice may hold `{name}` places, filled from the diagnostic's parts; see [`fill`].
#[derive(Debug)]
pub struct Row {
    pub code: &'static str,
    pub severity: Severity,
    pub zh: Wording,
    pub en: Wording,
}

/// What happened and why; then what to do.
#[derive(Debug)]
pub struct Wording {
    pub message: &'static str,
    pub help: &'static str,
}

/// The language that messages are shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speech {
    Chinese,
    English,
}

/// Errors that a site may lower: what they speak of is left out or shown as plain words, and the
/// rest of the site is whole. With any other error a page would be missing, wrong or unsafe.
const MAY_BE_LOWERED: &[&str] = &[
    "anchor-unknown",
    "field-not-unique",
    "footnote-missing",
    "image-missing",
    "link-broken",
    "menu-unknown",
    "term-twice",
];

impl Row {
    /// Whether a site may say that this weighs less, or nothing.
    pub fn may_be_lowered(&self) -> bool {
        self.severity != Severity::Error || MAY_BE_LOWERED.contains(&self.code)
    }

    pub fn wording(&self, speech: Speech) -> &Wording {
        match speech {
            Speech::Chinese => &self.zh,
            Speech::English => &self.en,
        }
    }
}

/// The word for a key that stands in several messages, such as the name of a kind or a reason of the
/// machine; the key itself where there is none.
pub fn word(key: &str, speech: Speech) -> &str {
    names::name(key, speech)
}

pub fn row(code: &str) -> Option<&'static Row> {
    ROWS.iter()
        .flat_map(|family| family.iter())
        .find(|row| row.code == code)
}

/// Every row, in the order of its family.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    ROWS.iter().flat_map(|family| family.iter())
}

const ROWS: &[&[Row]] = &[
    yaml::ROWS,
    types::ROWS,
    fields::ROWS,
    values::ROWS,
    figures::ROWS,
    theme::THEME,
    files::ROWS,
    definitions::ROWS,
    site::ROWS,
    markdown::ROWS,
];

const fn say(
    code: &'static str,
    severity: Severity,
    zh: &'static str,
    zh_help: &'static str,
    en: &'static str,
    en_help: &'static str,
) -> Row {
    Row {
        code,
        severity,
        zh: Wording {
            message: zh,
            help: zh_help,
        },
        en: Wording {
            message: en,
            help: en_help,
        },
    }
}

/// The wording with `…` in its places, for those who ask what it means.
pub fn pattern(wording: &str) -> String {
    let mut text = String::with_capacity(wording.len());
    let mut rest = wording;
    while let Some(open) = rest.find('{') {
        text.push_str(&rest[..open]);
        let inner = &rest[open + 1..];
        if let Some((_, behind)) = inner.split_once('}').filter(|(place, _)| is_place(place)) {
            text.push('…');
            rest = behind;
        } else {
            text.push('{');
            rest = inner;
        }
    }
    text.push_str(rest);
    text.replace(['⟨', '⟩'], "")
}

/// The wording with its places filled.
///
/// `{field}` gives a part as it is. `{zh:kind}` and `{en:kind}` take the part for the key of a word in
/// `names`, such as the name of a kind. What stands in `⟨…⟩` is left out if one of its places is not given.
pub fn fill(pattern: &str, parts: &[(&'static str, String)]) -> String {
    let mut text = String::with_capacity(pattern.len() + 32);
    let mut rest = pattern;
    while let Some((before, behind)) = rest.split_once('⟨') {
        let (optional, after) = behind.split_once('⟩').unwrap_or((behind, ""));
        fill_places(before, parts, &mut text);
        let mut inner = String::new();
        if fill_places(optional, parts, &mut inner) {
            text.push_str(&inner);
        }
        rest = after;
    }
    fill_places(rest, parts, &mut text);
    text
}

/// Whether every place was given.
fn fill_places(pattern: &str, parts: &[(&'static str, String)], text: &mut String) -> bool {
    let mut all = true;
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        text.push_str(&rest[..open]);
        rest = &rest[open..];
        let inner = rest[1..].find(['{', '}']).map(|length| &rest[1..=length]);
        let Some(place) = inner else { break };
        if rest[1 + place.len()..].starts_with('{') {
            // An example in YAML holds a place: `{kind: reference, to: {type}}`.
            text.push_str(&rest[..=place.len()]);
            rest = &rest[1 + place.len()..];
            continue;
        }
        if let Some(value) = place_value(place, parts) {
            text.push_str(&value);
        } else {
            all = all && !is_place(place);
            text.push_str(&rest[..place.len() + 2]);
        }
        rest = &rest[place.len() + 2..];
    }
    text.push_str(rest);
    all
}

fn place_value(place: &str, parts: &[(&'static str, String)]) -> Option<String> {
    let part = |name: &str| {
        let found = parts.iter().find(|(part, _)| *part == name);
        found.map(|(_, value)| value.as_str())
    };
    if let Some(name) = place.strip_prefix("zh:") {
        return part(name).map(|key| names::name(key, Speech::Chinese).to_owned());
    }
    if let Some(name) = place.strip_prefix("en:") {
        return part(name).map(|key| names::name(key, Speech::English).to_owned());
    }
    part(place).map(str::to_owned)
}

/// Whether the words between braces are a place, and not an example of YAML.
fn is_place(words: &str) -> bool {
    let name = words.strip_prefix("zh:").or(words.strip_prefix("en:")).unwrap_or(words);
    !name.is_empty() && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'_'))
}

#[cfg(test)]
mod tests;
