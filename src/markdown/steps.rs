//! The steps of a text in reading order: the one form that outline and HTML are made from.
//!
//! They borrow from the text. What only few steps need stands in lists beside
//! them, so that a step stays small.

use std::ops::Range;

use pulldown_cmark::{Alignment, CowStr, TagEnd};

use crate::markdown::Outline;
use crate::markdown::address::Address;
use crate::markdown::attributes::Width;
use crate::markdown::figures::Word;
use crate::markdown::notes::Notes;

/// A text as read: nested steps are balanced, blocks close inside what they opened in.
#[derive(Debug, Default)]
pub(super) struct Reading<'m> {
    pub(super) steps: Vec<Placed<'m>>,
    pub(super) links: Vec<LinkStart<'m>>,
    pub(super) images: Vec<Image<'m>>,
    pub(super) notes: Notes,
    /// Without passages and lead.
    pub(super) outline: Outline,
    /// Places of the top-level blocks in the source.
    pub(super) top: Vec<Range<usize>>,
    /// Steps of the top-level paragraphs.
    pub(super) paragraphs: Vec<Range<usize>>,
}

/// A step and its place in the source; a start has the place of the whole.
#[derive(Debug)]
pub(super) struct Placed<'m> {
    pub(super) step: Step<'m>,
    pub(super) range: Range<usize>,
}

/// Numbers are indices into the lists of [`Reading`] and of its outline.
#[derive(Debug)]
pub(super) enum Step<'m> {
    Start(Frame),
    End(TagEnd),
    /// Ends with `TagEnd::Heading`.
    Heading(usize),
    /// Ends with `TagEnd::Link`.
    Link(usize),
    /// Ends with `TagEnd::Table`.
    Table(Vec<Alignment>),
    /// Its language, empty if none is written; ends with `TagEnd::CodeBlock`.
    CodeBlock(CowStr<'m>),
    /// A footnote's name; ends with `TagEnd::FootnoteDefinition`.
    Note(CowStr<'m>),
    /// With all that stands inside.
    Image(usize),
    Text(CowStr<'m>),
    Figure(CowStr<'m>),
    /// Inline code.
    Code(CowStr<'m>),
    /// A part of a code block.
    Verbatim(CowStr<'m>),
    /// Raw HTML that passes.
    Html(CowStr<'m>),
    SoftBreak,
    /// A soft break that shows nothing.
    Joined,
    HardBreak,
    Rule,
    Task(bool),
    NoteReference(CowStr<'m>),
    OpenBlock,
    CloseBlock(usize),
}

/// What holds other steps and says nothing else of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    Paragraph,
    Quote,
    Bullets,
    /// An ordered list and its first number.
    Numbers(u64),
    Item,
    TableHead,
    TableRow,
    TableCell,
    Emphasis,
    Strong,
    Strikethrough,
}

#[derive(Debug)]
pub(super) struct LinkStart<'m> {
    pub(super) target: CowStr<'m>,
    pub(super) kind: Address,
    pub(super) title: Vec<Word<'m>>,
}

#[derive(Debug)]
pub(super) struct Image<'m> {
    pub(super) target: CowStr<'m>,
    pub(super) kind: Address,
    pub(super) alt: Vec<Word<'m>>,
    pub(super) title: Vec<Word<'m>>,
    pub(super) width: Option<Width>,
}

/// Plain text with figures as written.
pub(super) fn as_written(words: &[Word<'_>]) -> String {
    let mut text = String::new();
    for word in words {
        match word {
            Word::Text(words) => text.push_str(words),
            Word::Figure(name) => push_figure(&mut text, name),
        }
    }
    text
}

/// Appends `{=name}`.
pub(super) fn push_figure(text: &mut String, name: &str) {
    text.push_str("{=");
    text.push_str(name);
    text.push('}');
}
