//! No save is missed, however an editor writes it.

use std::fs;

use crate::folder::Folder;
use crate::serve::preview::Preview;

const PROJECT: &str = "content/projects/温泉.md";
const PAGE: &str = "/projects/wenquan.html";

fn with_words(words: &str) -> String {
    format!("---\n标题: 青山温泉康养项目\n地区: 青山县\n阶段: 招商中\n总投资: 约3.5亿元\n---\n{words}\n")
}

/// Every way of saving, one after the other, in one preview.
fn saves(preview: &Preview, folder: &Folder) {
    let place = folder.path().join(PROJECT);
    let beside = |name: &str| folder.path().join("content/projects").join(name);
    let mut number = 0;
    let mut save = |how: &dyn Fn(&str)| {
        number += 1;
        let words = format!("第{number}次存盘的话。");
        how(&with_words(&words));
        preview.until_shows(PAGE, &words);
    };
    save(&|text| fs::write(&place, text).unwrap());
    // vim: the old file is moved away, a new one is written, the old one is removed.
    save(&|text| {
        fs::write(beside(".温泉.md.swp"), "x").unwrap();
        fs::rename(&place, beside("温泉.md~")).unwrap();
        fs::write(&place, text).unwrap();
        fs::remove_file(beside("温泉.md~")).unwrap();
        fs::remove_file(beside(".温泉.md.swp")).unwrap();
    });
    // WPS and others: a new file is moved over the old one.
    save(&|text| {
        fs::write(beside("~WPS0001.tmp"), text).unwrap();
        fs::rename(beside("~WPS0001.tmp"), &place).unwrap();
    });
    // Removed first, and made anew.
    save(&|text| {
        fs::remove_file(&place).unwrap();
        fs::write(&place, text).unwrap();
    });
    // Emptied first, then filled in pieces.
    save(&|text| {
        fs::write(&place, "").unwrap();
        for end in [10, 40, text.len()] {
            fs::write(&place, &text.as_bytes()[..end]).unwrap();
        }
    });
    // The same length within the resolution of a clock.
    save(&|text| {
        for filler in ["甲", "乙", "丙", "丁"] {
            fs::write(&place, text.replace('第', filler)).unwrap();
        }
        fs::write(&place, text).unwrap();
    });
    // The time of the file is set back, as tools that copy do.
    save(&|text| {
        fs::write(&place, text).unwrap();
        let past = std::time::SystemTime::now() - std::time::Duration::from_hours(24);
        fs::File::options()
            .write(true)
            .open(&place)
            .unwrap()
            .set_modified(past)
            .unwrap();
    });
}

#[test]
fn every_way_of_saving_is_seen() {
    let folder = Folder::small(&[]);
    saves(&Preview::of(&folder), &folder);
}

#[test]
fn a_folder_that_gives_no_events_is_looked_at_often() {
    let folder = Folder::small(&[]);
    saves(&Preview::with(&folder, &["--poll"]), &folder);
}

#[test]
fn bursts_and_moved_folders_are_seen() {
    let folder = Folder::small(&[]);
    let mut preview = Preview::of(&folder);
    for nth in 0..200 {
        folder.write(
            &format!("content/projects/p{nth}.md"),
            &with_words(&format!("第{nth}个。")),
        );
    }
    for nth in [0, 99, 199] {
        preview.until_shows(&format!("/projects/p{nth}.html"), &format!("第{nth}个。"));
    }
    // Coalesced: far fewer rebuilds than files.
    folder.write(PROJECT, &with_words("一次修改。"));
    preview.until_shows(PAGE, "一次修改。");
    let mut rebuilds = 0;
    while !preview.line().contains("温泉") {
        rebuilds += 1;
    }
    assert!(rebuilds < 100, "{rebuilds}");
    let content = folder.path().join("content");
    fs::create_dir_all(content.join("projects/more")).unwrap();
    fs::rename(content.join("projects/p7.md"), content.join("projects/more/p7.md")).unwrap();
    fs::rename(content.join("projects/more"), content.join("projects/moved")).unwrap();
    fs::write(content.join("projects/moved/p7.md"), with_words("搬了家。")).unwrap();
    preview.until_shows("/projects/p7.html", "搬了家。");
    // The whole content goes away and comes back; what is written after that is seen too.
    fs::rename(&content, folder.path().join("away")).unwrap();
    fs::rename(folder.path().join("away"), &content).unwrap();
    folder.write(PROJECT, &with_words("回来以后。"));
    preview.until_shows(PAGE, "回来以后。");
    folder.write(PROJECT, &with_words("再改一次。"));
    preview.until_shows(PAGE, "再改一次。");
}

#[test]
fn settings_themes_and_definitions_need_no_restart() {
    let folder = Folder::small(&[]);
    let preview = Preview::of(&folder);
    let settings = folder.read("content/site.yaml");
    folder.write("content/site.yaml", &settings.replace("示例门户", "改名的门户"));
    preview.until_shows("/", "改名的门户");
    folder.write("content/strings/en.yaml", "skip: Jump over\n");
    preview.until_shows("/en/", "Jump over");
    folder.write("themes/own/theme.yaml", "extends: [wutong]\n");
    folder.write(
        "themes/own/templates/project.html",
        "{% extends \"entry.html\" %}\n{% block main %}<p class=\"mine\">{{ page.title }}</p>{% endblock main %}\n",
    );
    folder.write("content/site.yaml", &format!("{settings}theme: own\n"));
    preview.until_shows(PAGE, "class=\"mine\"");
    folder.write("themes/own/assets/css/mine.css", "p { margin: 7px }\n");
    let asset = |answer: &crate::serve::preview::Answer| answer.text().contains("margin: 7px");
    let known = folder.run(&["build", "--today", "2030-01-01", "--drafts"]);
    assert_eq!(known.status, 0, "{}", known.complained);
    let css = folder
        .public()
        .keys()
        .find(|path| path.contains("css/mine."))
        .unwrap()
        .clone();
    preview.until(&format!("/{css}"), asset);
}

#[test]
fn nothing_is_written_but_below_wutong() {
    let folder = Folder::small(&[]);
    let before = folder.all();
    let preview = Preview::of(&folder);
    preview.get("/");
    preview.get(PAGE);
    drop(preview);
    let after: Vec<String> = folder
        .all()
        .into_keys()
        .filter(|path| !path.starts_with(".wutong/"))
        .collect();
    assert_eq!(after, before.into_keys().collect::<Vec<_>>());
}
