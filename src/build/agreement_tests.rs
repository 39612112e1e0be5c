//! Our verdict and that of the JSON Schemas, on good entries of every type and on 1,000 mutants of them.
//!
//! What a schema cannot say is left out by `beyond_a_schema`; `docs/editors.md` lists the same.

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use crate::build::known::{Known, known_of_settings};
use crate::build::parse::parse;
use crate::build::validate::{Context, Identity, Role, validate};
use crate::diag::has_errors;
use crate::model::lang::Lang;
use crate::model::node::{Node, Style};
use crate::model::path::SourcePath;
use crate::model::types::{Field, Kind, Type};
use crate::schema::json_schema::{Holding, schema};
use crate::schema::value::{Reading, example};
use crate::site::record::EntryKey;
use crate::starter::site::SETTINGS;
use crate::yaml;
use crate::yaml::report::Places;

const MUTANTS: usize = 1000;
const SEED: u64 = 20_300_115;

/// Numbers that look random and are the same every time.
struct Dice(u64);

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

struct Bench<'a> {
    known: &'a Known,
    reading: Reading<'a>,
    kind: &'a Type,
    validator: Validator,
}

impl Bench<'_> {
    fn ours(&self, entry: &Value) -> bool {
        let ending = if self.reading.role == Role::Original { "" } else { ".en" };
        let file = SourcePath::new(&format!("content/{}/a{ending}.yaml", self.kind.folder)).unwrap();
        let (document, refused) = parse(&file, &entry.to_string().into());
        let Some(document) = document else {
            panic!("{entry} is no YAML: {refused:?}");
        };
        let langs = self.known.config.langs();
        let context = Context {
            units: &self.known.units,
            original: &self.known.config.original,
            languages: &langs,
        };
        let what = Identity {
            key: EntryKey {
                type_name: self.kind.name.clone(),
                name: "a".to_owned(),
            },
            lang: Lang::parse(if ending.is_empty() { "zh-Hans" } else { "en" }).unwrap(),
            trail: Vec::new(),
            role: self.reading.role,
        };
        let (_, diagnostics) = validate(&document, &what, self.kind, &context);
        !has_errors(&diagnostics)
    }
}

fn known() -> Known {
    known_of_settings(SETTINGS).unwrap()
}

