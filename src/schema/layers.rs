//! Which type files take part, and how a nearer one adds to a farther one.

use std::collections::BTreeMap;

use crate::lang::figure::units::Units;
use crate::model::types::{Address, Back, Field, FieldGroup, OrderBy, Type};
use crate::model::words::Words;
use crate::schema::complete::Level;
use crate::schema::compose::merge_words;
use crate::schema::declare::Declaration;
use crate::schema::read::{ENVELOPE, INDEX, Layer, Sheet, add_own_fields};
use crate::yaml::report::Fault;

/// For each type the places of its sheets, farthest first; the first stands alone, the others add to it.
pub(super) fn taking_part(sheets: &mut [Sheet<'_>]) -> BTreeMap<String, Vec<usize>> {
    let mut layers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, sheet) in sheets.iter_mut().enumerate() {
        let Sheet {
            name,
            declaration,
            layer,
            faults,
            ..
        } = sheet;
        let own = layers.entry(name.clone()).or_default();
        let stands = !own.is_empty();
        match &declaration.extends {
            Some(named) if named.text != *name || !stands => {
                faults.push(
                    Fault::value("type-extends", &named.trail)
                        .with("base", &named.text)
                        .with("type", &*name),
                );
                if !stands && declaration.folder.is_some() {
                    own.push(place);
                }
            }
            Some(_) => own.push(place),
            None if stands && *layer == Layer::Site => {
                faults.push(Fault::key("type-exists", &[]).with("type", &*name));
            }
            // The program knows fields of the envelope by name: a theme adds to them and takes none away.
            None if stands && [ENVELOPE, INDEX].contains(&name.as_str()) => own.push(place),
            None => *own = vec![place],
        }
    }
    layers.retain(|_, places| !places.is_empty());
    layers
}

/// The type that a sheet declares by itself.
pub(super) fn new_type<'a>(sheet: &mut Sheet<'a>, envelope: &[Field], units: &'a Units) -> Type {
    let declaration = &sheet.declaration;
    let folder = if let Some(named) = &declaration.folder {
        if !is_free_folder(&named.text) {
            sheet
                .faults
                .push(Fault::value("type-folder", &named.trail).with("folder", &named.text));
        }
        named.text.clone()
    } else {
        sheet
            .faults
            .push(Fault::key("type-folder-missing", &[]).with("type", &sheet.name));
        sheet.name.clone()
    };
    let mut kind = Type {
        name: sheet.name.clone(),
        folder,
        one: or_name(&declaration.one, &sheet.name),
        many: or_name(&declaration.many, &sheet.name),
        fields: envelope.to_vec(),
        groups: groups(declaration),
        order: order(declaration),
        back: back(declaration),
        parent: declaration.parent.as_ref().map(|named| named.text.clone()),
        card: card(declaration),
        address: declaration.address.unwrap_or(Address::Folder),
        schema_org: declaration.schema_org.as_ref().map(|named| named.text.clone()),
    };
    add_own_fields(&mut kind.fields, sheet, Level::Type, units);
    kind
}

/// Adds what a nearer sheet says: fields, options, labels, groups and the rest; never another place or kind.
pub(super) fn add_to_type<'a>(kind: &mut Type, sheet: &mut Sheet<'a>, units: &'a Units) {
    let declaration = &sheet.declaration;
    let fixed = [
        ("folder", declaration.folder.is_some()),
        ("address", declaration.address.is_some()),
        ("parent", declaration.parent.is_some()),
    ];
    for (attribute, given) in fixed {
        if given {
            sheet
                .faults
                .push(Fault::key("type-addition", &[attribute.to_owned()]).with("attribute", attribute));
        }
    }
    merge_words(&mut kind.one, &declaration.one);
    merge_words(&mut kind.many, &declaration.many);
    add_groups(&mut kind.groups, groups(declaration));
    if !declaration.order.is_empty() {
        kind.order = order(declaration);
    }
    for one in back(declaration) {
        kind.back.retain(|known| known.name != one.name);
        kind.back.push(one);
    }
    for field in card(declaration) {
        if !kind.card.contains(&field) {
            kind.card.push(field);
        }
    }
    if let Some(named) = &declaration.schema_org {
        kind.schema_org = Some(named.text.clone());
    }
    add_own_fields(&mut kind.fields, sheet, Level::Type, units);
}

/// A group that is called like one that is there, in any one language, adds its words and fields to it.
fn add_groups(known: &mut Vec<FieldGroup>, nearer: Vec<FieldGroup>) {
    for group in nearer {
        let same = known.iter_mut().find(|other| {
            let words = &other.label.by_lang;
            group
                .label
                .by_lang
                .iter()
                .any(|(lang, text)| words.get(lang) == Some(text))
        });
        match same {
            Some(other) => {
                merge_words(&mut other.label, &group.label);
                other.fields.extend(group.fields);
            }
            None => known.push(group),
        }
    }
}

/// Folders of `content/` and first parts of addresses that mean something else.
fn is_free_folder(folder: &str) -> bool {
    const TAKEN: [&str; 12] = [
        "types", "media", "files", "strings", "care", "index", "404", "assets", "data", "feed", "_wutong", ENVELOPE,
    ];
    let letters = folder
        .bytes()
        .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'));
    letters && !folder.starts_with(['-', '_']) && !folder.starts_with("page-") && !TAKEN.contains(&folder)
}

fn or_name(words: &Words, name: &str) -> Words {
    if words.is_empty() {
        Words::plain(name)
    } else {
        words.clone()
    }
}

fn groups(declaration: &Declaration) -> Vec<FieldGroup> {
    declaration
        .groups
        .iter()
        .map(|(label, fields)| FieldGroup {
            label: label.clone(),
            fields: fields.iter().map(|named| named.text.clone()).collect(),
        })
        .collect()
}

fn order(declaration: &Declaration) -> Vec<OrderBy> {
    declaration
        .order
        .iter()
        .map(|(named, direction)| OrderBy {
            field: named.text.clone(),
            direction: *direction,
        })
        .collect()
}

fn back(declaration: &Declaration) -> Vec<Back> {
    declaration
        .back
        .iter()
        .map(|back| Back {
            name: back.name.clone(),
            from: back.from.text.clone(),
            field: back.field.text.clone(),
        })
        .collect()
}

fn card(declaration: &Declaration) -> Vec<String> {
    declaration.card.iter().map(|named| named.text.clone()).collect()
}
