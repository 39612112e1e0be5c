//! Steps → HTML with holes. No inline styles, no scripts: a strict Content-Security-Policy is content with it.

mod notes;
mod tables;

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Parser, TagEnd};

use crate::markdown::address::Address;
use crate::markdown::escape::{foreign_address, push_attribute};
use crate::markdown::marked::Marked;
use crate::markdown::outline::outline;
use crate::markdown::pieces::{BlockHole, Hole, ImageHole, LinkHole, Pieces, place};
use crate::markdown::shape::{Shaper, extensions};
use crate::markdown::steps::{Frame, Image, LinkStart, Reading, Step};
use crate::markdown::{Compiled, Dialect, Options, Outline, commonmark, slips};

pub(super) use notes::reference_id;
use tables::Table;

/// Reads a text once, for all pages that will show it. With [`Dialect::CommonMark`] and a
/// scope that changes nothing its HTML is the specification's, byte for byte.
pub fn compile(text: &str, options: &Options) -> Compiled {
    if options.dialect == Dialect::CommonMark {
        return commonmark::compile(text, *options);
    }
    let marked = Marked::new(text);
    let reading = reading(&marked, options);
    let pieces = Writer::new(&reading, text.len()).write();
    Compiled {
        outline: Outline {
            slips: slips(text),
            ..outline(text, reading)
        },
        pieces,
    }
}

/// The HTML alone, of a text whose outline is known or nobody wants.
pub fn pieces(text: &str, options: &Options) -> Pieces {
    if options.dialect == Dialect::CommonMark {
        return commonmark::compile(text, *options).pieces;
    }
    let marked = Marked::new(text);
    Writer::new(&reading(&marked, options), text.len()).write()
}

fn reading<'m>(marked: &'m Marked<'_>, options: &Options) -> Reading<'m> {
    let mut shaper = Shaper::new(marked, *options);
    for (event, range) in Parser::new_ext(&marked.text, extensions(options.dialect)).into_offset_iter() {
        shaper.take(event, &range);
    }
    shaper.finish()
}

/// The HTML written so far, and what is open.
struct Writer<'r, 'm> {
    reading: &'r Reading<'m>,
    pieces: Pieces,
    /// Where words begin that are not yet noted: a word may reach over several steps.
    words: Option<usize>,
    link: LinkForm,
    task_end: &'static str,
    table: Table,
    /// The last heading, if it does not name a table yet.
    heading: Option<usize>,
    tables: usize,
    /// How often each footnote has been referred to, by number.
    note_uses: Vec<usize>,
}

/// Whether the link that is open depends on the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LinkForm {
    Ready,
    Hole,
}

impl<'r, 'm> Writer<'r, 'm> {
    fn new(reading: &'r Reading<'m>, length: usize) -> Self {
        Self {
            reading,
            pieces: Pieces::new(Dialect::Wutong, length),
            words: None,
            link: LinkForm::Ready,
            task_end: "",
            table: Table::default(),
            heading: None,
            tables: 0,
            note_uses: vec![0; reading.notes.shown.len() + 1],
        }
    }

    fn write(mut self) -> Pieces {
        self.steps(0..self.reading.steps.len());
        self.write_notes();
        self.pieces.finish()
    }

    /// Writes steps; footnotes among them are left for the end.
    fn steps(&mut self, range: Range<usize>) {
        let reading = self.reading;
        let mut index = range.start;
        while index < range.end {
            index = match &reading.steps[index].step {
                Step::Note(_) => {
                    self.flush();
                    self.end_task();
                    reading.notes.ends.get(&index).map_or(range.end, |end| end + 1)
                }
                Step::Start(Frame::Paragraph) => self.start_paragraph(index),
                step => {
                    self.step(step, index);
                    index + 1
                }
            };
        }
        self.flush();
    }

    fn put(&mut self, html: &str) {
        self.pieces.html.push_str(html);
    }

