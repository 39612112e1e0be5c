//! The catalogue and the code that uses it speak of the same things.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::diag::catalogue::{Speech, fill, is_place, names, row, rows};

/// The ways in which the code makes a mistake with a code.
const MAKERS: [&str; 6] = [
    "Diagnostic::new(",
    "Fault::key(",
    "Fault::value(",
    "spot.fault(",
    "fault(\"",
    "Fault::at(",
];

/// Source texts without their tests.
fn sources() -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in walkdir::WalkDir::new(folder) {
            let entry = entry.unwrap();
            let path = entry.path();
            let is_catalogue = path.components().any(|part| part.as_os_str() == "catalogue");
            if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs") && !is_catalogue {
                #[expect(clippy::disallowed_methods, reason = "this test reads the source")]
                let text = std::fs::read_to_string(path).unwrap();
                let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
                found.push(code.to_owned());
            }
        }
    }
    found
}

/// The words in quotes that follow a call.
fn arguments<'t>(text: &'t str, call: &str) -> Vec<&'t str> {
    let quote = call.ends_with('"');
    text.match_indices(call)
        .filter_map(|(at, _)| {
            let rest = text[at + call.len()..].trim_start();
            let rest = if quote { rest } else { rest.strip_prefix('"')? };
            rest.split('"').next()
        })
        .collect()
}

fn places(pattern: &str) -> BTreeSet<String> {
    pattern
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(place, _)| place))
        .filter(|place| is_place(place))
        .map(|place| place.trim_start_matches("zh:").trim_start_matches("en:"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_code_that_is_used_has_a_row_and_every_row_is_used() {
    let mut used = BTreeSet::new();
    for source in sources() {
        for call in MAKERS {
            used.extend(arguments(&source, call).into_iter().map(str::to_owned));
        }
    }
    used.retain(|code| code.contains('-'));
    let known: BTreeSet<String> = rows().map(|row| row.code.to_owned()).collect();
    let unknown: Vec<_> = used.difference(&known).collect();
    // A code may also be handed to a function of the room that makes the diagnostic.
    let code: String = sources().concat();
    let unused: Vec<_> = known
        .iter()
        .filter(|known| !code.contains(&format!("\"{known}\"")))
        .collect();
    assert_eq!((unknown, unused), (vec![], vec![]));
}

#[test]
fn every_place_is_given_somewhere() {
    let mut given = BTreeSet::new();
    for source in sources() {
        given.extend(arguments(&source, ".with(").into_iter().map(str::to_owned));
        given.extend(arguments(&source, ".with_some(").into_iter().map(str::to_owned));
    }
    let mut missing = BTreeMap::new();
    for row in rows() {
        for pattern in [row.zh.message, row.zh.help, row.en.message, row.en.help] {
            for place in places(pattern).difference(&given) {
                missing.insert(row.code, place.clone());
            }
        }
    }
    assert_eq!(missing, BTreeMap::new());
}

#[test]
fn both_languages_say_the_same_things() {
    for row in rows() {
        let of = |wording: &crate::diag::catalogue::Wording| {
            let mut all = places(wording.message);
            all.extend(places(wording.help));
            all
        };
        let (zh, en) = (of(&row.zh), of(&row.en));
        // A label is the Chinese name of the field or type that the English message names by its key; the
        // readings of a figure are written as Chinese documents do, and in their canonical form.
        let of_one = ["label", "type", "other", "readings", "canonical"];
        let differ = zh.symmetric_difference(&en);
        let differ: Vec<_> = differ.filter(|place| !of_one.contains(&place.as_str())).collect();
        assert_eq!(differ, Vec::<&String>::new(), "{}", row.code);
    }
}

#[test]
fn codes_and_names_stand_once() {
    let codes: Vec<_> = rows().map(|row| row.code).collect();
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
    let keys: BTreeSet<_> = names::NAMES.iter().map(|(key, _, _)| key).collect();
    assert_eq!(keys.len(), names::NAMES.len());
    for name in crate::diag::catalogue::names::NAMES {
        assert!(!name.1.is_empty() && !name.2.is_empty());
    }
    assert!(row("field-unknown").is_some() && row("no-such-code").is_none());
}

#[test]
fn places_are_filled_and_doubtful_parts_left_out() {
    let check = |pattern: &str, expected: &str| {
        let parts = [("kind", "money".to_owned()), ("field", "总投资".to_owned())];
        assert_eq!(fill(pattern, &parts), expected);
    };
    check("“{field}”是{zh:kind}", "“总投资”是金额");
    check("`{field}` is {en:kind}", "`总投资` is an amount of money");
    check("甲⟨，{field}⟩⟨，{other}⟩乙", "甲，总投资乙");
    check("如 `{zh-Hans: 阶段}`", "如 `{zh-Hans: 阶段}`");
    check("如 `{kind: 甲, to: {field}}`", "如 `{kind: 甲, to: 总投资}`");
    check("开着的 { 括号", "开着的 { 括号");
    assert_eq!(names::name("money", Speech::English), "an amount of money");
}
