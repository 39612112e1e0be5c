//! What is read of a folder, and what is said of the rest.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::disk::read::{PAGE_LIMIT, TEXT_LIMIT, WRITTEN_LIMIT, read_one, read_site, snapshot};
use crate::disk::walk::{Top, list};
use crate::model::snapshot::{Snapshot, SourceFile};

pub(crate) fn site(files: &[(&str, &[u8])]) -> TempDir {
    let site = tempfile::tempdir().expect("a folder");
    for (path, bytes) in files {
        write(&site.path().join(path), bytes);
    }
    site
}

fn write(place: &Path, bytes: &[u8]) {
    fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
    fs::write(place, bytes).expect("a file");
}

fn shown(snapshot: &Snapshot) -> Vec<String> {
    let files = snapshot.files.iter().map(|(path, file)| match file {
        SourceFile::Text { text, encoding } => format!("{path} {}: {text}", encoding.name()),
        SourceFile::Binary { length, .. } => format!("{path} {length}"),
    });
    let troubles = snapshot
        .troubles
        .iter()
        .map(|trouble| format!("! {} {:?}", trouble.path, trouble.kind));
    files.chain(troubles).collect()
}

pub(crate) fn check(site: &TempDir, expected: &[&str]) {
    let snapshot = read_site(site.path(), None, &["content", "themes"]).expect("a site");
    assert_eq!(shown(&snapshot), expected);
}

#[test]
fn texts_are_read_and_other_files_known_by_their_digest() {
    let site = site(&[
        ("content/projects/青山.md", "温泉".as_bytes()),
        ("content/projects/spring.jpg", b"\xFF\xD8\0"),
        ("content/files/raw.txt", b"\xFF"),
        ("content/files/.well-known/a.txt", b"a"),
        ("themes/t/a.css", b"b{}"),
        ("public/index.html", b"no"),
        ("content/.obsidian/a.md", b"no"),
        ("content/~$a.md", b"no"),
    ]);
    check(
        &site,
        &[
            "content/files/.well-known/a.txt 1",
            "content/files/raw.txt 1",
            "content/projects/spring.jpg 3",
            "content/projects/青山.md UTF-8: 温泉",
            "themes/t/a.css UTF-8: b{}",
        ],
    );
    let jpeg = "content/projects/spring.jpg";
    let snapshot = read_site(site.path(), None, &["content"]).expect("a site");
    let file = snapshot.files.iter().find(|(path, _)| path.as_str() == jpeg);
    let digest = *blake3::hash(b"\xFF\xD8\0").as_bytes();
    let expected = SourceFile::Binary { length: 3, digest };
    assert_eq!(file.expect("it is there").1, &expected);
}

#[test]
fn all_troubles_are_found_at_once_and_the_good_files_are_read() {
    let site = site(&[
        ("content/a.md", b"a\0"),
        ("content/b.md", b"\xE9t\xE9, cr\xE9\xE9e"),
        ("content/c.md", b"good"),
    ]);
    for (name, limit) in [("d.md", PAGE_LIMIT), ("e.yaml", WRITTEN_LIMIT), ("f.json", TEXT_LIMIT)] {
        let large = fs::File::create(site.path().join("content").join(name)).expect("a file");
        large.set_len(limit + 1).expect("room");
    }
    check(
        &site,
        &[
            "content/a.md 2",
            "content/b.md 10",
            "content/c.md UTF-8: good",
            "content/d.md 1048577",
            "content/e.yaml 3145729",
            "content/f.json 16777217",
            "! content/a.md NulBytes",
            "! content/b.md NotText { line: 1 }",
            "! content/d.md TooLarge { length: 1048577, limit: 1048576 }",
            "! content/e.yaml TooLarge { length: 3145729, limit: 3145728 }",
            "! content/f.json TooLarge { length: 16777217, limit: 16777216 }",
        ],
    );
}

#[test]
fn a_site_without_its_folders_is_empty_and_no_folder_is_a_failure() {
    let site = site(&[]);
    check(&site, &[]);
    assert!(read_site(&site.path().join("none"), None, &["content"]).is_err());
}

#[test]
fn names_that_are_one_on_another_machine_are_told() {
    let site = site(&[
        ("content/A.md", b"1"),
        ("content/a.md", b"2"),
        ("content/cafe\u{301}.md", b"3"),
        ("content/caf\u{e9}.md", b"4"),
    ]);
    check(
        &site,
        &[
            "content/A.md UTF-8: 1",
            "content/a.md UTF-8: 2",
            "content/caf\u{e9}.md UTF-8: 3",
            "! content/a.md NamesCollide(\"content/A.md\")",
            "! content/caf\u{e9}.md NamesCollide(\"content/cafe\\u{301}.md\")",
        ],
    );
}

#[test]
fn the_order_of_reading_changes_nothing() {
    let names: Vec<String> = (0..200).map(|n| format!("content/{}.md", n * 7919 % 211)).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), n.as_bytes())).collect();
    let site = site(&files);
    fs::write(site.path().join("content/bad.md"), b"\0").expect("a file");
    fs::write(site.path().join("content/5.yaml"), b"\0").expect("a file");
    let expected = read_site(site.path(), None, &["content"]).expect("a site");
    let mut seed = 1_u64;
    for _ in 0..5 {
        let mut listing = list(&[Top {
            name: "content",
            folder: site.path().join("content"),
            fence: fs::canonicalize(site.path()).expect("real"),
            hidden: std::collections::BTreeSet::new(),
        }])
        .expect("a list");
        for last in (1..listing.files.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let other = usize::try_from(seed >> 33).expect("small") % (last + 1);
            listing.files.swap(last, other);
        }
        let read = listing.files.into_iter().map(|found| {
            let looked = read_one(&found);
            (found.path, looked)
        });
        assert_eq!(snapshot(read.collect(), listing.troubles), expected);
    }
}

#[test]
fn shared_themes_stand_beside_the_sites_own() {
    let site = site(&[("themes/own/a.css", b"own")]);
    let shared = tempfile::tempdir().expect("a folder");
    write(&shared.path().join("own/a.css"), b"hidden");
    write(&shared.path().join("province/b.css"), b"shared");
    let snapshot = read_site(site.path(), Some(shared.path()), &["themes"]).expect("a site");
    assert_eq!(
        shown(&snapshot),
        ["themes/own/a.css UTF-8: own", "themes/province/b.css UTF-8: shared"]
    );
}
