//! Edits of words that are shown before anyone looked what is wrong with the site.

use crate::folder::Folder;
use crate::live::{Watched, cold};

/// Writes a file and looks, but not yet for what is wrong; whether that is left for later.
fn save(watched: &mut Watched, path: &str, text: &str) -> bool {
    watched.folder.write(path, text);
    let seen = watched.lookout.look().unwrap();
    !watched.updater.update(&watched.live, seen.snapshot).settled
}

#[test]
fn what_is_found_wrong_later_leaves_the_last_good_page() {
    let (project, page) = ("content/projects/温泉.md", "projects/wenquan.html");
    let mut watched = Watched::new(Folder::small(&[]));
    watched.serve_all();
    let (good, text) = (watched.served(page).unwrap(), watched.folder.read(project));
    for wrong in ["标题: 青山{=没有这个}温泉", "标题: 别处{=也没有}"] {
        assert!(save(
            &mut watched,
            project,
            &text.replace("标题: 青山温泉康养项目", wrong)
        ));
        assert_ne!(watched.served(page).unwrap(), good, "shown at once");
    }
    assert!(watched.updater.settle(&watched.live).unwrap().has_errors());
    assert_eq!(watched.served(page).unwrap(), good);
    assert!(!save(&mut watched, project, &text));
    assert_eq!(watched.served(page).unwrap(), good);
}

#[test]
fn what_was_shown_last_is_the_last_good_text_though_nobody_looked() {
    let (project, list) = ("content/projects/温泉.md", "projects/index.html");
    let mut watched = Watched::new(Folder::small(&[]));
    let text = watched.folder.read(project);
    let newer = text.replace("标题: 青山温泉康养项目", "标题: 白露温泉项目");
    assert!(save(&mut watched, project, &newer));
    assert!(!save(&mut watched, project, &newer.replace("标题: ", "标题: [未")));
    let shown = String::from_utf8(watched.served(list).unwrap()).unwrap();
    assert!(
        shown.contains("白露温泉项目") && !shown.contains("青山温泉康养项目"),
        "{shown}"
    );
}

/// Whether an edit was shown at once, and mistakes left for later.
fn quick(watched: &mut Watched, path: &str, from: &str, to: &str) -> bool {
    let text = watched.folder.read(path);
    assert!(text.contains(from), "{path}: {text}");
    let open = save(watched, path, &text.replace(from, to));
    for (path, bytes) in cold(&watched.folder).expect("no mistakes") {
        let served = watched
            .served(&path)
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        assert_eq!(served.as_deref(), Some(&*String::from_utf8_lossy(&bytes)), "{path}");
    }
    watched.updater.settle(&watched.live);
    open
}

#[test]
fn words_that_others_show_are_shown_at_once_where_nothing_else_hangs_on_them() {
    let english = "---\ntitle: Qingshan hot spring\n---\nThe total is {=investment}.\n";
    let project = "content/projects/温泉.md";
    let other =
        |title: &str| format!("---\n标题: {title}\n地区: 青山县\n阶段: 招商中\n总投资: 约3.5亿元\n---\n正文。\n");
    let mut watched = Watched::new(Folder::small(&[
        ("content/projects/温泉.en.md", english),
        ("content/projects/b.md", &other("白露疗养院")),
        ("content/projects/c.md", &other("长春藤小镇")),
        (
            "content/pages/about.md",
            "---\n标题: 关于\n---\n::: list {type=project}\n:::\n见[白露](../projects/b.md)。\n",
        ),
        ("content/projects/_index.md", "---\n标题: 全部项目\n---\n都在这里。\n"),
    ]));
    watched.serve_all();
    // To the end of every list, to its beginning, and in one language alone.
    assert!(quick(&mut watched, project, "标题: 青山温泉", "标题: 最后的温泉"));
    assert!(quick(&mut watched, project, "标题: 最后的温泉", "标题: 安静的温泉"));
    assert!(quick(
        &mut watched,
        "content/projects/温泉.en.md",
        "Qingshan hot",
        "A hot"
    ));
    assert!(quick(
        &mut watched,
        "content/projects/b.md",
        "正文。",
        "另一段正文。\n\n## 位置\n"
    ));
    assert!(quick(&mut watched, "content/projects/_index.md", "全部项目", "项目库"));
    // Words that references or addresses hang on, and what is no word at all.
    assert!(!quick(
        &mut watched,
        "content/regions/青山县.md",
        "标题: 青山县",
        "标题: 青山县\n摘要: 山下的县"
    ));
    assert!(!quick(&mut watched, project, "阶段: 招商中", "阶段: 已签约"));
    assert!(!quick(&mut watched, project, "约3.5亿元", "约4亿元"));
    assert!(!quick(&mut watched, project, "阶段: ", "slug: anjing\n阶段: "));
    assert!(!quick(
        &mut watched,
        "content/projects/b.md",
        "标题: 白露疗养院",
        "标题: 长春藤小镇"
    ));
    assert!(!quick(
        &mut watched,
        "content/projects/b.md",
        "标题: 长春藤小镇",
        "标题: 白露疗养院"
    ));
}
