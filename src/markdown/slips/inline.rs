//! Slips within a line: links, pictures, figures and emphasis with signs of a Chinese keyboard.

use std::borrow::Cow;
use std::ops::Range;

use crate::markdown::slips::{Slip, SlipKind, is_han};

pub(super) fn slips(text: &str, rows: &[Range<usize>], found: &mut Vec<Slip>) {
    for (row, signs) in rows.iter().zip(signs(text, rows)) {
        if signs.link || signs.figure || signs.stars {
            in_row(text, row, &signs, found);
        }
    }
}

fn in_row(text: &str, row: &Range<usize>, signs: &Signs, found: &mut Vec<Slip>) {
    let line = &text[row.clone()];
    let mut slips = Vec::new();
    if signs.link {
        slips.extend(links(line));
    }
    if signs.figure {
        slips.extend(figures(line));
    }
    if signs.stars {
        slips.extend(emphasis(line));
    }
    if slips.is_empty() {
        return;
    }
    let code = code(line);
    let outside = |range: &Range<usize>| {
        let next = code.partition_point(|code| code.end <= range.start);
        code.get(next).is_none_or(|code| code.start >= range.end)
    };
    found.extend(
        slips
            .into_iter()
            .filter(|(_, range, _)| outside(range))
            .map(|(kind, range, replacement)| Slip {
                kind,
                range: row.start + range.start..row.start + range.end,
                replacement,
            }),
    );
}

/// Which signs stand in a row without which there is no such slip: most rows hold none.
#[derive(Clone, Default)]
struct Signs {
    link: bool,
    figure: bool,
    stars: bool,
}

/// Of each row. The text is looked through at once, which is faster than row by row.
fn signs(text: &str, rows: &[Range<usize>]) -> Vec<Signs> {
    let bytes = text.as_bytes();
    let mut signs = vec![Signs::default(); rows.len()];
    let mut set = |at: usize, sign: fn(&mut Signs) -> &mut bool| {
        let row = rows.partition_point(|row| row.end <= at);
        if rows.get(row).is_some_and(|row| row.start <= at) {
            *sign(&mut signs[row]) = true;
        }
    };
    for at in memchr::memchr3_iter(b']', b'*', b'{', bytes) {
        match (bytes[at], bytes.get(at + 1)) {
            // What follows may be `（`, which begins with this byte.
            (b']', Some(b'(' | 0xEF)) => set(at, |signs| &mut signs.link),
            (b'*', Some(b'*')) => set(at, |signs| &mut signs.stars),
            (b'{', _) => set(at, |signs| &mut signs.figure),
            _ => {}
        }
    }
    for at in memchr::memmem::find_iter(bytes, "】") {
        set(at, |signs| &mut signs.link);
    }
    for at in memchr::memmem::find_iter(bytes, "｛") {
        set(at, |signs| &mut signs.figure);
    }
    signs
}

/// Words or an address of a link, and a figure, are no longer than this, in bytes: so a line costs no more than itself.
const LONGEST: usize = 400;

/// The text from a place on, no longer than looked at.
fn ahead(line: &str, from: usize) -> &str {
    let end = (from + LONGEST).min(line.len());
    let end = (from..=end).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(from);
    &line[from..end]
}

/// The text before a place, no longer than looked at, and where it begins.
fn behind(line: &str, to: usize) -> (usize, &str) {
    let start = to.saturating_sub(LONGEST);
    let start = (start..=to).find(|at| line.is_char_boundary(*at)).unwrap_or(to);
    (start, &line[start..to])
}

type Found = (SlipKind, Range<usize>, String);

/// Stretches between backquotes.
fn code(line: &str) -> Vec<Range<usize>> {
    let marks: Vec<usize> = line.match_indices('`').map(|(at, _)| at).collect();
    marks.chunks_exact(2).map(|pair| pair[0]..pair[1] + 1).collect()
}

