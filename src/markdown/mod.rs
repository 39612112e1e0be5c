//! Markdown as people write it → what other pages may know of it, and HTML.
//!
//! Pure: text in, values out. It knows nothing of sites; what a page lends to
//! its text (addresses, figures, words, block templates) comes through [`Scope`].

mod address;
mod attributes;
mod commonmark;
mod compile;
mod escape;
mod fence;
mod figures;
mod headings;
mod join;
mod marked;
mod notes;
mod outline;
mod passages;
mod pieces;
mod punctuation;
mod render;
mod scan;
mod shape;
mod slips;
mod steps;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use address::{Address, address};
pub use compile::{compile, pieces};
pub use figures::{fill, may_name};
pub use passages::digests;
pub use pieces::Pieces;
pub use render::render;
pub use slips::{Slip, SlipKind, slips};

/// How a text is to be read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Dialect {
    /// CommonMark with tables, footnotes, task lists, `~~`, `{#id}`, figures, blocks and CJK-friendly emphasis.
    #[default]
    Wutong,
    /// CommonMark 0.31.2 and nothing else.
    CommonMark,
}

/// What becomes of HTML in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RawHtml {
    /// Shown as text; each place is a [`Mistake::RawHtml`].
    Refuse,
    /// Passed on as written. With [`Dialect::CommonMark`] every address passes too.
    Allow,
}

/// How to read and render a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Options {
    pub dialect: Dialect,
    pub raw_html: RawHtml,
    pub mixed_break: MixedBreak,
}

/// What a line break between Chinese or Japanese and a Latin letter or digit becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MixedBreak {
    Blank,
    Nothing,
}

/// A text read once, for all pages that show it: what others may know of it, and
/// its HTML with holes for what a page lends. About as large as its HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compiled {
    pub outline: Outline,
    pub pieces: Pieces,
}

/// What other pages and the checks may know of a text. All ranges are bytes in
/// the given text, on character boundaries; every list is in the text's order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Outline {
    pub headings: Vec<Heading>,
    pub links: Vec<Link>,
    pub figures: Vec<FigureUse>,
    pub blocks: Vec<BlockUse>,
    pub passages: Vec<Passage>,
    pub mistakes: Vec<Mistake>,
    /// Slips of typing, in [`Dialect::Wutong`].
    pub slips: Vec<Slip>,
    /// Plain text of the first paragraph with words, at most 160 characters, figures as written (see [`fill`]).
    pub lead: String,
}

impl Outline {
    /// Keeps what pages show, and lets go of what only checks need.
    pub fn lighten(&mut self) {
        let Outline { headings, lead, .. } = std::mem::take(self);
        *self = Outline {
            headings,
            lead,
            ..Outline::default()
        };
    }
}

/// A heading; its text is plain and holds figures as written (`{=…}`, see [`fill`]).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Heading {
    pub level: u8,
    pub text: String,
    /// Unique in the text; empty in [`Dialect::CommonMark`], which gives headings no id.
    pub id: String,
    pub range: Range<usize>,
}

/// A link or an image that is not dangerous. The target is unescaped but not percent-decoded.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Link {
    pub target: String,
    pub kind: LinkKind,
    /// The image's alternative text, figures as written; of a link nothing.
    pub alt: String,
    pub range: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LinkKind {
    Link,
    Image,
}

/// `{=总投资}`: a field's value is wanted here. The name is trimmed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FigureUse {
    pub name: String,
    pub range: Range<usize>,
}

/// `::: name {key=value}`; the range is the opening line's.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct BlockUse {
    pub name: String,
    pub arguments: BTreeMap<String, String>,
    pub range: Range<usize>,
}

/// A top-level block of the body, by which translations go stale; see [`digests`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Passage {
    start: u32,
    end: u32,
}

