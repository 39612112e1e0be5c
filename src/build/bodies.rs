//! How bodies are read: anew, or as an earlier build remembers them; their HTML kept at hand or put aside.

use std::ops::Range;
use std::sync::Arc;

use crate::build::digests::Digests;
use crate::build::recalled::Recalled;
use crate::markdown::{self, Options};
use crate::model::path::SourcePath;
use crate::model::shelf::Shelf;
use crate::site::text::Text;

/// What a build may lean on while it reads bodies; nothing at first.
#[derive(Clone, Debug, Default)]
pub struct Bodies {
    /// Where HTML waits until a page is made of it.
    pub shelf: Option<Arc<dyn Shelf>>,
    /// What an earlier build remembers, with the digests of today's files.
    pub earlier: Option<Arc<(Digests, Recalled)>>,
}

/// How the site's bodies are meant.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    pub options: Options,
    /// Some language of the site is made from another by converting words.
    pub converted: bool,
}

impl Bodies {
    /// The body of a file, which stands in this range of its text.
    pub(crate) fn read(&self, file: &SourcePath, source: &Arc<str>, body: Range<usize>, manner: &Manner) -> Text {
        let options = &manner.options;
        if let Some(earlier) = &self.earlier
            && let Some(digest) = earlier.0.of(file)
            && let Some(outline) = earlier.1.outline(digest, options)
        {
            return Text::unread(outline, Arc::clone(source), body, *options);
        }
        let mut compiled = markdown::compile(source.get(body).unwrap_or_default(), options);
        if self.shelf.is_some() && !manner.converted {
            compiled.pieces.without_words();
        }
        Text::new(compiled, self.shelf.as_ref())
    }
}
