//! Tells whether a translation still says what its original says.
//!
//! Each part of the original's words has a short fingerprint: the title, each
//! localized field, each block of the body. Facts are no words: a changed figure
//! makes nothing stale.

use std::borrow::Cow;

use crate::markdown::{Outline, digests};
use crate::model::digest::{fingerprint, written};
use crate::model::types::{Field, Kind, Type, field_written};
use crate::model::value::Value;
use crate::site::Translation;
use crate::site::record::Record;

/// A part of the original's words, by name, with its fingerprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// `title`, a field's name, or the number of a block of the body, from 1.
    pub name: String,
    pub digest: String,
    /// What it says; a block as it is written.
    pub words: Cow<'a, str>,
    /// Where a block begins in the body; none for a field.
    pub start: Option<usize>,
}

/// The parts of an original, in the order in which `translated_from` lists them.
pub fn parts<'a>(kind: &Type, original: &'a Record, outline: &Outline) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    for field in &kind.fields {
        let Some(value) = original.fields.get(&field.name) else {
            continue;
        };
        let mut words = String::new();
        if field.localized {
            all_words(value, &mut words);
        } else {
            words_within(field, value, &mut words);
        }
        if !words.is_empty() {
            let digest = written(fingerprint(&format!("{}\n{words}", field.name)));
            parts.push(Part {
                name: field.name.clone(),
                digest,
                words: words.into(),
                start: None,
            });
        }
    }
    let body = original.markdown().unwrap_or_default();
    let blocks = outline.passages.iter().zip(digests(body, outline)).enumerate();
    parts.extend(blocks.map(|(place, (passage, digest))| Part {
        name: (place + 1).to_string(),
        digest: written(digest),
        words: body.get(passage.range()).unwrap_or_default().into(),
        start: Some(passage.range().start),
    }));
    parts
}

/// How a translation made from `accepted` stands to the original's parts of today.
pub(super) fn state(accepted: Option<&[String]>, parts: &[Part<'_>]) -> Translation {
    let Some(accepted) = accepted else {
        return Translation::Unknown;
    };
    let mut changed: Vec<String> = parts
        .iter()
        .filter(|part| !accepted.contains(&part.digest))
        .map(|part| part.name.clone())
        .collect();
    let gone = accepted
        .iter()
        .any(|digest| !parts.iter().any(|part| part.digest == *digest));
    if changed.is_empty() && gone {
        changed.push("-".to_owned());
    }
    if changed.is_empty() {
        Translation::Fresh
    } else {
        Translation::Stale(changed)
    }
}

fn all_words(value: &Value, words: &mut String) {
    match value {
        Value::Text(text) | Value::Markdown(text) => {
            words.push_str(text);
            words.push('\n');
        }
        Value::List(items) => items.iter().for_each(|item| all_words(item, words)),
        Value::Group(fields) => fields.values().for_each(|item| all_words(item, words)),
        _ => {}
    }
}

/// The localized parts of a list of groups, whose dates and figures are facts.
fn words_within(field: &Field, value: &Value, words: &mut String) {
    match (&field.kind, value) {
        (Kind::List(kind), Value::List(items)) => {
            if let Kind::Group(fields) = kind.as_ref() {
                for item in items {
                    group_words(fields, item, words);
                }
            }
        }
        (Kind::Group(fields), group) => group_words(fields, group, words),
        _ => {}
    }
}

fn group_words(fields: &[Field], group: &Value, words: &mut String) {
    let Value::Group(values) = group else { return };
    for (name, value) in values {
        if field_written(fields, name).is_some_and(|field| field.localized) {
            all_words(value, words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(accepted: &[&str], now: &[(&str, &str)], expected: &Translation) {
        let parts: Vec<Part<'_>> = now
            .iter()
            .map(|(name, digest)| Part {
                name: (*name).into(),
                digest: (*digest).into(),
                words: Cow::Borrowed(""),
                start: None,
            })
            .collect();
        let accepted: Vec<String> = accepted.iter().map(|digest| (*digest).to_owned()).collect();
        assert_eq!(&state(Some(&accepted), &parts), expected);
    }

    #[test]
    fn the_part_that_changed_is_named() {
        let now = [("title", "aaaa"), ("1", "bbbb"), ("2", "cccc")];
        check(&["aaaa", "bbbb", "cccc"], &now, &Translation::Fresh);
        check(&["aaaa", "bbbb", "0000"], &now, &Translation::Stale(vec!["2".into()]));
        check(
            &["aaaa", "bbbb", "cccc", "dddd"],
            &now,
            &Translation::Stale(vec!["-".into()]),
        );
        assert_eq!(state(None, &[]), Translation::Unknown);
    }
}
