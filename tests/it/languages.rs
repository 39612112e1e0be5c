//! Facts once, words per language: fallback, derivation, staleness.

use crate::folder::{Folder, SETTINGS};

fn five(files: &[(&str, &str)]) -> Folder {
    let settings =
        format!("{SETTINGS}  zh-Hant: {{convert_from: zh-Hans, usage: hk}}\n  fr: {{fallback: [en, zh-Hans]}}\n");
    let mut all = vec![("content/site.yaml", settings.as_str())];
    all.extend_from_slice(files);
    Folder::small(&all)
}

#[test]
fn figures_follow_the_language_and_words_fall_back_with_a_notice() {
    let folder = five(&[]);
    folder.build();
    let chinese = folder.read("public/projects/wenquan.html");
    assert!(chinese.contains("总投资约3.5亿元，分两期建设。"), "{chinese}");
    let english = folder.read("public/en/projects/wenquan.html");
    assert!(
        english.contains("The total is about CNY 350 million, in two phases."),
        "{english}"
    );
    assert!(!english.contains("notice fallback"));
    let french = folder.read("public/fr/projects/wenquan.html");
    let plain = french.replace(['\u{a0}', '\u{202f}'], " ");
    assert!(
        plain.contains("The total is environ 350 millions de yuans, in two phases."),
        "{french}"
    );
    assert!(
        french.contains("Elle est affichée dans cette langue : English"),
        "the fallback is said"
    );
    assert!(french.contains("<h1 lang=\"en\">"), "{french}");
    // Search engines are sent to the page whose words it shows, and no language is claimed.
    assert!(
        french.contains("<link rel=\"canonical\" href=\"https://example.com/kangyang/en/projects/wenquan.html\">"),
        "{french}"
    );
    assert!(!french.contains("hreflang=\"x-default\""));
    assert!(
        english.contains("hreflang=\"zh-Hans\"") && !english.contains("<link rel=\"alternate\" hreflang=\"fr\""),
        "{english}"
    );
}

#[test]
fn traditional_chinese_is_derived_phrase_by_phrase_with_the_sites_terms() {
    let folder = five(&[
        (
            "content/projects/b.md",
            "---\n标题: 头发与发展\n地区: 青山县\n阶段: 招商中\n---\n皇后在后面，项目在[温泉](温泉.md)旁。`代码`\n",
        ),
        (
            "content/terms.yaml",
            "- {zh-Hans: 温泉, zh-Hant: 溫泉, en: hot spring}\n",
        ),
    ]);
    folder.build();
    let page = folder.read("public/zh-Hant/projects/b.html");
    assert!(
        page.contains("頭髮與發展") && page.contains("皇后在後面") && page.contains("項目在"),
        "{page}"
    );
    assert!(
        page.contains("溫泉</a>旁") && page.contains("<code>代码</code>"),
        "{page}"
    );
    assert!(page.contains("href=\"../../zh-Hant/projects/wenquan.html\""), "{page}");
}

#[test]
fn a_page_may_override_the_conversion() {
    let folder = five(&[(
        "content/projects/温泉.zh-Hant.md",
        "---\ntitle: 手寫的標題\n---\n手寫的正文。\n",
    )]);
    folder.build();
    let page = folder.read("public/zh-Hant/projects/wenquan.html");
    assert!(page.contains("手寫的標題") && page.contains("手寫的正文"), "{page}");
}

#[test]
fn a_fact_in_a_translation_is_a_mistake_that_says_where_it_belongs() {
    let folder = five(&[(
        "content/projects/温泉.en.md",
        "---\ntitle: Spring\ninvestment: 4亿元\n---\n",
    )]);
    let run = folder.run(&["build"]);
    assert_eq!(run.status, 1);
    assert!(run.complained.contains("error[fact-repeated]"), "{}", run.complained);
    assert!(
        run.complained.contains("温泉.md") || run.complained.contains("original"),
        "{}",
        run.complained
    );
}

