//! A YAML text of a theme author or of the site, and the places of what stands in it.

use std::ops::Range;

use crate::diag::Diagnostic;
use crate::model::node::Node;
use crate::model::path::SourcePath;
use crate::yaml::explain::yaml_diagnostic;
use crate::yaml::{self, Locator};

/// A text that could be read, with the way to the part that is spoken of.
pub struct Written<'a> {
    pub file: &'a SourcePath,
    pub text: &'a str,
    /// Keys from the root of the text to the part.
    pub trail: Vec<String>,
}

impl<'a> Written<'a> {
    pub fn new(file: &'a SourcePath, text: &'a str) -> Self {
        Written {
            file,
            text,
            trail: Vec::new(),
        }
    }

    /// A mistake in the value at the end of these keys, or at the key where nothing is written.
    pub fn mistake(&self, code: &'static str, keys: &[&str]) -> Diagnostic {
        let located = self.locate(keys);
        Diagnostic::new(code, self.file).at(located.value.or(located.key))
    }

    /// A mistake in the last of these keys.
    pub fn mistake_in_key(&self, code: &'static str, keys: &[&str]) -> Diagnostic {
        let located = self.locate(keys);
        Diagnostic::new(code, self.file).at(located.key.or(located.value))
    }

    pub fn place(&self, keys: &[&str]) -> Option<Range<usize>> {
        let located = self.locate(keys);
        located.value.or(located.key)
    }

    fn locate(&self, keys: &[&str]) -> yaml::Located {
        let trail: Vec<&str> = self
            .trail
            .iter()
            .map(String::as_str)
            .chain(keys.iter().copied())
            .collect();
        Locator::new(self.text).locate(&trail)
    }
}

/// The text as a tree, or why it is none.
pub fn read(file: &SourcePath, text: &str) -> Result<Node, Box<Diagnostic>> {
    yaml::read(text).map_err(|mistake| Box::new(yaml_diagnostic(file, 0, &mistake)))
}