    /// Puts the tag of a block: it begins a line, and no label reaches over it.
    fn put_block(&mut self, html: &str) {
        self.end_task();
        match self.pieces.last_hole() {
            // These end their lines themselves, or nothing stands in the line yet.
            Some(Hole::LineEnd | Hole::Figure(_) | Hole::BlockStart | Hole::BlockEnd(_) | Hole::TableEnd) => {}
            Some(_) => self.pieces.hole(Hole::LineEnd),
            None if self.pieces.html.is_empty() || self.pieces.html.ends_with('\n') => {}
            None => self.put("\n"),
        }
        self.put(html);
    }

    fn end_task(&mut self) {
        let end = std::mem::take(&mut self.task_end);
        self.put(end);
    }

    fn flush(&mut self) {
        if let Some(start) = self.words.take() {
            self.pieces.words_from(start);
        }
    }

    fn step(&mut self, step: &'r Step<'m>, index: usize) {
        match step {
            Step::Text(text) => return self.write_words(text),
            Step::SoftBreak => return self.write_words("\n"),
            Step::Joined => return,
            _ => self.flush(),
        }
        match step {
            Step::Start(frame) => self.start(*frame, index),
            Step::End(tag) => self.end(*tag),
            Step::Heading(number) => self.start_heading(*number),
            Step::Link(number) => self.start_link(&self.reading.links[*number]),
            Step::Table(alignments) => self.start_table(alignments),
            Step::CodeBlock(info) => self.start_code(info),
            Step::Image(number) => {
                let image = self.lend_image(&self.reading.images[*number]);
                self.pieces.hole(Hole::Image(image));
            }
            Step::Figure(name) => {
                let name = self.pieces.lend(name);
                self.pieces.hole(Hole::Value(name));
            }
            Step::Code(code) => {
                self.put("<code>");
                self.pieces.text(code);
                self.put("</code>");
            }
            Step::Verbatim(code) => self.pieces.text(code),
            Step::Html(html) => self.put(html),
            Step::HardBreak => self.put("<br>\n"),
            Step::Rule => self.put_block("<hr>\n"),
            Step::Task(done) => {
                self.put(if *done {
                    "<label><input type=\"checkbox\" disabled checked> "
                } else {
                    "<label><input type=\"checkbox\" disabled> "
                });
                self.task_end = "</label>";
            }
            Step::NoteReference(name) => self.write_note_reference(name),
            Step::OpenBlock => {
                self.put_block("");
                self.pieces.hole(Hole::BlockStart);
            }
            Step::CloseBlock(number) => self.end_block(*number),
            Step::Text(_) | Step::SoftBreak | Step::Joined | Step::Note(_) => {}
        }
    }

    fn write_words(&mut self, text: &str) {
        self.words.get_or_insert(self.pieces.html.len());
        self.pieces.text(text);
    }

    fn end_block(&mut self, number: usize) {
        self.end_task();
        let block = &self.reading.outline.blocks[number];
        let hole = Hole::BlockEnd(place(self.pieces.blocks.len()));
        self.pieces.blocks.push(BlockHole {
            name: block.name.clone(),
            arguments: block.arguments.clone(),
        });
        self.pieces.hole(hole);
    }

    /// A paragraph that holds one image is a figure. Returns the step behind what it wrote.
    fn start_paragraph(&mut self, index: usize) -> usize {
        self.flush();
        if let [image, end, ..] = &self.reading.steps[index + 1..]
            && let (Step::Image(number), Step::End(TagEnd::Paragraph)) = (&image.step, &end.step)
        {
            self.put_block("");
            let image = self.lend_image(&self.reading.images[*number]);
            self.pieces.hole(Hole::Figure(image));
            return index + 3;
        }
        self.put_block("<p>");
        index + 1
    }

