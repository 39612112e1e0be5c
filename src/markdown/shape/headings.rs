//! Headings while a document is read: their words, and the id that may stand behind them.

use std::ops::Range;

use super::Shaper;
use crate::markdown::headings::{WrittenId, plain_text, shortened, written_id};
use crate::markdown::steps::{Placed, Step};
use crate::markdown::{Dialect, Heading, Mistake};

impl Shaper<'_> {
    pub(super) fn start_heading(&mut self, level: u8, range: Range<usize>) {
        let range = self.trimmed(range);
        self.heading = Some(self.reading.steps.len());
        self.push_start(Step::Heading(self.reading.outline.headings.len()), range.clone());
        self.reading.outline.headings.push(Heading {
            level,
            text: String::new(),
            id: String::new(),
            range,
        });
    }

    pub(super) fn end_heading(&mut self) {
        let Some(start) = self.heading.take() else {
            return;
        };
        let inside = &mut self.reading.steps[start + 1..];
        let Some(heading) = self.reading.outline.headings.last_mut() else {
            return;
        };
        let written = self.options.dialect == Dialect::Wutong;
        let mut found = WrittenId::None;
        if let Some(Placed {
            step: Step::Text(text),
            range,
        }) = inside.last_mut().filter(|_| written)
        {
            let escaped = text.trim_end().starts_with("{#") && self.marked.source[..range.start].ends_with('\\');
            if !escaped {
                found = written_id(text);
            }
            if let WrittenId::Id(_, length) = found {
                *text = shortened(text, length);
            }
        }
        heading.text = plain_text(inside, &self.reading.images);
        match found {
            WrittenId::Id(id, _) => heading.id = id,
            WrittenId::Broken => self.reading.outline.mistakes.push(Mistake::BadAttributes {
                range: heading.range.clone(),
            }),
            WrittenId::None => {}
        }
    }
}
