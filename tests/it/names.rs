//! File names of every sort, and the addresses that come of them.

use crate::folder::Folder;

const PROJECT: &str = "---\n标题: 乙\n地区: 青山县\n阶段: 招商中\n---\n";

fn address_of(name: &str) -> Vec<String> {
    let folder = Folder::small(&[(&format!("content/projects/{name}"), PROJECT)]);
    folder.build();
    let known = ["projects/index.html", "projects/wenquan.html"];
    folder
        .public()
        .into_keys()
        .filter(|path| path.starts_with("projects/") && path.ends_with(".html") && path.matches('/').count() == 1)
        .filter(|path| !known.contains(&path.as_str()))
        .collect()
}

#[test]
fn names_become_addresses_by_pinyin() {
    assert_eq!(address_of("重庆 厦门2024.md"), ["projects/chongqing-xiamen-2024.html"]);
    assert_eq!(address_of("Hot Springs.md"), ["projects/hot-springs.html"]);
    assert_eq!(address_of("深处/更深/青山.md"), ["projects/qingshan.html"]);
    assert_eq!(address_of("青山/index.md"), ["projects/qingshan.html"]);
}

#[test]
fn a_very_long_name_is_cut() {
    let name = format!("{}.md", "青".repeat(80));
    let addresses = address_of(&name);
    assert_eq!(addresses.len(), 1);
    assert!(addresses[0].len() <= "projects/.html".len() + 80, "{addresses:?}");
}

#[test]
fn a_name_in_decomposed_unicode_is_the_same_name() {
    assert_eq!(address_of("Cafe\u{301}.md"), ["projects/cafe.html"]);
    let folder = Folder::small(&[
        ("content/projects/Cafe\u{301}.md", PROJECT),
        (
            "content/projects/b.md",
            "---\n标题: 丙\n地区: 青山县\n阶段: 招商中\n---\n见[乙](Caf\u{e9}.md)。\n",
        ),
    ]);
    folder.build();
    assert!(
        folder
            .read("public/projects/b.html")
            .contains("href=\"../projects/cafe.html\"")
    );
}

#[test]
fn names_that_differ_by_case_or_form_are_named_both() {
    for (one, other) in [("Spring.md", "spring.md"), ("Caf\u{e9}.md", "Cafe\u{301}.md")] {
        let folder = Folder::small(&[
            (&format!("content/projects/{one}"), PROJECT),
            (&format!("content/projects/{other}"), PROJECT),
        ]);
        let run = folder.run(&["build"]);
        assert_eq!(run.status, 1);
        assert!(run.complained.contains("error[name-twice]"), "{}", run.complained);
    }
}

#[test]
fn different_names_with_one_address_are_named_both() {
    let folder = Folder::small(&[
        ("content/projects/青山.md", PROJECT),
        ("content/projects/清山.md", PROJECT),
    ]);
    let run = folder.run(&["build"]);
    assert!(run.complained.contains("error[route-taken]"), "{}", run.complained);
    assert!(run.complained.contains("content/projects/青山.md") && run.complained.contains("content/projects/清山.md"));
}

#[test]
fn reserved_addresses_are_refused() {
    let about = "---\ntitle: 页面\n---\n";
    for name in ["care", "en", "assets", "404", "index"] {
        let folder = Folder::small(&[(
            "content/pages/a.md",
            &about.replace("---\ntitle", &format!("---\nslug: {name}\ntitle")),
        )]);
        let run = folder.run(&["build"]);
        assert_eq!(run.status, 1, "{name}: {}", run.complained);
        assert!(
            run.complained.contains("route-reserved") || run.complained.contains("slug-form"),
            "{name}: {}",
            run.complained
        );
    }
}
