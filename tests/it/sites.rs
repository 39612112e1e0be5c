//! Small sites with the files that they must give: `tests/sites/CASE/{content,themes,expected}`.

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
        let expected = files(&case.join("expected"));
        assert!(!expected.is_empty(), "{name} expects nothing");
        for (path, bytes) in expected {
            let expected = String::from_utf8(bytes).unwrap();
            assert_eq!(folder.read(&format!("public/{path}")), expected, "{name}: {path}");
        }
        cases += 1;
    }
    assert!(cases >= 1, "no case in tests/sites");
}
