//! Tables: alignment by class, and a frame that scrolls where words can name it.

use pulldown_cmark::{Alignment, TagEnd};

use super::Writer;
use crate::markdown::escape::push_attribute;
use crate::markdown::pieces::{Hole, place};
use crate::markdown::steps::Step;

/// The table that is open; tables do not nest.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    part: Part,
    cell_end: &'static str,
    frame: Frame,
}

/// Where the name of the frame around a table comes from.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Frame {
    #[default]
    Heading,
    /// The page knows, and only then is there a frame.
    Page,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Part {
    #[default]
    Head,
    Body,
}

impl Writer<'_, '_> {
    /// A keyboard can scroll only what takes the focus, and what takes the focus
    /// needs a name: the heading above, else a phrase; without either, no frame.
    pub(super) fn start_table(&mut self, alignments: &[Alignment]) {
        self.tables += 1;
        self.put_block("");
        let frame = if let Some(title) = self.heading.take() {
            self.put("<div class=\"table-scroll\" role=\"region\"");
            push_attribute(
                &mut self.pieces.html,
                "aria-labelledby",
                &self.reading.outline.headings[title].id,
            );
            self.put(" tabindex=\"0\">");
            Frame::Heading
        } else {
            self.pieces.hole(Hole::Table(place(self.tables)));
            Frame::Page
        };
        self.put("<table>\n");
        self.table = Table {
            alignments: alignments.to_vec(),
            frame,
            ..Table::default()
        };
    }

    pub(super) fn start_row(&mut self, part: Part) {
        self.table.column = 0;
        let begins = part == Part::Body && self.table.part == Part::Head;
        self.table.part = part;
        self.put(match (part, begins) {
            (Part::Head, _) => "<thead>\n<tr>",
            (Part::Body, true) => "<tbody>\n<tr>",
            (Part::Body, false) => "<tr>",
        });
    }

    /// An empty cell heads nothing: it is no `th`.
    pub(super) fn start_cell(&mut self, index: usize) {
        let behind = self.reading.steps.get(index + 1).map(|placed| &placed.step);
        let empty = matches!(behind, Some(Step::End(TagEnd::TableCell)));
        let heads = self.table.part == Part::Head && !empty;
        self.table.cell_end = if heads { "</th>" } else { "</td>" };
        let class = match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            Some(Alignment::None) | None => "",
        };
        self.table.column += 1;
        self.put(if heads { "<th scope=\"col\"" } else { "<td" });
        self.put(class);
        self.put(">");
    }

    pub(super) fn end_cell(&mut self) {
        self.put(self.table.cell_end);
    }

    pub(super) fn end_row(&mut self) {
        self.put(if self.table.part == Part::Head {
            "</tr>\n</thead>\n"
        } else {
            "</tr>\n"
        });
    }

    pub(super) fn end_table(&mut self) {
        if self.table.part == Part::Body {
            self.put("</tbody>\n");
        }
        match self.table.frame {
            Frame::Heading => self.put("</table></div>\n"),
            Frame::Page => {
                self.put("</table>");
                self.pieces.hole(Hole::TableEnd);
            }
        }
    }
}
