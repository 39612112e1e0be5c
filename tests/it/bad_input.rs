//! Bad input of every sort: a clear message with its place, exit status 1, no panic, `public/` as it was.

use std::fs;

use crate::folder::Folder;

/// Builds a good site, adds the bad files, builds again.
#[track_caller]
fn check(files: &[(&str, &str)], codes: &[&str]) -> String {
    let folder = Folder::small(&[]);
    folder.build();
    let before = folder.public();
    for (path, text) in files {
        folder.write(path, text);
    }
    refused(&folder, &before, codes)
}

#[track_caller]
fn refused(folder: &Folder, before: &std::collections::BTreeMap<String, Vec<u8>>, codes: &[&str]) -> String {
    let run = folder.run(&["build"]);
    assert_eq!(run.status, 1, "{}{}", run.said, run.complained);
    for code in codes {
        assert!(
            run.complained.contains(&format!("error[{code}]")),
            "no {code} in\n{}",
            run.complained
        );
    }
    assert!(!run.complained.contains("panicked"), "{}", run.complained);
    assert!(folder.public() == *before);
    run.complained
}

fn project(fields: &str, body: &str) -> String {
    format!("---\n标题: 乙\n地区: 青山县\n阶段: 招商中\n{fields}---\n{body}\n")
}

#[test]
fn front_matter_that_is_never_closed() {
    let said = check(
        &[("content/projects/b.md", "---\n标题: 乙\n正文\n")],
        &["front-unclosed"],
    );
    assert!(said.contains("content/projects/b.md:1:1"), "{said}");
}

#[test]
fn a_misspelt_key_and_one_written_twice() {
    let said = check(
        &[("content/projects/b.md", &project("总投次: 3亿元\n", ""))],
        &["field-unknown"],
    );
    assert!(said.contains("总投资"), "{said}");
    check(
        &[("content/projects/b.md", &project("总投资: 3亿元\n总投资: 4亿元\n", ""))],
        &["yaml-key-twice"],
    );
    check(
        &[(
            "content/projects/b.md",
            &project("总投资: 3亿元\ninvestment: 4亿元\n", ""),
        )],
        &["field-twice"],
    );
}

#[test]
fn a_figure_that_cannot_be_read_and_a_day_that_does_not_exist() {
    check(
        &[("content/projects/b.md", &project("总投资: 待定\n", ""))],
        &["figure-unreadable"],
    );
    check(
        &[("content/projects/b.md", &project("发布日期: 2020-11-31\n", ""))],
        &["date-impossible"],
    );
}

#[test]
fn a_reference_to_nothing() {
    let said = check(
        &[(
            "content/projects/b.md",
            "---\n标题: 乙\n地区: 青山\n阶段: 招商中\n---\n",
        )],
        &["reference-unknown"],
    );
    assert!(said.contains("青山县"), "{said}");
}

#[test]
fn two_entries_with_one_address() {
    let said = check(
        &[
            ("content/projects/b.md", &project("", "")),
            ("content/projects/c.md", &project("slug: b\n", "")),
        ],
        &["route-taken"],
    );
    assert!(
        said.contains("content/projects/b.md") && said.contains("content/projects/c.md"),
        "{said}"
    );
}

#[test]
fn a_mistake_in_a_template() {
    let theme = |page: &str| {
        let folder = Folder::small(&[]);
        folder.build();
        let before = folder.public();
        let settings = format!("{}theme: own\n", crate::folder::SETTINGS);
        folder.write("content/site.yaml", &settings);
        folder.write("themes/own/theme.yaml", "extends: [wutong]\n");
        folder.write("themes/own/templates/project.html", page);
        (folder, before)
    };
    let (folder, before) =
        theme("{% extends \"entry.html\" %}\n{% block main %}\n{{ page.titel }}\n{% endblock main %}\n");
    let said = refused(&folder, &before, &["template-name"]);
    assert!(said.contains("themes/own/templates/project.html:3:9"), "{said}");
    let (folder, before) = theme("{% if %}\n");
    let said = refused(&folder, &before, &[]);
    assert!(said.contains("themes/own/templates/project.html:1:"), "{said}");
    let (folder, before) = theme("{% include \"project.html\" %}\n");
    refused(&folder, &before, &[]);
    let (folder, before) = theme("{% component loop() %}{{<loop />}}{% endcomponent loop %}{{<loop />}}\n");
    refused(&folder, &before, &[]);
}

