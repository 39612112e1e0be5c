//! Stands entries under their parents, in types that form a tree, and gives each page those that point at it.

use crate::diag::Diagnostic;
use crate::model::value::Value;
use crate::site::{EntryId, Site};

/// Fills `parent`, `children` and `back`. A ring of parents is a mistake of each entry in it.
pub(super) fn link(site: &mut Site) -> Vec<Diagnostic> {
    let parents: Vec<Option<EntryId>> = site.entries.iter().map(|entry| parent(site, entry.id)).collect();
    let mut diagnostics = Vec::new();
    for (place, parent) in parents.iter().enumerate() {
        let entry = &site.entries[place];
        if parent.is_some() && in_ring(&parents, entry.id) {
            let field = site
                .types
                .get(&entry.key.type_name)
                .and_then(|kind| kind.parent.clone())
                .unwrap_or_default();
            diagnostics.push(super::at(&entry.facts, &field, "parent-ring").with("name", &entry.key.name));
        }
    }
    for (place, parent) in parents.iter().enumerate() {
        let id = site.entries[place].id;
        let Some(parent) = parent.filter(|_| !in_ring(&parents, id)) else {
            continue;
        };
        site.entries[place].parent = Some(parent);
        site.entries[parent.0 as usize].children.push(id);
    }
    for place in 0..site.entries.len() {
        let entry = &site.entries[place];
        let Some(kind) = site.types.get(&entry.key.type_name) else {
            continue;
        };
        let back = kind
            .back
            .iter()
            .map(|back| {
                let pointing = site
                    .reverse
                    .get(&(back.from.clone(), back.field.clone()))
                    .and_then(|by| by.get(&entry.id));
                (back.name.clone(), pointing.cloned().unwrap_or_default())
            })
            .collect();
        site.entries[place].back = back;
    }
    diagnostics
}

fn parent(site: &Site, id: EntryId) -> Option<EntryId> {
    let entry = site.entry(id);
    let kind = site.types.get(&entry.key.type_name)?;
    let field = kind.parent.as_deref()?;
    let Value::Reference(written) = entry.fact(field)? else {
        return None;
    };
    match site.named(std::slice::from_ref(&kind.name), written).as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// Whether going up from here leads back here, or into any ring.
fn in_ring(parents: &[Option<EntryId>], from: EntryId) -> bool {
    let mut at = from;
    for _ in 0..=parents.len() {
        match parents[at.0 as usize] {
            Some(parent) => at = parent,
            None => return false,
        }
    }
    true
}
