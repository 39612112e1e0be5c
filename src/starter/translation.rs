//! A fresh translation: the fields that are words and have any, empty, with the original's words beside as comments.
//!
//! Facts stand in the original and are never repeated. The running text stands in the comments too, since a
//! page must not show what nobody has translated.

use crate::diag::catalogue::Speech;
use crate::model::lang::Lang;
use crate::model::node::Node;
use crate::model::types::{Field, Kind, Type, field_written};
use crate::site::document::Document;

/// What a translation is made of.
pub struct Original<'a> {
    pub document: &'a Document,
    pub kind: &'a Type,
    pub shape: Shape,
    /// The language translated into.
    pub into: &'a Lang,
    pub speech: Speech,
}

/// How the original's file holds its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One entry, or the words of a list page.
    One,
    /// One entry per key.
    Rows,
}

/// `projects/温泉.md` → `projects/温泉.en.md`, `NAME.list.yaml` → `NAME.list.en.yaml`.
pub fn path(original: &str, into: &Lang) -> String {
    match original.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{into}.{ending}"),
        None => format!("{original}.{into}"),
    }
}

/// The text of the fresh file.
pub fn text(original: &Original<'_>) -> String {
    let document = original.document;
    let markdown = document.body_range.is_some();
    let mut lines: Vec<String> = Vec::new();
    if markdown {
        lines.push("---".to_owned());
    }
    let file = &document.file;
    lines.push(match original.speech {
        Speech::Chinese => format!(
            "# {file} 的译文（{}）。只译文字；数字、日期和链接写在原文里。",
            original.into
        ),
        Speech::English => format!(
            "# {file} in {}. Words only: figures, dates and links stand in the original.",
            original.into
        ),
    });
    match original.shape {
        Shape::One => entry(original, &document.front, "", &mut lines),
        Shape::Rows => {
            for (key, row) in document.front.map().unwrap_or_default() {
                lines.push(format!("{}:", crate::starter::entry::value(key)));
                entry(original, row, "  ", &mut lines);
            }
        }
    }
    if markdown {
        lines.extend(body(original));
        lines.push("---".to_owned());
    }
    lines.push(String::new());
    lines.join("\n")
}

/// The words of one entry: its title, its summary, and what else is words and was written.
fn entry(original: &Original<'_>, front: &Node, indent: &str, lines: &mut Vec<String>) {
    let written = front.map().unwrap_or_default();
    for field in &original.kind.fields {
        let node = written
            .iter()
            .find(|(key, _)| field_written(&original.kind.fields, key).is_some_and(|found| found.name == field.name))
            .map(|(_, node)| node);
        let title = field.envelope && field.name == "title";
        match node {
            Some(node) if title || *node != Node::Null => words(original, field, node, indent, lines),
            _ if title => lines.push(format!("{indent}{}:", name(original, field))),
            _ => {}
        }
    }
}

fn words(original: &Original<'_>, field: &Field, node: &Node, indent: &str, lines: &mut Vec<String>) {
    let name = name(original, field);
    let inner = match &field.kind {
        Kind::List(item) => match item.as_ref() {
            Kind::Group(fields) => Some((fields, true)),
            _ => None,
        },
        Kind::Group(fields) => Some((fields, false)),
        _ => None,
    };
    match inner {
        Some((fields, true)) if fields.iter().any(|field| field.localized) => {
            items(original, fields, node, &name, indent, lines);
        }
        Some((fields, false)) if fields.iter().any(|field| field.localized) && field.name != "translated_from" => {
            lines.push(format!("{indent}{name}:"));
            group(original, fields, node, &format!("{indent}  "), lines);
        }
        _ if field.localized => {
            lines.extend(comment(original, node, indent));
            lines.push(format!("{indent}{name}:"));
            if let (Kind::List(_), Node::List(list)) = (&field.kind, node) {
                lines.extend(list.iter().map(|_| format!("{indent}  -")));
            }
        }
        _ => {}
    }
}

/// A list of groups: each item by its `key`; without one a translation could not say which item it means.
fn items(original: &Original<'_>, fields: &[Field], node: &Node, name: &str, indent: &str, lines: &mut Vec<String>) {
    let single = std::slice::from_ref(node);
    let items = node.list().unwrap_or(single);
    let keyed = items
        .iter()
        .filter(|item| item.get("key").and_then(Node::text).is_some());
    let keyed: Vec<&Node> = keyed.collect();
    if keyed.len() < items.len() {
        let told = match original.speech {
            Speech::Chinese => "原文的下面这一栏里，有的项没有 key；在原文里给每一项加上 key，才能译",
            Speech::English => "some items of this field have no key in the original; add keys there to translate them",
        };
        lines.push(format!("{indent}# {name}: {told}"));
    }
    if keyed.is_empty() {
        return;
    }
    lines.push(format!("{indent}{name}:"));
    for item in keyed {
        let key = item.get("key").and_then(Node::text).unwrap_or_default();
        lines.push(format!("{indent}  - key: {}", crate::starter::entry::value(key)));
        group(original, fields, item, &format!("{indent}    "), lines);
    }
}

fn group(original: &Original<'_>, fields: &[Field], node: &Node, indent: &str, lines: &mut Vec<String>) {
    for (key, value) in node.map().unwrap_or_default() {
        if let Some(field) = field_written(fields, key).filter(|_| key != "key") {
            words(original, field, value, indent, lines);
        }
    }
}

/// What a field is called in the translation's language, else its key.
fn name(original: &Original<'_>, field: &Field) -> String {
    let label = field.label.by_lang.get(original.into);
    let label =
        label.filter(|label| field_written(&original.kind.fields, label).is_none_or(|found| found.name == field.name));
    label.unwrap_or(&field.name).clone()
}

/// The original's words, behind `#`.
fn comment(original: &Original<'_>, node: &Node, indent: &str) -> Vec<String> {
    let mark = match original.speech {
        Speech::Chinese => "原文：",
        Speech::English => "Original: ",
    };
    let shown = match node {
        Node::List(items) => items.iter().map(shown).collect(),
        _ => vec![shown(node)],
    };
    let text = shown.iter().flat_map(|text| text.lines());
    text.map(|line| format!("{indent}# {mark}{line}")).collect()
}

fn shown(node: &Node) -> String {
    match node {
        Node::Null => String::new(),
        Node::Scalar(scalar) => scalar.text.clone(),
        Node::List(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        Node::Map(entries) => entries
            .iter()
            .map(|(key, value)| format!("{key}: {}", shown(value)))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

/// The running text, behind `#`, at the end of the front matter.
fn body(original: &Original<'_>) -> Vec<String> {
    let body = original.document.body().unwrap_or_default().trim();
    if body.is_empty() {
        return Vec::new();
    }
    let told = match original.speech {
        Speech::Chinese => "# ── 原文的正文；译文写在下面的 --- 之后，译完可以删去这些行 ──",
        Speech::English => "# ── The original’s text. Write yours below the next ---, then these lines may go ──",
    };
    let mut lines = vec![String::new(), told.to_owned()];
    lines.extend(body.lines().map(|line| format!("# {line}").trim_end().to_owned()));
    lines
}
