//! What each kind of output holds: lists, terms, feeds, sitemaps, relations, dates.

mod values;

use crate::folder::{Folder, SETTINGS};

fn project(title: &str, fields: &str) -> String {
    format!("---\n标题: {title}\n地区: 青山县\n阶段: 招商中\n{fields}---\n{title}的正文。\n")
}

fn check(folder: &Folder, path: &str, present: &[&str], absent: &[&str]) {
    let text = folder.read(&format!("public/{path}"));
    for part in present {
        assert!(text.contains(part), "{path} lacks {part}\n{text}");
    }
    for part in absent {
        assert!(!text.contains(part), "{path} has {part}\n{text}");
    }
}

#[test]
fn long_lists_have_pages() {
    let settings = format!("{SETTINGS}per_page: 2\n");
    let folder = Folder::small(&[("content/site.yaml", &settings)]);
    for number in 1..5 {
        folder.write(
            &format!("content/projects/p{number}.md"),
            &project(&format!("项目{number}"), ""),
        );
    }
    folder.build();
    check(
        &folder,
        "projects/index.html",
        &["href=\"../projects/page-2.html\""],
        &["page-4.html"],
    );
    check(
        &folder,
        "projects/page-3.html",
        &["href=\"../projects/page-2.html\""],
        &["page-4.html"],
    );
    check(&folder, "projects/region/qingshanxian-page-3.html", &["青山县"], &[]);
    assert!(!folder.public().contains_key("projects/page-4.html"));
}

#[test]
fn figures_make_buckets_and_a_tree_counts_for_its_parents() {
    let folder = Folder::small(&[
        ("content/regions/大川省.md", "---\n标题: 大川省\n---\n"),
        (
            "content/regions/青山县.md",
            "---\n标题: 青山县\n上级地区: 大川省\n---\n",
        ),
        ("content/projects/b.md", &project("乙", "总投资: 6亿元\n")),
        ("content/projects/c.md", &project("丙", "总投资: 4000万元\n")),
    ]);
    folder.build();
    check(
        &folder,
        "projects/investment/ge-1yi-lt-5yi.html",
        &["青山温泉康养项目"],
        &["丙"],
    );
    check(&folder, "projects/investment/ge-5yi-lt-10yi.html", &["乙"], &["丙"]);
    check(&folder, "projects/investment/lt-5000wan.html", &["丙"], &["乙"]);
    check(
        &folder,
        "projects/region/dachuansheng.html",
        &["乙", "丙", "青山温泉康养项目"],
        &[],
    );
    // The province's page lists what lies in its counties, and the county stands under the province.
    check(
        &folder,
        "regions/dachuansheng.html",
        &["href=\"../projects/b.html\"", "href=\"../regions/qingshanxian.html\""],
        &[],
    );
    check(
        &folder,
        "regions/qingshanxian.html",
        &["href=\"../regions/dachuansheng.html\""],
        &[],
    );
    check(
        &folder,
        "en/projects/investment/ge-1yi-lt-5yi.html",
        &["CNY 100"],
        &["亿"],
    );
}

#[test]
fn feeds_hold_dated_entries_newest_first() {
    let folder = Folder::small(&[
        ("content/projects/b.md", &project("旧的", "发布日期: 2020-05-01\n")),
        (
            "content/projects/c.md",
            &project("新的<1>", "发布日期: 2021-05-01\n更新日期: 2022-06-01\n"),
        ),
    ]);
    folder.build();
    for path in ["feed.xml", "projects/feed.xml"] {
        let feed = folder.read(&format!("public/{path}"));
        assert!(
            feed.find("新的&lt;1&gt;").unwrap() < feed.find("旧的").unwrap(),
            "{feed}"
        );
        assert!(feed.contains("<updated>2022-06-01T00:00:00+08:00</updated>"), "{feed}");
        assert!(
            feed.contains("<published>2021-05-01T00:00:00+08:00</published>"),
            "{feed}"
        );
        assert!(!feed.contains("青山温泉"), "no date, no news: {feed}");
    }
    check(
        &folder,
        "en/projects/feed.xml",
        &[
            "<entry xml:lang=\"zh-Hans\">",
            "https://example.com/kangyang/en/projects/b.html",
        ],
        &[],
    );
}

