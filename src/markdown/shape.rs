//! Reads a text into steps: turns the parser's events into what the dialect means by them.

mod blocks;
mod images;
mod words;

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Parser, Tag, TagEnd};

use crate::markdown::address::{Address, address};
use crate::markdown::headings::{WrittenId, give_ids, plain_text, shortened, written_id};
use crate::markdown::join::fold_breaks;
use crate::markdown::marked::Marked;
use crate::markdown::notes::number;
use crate::markdown::steps::{LinkStart, Placed, Reading, Step, Title};
use crate::markdown::{Dialect, Mistake, Options, RawHtml};

use blocks::OpenedBlock;
use images::Draft;

/// The text with the marks its dialect needs.
pub(super) fn mark(text: &str, options: Options) -> Marked<'_> {
    match options.dialect {
        Dialect::Wutong => Marked::new(text),
        Dialect::CommonMark => Marked::unmarked(text),
    }
}

/// Reads a text whole; mistakes and figures come in the text's order.
pub(super) fn read<'m>(marked: &'m Marked<'m>, options: Options) -> Reading<'m> {
    let mut shaper = Shaper::new(marked, options);
    for (event, range) in Parser::new_ext(&marked.text, extensions(options.dialect)).into_offset_iter() {
        shaper.take(event, &range);
    }
    shaper.finish()
}

fn extensions(dialect: Dialect) -> pulldown_cmark::Options {
    use pulldown_cmark::Options;
    match dialect {
        Dialect::CommonMark => Options::empty(),
        Dialect::Wutong => {
            Options::ENABLE_TABLES
                | Options::ENABLE_FOOTNOTES
                | Options::ENABLE_STRIKETHROUGH
                | Options::ENABLE_TASKLISTS
        }
    }
}

/// What has been read so far, and what is still open.
struct Shaper<'m> {
    marked: &'m Marked<'m>,
    options: Options,
    reading: Reading<'m>,
    /// A stretch of source that the parser shows as it stands, not yet cut into words.
    run: Option<Range<usize>>,
    /// Text before this place is an image's attributes.
    skip_to: usize,
    /// How many of the parser's tags are open.
    depth: usize,
    blocks: Vec<OpenedBlock>,
    image: Option<Draft<'m>>,
    /// Lines of the HTML block that is open.
    html: Option<Vec<(CowStr<'m>, Range<usize>)>>,
    /// Step of the heading that is open.
    heading: Option<usize>,
    code: Inside,
    dropped_link: Inside,
}

/// Whether the reading is inside something that cannot nest.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Yes,
    No,
}

impl<'m> Shaper<'m> {
    fn new(marked: &'m Marked<'m>, options: Options) -> Self {
        Self {
            marked,
            options,
            reading: Reading::default(),
            run: None,
            skip_to: 0,
            depth: 0,
            blocks: Vec::new(),
            image: None,
            html: None,
            heading: None,
            code: Inside::No,
            dropped_link: Inside::No,
        }
    }

