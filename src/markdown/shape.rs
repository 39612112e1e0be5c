//! Reads a text into steps: turns the parser's events into what the dialect means by them.

mod blocks;
mod headings;
mod images;
mod levels;
mod words;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};

use crate::markdown::address::{Address, address};
use crate::markdown::headings::give_ids;
use crate::markdown::marked::Marked;
use crate::markdown::notes::number;
use crate::markdown::steps::{Frame, LinkStart, Reading, Step};
use crate::markdown::{Dialect, Link, LinkKind, Mistake, Options, RawHtml};

use blocks::OpenedBlock;
use images::Draft;

/// What the dialect asks of the parser.
pub(super) fn extensions(dialect: Dialect) -> pulldown_cmark::Options {
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

/// What has been read so far, and what is still open. It is given the parser's
/// events one by one and tells what it read at the end.
pub(super) struct Shaper<'m> {
    marked: &'m Marked<'m>,
    options: Options,
    holds: Holds,
    reading: Reading<'m>,
    /// The earlier marks, for [`Marked::source_range`].
    passed: usize,
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
    /// The links that are open, and whether each is one: a dangerous one is words only.
    links: Vec<bool>,
    /// How many steps are open, and where the outermost began: in the source and among the steps.
    level: usize,
    top: (usize, usize),
    /// A soft break that may still vanish, and the character before it.
    soft_break: Option<(usize, char)>,
    /// Steps that concern footnotes.
    note_places: Vec<usize>,
}

/// What the text holds anywhere: no stretch is searched for what is nowhere.
struct Holds {
    /// `{=`
    figures: bool,
    /// `[^`
    note_marks: bool,
}

/// Whether the reading is inside something that cannot nest.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Yes,
    No,
}

impl<'m> Shaper<'m> {
    pub(super) fn new(marked: &'m Marked<'m>, options: Options) -> Self {
        let source = marked.source;
        Self {
            marked,
            options,
            holds: Holds {
                figures: source.contains("{="),
                note_marks: source.contains("[^"),
            },
            reading: Reading {
                // Prose has a step for about twenty bytes.
                steps: Vec::with_capacity(source.len() / 16 + 8),
                ..Reading::default()
            },
            passed: 0,
            run: None,
            skip_to: 0,
            depth: 0,
            blocks: Vec::new(),
            image: None,
            html: None,
            heading: None,
            code: Inside::No,
            links: Vec::new(),
            level: 0,
            top: (0, 0),
            soft_break: None,
            note_places: Vec::new(),
        }
    }

