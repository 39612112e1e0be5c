//! `wutong new`: what it writes builds, or says exactly what must still be filled.

use std::collections::BTreeSet;
use std::path::Path;

use crate::folder::{Folder, files};

/// A folder with the starter's site in `site/`.
pub(crate) fn started() -> Folder {
    let folder = Folder::new(&[]);
    let run = folder.run(&["new", "site", "site"]);
    assert_eq!(run.status, 0, "{}", run.complained);
    folder
}

pub(crate) fn run(folder: &Folder, arguments: &[&str]) -> crate::folder::Run {
    folder.run(&[arguments, &["--site", "site"]].concat())
}

/// Every code in what was complained of.
fn codes(complained: &str) -> BTreeSet<String> {
    let named = complained.lines().filter_map(|line| {
        let (before, rest) = line.split_once('[')?;
        matches!(before, "error" | "warning" | "note").then(|| rest.split(']').next().unwrap().to_owned())
    });
    named.collect()
}

#[test]
fn a_new_site_builds_at_once_and_without_a_word() {
    let folder = started();
    for speech in ["zh", "en"] {
        let built = run(&folder, &["build", "--today", "2030-02-01", "--lang", speech]);
        assert_eq!((built.status, built.complained.as_str()), (0, ""), "{speech}");
    }
    let public = files(&folder.path().join("site/public"));
    for page in [
        "index.html",
        "en/index.html",
        "care/index.html",
        "projects/wenquan.html",
        "towns/bailu.html",
        "about.html",
    ] {
        assert!(public.contains_key(page), "{page}");
    }
    let readme = folder.read("site/README.md");
    assert!(
        readme.contains("wutong new project") && readme.contains("# The site's content"),
        "{readme}"
    );
}

#[test]
fn a_folder_with_anything_in_it_is_refused() {
    let folder = started();
    let again = folder.run(&["new", "site", "site", "--lang", "zh"]);
    assert_eq!(again.status, 2);
    assert!(
        again.complained.contains("不是空的（里面有 .gitignore、.vscode"),
        "{}",
        again.complained
    );
}

#[test]
fn a_fresh_entry_of_every_type_asks_only_for_what_must_be_filled() {
    let folder = started();
    let listed = run(&folder, &["new"]);
    assert_eq!(listed.status, 64);
    let types: Vec<&str> = listed
        .said
        .lines()
        .filter(|line| line.contains(" · required "))
        .map(|line| line.split_whitespace().next().unwrap())
        .collect();
    let defined = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/wutong/types"));
    let defined: Vec<&str> = defined
        .keys()
        .filter(|path| !path.starts_with('_'))
        .map(|path| path.trim_end_matches(".yaml"))
        .collect();
    assert_eq!(types, defined, "{}", listed.said);
    for (place, name) in types.iter().enumerate() {
        for (yaml, form) in [(&[][..], "文"), (&["--yaml"][..], "表")] {
            let title = format!("新{form}{place}号：{name}");
            let fresh = run(&folder, &[&["new", *name, title.as_str()], yaml].concat());
            assert_eq!(fresh.status, 0, "{name}: {}", fresh.complained);
        }
    }
    let built = run(&folder, &["build", "--today", "2030-02-01"]);
    assert_eq!(built.status, 1);
    assert_eq!(
        codes(&built.complained),
        BTreeSet::from(["field-missing".to_owned()]),
        "{}",
        built.complained
    );
    let content = folder.path().join("site/content");
    for (path, bytes) in files(&content).into_iter().filter(|(path, _)| path.contains("/新")) {
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("\n标题: 新"), "{path}: {text}");
        let filled = text
            .replace("\n地区:\n", "\n地区: 青山县\n")
            .replace("\n阶段:\n", "\n阶段: 招商中\n");
        folder.write(&format!("site/content/{path}"), &filled);
    }
    let built = run(&folder, &["build", "--today", "2030-02-01"]);
    assert_eq!(built.status, 0, "{}", built.complained);
    for (path, bytes) in files(&content).into_iter().filter(|(path, _)| path.contains("/新")) {
        let text = String::from_utf8(bytes).unwrap();
        let open = |line: &str| {
            line.strip_suffix(':')
                .and_then(|line| line.strip_prefix("# "))
                .is_some()
        };
        let uncovered: Vec<&str> = text
            .lines()
            .map(|line| if open(line) { &line["# ".len()..] } else { line })
            .collect();
        assert!(uncovered.len() > 10 && uncovered.join("\n") != text, "{path}: {text}");
        folder.write(&format!("site/content/{path}"), &uncovered.join("\n"));
    }
    let built = run(&folder, &["build", "--today", "2030-02-01"]);
    assert_eq!(built.status, 0, "{}", built.complained);
}

