//! Our verdict and that of the JSON Schemas, on good entries of every type and on 1,000 mutants of them.
//!
//! What a schema cannot say is left out by `beyond_a_schema`; `docs/editors.md` lists the same.

mod mutants;

use std::collections::BTreeMap;

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use crate::build::agreement_tests::mutants::{Dice, good_entry, mutated};
use crate::build::aids::{Aids, Manner};
use crate::build::known::{Known, known_of_settings};
use crate::build::parse::parse;
use crate::build::validate::{Context, Identity, Role, validate};
use crate::diag::has_errors;
use crate::model::lang::Lang;
use crate::model::path::SourcePath;
use crate::model::types::{Field, Kind, Type};
use crate::schema::json_schema::{Holding, schema};
use crate::schema::value::Reading;
use crate::site::record::EntryKey;
use crate::starter::editor::{self, Frame};
use crate::starter::site::SETTINGS;
use crate::yaml::report::Places;

const MUTANTS: usize = 1000;
const SEED: u64 = 20_300_115;

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
            manner: Manner {
                options: crate::product::markdown_options(&self.known.config),
                converted: false,
            },
            aids: &Aids::default(),
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
        let entry = Value::Object(good_entry(bench.kind, &bench.reading));
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
            let original = good_entry(bench.kind, &bench.reading);
            for _ in 0..6 {
                let (entry, name) = mutated(&original, bench.kind, &bench.reading, &mut dice);
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

/// A schema with everything that it refers to in its place.
fn spread(part: &Value, file: &str, files: &BTreeMap<String, Value>) -> Value {
    if let Some(leads) = part.get("$ref").and_then(Value::as_str) {
        let (other, within) = leads.split_once('#').unwrap_or((leads, ""));
        let other = if other.is_empty() { file } else { &other["./".len()..] };
        let found = files[other]
            .pointer(within)
            .unwrap_or_else(|| panic!("{file}: {leads}"));
        return spread(found, other, files);
    }
    match part {
        Value::Object(map) => {
            let held = map.iter().filter(|(key, _)| *key != "definitions");
            held.map(|(key, value)| (key.clone(), spread(value, file, files)))
                .collect()
        }
        Value::Array(all) => all.iter().map(|one| spread(one, file, files)).collect(),
        one => one.clone(),
    }
}

#[test]
fn files_that_share_what_they_say_alike_still_say_it() {
    let known = known();
    let index = known.index_type();
    let frame = Frame {
        config: &known.config,
        types: &known.types,
        index: &index,
        units: &known.units,
    };
    let schemas = editor::schemas(&frame);
    let files: BTreeMap<String, Value> = editor::files(editor::schemas(&frame))
        .into_iter()
        .map(|file| (file.path, serde_json::from_str(&file.text).unwrap()))
        .collect();
    assert_eq!(files.len(), schemas.len() + 1);
    for schema in schemas {
        let name = format!("{}.schema.json", schema.name);
        let own = BTreeMap::from([(name.clone(), schema.schema.clone())]);
        let whole = spread(&schema.schema, &name, &own);
        let alone = editor::alone(&schema);
        let lone = BTreeMap::from([(name.clone(), alone.clone())]);
        assert_eq!(spread(&alone, &name, &lone), whole, "{name} alone");
        let mut beside = spread(&files[&name], &name, &files);
        if let Some(one) = beside.get_mut("additionalProperties").and_then(Value::as_object_mut) {
            // An entry of a list file has no heading of its own.
            one.remove("$schema");
            one.remove("title");
        }
        assert_eq!(beside, whole, "{name}");
    }
}
