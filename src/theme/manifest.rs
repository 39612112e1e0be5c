//! `theme.yaml`: what a theme extends, the lists that its pages show, and its settings.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::{Diagnostic, suggest};
use crate::model::node::{Node, Style};
use crate::model::path::SourcePath;
use crate::model::types::{Direction, OrderBy, Types};
use crate::theme::layers::Layer;
use crate::theme::settings::{self, Setting};
use crate::theme::written::{Written, read};

/// What the layers of a theme declare together: the nearest layer's word counts for each list and setting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Manifest {
    /// `home` or a type's name → list's name → list.
    pub lists: BTreeMap<String, BTreeMap<String, ListRule>>,
    pub settings: BTreeMap<String, Setting>,
}

/// `{type: project, where: {region: self}, order: [-investment], limit: 6}`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ListRule {
    pub type_name: String,
    /// All must hold.
    pub conditions: Vec<(String, Wanted)>,
    /// Empty: as the type orders its own list.
    pub order: Vec<OrderBy>,
    pub limit: Option<usize>,
}

/// What a field must be for its entry to stand in a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Wanted {
    /// The entry whose page it is, or one below it in a tree.
    Itself,
    /// As written: an option's key, `true`, a name.
    Text(String),
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
            Err(mistake) => diagnostics.push(mistake),
        }
    }
    (merged, diagnostics)
}

/// The themes that a layer extends, nearest first, with the places where it says so.
pub(in crate::theme) fn parents(layer: &Layer) -> Vec<(String, (&SourcePath, Option<Range<usize>>))> {
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
const LIST_KEYS: [&str; 4] = ["type", "where", "order", "limit"];

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
                diagnostics.extend(add_lists(written, targets, types, into));
            }
            ("settings", Node::Map(declared)) => {
                for (name, node) in declared {
                    match settings::declare(written, name, node) {
                        Ok(setting) => {
                            into.settings.insert(name.clone(), setting);
                        }
                        Err(mistake) => diagnostics.push(mistake),
                    }
                }
            }
            ("extends", _) => diagnostics.push(form(written, &[key], "`extends: [wutong]`")),
            ("lists", _) => diagnostics.push(form(written, &[key], LIST_FORM)),
            ("settings", _) => diagnostics.push(form(written, &[key], settings::FORM)),
            _ => diagnostics.push(unknown_key(written, &[key], &KEYS)),
        }
    }
    diagnostics
}

const LIST_FORM: &str = "`home: {featured: {type: project, limit: 6}}`";

fn add_lists(written: &Written<'_>, targets: &[(String, Node)], types: &Types, into: &mut Manifest) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (target, lists) in targets {
        if target != "home" && types.get(target).is_none() {
            let known = std::iter::once("home").chain(types.types.keys().map(String::as_str));
            diagnostics.push(
                written
                    .mistake_in_key("theme-list", &["lists", target])
                    .with("list", target)
                    .with("name", target)
                    .with("known", suggest::listed(known)),
            );
            continue;
        }
        let Some(lists) = lists.map() else {
            diagnostics.push(form(written, &["lists", target], LIST_FORM));
            continue;
        };
        for (name, node) in lists {
            match list(written, &["lists", target, name], node, types) {
                Ok(rule) => {
                    into.lists.entry(target.clone()).or_default().insert(name.clone(), rule);
                }
                Err(mistakes) => diagnostics.extend(mistakes),
            }
        }
    }
    diagnostics
}