#[test]
fn a_type_is_named_by_its_label_too_and_the_next_steps_are_told() {
    let folder = started();
    let fresh = run(&folder, &["new", "招商项目", "白露 温泉/酒店", "--lang", "zh"]);
    assert_eq!(fresh.status, 0, "{}", fresh.complained);
    assert!(
        fresh.said.contains("新文件: content/projects/白露-温泉-酒店.md"),
        "{}",
        fresh.said
    );
    assert!(
        fresh.said.contains("网址: projects/bailu-wenquan-jiudian.html"),
        "{}",
        fresh.said
    );
    assert!(fresh.said.contains("还要填：阶段、地区"), "{}", fresh.said);
    let text = folder.read("site/content/projects/白露-温泉-酒店.md");
    let title = text.find("\n标题: 白露 温泉/酒店\n").unwrap();
    let stage = text.find("\n阶段:\n").unwrap();
    let investment = text.find("\n# 总投资:\n").unwrap();
    assert!(title < investment && stage < investment, "{text}");
    assert!(text.contains("#   照文件写，如“约3.5亿元”"), "{text}");
    assert!(text.contains("已有：青山县"), "{text}");
    let english = run(&folder, &["new", "project", "Other", "--lang", "en"]);
    assert_eq!(english.status, 0);
    assert!(
        folder
            .read("site/content/projects/Other.md")
            .contains("How far the project has come")
    );
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let folder = started();
    let before = folder.read("site/content/projects/温泉.md");
    for arguments in [
        &["new", "project", "温泉"][..],
        &["new", "project", "温泉", "--yaml"][..],
    ] {
        for (speech, words) in [
            ("en", "温泉.md` is there already; nothing"),
            ("zh", "温泉.md` 已经有了，没有改动它"),
        ] {
            let refused = run(&folder, &[arguments, &["--lang", speech]].concat());
            assert_eq!(refused.status, 2, "{}", refused.said);
            assert!(refused.complained.contains(words), "{}", refused.complained);
        }
    }
    let translated = run(&folder, &["new", "--translate", "en", "content/projects/温泉.md"]);
    assert_eq!(translated.status, 2, "{}", translated.said);
    assert_eq!(folder.read("site/content/projects/温泉.md"), before);
}

#[test]
fn an_address_that_is_taken_is_told_apart() {
    let folder = started();
    let fresh = run(&folder, &["new", "project", "文泉"]);
    assert!(fresh.said.contains("projects/wenquan-2.html"), "{}", fresh.said);
    assert!(
        folder
            .read("site/content/projects/文泉.md")
            .contains("\n网址名: wenquan-2\n")
    );
}

#[test]
fn what_cannot_be_started_is_said() {
    let folder = started();
    let cases: [(&[&str], i32, &str); 12] = [
        (&["new", "site", "CON"], 64, "no folder can be called that"),
        (&["new", "site", "站 "], 64, "no folder can be called that"),
        (&["new", "site", "a:b"], 64, "no folder can be called that"),
        (&["new", "project", "NUL"], 64, "choose another"),
        (&["new", "project", " \u{3000} "], 64, "give a title"),
        (&["new", "projct", "甲"], 64, "Did you mean `project`?"),
        (&["new", "project"], 64, "give a title"),
        (&["new", "project", "con"], 64, "choose another"),
        (
            &["new", "--translate", "de", "content/projects/温泉.md"],
            64,
            "the site has no language `de`",
        ),
        (
            &["new", "--translate", "en", "content/projects/无此.md"],
            64,
            "is no text of this site",
        ),
        (
            &["new", "--translate", "en", "content/projects/温泉.en.md"],
            64,
            "is a translation itself",
        ),
        (&["new", "--translate", "en"], 64, "wutong new --translate en content"),
    ];
    for (arguments, status, words) in cases {
        let refused = run(&folder, arguments);
        assert_eq!(refused.status, status, "{arguments:?}: {}", refused.complained);
        assert!(
            refused.complained.contains(words),
            "{arguments:?}: {}",
            refused.complained
        );
    }
    assert!(!folder.path().join("a:b").exists());
}

