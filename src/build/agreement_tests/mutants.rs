//! Good entries of every type, and changes to them that look random and are the same every time.

use serde_json::{Map, Value, json};

use crate::model::types::{Field, Kind, Type};
use crate::schema::value::{Reading, Role, example};
use crate::yaml;
use crate::yaml::testing::json_of;

/// Numbers that look random and are the same every time.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }

    fn one<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

fn is_words(field: &Field) -> bool {
    field.localized || matches!(inner(&field.kind), Kind::Group(fields) if fields.iter().any(is_words))
}

fn inner(kind: &Kind) -> &Kind {
    match kind {
        Kind::List(item) => inner(item),
        kind => kind,
    }
}

/// A value with nothing wrong, and all parts that its kind has in this role.
fn good(kind: &Kind, reading: &Reading<'_>) -> Value {
    match kind {
        Kind::Group(fields) => {
            let held = fields
                .iter()
                .filter(|field| reading.role == Role::Original || is_words(field));
            let mut group: Map<String, Value> = held
                .map(|field| (field.name.clone(), good(&field.kind, reading)))
                .collect();
            group.insert("key".to_owned(), json!("甲"));
            Value::Object(group)
        }
        Kind::List(item) => json!([good(item, reading)]),
        kind => {
            let text = format!("a: {}", example(kind, reading));
            json_of(yaml::read(&text).unwrap().get("a").unwrap())
        }
    }
}

pub(super) fn good_entry(of: &Type, reading: &Reading<'_>) -> Map<String, Value> {
    let fields = of.fields.iter().filter(|field| field.name != "translated_from");
    let held = fields.filter(|field| reading.role == Role::Original || is_words(field));
    held.map(|field| (field.name.clone(), good_field(field, reading)))
        .collect()
}

/// Within the field's range; only items of lists have a key.
fn good_field(field: &Field, reading: &Reading<'_>) -> Value {
    let mut value = good(&field.kind, reading);
    if let (Kind::Integer, Some(most)) = (&field.kind, field.range.max) {
        value = serde_json::from_str(&most.normalize().to_string()).unwrap();
    }
    if let (Kind::Group(_), Value::Object(group)) = (&field.kind, &mut value) {
        group.remove("key");
    }
    value
}

const VALUES: [&str; 26] = [
    "true",
    "12",
    "-7",
    "2020",
    "\"\"",
    "null",
    "\"待定\"",
    "\"abc\"",
    "[]",
    "[\"待定\"]",
    "{\"无此\": 1}",
    "[null, \"\"]",
    "\"2030-13-01\"",
    "\"2030-02-01\"",
    "\"2030-02-45\"",
    "\"约3.5亿元\"",
    "\"300\"",
    "\"https://example.com/\"",
    "\"javascript:alert(1)\"",
    "\"/etc/passwd\"",
    "\"C:\\\\照片.jpg\"",
    "3.5",
    "\"是\"",
    "[true, 3]",
    "{\"value\": \"约3.5亿元\", \"op\": \"about\"}",
    "\"无此选项\"",
];

const PARTS: [(&str, &str); 14] = [
    ("无此", "1"),
    ("datum", "\"火星\""),
    ("datum", "\"高德\""),
    ("坐标系", "\"bd09\""),
    ("longitude", "200"),
    ("latitude", "\"26.65°\""),
    ("email", "\"abc\""),
    ("邮箱", "\"a@example.com\""),
    ("op", "\"大概\""),
    ("mode", "\"目标\""),
    ("url", "\"www.example.com\""),
    ("from", "\"2030-13\""),
    ("key", "null"),
    ("as_of", "\"2030-06\""),
];

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// One change to a good entry; the field that it is about.
pub(super) fn mutated(
    entry: &Map<String, Value>,
    of: &Type,
    reading: &Reading<'_>,
    dice: &mut Dice,
) -> (Map<String, Value>, String) {
    let mut entry = entry.clone();
    let names: Vec<String> = entry.keys().cloned().collect();
    let name = dice.one(&names).clone();
    let field = of.field(&name).unwrap();
    let labels: Vec<&str> = field.label.all().collect();
    match dice.below(10) {
        0 => {
            entry.remove(if dice.below(3) == 0 { "title" } else { &name });
        }
        1 => {
            let old = entry.remove(&name).unwrap();
            entry.insert(format!("{name}x"), old);
        }
        2 => {
            let old = entry.remove(&name).unwrap();
            entry.insert((*dice.one(&labels)).to_owned(), old);
        }
        3 => {
            let old = entry[&name].clone();
            entry.insert((*dice.one(&labels)).to_owned(), old);
        }
        4 => {
            let other = dice.one(&of.fields);
            entry.insert(other.name.clone(), good_field(other, reading));
            return (entry, other.name.clone());
        }
        5 => part(entry.get_mut(&name).unwrap(), dice),
        6 => choice(&mut entry, field, dice),
        7 => {
            let item = entry[&name].as_array().and_then(|items| items.first()).cloned();
            let many = vec![item.unwrap_or(json!("甲")); 7];
            entry.insert(name.clone(), json!(many));
        }
        _ => {
            entry.insert(name.clone(), value(VALUES[dice.below(VALUES.len())]));
        }
    }
    (entry, name)
}

/// Adds a part to a map, takes one away, or changes one.
fn part(whole: &mut Value, dice: &mut Dice) {
    let map = match whole {
        Value::Array(items) => items.first_mut().and_then(Value::as_object_mut),
        whole => whole.as_object_mut(),
    };
    let Some(map) = map else { return };
    let (name, written) = dice.one(&PARTS);
    let names: Vec<String> = map.keys().cloned().collect();
    if dice.below(3) == 0 && !names.is_empty() {
        map.remove(dice.one(&names));
    } else {
        map.insert((*name).to_owned(), value(written));
    }
}

/// Another way to write an option, or none of them.
fn choice(entry: &mut Map<String, Value>, field: &Field, dice: &mut Dice) {
    let Kind::Choice { options } = inner(&field.kind) else {
        return;
    };
    let (key, label) = dice.one(options);
    let words: Vec<String> = std::iter::once(key.as_str())
        .chain(label.all())
        .flat_map(|word| [word.to_owned(), word.to_uppercase(), format!("{word}了")])
        .collect();
    entry.insert(field.name.clone(), json!(dice.one(&words)));
}
