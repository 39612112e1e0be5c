//! A fresh entry: required fields first and empty, all others behind `#`, each with its help beside it.
//!
//! So that nothing invented is ever published, no value is given that nobody gave.

use std::collections::BTreeMap;

use crate::model::types::{Field, Type};
pub use crate::starter::notes::{Neighbours, Reader};
use crate::yaml;

/// What is known of an entry before it is written: field name → what was answered.
pub type Answers = BTreeMap<String, String>;

/// How the entry will be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// With running text.
    Markdown,
    /// Fields only.
    Yaml,
}

/// The text of the fresh file.
pub fn text(kind: &Type, answers: &Answers, form: Form, reader: &Reader<'_>) -> String {
    let mut lines: Vec<String> = Vec::new();
    if form == Form::Markdown {
        lines.push("---".to_owned());
    }
    let label = reader.told(&kind.one).unwrap_or(&kind.name);
    lines.push(format!("# {label}"));
    lines.push(
        reader
            .say(
                "# 填在冒号后面（冒号后空一格）。行首有 # 的不起作用：要用哪一栏，就去掉它前面的“# ”。",
                "# Write behind the colon. Lines that begin with # do nothing: take the “# ” away from a field to use it.",
            )
            .to_owned(),
    );
    let (first, rest): (Vec<&Field>, Vec<&Field>) = offered(kind)
        .into_iter()
        .partition(|field| is_required(field) || answers.contains_key(&field.name));
    lines.push(String::new());
    lines.push(format!("# ── {} ──", reader.say("必须填写", "Required")));
    for field in first {
        notes(field, reader, &mut lines);
        let name = reader.written(&field.label, &field.name);
        match answers.get(&field.name) {
            Some(answer) => lines.push(format!("{name}: {}", value(answer))),
            None => lines.push(format!("{name}:")),
        }
    }
    for (heading, fields) in groups(kind, &rest, reader) {
        lines.push(String::new());
        lines.push(format!("# ── {heading} ──"));
        for field in fields {
            notes(field, reader, &mut lines);
            lines.push(format!("# {}:", reader.written(&field.label, &field.name)));
        }
    }
    if form == Form::Markdown {
        lines.push("---".to_owned());
    }
    lines.push(String::new());
    lines.join("\n")
}

/// The fields that a clerk may fill, required ones first.
pub fn offered(kind: &Type) -> Vec<&Field> {
    let shown = |field: &&Field| !field.hidden && field.deprecated.is_none() && field.name != "translated_from";
    let mut fields: Vec<&Field> = kind.fields.iter().filter(shown).collect();
    fields.sort_by_key(|field| !is_required(field));
    fields
}

/// Fields without which the site does not build.
pub fn is_required(field: &Field) -> bool {
    let title = field.envelope && field.name == "title";
    title || (field.required && field.default.is_none())
}

fn notes(field: &Field, reader: &Reader<'_>, lines: &mut Vec<String>) {
    lines.extend(reader.notes(field).into_iter().map(|note| format!("#   {note}")));
}

/// By the type's own groups, then what stands in none of them, then what every entry has.
fn groups<'k>(kind: &'k Type, rest: &[&'k Field], reader: &Reader<'_>) -> Vec<(String, Vec<&'k Field>)> {
    let optional = reader.say("选填", "optional");
    let mut groups: Vec<(String, Vec<&Field>)> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for group in &kind.groups {
        let fields: Vec<&Field> = group
            .fields
            .iter()
            .filter_map(|name| rest.iter().find(|field| field.name == *name))
            .copied()
            .filter(|field| !seen.contains(&field.name.as_str()))
            .collect();
        seen.extend(fields.iter().map(|field| field.name.as_str()));
        let label = reader.told(&group.label).unwrap_or_default();
        groups.push((format!("{label} · {optional}"), fields));
    }
    let left = |envelope: bool| -> Vec<&Field> {
        let wanted = |field: &&&Field| field.envelope == envelope && !seen.contains(&field.name.as_str());
        rest.iter().filter(wanted).copied().collect()
    };
    let other = format!("{} · {optional}", reader.say("其他", "Others"));
    let every = format!("{} · {optional}", reader.say("发布与页面", "Publishing and page"));
    groups.push((other, left(false)));
    groups.push((every, left(true)));
    groups.retain(|(_, fields)| !fields.is_empty());
    groups
}

/// A text as YAML: plain where it means itself, else quoted.
pub fn value(text: &str) -> String {
    let plain = format!("a: {text}");
    let same = yaml::read(&plain).is_ok_and(|node| {
        node.get("a").is_some_and(|value| match value {
            crate::model::node::Node::Scalar(scalar) => scalar.text == text,
            _ => false,
        })
    });
    if same && !text.contains('\n') {
        return text.to_owned();
    }
    serde_json::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn a_title_is_quoted_only_where_yaml_would_take_it_for_something_else() {
        for (text, expected) in [
            ("青山温泉", "青山温泉"),
            ("招商: 引资", "\"招商: 引资\""),
            ("[甲]", "\"[甲]\""),
            ("# 一", "\"# 一\""),
            ("甲\"乙", "甲\"乙"),
            ("@青山", "\"@青山\""),
            ("2030", "2030"),
        ] {
            assert_eq!(value(text), expected);
        }
    }
}
