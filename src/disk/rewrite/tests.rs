//! What is rewritten can be put back byte for byte, and nothing else is touched.

use std::fs;
use std::path::Path;

use crate::disk::read::tests::site;
use crate::disk::rewrite::{Rewrite, rewrite, undo};
use crate::model::path::SourcePath;

fn path(path: &str) -> SourcePath {
    SourcePath::new(path).expect("a path")
}

fn write(site: &Path, file: &SourcePath, before: &str, after: &str) -> usize {
    let rewrites = [Rewrite {
        path: file,
        before,
        after,
    }];
    rewrite(site, &rewrites).expect("written").len()
}

#[test]
fn runs_are_undone_one_after_the_other_to_the_very_bytes() {
    let gbk = b"\xB1\xEA\xCC\xE2: \xC7\xE0\xC9\xBD\xCF\xD8\xCE\xC2\xC8\xAA\n";
    let site = site(&[("content/a.md", gbk)]);
    let (file, place) = (path("content/a.md"), site.path().join("content/a.md"));
    assert_eq!(write(site.path(), &file, "标题: 青山县温泉\n", "标题: 甲\n"), 0);
    assert_eq!(write(site.path(), &file, "标题: 甲\n", "标题: 乙\n"), 0);
    assert_eq!(fs::read_to_string(&place).expect("a file"), "标题: 乙\n");
    undo(site.path()).expect("undone").expect("a run");
    assert_eq!(fs::read_to_string(&place).expect("a file"), "标题: 甲\n");
    undo(site.path()).expect("undone").expect("a run");
    assert_eq!(fs::read(&place).expect("a file"), gbk);
    assert!(undo(site.path()).expect("nothing").is_none());
}

#[test]
fn a_file_that_changed_meanwhile_is_left_alone() {
    let site = site(&[("content/a.md", "新".as_bytes())]);
    assert_eq!(write(site.path(), &path("content/a.md"), "旧", "改"), 1);
    assert_eq!(
        fs::read_to_string(site.path().join("content/a.md")).expect("a file"),
        "新"
    );
    assert!(undo(site.path()).expect("nothing").is_none());
}

#[test]
fn undo_refuses_a_file_that_changed_since_and_keeps_its_old_words() {
    let site = site(&[("content/a.md", b"one"), ("content/b.md", b"two")]);
    let (a, b) = (path("content/a.md"), path("content/b.md"));
    let new = |path, before| Rewrite {
        path,
        before,
        after: "new",
    };
    rewrite(site.path(), &[new(&a, "one"), new(&b, "two")]).expect("written");
    fs::write(site.path().join("content/b.md"), "mine").expect("written");
    for restored in [1, 0] {
        let undone = undo(site.path()).expect("undone").expect("a run");
        assert_eq!(undone.restored.len(), restored);
        let (refused, old) = &undone.refused[0];
        assert_eq!((refused, fs::read(old).expect("kept")), (&b, b"two".to_vec()));
    }
    assert_eq!(fs::read(site.path().join("content/a.md")).expect("a file"), b"one");
    assert_eq!(fs::read(site.path().join("content/b.md")).expect("a file"), b"mine");
}

#[test]
fn only_the_last_runs_are_kept() {
    let site = site(&[("content/a.md", b"0")]);
    let file = path("content/a.md");
    for run in 0..25 {
        write(site.path(), &file, &run.to_string(), &(run + 1).to_string());
    }
    assert_eq!(
        fs::read_dir(site.path().join(".wutong/undo"))
            .expect("a folder")
            .count(),
        20
    );
    assert!(site.path().join(".wutong/undo/25/list").is_file());
}

#[test]
fn a_list_that_was_tampered_with_leads_nowhere() {
    let site = site(&[("content/a.md", b"old"), ("secret.txt", b"new")]);
    write(site.path(), &path("content/a.md"), "old", "new");
    let list = site.path().join(".wutong/undo/1/list");
    let text = fs::read_to_string(&list).expect("a list");
    let elsewhere = text.replace("content/a.md", "secret.txt") + &text.replace("content/a.md", "content/../secret.txt");
    fs::write(&list, elsewhere).expect("written");
    let undone = undo(site.path()).expect("undone").expect("a run");
    assert!(undone.restored.is_empty());
    assert_eq!(fs::read(site.path().join("secret.txt")).expect("a file"), b"new");
}
