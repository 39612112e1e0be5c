//! The fields of an entry, of a group, or of one group in a list: keys by name or label, each once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::diag::suggest::{Nearest, listed, nearest};
use crate::lang::han::Converter;
use crate::model::lang::Usage;
use crate::model::node::{Node, Trail};
use crate::model::types::{Field, Kind, field_written};
use crate::model::value::{Fields, Value};
use crate::schema::kinds::innermost;
use crate::schema::value::{Reading, Role, Spot, is_empty, limits, not_of_kind, read_value, spelled};
use crate::yaml::report::{Fault, Part, down};

/// Whose fields are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    Entry,
    Group,
    /// One group of a list, which may have a `key` of its own.
    Item,
}

/// What was read.
#[derive(Debug, Default)]
pub struct Reads {
    /// Only fields that have a value, with defaults where nothing is written.
    pub fields: Fields,
    /// Field name → the key as it was written.
    pub written: BTreeMap<String, String>,
}

/// The fields that a translation may hold although they are no words.
const OF_EACH_FILE: [&str; 2] = ["draft", "translated_from"];

/// Reads every field that is written and complains of those that must be and are not.
pub fn read_fields(
    entries: &[(String, Node)],
    fields: &[Field],
    owner: Owner,
    trail: &[String],
    reading: &Reading<'_>,
    faults: &mut Vec<Fault>,
) -> Reads {
    let mut reads = Reads::default();
    let mut given: Vec<&str> = Vec::new();
    for (key, node) in entries {
        let here = down(trail, key);
        if owner == Owner::Item && key == "key" {
            continue;
        }
        let Some(field) = field_written(fields, key) else {
            let fault = unknown(key, entries, fields, &here, reading);
            // With its slip mended the field is there.
            let meant = fault
                .replacement
                .as_deref()
                .and_then(|word| field_written(fields, word));
            given.extend(meant.map(|field| field.name.as_str()));
            faults.push(fault);
            continue;
        };
        if let Some(first) = reads.written.get(&field.name) {
            faults.push(twice(field, first, key, trail));
            continue;
        }
        reads.written.insert(field.name.clone(), key.clone());
        if reading.role == Role::Translation && !in_translations(field, owner) {
            faults.push(
                Fault::key("fact-repeated", &here)
                    .with("field", key)
                    .with("original", original_file(reading)),
            );
            continue;
        }
        if !is_empty(node) {
            given.push(&field.name);
            let spot = Spot {
                field: key,
                trail: &here,
            };
            let reading = &within(field, owner, reading);
            let value = read_value(node, &field.kind, spot, reading, faults);
            if let Some(value) = value {
                limits::check(field, &value, spot, reading, faults);
                reads.fields.insert(&field.name, value);
            }
        }
    }
    for field in fields.iter().filter(|field| !given.contains(&field.name.as_str())) {
        not_given(field, owner, trail, reading, &mut reads, faults);
    }
    reads
}

/// One group of a list: its fields and its `key`. `keys` are those of the items before it.
pub(super) fn item(
    node: &Node,
    kind: &Kind,
    fields: &[Field],
    spot: Spot<'_>,
    reading: &Reading<'_>,
    faults: &mut Vec<Fault>,
    keys: &mut Vec<(String, Trail)>,
) -> Option<Fields> {
    let Node::Map(entries) = node else {
        faults.push(not_of_kind(node, kind, spot, reading));
        return None;
    };
    let mut read = read_fields(entries, fields, Owner::Item, spot.trail, reading, faults).fields;
    let here = down(spot.trail, "key");
    let key = match node.get("key") {
        Some(Node::Scalar(scalar)) => Some(spelled(scalar, &here, reading)),
        _ => None,
    };
    match key.filter(|key| !key.is_empty()) {
        Some(key) => {
            if let Some((_, first)) = keys.iter().find(|(known, _)| *known == key) {
                faults.push(
                    Fault::value("item-key-twice", &here)
                        .with("key", &key)
                        .see(Part::Value, first),
                );
            }
            keys.push((key.clone(), here));
            read.insert("key", Value::Text(key));
        }
        None if reading.role == Role::Translation => {
            faults.push(Fault::key("item-key-missing", spot.trail).with("field", spot.field));
        }
        None => {}
    }
    (!read.is_empty()).then_some(read)
}