/// Runs `then` for every type in both roles.
fn each_bench(known: &Known, mut then: impl FnMut(&Bench<'_>)) {
    let file = SourcePath::of_program("test");
    let places = Places::new(&file, "", 0);
    for kind in known.types.types.values() {
        for role in [Role::Original, Role::Translation] {
            let reading = Reading {
                units: &known.units,
                places: &places,
                role,
                chain: std::slice::from_ref(&known.config.original),
            };
            let validator = jsonschema::validator_for(&schema(kind, Holding::One, &reading)).unwrap();
            then(&Bench {
                known,
                reading,
                kind,
                validator,
            });
        }
    }
}

fn json_of(node: &Node) -> Value {
    match node {
        Node::Null => Value::Null,
        Node::Scalar(scalar) if scalar.style == Style::Text => json!(scalar.text),
        Node::Scalar(scalar) => serde_json::from_str(&scalar.text).unwrap(),
        Node::List(items) => items.iter().map(json_of).collect(),
        Node::Map(entries) => Value::Object(entries.iter().map(|(key, node)| (key.clone(), json_of(node))).collect()),
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

fn good_entry(bench: &Bench<'_>) -> Map<String, Value> {
    let fields = bench.kind.fields.iter().filter(|field| field.name != "translated_from");
    let held = fields.filter(|field| bench.reading.role == Role::Original || is_words(field));
    held.map(|field| (field.name.clone(), good_field(field, &bench.reading)))
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
fn mutated(entry: &Map<String, Value>, bench: &Bench<'_>, dice: &mut Dice) -> (Map<String, Value>, String) {
    let mut entry = entry.clone();
    let names: Vec<String> = entry.keys().cloned().collect();
    let name = dice.one(&names).clone();
    let field = bench.kind.field(&name).unwrap();
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
            let other = dice.one(&bench.kind.fields);
            entry.insert(other.name.clone(), good_field(other, &bench.reading));
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

/// What stands in `docs/editors.md` as beyond a schema.
fn beyond_a_schema(entry: &Map<String, Value>, field: &Field) -> bool {
    let written = entry
        .iter()
        .filter(|(key, _)| *key == &field.name || field.label.all().any(|label| label == *key));
    written.into_iter().any(|(_, value)| beyond(value, &field.kind))
}

fn beyond(value: &Value, kind: &Kind) -> bool {
    let figure = matches!(
        kind,
        Kind::Integer | Kind::Decimal | Kind::Money | Kind::Area | Kind::Length | Kind::Percent | Kind::Quantity { .. }
    );
    let dated = matches!(kind, Kind::Date | Kind::DateTime | Kind::Period);
    match (kind, value) {
        // Items that say the same, or nothing; keys that stand twice.
        (Kind::List(item), Value::Array(items)) => {
            let keyed = matches!(item.as_ref(), Kind::Group(_)) && items.len() > 1;
            keyed || items.iter().any(|one| beyond(one, item))
        }
        (Kind::List(item), one) => beyond(one, item),
        // An empty list or map where one value is wanted is read as nothing.
        (_, Value::Array(items)) => items.iter().all(|item| item.is_null() || item == ""),
        (_, Value::Object(parts)) if parts.is_empty() => true,
        // Units and numbers in words.
        (_, Value::String(text)) if figure => text.bytes().any(|byte| byte.is_ascii_digit()) && !text.is_empty(),
        (_, Value::Object(_)) if figure => !matches!(kind, Kind::Money),
        // The calendar, and dates as documents write them.
        (_, Value::String(text)) if dated => text.len() != 10 && text.bytes().any(|byte| byte.is_ascii_digit()),
        (Kind::Period, Value::String(_)) => true,
        (_, Value::Number(number)) if dated => number.is_f64() || *kind == Kind::Period,
        _ => false,
    }
}

#[test]
fn a_good_entry_of_every_type_is_good_to_both() {
    let known = known();
    each_bench(&known, |bench| {
        let entry = Value::Object(good_entry(bench));
        let name = (&bench.kind.name, bench.reading.role);
        assert!(bench.ours(&entry), "{name:?}: {entry}");
        let faults: Vec<String> = bench
            .validator
            .iter_errors(&entry)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(faults, Vec::<String>::new(), "{name:?}");
        let rows = jsonschema::validator_for(&schema(bench.kind, Holding::Many, &bench.reading)).unwrap();
        assert!(rows.is_valid(&json!({ "甲": entry })), "{name:?}");
        assert!(!rows.is_valid(&json!({"甲": {}})), "{name:?}: no title");
        assert!(!rows.is_valid(&json!({"甲": {"title": "甲", "无此": 1}})), "{name:?}");
    });
}

#[test]
fn mutants_are_judged_alike() {
    let known = known();
    let mut dice = Dice(SEED);
    let (mut good, mut bad, mut apart) = (0, 0, Vec::new());
    while good + bad < MUTANTS {
        each_bench(&known, |bench| {
            let original = good_entry(bench);
            for _ in 0..6 {
                let (entry, name) = mutated(&original, bench, &mut dice);
                if good + bad == MUTANTS || beyond_a_schema(&entry, bench.kind.field(&name).unwrap()) {
                    continue;
                }
                let entry = Value::Object(entry);
                let (ours, theirs) = (bench.ours(&entry), bench.validator.is_valid(&entry));
                if ours {
                    good += 1;
                } else {
                    bad += 1;
                }
                if ours != theirs {
                    let role = bench.reading.role;
                    let written = entry.get(&name).map_or_else(|| entry.to_string(), Value::to_string);
                    apart.push(format!("{} {role:?} {name} ours {ours}: {written}", bench.kind.name));
                }
            }
        });
    }
    assert!(apart.is_empty(), "{} of {MUTANTS}:\n{}", apart.len(), apart.join("\n"));
    assert!(good > 200 && bad > 400, "{good} good, {bad} bad");
}
