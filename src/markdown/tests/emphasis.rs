//! Emphasis beside CJK letters: own cases in the manner of CommonMark issue 650.

use pulldown_cmark::{Parser, html};

use super::{Page, WUTONG, check, check_words, read, render};
use crate::markdown::{Dialect, MixedBreak, Options, RawHtml};

#[test]
fn punctuation_inside_and_a_letter_outside_still_emphasise() {
    for (text, expected) in [
        ("这是**“重点”**内容", "这是<strong>“重点”</strong>内容"),
        ("**白露镇：**山中小镇", "<strong>白露镇：</strong>山中小镇"),
        ("**白露镇。**山中", "<strong>白露镇。</strong>山中"),
        ("山中**《青山志》**所载", "山中<strong>《青山志》</strong>所载"),
        ("*（青山）*的茶", "<em>（青山）</em>的茶"),
        ("茶*（青山）*", "茶<em>（青山）</em>"),
        ("***“茶”***与水", "<em><strong>“茶”</strong></em>与水"),
        ("**2020年、**2021年", "<strong>2020年、</strong>2021年"),
        ("共**100%**以上", "共<strong>100%</strong>以上"),
        ("甲**(a)**乙**[b]**丙", "甲<strong>(a)</strong>乙<strong>[b]</strong>丙"),
        ("**甲、*乙、*丙、**丁", "<strong>甲、<em>乙、</em>丙、</strong>丁"),
        (
            "**「山」**と**『川』**が",
            "<strong>「山」</strong>と<strong>『川』</strong>が",
        ),
        ("**마을(町)**은", "<strong>마을(町)</strong>은"),
        ("**é。**茶", "<strong>é。</strong>茶"),
        ("𠮷**。**𠮷", "𠮷<strong>。</strong>𠮷"),
        ("**茶！**tea", "<strong>茶！</strong>tea"),
        ("**\\*茶\\***水", "<strong>*茶*</strong>水"),
    ] {
        check_words(text, expected);
    }
}

#[test]
fn strikethrough_links_and_code_take_part() {
    for (text, expected) in [
        ("~~旧址。~~新址", "<del>旧址。</del>新址"),
        ("原~~（旧址）~~新址", "原<del>（旧址）</del>新址"),
        ("**~~旧。~~**新", "<strong><del>旧。</del></strong>新"),
        ("**[青山](a.md)**镇", "<strong><a href=\"to/a.md\">青山</a></strong>镇"),
        (
            "**[青山](a.md)：**镇",
            "<strong><a href=\"to/a.md\">青山</a>：</strong>镇",
        ),
        (
            "[**（青山）**镇](a.md)",
            "<a href=\"to/a.md\"><strong>（青山）</strong>镇</a>",
        ),
        ("用**`茶`**泡", "用<strong><code>茶</code></strong>泡"),
        ("**`茶`**后", "<strong><code>茶</code></strong>后"),
        (
            "**<https://example.com>**后",
            "<strong><a href=\"https://example.com\" rel=\"noopener\">https://example.com</a></strong>后",
        ),
        ("**{=总投资}**元", "<strong>&lt;总投资&gt;</strong>元"),
    ] {
        check_words(text, expected);
    }
}

#[test]
fn headings_cells_items_and_quotes_take_part() {
    check("## 总**“论”**篇 {#a}", "<h2 id=\"a\">总<strong>“论”</strong>篇</h2>");
    check("- 甲**“乙”**丙", "<ul>\n<li>甲<strong>“乙”</strong>丙</li>\n</ul>");
    check(
        "> 甲**“乙”**丙",
        "<blockquote>\n<p>甲<strong>“乙”</strong>丙</p>\n</blockquote>",
    );
    let table = render("|甲**“乙”**丙|\n|-|\n|**“丁”**|\n", &WUTONG, &Page);
    assert!(
        table.contains(">甲<strong>“乙”</strong>丙</th>") && table.contains("<td><strong>“丁”</strong></td>"),
        "{table}"
    );
}

#[test]
fn underscores_and_blanks_keep_the_standard_rule() {
    check_words("文__x__文", "文__x__文");
    check_words("甲** 乙 **丙", "甲** 乙 **丙");
    check_words("甲\\**“乙”\\**丙", "甲*<em>“乙”*</em>丙");
    check_words("3*4*5 茶", "3<em>4</em>5 茶");
}

