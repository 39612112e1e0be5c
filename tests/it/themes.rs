//! Themes: layers, look-up, a site without `themes/`, one from nothing.

use crate::folder::{Folder, SETTINGS};

fn with_theme(extends: &str, files: &[(&str, &str)]) -> Folder {
    let settings = format!("{SETTINGS}theme: own\n");
    let folder = Folder::small(&[("content/site.yaml", &settings), ("themes/own/theme.yaml", extends)]);
    for (path, text) in files {
        folder.write(&format!("themes/own/{path}"), text);
    }
    folder
}

#[test]
fn a_site_without_themes_has_the_built_in_one() {
    let folder = Folder::small(&[]);
    folder.build();
    assert!(folder.public().keys().any(|path| path.starts_with("assets/css/site.")));
}

#[test]
fn a_layer_replaces_single_files() {
    let folder = with_theme(
        "extends: [wutong]\n",
        &[
            (
                "templates/project.html",
                "{% extends \"entry.html\" %}\n{% block main %}<p class=\"mine\">{{ page.title }}</p>{% endblock main %}\n",
            ),
            ("strings/en.yaml", "skip: Jump\n"),
            ("assets/css/mine.css", "p { margin: 0 }\n"),
        ],
    );
    folder.build();
    assert!(
        folder
            .read("public/projects/wenquan.html")
            .contains("<p class=\"mine\">青山温泉康养项目</p>")
    );
    assert!(
        !folder
            .read("public/regions/qingshanxian.html")
            .contains("class=\"mine\"")
    );
    assert!(folder.read("public/en/regions/qingshanxian.html").contains("Jump"));
}

#[test]
fn a_site_adds_a_field_and_a_type_without_copying() {
    let folder = Folder::small(&[
        (
            "content/types/project.yaml",
            "extends: project\nfields:\n  parking: {kind: quantity, label: {zh-Hans: 车位, en: Parking}}\n",
        ),
        (
            "content/types/market.yaml",
            "folder: markets\nlabel: {one: {zh-Hans: 集市}, many: {zh-Hans: 集市}}\nfields:\n  opened: {kind: date, label: {zh-Hans: 开市, en: Opened}}\n",
        ),
        (
            "content/projects/b.md",
            "---\n标题: 乙\n地区: 青山县\n阶段: 招商中\n车位: 120个\n---\n",
        ),
        ("content/markets/赶集.md", "---\n标题: 赶集\n开市: 2020-05\n---\n"),
    ]);
    folder.build();
    assert!(folder.read("public/projects/b.html").contains("车位"));
    assert!(folder.read("public/markets/ganji.html").contains("2020年5月"));
    assert!(folder.public().contains_key("markets/index.html"));
}

#[test]
fn a_theme_from_nothing_needs_few_files() {
    let page =
        "<!doctype html><html lang=\"{{ lang.html_lang }}\"><title>{{ page.title }}</title>{{ page.body }}</html>\n";
    let folder = with_theme(
        "extends: []\n",
        &[
            ("templates/entry.html", page),
            ("templates/list.html", page),
            ("templates/term.html", page),
            ("templates/home.html", page),
            ("templates/404.html", page),
            (
                "types/_entry.yaml",
                "fields:\n  title: {kind: text, required: true, localized: true, label: {zh-Hans: 标题}}\n",
            ),
            (
                "types/region.yaml",
                "folder: regions\nlabel: {one: {zh-Hans: 地区}, many: {zh-Hans: 地区}}\nfields: {}\n",
            ),
            (
                "types/project.yaml",
                "folder: projects\nlabel: {one: {zh-Hans: 项目}, many: {zh-Hans: 项目}}\nfields:\n  region: {kind: reference, to: region, label: {zh-Hans: 地区}}\n  stage: {kind: text, label: {zh-Hans: 阶段}}\n  investment: {kind: text, label: {zh-Hans: 总投资}}\n",
            ),
        ],
    );
    folder.build();
    let page = folder.read("public/en/projects/wenquan.html");
    assert!(
        page.starts_with(
            "<!doctype html><html lang=\"en\"><title>Qingshan hot spring</title><p>The total is 约3.5亿元"
        ),
        "{page}"
    );
}

#[test]
fn a_mistake_in_a_type_file_is_told_like_any_other() {
    let folder = Folder::small(&[(
        "content/types/market.yaml",
        "folder: markets\nfields:\n  opened: {kind: datum}\n",
    )]);
    let run = folder.run(&["build"]);
    assert_eq!(run.status, 1);
    assert!(
        run.complained.contains("content/types/market.yaml:3:18"),
        "{}",
        run.complained
    );
}

#[test]
fn shared_themes_may_stand_in_a_folder_of_their_own() {
    let shared = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(shared.path().join("own/templates")).unwrap();
    std::fs::write(shared.path().join("own/theme.yaml"), "extends: [wutong]\n").unwrap();
    std::fs::write(
        shared.path().join("own/templates/404.html"),
        "<!doctype html><html lang=\"zh\"><title>shared</title></html>\n",
    )
    .unwrap();
    let settings = format!("{SETTINGS}theme: own\n");
    let folder = Folder::small(&[("content/site.yaml", &settings)]);
    let run = folder.run(&["build", "--themes", shared.path().to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.complained);
    assert!(folder.read("public/404.html").contains("<title>shared</title>"));
}

#[test]
fn a_group_shows_what_every_entry_has_though_no_template_names_it() {
    let folder = Folder::small(&[
        (
            "content/types/market.yaml",
            "folder: markets\nlabel: {one: {zh-Hans: 集市}, many: {zh-Hans: 集市}}\n\
             fields:\n  number: {kind: text, label: {zh-Hans: 文号}}\n\
             groups: [{label: {zh-Hans: 概要}, fields: [number, weight]}]\n",
        ),
        (
            "content/markets/a.md",
            "---\n标题: 青山集市\n文号: 青集〔2020〕7号\n排序: 41\n---\n每月初一。\n",
        ),
    ]);
    folder.build();
    let page = folder.read("public/markets/a.html");
    for words in ["概要", "青集〔2020〕7号", "排序", "41"] {
        assert!(page.contains(words), "{words}: {page}");
    }
}
