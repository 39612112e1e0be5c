//! The ways back from a footnote to the places that refer to it.

use super::Page;
use crate::markdown::Phrase;
use crate::markdown::compile::reference_id;
use crate::markdown::escape::push_attribute;

impl Page<'_> {
    /// One arrow for each place that refers to the note, in its last paragraph where it ends with one.
    pub(super) fn write_ways_back(&mut self, number: usize, uses: usize) {
        let back = self.ways_back(number, uses);
        if self.html.ends_with("</p>\n") {
            self.html.truncate(self.html.len() - "</p>\n".len());
            self.html.push_str(&back);
        } else {
            self.html.push_str("<p>");
            self.html.push_str(back.trim_start());
        }
        self.html.push_str("</p>\n");
    }

    fn ways_back(&self, number: usize, uses: usize) -> String {
        let name = self.scope.phrase(Phrase::BackToText(number));
        let mut back = String::new();
        for nth in 1..=uses {
            back.push_str(" <a");
            push_attribute(&mut back, "href", &format!("#{}", reference_id(number, nth)));
            push_attribute(&mut back, "class", "footnote-back");
            push_attribute(&mut back, "role", "doc-backlink");
            if let Some(name) = &name {
                push_attribute(&mut back, "aria-label", name);
            }
            // The variation selector keeps the arrow from becoming an emoji.
            back.push_str(">↩\u{FE0E}</a>");
        }
        back
    }
}
