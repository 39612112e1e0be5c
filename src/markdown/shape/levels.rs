//! Steps while a document is read: which stand at the top level, and which line breaks vanish.

use std::ops::Range;

use pulldown_cmark::{CowStr, TagEnd};

use super::Shaper;
use crate::markdown::join::{joins, last_said};
use crate::markdown::steps::{Placed, Step};

/// A paragraph's first line is indented by two of these in Chinese; the theme's style does that.
const INDENT: char = '\u{3000}';

fn unindented<'m>(text: &CowStr<'m>) -> CowStr<'m> {
    match text {
        CowStr::Borrowed(text) => CowStr::Borrowed(text.trim_start_matches(INDENT)),
        text => CowStr::from(text.trim_start_matches(INDENT).to_owned()),
    }
}

impl<'m> Shaper<'m> {
    /// A step that opens nothing and closes nothing.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "otherwise each step is made on the stack and copied"
    )]
    pub(super) fn push(&mut self, step: Step<'m>, range: Range<usize>) {
        if self.level == 0 {
            self.reading.top.push(range.clone());
        }
        self.soft_break = None;
        self.reading.steps.push(Placed { step, range });
    }

    /// Whether nothing has been said in this line yet.
    fn at_line_start(&self) -> bool {
        let fresh = |placed: &Placed<'_>| matches!(placed.step, Step::Start(_) | Step::SoftBreak | Step::HardBreak);
        self.is_wutong() && self.reading.steps.last().is_none_or(fresh)
    }

    /// A step that says something: the line break before it may vanish.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "otherwise each step is made on the stack and copied"
    )]
    pub(super) fn push_words(&mut self, mut step: Step<'m>, range: Range<usize>) {
        if let Step::Text(text) = &step
            && text.starts_with(INDENT)
            && self.at_line_start()
        {
            step = Step::Text(unindented(text));
        }
        if let Some((index, last)) = self.soft_break
            && let Step::Text(text) | Step::Code(text) = &step
            && text
                .chars()
                .next()
                .is_some_and(|next| joins(last, next, self.options.mixed_break))
        {
            self.reading.steps[index].step = Step::Joined;
        }
        self.push(step, range);
    }

    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "otherwise each step is made on the stack and copied"
    )]
    pub(super) fn push_start(&mut self, step: Step<'m>, range: Range<usize>) {
        if self.level == 0 {
            self.top = (range.start, self.reading.steps.len());
        }
        self.level += 1;
        self.reading.steps.push(Placed { step, range });
    }

    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "otherwise each step is made on the stack and copied"
    )]
    pub(super) fn push_end(&mut self, step: Step<'m>, range: Range<usize>) {
        self.level = self.level.saturating_sub(1);
        if self.level == 0 {
            let (start, first) = self.top;
            self.reading.top.push(start..range.end.max(start));
            if matches!(step, Step::End(TagEnd::Paragraph)) {
                self.reading.paragraphs.push(first..self.reading.steps.len());
            }
        }
        self.reading.steps.push(Placed { step, range });
    }

    pub(super) fn push_soft_break(&mut self, range: Range<usize>) {
        let last = last_said(&self.reading.steps).filter(|_| self.is_wutong());
        let index = self.reading.steps.len();
        self.push(Step::SoftBreak, range);
        self.soft_break = last.map(|last| (index, last));
    }
}
