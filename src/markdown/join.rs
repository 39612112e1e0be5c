//! Drops the line breaks that writing in CJK makes only for the author's eye.

use pulldown_cmark::TagEnd;

use crate::markdown::MixedBreak;
use crate::markdown::punctuation::{is_cjk, is_hangul};
use crate::markdown::steps::{Frame, Placed, Step};

/// Whether a line break between the two characters shows nothing: both are
/// Chinese or Japanese, or one is and the other is a quotation mark, dash,
/// ellipsis or middle dot, which both scripts share.
pub(super) fn joins(before: char, behind: char, mixed: MixedBreak) -> bool {
    let near = |c: char| is_cjk(c) && !is_hangul(c);
    let latin = |c: char| c.is_alphanumeric() && !is_cjk(c);
    if mixed == MixedBreak::Nothing && (near(before) && latin(behind) || latin(before) && near(behind)) {
        return true;
    }
    if before.is_ascii() || behind.is_ascii() {
        return false;
    }
    let shared = |c: char| matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·');
    match (near(before), near(behind)) {
        (true, true) => true,
        (true, false) => shared(behind),
        (false, true) => shared(before),
        (false, false) => false,
    }
}

/// The last character said before the end of the steps, if words were said last.
pub(super) fn last_said(steps: &[Placed<'_>]) -> Option<char> {
    for placed in steps.iter().rev() {
        match &placed.step {
            Step::Text(text) | Step::Code(text) if !text.is_empty() => return text.chars().next_back(),
            Step::Text(_)
            | Step::Code(_)
            | Step::Link(_)
            | Step::Joined
            | Step::Start(Frame::Emphasis | Frame::Strong | Frame::Strikethrough)
            | Step::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {}
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::joins;
    use crate::markdown::MixedBreak;

    #[test]
    fn chinese_and_japanese_join_and_other_scripts_do_not() {
        let check = |pair: &str, expected: bool| {
            let mut characters = pair.chars();
            let (Some(a), Some(b)) = (characters.next(), characters.next()) else {
                panic!("two characters")
            };
            assert_eq!(joins(a, b, MixedBreak::Blank), expected, "{pair}");
        };
        for pair in ["甲乙", "。甲", "かナ", "”甲", "甲“", "，—", "…甲"] {
            check(pair, true);
        }
        for pair in ["甲a", "a甲", "가나", "甲가", "ab", "年7", "“”", "甲😀"] {
            check(pair, false);
        }
    }

    #[test]
    fn latin_letters_join_where_the_site_has_it_so() {
        for (before, behind, expected) in [
            ('甲', 'a', true),
            ('7', '年', true),
            ('a', 'b', false),
            ('甲', '(', false),
        ] {
            assert_eq!(joins(before, behind, MixedBreak::Nothing), expected, "{before}{behind}");
        }
    }
}
