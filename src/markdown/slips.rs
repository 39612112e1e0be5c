//! What clerks type by habit and Markdown takes for plain words: `##标题`, `[温泉]（温泉.md）`, pasted tables.
//!
//! Nothing here changes how a text is read; each slip is told with its correction.

mod inline;
mod lines;

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// One slip, in bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Slip {
    pub kind: SlipKind,
    pub range: Range<usize>,
    /// What stands right in its place.
    pub replacement: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SlipKind {
    /// `##标题` or `＃＃ 标题`.
    Heading,
    /// `-温泉区`, `1、温泉区` in lines below each other.
    Item,
    /// `一、` or `（二）` in the line below another: both become one paragraph.
    Paragraph,
    /// Rows with tabs between the cells, as a spreadsheet gives them.
    Table,
    /// `:: note`
    Block,
    /// `[温泉]（温泉.md）`, `【温泉】(温泉.md)`, `！[图](图.jpg)`, or a blank in the address.
    Link,
    /// `｛=总投资｝`
    Figure,
    /// `** 注意 **`
    Emphasis,
}

/// All slips of a text, in the order of their places; none within code.
pub fn slips(text: &str) -> Vec<Slip> {
    let rows = rows(text);
    let mut found = lines::slips(text, &rows);
    inline::slips(text, &rows, &mut found);
    found.sort_by_key(|slip| (slip.range.start, slip.range.end));
    found
}

/// Lines without their ends; those of code blocks are left out, so that the rest stay neighbours of nothing.
fn rows(text: &str) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let (mut start, mut fence): (usize, Option<&str>) = (0, None);
    let marks = ["```", "~~~"].map(|mark| memchr::memmem::find(text.as_bytes(), mark.as_bytes()).map(|_| mark));
    let fenced = marks.iter().any(Option::is_some);
    while start < text.len() {
        let next = memchr::memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |end| start + end + 1);
        let words = text[start..next].trim_end_matches(['\n', '\r']);
        let begins = |mark: &&str| fenced && words.trim_start().starts_with(*mark);
        let mark = marks.into_iter().flatten().find(begins);
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, None) if !words.starts_with("    ") => rows.push(start..start + words.len()),
            _ => {}
        }
        start = next;
    }
    rows
}

/// A letter that is written without blanks around it.
fn is_han(letter: char) -> bool {
    crate::markdown::punctuation::is_cjk(letter) && letter.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use crate::markdown::slips::slips;

    /// The text with all its slips corrected.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut mended = text.to_owned();
        for slip in slips(text).iter().rev() {
            mended.replace_range(slip.range.clone(), &slip.replacement);
        }
        assert_eq!(mended, expected);
    }

    #[test]
    fn headings_want_a_blank_and_plain_signs() {
        check("##建设内容\n", "## 建设内容\n");
        check("＃＃ 建设内容", "## 建设内容");
        check("#康养旅居#活动开幕", "#康养旅居#活动开幕");
        check("#1 地块\n#tag", "#1 地块\n#tag");
        check("```\n##建设内容\n```\n", "```\n##建设内容\n```\n");
    }

    #[test]
    fn items_want_a_blank_behind_their_dash_or_number() {
        check("-温泉区\n-护理区\n", "- 温泉区\n- 护理区\n");
        check("－温泉区\n－护理区\n", "- 温泉区\n- 护理区\n");
        check("1、温泉区\n2、护理区\n", "1. 温泉区\n2. 护理区\n");
        check("-5 度\n", "-5 度\n");
        check("-温泉区\n", "-温泉区\n");
    }

    #[test]
    fn numbered_paragraphs_want_an_empty_line() {
        check("一、概况\n二、优势\n", "一、概况\n\n二、优势\n");
        check("概况\n（一）区位\n", "概况\n\n（一）区位\n");
        check("一、概况\n\n二、优势\n", "一、概况\n\n二、优势\n");
    }

    #[test]
    fn pasted_tables_become_tables() {
        check(
            "年份\t床位\n2020\t100\n",
            "| 年份 | 床位 |\n| --- | --- |\n| 2020 | 100 |\n",
        );
        check("甲\t乙\n", "甲\t乙\n");
    }

    #[test]
    fn links_and_pictures_want_plain_signs() {
        check("见[温泉]（温泉.md）。", "见[温泉](温泉.md)。");
        check("见【温泉】(温泉.md)。", "见[温泉](温泉.md)。");
        check("！[温泉](温泉.jpg)", "![温泉](温泉.jpg)");
        check("见[温泉](青山 温泉.md)。", "见[温泉](<青山 温泉.md>)。");
        check("见[温泉](a.md \"题\")", "见[温泉](a.md \"题\")");
        check("《通知》[1]（见附件）", "《通知》[1]（见附件）");
        check("写 `[温泉]（温泉.md）`", "写 `[温泉]（温泉.md）`");
    }

    #[test]
    fn blocks_figures_and_emphasis_want_their_own_signs() {
        check(":: note\n甲\n::\n", "::: note\n甲\n:::\n");
        check("总投资｛=总投资｝。", "总投资{=总投资}。");
        check("总投资{＝总投资}。", "总投资{=总投资}。");
        check("** 注意： **住宿", "**注意：**住宿");
        check("**甲** 和 **乙**", "**甲** 和 **乙**");
        check("2 ** 3 ** 4", "2 ** 3 ** 4");
    }
}
