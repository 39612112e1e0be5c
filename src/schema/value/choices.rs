//! Choices by key or any label, and yes or no.

use crate::diag::suggest::{folded, listed, nearest};
use crate::model::node::{Node, Style};
use crate::model::types::Kind;
use crate::model::value::Value;
use crate::model::words::Words;
use crate::schema::value::{Reading, Spot, not_of_kind, spelled};
use crate::yaml::report::Fault;

pub(super) fn choice(
    node: &Node,
    kind: &Kind,
    options: &[(String, Words)],
    spot: Spot<'_>,
    reading: &Reading<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Value> {
    let Node::Scalar(scalar) = node else {
        faults.push(not_of_kind(node, kind, spot, reading));
        return None;
    };
    let written = spelled(scalar, spot.trail, reading);
    let found = option_written(&written, options);
    if found.is_none() {
        faults.push(unknown(&written, options, spot, reading));
    }
    found.map(|key| Value::Choice(key.to_owned()))
}

/// By key, by label, or by either without regard to case and width.
pub(super) fn option_written<'o>(written: &str, options: &'o [(String, Words)]) -> Option<&'o str> {
    let named = |same: &dyn Fn(&str) -> bool| {
        options
            .iter()
            .find(|(key, label)| same(key) || label.all().any(same))
            .map(|(key, _)| key.as_str())
    };
    let plain = folded(written);
    options
        .iter()
        .find(|(key, _)| key == written)
        .map(|(key, _)| key.as_str())
        .or_else(|| named(&|word| word == written))
        .or_else(|| named(&|word| folded(word) == plain))
}

fn unknown(written: &str, options: &[(String, Words)], spot: Spot<'_>, reading: &Reading<'_>) -> Fault {
    let words = options.iter().zip(0..).flat_map(|((key, label), number)| {
        std::iter::once(key.as_str())
            .chain(label.all())
            .map(move |word| (word, number))
    });
    let near = nearest(written, words);
    let mut fault = spot
        .fault("choice-unknown")
        .with("written", written)
        .with("known", listed(options.iter().map(|option| told(option, reading))))
        .with_some("suggestion", near.map(|near| near.word));
    fault.replacement = near.filter(|near| near.certain).map(|near| near.word.to_owned());
    fault
}

/// What an option is called in messages.
pub(super) fn told<'o>(option: &'o (String, Words), reading: &Reading<'_>) -> &'o str {
    let (key, label) = option;
    let chosen = reading
        .chain
        .iter()
        .find_map(|lang| label.by_lang.get(lang))
        .or(label.any.as_ref());
    chosen.map_or(key, String::as_str)
}

pub(super) fn boolean(node: &Node, spot: Spot<'_>, reading: &Reading<'_>, faults: &mut Vec<Fault>) -> Option<bool> {
    let (Node::Scalar(scalar), Some(value)) = (node, node.text().and_then(yes_or_no)) else {
        faults.push(not_of_kind(node, &Kind::Boolean, spot, reading));
        return None;
    };
    if scalar.style == Style::Text {
        faults.push(
            spot.fault("boolean-spelling")
                .with("written", &scalar.text)
                .with("plain", value)
                .replaced_by(value.to_string()),
        );
    }
    Some(value)
}

/// true, yes, 是; false, no, 否.
pub(super) fn yes_or_no(written: &str) -> Option<bool> {
    match folded(written).as_str() {
        "true" | "yes" | "是" => Some(true),
        "false" | "no" | "否" => Some(false),
        _ => None,
    }
}
