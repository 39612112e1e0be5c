//! A second build makes only what an edit changed, and what it goes by may be lost or damaged at any time.

use std::fs;
use std::path::{Path, PathBuf};

use crate::folder::{Folder, Run, files};
use crate::live::edit::{Dice, Draft};
use crate::live::{cold, number};

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
    assert!(!rendered(&second), "and nothing is made for it: {}", second.said);
    let chinese = folder.run(&["build", "--today", "2030-01-01", "--profile", "--lang", "zh"]);
    assert!(
        rendered(&chinese) && chinese.complained.contains("全角"),
        "{}",
        chinese.complained
    );
    folder.write("content/regions/白露镇.md", "---\n标题: 白露镇\n---\n");
    assert_eq!(folder.run(&BUILD).complained, "");
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

/// How many pages of each type were made, as the profile tells.
fn views(run: &Run) -> Vec<String> {
    assert_eq!(run.status, 0, "{}", run.complained);
    let rows = run.said.split("views by type").nth(1).unwrap_or_default();
    let rows = rows.lines().skip(1).take_while(|line| !line.is_empty());
    let named = rows.map(|row| row.split("ms").nth(1).unwrap_or_default().trim());
    let mut counted: Vec<String> = named
        .map(|row| {
            let row = row.split(" µs").next().unwrap_or_default();
            let several = row.rsplit_once(" × ").map(|(row, _)| row.to_owned());
            several.unwrap_or_else(|| format!("{row}: 1"))
        })
        .collect();
    counted.sort();
    counted
}

const SETTINGS: &str = "  zh-Hant: {convert_from: zh-Hans, usage: hk}\n  fr: {fallback: [zh-Hans]}\n  en:";

#[test]
fn a_body_edit_makes_the_pages_that_show_those_words_and_no_other() {
    let settings = crate::folder::SETTINGS.replace("  en:", SETTINGS) + "editions: [standard, care]\n";
    let (chinese, english) = ("content/projects/温泉.md", "content/projects/温泉.en.md");
    let folder = Folder::small(&[
        ("content/site.yaml", &settings),
        (
            english,
            "---\ntitle: Qingshan hot spring\n---\nThe total is {=investment}.\n\nIn two phases.\n",
        ),
    ]);
    let first = folder.run(&BUILD);
    let edit = |file: &str, from: &str, to: &str| folder.write(file, &folder.read(file).replace(from, to));
    edit(chinese, "县城以北", "县城以南，依山而建");
    let run = folder.run(&BUILD);
    // zh-Hans, zh-Hant and the fallback in French, each with its care edition; English has its own words.
    assert_eq!(views(&run), ["project: 6"]);
    assert!(run.said.contains("6 files written"), "{}", run.said);
    assert_eq!(told(&run).lines().next(), told(&first).lines().next());
    edit(english, "two phases", "three phases");
    assert_eq!(views(&folder.run(&BUILD)), ["project: 2"]);
    // A heading can be linked to, so every page is made again.
    edit(english, "In three", "## When\n\nIn three");
    let whole = views(&folder.run(&BUILD));
    assert!(whole.len() > 1, "{whole:?}");
    edit(chinese, "标题: ", "标题: 大");
    assert_eq!(views(&folder.run(&BUILD)), whole);
    // What someone else did to a file is not taken for ours.
    let place = folder.path().join("public/index.html");
    let home = fs::read(&place).unwrap();
    fs::write(&place, "changed by hand").unwrap();
    edit(english, "three phases", "four phases");
    assert_eq!(views(&folder.run(&BUILD)), ["home: 1", "project: 2"]);
    assert!(fs::read(&place).unwrap() == home);
}

#[test]
fn a_translation_that_goes_stale_is_shown_as_such_on_every_page() {
    let english = "---\ntitle: Qingshan\n---\nNorth of the town.\n";
    let folder = Folder::small(&[("content/projects/温泉.en.md", english)]);
    assert_eq!(
        folder
            .run(&["status", "--accept", "content/projects/温泉.en.md"])
            .status,
        0
    );
    folder.run(&BUILD);
    let text = folder.read("content/projects/温泉.md");
    folder.write("content/projects/温泉.md", &text.replace("县城以北", "县城以南"));
    let run = folder.run(&BUILD);
    assert!(views(&run).len() > 1, "{}", run.said);
    assert!(run.complained.contains("translation-stale"), "{}", run.complained);
    // It is told again, although nothing of that file is read anew.
    folder.write("content/projects/温泉.md", &text.replace("县城以北", "县城以东"));
    let run = folder.run(&BUILD);
    assert_eq!(views(&run), ["project: 1"]);
    assert!(run.complained.contains("translation-stale"), "{}", run.complained);
}

