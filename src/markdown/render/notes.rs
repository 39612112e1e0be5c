//! Footnotes: numbered references, and the notes with their ways back at the end.
//!
//! Ids are `fn:1` and `fnref:1`; no heading's id holds a colon, so they cannot meet.

use super::{SheetKind, Writer};
use crate::markdown::Phrase;
use crate::markdown::escape::push_attribute;
use crate::markdown::notes::note_key;

/// A footnote's number and HTML.
pub(super) struct NoteText {
    number: usize,
    html: String,
}

impl Writer<'_, '_> {
    pub(super) fn write_note_reference(&mut self, name: &str) {
        let Some(number) = self.notes.numbers.get(&note_key(name)).copied() else {
            return;
        };
        self.note_uses[number] += 1;
        let id = reference_id(number, self.note_uses[number]);
        self.put(&format!(
            "<sup class=\"footnote-ref\"><a href=\"#fn:{number}\" id=\"{id}\" role=\"doc-noteref\">{number}</a></sup>"
        ));
    }

    pub(super) fn start_note(&mut self, name: &str, index: usize) {
        self.end_task();
        let shown = self.notes.shown.contains(&index);
        let number = self.notes.numbers.get(&note_key(name)).copied().filter(|_| shown);
        self.open_sheet(SheetKind::Note(number));
    }

    pub(super) fn end_note(&mut self) {
        self.end_task();
        let Some(sheet) = self.sheets.pop_if(|sheet| matches!(sheet.kind, SheetKind::Note(_))) else {
            return;
        };
        if let SheetKind::Note(Some(number)) = sheet.kind {
            self.note_texts.push(NoteText {
                number,
                html: sheet.html,
            });
        }
    }

    pub(super) fn write_notes(&mut self) {
        let mut texts = std::mem::take(&mut self.note_texts);
        if texts.is_empty() {
            return;
        }
        texts.sort_by_key(|text| text.number);
        self.put_block("<section class=\"footnotes\" role=\"doc-endnotes\"");
        if let Some(name) = self.scope.phrase(Phrase::Footnotes) {
            push_attribute(self.out(), "aria-label", &name);
        }
        self.put(">\n<ol>\n");
        for text in texts {
            let back = self.ways_back(text.number);
            self.put(&format!("<li id=\"fn:{}\">", text.number));
            match text.html.strip_suffix("</p>\n") {
                Some(words) => self.put(&format!("\n{words}{back}</p>\n")),
                None => self.put(&format!("\n{}<p>{}</p>\n", text.html, back.trim_start())),
            }
            self.put("</li>\n");
        }
        self.put("</ol>\n</section>\n");
    }

    /// One arrow for each place that refers to the note.
    fn ways_back(&self, number: usize) -> String {
        let name = self.scope.phrase(Phrase::BackToText(number));
        let mut back = String::new();
        for nth in 1..=self.note_uses[number] {
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

fn reference_id(number: usize, nth: usize) -> String {
    match nth {
        1 => format!("fnref:{number}"),
        _ => format!("fnref:{number}-{nth}"),
    }
}
