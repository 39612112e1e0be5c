//! What the parser complains of, as a typed mistake with the best place that can be found.

use std::ops::Range;

use serde_saphyr::{DuplicateKeyPolicy, Spanned};

use crate::yaml::locate::Spans;
use crate::yaml::tree::{DUPLICATE, TAG};
use crate::yaml::{Mistake, MistakeKind};

/// The parser's complaint as a typed mistake with the best place that can be found.
pub(super) fn mistake(text: &str, error: &serde_yaml::Error) -> Mistake {
    let message = error.to_string();
    if let Some(at) = message.find(DUPLICATE) {
        let key = message[at + DUPLICATE.len()..]
            .split(" at line ")
            .next()
            .unwrap_or_default()
            .to_owned();
        return Mistake {
            range: second_key(text).or_else(|| nth_key(text, &key)),
            kind: MistakeKind::Duplicate(key),
        };
    }
    if let Some(colon) = full_width_colon(text) {
        return Mistake {
            kind: MistakeKind::FullWidthColon,
            range: Some(colon),
        };
    }
    let index = error.location().map_or(0, |place| place.index().min(text.len()));
    let line = line_around(text, index);
    let kind = if message.contains("recursion limit") || message.contains("repetition limit") {
        MistakeKind::TooMuch
    } else if message.contains(TAG) {
        MistakeKind::Tag
    } else if text
        .get(line.clone())
        .is_some_and(|written| written.starts_with('\t') || written.trim_start_matches(' ').starts_with('\t'))
    {
        MistakeKind::Tab
    } else if message.contains("mapping values are not allowed") {
        MistakeKind::Colon
    } else if message.contains("quoted scalar") {
        MistakeKind::Quote
    } else if message.contains("expected a key") || message.contains("invalid type: map") {
        MistakeKind::Key
    } else {
        MistakeKind::Syntax(message.split(" at line ").next().unwrap_or_default().to_owned())
    };
    Mistake {
        kind,
        range: Some(line),
    }
}

/// The first line that is a key, a full-width colon and a value.
fn full_width_colon(text: &str) -> Option<Range<usize>> {
    half_width_colons(text).1.into_iter().next()
}

/// The text with `：` behind a key as `:` and blanks of the same length, and where they stand. Every place stays where it was.
pub fn half_width_colons(text: &str) -> (String, Vec<Range<usize>>) {
    let mut mended = text.to_owned();
    let mut colons = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some((key, _)) = line.split_once('：') {
            let word = key.trim();
            if !word.is_empty() && !word.contains([':', '#', '"', '\'', '{', '[', ' ', '，', '。']) {
                colons.push(start + key.len()..start + key.len() + '：'.len_utf8());
            }
        }
        start += line.len();
    }
    for colon in &colons {
        mended.replace_range(colon.clone(), ":  ");
    }
    (mended, colons)
}

/// Where the stricter reader sees a key for the second time.
fn second_key(text: &str) -> Option<Range<usize>> {
    let options = serde_saphyr::options! { duplicate_keys: DuplicateKeyPolicy::Error };
    let error = serde_saphyr::from_str_with_options::<Spanned<Spans>>(text, options).err()?;
    let span = error.location()?.span();
    let start = usize::try_from(span.byte_offset()?).ok()?;
    let end = start + usize::try_from(span.byte_len()?).ok()?;
    text.get(start..end)
        .filter(|written| !written.is_empty())
        .map(|_| start..end)
}

/// The second line that begins with the key.
fn nth_key(text: &str, key: &str) -> Option<Range<usize>> {
    let mut start = 0;
    let mut seen = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        if line[indent..].starts_with(key) && line[indent + key.len()..].trim_start().starts_with(':') {
            seen += 1;
            if seen == 2 {
                return Some(start + indent..start + indent + key.len());
            }
        }
        start += line.len();
    }
    None
}

/// The line that holds this place, without its end and its indentation by blanks.
pub(super) fn line_around(text: &str, index: usize) -> Range<usize> {
    let mut index = index.min(text.len());
    while !text.is_char_boundary(index) {
        index -= 1;
    }
    // The parser may point behind the last line: mean the last line that says something.
    let index = if text[index..].trim().is_empty() {
        text.trim_end().len()
    } else {
        index
    };
    let start = text[..index].rfind('\n').map_or(0, |at| at + 1);
    let end = text[index..].find('\n').map_or(text.len(), |at| index + at);
    let line = &text[start..end];
    let blanks = line.len() - line.trim_start_matches(' ').len();
    start + blanks..start + line.trim_end().len().max(blanks)
}
