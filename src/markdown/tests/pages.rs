//! The HTML of links, images, tables, lists, notes, figures and raw HTML.

use super::{Page, WUTONG, check, check_words, mistakes, render};
use crate::markdown::{Options, RawHtml};

#[test]
fn breaks_between_chinese_lines_vanish_and_others_stay() {
    for (text, expected) in [
        ("甲\n乙", "甲乙"),
        ("**甲**\n乙", "<strong>甲</strong>乙"),
        ("甲\n[乙](a)", "甲<a href=\"to/a\">乙</a>"),
        ("甲”\n乙，\n“丙", "甲”乙，“丙"),
        ("2020年\n7月", "2020年\n7月"),
        ("甲\nb\n丙", "甲\nb\n丙"),
        ("가\n나", "가\n나"),
        ("甲  \n乙", "甲<br>\n乙"),
        ("甲\n`乙`", "甲<code>乙</code>"),
        ("甲\n😀", "甲\n😀"),
        ("甲\n{=乙}", "甲\n&lt;乙&gt;"),
    ] {
        check_words(text, expected);
    }
    check("> 甲\n> 乙", "<blockquote>\n<p>甲乙</p>\n</blockquote>");
}

#[test]
fn figures_are_printed_where_they_stand_and_never_in_code() {
    check_words("共{=总投资}元，{= a.b }。{=无}", "共&lt;总投资&gt;元，&lt;a.b&gt;。");
    check_words("\\{=甲} \\\\{=乙} &#123;=丙}", "{=甲} \\&lt;乙&gt; {=丙}");
    check_words(
        "`{=甲}` {=a_b_c} *{=丁}*",
        "<code>{=甲}</code> &lt;a_b_c&gt; <em>&lt;丁&gt;</em>",
    );
    check("```\n{=甲}\n```", "<pre><code>{=甲}\n</code></pre>");
    check_words(
        "甲![{=甲}](a.jpg \"{=乙}\")",
        "甲<img src=\"m/a.jpg\" alt=\"&lt;甲&gt;\" title=\"&lt;乙&gt;\" loading=\"lazy\" decoding=\"async\">",
    );
    assert_eq!(mistakes("{=} {=甲"), ["BadFigure {=}", "BadFigure {="]);
}

#[test]
fn links_lead_where_the_page_says() {
    check_words("[发](a.md \"发\")", "<a href=\"to/a.md\" title=\"發\">發</a>");
    check_words("[甲](#发%20a)", "<a href=\"to/#发%20a\">甲</a>");
    check_words("[甲**乙**](held.md)丙", "甲<strong>乙</strong>丙");
    check_words(
        "[a](https://example.com/?a=1&b=发)",
        "<a href=\"https://example.com/?a=1&amp;b=发\" rel=\"noopener\">a</a>",
    );
    check_words(
        "<a@example.com> [t](tel:+86-1)",
        "<a href=\"mailto:a@example.com\">a@example.com</a> <a href=\"tel:+86-1\">t</a>",
    );
    check_words("[甲 <https://b.c> 丁](e)", "<a href=\"to/e\">甲 https://b.c 丁</a>");
    check_words(
        "[甲 <https://b.c> 丁](x:y)",
        "甲 <a href=\"https://b.c\" rel=\"noopener\">https://b.c</a> 丁",
    );
    check_words("[甲][乙]\n\n[乙]: a.md\n", "<a href=\"to/a.md\">甲</a>");
}

#[test]
fn dangerous_addresses_become_words() {
    for (text, expected) in [
        ("[甲](javascript:alert)", "甲"),
        ("[甲](JAVASCRIPT:x)", "甲"),
        ("[甲](javascript&colon;x)", "甲"),
        ("[甲](java&#10;script:x)", "甲"),
        ("[甲](<java\tscript:x>)", "甲"),
        ("[甲](&#1;javascript:x)", "甲"),
        ("[**甲**][b]\n\n[b]: vbscript:x", "<strong>甲</strong>"),
        ("<javascript:alert>", "javascript:alert"),
        ("![甲](data:image/svg+xml,x)", "甲"),
        ("![甲](mailto:a@b.c)", "甲"),
        ("[甲](file:///etc/passwd)", "甲"),
    ] {
        check_words(text, expected);
        assert_eq!(mistakes(text).len(), 1, "{text}");
        assert!(mistakes(text)[0].starts_with("DangerousLink"), "{text}");
    }
}

