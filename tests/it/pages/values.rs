//! What pages show of values: amounts and areas for their readers, figures in words, lists and groups in two languages.

use super::{check, project};
use crate::folder::{Folder, SETTINGS};

#[test]
fn currency_is_converted_only_from_a_dated_rate() {
    let folder = Folder::small(&[]);
    folder.build();
    check(
        &folder,
        "en/projects/wenquan.html",
        &["about CNY 350 million"],
        &["EUR"],
    );
    let settings =
        format!("{SETTINGS}rates:\n  - {{from: CNY, to: EUR, rate: 0.125, date: 2020-06-30, source: 示例银行}}\n");
    folder.write("content/site.yaml", &settings);
    folder.build();
    check(&folder, "en/projects/wenquan.html", &["EUR 43.8", "2020"], &[]);
}

#[test]
fn areas_are_converted_where_a_reader_expects_it() {
    let folder = Folder::small(&[("content/projects/b.md", &project("乙", "用地面积: 64.29亩\n"))]);
    folder.build();
    check(&folder, "projects/b.html", &["64.29亩"], &["公顷"]);
    check(&folder, "en/projects/b.html", &["4.286 ha (64.29 mu)"], &[]);
}

#[test]
fn the_long_form_of_a_figure_says_more() {
    let fields = "总投资: {value: 3亿元, op: about, mode: target, as_of: 2020-06, source: 公报, quote: 约三亿元}\n";
    let folder = Folder::small(&[
        ("content/projects/b.md", &project("乙", fields)),
        ("content/sources/公报.yaml", "标题: 示例公报\n"),
    ]);
    folder.build();
    check(
        &folder,
        "projects/b.html",
        &["计划约3亿元", "2020年6月", "示例公报"],
        &[],
    );
    folder.write(
        "content/projects/b.md",
        &project("乙", "总投资: {value: 3亿元, source: 无此}\n"),
    );
    let run = folder.run(&["build"]);
    assert!(
        run.complained.contains("error[reference-unknown]"),
        "{}",
        run.complained
    );
}

#[test]
fn a_figure_in_a_title_or_summary_is_filled() {
    let folder = Folder::small(&[(
        "content/projects/b.md",
        &project("乙", "摘要: 总投资{=总投资}\n总投资: 6亿元\n"),
    )]);
    folder.build();
    check(&folder, "projects/b.html", &["总投资6亿元"], &["{="]);
    check(&folder, "projects/index.html", &["总投资6亿元"], &["{="]);
}

#[test]
fn groups_of_words_are_joined_by_their_keys() {
    let folder = Folder::small(&[
        (
            "content/projects/温泉.md",
            &project(
                "温泉",
                "进展:\n  - {key: start, 日期: 2020-05, 内容: 开工}\n  - {key: done, 日期: 2022, 内容: 建成}\n总投资: 3亿元\n",
            ),
        ),
        (
            "content/projects/温泉.en.md",
            "---\ntitle: Spring\nmilestones:\n  - {key: done, text: Completed}\n  - {key: start, text: Work began}\n---\n",
        ),
    ]);
    let run = folder.run(&["build", "--today", "2030-01-01"]);
    assert_eq!(run.status, 0, "{}", run.complained);
    let page = folder.read("public/en/projects/wenquan.html");
    assert!(
        page.find("Work began").unwrap() < page.find("Completed").unwrap(),
        "{page}"
    );
    assert!(page.contains("May 2020"), "{page}");
}

#[test]
fn a_list_of_words_is_translated_whole() {
    let folder = Folder::small(&[
        (
            "content/projects/温泉.md",
            &project("温泉", "亮点: [山, 泉]\n总投资: 3亿元\n"),
        ),
        (
            "content/projects/温泉.en.md",
            "---\ntitle: Spring\nhighlights: [Hills]\n---\n",
        ),
    ]);
    let run = folder.run(&["build"]);
    assert_eq!(run.status, 1);
    assert!(
        run.complained.contains("error[translation-items]"),
        "{}",
        run.complained
    );
}
