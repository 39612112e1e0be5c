//! What other pages and the checks may know of a text: headings, links, figures, blocks, passages, mistakes.

use pulldown_cmark::{Tag, TagEnd};

use crate::markdown::headings::plain_text;
use crate::markdown::passages::passages;
use crate::markdown::shape::{mark, read};
use crate::markdown::steps::{Placed, Step, as_written};
use crate::markdown::{BlockUse, Heading, Link, LinkKind, Options, Outline};

/// Reads a text for everything but its HTML.
pub fn outline(text: &str, options: &Options) -> Outline {
    let marked = mark(text, *options);
    let reading = read(&marked, *options);
    let mut outline = Outline {
        passages: passages(text, &reading.steps, &reading.figures),
        lead: lead(&reading.steps),
        ..Outline::default()
    };
    for (index, placed) in reading.steps.iter().enumerate() {
        let range = placed.range.clone();
        match &placed.step {
            Step::Heading(title) => outline.headings.push(Heading {
                level: title.level,
                text: title.text.clone(),
                id: title.id.clone(),
                range,
            }),
            Step::Link(link) => {
                let behind = &reading.steps[index + 1..];
                let end = behind.iter().position(|p| matches!(p.step, Step::End(TagEnd::Link)));
                let alt = plain_text(&behind[..end.unwrap_or(behind.len())]);
                outline.links.push(Link {
                    target: link.target.to_string(),
                    kind: LinkKind::Link,
                    alt,
                    range,
                });
            }
            Step::Image(image) => outline.links.push(Link {
                target: image.target.to_string(),
                kind: LinkKind::Image,
                alt: as_written(&image.alt),
                range,
            }),
            Step::OpenBlock(block) => outline.blocks.push(BlockUse {
                name: block.name.clone(),
                arguments: block.arguments.clone(),
                range,
            }),
            _ => {}
        }
    }
    outline.figures = reading.figures;
    outline.mistakes = reading.mistakes;
    outline
}

/// Longest lead, in characters.
const LEAD: usize = 160;

/// The first top-level paragraph that has words, without its figures.
fn lead(steps: &[Placed<'_>]) -> String {
    let mut depth = 0usize;
    let mut start = None;
    for (index, placed) in steps.iter().enumerate() {
        match &placed.step {
            Step::Start(tag) => {
                if depth == 0 && matches!(tag, Tag::Paragraph) {
                    start = Some(index);
                }
                depth += 1;
            }
            Step::Heading(_) | Step::Link(_) | Step::OpenBlock(_) => depth += 1,
            Step::End(_) | Step::CloseBlock => {
                depth = depth.saturating_sub(1);
                if let (0, Some(start)) = (depth, start.take_if(|_| depth == 0)) {
                    let said = said(&steps[start..index]);
                    if !said.is_empty() {
                        return shortened(&said);
                    }
                }
            }
            _ => {}
        }
    }
    String::new()
}

fn said(steps: &[Placed<'_>]) -> String {
    let mut words = String::new();
    for placed in steps {
        match &placed.step {
            Step::Text(text) | Step::Code(text) => words.push_str(text),
            Step::SoftBreak | Step::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cut behind a whole word where there are blanks.
fn shortened(text: &str) -> String {
    if text.chars().count() <= LEAD {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LEAD - 1).collect();
    let end = match cut.rfind(' ') {
        Some(blank) if cut.len() - blank < 24 && cut.ends_with(|c: char| c.is_ascii()) => blank,
        _ => cut.len(),
    };
    format!("{}…", cut[..end].trim_end())
}
