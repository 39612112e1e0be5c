//! Images while a document is read: alternative text, caption and `{width=…}`.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event};

use super::Shaper;
use crate::markdown::address::{Address, address};
use crate::markdown::attributes::{Width, attributes, width};
use crate::markdown::figures::Word;
use crate::markdown::join::joins;
use crate::markdown::steps::{Image, Step, as_written};
use crate::markdown::{Link, LinkKind, Mistake, MixedBreak, RawHtml};

/// An image whose alternative text is still being read.
pub(super) struct Draft<'m> {
    target: CowStr<'m>,
    title: CowStr<'m>,
    range: Range<usize>,
    alt: Vec<Word<'m>>,
    /// Tags open inside; their words count, they do not.
    depth: usize,
    line_ended: Option<()>,
}

impl<'m> Draft<'m> {
    pub(super) fn new(target: CowStr<'m>, title: CowStr<'m>, range: Range<usize>) -> Self {
        Self {
            target,
            title,
            range,
            alt: Vec::new(),
            depth: 0,
            line_ended: None,
        }
    }

    /// Adds to the alternative text; a line break before it becomes a blank where it shows.
    pub(super) fn say(&mut self, word: Word<'m>) {
        if self.line_ended.take().is_some() {
            let last = match self.alt.last() {
                Some(Word::Text(text)) => text.chars().next_back(),
                _ => None,
            };
            let next = match &word {
                Word::Text(text) => text.chars().next(),
                Word::Figure(_) => None,
            };
            if !matches!((last, next), (Some(a), Some(b)) if joins(a, b, MixedBreak::Blank)) {
                self.alt.push(Word::Text(CowStr::Borrowed(" ")));
            }
        }
        self.alt.push(word);
    }
}

impl<'m> Shaper<'m> {
    /// An event between an image's start and end.
    pub(super) fn take_in_image(&mut self, event: Event<'m>, marked_range: &Range<usize>, range: Range<usize>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Start(_) => image.depth += 1,
            Event::End(_) if image.depth > 0 => image.depth -= 1,
            Event::End(_) => self.end_image(),
            Event::Code(code) => {
                image.say(Word::Text(self.marked.clean(code, marked_range, &range)));
            }
            Event::SoftBreak | Event::HardBreak => image.line_ended = Some(()),
            Event::InlineHtml(html) if self.options.raw_html == RawHtml::Refuse => {
                image.say(Word::Text(self.marked.clean(html, marked_range, &range)));
                self.reading.outline.mistakes.push(Mistake::RawHtml { range });
            }
            _ => {}
        }
    }

    fn end_image(&mut self) {
        self.depth -= 1;
        let Some(draft) = self.image.take() else {
            return;
        };
        let width = self.image_width(draft.range.end);
        let kind = address(&draft.target);
        let shown = matches!(kind, Address::Inside | Address::Web) || self.trusts_addresses();
        if !shown {
            let target = draft.target.to_string();
            self.reading.outline.mistakes.push(Mistake::DangerousLink {
                target,
                range: draft.range.clone(),
            });
            let alt = CowStr::from(as_written(&draft.alt));
            return self.push_words(Step::Text(alt), draft.range);
        }
        let title = self.title_words(&draft.title, &draft.range);
        let image = Image {
            target: draft.target,
            kind,
            alt: draft.alt,
            title,
            width,
        };
        let index = self.reading.images.len();
        self.reading.outline.links.push(Link {
            target: image.target.to_string(),
            kind: LinkKind::Image,
            alt: as_written(&image.alt),
            range: draft.range.clone(),
        });
        self.reading.images.push(image);
        self.push(Step::Image(index), draft.range);
    }

    /// Reads `{width=…}` behind an image and lets the text begin after it.
    fn image_width(&mut self, from: usize) -> Option<Width> {
        if !self.is_wutong() {
            return None;
        }
        let inner = self.marked.source[from..]
            .strip_prefix('{')
            .filter(|inner| !inner.starts_with('='))?;
        // Signs that the parser may read as something else end the search: such braces are words.
        let end = inner.find(|c: char| c.is_control() || "}{*_[]<>&\\|~`".contains(c))?;
        let range = from..from + end + 2;
        if !inner[end..].starts_with('}') {
            return None;
        }
        self.skip_to = range.end;
        let read = attributes(&inner[..end]);
        let wanted = read.values.get("width");
        let width = wanted.and_then(|value| width(value));
        if !read.sound || read.values.len() > usize::from(wanted.is_some()) || width.is_some() != wanted.is_some() {
            self.reading.outline.mistakes.push(Mistake::BadAttributes { range });
        }
        width
    }
}
