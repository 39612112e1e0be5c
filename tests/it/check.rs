//! `wutong check` as its users meet it: exit status, what it says, what it chooses, and that it writes nothing.

use crate::folder::{Folder, Run, SETTINGS, files};

const DAY: [&str; 2] = ["--today", "2030-01-01"];

/// Three mistakes in fields and text, a link to a held page (a note), and a picture without words (a warning).
const BROKEN: &[(&str, &str)] = &[
    (
        "content/projects/b.md",
        "---\n标题: 乙\n地区: 青山县\n阶段: 招商中\n总投次: 3亿元\n---\n[a](nowhere.md) ![](b.svg)\n",
    ),
    (
        "content/projects/c.md",
        "---\n标题: 丙\n地区: 白露县\n阶段: 招商中\n---\n正文\n",
    ),
    (
        "content/projects/b.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>",
    ),
];

fn check(folder: &Folder, arguments: &[&str]) -> Run {
    let run = folder.run(&[&["check"], arguments, &DAY].concat());
    assert!(!run.complained.contains("panicked"), "{}", run.complained);
    run
}

/// The codes that a report shows, in its order.
fn codes(said: &str) -> Vec<&str> {
    let heads = said.lines().filter(|line| {
        ["error[", "warning[", "note["]
            .iter()
            .any(|head| line.starts_with(head))
    });
    heads.filter_map(|line| line.split(['[', ']']).nth(1)).collect()
}

#[test]
fn a_clean_site_is_clean_and_a_wrong_one_is_not() {
    let run = check(&Folder::small(&[]), &[]);
    assert_eq!(
        (run.status, run.said.as_str(), run.complained.as_str()),
        (0, "No mistakes.\n", "")
    );
    let run = check(&Folder::small(&[]), &["--lang", "zh"]);
    assert_eq!(run.said, "没有发现问题。\n");
    let run = check(&Folder::small(BROKEN), &[]);
    assert_eq!(run.status, 1, "{}", run.complained);
    // A warning alone is no failure.
    let warned = Folder::small(&[
        BROKEN[2],
        (
            "content/regions/青山县.md",
            "---\n标题: 青山县\n---\n![](../projects/b.svg)\n",
        ),
    ]);
    let run = check(&warned, &[]);
    assert_eq!(
        (run.status, codes(&run.complained)),
        (0, vec!["image-alt"]),
        "{}",
        run.complained
    );
    let run = check(&Folder::new(&[("content/a.md", "")]), &[]);
    assert_ne!(run.status, 0);
}

#[test]
fn nothing_is_written() {
    for site in [Folder::small(&[]), Folder::small(BROKEN)] {
        let before = files(site.path());
        for arguments in [
            &[][..],
            &["--json"],
            &["--sarif"],
            &["--github"],
            &["--fix", "--dry-run"],
            &["--undo"],
            &["--explain", "yaml-tab"],
        ] {
            let arguments = [&["check"], arguments].concat();
            site.run(&arguments);
            assert!(files(site.path()) == before, "{arguments:?}");
            assert!(!site.path().join("public").exists() && !site.path().join(".wutong").exists());
        }
    }
}

#[test]
fn pictures_are_tried_and_not_kept() {
    let picture = "---\n标题: 乙\n地区: 青山县\n阶段: 招商中\n封面: b.png\n---\n正文\n";
    let pictured = Folder::small(&[("content/projects/b.md", picture)]);
    pictured.write_bytes("content/projects/b.png", include_bytes!("../../docs/home.png"));
    let before = files(pictured.path());
    assert_eq!(check(&pictured, &[]).status, 0);
    assert!(files(pictured.path()) == before && !pictured.path().join(".wutong").exists());
}

/// Up to the table, and without what only one of the two says.
fn diagnostics(complained: &str) -> &str {
    let end = ["No page was tried", "There are mistakes; nothing was changed."];
    let ends = end.iter().filter_map(|end| complained.find(end));
    &complained[..ends.min().unwrap_or(complained.len())]
}

#[test]
fn build_and_check_say_the_same() {
    let template = "{% extends \"wutong:entry.html\" %}\n{% block main %}{{ page.fields.none }}{% endblock main %}\n";
    let settings = format!("{SETTINGS}theme: own\n");
    let theme = [
        ("content/site.yaml", settings.as_str()),
        ("themes/own/theme.yaml", "extends: [wutong]\n"),
        ("themes/own/templates/project.html", template),
    ];
    let picture = [
        ("content/projects/b.png", "no picture"),
        (
            "content/projects/b.md",
            "---\n标题: 乙\n地区: 青山县\n阶段: 招商中\n封面: b.png\n---\n<b>x</b>\n",
        ),
    ];
    // It is found only once the pixels are asked for.
    let mut cut = include_bytes!("../../docs/home.png").to_vec();
    cut.truncate(cut.len() / 2);
    let cut_off = Folder::small(&picture[1..]);
    cut_off.write_bytes("content/projects/b.png", &cut);
    let mut told = Vec::new();
    for site in [
        Folder::small(BROKEN),
        Folder::small(&theme),
        Folder::small(&picture),
        cut_off,
        Folder::small(&[("content/projects/温泉.md", "---\n标题：甲\n")]),
        Folder::new(&[]),
    ] {
        let checked = check(&site, &[]);
        let built = site.run(&[&["build"][..], &DAY].concat());
        assert_eq!(diagnostics(&checked.complained), diagnostics(&built.complained));
        assert_eq!(checked.status, built.status);
        told.extend(codes(&checked.complained).into_iter().map(str::to_owned));
    }
    for code in [
        "field-unknown",
        "template-name",
        "picture-unknown",
        "picture-broken",
        "front-unclosed",
    ] {
        assert!(told.iter().any(|one| one == code), "{code} is not in {told:?}");
    }
}

