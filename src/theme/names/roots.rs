//! Where checking begins: each template that is looked up, and each that nothing includes, with the names it will have.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::types::{Field, Kind as FieldKind, Type};
use crate::theme::lookup::{Role, role};
use crate::theme::names::{Known, Scope};
use crate::theme::shape::{Shape, Slot};
use crate::theme::structure::Units;
use crate::theme::view::art::ArtView;
use crate::theme::view::block::BlockView;
use crate::theme::view::card::CardView;
use crate::theme::view::field::FieldView;
use crate::theme::view::page::Kind;
use crate::theme::view::site::{LangView, SiteView};
use crate::theme::visible::Visible;

pub(super) struct Root {
    pub(super) unit: usize,
    pub(super) names: Scope,
    pub(super) slots: Slots,
}

/// What stands for the names that types and theme give.
#[derive(Clone, Default)]
pub(super) struct Slots {
    by_slot: BTreeMap<Slot, Shape>,
}

impl Slots {
    pub(super) fn shape(&self, slot: Slot) -> Shape {
        self.by_slot.get(&slot).cloned().unwrap_or(Shape::Any)
    }
}

pub(super) fn roots(units: &Units<'_>, known: &Known<'_>) -> Vec<Root> {
    let included: BTreeSet<usize> = units
        .list
        .iter()
        .flat_map(|unit| {
            let inner = unit.outline.components.iter().flat_map(|one| &one.refers.includes);
            unit.outline.own.includes.iter().chain(inner)
        })
        .filter_map(|named| units.find(named.name))
        .collect();
    let is_type = |word: &str| known.types.get(word).is_some();
    let mut roots = Vec::new();
    for (unit, one) in units.list.iter().enumerate() {
        let path = one.name.split_once(':').map_or(one.name, |(_, path)| path);
        let role = role(path, is_type);
        if matches!(role, Role::Part | Role::Art) && included.contains(&unit) {
            continue;
        }
        roots.push(Root {
            unit,
            names: names(&role),
            slots: slots(&role, known),
        });
    }
    roots
}

fn names(role: &Role) -> Scope {
    let mut names = Scope::from([
        ("site".to_owned(), SiteView::shape()),
        ("lang".to_owned(), LangView::shape()),
        ("root".to_owned(), Shape::Leaf),
    ]);
    let kinds: &[Kind] = match role {
        Role::Page(kind, _) => &[*kind],
        Role::Block(_) => {
            names.insert("block".to_owned(), BlockView::shape());
            return names;
        }
        Role::Art => return Scope::from([("art".to_owned(), ArtView::shape())]),
        Role::Part => &Kind::ALL,
    };
    let keys = kinds
        .iter()
        .flat_map(|kind| kind.keys())
        .map(|key| (key.name.to_owned(), (key.shape)()));
    names.insert("page".to_owned(), Shape::Known(Arc::new(keys.collect())));
    names
}

fn slots(role: &Role, known: &Known<'_>) -> Slots {
    let of = match role {
        Role::Page(_, Some(name)) => known.types.get(name),
        _ => None,
    };
    let types: Vec<&Type> = match of {
        Some(of) => vec![of],
        None => known.types.types.values().collect(),
    };
    let lists = known.manifest.lists.iter();
    let lists = lists.filter(|(target, _)| match (role, of) {
        (Role::Page(Kind::Home, _), _) => *target == "home",
        (_, Some(of)) => **target == of.name,
        _ => true,
    });
    let every = || known.types.types.values();
    let fields = types.iter().flat_map(|one| &one.fields);
    let back = types.iter().flat_map(|one| &one.back);
    let on_cards = every().flat_map(|one| &one.card);
    let in_items = every().flat_map(|one| &one.fields).flat_map(inner);
    let field = FieldView::shape;
    let cards = <Vec<CardView> as Visible>::shape;
    let shapes = [
        (Slot::PageFields, each(fields.map(|one| &one.name), field)),
        (Slot::Back, each(back.map(|one| &one.name), cards)),
        (Slot::Lists, each(lists.flat_map(|(_, lists)| lists.keys()), cards)),
        (Slot::CardFields, each(on_cards, field)),
        (Slot::ItemFields, each(in_items.map(|one| &one.name), field)),
        (Slot::Settings, each(known.settings.keys(), || Shape::Leaf)),
    ];
    Slots {
        by_slot: BTreeMap::from(shapes),
    }
}

fn each<'a>(names: impl Iterator<Item = &'a String>, shape: fn() -> Shape) -> Shape {
    Shape::Known(Arc::new(names.map(|name| (name.clone(), shape())).collect()))
}

/// The fields of the groups in a list.
fn inner(field: &Field) -> &[Field] {
    match &field.kind {
        FieldKind::List(of) => match &**of {
            FieldKind::Group(fields) => fields,
            _ => &[],
        },
        FieldKind::Group(fields) => fields,
        _ => &[],
    }
}
