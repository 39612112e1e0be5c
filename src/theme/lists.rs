//! The lists that a theme declares: what a page shows beyond its own fields.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, suggest};
use crate::model::node::{Node, Style};
use crate::model::types::{Direction, OrderBy, Types};
use crate::theme::manifest::{form, unknown_key};
use crate::theme::written::Written;

/// `home` or a type's name → list's name → list.
pub type Lists = BTreeMap<String, BTreeMap<String, ListRule>>;

/// `{type: project, where: {region: self}, order: [-investment], limit: 6}`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ListRule {
    pub type_name: String,
    /// All must hold.
    pub conditions: Vec<(String, Match)>,
    /// Empty: as the type orders its own list.
    pub order: Vec<OrderBy>,
    pub limit: Option<usize>,
}

/// What a field must be for its entry to stand in a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Match {
    /// The entry whose page it is, or one below it in a tree.
    Itself,
    /// As written: an option's key, `true`, a name.
    Text(String),
}

const KEYS: [&str; 4] = ["type", "where", "order", "limit"];
pub(in crate::theme) const FORM: &str = "`home: {featured: {type: project, limit: 6}}`";

/// Reads `lists:` of one `theme.yaml` into those of the layers behind it.
pub(in crate::theme) fn add(
    written: &Written<'_>,
    targets: &[(String, Node)],
    types: &Types,
    into: &mut Lists,
) -> Vec<Diagnostic> {
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
            diagnostics.push(form(written, &["lists", target], FORM));
            continue;
        };
        for (name, node) in lists {
            match list(written, &["lists", target, name], node, types) {
                Ok(rule) => {
                    into.entry(target.clone()).or_default().insert(name.clone(), rule);
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
        .filter(|(key, _)| !KEYS.contains(&key.as_str()))
        .map(|(key, _)| unknown_key(written, &[first, target, name, key], &KEYS))
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
    let conditions = rule.conditions.iter().map(|(field, _)| (field, "where", field.clone()));
    let order = rule.order.iter().enumerate();
    let order = order.map(|(nth, by)| (&by.field, "order", nth.to_string()));
    for (field, key, place) in conditions.chain(order) {
        if kind.field(field).is_none() {
            let known = suggest::listed(kind.fields.iter().map(|field| field.name.as_str()));
            let trail = [first, target, name, key, &place];
            mistakes.push(absent(written, &trail, name, field).with("known", known));
        }
    }
    if mistakes.is_empty() { Ok(rule) } else { Err(mistakes) }
}

fn conditions(node: Option<&Node>) -> Vec<(String, Match)> {
    let entries = node.and_then(Node::map).unwrap_or_default();
    entries
        .iter()
        .filter_map(|(field, value)| match value {
            Node::Scalar(scalar) if scalar.text == "self" && scalar.style == Style::Text => {
                Some((field.clone(), Match::Itself))
            }
            Node::Scalar(scalar) => Some((field.clone(), Match::Text(scalar.text.clone()))),
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
            &["theme-list at -amount"],
        );
        check("extends: {a: b}\n", &["theme-form at {"]);
        check("lists: {\n", &["yaml-syntax at lists: {"]);
    }
}