/// Every `[words](address)`, in whatever brackets, whose signs are not the plain ones.
fn links(line: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut from = 0;
    // The second sign begins with this byte, as other signs do.
    let closing = |rest: &str| {
        let bytes = rest.as_bytes();
        let mut signs = memchr::memchr2_iter(b']', 0xE3, bytes);
        signs.find(|at| bytes[*at] == b']' || bytes[*at..].starts_with("】".as_bytes()))
    };
    while let Some(close) = closing(&line[from..]).map(|at| from + at) {
        from = close + line[close..].chars().next().map_or(1, char::len_utf8);
        let Some(open) = line[from..].chars().next().filter(|sign| matches!(sign, '(' | '（')) else {
            continue;
        };
        let start = from + open.len_utf8();
        let Some(end) = ahead(line, start).find([')', '）']).map(|at| start + at) else {
            continue;
        };
        let (first, before) = behind(line, close);
        let Some(begin) = before.rfind(['[', '【']).map(|at| first + at) else {
            continue;
        };
        let (words, address) = (&line[begin..close], line[start..end].trim());
        let words = words.trim_start_matches(['[', '【']);
        let after = end + line[end..].chars().next().map_or(1, char::len_utf8);
        let picture = ['!', '！'].into_iter().find(|sign| line[..begin].ends_with(*sign));
        let first = begin - picture.map_or(0, char::len_utf8);
        let Some(target) = target(address) else {
            continue;
        };
        let right = [picture.map_or("", |_| "!"), "[", words, "](", &target, ")"];
        let picture_typed = picture != Some('！') || is_picture(address);
        if !is_made_of(&line[first..after], &right) && picture_typed {
            found.push((SlipKind::Link, first..after, right.concat()));
        }
        from = after;
    }
    found
}

fn is_made_of(text: &str, parts: &[&str]) -> bool {
    let rest = parts.iter().try_fold(text, |rest, part| rest.strip_prefix(part));
    rest.is_some_and(str::is_empty)
}

/// What can be meant for an address, as it must be written; none for other words in brackets.
fn target(address: &str) -> Option<Cow<'_, str>> {
    if address.contains('"') || address.starts_with('<') {
        return None;
    }
    let begins = ["http://", "https://", "mailto:", "tel:", "#", "www."];
    let file = address.split('#').next().unwrap_or_default();
    let (name, ending) = file.rsplit_once('.').unwrap_or_default();
    let is_file =
        !name.is_empty() && (2..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    let meant = is_file || begins.iter().any(|start| address.starts_with(start));
    meant.then(|| {
        if address.contains(' ') {
            Cow::Owned(format!("<{address}>"))
        } else {
            Cow::Borrowed(address)
        }
    })
}

fn is_picture(address: &str) -> bool {
    let ending = address.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    crate::model::picture::ENDINGS.contains(&ending.as_str())
}

/// `｛=总投资｝`, `{＝总投资}`.
fn figures(line: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = line[from..].find(['{', '｛']).map(|at| from + at) {
        let inner = open + line[open..].chars().next().map_or(1, char::len_utf8);
        from = inner;
        let Some(sign) = line[inner..].chars().next().filter(|sign| matches!(sign, '=' | '＝')) else {
            continue;
        };
        let Some(end) = ahead(line, inner).find(['}', '｝']).map(|at| inner + at) else {
            continue;
        };
        let after = end + line[end..].chars().next().map_or(1, char::len_utf8);
        let right = format!("{{={}}}", line[inner + sign.len_utf8()..end].trim());
        let wide = line[open..after].contains(['｛', '｝', '＝']);
        if wide {
            found.push((SlipKind::Figure, open..after, right));
        }
        from = after;
    }
    found
}

/// Places of `**`; none in a line that holds `***`.
fn marks(line: &str) -> Vec<usize> {
    let bytes = line.as_bytes();
    let mut marks = Vec::new();
    let mut behind = 0;
    for at in memchr::memchr_iter(b'*', bytes).filter(|at| bytes.get(at + 1) == Some(&b'*')) {
        if at < behind {
            return Vec::new();
        }
        marks.push(at);
        behind = at + 2;
    }
    marks
}

/// `** 注意 **`: with blanks inside, stars stay stars.
fn emphasis(line: &str) -> Vec<Found> {
    let marks = marks(line);
    let pairs = marks.chunks_exact(2).map(|pair| (pair[0], pair[1]));
    let wrong = pairs.filter_map(|(open, close)| {
        let inner = &line[open + 2..close];
        let words = inner.trim();
        let slip = words.len() < inner.len() && words.contains(is_han);
        slip.then(|| (SlipKind::Emphasis, open..close + 2, format!("**{words}**")))
    });
    wrong.collect()
}
