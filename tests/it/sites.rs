//! Small sites and what they must give: `tests/sites/CASE/{content,themes,expected,holds}`.
//!
//! A file under `expected` is the whole built file. Of a file under `holds` each line stands somewhere in
//! the built file, in this order: so a case can speak of the default theme and not of its looks.

use std::fs;
use std::path::Path;

use crate::folder::{Folder, files};

#[test]
fn every_case_gives_what_it_expects() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut cases = 0;
    for case in fs::read_dir(&root).unwrap() {
        let case = case.unwrap().path();
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let folder = Folder::new(&[]);
        for part in ["content", "themes"] {
            for (path, bytes) in files(&case.join(part)) {
                folder.write_bytes(&format!("{part}/{path}"), &bytes);
            }
        }
        folder.build();
        let (expected, held) = (files(&case.join("expected")), files(&case.join("holds")));
        assert!(expected.len() + held.len() > 0, "{name} expects nothing");
        for (path, lines) in held {
            holds(&name, &folder, &path, &String::from_utf8(lines).unwrap());
        }
        for (path, bytes) in expected {
            let expected = String::from_utf8(bytes).unwrap();
            assert_eq!(folder.read(&format!("public/{path}")), expected, "{name}: {path}");
        }
        cases += 1;
    }
    assert!(cases >= 1, "no case in tests/sites");
}

/// Every line stands in the built file, behind the line before it. An asset is named without its hash.
fn holds(case: &str, folder: &Folder, path: &str, lines: &str) {
    let (stem, ending) = path.rsplit_once('.').unwrap();
    let built = folder.public();
    let is_it = |name: &&String| {
        *name == path || path.starts_with("assets/") && name.starts_with(&format!("{stem}.")) && name.ends_with(ending)
    };
    let found = built.keys().find(is_it).unwrap_or_else(|| panic!("{case}: no {path}"));
    let text = folder.read(&format!("public/{found}"));
    let mut rest = text.as_str();
    for line in lines.lines() {
        let place = rest
            .find(line)
            .unwrap_or_else(|| panic!("{case}: {path} does not hold {line} there:\n{text}"));
        rest = &rest[place + line.len()..];
    }
}

/// What the documents tell a newcomer to write is what is tried.
#[test]
fn the_theme_from_nothing_is_that_of_the_documents() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let theme = files(&root.join("tests/sites/bare-theme/themes/bare"));
    assert!(theme.len() < 10, "{:?}", theme.keys());
    let text = fs::read_to_string(root.join("docs/themes.md")).unwrap();
    let (_, told) = text.split_once("## A theme from nothing\n").unwrap();
    let (told, _) = told.split_once("\nWith `theme.yaml`").unwrap();
    for (path, bytes) in theme.iter().filter(|(path, _)| path.starts_with("templates/")) {
        let written = String::from_utf8(bytes.clone()).unwrap();
        assert!(
            told.contains(path.trim_start_matches("templates/")),
            "{path} is not told"
        );
        assert!(told.contains(&format!("-->\n{written}```")), "{path} is told otherwise");
    }
}