    fn lend_image(&mut self, image: &Image<'_>) -> u32 {
        let hole = ImageHole {
            target: self.pieces.lend(&image.target),
            kind: image.kind,
            alt: self.pieces.lend_words(&image.alt),
            title: self.pieces.lend_words(&image.title),
            width: image.width.clone(),
        };
        self.pieces.images.push(hole);
        place(self.pieces.images.len() - 1)
    }

    fn start_heading(&mut self, number: usize) {
        let title = &self.reading.outline.headings[number];
        self.put_block("<h");
        self.put_number(title.level.into());
        push_attribute(&mut self.pieces.html, "id", &title.id);
        self.put(">");
        self.heading = Some(number);
    }

    fn put_number(&mut self, number: u64) {
        // Writing to a String cannot fail.
        let _ = write!(self.pieces.html, "{number}");
    }

    fn start_link(&mut self, link: &LinkStart<'_>) {
        if link.kind == Address::Inside || !link.title.is_empty() {
            self.link = LinkForm::Hole;
            let hole = LinkHole {
                target: self.pieces.lend(&link.target),
                kind: link.kind,
                title: self.pieces.lend_words(&link.title),
            };
            self.pieces.links.push(hole);
            return self.pieces.hole(Hole::Link(place(self.pieces.links.len() - 1)));
        }
        self.link = LinkForm::Ready;
        self.put("<a");
        push_attribute(&mut self.pieces.html, "href", &foreign_address(&link.target));
        if link.kind == Address::Web {
            push_attribute(&mut self.pieces.html, "rel", "noopener");
        }
        self.put(">");
    }

    fn start(&mut self, frame: Frame, index: usize) {
        match frame {
            Frame::Paragraph => self.put_block("<p>"),
            Frame::Quote => self.put_block("<blockquote>\n"),
            Frame::Bullets => self.put_block("<ul>\n"),
            Frame::Numbers(1) => self.put_block("<ol>\n"),
            Frame::Numbers(first) => {
                self.put_block("<ol start=\"");
                self.put_number(first);
                self.put("\">\n");
            }
            Frame::Item => {
                let mut first = self.reading.steps[index + 1..].iter().map(|placed| &placed.step);
                let task = match first.next() {
                    Some(Step::Start(Frame::Paragraph) | Step::Heading(_)) => {
                        matches!(first.next(), Some(Step::Task(_)))
                    }
                    other => matches!(other, Some(Step::Task(_))),
                };
                self.put_block(if task { "<li class=\"task\">" } else { "<li>" });
            }
            Frame::TableHead => self.start_row(tables::Part::Head),
            Frame::TableRow => self.start_row(tables::Part::Body),
            Frame::TableCell => self.start_cell(index),
            Frame::Emphasis => self.put("<em>"),
            Frame::Strong => self.put("<strong>"),
            Frame::Strikethrough => self.put("<del>"),
        }
    }

    fn start_code(&mut self, info: &str) {
        self.put_block("<pre><code");
        if let Some(language) = info.split_whitespace().next() {
            push_attribute(&mut self.pieces.html, "class", &format!("language-{language}"));
        }
        self.put(">");
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.end_task();
                self.put("</p>\n");
            }
            TagEnd::Heading(level) => {
                self.end_task();
                self.put("</h");
                self.put_number(level as u64);
                self.put(">\n");
            }
            TagEnd::BlockQuote(_) => self.put_block("</blockquote>\n"),
            TagEnd::CodeBlock => self.put("</code></pre>\n"),
            TagEnd::List(true) => self.put_block("</ol>\n"),
            TagEnd::List(false) => self.put_block("</ul>\n"),
            TagEnd::Item => {
                self.end_task();
                self.put("</li>\n");
            }
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Emphasis => self.put("</em>"),
            TagEnd::Strong => self.put("</strong>"),
            TagEnd::Strikethrough => self.put("</del>"),
            TagEnd::Link => match self.link {
                LinkForm::Ready => self.put("</a>"),
                LinkForm::Hole => self.pieces.hole(Hole::LinkEnd),
            },
            _ => {}
        }
    }
}