pub(in crate::schema) fn in_translations(field: &Field, owner: Owner) -> bool {
    let words_inside = match innermost(&field.kind) {
        Kind::Group(fields) => fields.iter().any(|field| in_translations(field, Owner::Group)),
        _ => false,
    };
    field.localized || words_inside || of_each_file(field, owner)
}

pub(in crate::schema) fn of_each_file(field: &Field, owner: Owner) -> bool {
    owner == Owner::Entry && field.envelope && OF_EACH_FILE.contains(&field.name.as_str())
}

/// How the parts of a field are read: those of a field that each file has for itself are no translation.
fn within<'a>(field: &Field, owner: Owner, reading: &Reading<'a>) -> Reading<'a> {
    let role = if of_each_file(field, owner) {
        Role::Original
    } else {
        reading.role
    };
    Reading { role, ..*reading }
}

/// The file in which facts stand: this one's name without its language.
fn original_file(reading: &Reading<'_>) -> String {
    let file = reading.places.file();
    let name = file.file_name();
    let mut parts: Vec<&str> = name.split('.').collect();
    if parts.len() > 2 {
        parts.remove(parts.len() - 2);
    }
    match file.folder() {
        "" => parts.join("."),
        folder => format!("{folder}/{}", parts.join(".")),
    }
}

fn unknown(key: &str, entries: &[(String, Node)], fields: &[Field], trail: &[String], reading: &Reading<'_>) -> Fault {
    let words = fields.iter().zip(0..).flat_map(|(field, number)| {
        std::iter::once(field.name.as_str())
            .chain(field.label.all())
            .map(move |word| (word, number))
    });
    let near = nearest(key, words).or_else(|| traditional(key, fields));
    let free = |word: &str| {
        let meant = field_written(fields, word).map(|field| &field.name);
        !entries
            .iter()
            .any(|(other, _)| field_written(fields, other).map(|field| &field.name) == meant)
    };
    let known = fields
        .iter()
        .filter(|field| !field.hidden && field.deprecated.is_none())
        .map(|field| told(field, reading));
    let mut fault = Fault::key("field-unknown", trail)
        .with("written", key)
        .with("known", listed(known))
        .with_some("suggestion", near.map(|near| near.word));
    fault.replacement = near
        .filter(|near| near.certain && free(near.word))
        .map(|near| near.word.to_owned());
    fault
}

/// The label whose traditional characters these are.
fn traditional<'f>(key: &str, fields: &'f [Field]) -> Option<Nearest<'f>> {
    static CONVERTERS: LazyLock<Vec<Converter>> = LazyLock::new(|| {
        let usages = [Usage::General, Usage::Hk, Usage::Tw].into_iter();
        usages.filter_map(|usage| Converter::new(usage, &[]).ok()).collect()
    });
    let length = key.chars().count();
    let mut labels = fields.iter().flat_map(|field| field.label.all());
    let same = |label: &str| CONVERTERS.iter().any(|converter| converter.convert(label) == key);
    labels
        .find(|label| label.chars().count() == length && same(label))
        .map(|word| Nearest { word, certain: true })
}

/// What a field is called in messages.
pub(in crate::schema) fn told<'f>(field: &'f Field, reading: &Reading<'_>) -> &'f str {
    let chosen = reading
        .chain
        .iter()
        .find_map(|lang| field.label.by_lang.get(lang))
        .or(field.label.any.as_ref());
    chosen.map_or(&field.name, String::as_str)
}

fn twice(field: &Field, first: &str, second: &str, trail: &[String]) -> Fault {
    Fault::key("field-twice", &down(trail, second))
        .with("field", &field.name)
        .with("first", first)
        .with("second", second)
        .see(Part::Key, &down(trail, first))
}

/// A field without a value: its default, or a complaint where it is required.
fn not_given(
    field: &Field,
    owner: Owner,
    trail: &[String],
    reading: &Reading<'_>,
    reads: &mut Reads,
    faults: &mut Vec<Fault>,
) {
    let title = owner == Owner::Entry && field.envelope && field.name == "title";
    if reading.role == Role::Translation && !title {
        return;
    }
    if let (Role::Original, Some(default)) = (reading.role, &field.default) {
        reads.fields.insert(&field.name, default.clone());
        return;
    }
    if field.required || title {
        let place = match reads.written.get(&field.name) {
            Some(key) => down(trail, key),
            None => trail.to_vec(),
        };
        faults.push(
            Fault::key("field-missing", &place)
                .with("label", told(field, reading))
                .with("field", &field.name)
                .with("example", crate::schema::value::example(&field.kind, reading)),
        );
    }
}
