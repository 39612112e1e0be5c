//! Rules about what a site says.

use crate::folder::Folder;

fn project(body: &str) -> Folder {
    let text = format!("---\n标题: 乙\n地区: 青山县\n阶段: 招商中\n总投资: 约3.5亿元\n---\n{body}\n");
    Folder::small(&[("content/projects/b.md", &text)])
}

#[track_caller]
fn check(body: &str, codes: &[&str]) {
    let run = project(body).build();
    for code in ["figure-typed", "figure-contradicts"] {
        let told = run.complained.contains(&format!("warning[{code}]"));
        assert_eq!(told, codes.contains(&code), "{body}: {}", run.complained);
    }
}

#[test]
fn a_figure_typed_by_hand_is_seen() {
    check("总投资{=总投资}，分两期。", &[]);
    check("总投资约3.5亿元，分两期。", &["figure-typed"]);
    check("先后投入3.5亿元。", &["figure-typed"]);
    check("总投资为4亿元，分两期。", &["figure-contradicts"]);
    check("去年投入13.5亿元，又投入4亿元。", &[]);
}

#[test]
fn the_advice_names_the_field() {
    let run = project("总投资为4亿元。").run(&["build", "--lang", "zh", "--today", "2030-01-01"]);
    assert!(run.complained.contains("写成 `{=总投资}`"), "{}", run.complained);
    assert!(
        run.complained.contains("content/projects/b.md:7:5"),
        "{}",
        run.complained
    );
}
