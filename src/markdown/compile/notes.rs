//! Footnotes: numbered references, and the notes with their ways back at the end.
//!
//! Ids are `fn:1` and `fnref:1`; no heading's id holds a colon, so they cannot meet.

use std::fmt::Write as _;

use super::Writer;
use crate::markdown::notes::note_key;
use crate::markdown::pieces::{Hole, place};

impl Writer<'_, '_> {
    pub(super) fn write_note_reference(&mut self, name: &str) {
        let Some(number) = self.reading.notes.numbers.get(&note_key(name)).copied() else {
            return;
        };
        self.note_uses[number] += 1;
        let id = reference_id(number, self.note_uses[number]);
        // Writing to a String cannot fail.
        let _ = write!(
            self.pieces.html,
            "<sup class=\"footnote-ref\"><a href=\"#fn:{number}\" id=\"{id}\" role=\"doc-noteref\">{number}</a></sup>"
        );
    }

    /// A note may refer to itself and to others, so the ways back are counted when all are written.
    pub(super) fn write_notes(&mut self) {
        let notes = &self.reading.notes;
        if notes.shown.is_empty() {
            return;
        }
        self.put_block("<section class=\"footnotes\" role=\"doc-endnotes\"");
        self.pieces.hole(Hole::NotesName);
        self.put(">\n<ol>\n");
        let mut ways_back = Vec::new();
        for (index, start) in notes.shown.iter().copied().enumerate() {
            let number = index + 1;
            // Writing to a String cannot fail.
            let _ = writeln!(self.pieces.html, "<li id=\"fn:{number}\">");
            self.heading = None;
            let end = notes.ends.get(&start).copied().unwrap_or(start);
            self.steps(start + 1..end.max(start + 1));
            self.end_task();
            ways_back.push((number, self.pieces.holes.len()));
            self.pieces.hole(Hole::WaysBack {
                number: place(number),
                uses: 0,
            });
            self.put("</li>\n");
        }
        self.put("</ol>\n</section>\n");
        for (number, hole) in ways_back {
            self.pieces.holes[hole].1 = Hole::WaysBack {
                number: place(number),
                uses: place(self.note_uses[number]),
            };
        }
    }
}

/// The id of the place that refers to a footnote for the `nth` time.
pub(in crate::markdown) fn reference_id(number: usize, nth: usize) -> String {
    match nth {
        1 => format!("fnref:{number}"),
        _ => format!("fnref:{number}-{nth}"),
    }
}