    /// The place without the white space at its end.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        range.start..range.start + self.marked.source[range].trim_end().len()
    }

    fn is_wutong(&self) -> bool {
        self.options.dialect == Dialect::Wutong
    }

    fn push(&mut self, step: Step<'m>, range: Range<usize>) {
        self.reading.steps.push(Placed { step, range });
    }

    /// One event of the parser and its place in the marked text.
    fn take(&mut self, event: Event<'m>, marked_range: &Range<usize>) {
        let range = self.marked.source_range(marked_range);
        let place = range.clone();
        let clean = |text: CowStr<'m>| self.marked.clean(text, marked_range, &place);
        match event {
            Event::Text(text) => {
                let text = clean(text);
                return self.take_text(text, range);
            }
            Event::Html(html) => {
                let fence = self.marked.is_fence(&html);
                let html = clean(html);
                return self.take_html_line(html, range, if fence { Inside::Yes } else { Inside::No });
            }
            _ => self.flush(),
        }
        if self.image.is_some() {
            return self.take_in_image(event, marked_range, range);
        }
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                self.start(tag, range, marked_range);
            }
            Event::End(tag) => {
                self.close_blocks_of_depth(self.depth, range.end);
                self.depth -= 1;
                self.end(tag, range);
            }
            Event::Code(code) => self.push(Step::Code(clean(code)), range),
            Event::InlineHtml(html) => self.take_inline_html(html, range, marked_range),
            Event::FootnoteReference(name) => self.push(Step::NoteReference(clean(name)), range),
            Event::SoftBreak => self.push(Step::SoftBreak, range),
            Event::HardBreak => self.push(Step::HardBreak, range),
            Event::Rule => self.push(Step::Rule, range),
            Event::TaskListMarker(done) => self.push(Step::Task(done), range),
            Event::Text(_) | Event::Html(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'m>, range: Range<usize>, marked_range: &Range<usize>) {
        let place = range.clone();
        let clean = |text: CowStr<'m>| self.marked.clean(text, marked_range, &place);
        match tag {
            Tag::HtmlBlock => self.html = Some(Vec::new()),
            Tag::Heading { level, .. } => {
                self.heading = Some(self.reading.steps.len());
                let title = Title {
                    level: level as u8,
                    text: String::new(),
                    id: String::new(),
                };
                let range = self.trimmed(range);
                self.push(Step::Heading(title), range);
            }
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let mut target = clean(dest_url);
                if link_type == LinkType::Email {
                    target = CowStr::from(format!("mailto:{target}"));
                }
                let title = clean(title);
                self.start_link(target, &title, range);
            }
            Tag::Image { dest_url, title, .. } => {
                self.image = Some(Draft::new(clean(dest_url), clean(title), range));
            }
            Tag::FootnoteDefinition(name) => {
                let name = clean(name);
                let range = self.trimmed(range);
                self.push(Step::Start(Tag::FootnoteDefinition(name)), range);
            }
            Tag::CodeBlock(kind) => {
                self.code = Inside::Yes;
                let kind = match kind {
                    pulldown_cmark::CodeBlockKind::Fenced(info) => pulldown_cmark::CodeBlockKind::Fenced(clean(info)),
                    indented @ pulldown_cmark::CodeBlockKind::Indented => indented,
                };
                self.push(Step::Start(Tag::CodeBlock(kind)), range);
            }
            Tag::Strikethrough if !self.marked.source[range.clone()].starts_with("~~") => {
                self.push(Step::Text(CowStr::Borrowed("~")), range.start..range.start);
            }
            other => self.push(Step::Start(other), range),
        }
    }

    fn start_link(&mut self, target: CowStr<'m>, title: &str, range: Range<usize>) {
        let kind = address(&target);
        if kind == Address::Dangerous && !self.trusts_addresses() {
            self.dropped_link = Inside::Yes;
            self.reading.mistakes.push(Mistake::DangerousLink {
                target: target.to_string(),
                range,
            });
            return;
        }
        let title = self.title_words(title, &range);
        self.push(Step::Link(LinkStart { target, kind, title }), range);
    }

    /// Only plain CommonMark from an author who may write HTML as well.
    fn trusts_addresses(&self) -> bool {
        !self.is_wutong() && self.options.raw_html == RawHtml::Allow
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::HtmlBlock => return self.end_html_block(),
            TagEnd::Link if self.dropped_link == Inside::Yes => {
                self.dropped_link = Inside::No;
                return;
            }
            TagEnd::Strikethrough if !self.marked.source[range.clone()].starts_with("~~") => {
                return self.push(Step::Text(CowStr::Borrowed("~")), range.end..range.end);
            }
            TagEnd::CodeBlock => self.code = Inside::No,
            TagEnd::Heading(_) => self.end_heading(),
            _ => {}
        }
        self.push(Step::End(tag), range);
    }

    fn end_heading(&mut self) {
        let Some(start) = self.heading.take() else {
            return;
        };
        let (before, inside) = self.reading.steps.split_at_mut(start + 1);
        let (Some(head), written) = (before.last_mut(), self.options.dialect == Dialect::Wutong) else {
            return;
        };
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
        let text = plain_text(inside);
        let Step::Heading(title) = &mut head.step else {
            return;
        };
        title.text = text;
        match found {
            WrittenId::Id(id, _) => title.id = id,
            WrittenId::Broken => self.reading.mistakes.push(Mistake::BadAttributes {
                range: head.range.clone(),
            }),
            WrittenId::None => {}
        }
    }

    fn finish(mut self) -> Reading<'m> {
        self.flush();
        self.close_blocks_of_depth(0, self.marked.source.len());
        let mut reading = self.reading;
        if self.options.dialect == Dialect::Wutong {
            give_ids(&mut reading.steps, &mut reading.mistakes);
            fold_breaks(&mut reading.steps);
            let unused = number(&reading.steps).unused;
            reading.mistakes.extend(
                unused
                    .into_iter()
                    .map(|(name, range)| Mistake::FootnoteUnused { name, range }),
            );
        }
        reading
            .mistakes
            .sort_by_key(|mistake| (mistake.range().start, mistake.range().end));
        reading
            .figures
            .sort_by_key(|figure| (figure.range.start, figure.range.end));
        reading
    }
}