#[test]
fn an_image_alone_is_a_figure() {
    check(
        "![发](big.jpg \"发现\"){width=half}",
        "<figure class=\"width-half\"><img src=\"m/big.jpg\" alt=\"發\" width=\"1200\" height=\"800\" loading=\"lazy\" decoding=\"async\"><figcaption>發现</figcaption></figure>",
    );
    check(
        "![a](b.jpg)",
        "<figure><img src=\"m/b.jpg\" alt=\"a\" loading=\"lazy\" decoding=\"async\"></figure>",
    );
    check(
        "![a](big.jpg){width=300}",
        "<figure><img src=\"m/big.jpg\" alt=\"a\" width=\"300\" height=\"200\" loading=\"lazy\" decoding=\"async\"></figure>",
    );
    check_words("![甲 *乙*](missing.jpg)", "甲 乙");
    check(
        "![a](https://example.com/b.jpg){width=48%}",
        "<figure class=\"width-50\"><img src=\"https://example.com/b.jpg\" alt=\"a\" loading=\"lazy\" decoding=\"async\"></figure>",
    );
}

#[test]
fn an_image_among_words_stays_among_them() {
    check_words(
        "甲![a](b.jpg){width=third}乙{c=d}",
        "甲<img src=\"m/b.jpg\" alt=\"a\" class=\"width-third\" loading=\"lazy\" decoding=\"async\">乙{c=d}",
    );
    check_words(
        "[![a\"b](b.jpg)](c.md)",
        "<a href=\"to/c.md\"><img src=\"m/b.jpg\" alt=\"a&quot;b\" loading=\"lazy\" decoding=\"async\"></a>",
    );
    check_words(
        "甲![a\nb ![c](d) [e](f)](g)",
        "甲<img src=\"m/g\" alt=\"a b c e\" loading=\"lazy\" decoding=\"async\">",
    );
}

#[test]
fn attributes_of_an_image_that_make_no_sense_are_told() {
    assert_eq!(mistakes("![a](b){width=huge}"), ["BadAttributes {width=huge}"]);
    assert_eq!(mistakes("![a](b){class=x}"), ["BadAttributes {class=x}"]);
    assert_eq!(mistakes("甲![a](b){乙}"), ["BadAttributes {乙}"]);
    assert_eq!(mistakes("![a](b){=甲} ![c](d){*e*}"), [""; 0]);
}

#[test]
fn a_table_is_named_by_the_heading_above_or_a_phrase() {
    check(
        "## 发\n\n|a|b||\n|:-|-:|-|\n|1|2|3|\n\n|a|\n|-|\n",
        "<h2 id=\"发\">發</h2>
<div class=\"table-scroll\" role=\"region\" aria-labelledby=\"发\" tabindex=\"0\"><table>
<thead>
<tr><th scope=\"col\" class=\"align-left\">a</th><th scope=\"col\" class=\"align-right\">b</th><td></td></tr>
</thead>
<tbody>
<tr><td class=\"align-left\">1</td><td class=\"align-right\">2</td><td>3</td></tr>
</tbody>
</table></div>
<div class=\"table-scroll\" role=\"region\" aria-label=\"表 2\" tabindex=\"0\"><table>
<thead>
<tr><th scope=\"col\">a</th></tr>
</thead>
</table></div>",
    );
}

