//! `:::` blocks.

use super::{check, mistakes, read};

#[test]
fn a_block_is_given_its_body_and_may_touch_its_neighbours() {
    check(
        "甲\n::: note {kind=info title=\"提 示\"}\n发*乙*\n:::\n丙",
        "<p>甲</p>\n<div data-name=\"note\" kind=\"info\" title=\"提 示\">\n<p>發<em>乙</em></p>\n</div>\n<p>丙</p>",
    );
    check(":::提示\n:::\n", "<div data-name=\"提示\">\n</div>");
    check("::: unknown\n甲\n:::", "<p>甲</p>");
    check("：：： 提示\n甲\n：：：", "<div data-name=\"提示\">\n<p>甲</p>\n</div>");
}

#[test]
fn blocks_nest_in_blocks_lists_and_quotes() {
    check(
        "::: a\n:::: b\n甲\n::::\n乙\n:::",
        "<div data-name=\"a\">\n<div data-name=\"b\">\n<p>甲</p>\n</div>\n<p>乙</p>\n</div>",
    );
    check(
        "- 甲\n  ::: a\n  乙\n  :::\n- 丙",
        "<ul>\n<li>甲\n<div data-name=\"a\">\n乙</div>\n</li>\n<li>丙</li>\n</ul>",
    );
    check(
        "> ::: a\n> 乙\n> :::\n> 丙",
        "<blockquote>\n<div data-name=\"a\">\n<p>乙</p>\n</div>\n<p>丙</p>\n</blockquote>",
    );
    check(
        "::: a\n- 甲\n:::",
        "<div data-name=\"a\">\n<ul>\n<li>甲</li>\n</ul>\n</div>",
    );
    check(
        "::: a\n|b|\n|-|\n:::",
        "<div data-name=\"a\">\n<div class=\"table-scroll\" role=\"region\" aria-label=\"表 1\" tabindex=\"0\"><table>\n<thead>\n<tr><th scope=\"col\">b</th></tr>\n</thead>\n</table></div>\n</div>",
    );
}

#[test]
fn colons_in_code_or_behind_a_backslash_are_words() {
    check("```\n::: note\n:::\n```", "<pre><code>::: note\n:::\n</code></pre>");
    check("    ::: note\n", "<pre><code>::: note\n</code></pre>");
    check("\\::: note", "<p>::: note</p>");
    check("甲 ::: note", "<p>甲 ::: note</p>");
    check(
        "::: a\n~~~\n:::\n~~~\n:::",
        "<div data-name=\"a\">\n<pre><code>:::\n</code></pre>\n</div>",
    );
    assert_eq!(mistakes("```\n:::\n```\n\\:::"), [""; 0]);
}

#[test]
fn references_and_footnotes_work_across_blocks() {
    check(
        "::: a\n[甲][b]\n:::\n\n[b]: c.md",
        "<div data-name=\"a\">\n<p><a href=\"to/c.md\">甲</a></p>\n</div>",
    );
    let outline = read("::: a\n甲[^1]\n:::\n[^1]: 乙");
    assert_eq!(outline.mistakes, []);
}

#[test]
fn a_block_knows_its_pictures() {
    check(
        "::: gallery\n![发](a.jpg \"发现\")\n![乙](missing.jpg)\n\n![丙](b.jpg)\n:::",
        "<div data-name=\"gallery\" [m/a.jpg 發 發现] [m/b.jpg 丙 ]>\n<p><img src=\"m/a.jpg\" alt=\"發\" title=\"發现\" loading=\"lazy\" decoding=\"async\">\n乙</p>\n<figure><img src=\"m/b.jpg\" alt=\"丙\" loading=\"lazy\" decoding=\"async\"></figure>\n</div>",
    );
}

#[test]
fn what_is_not_opened_or_closed_is_told_and_survived() {
    check("::: a\n甲", "<div data-name=\"a\">\n<p>甲</p>\n</div>");
    check("甲\n:::\n乙", "<p>甲</p>\n<p>乙</p>");
    assert_eq!(
        mistakes("::: a\n::: b {x}\n甲\n:::"),
        ["BlockNotClosed ::: a", "BadAttributes ::: b {x}"]
    );
    assert_eq!(
        mistakes(":::\n：：： a\n:::"),
        ["BlockNotOpened :::", "FullWidthColons ：：： a"]
    );
    assert_eq!(
        mistakes("- 甲\n  ::: a\n:::\n乙"),
        ["BlockNotClosed ::: a", "BlockNotOpened :::"]
    );
    assert_eq!(
        mistakes("::: a\n- 甲\n  :::\n"),
        ["BlockNotClosed ::: a", "BlockNotOpened :::"]
    );
    assert_eq!(mistakes("甲\n     ::: a"), ["BlockNotOpened ::: a"]);
    let deep = format!("{}{}", "::: a\n".repeat(20), ":::\n".repeat(20));
    assert_eq!(mistakes(&deep), ["BlockTooDeep ::: a"; 4]);
}

#[test]
fn the_outline_names_each_block_by_its_opening_line() {
    let text = "甲\n\n  ::: 图集 {src=a.jpg}\n:::\n";
    let blocks = read(text).blocks;
    assert_eq!(blocks.len(), 1);
    assert_eq!(&text[blocks[0].range.clone()], "::: 图集 {src=a.jpg}");
    assert_eq!(
        (blocks[0].name.as_str(), blocks[0].arguments["src"].as_str()),
        ("图集", "a.jpg")
    );
}
