//! What a previewed page says: the page of a build, one marked block, and what is wrong.

use crate::folder::{Folder, SETTINGS};
use crate::serve::preview::{Preview, without_block};

const PROJECT: &str = "content/projects/温泉.md";
const PAGE: &str = "/projects/wenquan.html";

fn everything() -> Folder {
    let settings = SETTINGS.replace("  en:", "  zh-Hant: {convert_from: zh-Hans, usage: hk}\n  en:")
        + "editions: [standard, care]\n";
    Folder::small(&[
        ("content/site.yaml", &settings),
        ("content/files/plain/note.txt", "as it is"),
        (
            "content/projects/draft.md",
            "---\n标题: 草稿项目\n地区: 青山县\n阶段: 招商中\n草稿: 是\n---\n还没写完。\n",
        ),
        (
            "content/projects/future.md",
            "---\n标题: 将来项目\n地区: 青山县\n阶段: 招商中\n发布日期: 2031-05-01\n旧网址: [/old/future.html]\n---\n以后再说。\n",
        ),
    ])
}

#[test]
fn the_block_is_the_only_difference_to_a_build() {
    for (build, serve) in [(&["--drafts"][..], &[][..]), (&[], &["--no-drafts"])] {
        let folder = everything();
        let run = folder.run(&[&["build", "--today", "2030-01-01"], build].concat());
        assert_eq!(run.status, 0, "{}", run.complained);
        let preview = Preview::with(&folder, serve);
        let public = folder.public();
        assert!(public.len() > 30 && public.keys().any(|path| path.contains("draft")) == build.contains(&"--drafts"));
        for (path, bytes) in public {
            let answer = preview.get(&format!("/{path}"));
            assert_eq!(answer.status, 200, "{path}");
            let is_page = path.ends_with(".html") && answer.text().contains("wutong preview");
            if is_page {
                let blocks = answer.text().matches("<!-- wutong preview -->").count();
                assert_eq!(blocks, 1, "{path}");
                assert!(answer.text().contains("<!-- /wutong preview --></body>"), "{path}");
                assert_eq!(
                    without_block(&answer.text()),
                    String::from_utf8(bytes).unwrap(),
                    "{path}"
                );
            } else {
                assert_eq!(answer.body, bytes, "{path}");
            }
            assert!(
                is_page || !path.ends_with(".html") || path.starts_with("old/"),
                "{path} has no block"
            );
        }
        let missing = preview.get("/no/such/page.html");
        assert_eq!(missing.status, 404);
        assert_eq!(without_block(&missing.text()), folder.read("public/404.html"));
    }
}

fn notes(preview: &Preview, page: &str, lang: &str) -> serde_json::Value {
    serde_json::from_slice(&preview.get(&format!("/_wutong/page?page={page}&lang={lang}")).body).unwrap()
}