#[test]
fn a_task_is_a_disabled_box_labelled_by_its_words() {
    check(
        "- [ ] 发*乙*\n  - 丙\n- [x] b\n- c",
        "<ul>\n<li class=\"task\"><label><input type=\"checkbox\" disabled> 發<em>乙</em></label>\n<ul>\n<li>丙</li>\n</ul>\n</li>
<li class=\"task\"><label><input type=\"checkbox\" disabled checked> b</label></li>\n<li>c</li>\n</ul>",
    );
    check(
        "- [ ] a\n  ===",
        "<ul>\n<li class=\"task\">\n<h1 id=\"a\"><label><input type=\"checkbox\" disabled> a</label></h1>\n</li>\n</ul>",
    );
    check(
        "1. [ ] a\n\n   b",
        "<ol>\n<li class=\"task\">\n<p><label><input type=\"checkbox\" disabled> a</label></p>\n<p>b</p>\n</li>\n</ol>",
    );
}

#[test]
fn footnotes_are_numbered_by_their_first_reference_and_lead_back() {
    check(
        "a[^乙] b[^A] c[^乙]\n\n[^a]: 发[^c]\n[^乙]: d\n\n    - e\n\n[^c]: f\n[^x]: g\n",
        "<p>a<sup class=\"footnote-ref\"><a href=\"#fn:1\" id=\"fnref:1\" role=\"doc-noteref\">1</a></sup> b<sup class=\"footnote-ref\"><a href=\"#fn:2\" id=\"fnref:2\" role=\"doc-noteref\">2</a></sup> c<sup class=\"footnote-ref\"><a href=\"#fn:1\" id=\"fnref:1-2\" role=\"doc-noteref\">1</a></sup></p>
<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"脚注\">
<ol>
<li id=\"fn:1\">
<p>d</p>
<ul>
<li>e</li>
</ul>
<p><a href=\"#fnref:1\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"回到 1\">↩\u{FE0E}</a> <a href=\"#fnref:1-2\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"回到 1\">↩\u{FE0E}</a></p>
</li>
<li id=\"fn:2\">
<p>發<sup class=\"footnote-ref\"><a href=\"#fn:3\" id=\"fnref:3\" role=\"doc-noteref\">3</a></sup> <a href=\"#fnref:2\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"回到 2\">↩\u{FE0E}</a></p>
</li>
<li id=\"fn:3\">
<p>f <a href=\"#fnref:3\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"回到 3\">↩\u{FE0E}</a></p>
</li>
</ol>
</section>",
    );
    assert_eq!(
        mistakes("a[^b] [^c]\n\n[^c]: d\n[^e]: f"),
        ["FootnoteMissing [^b]", "FootnoteUnused [^e]: f"]
    );
}

#[test]
fn refused_html_is_shown_as_text() {
    check_words("a <b>发</b> <!-- c -->", "a &lt;b&gt;發&lt;/b&gt; &lt;!-- c --&gt;");
    check(
        "<div onclick=x>\n发\n</div>\n\n乙",
        "<p>&lt;div onclick=x&gt;\n發\n&lt;/div&gt;</p>\n<p>乙</p>",
    );
    assert_eq!(
        mistakes("a <b>c\n\n<div>\nd\n</div>\n"),
        ["RawHtml <b>", "RawHtml <div>\nd\n</div>"]
    );
    let allowed = Options {
        raw_html: RawHtml::Allow,
        ..WUTONG
    };
    assert_eq!(
        render("a <b>c</b>\n\n<div>\nd\n</div>\n", &allowed, &Page),
        "<p>a <b>c</b></p>\n<div>\nd\n</div>\n"
    );
}

#[test]
fn code_is_never_converted_and_words_always_are() {
    check_words("发`发`发", "發<code>发</code>發");
    check("    发 <b>", "<pre><code>发 &lt;b&gt;</code></pre>");
    check("```发 x\n发\n```", "<pre><code class=\"language-发\">发\n</code></pre>");
    check("---\n\n3. 发", "<hr>\n<ol start=\"3\">\n<li>發</li>\n</ol>");
}

#[test]
fn one_tilde_means_about_and_strikes_nothing() {
    check_words("约 ~80 至 90~ 元", "约 ~80 至 90~ 元");
}
