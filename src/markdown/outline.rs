//! Completes what others may know of a text: its passages and its lead.

use crate::markdown::Outline;
use crate::markdown::passages::passages;
use crate::markdown::steps::{Placed, Reading, Step};

/// Everything that was read but the HTML. `source` is the text the steps were read from.
pub(super) fn outline(source: &str, reading: Reading<'_>) -> Outline {
    Outline {
        passages: passages(source, &reading.top),
        lead: lead(&reading),
        ..reading.outline
    }
}

/// Longest lead, in characters.
const LEAD: usize = 160;

/// The first top-level paragraph that has words, its figures as written (see [`fill`](crate::markdown::fill)).
fn lead(reading: &Reading<'_>) -> String {
    let said = reading
        .paragraphs
        .iter()
        .map(|steps| said(&reading.steps[steps.clone()]));
    said.into_iter().find(|said| !said.is_empty()).unwrap_or_default()
}

/// What the steps say, white space as one blank, cut behind a whole word where there are blanks.
fn said(steps: &[Placed<'_>]) -> String {
    let mut said = String::new();
    let (mut count, mut blank) = (0, "");
    let mut filled;
    for placed in steps {
        let text = match &placed.step {
            Step::Text(text) | Step::Code(text) => &**text,
            Step::Figure(name) => {
                filled = format!("{{={name}}}");
                &filled
            }
            Step::SoftBreak | Step::HardBreak => " ",
            _ => "",
        };
        if text.is_empty() {
            continue;
        }
        // Enough for a lead whatever its script, and no more of a long text is looked at.
        let text = &text[..text.floor_char_boundary(8 * LEAD)];
        if text.starts_with(char::is_whitespace) {
            blank = " ";
        }
        for word in text.split_whitespace() {
            if !said.is_empty() {
                said.push_str(blank);
                count += blank.len();
            }
            said.push_str(word);
            count += word.chars().count();
            blank = " ";
        }
        blank = if text.ends_with(char::is_whitespace) { " " } else { "" };
        if count > LEAD {
            return shortened(&said);
        }
    }
    said
}

/// The first characters of a text that is too long.
fn shortened(text: &str) -> String {
    let end = text.char_indices().nth(LEAD - 1).map_or(text.len(), |(at, _)| at);
    let cut = &text[..end];
    let end = match cut.rfind(' ') {
        Some(blank) if cut.len() - blank < 24 && cut.ends_with(|c: char| c.is_ascii()) => blank,
        _ => cut.len(),
    };
    format!("{}…", cut[..end].trim_end())
}
