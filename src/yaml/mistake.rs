//! What the parser complains of, as a typed mistake with the best place that can be found.

use std::ops::Range;

use serde_saphyr::{DuplicateKeyPolicy, Spanned};

use crate::yaml::locate::Spans;
use crate::yaml::tree::{DUPLICATE, TAG};
use crate::yaml::{Form, FormProblem, Mistake, MistakeKind};

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
    let index = error.location().map_or(0, |place| place.index().min(text.len()));
    let (kind, range) = named(text, &message, line_around(text, index));
    Mistake {
        kind,
        range: Some(range),
    }
}

/// What the parser's words mean for the person who wrote the line, and which line that is.
fn named(text: &str, message: &str, line: Range<usize>) -> (MistakeKind, Range<usize>) {
    let says = |words: &str| message.contains(words);
    let written = &text[line.clone()];
    let before = || line_around(text, text[..line.start].trim_end().len());
    let has_name = |line: &Range<usize>| text[line.clone()].contains(':');
    if says("recursion limit") || says("repetition limit") {
        (MistakeKind::TooMuch, line)
    } else if says(TAG) {
        (MistakeKind::Tag, line)
    } else if says("more than one document") {
        (MistakeKind::Documents, second_mark(text).unwrap_or(line))
    } else if written.trim_start_matches(' ').starts_with('\t') {
        (MistakeKind::Tab, line)
    } else if says("quoted scalar") {
        (MistakeKind::Quote, line_named(text, message).unwrap_or(line))
    } else if says("expected ',' or") {
        (MistakeKind::Bracket, line_named(text, message).unwrap_or(line))
    } else if says("could not find expected ':'") || says("mapping values are not allowed") {
        match (has_name(&line), before()) {
            (true, before) if before != line && !has_name(&before) => (MistakeKind::NoColon, before),
            (true, _) => (MistakeKind::Indent, line),
            (false, _) => (MistakeKind::NoColon, line),
        }
    } else if says("did not find expected key") || says("did not find expected '-' indicator") {
        (
            if has_name(&line) {
                MistakeKind::Indent
            } else {
                MistakeKind::NoColon
            },
            line,
        )
    } else if says("expected a key") || says("invalid type: map") {
        (MistakeKind::Key, line)
    } else {
        (MistakeKind::Syntax, line)
    }
}

/// The line that the parser names last: where what it was reading began.
fn line_named(text: &str, message: &str) -> Option<Range<usize>> {
    let number: usize = message.rsplit("at line ").next()?.split(' ').next()?.parse().ok()?;
    let line = text.split_inclusive('\n').nth(number.checked_sub(1)?)?;
    let start = line.as_ptr() as usize - text.as_ptr() as usize;
    Some(line_around(text, start))
}

/// The line `---` behind the first content.
fn second_mark(text: &str) -> Option<Range<usize>> {
    let begun = text.trim_start();
    let from = text.len() - begun.strip_prefix("---").unwrap_or(begun).len();
    let at = from + text[from..].find("\n---")? + 1;
    Some(at..at + 3)
}

/// What the decoder of a file of our own says, as a problem with its place.
pub(super) fn form(message: &str) -> Form {
    let message = message.split(" at line ").next().unwrap_or_default();
    let known = [
        "missing field",
        "unknown field",
        "unknown variant",
        "invalid ",
        "duplicate ",
    ];
    let start = known.iter().filter_map(|words| message.find(words)).min();
    let (place, words) = message.split_at(start.unwrap_or(0));
    let mut quoted = words.split('`').skip(1).step_by(2).map(str::to_owned);
    let problem = match quoted.next() {
        Some(field) if words.starts_with("missing field") => FormProblem::Missing(field),
        Some(written) if words.starts_with("unknown") => FormProblem::Unknown(written, quoted.collect()),
        _ => FormProblem::Other,
    };
    Form {
        place: place.trim_end_matches([' ', ':']).to_owned(),
        problem,
    }
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