#[test]
fn the_sitemap_holds_pages_in_words_of_their_own() {
    let folder = Folder::small(&[("content/projects/b.md", &project("乙", ""))]);
    folder.build();
    check(
        &folder,
        "sitemap.xml",
        &["sitemap-zh-Hans-1.xml", "sitemap-en-1.xml"],
        &[],
    );
    check(
        &folder,
        "sitemap-zh-Hans-1.xml",
        &["kangyang/projects/b.html", "kangyang/projects/wenquan.html"],
        &["care/", "404"],
    );
    check(
        &folder,
        "sitemap-en-1.xml",
        &["en/projects/wenquan.html"],
        &["en/projects/b.html", "care/"],
    );
    check(
        &folder,
        "robots.txt",
        &["Sitemap: https://example.com/kangyang/sitemap.xml"],
        &[],
    );
}

#[test]
fn an_expired_entry_keeps_its_page_and_leaves_the_lists() {
    let folder = Folder::small(&[("content/projects/b.md", &project("乙", "失效日期: 2029-12-31\n"))]);
    let run = folder.build();
    assert!(run.said.contains("expired content/projects/b.md"), "{}", run.said);
    check(&folder, "projects/b.html", &["乙", "本页内容已过有效期"], &[]);
    check(&folder, "projects/index.html", &["青山温泉"], &["乙"]);
    check(&folder, "regions/qingshanxian.html", &["青山温泉"], &["乙</a>"]);
}

#[test]
fn a_draft_translation_is_held_back_alone() {
    let folder = Folder::small(&[("content/projects/温泉.en.md", "---\ntitle: Not yet\ndraft: true\n---\n")]);
    let run = folder.build();
    assert!(
        run.said.contains("content/projects/温泉.en.md: draft translation"),
        "{}",
        run.said
    );
    check(&folder, "en/projects/wenquan.html", &["青山温泉康养项目"], &["Not yet"]);
}

#[test]
fn blocks_and_pictures_come_from_the_theme() {
    let folder = Folder::small(&[(
        "content/projects/b/index.md",
        &project("乙", "").replace(
            "乙的正文。",
            "![山](山景.svg \"山脚\"){width=half}\n\n::: note\n住宿须**预约**。\n:::\n\n::: list {type=project limit=1}\n:::\n",
        ),
    )]);
    folder.write(
        "content/projects/b/山景.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
    );
    folder.build();
    check(
        &folder,
        "projects/b.html",
        &[
            "width-half",
            "../media/projects/b/shanjing.svg",
            "<strong>预约</strong>",
            "wenquan.html",
        ],
        &[":::"],
    );
    check(
        &folder,
        "en/projects/b.html",
        &["../../media/projects/b/shanjing.svg"],
        &[],
    );
    assert!(folder.public().contains_key("media/projects/b/shanjing.svg"));
    folder.write(
        "content/projects/b/index.md",
        &project("乙", "").replace("乙的正文。", "::: list {type=projct}\n:::\n"),
    );
    let run = folder.run(&["build"]);
    assert!(run.complained.contains("error[block-argument]"), "{}", run.complained);
}

#[test]
fn files_to_publish_as_they_are_can_be_linked() {
    let folder = Folder::small(&[
        ("content/files/zt/说明.txt", "原样\n"),
        (
            "content/projects/b.md",
            &project("乙", "").replace("乙的正文。", "[说明](../files/zt/说明.txt)"),
        ),
    ]);
    folder.build();
    assert_eq!(folder.read("public/zt/说明.txt"), "原样\n");
    check(&folder, "projects/b.html", &["href=\"../zt/说明.txt\""], &[]);
}

#[test]
fn words_of_list_pages_are_translated_too() {
    let folder = Folder::small(&[
        ("content/projects/_index.md", "---\n标题: 全部项目\n---\n都在这里。\n"),
        (
            "content/projects/_index.en.md",
            "---\ntitle: All projects\n---\nHere they are.\n",
        ),
    ]);
    folder.build();
    check(
        &folder,
        "en/projects/index.html",
        &["All projects", "Here they are."],
        &[],
    );
    assert_eq!(
        folder
            .run(&["status", "--accept", "content/projects/_index.en.md"])
            .status,
        0
    );
    folder.write("content/projects/_index.md", "---\n标题: 全部项目\n---\n全都在这里。\n");
    let run = folder.build();
    assert!(run.complained.contains("note[translation-stale]"), "{}", run.complained);
}
