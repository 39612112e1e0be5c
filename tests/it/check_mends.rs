//! `wutong check --fix`, `--dry-run` and `--undo` on files as clerks have them: nothing else changes, and all can be taken back.

use std::collections::BTreeMap;

use crate::folder::{Folder, Run, files};

const PATH: &str = "content/projects/b.md";

fn check(folder: &Folder, arguments: &[&str]) -> Run {
    let run = folder.run(&[&["check"], arguments, &["--today", "2030-01-01"]].concat());
    assert!(!run.complained.contains("panicked"), "{}", run.complained);
    run
}

/// What authors wrote: not what Wutong keeps for itself.
fn content(folder: &Folder) -> BTreeMap<String, Vec<u8>> {
    files(&folder.path().join("content"))
}

/// Mends the file, sees that it is exactly so, mends again, takes it back.
#[track_caller]
fn mends(before: &[u8], after: &str) {
    let folder = Folder::small(&[]);
    folder.write_bytes(PATH, before);
    folder.write(
        "content/projects/a.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>",
    );
    let old = content(&folder);
    let dry = check(&folder, &["--fix", "--dry-run"]);
    assert!(
        content(&folder) == old && !folder.path().join(".wutong").exists(),
        "{}",
        dry.said
    );
    let run = check(&folder, &["--fix"]);
    assert_eq!(folder.read(PATH), after, "{}{}", run.said, run.complained);
    assert!(
        run.said.contains(PATH) && run.said.contains("wutong check --undo"),
        "{}",
        run.said
    );
    let others: Vec<String> = changed(&old, &content(&folder));
    assert_eq!(others, ["projects/b.md"]);
    let again = check(&folder, &["--fix"]);
    assert!(again.said.starts_with("There is nothing to correct."), "{}", again.said);
    assert_eq!(folder.read(PATH), after);
    let undone = check(&folder, &["--undo"]);
    assert_eq!((undone.status, undone.said), (0, format!("{PATH}: is as it was\n")));
    assert!(content(&folder) == old);
    assert_eq!(check(&folder, &["--undo"]).said, "There is nothing to undo.\n");
}

fn changed(old: &BTreeMap<String, Vec<u8>>, new: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let names = old.keys().chain(new.keys().filter(|name| !old.contains_key(*name)));
    names.filter(|name| old.get(*name) != new.get(*name)).cloned().collect()
}

#[test]
fn only_the_wrong_signs_change() {
    let good = "---\r\n标题: 乙 \r\n地区: 青山县\n阶段: 招商中\t\r\n---\r\n正文：一  \n\n\n　　二\r\n没有行尾";
    mends(good.replacen("标题: ", "标题：", 1).as_bytes(), good);
    mends(good.replacen(": ", "：", 3).as_bytes(), good);
}

#[test]
fn two_in_one_line_are_both_mended() {
    let good = "---\n标题: 乙\n地区: 青山县\n阶段: 招商中\n附件: [{file: a.svg, name: 说明}]\n---\n";
    let wrong = good.replace("file", "flie").replace("name:", "naem:");
    mends(wrong.as_bytes(), good);
}

#[test]
fn old_encodings_become_utf8_word_by_word() {
    let text = "---\r\n标题: 青山康养小镇项目\r\n地区: 青山县\r\n阶段: 招商中\r\n---\r\n全县有温泉二十处，山林茂密，空气清新，适合老人居住。  \r\n尾";
    let (gbk, _, lost) = encoding_rs::GBK.encode(text);
    assert!(!lost);
    mends(&gbk, text);
    mends(&[b"\xEF\xBB\xBF", text.as_bytes()].concat(), text);
    let utf16: Vec<u8> = "\u{feff}"
        .chars()
        .chain(text.chars())
        .flat_map(|sign| {
            let mut units = [0; 2];
            sign.encode_utf16(&mut units)
                .iter()
                .flat_map(|unit| unit.to_le_bytes())
                .collect::<Vec<u8>>()
        })
        .collect();
    mends(&utf16, text);
    // A wrong sign in a file of the old encoding.
    let wrong = text.replacen("标题: ", "标题：", 1);
    let (gbk, _, _) = encoding_rs::GBK.encode(&wrong);
    mends(&gbk, text);
}

