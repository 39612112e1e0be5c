//! What a type file names must be there: its own fields, other types and their fields.

use std::collections::BTreeMap;

use crate::diag::suggest::{Nearest, listed, nearest};
use crate::model::types::{Facet, Field, Kind, Type, Types};
use crate::schema::attributes::Named;
use crate::schema::declare::{BackDeclaration, FieldDeclaration, KindDeclaration};
use crate::schema::kinds::innermost;
use crate::schema::read::Sheet;
use crate::yaml::report::{Fault, Part, down};

/// Checks one file against the finished types.
pub(super) fn check_declaration(sheet: &mut Sheet<'_>, types: &Types) {
    let Some(kind) = types.get(&sheet.name) else {
        return;
    };
    let declaration = &sheet.declaration;
    let faults = &mut sheet.faults;
    let named = declaration.groups.iter().flat_map(|(_, fields)| fields);
    let named = named
        .chain(declaration.order.iter().map(|(named, _)| named))
        .chain(&declaration.card)
        .chain(&declaration.parent);
    for name in named {
        known_field(name, kind, faults);
    }
    if let Some(parent) = &declaration.parent {
        check_parent(parent, kind, faults);
    }
    for back in &declaration.back {
        check_back(back, kind, types, faults);
    }
    for field in &declaration.fields {
        check_targets(&field.kind, types, faults);
        check_tree(field, kind, types, faults);
    }
}

/// Two types cannot share a folder.
pub(super) fn folders_apart(layers: &BTreeMap<String, Vec<usize>>, sheets: &mut [Sheet<'_>]) {
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    for (name, places) in layers {
        let Some(sheet) = places.first().map(|place| &mut sheets[*place]) else {
            continue;
        };
        let Some(folder) = &sheet.declaration.folder else {
            continue;
        };
        if let Some(other) = taken.get(&folder.text) {
            sheet.faults.push(
                Fault::value("type-folder-taken", &folder.trail)
                    .with("folder", &folder.text)
                    .with("other", other),
            );
        } else {
            taken.insert(folder.text.clone(), name.clone());
        }
    }
}

fn known_field<'k>(named: &Named, kind: &'k Type, faults: &mut Vec<Fault>) -> Option<&'k Field> {
    let found = kind.field(&named.text);
    if found.is_none() {
        let all = kind.fields.iter().map(|field| field.name.as_str());
        let own = kind.fields.iter().filter(|field| !field.envelope);
        faults.push(suggesting(
            Fault::value("type-field-unknown", &named.trail)
                .with("field", &named.text)
                .with("type", &kind.name)
                .with("known", listed(own.map(|field| field.name.as_str()))),
            nearest(&named.text, all.zip(0..)),
        ));
    }
    found
}

fn suggesting(fault: Fault, near: Option<Nearest<'_>>) -> Fault {
    let mut fault = fault.with_some("suggestion", near.map(|near| near.word));
    fault.replacement = near.filter(|near| near.certain).map(|near| near.word.to_owned());
    fault
}

fn check_parent(named: &Named, kind: &Type, faults: &mut Vec<Fault>) {
    if let Some(field) = kind.field(&named.text) {
        let own = matches!(&field.kind, Kind::Reference { to } if to.len() == 1 && to[0] == kind.name);
        if !own {
            faults.push(
                Fault::value("type-parent", &named.trail)
                    .with("field", &named.text)
                    .with("type", &kind.name),
            );
        }
    }
}

fn check_back(back: &BackDeclaration, kind: &Type, types: &Types, faults: &mut Vec<Fault>) {
    let Some(from) = known_type(&back.from, types, faults) else {
        return;
    };
    let Some(field) = known_field(&back.field, from, faults) else {
        return;
    };
    let here = matches!(
        innermost(&field.kind),
        Kind::Reference { to } if to.contains(&kind.name)
    );
    if !here {
        faults.push(
            Fault::value("type-back", &back.field.trail)
                .with("field", &field.name)
                .with("from", &from.name)
                .with("type", &kind.name),
        );
    }
}

fn known_type<'t>(named: &Named, types: &'t Types, faults: &mut Vec<Fault>) -> Option<&'t Type> {
    let found = types.get(&named.text);
    if found.is_none() {
        let all = || types.types.keys().map(String::as_str);
        faults.push(suggesting(
            Fault::value("type-unknown", &named.trail)
                .with("type", &named.text)
                .with("known", listed(all())),
            nearest(&named.text, all().zip(0..)),
        ));
    }
    found
}

/// Every type that `to:` names, also inside lists and groups.
fn check_targets(kind: &KindDeclaration, types: &Types, faults: &mut Vec<Fault>) {
    for named in kind.to.iter().flatten() {
        known_type(named, types, faults);
    }
    if let Some(item) = &kind.of {
        check_targets(item, types, faults);
    }
    for field in kind.fields.iter().flat_map(|fields| fields.iter()) {
        check_targets(&field.kind, types, faults);
    }
}

/// `facet: tree` needs a tree to walk.
fn check_tree(declared: &FieldDeclaration, kind: &Type, types: &Types, faults: &mut Vec<Fault>) {
    let Some(field) = kind.field(&declared.name) else {
        return;
    };
    if declared.facet.is_none() || field.facet != Some(Facet::Tree) {
        return;
    }
    if let Kind::Reference { to } = innermost(&field.kind) {
        let flat = to
            .iter()
            .find(|name| types.get(name).is_some_and(|target| target.parent.is_none()));
        if let Some(name) = flat {
            faults.push(
                Fault::value("type-facet-tree", &down(&declared.trail, "facet"))
                    .with("field", &declared.name)
                    .with("to", name)
                    .see(Part::Key, &declared.trail),
            );
        }
    }
}
