//! Lists and groups in brackets on one line, with the full-width marks that a Chinese keyboard gives.

use std::ops::Range;

use crate::yaml::mend::Edit;

/// How a value that begins with a bracket ends on its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Closed behind this byte.
    At(usize),
    /// Not on this line.
    Open,
}

/// Where the first bracket of the text is closed.
pub(super) fn end(text: &str) -> End {
    let mut depth = 0_usize;
    let mut quote = None;
    let mut fresh = true;
    for (at, letter) in text.char_indices() {
        if let Some(open) = quote {
            quote = quote.filter(|_| letter != open);
        } else {
            match letter {
                '"' | '\'' if fresh => quote = Some(letter),
                '[' | '{' => depth += 1,
                ']' | '}' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return End::At(at + 1);
                    }
                }
                _ => {}
            }
        }
        fresh = matches!(letter, '[' | '{' | ',' | ':' | ' ') && (fresh || letter != ' ');
    }
    End::Open
}

/// The full-width marks of a group: behind a name `：`, before the next name `，`, and its braces.
pub(super) fn edits(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut quote = None;
    // Where the entry began, until its colon is seen.
    let mut entry: Option<usize> = None;
    for (at, letter) in text.char_indices() {
        let here = at..at + letter.len_utf8();
        if let Some(open) = quote {
            quote = quote.filter(|_| letter != open);
            continue;
        }
        match letter {
            '"' | '\'' if text[..at].trim_end().ends_with(['[', '{', ',', ':']) => quote = Some(letter),
            '{' | ',' => entry = Some(here.end),
            '[' | ':' => entry = None,
            '：' if is_name(text, entry, at) => {
                edits.push(Edit::new(here.clone(), ": "));
                entry = None;
            }
            '，' if begins_entry(&text[here.end..]) => {
                entry = Some(here.end);
                edits.push(Edit::new(here, ", "));
            }
            '｝' => edits.push(Edit::new(here, "}")),
            '｛' => {
                entry = Some(here.end);
                edits.push(Edit::new(here, "{"));
            }
            _ => {}
        }
    }
    edits
}

/// In bytes, with the blanks around it.
const LONGEST_NAME: usize = 200;

fn is_name(text: &str, entry: Option<usize>, at: usize) -> bool {
    entry.filter(|start| at - start <= LONGEST_NAME).is_some_and(|start| {
        let word = text[start..at].trim();
        !word.is_empty() && word.chars().count() <= 20 && !word.contains(['，', '。', '“', '”'])
    })
}

/// Whether a name and its colon follow before the next comma.
fn begins_entry(rest: &str) -> bool {
    let entry: &str = rest.split([',', '，', '}', '｝']).next().unwrap_or_default();
    entry.split_once([':', '：']).is_some_and(|(name, _)| {
        let word = name.trim();
        !word.is_empty() && word.chars().count() <= 20 && !word.contains(['。', '“', '”', '"'])
    })
}

/// The closing bracket of a line that has none, or a full-width one.
pub(super) fn closing(text: &str) -> (Range<usize>, &'static str) {
    let bracket = if text.starts_with('[') { "]" } else { "}" };
    let words = text.trim_end();
    match words.chars().next_back() {
        Some(last @ ('】' | '］' | '｝' | '〕' | '」')) => (words.len() - last.len_utf8()..words.len(), bracket),
        _ => (words.len()..words.len(), bracket),
    }
}