#[test]
fn bombs_and_towers() {
    let bomb: String = std::iter::once("a0: &a0 [x,x,x,x,x,x,x,x,x]\n".to_owned())
        .chain((1..12).map(|n| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(","))))
        .collect();
    check(&[("content/projects/b.md", &project(&bomb, ""))], &["yaml-too-much"]);
    check(
        &[(
            "content/projects/b.md",
            &project(&format!("x: {}\n", "[".repeat(5000)), ""),
        )],
        &["yaml-too-much"],
    );
    // In running text, brackets are only brackets.
    let folder = Folder::small(&[("content/projects/b.md", &project("", &"[".repeat(5000)))]);
    folder.build();
}

#[test]
fn nul_bytes() {
    let folder = Folder::small(&[]);
    folder.build();
    let before = folder.public();
    folder.write_bytes("content/projects/b.md", b"---\ntitle: a\0b\n---\n");
    refused(&folder, &before, &["file-nul"]);
}

#[cfg(unix)]
#[test]
fn links_that_loop_and_links_that_lead_outside() {
    use std::os::unix::fs::symlink;
    let folder = Folder::small(&[]);
    folder.build();
    let before = folder.public();
    symlink(
        folder.path().join("content/projects"),
        folder.path().join("content/projects/self"),
    )
    .unwrap();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.md"), "---\ntitle: secret\n---\n").unwrap();
    symlink(
        outside.path().join("secret.md"),
        folder.path().join("content/projects/secret.md"),
    )
    .unwrap();
    let said = refused(&folder, &before, &["symlink-loop", "symlink-outside"]);
    assert!(
        said.contains("content/projects/self") && said.contains("content/projects/secret.md"),
        "{said}"
    );
}

#[test]
fn slugs_and_pictures_that_would_leave_the_site() {
    check(
        &[("content/projects/b.md", &project("slug: ../../etc/passwd\n", ""))],
        &["slug-form"],
    );
    check(
        &[("content/projects/b.md", &project("旧网址: [../../evil.html]\n", ""))],
        &["route-form"],
    );
    check(
        &[("content/projects/b.md", &project("", "![x](../../../../etc/passwd)"))],
        &["image-missing"],
    );
    check(
        &[("content/projects/b.md", &project("", "[x](/etc/passwd)"))],
        &["link-broken"],
    );
    check(
        &[("content/projects/b.md", &project("封面: ../../../etc/passwd\n", ""))],
        &["path-outside"],
    );
}

#[test]
fn a_script_in_a_title_is_only_words() {
    let folder = Folder::small(&[(
        "content/projects/b.md",
        "---\n标题: <script>alert(1)</script>\n地区: 青山县\n阶段: 招商中\n---\n正文\n",
    )]);
    folder.build();
    for (path, bytes) in folder.public() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains("<script>alert"), "{path}");
    }
    check(
        &[("content/projects/b.md", &project("", "[x](javascript:alert(1))"))],
        &["link-dangerous"],
    );
}

#[test]
fn all_mistakes_come_at_once_and_sorted() {
    let said = check(
        &[
            ("content/projects/c.md", &project("总投次: 3亿元\n", "[a](nowhere.md)")),
            (
                "content/projects/b.md",
                "---\n标题: 乙\n地区: 白露县\n阶段: 无此\n---\n",
            ),
            ("content/regions/d.md", "---\n标题: 丁\n"),
        ],
        &[
            "field-unknown",
            "link-broken",
            "reference-unknown",
            "choice-unknown",
            "front-unclosed",
        ],
    );
    let place = |name: &str| said.find(name).unwrap();
    assert!(
        place("projects/b.md") < place("projects/c.md") && place("projects/c.md") < place("regions/d.md"),
        "{said}"
    );
}

#[test]
fn an_attachment_a_field_and_a_colour_that_will_not_do() {
    let settings = |more: &str| format!("{}{more}", crate::folder::SETTINGS);
    let missing = project("附件: [{文件: 说明书.pdf}]\n", "");
    check(&[("content/projects/b.md", &missing)], &["file-missing"]);
    check(
        &[("content/site.yaml", &settings("settings: {accent: \"#9fb8ad\"}\n"))],
        &["contrast-low"],
    );
    let template =
        "{% extends \"wutong:entry.html\" %}\n{% block main %}{{ page.fields.investmnet.text }}{% endblock main %}\n";
    check(
        &[
            ("content/site.yaml", &settings("theme: river\n")),
            ("themes/river/theme.yaml", "extends: [wutong]\n"),
            ("themes/river/templates/project.html", template),
        ],
        &["template-name"],
    );
}
