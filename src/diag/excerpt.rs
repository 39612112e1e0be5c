//! The lines that a message shows: those of its span, and of very long ones only what stands around it.

use std::borrow::Cow;
use std::ops::Range;

use crate::diag::place::{Place, clamp, lines, place};

/// What is shown of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt<'t> {
    pub(super) source: Cow<'t, str>,
    /// Of the span, in the source.
    pub(super) span: Range<usize>,
    /// Where the span begins in the whole text.
    pub(super) place: Place,
    pub(super) cut: Cut,
}

/// Whether something before or behind is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    Yes,
    No,
}

/// Lines longer than this are cut, in bytes.
const LONG: usize = 6_000;
/// So much of them stands on either side of the span, and so much of the span itself is shown.
const AROUND: usize = 100;
const OF_SPAN: usize = 400;

pub(super) fn excerpt<'t>(text: &'t str, span: &Range<usize>) -> Excerpt<'t> {
    let span = clamp(text, span);
    let place = place(text, span.start);
    let whole = lines(text, &span);
    if whole.len() <= LONG {
        return Excerpt {
            source: Cow::Borrowed(&text[whole.clone()]),
            span: span.start - whole.start..span.end.min(whole.end).max(span.start) - whole.start,
            place,
            cut: Cut::No,
        };
    }
    let end = text
        .floor_char_boundary(span.end.min(span.start + OF_SPAN))
        .max(span.start);
    let from = text
        .floor_char_boundary(span.start.saturating_sub(AROUND))
        .max(whole.start);
    let to = text.floor_char_boundary(end + AROUND).min(whole.end).max(end);
    let before = if from > whole.start { "…" } else { "" };
    let behind = if to < whole.end { "…" } else { "" };
    let start = before.len() + span.start - from;
    Excerpt {
        source: Cow::Owned(format!("{before}{}{behind}", &text[from..to])),
        span: start..start + end - span.start,
        place,
        cut: Cut::Yes,
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::excerpt::excerpt;

    #[test]
    fn the_lines_of_the_span_are_shown() {
        let shown = excerpt("甲\n乙丙丁\n戊", &(7..10));
        assert_eq!(
            (&*shown.source, shown.span, shown.place.line, shown.place.column),
            ("乙丙丁", 3..6, 2, 2)
        );
        let shown = excerpt("甲\n乙\n", &(9..9));
        assert_eq!((&*shown.source, shown.span), ("", 0..0));
        let shown = excerpt("甲\r\n乙", &(0..3));
        assert_eq!((&*shown.source, shown.span), ("甲", 0..3));
    }

    #[test]
    fn long_lines_are_cut_around_the_span() {
        let text = format!("x\n{}错{}\ny", "山".repeat(2000), "水".repeat(2000));
        let shown = excerpt(&text, &(6002..6005));
        assert_eq!(&shown.source[shown.span], "错");
        assert_eq!((shown.place.line, shown.place.column), (2, 2001));
        assert!(shown.source.starts_with("…山") && shown.source.ends_with("水…") && shown.source.len() < 300);
        let shown = excerpt(&text, &(2..5000));
        assert!(shown.source.starts_with('山') && shown.source.len() < 700);
    }
}