fn list(written: &Written<'_>, trail: &[&str; 3], node: &Node, types: &Types) -> Result<ListRule, Vec<Diagnostic>> {
    let [first, target, name] = *trail;
    let at = |keys: &[&'static str]| [&[first, target, name], keys].concat();
    let mut mistakes: Vec<Diagnostic> = node
        .map()
        .unwrap_or_default()
        .iter()
        .filter(|(key, _)| !LIST_KEYS.contains(&key.as_str()))
        .map(|(key, _)| unknown_key(written, &[first, target, name, key], &LIST_KEYS))
        .collect();
    let Some(type_name) = node.get("type").and_then(Node::text) else {
        mistakes.push(form(written, &at(&[]), "`{type: project}`"));
        return Err(mistakes);
    };
    let Some(kind) = types.get(type_name) else {
        let known = suggest::listed(types.types.keys().map(String::as_str));
        mistakes.push(absent(written, &at(&["type"]), name, type_name).with("known", known));
        return Err(mistakes);
    };
    let rule = ListRule {
        type_name: type_name.to_owned(),
        conditions: conditions(node.get("where")),
        order: order(node.get("order")),
        limit: node
            .get("limit")
            .and_then(Node::text)
            .and_then(|number| number.parse().ok()),
    };
    if node.get("limit").is_some() && rule.limit.is_none() {
        mistakes.push(form(written, &at(&["limit"]), "`limit: 6`"));
    }
    let named = rule.conditions.iter().map(|(field, _)| (field, "where"));
    let named = named.chain(rule.order.iter().map(|by| (&by.field, "order")));
    for (field, key) in named {
        if kind.field(field).is_none() {
            let known = suggest::listed(kind.fields.iter().map(|field| field.name.as_str()));
            mistakes.push(absent(written, &at(&[key]), name, field).with("known", known));
        }
    }
    if mistakes.is_empty() { Ok(rule) } else { Err(mistakes) }
}

fn conditions(node: Option<&Node>) -> Vec<(String, Wanted)> {
    let entries = node.and_then(Node::map).unwrap_or_default();
    entries
        .iter()
        .filter_map(|(field, value)| match value {
            Node::Scalar(scalar) if scalar.text == "self" && scalar.style == Style::Text => {
                Some((field.clone(), Wanted::Itself))
            }
            Node::Scalar(scalar) => Some((field.clone(), Wanted::Text(scalar.text.clone()))),
            _ => None,
        })
        .collect()
}

fn order(node: Option<&Node>) -> Vec<OrderBy> {
    let by = |item: &Node| {
        let written = item.text()?;
        Some(match written.strip_prefix('-') {
            Some(field) => OrderBy {
                field: field.to_owned(),
                direction: Direction::Descending,
            },
            None => OrderBy {
                field: written.to_owned(),
                direction: Direction::Ascending,
            },
        })
    };
    match node {
        Some(Node::List(items)) => items.iter().filter_map(by).collect(),
        Some(item) => by(item).into_iter().collect(),
        None => Vec::new(),
    }
}

fn absent(written: &Written<'_>, trail: &[&str], list: &str, name: &str) -> Diagnostic {
    written
        .mistake("theme-list", trail)
        .with("list", list)
        .with("name", name)
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

#[cfg(test)]
mod tests {
    use crate::theme::fixture::{layer, types};
    use crate::theme::manifest::manifest;

    #[track_caller]
    fn check(yaml: &str, expected: &[&str]) {
        let layer = layer("river", &[("theme.yaml", yaml)]);
        let (manifest, diagnostics) = manifest(&[&layer], &types());
        let mut found: Vec<String> = manifest
            .lists
            .iter()
            .flat_map(|(target, lists)| {
                lists
                    .iter()
                    .map(move |(name, rule)| format!("{target}.{name}: {rule:?}"))
            })
            .collect();
        found.extend(diagnostics.iter().map(|mistake| {
            let place = mistake.span.clone().map_or("-", |span| &yaml[span]);
            format!("{} at {place}", mistake.code)
        }));
        assert_eq!(found, expected);
    }

    #[test]
    fn a_list_is_read() {
        check(
            "lists: {region: {projects: {type: project, where: {region: self}, order: [-stage], limit: 3}}}\n",
            &[
                "region.projects: ListRule { type_name: \"project\", conditions: [(\"region\", Itself)], \
                 order: [OrderBy { field: \"stage\", direction: Descending }], limit: Some(3) }",
            ],
        );
    }

    #[test]
    fn slips_are_placed() {
        check("extend: [wutong]\n", &["theme-key at extend"]);
        check("lists: {homes: {}}\n", &["theme-list at homes"]);
        check("lists: {home: {a: {type: projekt}}}\n", &["theme-list at projekt"]);
        check("lists: {home: {a: {type: project, limt: 3}}}\n", &["theme-key at limt"]);
        check(
            "lists: {home: {a: {type: project, limit: many}}}\n",
            &["theme-form at many"],
        );
        check(
            "lists: {home: {a: {type: project, order: [-amount]}}}\n",
            &["theme-list at [-amount]"],
        );
        check("extends: {a: b}\n", &["theme-form at {a: b}"]);
        check("lists: {\n", &["theme-yaml at lists: {"]);
    }
}
