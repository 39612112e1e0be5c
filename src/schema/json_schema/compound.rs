//! Places, contacts, links and files.

use serde_json::{Value, json};

use crate::schema::json_schema::forms::{Schema, WORD, also, patterned, typed};
use crate::schema::json_schema::parts::{add_parts, needed};
use crate::schema::json_schema::patterns;
use crate::schema::value::compound::{CONTACT, DATUMS, LINK, PLACE};
use crate::schema::value::parts::PartName;
use crate::schema::value::paths::FILE;
use crate::schema::value::{Reading, Role};

pub(super) fn place() -> Schema {
    let mut schema = typed(&["object"]);
    add_parts(&mut schema, &PLACE, |part| match part {
        "longitude" => degrees(180),
        "latitude" => degrees(90),
        _ => {
            let names = DATUMS
                .iter()
                .flat_map(|(key, names)| std::iter::once(*key).chain(names.iter().copied()));
            let mut datum = patterned(&["string", "number"], &patterns::any_of(names));
            datum.insert("examples".to_owned(), json!(DATUMS.map(|(key, _)| key)));
            datum
        }
    });
    let all = ["longitude", "latitude", "datum"].map(|part| needed(&PLACE, part));
    schema.insert("allOf".to_owned(), json!(all));
    schema
}

fn degrees(most: i64) -> Schema {
    let mut schema = patterned(&["number", "string"], patterns::DEGREES);
    schema.insert("minimum".to_owned(), json!(-most));
    schema.insert("maximum".to_owned(), json!(most));
    schema
}

pub(super) fn contact() -> Schema {
    let mut schema = typed(&WORD);
    also(&mut schema, "object");
    add_parts(&mut schema, &CONTACT, |part| {
        let mut word = typed(&WORD);
        also(&mut word, "null");
        match part {
            "email" => {
                word.insert("pattern".to_owned(), json!(patterns::EMAIL));
            }
            "languages" => {
                also(&mut word, "array");
                word.insert(
                    "items".to_owned(),
                    json!({"type": ["string", "number", "boolean", "null"]}),
                );
            }
            _ => {}
        }
        word
    });
    schema
}

/// A translation may give the words alone: the address stands in the original.
pub(super) fn link(reading: &Reading<'_>) -> Schema {
    let mut schema = patterned(&["string"], patterns::LINK);
    also(&mut schema, "object");
    add_parts(&mut schema, &LINK, |part| match part {
        "url" => {
            let mut url = patterned(&["string"], patterns::LINK);
            optional_in_translations(&mut url, reading);
            url
        }
        _ => word(),
    });
    schema.extend([whole(&LINK, "url", "label", reading)]);
    schema
}

pub(super) fn file(reading: &Reading<'_>) -> Schema {
    let mut schema = patterned(&WORD, patterns::PATH);
    also(&mut schema, "object");
    add_parts(&mut schema, &FILE, |part| match part {
        "file" => {
            let mut path = patterned(&WORD, patterns::PATH);
            optional_in_translations(&mut path, reading);
            path
        }
        _ => word(),
    });
    schema.extend([whole(&FILE, "file", "title", reading)]);
    schema
}

fn word() -> Schema {
    let mut word = typed(&WORD);
    also(&mut word, "null");
    word
}

fn optional_in_translations(schema: &mut Schema, reading: &Reading<'_>) {
    if reading.role == Role::Translation {
        also(schema, "null");
    } else {
        schema.insert("minLength".to_owned(), json!(1));
    }
}

/// The part that must be there; in a translation its words will do.
fn whole(names: &[PartName], fact: &str, words: &str, reading: &Reading<'_>) -> (String, Value) {
    let mut any = vec![needed(names, fact)];
    if reading.role == Role::Translation {
        any.push(needed(names, words));
    }
    ("anyOf".to_owned(), json!(any))
}
