//! Lists that a theme declares for a page, and those that `::: list` asks for.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::types::{Direction, Kind, OrderBy, Type};
use crate::model::value::Value;
use crate::product::context::{RenderContext, Viewpoint};
use crate::site::{EntryId, Site, order};
use crate::theme::lists::{ListRule, Match};
use crate::theme::view::card::Card;
use crate::theme::view::page::Lists;

/// The lists of a page of this kind or type; `subject` is the entry that `self` means.
pub(super) fn declared(context: &RenderContext<'_>, at: &Viewpoint, page: &str, subject: Option<EntryId>) -> Lists {
    let lists = context.theme.manifest.lists.get(page);
    Lists(
        lists
            .into_iter()
            .flatten()
            .map(|(name, list)| (name.clone(), cards(context, at, list, subject)))
            .collect(),
    )
}

fn cards(context: &RenderContext<'_>, at: &Viewpoint, list: &ListRule, subject: Option<EntryId>) -> Vec<Card> {
    let site = context.site;
    let Some(kind) = site.types.get(&list.type_name) else {
        return Vec::new();
    };
    let mut ids = found(site, at, kind, list, subject);
    if !list.order.is_empty() {
        order::sort(site, kind, &list.order, at.lang, &mut ids);
    }
    ids.truncate(list.limit.unwrap_or(usize::MAX));
    context.cards(at, &ids)
}

/// In the order of the type. `self` goes by the reverse of references, so a long list is not walked for each page.
fn found(site: &Site, at: &Viewpoint, kind: &Type, list: &ListRule, subject: Option<EntryId>) -> Vec<EntryId> {
    let ordered = &site.collections[&kind.name].ordered[usize::from(at.lang.0)];
    let mut ids = ordered.clone();
    for (field, wanted) in &list.conditions {
        match (wanted, subject) {
            (Match::Itself, Some(subject)) => {
                let pointing = pointing_below(site, kind, field, subject);
                ids.retain(|id| pointing.contains(id));
            }
            (Match::Itself, None) => ids.clear(),
            (Match::Text(written), _) => ids.retain(|id| holds(site, kind, field, written, *id)),
        }
        if ids.is_empty() {
            break;
        }
    }
    ids.retain(|id| Some(*id) != subject);
    ids
}

/// Who points at this entry or at any below it.
fn pointing_below(site: &Site, kind: &Type, field: &str, subject: EntryId) -> BTreeSet<EntryId> {
    let mut found = BTreeSet::new();
    let Some(pointing) = site.reverse.get(&(kind.name.clone(), field.to_owned())) else {
        return found;
    };
    let mut open = vec![subject];
    while let Some(id) = open.pop() {
        found.extend(pointing.get(&id).into_iter().flatten());
        open.extend(&site.entry(id).children);
    }
    found
}

fn holds(site: &Site, kind: &Type, field: &str, written: &str, id: EntryId) -> bool {
    let value = site.entry(id).fact(field);
    match value {
        Some(Value::List(items)) => items.iter().any(|item| equals(site, kind, field, item, written)),
        Some(value) => equals(site, kind, field, value, written),
        None => written == "false",
    }
}

fn equals(site: &Site, kind: &Type, field: &str, value: &Value, written: &str) -> bool {
    match value {
        Value::Text(text) | Value::Choice(text) => text == written,
        Value::Boolean(truth) => truth.to_string() == written,
        Value::Reference(reference) => {
            let Some(field) = kind.field(field) else { return false };
            let to = match field.kind.item() {
                Kind::Reference { to } => to.as_slice(),
                _ => &[],
            };
            site.named(to, reference) == site.named(to, written)
        }
        _ => false,
    }
}

/// `::: list {type=project region=shili order=-investment limit=3}`.
pub(super) fn of_block(context: &RenderContext<'_>, at: &Viewpoint, arguments: &BTreeMap<String, String>) -> Vec<Card> {
    let Some(kind) = arguments.get("type").and_then(|name| context.site.types.get(name)) else {
        return Vec::new();
    };
    let conditions = arguments
        .iter()
        .filter(|(name, _)| !["type", "order", "limit", "title"].contains(&name.as_str()))
        .filter_map(|(name, written)| Some((kind.field_written(name)?.name.clone(), Match::Text(written.clone()))))
        .collect();
    let order = arguments
        .get("order")
        .map(|order| order.split(',').map(order_by).collect())
        .unwrap_or_default();
    let limit = arguments.get("limit").and_then(|limit| limit.parse().ok());
    let list = ListRule {
        type_name: kind.name.clone(),
        conditions,
        order,
        limit,
    };
    cards(context, at, &list, None)
}

fn order_by(written: &str) -> OrderBy {
    match written.trim().strip_prefix('-') {
        Some(field) => OrderBy {
            field: field.to_owned(),
            direction: Direction::Descending,
        },
        None => OrderBy {
            field: written.trim().to_owned(),
            direction: Direction::Ascending,
        },
    }
}
