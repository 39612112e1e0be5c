//! Puts what a page lends into the holes of a text that was read before. No Markdown is read here.

mod images;
mod notes;

use crate::markdown::address::{Address, address};
use crate::markdown::escape::{foreign_address, push_attribute, push_quoted_text, push_text, unescaped};
use crate::markdown::pieces::{Hole, LinkHole, Pieces, Said, Words};
use crate::markdown::{Dialect, LinkAnswer, Phrase, Picture, Scope, Wording, commonmark};

/// The HTML of a text on the page that `scope` answers for.
pub fn render(pieces: &Pieces, scope: &dyn Scope) -> String {
    let mut page = Page::new(pieces, scope);
    for (at, hole) in &pieces.holes {
        page.copy(*at as usize);
        page.fill(*hole);
    }
    page.copy(pieces.html.len());
    page.html
}

/// The HTML put together so far, and what is open.
struct Page<'p> {
    pieces: &'p Pieces,
    scope: &'p dyn Scope,
    wording: Wording,
    html: String,
    /// How far the pieces have been copied, and how many of their words.
    copied: usize,
    words: usize,
    blocks: Vec<OpenBlock>,
    pictures: Vec<Picture>,
    link_end: &'static str,
    table_end: &'static str,
}

/// What had been put together when a block began.
struct OpenBlock {
    html: usize,
    pictures: usize,
}

impl<'p> Page<'p> {
    fn new(pieces: &'p Pieces, scope: &'p dyn Scope) -> Self {
        Self {
            pieces,
            scope,
            wording: scope.wording(),
            html: String::with_capacity(pieces.html.len() + 160 * pieces.holes.len()),
            copied: 0,
            words: 0,
            blocks: Vec::new(),
            pictures: Vec::new(),
            link_end: "",
            table_end: "",
        }
    }

    /// Copies ready HTML up to this place, and gives its words to the page.
    fn copy(&mut self, end: usize) {
        let ready = &self.pieces.html;
        if self.wording == Wording::Converted {
            while let Some(span) = self.pieces.words.get(self.words) {
                if span.start as usize >= end {
                    break;
                }
                self.words += 1;
                let written = span.of(ready);
                let text = unescaped(written);
                let words = self.scope.words(&text);
                if words != text {
                    self.html
                        .push_str(ready.get(self.copied..span.start as usize).unwrap_or_default());
                    self.push_words(&words);
                    self.copied = span.end as usize;
                }
            }
        }
        self.html.push_str(ready.get(self.copied..end).unwrap_or_default());
        self.copied = end;
    }

    fn push_words(&mut self, words: &str) {
        match self.pieces.dialect {
            Dialect::Wutong => push_text(&mut self.html, words),
            Dialect::CommonMark => push_quoted_text(&mut self.html, words),
        }
    }

    /// Plain text of an attribute: converted, figures filled in, not escaped.
    fn plain(&self, words: Words) -> String {
        let mut plain = String::new();
        for word in self.pieces.said(words) {
            match word {
                Said::Text(text) if self.wording == Wording::AsWritten => plain.push_str(text),
                Said::Text(text) => plain.push_str(&self.scope.words(text)),
                Said::Figure(name) => plain.push_str(&self.scope.figure(name).unwrap_or_default()),
            }
        }
        plain
    }

    fn fill(&mut self, hole: Hole) {
        match hole {
            Hole::LineEnd => self.end_line(),
            Hole::Link(index) => {
                if let Some(link) = self.pieces.links.get(index as usize) {
                    self.start_link(link);
                }
            }
            Hole::LinkEnd => self.html.push_str(std::mem::take(&mut self.link_end)),
            Hole::Image(index) => self.write_inline_image(index),
            Hole::Figure(index) => self.write_figure(index),
            Hole::Value(name) => {
                if let Some(value) = self.scope.figure(self.pieces.lent(name)) {
                    push_text(&mut self.html, &value);
                }
            }
            Hole::BlockStart => self.blocks.push(OpenBlock {
                html: self.html.len(),
                pictures: self.pictures.len(),
            }),
            Hole::BlockEnd(index) => self.end_block(index as usize),
            Hole::Table(number) => self.start_table(number as usize),
            Hole::TableEnd => self.html.push_str(std::mem::take(&mut self.table_end)),
            Hole::NotesName => {
                if let Some(name) = self.scope.phrase(Phrase::Footnotes) {
                    push_attribute(&mut self.html, "aria-label", &name);
                }
            }
            Hole::WaysBack { number, uses } => self.write_ways_back(number as usize, uses as usize),
        }
    }

    /// A line end, unless nothing stands in the line or in the block.
    fn end_line(&mut self) {
        let start = self.blocks.last().map_or(0, |block| block.html);
        if self.html.len() > start && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
    }

    fn end_block(&mut self, index: usize) {
        let (Some(opened), Some(block)) = (self.blocks.pop(), self.pieces.blocks.get(index)) else {
            return;
        };
        let body = &self.html[opened.html..];
        let pictures = &self.pictures[opened.pictures..];
        let rendered = self.scope.block(&block.name, &block.arguments, body, pictures);
        self.pictures.truncate(opened.pictures);
        if let Some(rendered) = rendered {
            self.html.truncate(opened.html);
            self.html.push_str(&rendered);
        }
        self.end_line();
    }

    fn start_link(&mut self, link: &LinkHole) {
        let target = self.pieces.lent(link.target);
        let address_here = match link.kind {
            Address::Inside => match self.scope.link(target) {
                LinkAnswer::Address(address) => address.into(),
                LinkAnswer::Text => return self.link_end = "",
            },
            _ if self.pieces.dialect == Dialect::CommonMark => target.into(),
            _ => foreign_address(target),
        };
        self.link_end = "</a>";
        let title = self.plain(link.title);
        if self.pieces.dialect == Dialect::CommonMark {
            return commonmark::start_link(&mut self.html, &address_here, &title);
        }
        self.html.push_str("<a");
        push_attribute(&mut self.html, "href", &address_here);
        if !title.is_empty() {
            push_attribute(&mut self.html, "title", &title);
        }
        if address(&address_here) == Address::Web {
            push_attribute(&mut self.html, "rel", "noopener");
        }
        self.html.push('>');
    }

    fn start_table(&mut self, number: usize) {
        let Some(name) = self.scope.phrase(Phrase::Table(number)) else {
            return self.table_end = "\n";
        };
        self.html.push_str("<div class=\"table-scroll\" role=\"region\"");
        push_attribute(&mut self.html, "aria-label", &name);
        self.html.push_str(" tabindex=\"0\">");
        self.table_end = "</div>\n";
    }
}
