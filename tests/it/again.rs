//! A second build of the same files renders nothing, and what it goes by may be lost or damaged at any time.

use std::fs;
use std::path::PathBuf;

use crate::folder::{Folder, Run};

const BUILD: [&str; 4] = ["build", "--today", "2030-01-01", "--profile"];

/// The note that a build leaves of itself.
fn note(folder: &Folder) -> PathBuf {
    let notes = fs::read_dir(folder.path().join(".wutong/published")).unwrap();
    let mut notes = notes.map(|entry| entry.unwrap().path());
    notes
        .find(|path| path.extension().is_some_and(|ending| ending == "built"))
        .expect("a note")
}

/// What was said, up to the time that it took.
fn told(run: &Run) -> String {
    assert_eq!(run.status, 0, "{}", run.complained);
    let lines = run.said.lines().take_while(|line| !line.starts_with("took"));
    let lines = lines.filter(|line| !line.contains("files written"));
    lines.collect::<Vec<_>>().join("\n")
}

fn rendered(run: &Run) -> bool {
    run.said.contains("render, write")
}

#[test]
fn the_same_files_are_not_rendered_again() {
    let folder = Folder::small(&[(
        "content/regions/白露镇.md",
        "---\n标题: 白露镇\n发布日期: 2031-05-01\n---\n以后。\n",
    )]);
    let first = folder.run(&BUILD);
    let public = folder.public();
    assert!(rendered(&first));
    let second = folder.run(&BUILD);
    assert!(!rendered(&second), "{}", second.said);
    assert!(second.said.contains("0 files written"), "{}", second.said);
    assert_eq!(told(&second), told(&first), "held pages are told again");
    assert!(folder.public() == public);
}

#[test]
fn another_day_file_or_target_is_rendered() {
    let folder = Folder::small(&[]);
    folder.run(&BUILD);
    assert!(rendered(&folder.run(&["build", "--today", "2030-01-02", "--profile"])));
    assert!(!rendered(&folder.run(&["build", "--today", "2030-01-02", "--profile"])));
    folder.write("content/regions/青山县.md", "---\n标题: 青山新县\n---\n");
    assert!(rendered(&folder.run(&BUILD)));
    folder.write("content/regions/青山县.md", "---\n标题: 青山县\n---\n山。\n");
    assert!(rendered(&folder.run(&BUILD)));
    let whole = folder.public();
    fs::write(folder.path().join("public/index.html"), "changed by hand").unwrap();
    assert!(rendered(&folder.run(&BUILD)));
    assert!(folder.public() == whole);
    fs::remove_dir_all(folder.path().join("public/projects")).unwrap();
    assert!(rendered(&folder.run(&BUILD)));
    assert!(folder.public() == whole);
    folder.write("public/notes.txt", "foreign");
    let run = folder.run(&BUILD);
    assert!(run.said.contains("notes.txt"), "what is foreign is told: {}", run.said);
    assert!(!rendered(&run), "and is no reason to render: {}", run.said);
}

#[test]
fn a_site_with_anything_to_say_says_it_every_time() {
    let folder = Folder::small(&[("content/regions/白露镇.md", "---\n标题：白露镇\n---\n")]);
    let first = folder.run(&BUILD);
    assert!(first.complained.contains("yaml-full-width"), "{}", first.complained);
    let second = folder.run(&BUILD);
    assert_eq!(second.complained, first.complained);
}

#[test]
fn a_note_that_is_lost_or_damaged_changes_no_byte() {
    let folder = Folder::small(&[]);
    folder.run(&BUILD);
    let public = folder.public();
    let good = fs::read(note(&folder)).unwrap();
    fs::remove_file(note(&folder)).unwrap();
    assert!(rendered(&folder.run(&BUILD)));
    for damaged in [
        &good[..0],
        &good[..good.len() / 2],
        &[good.as_slice(), b"more"].concat(),
        b"\xff\xfe\0",
    ] {
        fs::write(note(&folder), damaged).unwrap();
        assert!(rendered(&folder.run(&BUILD)));
        assert_eq!(fs::read(note(&folder)).unwrap(), good, "it is left anew");
    }
    fs::remove_dir_all(folder.path().join(".wutong")).unwrap();
    folder.run(&BUILD);
    assert!(folder.public() == public);
}
