//! What a build may lean on while it reads texts: what an earlier one remembers, and a shelf for what waits.

use std::ops::Range;
use std::sync::Arc;

use crate::build::recalled::Recalled;
use crate::markdown::{self, Options};
use crate::model::shelf::Shelf;
use crate::site::text::Text;

/// Nothing at first; nothing of it changes a byte of any page.
#[derive(Clone, Debug, Default)]
pub struct Aids {
    /// Where HTML waits until a page is made of it.
    pub shelf: Option<Arc<dyn Shelf>>,
    pub recalled: Option<Arc<Recalled>>,
    /// An earlier build tried the same templates with the same definitions, and told nothing of them.
    pub tried: bool,
}

/// How the site's bodies are meant.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    pub options: Options,
    /// Some language of the site is made from another by converting words.
    pub converted: bool,
}

impl Aids {
    /// A body, from this range of a file's text.
    pub(crate) fn body(&self, text: &str, body: Range<usize>, manner: &Manner) -> Text {
        let mut compiled = markdown::compile(text.get(body).unwrap_or_default(), &manner.options);
        if self.shelf.is_some() && !manner.converted {
            compiled.pieces.without_words();
        }
        Text::new(compiled, self.shelf.as_ref())
    }
}