#[test]
fn the_difference_is_shown_first() {
    let folder = Folder::small(&[(PATH, "---\n标题：乙\n地区: 青山县\n阶段: 招商中\n---\n")]);
    let dry = check(&folder, &["--fix", "--dry-run", "--lang", "zh"]);
    let difference = "--- content/projects/b.md\n+++ content/projects/b.md\n@@ -1,5 +1,5 @@\n ---\n-标题：乙\n+标题: 乙\n 地区: 青山县\n 阶段: 招商中\n ---\n";
    assert!(dry.said.starts_with(difference), "{}", dry.said);
    assert!(
        dry.said.contains("可以改正 1 处，共 1 个文件；现在什么都没有改。"),
        "{}",
        dry.said
    );
    let run = check(&folder, &["--fix", "--lang", "zh"]);
    assert!(run.said.starts_with("content/projects/b.md\n  2: 标题: 乙  [yaml-full-width-read]\n改正了 1 处，共 1 个文件。要撤销：wutong check --undo\n"), "{}", run.said);
}

#[test]
fn only_what_is_chosen_is_mended() {
    let wrong = "---\n标题：乙\n地区: 青山县\n阶段: 招商中\n---\n";
    let folder = Folder::small(&[]);
    folder.write_bytes(PATH, &[b"\xEF\xBB\xBF", wrong.as_bytes()].concat());
    check(&folder, &["--fix", "--except", "yaml-*"]);
    assert_eq!(folder.read(PATH), wrong);
}

#[test]
fn what_was_changed_since_stays_and_the_rest_is_taken_back() {
    let wrong = "---\n标题：乙\n地区: 青山县\n阶段: 招商中\n---\n";
    let folder = Folder::small(&[(PATH, wrong), ("content/projects/c.md", &wrong.replace('乙', "丙"))]);
    check(&folder, &["--fix"]);
    let later = format!("{}后来写的一句。\n", folder.read(PATH));
    folder.write(PATH, &later);
    let undone = check(&folder, &["--undo"]);
    assert_eq!(undone.status, 1, "{}", undone.said);
    assert!(
        undone.said.contains(&format!("{PATH}: was changed since")),
        "{}",
        undone.said
    );
    assert_eq!(folder.read(PATH), later);
    assert_eq!(folder.read("content/projects/c.md"), wrong.replace('乙', "丙"));
    // The old bytes are where it says.
    let place = undone.said.split('`').nth(1).unwrap();
    assert_eq!(std::fs::read_to_string(folder.path().join(place)).unwrap(), wrong);
}

#[test]
fn runs_are_taken_back_one_after_the_other() {
    let wrong = |title: &str| format!("---\n{title}\n地区: 青山县\n阶段: 招商中\n---\n");
    let folder = Folder::small(&[(PATH, &wrong("标题：乙"))]);
    check(&folder, &["--fix"]);
    folder.write("content/projects/c.md", &wrong("标题：丙"));
    check(&folder, &["--fix"]);
    check(&folder, &["--undo"]);
    assert_eq!(folder.read("content/projects/c.md"), wrong("标题：丙"));
    assert_eq!(folder.read(PATH), wrong("标题: 乙"));
    check(&folder, &["--undo"]);
    assert_eq!(folder.read(PATH), wrong("标题：乙"));
}

/// A theme shared by several sites is not this site's to change.
#[test]
fn shared_themes_are_left_alone() {
    let shared = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(shared.path().join("own/strings")).unwrap();
    let theme = shared.path().join("own/theme.yaml");
    std::fs::write(&theme, b"\xEF\xBB\xBFextends: [wutong]\n").unwrap();
    let settings = format!("{}theme: own\n", crate::folder::SETTINGS);
    let folder = Folder::small(&[("content/site.yaml", &settings)]);
    let run = check(&folder, &["--themes", &shared.path().to_string_lossy()]);
    assert_eq!(run.status, 0, "{}", run.complained);
    let run = check(&folder, &["--fix", "--themes", &shared.path().to_string_lossy()]);
    assert_eq!(run.status, 64, "{}", run.complained);
    assert!(std::fs::read(theme).unwrap().starts_with(b"\xEF\xBB\xBF"));
}