#[test]
fn a_template_is_tried_again_when_it_or_a_definition_says_something_else() {
    let settings = format!("{}theme: own\n", crate::folder::SETTINGS);
    let template = "themes/own/templates/region.html";
    let page = |words: &str| format!("{{% extends \"entry.html\" %}}{{% block main %}}{words}{{% endblock %}}");
    let folder = Folder::small(&[
        ("content/site.yaml", &settings),
        ("themes/own/theme.yaml", "extends: [wutong]\n"),
        (template, &page("{{ page.title }}")),
    ]);
    folder.run(&BUILD);
    let public = folder.public();
    let refuses = |words: &str| {
        folder.write(template, &page(words));
        let run = folder.run(&BUILD);
        let told = run.status == 1 && run.complained.contains(template);
        assert!(told, "{}", run.complained);
    };
    refuses("{{ page.titel }}");
    assert!(folder.public() == public);
    // What no page of the site would show comes to light with the samples alone.
    folder.write(
        "content/types/region.yaml",
        "extends: region\nfields:\n  wanted: {kind: text, label: {zh-Hans: 所求}}\n",
    );
    folder.write("content/regions/青山县.md", "---\n标题: 青山县\n所求: 山水\n---\n");
    folder.write(
        template,
        &page("{% if page.fields.wanted %}{{ page.fields.wanted.text }}{% endif %}"),
    );
    let run = folder.run(&BUILD);
    assert_eq!(run.status, 0, "{}", run.complained);
    refuses("{{ page.fields.wanted.text }}");
}

#[test]
fn what_files_say_is_read_again_when_a_definition_says_something_else() {
    let definition = "content/types/region.yaml";
    let labelled =
        |label: &str| format!("extends: region\nfields:\n  wanted: {{kind: text, label: {{zh-Hans: {label}}}}}\n");
    let folder = Folder::small(&[
        (definition, &labelled("所求")),
        ("content/regions/青山县.md", "---\n标题: 青山县\n所求: 山水\n---\n"),
    ]);
    let first = folder.run(&BUILD);
    assert_eq!(first.status, 0, "{}", first.complained);
    folder.write(definition, &labelled("要求"));
    let run = folder.run(&BUILD);
    assert!(
        run.status == 1 && run.complained.contains("field-unknown"),
        "{}",
        run.complained
    );
}

#[test]
fn a_file_that_is_read_otherwise_than_it_stands_is_read_so_again() {
    let settings = format!("{}severity: {{yaml-full-width-read: off}}\n", crate::folder::SETTINGS);
    let folder = Folder::small(&[
        ("content/site.yaml", &settings),
        (
            "content/regions/白露镇.md",
            "---\n标题：白露镇\n概要：河边的镇\n发布日期：2020-01-01\n---\n镇在**河边**。",
        ),
    ]);
    let first = folder.run(&BUILD);
    assert!(first.status == 0 && first.complained.is_empty(), "{}", first.complained);
    let page = fs::read(folder.path().join("public/regions/bailuzhen.html")).unwrap();
    let text = folder.read("content/projects/温泉.md");
    folder.write("content/projects/温泉.md", &text.replace("标题: ", "标题: 大"));
    assert!(views(&folder.run(&BUILD)).len() > 1);
    assert!(fs::read(folder.path().join("public/regions/bailuzhen.html")).unwrap() == page);
}

/// What an edit, a crash or a curious person may do to what is kept.
fn spoil(folder: &Path, dice: &mut Dice) -> String {
    // By the record alone a file is ours: without it the next build asks.
    let kept = files(&folder.join(".wutong")).into_iter();
    let kept: Vec<(String, Vec<u8>)> = kept.filter(|(name, _)| !name.ends_with(".txt")).collect();
    let (name, bytes) = &kept[dice.roll(kept.len())];
    let place = folder.join(".wutong").join(name);
    match dice.roll(4) {
        0 => fs::remove_file(place).unwrap(),
        1 => fs::write(place, &bytes[..dice.roll(bytes.len() + 1)]).unwrap(),
        2 if !bytes.is_empty() => {
            let mut damaged = bytes.clone();
            damaged[dice.roll(bytes.len())] ^= 1;
            fs::write(place, damaged).unwrap();
        }
        _ => fs::write(place, [bytes.as_slice(), b"more"].concat()).unwrap(),
    }
    name.clone()
}

/// Of one run; `WUTONG_STEPS` and `WUTONG_SEED` ask for others.
const STEPS: u64 = 30;
const SEED: u64 = 20_300_102;

#[test]
fn after_any_edits_a_second_build_is_one_from_nothing() {
    let (steps, seed) = (number("WUTONG_STEPS", STEPS), number("WUTONG_SEED", SEED));
    let mut dice = Dice(seed);
    let mut draft = Draft::new();
    let folder = draft.folder();
    folder.run(&BUILD);
    let mut compared = 0;
    for step in 0..steps {
        let edits = 1 + dice.roll(2);
        let mut done: Vec<String> = (0..edits).map(|_| draft.edit(&folder, &mut dice)).collect();
        if dice.roll(4) == 0 {
            done.push(spoil(folder.path(), &mut dice));
        }
        let run = folder.run(&["build", "--drafts", "--today", "2030-01-01"]);
        let expected = cold(&folder);
        assert_eq!(
            run.status == 0,
            expected.is_some(),
            "step {step} of seed {seed}, {done:?}: {}",
            run.complained
        );
        let Some(expected) = expected else { continue };
        compared += 1;
        let public = folder.public();
        for (path, bytes) in &expected {
            let copied = [&b"source "[..], b"picture "]
                .iter()
                .any(|mark| bytes.starts_with(mark));
            assert!(
                copied && public.contains_key(path) || public.get(path) == Some(bytes),
                "step {step} of seed {seed}, {done:?}: {path}"
            );
        }
        assert!(
            public.keys().eq(expected.keys()),
            "step {step} of seed {seed}: {done:?}"
        );
    }
    assert!(
        compared * 2 > steps,
        "most states have no mistakes: {compared} of {steps}"
    );
}
