//! HTML with holes: what a text becomes when it is read, before a page lends it anything.
//!
//! Places are counted in `u32`, which halves the lists. A text beyond 4 GiB
//! loses what stands behind that place; it does not panic.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::markdown::Dialect;
use crate::markdown::address::Address;
use crate::markdown::attributes::Width;
use crate::markdown::escape::{push_quoted_text, push_text};
use crate::markdown::figures;

/// Ready HTML, and what has to be put into it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pieces {
    pub(super) dialect: Dialect,
    /// All that does not depend on the page; its words are escaped.
    #[serde(skip)]
    pub(super) html: String,
    /// The stretches of `html` that are words, ascending; no hole stands inside one.
    pub(super) words: Vec<Span>,
    /// Ascending by their places in `html`.
    pub(super) holes: Vec<(u32, Hole)>,
    pub(super) links: Vec<LinkHole>,
    pub(super) images: Vec<ImageHole>,
    pub(super) blocks: Vec<BlockHole>,
    /// Plain text that holes need, one after the other.
    lent: String,
    said: Vec<Word>,
}

/// From here to there, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Span {
    pub(super) fn new(start: usize, end: usize) -> Self {
        Self {
            start: place(start),
            end: place(end),
        }
    }

    pub(super) fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// Numbers are indices into the lists of [`Pieces`], where nothing else is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Hole {
    /// A line end, unless the line is empty.
    LineEnd,
    Link(u32),
    LinkEnd,
    Image(u32),
    /// An image that is a paragraph of its own.
    Figure(u32),
    /// The value of the field that is named in `lent`.
    Value(Span),
    BlockStart,
    BlockEnd(u32),
    /// The frame of the table of this number, and its end.
    Table(u32),
    TableEnd,
    /// The name of the section of footnotes.
    NotesName,
    /// The arrows from a footnote to each place that refers to it.
    WaysBack {
        number: u32,
        uses: u32,
    },
}

/// What is said in an attribute: a stretch of `said`.
pub(super) type Words = Span;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Word {
    Text(Span),
    Figure(Span),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LinkHole {
    pub(super) target: Span,
    pub(super) kind: Address,
    pub(super) title: Words,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ImageHole {
    pub(super) target: Span,
    pub(super) kind: Address,
    pub(super) alt: Words,
    pub(super) title: Words,
    pub(super) width: Option<Width>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct BlockHole {
    pub(super) name: String,
    pub(super) arguments: BTreeMap<String, String>,
}

/// A word of an attribute, looked up.
pub(super) enum Said<'p> {
    Text(&'p str),
    Figure(&'p str),
}

impl Pieces {
    /// `length` is the source's: the HTML will be somewhat longer.
    pub(super) fn new(dialect: Dialect, length: usize) -> Self {
        Self {
            dialect,
            html: String::with_capacity(length + length / 2 + 64),
            words: Vec::with_capacity(length / 48 + 4),
            holes: Vec::new(),
            links: Vec::new(),
            images: Vec::new(),
            blocks: Vec::new(),
            lent: String::new(),
            said: Vec::new(),
        }
    }

    /// Leaves a hole at the end.
    pub(super) fn hole(&mut self, hole: Hole) {
        self.holes.push((place(self.html.len()), hole));
    }

    /// The hole that stands at the very end, if one does.
    pub(super) fn last_hole(&self) -> Option<Hole> {
        let (at, hole) = self.holes.last()?;
        (*at as usize == self.html.len()).then_some(*hole)
    }

    /// What was written from `start` on is words.
    pub(super) fn words_from(&mut self, start: usize) {
        if start < self.html.len() {
            self.words.push(Span::new(start, self.html.len()));
        }
    }

    /// Appends escaped text, which is not yet noted as words.
    pub(super) fn text(&mut self, text: &str) {
        match self.dialect {
            Dialect::Wutong => push_text(&mut self.html, text),
            Dialect::CommonMark => push_quoted_text(&mut self.html, text),
        }
    }

    pub(super) fn lend(&mut self, text: &str) -> Span {
        let start = self.lent.len();
        self.lent.push_str(text);
        Span::new(start, self.lent.len())
    }

    pub(super) fn lend_words(&mut self, words: &[figures::Word<'_>]) -> Words {
        let start = self.said.len();
        for word in words {
            let word = match word {
                figures::Word::Text(text) => Word::Text(self.lend(text)),
                figures::Word::Figure(name) => Word::Figure(self.lend(name)),
            };
            self.said.push(word);
        }
        Span::new(start, self.said.len())
    }

    pub(super) fn lent(&self, span: Span) -> &str {
        span.of(&self.lent)
    }

    pub(super) fn said(&self, words: Words) -> impl Iterator<Item = Said<'_>> {
        let said = self.said.get(words.start as usize..words.end as usize);
        said.unwrap_or_default().iter().map(|word| match word {
            Word::Text(span) => Said::Text(self.lent(*span)),
            Word::Figure(span) => Said::Figure(self.lent(*span)),
        })
    }

    /// About how long they are, in bytes.
    pub fn length(&self) -> usize {
        self.html.len()
    }

    /// As bytes, for [`Pieces::from_bytes`]: the HTML, all the rest, and how long the HTML is.
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        let mut bytes = Vec::with_capacity(self.html.len() + self.lent.len() + 16 * self.holes.len() + 128);
        bytes.extend_from_slice(self.html.as_bytes());
        let mut bytes = postcard::to_extend(self, bytes).ok()?;
        bytes.extend_from_slice(&place(self.html.len()).to_le_bytes());
        Some(bytes)
    }

    /// None where the bytes are no pieces.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (rest, length) = bytes.split_last_chunk()?;
        let (html, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        let pieces: Self = postcard::from_bytes(rest).ok()?;
        // Looking whether it is text takes longer than the copy.
        let html = simdutf8::basic::from_utf8(html).ok()?.to_owned();
        Some(Pieces { html, ..pieces })
    }

    /// Without the places of words, which only a page needs that converts them.
    pub fn without_words(&mut self) {
        self.words = Vec::new();
    }

    /// Gives back the room that is not needed.
    pub(super) fn finish(mut self) -> Self {
        // Copies are exactly as long as their content; shrinking may keep half of the room.
        self.html = self.html.as_str().to_owned();
        self.lent = self.lent.as_str().to_owned();
        self.words = self.words.as_slice().to_vec();
        self.holes = self.holes.as_slice().to_vec();
        self.links = self.links.as_slice().to_vec();
        self.images = self.images.as_slice().to_vec();
        self.said = self.said.as_slice().to_vec();
        self
    }
}

/// A place or an index as it is kept.
pub(super) fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
