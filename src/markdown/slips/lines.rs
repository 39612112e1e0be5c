//! Slips at the beginning of lines: headings, items, numbered paragraphs, blocks; and rows of pasted tables.

use std::ops::Range;

use crate::markdown::slips::{Slip, SlipKind, is_han};

pub(super) fn slips(text: &str, rows: &[Range<usize>]) -> Vec<Slip> {
    let mut found = Vec::new();
    let mut skip = 0;
    let tabs = memchr::memchr(b'\t', text.as_bytes()).is_some();
    for (place, row) in rows.iter().enumerate() {
        let line = &text[row.clone()];
        if place < skip || line.is_empty() {
            continue;
        }
        let tabbed = tabs && line.contains('\t');
        if !tabbed && !may_slip(line.as_bytes()[0]) {
            continue;
        }
        if tabbed && let Some((slip, count)) = table(text, &rows[place..]) {
            found.push(slip);
            skip = place + count;
            continue;
        }
        let before = place.checked_sub(1).map(|place| &rows[place]);
        let before = before.filter(|before| below(text, before, row));
        let after = rows.get(place + 1).filter(|after| below(text, row, after));
        let neighbours = [before, after].map(|row| row.map_or("", |row| &text[row.clone()]));
        let slip = heading(line).or_else(|| block(line)).or_else(|| item(line, neighbours));
        let slip = slip.or_else(|| paragraph(line, neighbours[0]));
        found.extend(slip.map(|(kind, length, replacement)| Slip {
            kind,
            range: row.start..row.start + length,
            replacement,
        }));
    }
    found
}

/// Whether a line that begins with this byte may have a slip at its beginning: signs, digits, and what signs of full
/// width and numbers in Chinese begin with.
fn may_slip(first: u8) -> bool {
    matches!(first, b'#' | b':' | b'-' | b'0'..=b'9' | 0xC2 | 0xE2 | 0xE4..=0xE6 | 0xEF)
}

/// Whether the second row is the next line of the text.
fn below(text: &str, first: &Range<usize>, second: &Range<usize>) -> bool {
    matches!(&text[first.end..second.start], "\n" | "\r\n")
}

/// Kind, bytes from the line's beginning, replacement.
type Found = (SlipKind, usize, String);

fn heading(line: &str) -> Option<Found> {
    let signs: usize = line.chars().take_while(|sign| matches!(sign, '#' | '＃')).count();
    if !(1..=6).contains(&signs) {
        return None;
    }
    let rest = line.trim_start_matches(['#', '＃']);
    let length = line.len() - rest.len();
    let words = rest.trim_start();
    let wide = line[..length].contains('＃');
    let is_title = words.starts_with(is_han) && !words.contains(['#', '＃']);
    let wrong = wide || words.len() == rest.len();
    (is_title && wrong).then(|| {
        let behind = rest.len() - words.len();
        (SlipKind::Heading, length + behind, format!("{} ", "#".repeat(signs)))
    })
}

fn block(line: &str) -> Option<Found> {
    let rest = line.strip_prefix("::").or_else(|| line.strip_prefix("：："))?;
    let name = rest.trim();
    let is_block =
        name.is_empty() || rest.starts_with(' ') && name.starts_with(|letter: char| letter.is_ascii_lowercase());
    is_block.then(|| (SlipKind::Block, line.len() - rest.len(), ":::".to_owned()))
}

/// A dash or number without its blank, and the right way to write it.
fn mark(line: &str) -> Option<(usize, String)> {
    let first = line.chars().next()?;
    if matches!(first, '-' | '－' | '•' | '·' | '●') {
        let rest = line[first.len_utf8()..].trim_start();
        let blank = line.len() - first.len_utf8() - rest.len();
        let wrong = first != '-' || blank == 0;
        return (wrong && rest.starts_with(is_han)).then(|| (first.len_utf8() + blank, "- ".to_owned()));
    }
    let digits = line.len() - line.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let sign = line[digits..]
        .chars()
        .next()
        .filter(|sign| matches!(sign, '、' | '．'))?;
    let rest = line[digits + sign.len_utf8()..].trim_start();
    let good = digits > 0 && digits <= 2 && rest.starts_with(is_han);
    good.then(|| (line.len() - rest.len(), format!("{}. ", &line[..digits])))
}

/// One line alone may mean something else; two below each other are a list.
fn item(line: &str, neighbours: [&str; 2]) -> Option<Found> {
    let (length, replacement) = mark(line)?;
    let listed = neighbours.into_iter().any(|other| mark(other).is_some());
    listed.then_some((SlipKind::Item, length, replacement))
}

/// `一、`, `（一）` below another line of words.
fn paragraph(line: &str, before: &str) -> Option<Found> {
    let is_number = |letter: char| {
        matches!(
            letter,
            '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
        )
    };
    if !line.starts_with(|letter: char| letter == '（' || is_number(letter)) {
        return None;
    }
    let inner = line.strip_prefix('（').and_then(|rest| rest.split_once('）'));
    let (number, words) = inner.or_else(|| line.split_once('、'))?;
    let numbered = !number.is_empty() && number.chars().count() <= 3 && number.chars().all(is_number);
    let parts = numbered && !words.is_empty() && before.starts_with(|letter: char| !"|>#-*".contains(letter));
    parts.then(|| (SlipKind::Paragraph, 0, "\n".to_owned()))
}

/// Rows with as many tabs each, at least two of them.
fn table(text: &str, rows: &[Range<usize>]) -> Option<(Slip, usize)> {
    let tabs = |row: &Range<usize>| text[row.clone()].matches('\t').count();
    let first = rows.first()?;
    if text[first.clone()].starts_with([' ', '\t']) {
        return None;
    }
    let width = tabs(first);
    let neighbours = rows
        .windows(2)
        .take_while(|pair| below(text, &pair[0], &pair[1]) && tabs(&pair[1]) == width);
    let count = 1 + neighbours.count();
    if count < 2 {
        return None;
    }
    let cells = |row: &Range<usize>| {
        let cells = text[row.clone()]
            .split('\t')
            .map(|cell| cell.trim().replace('|', "\\|"));
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    let mut lines: Vec<String> = rows[..count].iter().map(cells).collect();
    lines.insert(1, format!("|{}", " --- |".repeat(width + 1)));
    let slip = Slip {
        kind: SlipKind::Table,
        range: first.start..rows[count - 1].end,
        replacement: lines.join("\n"),
    };
    Some((slip, count))
}