#[test]
fn marks_leave_no_trace() {
    for (text, expected) in [
        ("`甲**“乙”**丙`", "<code>甲**“乙”**丙</code>"),
        (
            "[甲](a**“b”**c.md \"甲**“乙”**丙\")",
            "<a href=\"to/a**“b”**c.md\" title=\"甲**“乙”**丙\">甲</a>",
        ),
        (
            "<https://example.com/甲**“乙”**丙>",
            "<a href=\"https://example.com/甲**“乙”**丙\" rel=\"noopener\">https://example.com/甲**“乙”**丙</a>",
        ),
        ("甲**“乙丙", "甲**“乙丙"),
        ("甲&lt;**“乙”", "甲&lt;**“乙”"),
    ] {
        check_words(text, expected);
    }
    check(
        "```甲**“乙”\n甲**“乙”**丙\n```",
        "<pre><code class=\"language-甲**“乙”\">甲**“乙”**丙\n</code></pre>",
    );
    check(
        "[甲**“乙”**]\n\n[甲**“乙”**]: a.md",
        "<p><a href=\"to/a.md\">甲<strong>“乙”</strong></a></p>",
    );
    let outline = read("# 甲**“乙”**丙\n\n![丁**“戊”**己](x**“y”**z)");
    assert_eq!(outline.headings[0].text, "甲“乙”丙");
    assert_eq!(
        (outline.links[0].alt.as_str(), outline.links[0].target.as_str()),
        ("丁“戊”己", "x**“y”**z")
    );
}

#[test]
fn a_text_that_holds_all_marks_is_left_alone() {
    let all = "\u{2E2A}\u{2E2C}\u{2E30}\u{2E31}\u{2E33}\u{2056}";
    check_words(&format!("甲**“乙”**丙{all}"), &format!("甲**“乙”**丙{all}"));
    let five = &all[3..];
    check_words(
        &format!("甲**“乙”**丙{five}"),
        &format!("甲<strong>“乙”</strong>丙{five}"),
    );
}

#[test]
fn text_without_cjk_is_read_as_the_parser_reads_it() {
    for text in [
        "a**\"b\"**c",
        "*(a)*b",
        "\\**a* b**",
        "é**«b»**é",
        "“**a**”b",
        "x**–y–**z",
        "~~a.~~b",
        "**“a”**b *‘c’*d",
        "Ж**“б”**в",
        "a*😀*b",
        "ü**(v)**w __«x»__ _y_",
    ] {
        let mut plain = String::new();
        html::push_html(
            &mut plain,
            Parser::new_ext(text, pulldown_cmark::Options::ENABLE_STRIKETHROUGH),
        );
        assert_eq!(render(text, &WUTONG, &Page), plain, "{text}");
    }
}

#[test]
fn plain_commonmark_keeps_the_standard_rule() {
    let plain = Options {
        dialect: Dialect::CommonMark,
        raw_html: RawHtml::Allow,
        mixed_break: MixedBreak::Blank,
    };
    assert_eq!(
        render("甲**“乙”**丙 {=a} ~~b~~", &plain, &Page),
        "<p>甲**“乙”**丙 {=a} ~~b~~</p>\n"
    );
    assert_eq!(
        render("甲\n乙\n\n::: note", &plain, &Page),
        "<p>甲\n乙</p>\n<p>::: note</p>\n"
    );
}

#[test]
fn underscores_beside_chinese_punctuation_emphasise_too() {
    for (text, expected) in [
        ("__注意：__下文", "<strong>注意：</strong>下文"),
        ("前文__“注意”__后文", "前文<strong>“注意”</strong>后文"),
        ("_《通知》_指出", "<em>《通知》</em>指出"),
        ("文件_名称_说明", "文件_名称_说明"),
        ("snake_case（注）_后", "snake_case（注）_后"),
    ] {
        check_words(text, expected);
    }
}

#[test]
fn full_width_blanks_at_the_start_of_a_paragraph_are_left_to_the_theme() {
    check("　　温泉在镇东。\n　　环境好。", "<p>温泉在镇东。环境好。</p>\n");
    check("- 　温泉", "<ul>\n<li>温泉</li>\n</ul>\n");
    check("甲　乙", "<p>甲　乙</p>\n");
}