#[test]
fn the_table_counts_by_file() {
    let run = check(&Folder::small(BROKEN), &[]);
    let table = "\nfile                   errors  warnings  notes\n\
        content/projects/b.md       2         1      -\n\
        content/projects/c.md       1         -      -\n\
        2 files in all              3         1      -\n";
    assert_eq!(run.said, table, "{}", run.complained);
    let complained = check(&Folder::small(BROKEN), &["--lang", "zh"]).complained;
    assert!(
        complained.contains("有错误时不试做页面；改正以后请再检查一次。"),
        "{complained}"
    );
}

#[test]
fn codes_and_families_are_chosen() {
    let site = Folder::small(BROKEN);
    let chosen = |arguments: &[&str]| {
        let run = check(&site, arguments);
        let codes: Vec<String> = codes(&run.complained).into_iter().map(str::to_owned).collect();
        (run.status, codes.join(" "))
    };
    let all = "field-unknown image-alt link-broken reference-unknown";
    let mut sorted: Vec<String> = chosen(&[]).1.split(' ').map(str::to_owned).collect();
    sorted.sort();
    assert_eq!(sorted.join(" "), all);
    assert_eq!(chosen(&["--only", "link-broken"]), (1, "link-broken".into()));
    assert_eq!(chosen(&["--only", "image-*"]), (0, "image-alt".into()));
    assert_eq!(
        chosen(&["--only", "link-broken,field-*"]).1,
        "field-unknown link-broken"
    );
    assert_eq!(
        chosen(&["--except", "field-*", "--except", "reference-unknown,image-alt"]).1,
        "link-broken"
    );
    assert_eq!(chosen(&["--only", "figure-*"]), (0, String::new()));
}

#[test]
fn a_misspelt_code_is_no_code() {
    let site = Folder::small(BROKEN);
    let run = check(&site, &["--only", "link-brokn", "--except", "nonsense"]);
    assert_eq!((run.status, run.said.as_str()), (64, ""));
    assert_eq!(
        run.complained,
        "link-brokn: there is no such code; did you mean link-broken\nnonsense: there is no such code\n"
    );
    let run = check(&site, &["--lang", "zh", "--explain", "yaml-tabb"]);
    assert_eq!(
        (run.status, run.complained.as_str()),
        (64, "yaml-tabb: 没有这个代号；是不是 yaml-tab\n")
    );
    let run = check(&site, &["--json", "--sarif"]);
    assert_eq!(run.status, 64, "{}", run.complained);
    let run = check(&site, &["--dry-run"]);
    assert_eq!(run.status, 64, "{}", run.complained);
}

#[test]
fn a_site_weighs_its_mistakes() {
    let weighed = |severity: &str| {
        let settings = format!("{SETTINGS}severity: {severity}\n");
        check(
            &Folder::small(&[BROKEN, &[("content/site.yaml", settings.as_str())]].concat()),
            &[],
        )
    };
    let run = weighed("{link-broken: warning, image-alt: off}");
    assert!(run.complained.contains("warning[link-broken]"), "{}", run.complained);
    assert!(!run.complained.contains("image-alt"), "{}", run.complained);
    assert!(run.complained.contains("error[field-unknown]"), "{}", run.complained);
    let run = weighed("{image-alt: 错误}");
    assert!(run.complained.contains("error[image-alt]"), "{}", run.complained);
    let run = weighed("{field-unknown: off, link-brokn: off, image-alt: loud}");
    for part in [
        "error[severity-fixed]",
        "error[severity-code]",
        "link-broken",
        "error[field-unknown]",
        "error / warning / note / off",
    ] {
        assert!(run.complained.contains(part), "no {part} in\n{}", run.complained);
    }
    let settings = format!("{SETTINGS}severity: {{link-broken: warning}}\n");
    let link = "---\n标题: 丙\n地区: 青山县\n阶段: 招商中\n---\n[a](nowhere.md)\n";
    Folder::small(&[("content/site.yaml", &settings), ("content/projects/c.md", link)]).build();
}