#[test]
fn only_changed_words_make_a_translation_stale() {
    let folder = five(&[]);
    let state = |folder: &Folder| {
        let run = folder.run(&["status", "--json", "--today", "2030-01-01"]);
        assert_eq!(run.status, 0, "{}", run.complained);
        let all: serde_json::Value = serde_json::from_str(&run.said).unwrap();
        let rows = all["translations"].as_array().unwrap().clone();
        let row = rows
            .into_iter()
            .find(|row| row["name"] == "温泉" && row["lang"] == "en")
            .unwrap();
        let changed = row["changed"].as_array().unwrap();
        let parts: Vec<String> = changed.iter().map(|change| change["part"].to_string()).collect();
        (row["state"].as_str().unwrap().to_owned(), parts.join(" "))
    };
    assert_eq!(state(&folder).0, "unknown");
    let run = folder.run(&["status", "--accept", "content/projects/温泉.en.md"]);
    assert_eq!(run.status, 0, "{}", run.complained);
    let accepted = folder.read("content/projects/温泉.en.md");
    assert!(
        accepted.starts_with("---\ntitle: Qingshan hot spring\ntranslated_from: {lang: zh-Hans, blocks: \""),
        "{accepted}"
    );
    assert!(
        accepted.ends_with("---\nThe total is {=investment}, in two phases.\n"),
        "{accepted}"
    );
    assert_eq!(state(&folder).0, "fresh");
    let original = folder.read("content/projects/温泉.md");
    // Another figure, another date, another line break: nothing to translate.
    let facts = original
        .replace("约3.5亿元", "约4亿元\n发布日期: 2029-05-01")
        .replace("总投资{=总投资}，", "总投资{=investment}，\n");
    folder.write("content/projects/温泉.md", &facts);
    assert_eq!(state(&folder).0, "fresh");
    folder.write(
        "content/projects/温泉.md",
        &original.replace("温泉在县城以北", "温泉在县城以南"),
    );
    assert_eq!(state(&folder), ("stale".to_owned(), "\"3\"".to_owned()));
    let build = folder.build();
    assert!(build.complained.contains("translation-stale"), "{}", build.complained);
    assert!(
        folder.read("public/en/projects/wenquan.html").contains("notice"),
        "a stale page says so"
    );
}

/// A type with every kind of words that may stay in the original's language.
const MARKET: &str = "folder: markets
label: {one: {zh-Hans: 集市, en: Market}, many: {zh-Hans: 集市, en: Markets}}
fields:
  number: {kind: text, label: {zh-Hans: 文号, en: Number}}
  serial: {kind: text, label: {zh-Hans: 编号, en: Serial}}
  stage: {kind: choice, label: {zh-Hans: 阶段, en: Stage}, options: {open: {zh-Hans: 开市, en: Open}, shut: {zh-Hans: 休市}}}
  person: {kind: contact, label: {zh-Hans: 联系, en: Contact}}
  steps:
    kind: list
    of: {kind: group, fields: {text: {kind: text, localized: true}, about: {kind: text, localized: true}}}
    label: {zh-Hans: 步骤, en: Steps}
  notes: {kind: markdown, localized: true, label: {zh-Hans: 说明, en: Notes}}
groups: [{label: {zh-Hans: 概要, en: Overview}, fields: [number, serial, stage, person, steps, notes, tags]}]
";

#[test]
fn words_that_stay_in_another_language_are_marked_one_by_one() {
    let folder = five(&[
        ("content/types/market.yaml", MARKET),
        (
            "content/markets/a.md",
            "---\n标题: 青山集市\n文号: 青集〔2020〕7号\n编号: A-7\n阶段: shut\n联系: {name: 王示例, phone: '0100-1'}\n\
             步骤:\n  - {key: a, text: 登记, about: 到窗口}\n  - {key: b, text: 开市}\n说明: 每月**初一**。\n标签: [温泉, 山货]\n---\n",
        ),
        (
            "content/markets/a.en.md",
            "---\ntitle: Qingshan market\nsteps: [{key: a, text: Register}]\nnotes: Every **first** day.\n---\n",
        ),
        ("content/terms.yaml", "- {zh-Hans: 温泉, en: hot spring}\n"),
    ]);
    folder.build();
    let english = folder.read("public/en/markets/a.html");
    let han = |words: &str| format!("<span lang=\"zh-Hans\">{words}</span>");
    for words in ["青集〔2020〕7号", "休市", "王示例", "到窗口", "开市", "山货"] {
        assert!(english.contains(&han(words)), "{words}: {english}");
    }
    for words in [
        "A-7",
        "Register",
        "Every <strong>first</strong> day.",
        "hot spring",
        "0100-1",
    ] {
        assert!(english.contains(words), "{words}: {english}");
    }
    // The page's own words, and what has no letters of its language, stand as they are.
    assert!(
        !english.contains("lang=\"zh-Hans\">A-7") && !english.contains("<span lang=\"en\">"),
        "{english}"
    );
    let french = folder.read("public/fr/markets/a.html");
    for words in [
        "<span lang=\"en\">Register</span>",
        "<div lang=\"en\"><p>Every <strong>first</strong> day.</p>",
        "<span lang=\"en\">hot spring</span>",
        &han("开市"),
    ] {
        assert!(french.contains(words), "{words}: {french}");
    }
    for own in ["public/markets/a.html", "public/zh-Hant/markets/a.html"] {
        let page = folder.read(own);
        let facts = page.split_once("<main").unwrap().1;
        assert!(
            !facts.contains("<span lang=") && !facts.contains("<div lang="),
            "{own}: {facts}"
        );
    }
}
