//! The direction of imports: who may know whom. See docs/architecture.md.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::folder::files;

/// From the top floor down. A room may name its own children and rooms of lower floors.
const FLOORS: &[&[&str]] = &[
    &["main"],
    &["cli"],
    &["serve"],
    &["build", "disk"],
    &["product", "check", "starter"],
    &["site"],
    &["theme", "schema", "markdown", "config", "picture"],
    &["lang", "yaml"],
    &["diag"],
    &["model"],
];

/// Crates that one room alone may name.
const ROOMS_OF_CRATES: &[(&str, &str)] = &[
    ("tera", "theme"),
    ("include_dir", "theme"),
    ("pulldown_cmark", "markdown"),
    ("serde_yaml", "yaml"),
    ("serde_saphyr", "yaml"),
    ("walkdir", "disk"),
    ("rustix", "disk"),
    ("encoding_rs", "disk"),
    ("chardetng", "disk"),
    ("notify", "disk"),
    ("hyper", "serve"),
    ("hyper_util", "serve"),
    ("http_body_util", "serve"),
    ("tokio", "serve"),
    ("tokio_tungstenite", "serve"),
    ("futures_util", "serve"),
    ("getrandom", "serve"),
    ("qrcode", "cli"),
    ("opener", "cli"),
    ("clap", "cli"),
    ("clap_complete", "cli"),
    ("clap_mangen", "cli"),
    ("indicatif", "cli"),
    ("sys_locale", "cli"),
    ("anstream", "cli"),
    ("annotate_snippets", "diag"),
    ("similar", "diag"),
    ("unicode_width", "diag"),
    ("ferrous_opencc", "lang"),
    ("icu_collator", "lang"),
    ("icu_decimal", "lang"),
    ("icu_datetime", "lang"),
    ("icu_list", "lang"),
    ("icu_plurals", "lang"),
    ("jiff", "lang"),
    ("pinyin", "lang"),
    ("fixed_decimal", "lang"),
    ("icu_properties", "markdown"),
    ("image", "picture"),
    ("fast_image_resize", "picture"),
    ("webp", "picture"),
    ("moxcms", "picture"),
];

fn floor(room: &str) -> usize {
    FLOORS
        .iter()
        .position(|floor| floor.contains(&room))
        .unwrap_or_else(|| panic!("the room `{room}` is on no floor"))
}

/// Source files with the room each lies in and its code without tests.
fn sources() -> Vec<(String, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let found = files(&root)
        .into_iter()
        .filter(|(path, _)| path.ends_with(".rs") && path != "lib.rs");
    found
        .map(|(path, bytes)| {
            let room = path.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
            let text = String::from_utf8(bytes).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap().to_owned();
            let is_test = path.ends_with("tests.rs") || path.contains("/tests/") || path.ends_with("fixture.rs");
            (path, room, if is_test { String::new() } else { code })
        })
        .collect()
}

#[test]
fn imports_go_down_only() {
    let mut wrong = BTreeSet::new();
    for (path, room, code) in sources() {
        for (at, _) in code.match_indices("crate::") {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == '$') {
                continue;
            }
            let named: String = code[at + 7..]
                .chars()
                .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
                .collect();
            if named.is_empty()
                || named == room
                || code[..at].lines().next_back().is_some_and(|line| line.contains("//"))
            {
                continue;
            }
            if floor(&named) <= floor(&room) {
                wrong.insert(format!("{path} names {named}"));
            }
        }
    }
    assert_eq!(wrong, BTreeSet::new());
}

#[test]
fn one_outside_library_lives_in_one_room() {
    let mut wrong = BTreeSet::new();
    for (path, room, code) in sources() {
        for (name, home) in ROOMS_OF_CRATES {
            let uses = [
                format!("use {name}::"),
                format!(" {name}::"),
                format!("({name}::"),
                format!("<{name}::"),
            ];
            if room != *home && uses.iter().any(|pattern| code.contains(pattern)) {
                wrong.insert(format!("{path} names {name}"));
            }
        }
    }
    assert_eq!(wrong, BTreeSet::new());
}

