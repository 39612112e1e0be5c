//! `theme.yaml`: what a theme extends, the lists that its pages show, and its settings.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::{Diagnostic, suggest};
use crate::model::node::Node;
use crate::model::path::SourcePath;
use crate::model::types::Types;
use crate::theme::layers::Layer;
use crate::theme::lists::{self, Lists};
use crate::theme::settings::{self, Setting};
use crate::theme::written::{Written, read};

/// What the layers of a theme declare together: the nearest layer's word counts for each list and setting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Manifest {
    pub lists: Lists,
    pub settings: BTreeMap<String, Setting>,
}

/// Reads `theme.yaml` of all layers, nearest first.
pub fn manifest(order: &[&Layer], types: &Types) -> (Manifest, Vec<Diagnostic>) {
    let mut merged = Manifest::default();
    let mut diagnostics = Vec::new();
    for layer in order.iter().rev() {
        let Some((file, text)) = layer.text(FILE) else {
            continue;
        };
        let written = Written::new(file, text);
        match read(file, text) {
            Ok(node) => diagnostics.extend(add(&written, &node, types, &mut merged)),
            Err(mistake) => diagnostics.push(*mistake),
        }
    }
    (merged, diagnostics)
}

/// A file and where in it.
pub(in crate::theme) type Place<'a> = (&'a SourcePath, Option<Range<usize>>);

/// The themes that a layer extends, nearest first, with the places where it says so.
pub(in crate::theme) fn parents(layer: &Layer) -> Vec<(String, Place<'_>)> {
    let Some((file, text)) = layer.text(FILE) else {
        return Vec::new();
    };
    let Ok(node) = read(file, text) else {
        return Vec::new();
    };
    let written = Written::new(file, text);
    match node.get("extends") {
        Some(Node::List(items)) => items
            .iter()
            .enumerate()
            .filter_map(|(place, item)| {
                let span = written.place(&["extends", &place.to_string()]);
                Some((item.text()?.to_owned(), (file, span)))
            })
            .collect(),
        Some(Node::Scalar(name)) => {
            vec![(name.text.clone(), (file, written.place(&["extends"])))]
        }
        _ => Vec::new(),
    }
}

const FILE: &str = "theme.yaml";
const KEYS: [&str; 3] = ["extends", "lists", "settings"];

fn add(written: &Written<'_>, node: &Node, types: &Types, into: &mut Manifest) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if matches!(node, Node::Null) {
        return diagnostics;
    }
    let Some(entries) = node.map() else {
        return vec![
            written
                .mistake("theme-form", &[])
                .with("key", FILE)
                .with("expected", "`extends: [wutong]`"),
        ];
    };
    for (key, value) in entries {
        match (key.as_str(), value) {
            (_, Node::Null) | ("extends", Node::Scalar(_)) => {}
            ("extends", Node::List(items)) if items.iter().all(|item| item.text().is_some()) => {}
            ("lists", Node::Map(targets)) => {
                diagnostics.extend(lists::add(written, targets, types, &mut into.lists));
            }
            ("settings", Node::Map(declared)) => {
                for (name, node) in declared {
                    match settings::declare(written, name, node, into.settings.get(name)) {
                        Ok(setting) => {
                            into.settings.insert(name.clone(), setting);
                        }
                        Err(mistake) => diagnostics.push(*mistake),
                    }
                }
            }
            ("extends", _) => diagnostics.push(form(written, &[key], "`extends: [wutong]`")),
            ("lists", _) => diagnostics.push(form(written, &[key], lists::FORM)),
            ("settings", _) => diagnostics.push(form(written, &[key], settings::FORM)),
            _ => diagnostics.push(unknown_key(written, &[key], &KEYS)),
        }
    }
    diagnostics
}

pub(in crate::theme) fn form(written: &Written<'_>, trail: &[&str], expected: &'static str) -> Diagnostic {
    written
        .mistake("theme-form", trail)
        .with("key", trail.last().copied().unwrap_or(FILE))
        .with("expected", expected)
}

pub(in crate::theme) fn unknown_key(written: &Written<'_>, trail: &[&str], known: &[&'static str]) -> Diagnostic {
    let key = trail.last().copied().unwrap_or_default();
    let mistake = written
        .mistake_in_key("theme-key", trail)
        .with("key", key)
        .with("known", suggest::listed(known.iter().copied()));
    let meant = suggest::nearest(key, known.iter().copied().enumerate().map(|(i, w)| (w, i)));
    match (meant, mistake.span.clone()) {
        (Some(near), Some(span)) if near.certain => mistake.fixed_by(span, near.word),
        _ => mistake,
    }
}