#[test]
fn the_bar_knows_source_languages_editions_and_why_a_page_is_held() {
    let folder = everything();
    let preview = Preview::of(&folder);
    let known = notes(&preview, PAGE, "zh-Hans");
    assert_eq!(known["source"], PROJECT);
    let states: Vec<String> = known["languages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| format!("{} {} {}", one["lang"], one["state"], one["href"]))
        .collect();
    assert_eq!(
        states,
        [
            "\"zh-Hans\" \"original\" \"/projects/wenquan.html\"",
            "\"zh-Hant\" \"derived\" \"/zh-Hant/projects/wenquan.html\"",
            "\"en\" \"unknown\" \"/en/projects/wenquan.html\"",
        ]
    );
    assert_eq!(known["editions"][1]["href"], "/care/projects/wenquan.html");
    assert_eq!(
        notes(&preview, "/en/regions/qingshanxian.html", "en")["languages"][2]["state"],
        "missing"
    );
    assert_eq!(notes(&preview, "/projects/draft.html", "zh-Hans")["held"], "草稿");
    assert_eq!(
        notes(&preview, "/projects/future.html", "en")["held"],
        "to be published on 2031-05-01"
    );
    let list = preview.get("/_wutong/").text();
    for words in [
        "青山温泉康养项目",
        PROJECT,
        "draft",
        "to be published on 2031-05-01",
        "href=\"/en/projects/wenquan.html\"",
    ] {
        assert!(list.contains(words), "{words}: {list}");
    }
}

#[test]
fn a_mistake_is_told_with_its_lines_and_goes_when_it_is_mended() {
    let folder = Folder::small(&[]);
    let preview = Preview::of(&folder);
    let good = preview.page(PAGE);
    let text = folder.read(PROJECT);
    folder.write(PROJECT, &text.replace("地区: 青山县", "地区: 青山镇"));
    let with_mistakes = || notes(&preview, PAGE, "zh-Hans");
    let mut known = with_mistakes();
    while known["mistakes"].as_array().unwrap().is_empty() {
        known = with_mistakes();
    }
    let mistake = &known["mistakes"][0];
    assert_eq!(
        (&mistake["severity"], &mistake["file"], &mistake["line"]),
        (&"error".into(), &PROJECT.into(), &3.into())
    );
    assert!(
        mistake["excerpt"]
            .as_array()
            .unwrap()
            .iter()
            .any(|line| line["marked"] == "青山镇"),
        "{mistake}"
    );
    assert!(mistake["message"].as_str().unwrap().contains("青山镇"), "{mistake}");
    assert_eq!(preview.page(PAGE), good, "the last good bytes");
    let english = notes(&preview, PAGE, "en");
    assert_ne!(english["mistakes"][0]["message"], mistake["message"]);
    // The other pages are unharmed, and know that there is something elsewhere.
    let other = notes(&preview, "/regions/qingshanxian.html", "zh-Hans");
    assert_eq!(
        (other["mistakes"].as_array().unwrap().len(), &other["elsewhere"]),
        (0, &1.into())
    );
    assert!(preview.get("/_wutong/").text().contains("class=\"error\""));
    folder.write(PROJECT, &text.replace("县城以北", "县城以南"));
    preview.until_shows(PAGE, "县城以南");
    assert_eq!(
        notes(&preview, PAGE, "zh-Hans")["mistakes"].as_array().unwrap().len(),
        0
    );
}

#[test]
fn a_full_width_colon_shows_the_corrected_line() {
    let folder = Folder::small(&[]);
    let preview = Preview::of(&folder);
    let text = folder.read(PROJECT);
    folder.write(
        PROJECT,
        &text
            .replace("阶段: 招商中", "阶段：招商中")
            .replace("县城以北", "县城以南"),
    );
    preview.until_shows(PAGE, "县城以南");
    let known = notes(&preview, PAGE, "zh-Hans");
    let fixed: Vec<&str> = known["mistakes"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["fixed"].as_str())
        .collect();
    assert_eq!(fixed, ["阶段: 招商中"]);
}

#[test]
fn a_site_that_never_was_good_tells_its_mistakes_and_then_comes() {
    let folder = Folder::small(&[("content/site.yaml", "title: [\n")]);
    let preview = Preview::of(&folder);
    let first = preview.get("/");
    assert!(first.text().contains("wutong preview"), "{}", first.head);
    assert_eq!(notes(&preview, "/", "en")["mistakes"][0]["file"], "content/site.yaml");
    folder.write("content/site.yaml", SETTINGS);
    preview.until_shows("/", "示例门户");
}

#[test]
fn a_page_that_went_says_where() {
    let folder = Folder::small(&[]);
    let preview = Preview::of(&folder);
    assert_eq!(preview.get(PAGE).status, 200);
    for ending in ["md", "en.md"] {
        let place = |name: &str| folder.path().join(format!("content/projects/{name}.{ending}"));
        std::fs::rename(place("温泉"), place("新泉")).unwrap();
    }
    preview.until(PAGE, |answer| answer.status == 404);
    let gone = &notes(&preview, PAGE, "zh-Hans")["gone"];
    assert_eq!(
        (&gone["source"], &gone["now"], &gone["upper"]),
        (
            &PROJECT.into(),
            &"/projects/xinquan.html".into(),
            &"/projects/index.html".into()
        )
    );
    std::fs::remove_file(folder.path().join("content/projects/新泉.en.md")).unwrap();
    std::fs::remove_file(folder.path().join("content/projects/新泉.md")).unwrap();
    preview.until("/projects/xinquan.html", |answer| answer.status == 404);
    assert!(notes(&preview, PAGE, "zh-Hans")["gone"]["now"].is_null());
}
