//! The steps of a text in reading order: the one form that outline and rendering share.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Tag, TagEnd};

use crate::markdown::address::Address;
use crate::markdown::attributes::Width;
use crate::markdown::figures::Word;
use crate::markdown::{FigureUse, Mistake};

/// A text as read: nested steps are balanced, blocks close inside what they opened in.
#[derive(Debug, Default)]
pub(super) struct Reading<'m> {
    pub(super) steps: Vec<Placed<'m>>,
    pub(super) figures: Vec<FigureUse>,
    pub(super) mistakes: Vec<Mistake>,
}

/// A step and its place in the source; a start has the place of the whole.
#[derive(Debug)]
pub(super) struct Placed<'m> {
    pub(super) step: Step<'m>,
    pub(super) range: Range<usize>,
}

#[derive(Debug)]
pub(super) enum Step<'m> {
    /// Never a heading, link, image or HTML block.
    Start(Tag<'m>),
    End(TagEnd),
    /// Ends with `TagEnd::Heading`.
    Heading(Title),
    /// Ends with `TagEnd::Link`.
    Link(LinkStart<'m>),
    /// With all that stands inside.
    Image(Box<Image<'m>>),
    Text(CowStr<'m>),
    Figure(CowStr<'m>),
    /// Inline code.
    Code(CowStr<'m>),
    /// A part of a code block.
    Verbatim(CowStr<'m>),
    /// Raw HTML that passes.
    Html(CowStr<'m>),
    SoftBreak,
    HardBreak,
    Rule,
    Task(bool),
    NoteReference(CowStr<'m>),
    OpenBlock(Block),
    CloseBlock,
}

#[derive(Debug)]
pub(super) struct Block {
    pub(super) name: String,
    pub(super) arguments: BTreeMap<String, String>,
}

#[derive(Debug)]
pub(super) struct Title {
    pub(super) level: u8,
    pub(super) text: String,
    pub(super) id: String,
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
