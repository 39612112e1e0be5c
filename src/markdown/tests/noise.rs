//! Texts nobody writes: nothing panics, every range is in the text, and size costs no more than size.

use super::{AsWritten, Page, Unchanged};
use crate::markdown::{Dialect, MixedBreak, Options, Outline, RawHtml, compile, render};

const PIECES: [&str; 64] = [
    "*",
    "**",
    "_",
    "~~",
    "~",
    "`",
    "```\n",
    "\n",
    "\n\n",
    " ",
    "    ",
    "\t",
    "> ",
    "- ",
    "1. ",
    "- [ ] ",
    "- [x]\n",
    "#",
    "## ",
    "===\n",
    "---\n",
    "|",
    "|-|\n",
    "|甲|乙|\n|:-|-:|\n",
    ":::",
    "::: note {a=b}\n",
    "\n:::\n",
    "：：： 提示\n",
    "{",
    "}",
    "{=",
    "{=甲}",
    "{#id}",
    "{width=half}",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "](a.md)",
    "[^1]",
    "\n[^1]: ",
    "[a]: b\n",
    "<",
    ">",
    "<b>",
    "<!--",
    "-->",
    "<?",
    "?>",
    "&amp;",
    "&#0;",
    "\\",
    "\r",
    "\r\n",
    "甲",
    "“",
    "。",
    "가",
    "\u{FE0F}",
    "\u{2E2A}",
    "javascript:",
    "a",
];

/// SplitMix64, so that every run reads the same texts.
struct Seed(u64);

impl Seed {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % below as u64).expect("below a usize")
    }
}

fn check(text: &str) {
    for dialect in [Dialect::Wutong, Dialect::CommonMark] {
        for raw_html in [RawHtml::Refuse, RawHtml::Allow] {
            let mixed_break = MixedBreak::Blank;
            let options = Options {
                dialect,
                raw_html,
                mixed_break,
            };
            let compiled = compile(text, &options);
            assert_eq!(
                render(&compiled.pieces, &Unchanged),
                render(&compiled.pieces, &AsWritten),
                "{text:?}"
            );
            let html = render(&compiled.pieces, &Page);
            let read = compiled.outline;
            for range in ranges(&read) {
                assert!(text.get(range.clone()).is_some(), "{range:?} in {text:?}");
            }
            if !text.contains('\u{2E2A}') && !text.contains('\u{2E2C}') {
                assert!(
                    !html.contains(['\u{2E2A}', '\u{2E2C}']),
                    "a mark stayed in {html:?} of {text:?}"
                );
            }
            if raw_html == RawHtml::Refuse && dialect == Dialect::Wutong {
                let tags =
                    html.matches("<script").count() + html.matches("<b>").count() + html.matches("href=\"java").count();
                assert_eq!(tags, 0, "{text:?}");
                assert!(balanced(&html), "{html}\nof {text:?}");
            }
        }
    }
}

fn ranges(read: &Outline) -> Vec<std::ops::Range<usize>> {
    let mut ranges: Vec<_> = read.mistakes.iter().map(|m| m.range().clone()).collect();
    ranges.extend(read.headings.iter().map(|h| h.range.clone()));
    ranges.extend(read.links.iter().map(|l| l.range.clone()));
    ranges.extend(read.figures.iter().map(|f| f.range.clone()));
    ranges.extend(read.blocks.iter().map(|b| b.range.clone()));
    ranges.extend(read.passages.iter().map(crate::markdown::Passage::range));
    ranges
}

/// Whether every tag is closed, and in the right order.
fn balanced(html: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for tag in html.split('<').skip(1) {
        let name = tag.split([' ', '>', '\n']).next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) => {
                if open.pop() != Some(name) {
                    return false;
                }
            }
            None if ["img", "br", "hr", "input"].contains(&name) => {}
            None => open.push(name),
        }
    }
    open.is_empty()
}

#[test]
fn random_mixes_of_markers_are_read_and_rendered() {
    let mut seed = Seed(20_200_713);
    for _ in 0..4000 {
        let length = 1 + seed.next(30);
        let text: String = (0..length).map(|_| PIECES[seed.next(PIECES.len())]).collect();
        check(&text);
    }
}

#[test]
fn thousands_of_nested_or_open_marks_are_read() {
    for piece in [
        "[",
        "![",
        "](",
        "> ",
        "*",
        "**“",
        "~~",
        "`",
        "{=",
        "{=甲",
        "{a=“",
        "(",
        "<",
        "<!--",
        "<?",
        "\\",
        "[^1]",
        "![a](b){",
        "_甲",
        "::: a\n",
        ":::\n",
        "- ",
        "|",
        "&",
        "[a](",
        "甲**",
        "# a\n",
        "[^a]: b\n",
        "\r",
        "<b>",
    ] {
        check(&piece.repeat(5000));
    }
    check(&format!("{}甲{}", "[".repeat(5000), "](a)".repeat(5000)));
    check(&format!("{}甲{}", "![".repeat(5000), "](a)".repeat(5000)));
}
