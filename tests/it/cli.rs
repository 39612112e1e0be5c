//! Commands, exit statuses, and what is written to `public/`.

use std::fs;
use std::time::SystemTime;

use crate::folder::Folder;

#[test]
fn a_second_build_writes_nothing() {
    let folder = Folder::small(&[]);
    folder.build();
    let page = folder.path().join("public/projects/wenquan.html");
    let before: SystemTime = fs::metadata(&page).unwrap().modified().unwrap();
    let run = folder.build();
    assert!(run.said.contains("0 files written"), "{}", run.said);
    assert_eq!(fs::metadata(&page).unwrap().modified().unwrap(), before);
}

#[test]
fn a_build_with_mistakes_changes_nothing() {
    let folder = Folder::small(&[]);
    folder.build();
    let before = folder.public();
    folder.write(
        "content/projects/温泉.md",
        "---\n标题: 青山温泉\n地区: 白露县\n阶段: 招商中\n---\n新的话。\n",
    );
    let run = folder.run(&["build"]);
    assert_eq!(run.status, 1, "{}", run.complained);
    assert!(
        run.complained.contains("error[reference-unknown]"),
        "{}",
        run.complained
    );
    assert!(folder.public() == before);
}

#[test]
fn messages_come_in_chinese_too() {
    let folder = Folder::small(&[(
        "content/projects/b.md",
        "---\n标题: 乙\n地区: 白露县\n阶段: 招商中\n---\n",
    )]);
    let run = folder.run(&["build", "--lang", "zh"]);
    assert!(run.complained.contains("错误[reference-unknown]"), "{}", run.complained);
    assert!(run.complained.contains("没有叫“白露县”的地区"), "{}", run.complained);
    assert!(
        run.complained.contains("content/projects/b.md:3:5"),
        "{}",
        run.complained
    );
}

#[test]
fn statuses_are_as_promised() {
    let folder = Folder::small(&[]);
    assert_eq!(folder.run(&["build"]).status, 0);
    assert_eq!(folder.run(&["bild"]).status, 64);
    assert_eq!(folder.run(&["build", "--today", "2030-02-30"]).status, 64);
    assert_eq!(folder.run(&["build", "--base-url", "nowhere"]).status, 64);
    assert_eq!(folder.run(&["--help"]).status, 0);
    let empty = Folder::new(&[("readme.txt", "")]);
    assert_eq!(empty.run(&["build"]).status, 2);
}

#[test]
fn a_folder_with_foreign_content_is_refused_with_advice() {
    let folder = Folder::small(&[("public/letter.txt", "mine")]);
    let run = folder.run(&["build"]);
    assert_eq!(run.status, 2, "{}", run.complained);
    assert!(
        run.complained.contains("letter.txt") && run.complained.contains("--adopt"),
        "{}",
        run.complained
    );
    assert_eq!(folder.read("public/letter.txt"), "mine");
}

#[test]
fn a_dot_file_is_no_obstacle_and_stays() {
    let folder = Folder::small(&[("public/.gitignore", "*\n"), ("public/CNAME", "example.com\n")]);
    folder.build();
    folder.write("content/regions/青山县.md", "---\n标题: 青山县\n---\n新的话。\n");
    folder.build();
    assert_eq!(folder.read("public/.gitignore"), "*\n");
    assert_eq!(folder.read("public/CNAME"), "example.com\n");
}

#[test]
fn held_pages_are_listed_and_links_to_them_are_words() {
    let folder = Folder::small(&[
        (
            "content/projects/draft.md",
            "---\n标题: 草稿项目\n地区: 青山县\n阶段: 招商中\n草稿: 是\n---\n",
        ),
        (
            "content/projects/b.md",
            "---\n标题: 乙\n地区: 青山县\n阶段: 招商中\n---\n看[草稿](draft.md)。\n",
        ),
    ]);
    let run = folder.build();
    assert!(run.said.contains("content/projects/draft.md: draft"), "{}", run.said);
    let page = folder.read("public/projects/b.html");
    assert!(page.contains("看草稿。"), "{page}");
    assert!(run.complained.contains("note[link-held]"), "{}", run.complained);
    let drafts = folder.run(&["build", "--drafts"]);
    assert_eq!(drafts.status, 0);
    assert!(
        folder
            .read("public/projects/b.html")
            .contains("<a href=\"../projects/draft.html\">草稿</a>")
    );
}

#[test]
fn an_old_address_leads_to_the_page() {
    let folder = Folder::small(&[(
        "content/projects/b.md",
        "---\n标题: 乙\n地区: 青山县\n阶段: 招商中\n旧网址: [old/b.html, /zt/b]\n---\n",
    )]);
    folder.build();
    assert!(folder.read("public/old/b.html").contains("url=../projects/b.html"));
    assert!(folder.read("public/zt/b.html").contains("url=../projects/b.html"));
}

#[test]
fn addresses_may_be_folders() {
    let settings = format!("{}addresses: folders\n", crate::folder::SETTINGS);
    let folder = Folder::small(&[("content/site.yaml", &settings)]);
    folder.build();
    let page = folder.read("public/projects/wenquan/index.html");
    assert!(page.contains("href=\"../../regions/qingshanxian/\""), "{page}");
    assert!(
        page.contains("https://example.com/kangyang/projects/wenquan/\""),
        "{page}"
    );
}