#[test]
fn a_translation_holds_words_only_with_the_originals_beside() {
    let folder = started();
    folder.write(
        "site/content/projects/林场.md",
        "---\n标题: 林场康养\n阶段: 招商中\n地区: 青山县\n总投资: 3亿元\n亮点: [负氧离子高, 有冷泉]\n进展:\n  - {key: kaigong, 日期: 2030-05, 内容: 开工}\n---\n林场在山上。\n\n## 交通\n\n有公路。\n",
    );
    let fresh = run(
        &folder,
        &["new", "--translate", "en", "content/projects/林场.md", "--lang", "zh"],
    );
    assert_eq!(fresh.status, 0, "{}", fresh.complained);
    let text = folder.read("site/content/projects/林场.en.md");
    let expected = "---\n# content/projects/林场.md 的译文（en）。只译文字；数字、日期和链接写在原文里。\n# 原文：林场康养\nTitle:\n# 原文：负氧离子高\n# 原文：有冷泉\nHighlights:\n  -\n  -\nMilestones:\n  - key: kaigong\n    # 原文：开工\n    Event:\n\n# ── 原文的正文；译文写在下面的 --- 之后，译完可以删去这些行 ──\n# 林场在山上。\n#\n# ## 交通\n#\n# 有公路。\n---\n";
    assert_eq!(text, expected);
    lacks_fields_only(&folder);
    folder.write(
        "site/content/projects/林场.en.md",
        &text.replace("Title:\n", "Title: Forest farm\n"),
    );
    let built = run(&folder, &["build", "--today", "2030-02-01"]);
    assert_eq!(built.status, 0, "{}", built.complained);
}

/// What is left to fill in is told, and nothing else.
fn lacks_fields_only(folder: &Folder) {
    let built = run(folder, &["build", "--today", "2030-02-01"]);
    assert_eq!(
        codes(&built.complained),
        BTreeSet::from(["field-missing".to_owned()]),
        "{}",
        built.complained
    );
}

#[test]
fn files_are_read_as_clerks_write_them() {
    let folder = started();
    let settings = folder.read("site/content/site.yaml").replacen("url: ", "url：", 1);
    folder.write("site/content/site.yaml", &settings);
    folder.write(
        "site/content/projects/林场.md",
        "---\n标题：林场：康养\n阶段：招商中\n地区：青山县\n---\n林场在山上。\n",
    );
    let fresh = run(&folder, &["new", "--translate", "en", "content/projects/林场.md"]);
    assert_eq!(fresh.status, 0, "{}", fresh.complained);
    let text = folder.read("site/content/projects/林场.en.md");
    assert!(text.contains("# Original: 林场：康养\nTitle:\n"), "{text}");
}

#[test]
fn lists_and_list_pages_are_translated_too() {
    let folder = started();
    folder.write(
        "site/content/targets/目标.list.yaml",
        "床位:\n  标题: 养老床位\n  地区: 青山县\n  分年目标: {2031: 100张}\n企业:\n  标题: 企业数\n  地区: 青山县\n",
    );
    folder.write("site/content/projects/_index.md", "---\n标题: 项目\n---\n看这些。\n");
    for (file, fresh, words) in [
        (
            "content/targets/目标.list.yaml",
            "content/targets/目标.list.en.yaml",
            "床位:\n  # Original: 养老床位\n  Title:\n",
        ),
        (
            "content/projects/_index.md",
            "content/projects/_index.en.md",
            "# Original: 项目\nTitle:\n",
        ),
    ] {
        let run = run(&folder, &["new", "--translate", "en", file]);
        assert_eq!(run.status, 0, "{}", run.complained);
        let text = folder.read(&format!("site/{fresh}"));
        assert!(text.contains(words), "{text}");
        assert!(!text.contains("100张") && !text.contains("青山县"), "{text}");
    }
    lacks_fields_only(&folder);
}
