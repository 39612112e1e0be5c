//! The forms of one line: its indentation, the dash of a list, and a name with its colon.

use std::ops::Range;

/// A name is no longer than this, in characters.
const LONGEST_NAME: usize = 30;

/// How the colon behind a name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colon {
    /// `:` and a blank, or the end of the line.
    Right,
    /// `：`, or a sign that looks like it.
    Wide,
    /// `:` without a blank, or with a full-width one.
    Close,
    /// `=`.
    Equals,
}

/// A name, its colon with the blanks behind it, in bytes of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) word: Range<usize>,
    pub(super) colon: Range<usize>,
    pub(super) form: Colon,
}

/// How the mark before an item of a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dash {
    /// `-` and a blank, or the end of the line.
    Right,
    /// `-` without a blank.
    Close,
    /// Another sign: `•`, `－`, `1、`.
    Other,
}

/// Blanks of every sort at the start: bytes, width in columns, and whether all are plain blanks.
pub(super) fn indentation(line: &str) -> (usize, usize, bool) {
    let (mut bytes, mut width, mut plain) = (0, 0, true);
    for letter in line.chars() {
        width += match letter {
            ' ' | '\u{a0}' => 1,
            '\t' | '\u{3000}' => 2,
            _ => break,
        };
        plain = plain && letter == ' ';
        bytes += letter.len_utf8();
    }
    (bytes, width, plain)
}

/// Blanks that people cannot tell from a blank.
pub(super) fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\u{a0}' | '\u{3000}')
}

/// The name at the start of a line without its indentation.
pub(super) fn name(content: &str) -> Option<Name> {
    if let Some(quoted) = quoted_name(content) {
        return Some(quoted);
    }
    for (at, letter) in content.char_indices() {
        let after = at + letter.len_utf8();
        let form = match letter {
            ':' if content[after..].is_empty() || content[after..].starts_with([' ', '\t']) => Colon::Right,
            ':' if content[after..].starts_with("//") => return None,
            ':' => Colon::Close,
            '：' | '﹕' | '︰' | '∶' => Colon::Wide,
            '=' | '＝' => Colon::Equals,
            '"' | '\'' | '#' | '[' | '{' | ']' | '}' | ',' | '，' | '。' | '；' | ';' | '！' | '？' | '、' | '`'
            | '@' => {
                // A right colon may still follow, and then nothing is wrong here.
                return right_colon(content);
            }
            _ => continue,
        };
        if form == Colon::Right {
            return Some(named(content, at, after, form));
        }
        if let Some(right) = right_colon(content).filter(|right| form == Colon::Equals || right.word.end <= at) {
            return Some(right);
        }
        let word = content[..at].trim_end_matches(is_blank);
        let good = !word.is_empty()
            && word.chars().count() <= LONGEST_NAME
            && !word.starts_with(['-', '?', '*', '&', '!', '|', '>', '%']);
        return good.then(|| named(content, at, after, form));
    }
    None
}

/// `"标题": …` or `'标题': …` with a right colon.
fn quoted_name(content: &str) -> Option<Name> {
    let quote = content.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    let close = 1 + content[1..].find(quote)?;
    let behind = content[close + 1..].trim_start_matches(' ');
    let at = content.len() - behind.len();
    let right = behind.starts_with(": ") || behind == ":";
    right.then(|| Name {
        word: 0..close + 1,
        colon: at..at + 1,
        form: Colon::Right,
    })
}

fn right_colon(content: &str) -> Option<Name> {
    let at = content
        .match_indices(':')
        .map(|(at, _)| at)
        .find(|at| content[at + 1..].is_empty() || content[at + 1..].starts_with([' ', '\t']))?;
    let begins = content.starts_with(['"', '\'', '[', '{', '#']);
    (!begins && !content[..at].contains(" #")).then(|| named(content, at, at + 1, Colon::Right))
}

fn named(content: &str, at: usize, after: usize, form: Colon) -> Name {
    let word = content[..at].trim_end_matches(is_blank);
    let blanks = content[after..].len() - content[after..].trim_start_matches(is_blank).len();
    let wide = content[after..after + blanks].contains(['\u{a0}', '\u{3000}']);
    let start = if form == Colon::Right && !wide { at } else { word.len() };
    Name {
        word: 0..word.len(),
        colon: start..after + blanks,
        form: if form == Colon::Right && wide {
            Colon::Close
        } else {
            form
        },
    }
}

/// The mark before an item: its bytes with the blanks behind it.
pub(super) fn dash(content: &str) -> Option<(usize, Dash)> {
    let first = content.chars().next()?;
    let rest = &content[first.len_utf8()..];
    let item = rest.trim_start_matches(is_blank);
    let bytes = content.len() - item.len();
    let spaced = item.len() < rest.len();
    match first {
        '-' if rest.is_empty() => Some((bytes, Dash::Right)),
        '-' if spaced && rest.starts_with([' ', '\t']) => Some((bytes, Dash::Right)),
        '-' if !rest.starts_with('-') => Some((bytes, Dash::Close)),
        '•' | '·' | '●' | '○' | '▪' | '■' | '◆' | '－' | '—' | '–' if !item.is_empty() && !item.starts_with(first) => {
            Some((bytes, Dash::Other))
        }
        '*' | '+' if spaced && !item.is_empty() => Some((bytes, Dash::Other)),
        '0'..='9' => number(content),
        _ => None,
    }
}

/// `1、`, `2. ` before an item.
fn number(content: &str) -> Option<(usize, Dash)> {
    let behind = content.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = content.len() - behind.len();
    let mark = behind.chars().next().filter(|mark| matches!(mark, '、' | '．' | '.'))?;
    let rest = &behind[mark.len_utf8()..];
    let item = rest.trim_start_matches(is_blank);
    let good = digits <= 2 && !item.is_empty() && (mark != '.' || item.len() < rest.len());
    good.then(|| (content.len() - item.len(), Dash::Other))
}