#[test]
fn stages_do_not_name_each_other() {
    let stages = ["parse", "validate", "link", "plan"];
    let mut wrong = BTreeSet::new();
    for (path, room, code) in sources() {
        let Some(stage) = path
            .strip_prefix("build/")
            .map(|rest| rest.split(['/', '.']).next().unwrap())
        else {
            continue;
        };
        if room != "build" || !stages.contains(&stage) {
            continue;
        }
        for other in stages.iter().filter(|other| **other != stage) {
            if code.contains(&format!("crate::build::{other}")) {
                wrong.insert(format!("{path} names {other}"));
            }
        }
    }
    assert_eq!(wrong, BTreeSet::new());
}

#[test]
fn products_do_not_share_their_pages() {
    let pages = [
        "entry",
        "list",
        "home",
        "not_found",
        "feed",
        "sitemap",
        "robots",
        "redirect",
    ];
    let mut wrong = BTreeSet::new();
    for (path, _, code) in sources() {
        let Some(product) = path.strip_prefix("product/").and_then(|rest| rest.strip_suffix(".rs")) else {
            continue;
        };
        if !pages.contains(&product) {
            continue;
        }
        for other in pages.iter().filter(|other| **other != product && **other != "list") {
            if code.contains(&format!("crate::product::{other}")) {
                wrong.insert(format!("{path} names {other}"));
            }
        }
    }
    assert_eq!(wrong, BTreeSet::new());
}

/// So that a test can refuse any act of a publish: see `disk/publish/acts.rs`.
#[test]
fn publishing_changes_the_disk_in_one_file_alone() {
    let acts = [
        "fs::write",
        "fs::rename",
        "fs::copy",
        "fs::remove_",
        "fs::create_dir",
        "fs::hard_link",
        "fs::set_permissions",
        "File::create",
        ".write_all(",
        ".set_permissions(",
        ".sync_all(",
        ".sync_data(",
        ".set_len(",
        ".set_modified(",
        "renameat",
        "syncfs",
    ];
    let mut wrong = BTreeSet::new();
    let mut counted = 0;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/disk/publish");
    for (name, bytes) in files(&root) {
        if name.starts_with("tests/") {
            continue;
        }
        let code = String::from_utf8(bytes).unwrap();
        for act in acts.iter().filter(|act| code.contains(*act)) {
            counted += 1;
            if name != "acts.rs" {
                wrong.insert(format!("{name}: {act}"));
            }
        }
    }
    assert_eq!(wrong, BTreeSet::new());
    assert!(counted > 10);
}

#[test]
fn building_opens_no_connection_and_starts_no_program() {
    let mut wrong = BTreeSet::new();
    let mut listening = 0;
    for (path, room, code) in sources() {
        for way in ["std::net", "tokio::net", "UnixStream", "UdpSocket"] {
            if code.contains(way) {
                listening += 1;
                if room != "serve" {
                    wrong.insert(format!("{path} names {way}"));
                }
            }
        }
        if code.contains("process::Command") {
            wrong.insert(format!("{path} starts a program"));
        }
    }
    assert_eq!(wrong, BTreeSet::new());
    assert!(listening > 0);
}

#[test]
fn every_file_says_what_it_is_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let silent: Vec<String> = files(&root)
        .into_iter()
        .filter(|(path, bytes)| path.ends_with(".rs") && !bytes.starts_with(b"//! "))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn nothing_committed_names_a_machine() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut wrong = Vec::new();
    for folder in ["src", "content", "themes", "docs", "tests/sites", "tests/mistakes"] {
        for (path, bytes) in files(&root.join(folder)) {
            let text = String::from_utf8_lossy(&bytes);
            for machine in ["/root/", "/home/", "C:\\Users"] {
                if text.contains(machine) {
                    wrong.push(format!("{folder}/{path}: {machine}"));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(fs::metadata(root.join("Cargo.lock")).is_ok());
}
