//! Outlines: headings, links, figures, passages, lead.

use super::{mistakes, read};
use crate::markdown::LinkKind;

#[test]
fn headings_have_ids_of_their_own() {
    let text =
        "# 投资 概况\n\n## 投资-概况\n\n### A {#投资-概况}\n\nb {#b.1}\n---\n\n#### `c` ![d](e) {=f}\n\n## \\{#g}";
    let outline = read(text);
    let said: Vec<String> = outline
        .headings
        .iter()
        .map(|h| format!("{} {} #{}", h.level, h.text, h.id))
        .collect();
    assert_eq!(
        said,
        [
            "1 投资 概况 #投资-概况-2",
            "2 投资-概况 #投资-概况-3",
            "3 A #投资-概况",
            "2 b #b.1",
            "4 c d {=f} #c-d",
            "2 {#g} #g"
        ]
    );
    assert_eq!(&text[outline.headings[1].range.clone()], "## 投资-概况");
    assert_eq!(
        mistakes("# a {#x}\n\n# b {#x}\n\n# c {#}"),
        ["DuplicateId # b {#x}", "BadAttributes # c {#}"]
    );
}

#[test]
fn links_and_images_are_listed_as_written() {
    let text = "**“甲”**乙[丙*丁*](a%20b.md#c) ![戊\n己](<d e.jpg> \"f\"){width=half} <g@example.com> [h]\n\n[h]: /i";
    let outline = read(text);
    let said: Vec<String> = outline
        .links
        .iter()
        .map(|l| {
            format!(
                "{}{} {} | {}",
                if l.kind == LinkKind::Image { "!" } else { "" },
                l.target,
                l.alt,
                &text[l.range.clone()]
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            "a%20b.md#c  | [丙*丁*](a%20b.md#c)",
            "!d e.jpg 戊己 | ![戊\n己](<d e.jpg> \"f\")",
            "mailto:g@example.com  | <g@example.com>",
            "/i  | [h]"
        ]
    );
}

#[test]
fn figures_are_placed_exactly() {
    let text = "甲**“{=总投资}”**乙 {= a_b.c }\n\n| {=丙} |\n|-|\n\n![{=丁}](a \"{=戊}\") \\{=己} `{=庚}`";
    let said: Vec<String> = read(text)
        .figures
        .iter()
        .map(|f| format!("{} {}", f.name, &text[f.range.clone()]))
        .collect();
    assert_eq!(
        said,
        [
            "总投资 {=总投资}",
            "a_b.c {= a_b.c }",
            "丙 {=丙}",
            "丁 {=丁}",
            "戊 {=戊}"
        ]
    );
}

fn digests(text: &str) -> Vec<[u8; 2]> {
    crate::markdown::digests(text, &read(text))
}

#[test]
fn passages_are_the_top_level_blocks() {
    let text = "# 甲\n\n**“乙”**丙\n丁\n\n- a\n- b\n\n  c\n\n::: note\nd\n\ne\n:::\n\n---\n\n```\nf\n```\n\n> g\n\n|h|\n|-|\n\n[i]: j\n";
    let said: Vec<&str> = read(text)
        .passages
        .iter()
        .map(|passage| &text[passage.range()])
        .collect();
    assert_eq!(
        said,
        [
            "# 甲",
            "**“乙”**丙\n丁",
            "- a\n- b\n\n  c",
            "::: note\nd\n\ne\n:::",
            "---",
            "```\nf\n```",
            "> g",
            "|h|\n|-|"
        ]
    );
}

#[test]
fn a_digest_knows_words_but_neither_line_ends_nor_figures() {
    let first = digests("甲乙，丙\n丁 a b {=戊}。");
    assert_eq!(first.len(), 1);
    for same in ["甲乙，\n丙丁 a\n  b {=己}。", "甲乙，丙丁\ta b\r\n{= 庚 }。\n"] {
        assert_eq!(digests(same), first, "{same}");
    }
    for other in [
        "甲乙，丙 丁 a b {=戊}。",
        "甲乙，丙丁 a b 戊。",
        "甲乙，丙丁 a c {=戊}。",
    ] {
        assert_ne!(digests(other), first, "{other}");
    }
    assert_ne!(digests("`{=a}`"), digests("`{=b}`"));
}

#[test]
fn the_lead_is_the_first_paragraph_with_words() {
    let check = |text: &str, lead: &str| assert_eq!(read(text).lead, lead, "{text}");
    check(
        "# 甲\n\n![乙](a.jpg)\n\n丙**丁**\n戊{=己}[庚](a) `b`[^1]\n\n辛\n\n[^1]: 壬",
        "丙丁戊{=己}庚 b",
    );
    check("> 甲\n\n- 乙\n\n::: note\n丙\n:::\n", "");
    check("\\{=甲}\n乙", "{=甲} 乙");
    let long = read(&"山".repeat(200)).lead;
    assert_eq!((long.chars().count(), long.ends_with("山…")), (160, true));
    assert!(read(&"hills ".repeat(50)).lead.ends_with("hills…"));
}