    /// The place without the white space at its end.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        range.start..range.start + self.marked.source[range].trim_end().len()
    }

    fn is_wutong(&self) -> bool {
        self.options.dialect == Dialect::Wutong
    }

    /// One event of the parser and its place in the marked text.
    pub(super) fn take(&mut self, event: Event<'m>, marked_range: &Range<usize>) {
        let range = self.marked.source_range(marked_range, &mut self.passed);
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
            _ if self.run.is_some() => self.flush(),
            _ => {}
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
                if !self.blocks.is_empty() {
                    self.close_blocks_of_depth(self.depth, range.end);
                }
                self.depth -= 1;
                self.end(tag, range);
            }
            Event::Code(code) => self.push_words(Step::Code(clean(code)), range),
            Event::InlineHtml(html) => self.take_inline_html(html, range, marked_range),
            Event::FootnoteReference(name) => {
                self.note_places.push(self.reading.steps.len());
                self.push(Step::NoteReference(clean(name)), range);
            }
            Event::SoftBreak => self.push_soft_break(range),
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
            Tag::Heading { level, .. } => self.start_heading(level as u8, range),
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
                self.note_places.push(self.reading.steps.len());
                self.push_start(Step::Note(name), range);
            }
            Tag::CodeBlock(kind) => {
                self.code = Inside::Yes;
                let language = match kind {
                    CodeBlockKind::Fenced(info) => clean(info),
                    CodeBlockKind::Indented => CowStr::Borrowed(""),
                };
                self.push_start(Step::CodeBlock(language), range);
            }
            Tag::Table(alignments) => self.push_start(Step::Table(alignments), range),
            Tag::Strikethrough if !self.marked.source[range.clone()].starts_with("~~") => {
                self.push_words(Step::Text(CowStr::Borrowed("~")), range.start..range.start);
            }
            other => self.push_start(Step::Start(frame(&other)), range),
        }
    }

    fn start_link(&mut self, target: CowStr<'m>, title: &str, range: Range<usize>) {
        let kind = address(&target);
        if kind == Address::Dangerous && !self.trusts_addresses() {
            self.links.push(false);
            self.reading.outline.mistakes.push(Mistake::DangerousLink {
                target: target.to_string(),
                range,
            });
            return;
        }
        if self.is_wutong() && self.links.contains(&true) {
            // An autolink among a link's words: HTML knows no links in links.
            return self.links.push(false);
        }
        let title = self.title_words(title, &range);
        self.links.push(true);
        self.reading.outline.links.push(Link {
            target: target.to_string(),
            kind: LinkKind::Link,
            alt: String::new(),
            range: range.clone(),
        });
        self.push_start(Step::Link(self.reading.links.len()), range);
        self.reading.links.push(LinkStart { target, kind, title });
    }

    /// Only plain CommonMark from an author who may write HTML as well.
    fn trusts_addresses(&self) -> bool {
        !self.is_wutong() && self.options.raw_html == RawHtml::Allow
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::HtmlBlock => return self.end_html_block(),
            TagEnd::Strikethrough if !self.marked.source[range.clone()].starts_with("~~") => {
                return self.push_words(Step::Text(CowStr::Borrowed("~")), range.end..range.end);
            }
            TagEnd::Link if self.links.pop() != Some(true) => return,
            TagEnd::CodeBlock => self.code = Inside::No,
            TagEnd::FootnoteDefinition => self.note_places.push(self.reading.steps.len()),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Paragraph | TagEnd::Item => self.soft_break = None,
            _ => {}
        }
        self.push_end(Step::End(tag), range);
    }

    /// Mistakes and figures come in the text's order.
    pub(super) fn finish(mut self) -> Reading<'m> {
        self.flush();
        self.close_blocks_of_depth(0, self.marked.source.len());
        let mut reading = self.reading;
        if self.options.dialect == Dialect::Wutong {
            give_ids(&mut reading.outline.headings, &mut reading.outline.mistakes);
            reading.notes = number(&reading.steps, &self.note_places);
            let unused = std::mem::take(&mut reading.notes.unused).into_iter();
            let unused = unused.map(|(name, range)| Mistake::FootnoteUnused { name, range });
            reading.outline.mistakes.extend(unused);
        }
        let outline = &mut reading.outline;
        outline
            .mistakes
            .sort_by_key(|mistake| (mistake.range().start, mistake.range().end));
        outline
            .figures
            .sort_by_key(|figure| (figure.range.start, figure.range.end));
        outline.headings = exact(std::mem::take(&mut outline.headings));
        outline.links = exact(std::mem::take(&mut outline.links));
        reading
    }
}

/// The same list with no room to spare; shrinking may keep half of it.
fn exact<T>(list: Vec<T>) -> Vec<T> {
    let mut exact = Vec::with_capacity(list.len());
    exact.extend(list);
    exact
}

/// What remains of a tag that needs no words of its own; the others never come here.
fn frame(tag: &Tag<'_>) -> Frame {
    match tag {
        Tag::BlockQuote(_) => Frame::Quote,
        Tag::List(None) => Frame::Bullets,
        Tag::List(Some(first)) => Frame::Numbers(*first),
        Tag::Item => Frame::Item,
        Tag::TableHead => Frame::TableHead,
        Tag::TableRow => Frame::TableRow,
        Tag::TableCell => Frame::TableCell,
        Tag::Emphasis => Frame::Emphasis,
        Tag::Strong => Frame::Strong,
        Tag::Strikethrough => Frame::Strikethrough,
        _ => Frame::Paragraph,
    }
}