impl Passage {
    /// In bytes; a text is never as long as four thousand million.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What is wrong with a text. Rendering copes with all of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Mistake {
    /// HTML where it is refused; it is shown as text.
    RawHtml { range: Range<usize> },
    /// A `:::` block without an end: it ends with the text or with the list item or quote around it.
    BlockNotClosed { name: String, range: Range<usize> },
    /// A `:::` that closes nothing, or stands where no block can begin.
    BlockNotOpened { range: Range<usize> },
    /// Blocks nested deeper than [`DEEPEST_BLOCK`]; the block's marks are passed over.
    BlockTooDeep { range: Range<usize> },
    /// `：：：` in place of `:::`; it is understood.
    FullWidthColons { range: Range<usize> },
    /// An address that is neither relative nor http, https, mailto or tel; only its words are shown.
    DangerousLink { target: String, range: Range<usize> },
    /// `{…}` behind a block's name, an image or a heading that cannot be understood.
    BadAttributes { range: Range<usize> },
    /// `{=` without a name or without its `}`; shown as written.
    BadFigure { range: Range<usize> },
    /// A heading's `{#id}` that stands twice; the later one gets a number.
    DuplicateId { id: String, range: Range<usize> },
    /// `[^name]` without a definition; shown as written.
    FootnoteMissing { name: String, range: Range<usize> },
    /// A footnote that nothing refers to, or the second of one name; not shown.
    FootnoteUnused { name: String, range: Range<usize> },
}

/// Deeper `:::` blocks are refused, so that rendering stays linear.
pub const DEEPEST_BLOCK: usize = 16;

impl Mistake {
    /// Where it stands, in bytes of the given text.
    pub fn range(&self) -> &Range<usize> {
        match self {
            Self::RawHtml { range }
            | Self::BlockNotClosed { range, .. }
            | Self::BlockNotOpened { range }
            | Self::BlockTooDeep { range }
            | Self::FullWidthColons { range }
            | Self::DangerousLink { range, .. }
            | Self::BadAttributes { range }
            | Self::BadFigure { range }
            | Self::DuplicateId { range, .. }
            | Self::FootnoteMissing { range, .. }
            | Self::FootnoteUnused { range, .. } => range,
        }
    }
}

/// Where a link inside the site leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkAnswer {
    /// A finished address; escaped here, changed by nothing else.
    Address(String),
    /// The target is held back: the link's words stay as plain text.
    Text,
}

/// What stands behind an image's address inside the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImageAnswer {
    /// A finished address and the picture's size in pixels, where known.
    Picture {
        src: String,
        /// Variants with their widths, as the attribute wants them.
        srcset: Option<String>,
        width: Option<u32>,
        height: Option<u32>,
    },
    /// No such picture: its alternative text is shown.
    Missing,
}

/// A picture in a block's body, as plain text: the theme escapes it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Picture {
    pub src: String,
    /// Variants with their widths, as the attribute wants them.
    pub srcset: Option<String>,
    pub alt: String,
    /// The image's title; empty if it has none.
    pub caption: String,
    pub width: Option<u32>,
    pub height: Option<u32>,
}

/// Words the markup needs in the page's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Phrase {
    /// Names the section of footnotes.
    Footnotes,
    /// Names the way back from the footnote of this number.
    BackToText(usize),
    /// Names the table of this number, where no heading names it.
    Table(usize),
}

/// What a page does to words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wording {
    /// Nothing: [`Scope::words`] is not asked.
    AsWritten,
    Converted,
}

/// What the page lends to its text while it is rendered. Answers are plain text; this module escapes them.
pub trait Scope {
    /// An address inside the site, as written (`#part` too). Other sites' addresses never come here.
    fn link(&self, target: &str) -> LinkAnswer;
    /// An image's address inside the site, as written.
    fn image(&self, target: &str) -> ImageAnswer;
    /// The value of `{=name}`; none prints nothing.
    fn figure(&self, name: &str) -> Option<String>;
    /// Whether [`Scope::words`] changes anything. Saying that it does not saves work.
    fn wording(&self) -> Wording {
        Wording::Converted
    }
    /// Every text (code excepted), alternative text, title and caption passes here; addresses never.
    fn words<'a>(&self, text: &'a str) -> Cow<'a, str>;
    /// The HTML of a `:::` block; none leaves its body alone. Arguments are as written.
    fn block(
        &self,
        name: &str,
        arguments: &BTreeMap<String, String>,
        body_html: &str,
        pictures: &[Picture],
    ) -> Option<String>;
    /// Words for assistive technology; without them the markup does without the label.
    fn phrase(&self, _phrase: Phrase) -> Option<String> {
        None
    }
}
