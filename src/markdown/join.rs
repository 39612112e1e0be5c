//! Drops the line breaks that writing in CJK makes only for the author's eye.

use pulldown_cmark::TagEnd;

use crate::markdown::punctuation::{is_cjk, is_hangul};
use crate::markdown::steps::{Placed, Step};

/// Whether a line break between the two characters shows nothing: both are
/// Chinese or Japanese, or one is and the other is a quotation mark, dash,
/// ellipsis or middle dot, which both scripts share.
pub(super) fn joins(before: char, behind: char) -> bool {
    let near = |c: char| is_cjk(c) && !is_hangul(c);
    let shared = |c: char| matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·');
    match (near(before), near(behind)) {
        (true, true) => true,
        (true, false) => shared(behind),
        (false, true) => shared(before),
        (false, false) => false,
    }
}

/// Takes the soft breaks that join out of the steps.
pub(super) fn fold_breaks(steps: &mut Vec<Placed<'_>>) {
    let mut last = None;
    let mut keep = Vec::with_capacity(steps.len());
    for (index, placed) in steps.iter().enumerate() {
        let folded = matches!(placed.step, Step::SoftBreak)
            && matches!((last, first(&steps[index + 1..])), (Some(a), Some(b)) if joins(a, b));
        keep.push(!folded);
        match &placed.step {
            Step::Text(text) | Step::Code(text) => last = text.chars().next_back().or(last),
            Step::Link(_) | Step::Start(_) | Step::End(_) => {}
            Step::SoftBreak if folded => {}
            _ => last = None,
        }
    }
    let mut keep = keep.into_iter();
    steps.retain(|_| keep.next().unwrap_or(true));
}

/// The first character said in the same paragraph.
fn first(steps: &[Placed<'_>]) -> Option<char> {
    for placed in steps {
        match &placed.step {
            Step::Text(text) | Step::Code(text) => return text.chars().next(),
            Step::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => return None,
            Step::Link(_) | Step::Start(_) | Step::End(_) => {}
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::joins;

    #[test]
    fn chinese_and_japanese_join_and_other_scripts_do_not() {
        let check = |pair: &str, expected: bool| {
            let mut characters = pair.chars();
            let (Some(a), Some(b)) = (characters.next(), characters.next()) else {
                panic!("two characters")
            };
            assert_eq!(joins(a, b), expected, "{pair}");
        };
        for pair in ["甲乙", "。甲", "かナ", "”甲", "甲“", "，—", "…甲"] {
            check(pair, true);
        }
        for pair in ["甲a", "a甲", "가나", "甲가", "ab", "年7", "“”", "甲😀"] {
            check(pair, false);
        }
    }
}
