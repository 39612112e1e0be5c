//! A content file taken apart, before its fields mean anything.

use std::ops::Range;
use std::sync::Arc;

use crate::model::node::Node;
use crate::model::path::SourcePath;

/// Front matter and body of one content file; of a `.yaml` file the whole text is front matter.
#[derive(Clone, Debug)]
pub struct Document {
    pub file: SourcePath,
    /// The whole text of the file.
    pub text: Arc<str>,
    pub front: Node,
    /// Where the YAML stands in the text.
    pub front_range: Range<usize>,
    /// Where the Markdown stands in the text; absent in `.yaml` files.
    pub body_range: Option<Range<usize>>,
}

impl Document {
    pub fn yaml(&self) -> &str {
        &self.text[self.front_range.clone()]
    }

    pub fn body(&self) -> Option<&str> {
        self.body_range.clone().map(|range| &self.text[range])
    }
}
