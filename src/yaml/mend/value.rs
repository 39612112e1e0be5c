//! What stands behind a name or a dash: whether YAML would take it for something else than its words.

use crate::yaml::mend::flow::{self, End};
use crate::yaml::mend::line::is_blank;
use crate::yaml::mend::{Edit, Mend};

/// What a value is, as far as the next line is concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Empty,
    /// Words that may go on in the next line.
    Plain,
    /// Complete.
    Closed,
    /// `|` or `>`: the deeper lines are words.
    Literal,
    /// A quotation mark or bracket that is not closed on this line.
    Open(char),
    /// Words that YAML would take for something else, and the sign that makes it so.
    Quoted(String),
    /// Mended in other ways.
    Mended(Mend),
}

/// The form of the value at the end of a line; `anchors` knows whether `&name` or `*name` has its other half.
pub(super) fn form(written: &str, anchors: &dyn Fn(&str) -> bool) -> Form {
    let value = without_remark(written);
    let Some(first) = value.chars().next() else {
        return empty(written);
    };
    let sign = || Form::Quoted(first.to_string());
    match first {
        '@' | '`' | '%' | ',' | ']' | '}' => sign(),
        '*' if !is_alias(&value[1..], anchors) => sign(),
        '&' => anchor(value, anchors),
        '!' if !value.starts_with("!!") => sign(),
        '|' | '>' if !is_header(value) => sign(),
        '|' | '>' => Form::Literal,
        '-' | '?' | ':' if value[1..].starts_with(' ') => sign(),
        '[' | '{' => bracket(value, first),
        '"' | '\'' => quotation(value, first),
        '＂' => wide_quotation(value),
        '｛' if value.ends_with('｝') && value.contains([':', '：']) => flow_mend(value).unwrap_or(Form::Plain),
        _ if value.contains(": ") || value.contains(":\t") || value.ends_with(':') => Form::Quoted(":".to_owned()),
        '*' | '!' => Form::Closed,
        _ => Form::Plain,
    }
}

/// The value without blanks at its end and without a remark behind it.
pub(super) fn without_remark(written: &str) -> &str {
    if written.starts_with('#') {
        return "";
    }
    let mut quote = None;
    let mut before = ' ';
    for (at, letter) in written.char_indices() {
        let begins = || at == 0 || matches!(before, '[' | '{' | ',' | ' ') && written.starts_with(['[', '{']);
        match letter {
            _ if quote.is_some() => quote = quote.filter(|open| *open != letter),
            '"' | '\'' if begins() => quote = Some(letter),
            '#' if is_blank(before) => return written[..at].trim_end_matches(is_blank),
            _ => {}
        }
        before = letter;
    }
    written.trim_end_matches(is_blank)
}

/// `#1号地块`: the words would be a remark and the value empty; `# …` is a remark indeed.
fn empty(written: &str) -> Form {
    let stuck = written.strip_prefix('#').and_then(|rest| rest.chars().next());
    if stuck.is_some_and(|next| !is_blank(next) && next != '#') {
        return Form::Quoted("#".to_owned());
    }
    Form::Empty
}

fn is_word(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

fn is_alias(name: &str, anchors: &dyn Fn(&str) -> bool) -> bool {
    is_word(name) && anchors(&format!("&{name}"))
}

/// An anchor that nothing refers to is no anchor, unless what follows can be nothing else.
fn anchor(value: &str, anchors: &dyn Fn(&str) -> bool) -> Form {
    let (name, rest) = value[1..].split_once(' ').unwrap_or((&value[1..], ""));
    let rest = rest.trim_start();
    if !is_word(name) || !anchors(&format!("*{name}")) && !rest.is_empty() && !rest.starts_with(['[', '{']) {
        return Form::Quoted("&".to_owned());
    }
    match rest.chars().next() {
        None => Form::Empty,
        Some(open @ ('[' | '{')) if flow::end(rest) == End::Open => Form::Open(open),
        Some(_) => Form::Closed,
    }
}

/// `|`, `>-`, `|2` and the like.
fn is_header(value: &str) -> bool {
    value.len() <= 3 && value[1..].bytes().all(|byte| matches!(byte, b'+' | b'-' | b'1'..=b'9'))
}

fn bracket(value: &str, first: char) -> Form {
    match flow::end(value) {
        End::At(end) if value[end..].trim().is_empty() => flow_mend(value).unwrap_or(Form::Closed),
        End::At(_) => Form::Quoted(first.to_string()),
        End::Open => match flow_mend(value) {
            Some(Form::Mended(mend)) if flow::end(&applied(value, &mend)) != End::Open => Form::Mended(mend),
            _ => Form::Open(first),
        },
    }
}

fn flow_mend(value: &str) -> Option<Form> {
    let edits = flow::edits(value);
    let (first, last) = (edits.first()?, edits.last()?);
    Some(Form::Mended(Mend {
        code: "yaml-full-width-marks",
        span: first.range.start..last.range.end,
        sign: String::new(),
        edits,
    }))
}

fn applied(value: &str, mend: &Mend) -> String {
    let (range, piece) = mend.correction(value);
    format!("{}{piece}{}", &value[..range.start], &value[range.end..])
}

/// Where a quotation ends on its line, and whether something follows it.
fn quotation(value: &str, first: char) -> Form {
    let mut letters = value.char_indices().skip(1).peekable();
    let mut doubtful = false;
    while let Some((at, letter)) = letters.next() {
        if first == '"' && letter == '\\' {
            let next = letters.next().map_or(' ', |(_, next)| next);
            doubtful = doubtful || !"0abtnvfre \"/\\N_LPxuU".contains(next);
        } else if letter == first {
            if first == '\'' && letters.peek().is_some_and(|(_, next)| *next == '\'') {
                letters.next();
                continue;
            }
            let rest = value[at + 1..].trim();
            if !rest.is_empty() {
                return Form::Quoted(first.to_string());
            }
            return if doubtful && !value[1..at].contains('\'') {
                Form::Mended(Mend {
                    code: "yaml-quotes",
                    span: 0..value.len(),
                    sign: "\\".to_owned(),
                    edits: vec![Edit::new(0..1, "'"), Edit::new(at..at + 1, "'")],
                })
            } else {
                Form::Closed
            };
        }
    }
    Form::Open(first)
}

/// `＂…＂`, where straight marks were meant.
fn wide_quotation(value: &str) -> Form {
    let sign = '＂'.len_utf8();
    let inner = value.len() > 2 * sign && value.ends_with('＂');
    if !inner || value[sign..value.len() - sign].contains(['"', '\\', '＂']) {
        return Form::Plain;
    }
    Form::Mended(Mend {
        code: "yaml-quote-marks",
        span: 0..value.len(),
        sign: "＂".to_owned(),
        edits: vec![
            Edit::new(0..sign, "\""),
            Edit::new(value.len() - sign..value.len(), "\""),
        ],
    })
}

/// Quotation marks around the words, so that they are nothing but words.
pub(super) fn quoted(value: &str, sign: &str) -> Mend {
    let mark = if value.contains(['"', '\\']) { "'" } else { "\"" };
    let mut edits = vec![Edit::new(0..0, mark)];
    if mark == "'" {
        edits.extend(value.match_indices('\'').map(|(at, _)| Edit::new(at..at + 1, "''")));
    }
    edits.push(Edit::new(value.len()..value.len(), mark));
    Mend {
        code: "yaml-quotes",
        span: 0..value.len(),
        sign: sign.to_owned(),
        edits,
    }
}

/// The mark that closes a quotation which was closed by another sign, or not at all.
pub(super) fn closing_quote(value: &str, first: char) -> Mend {
    let words = value.trim_end();
    let range = match words.chars().next_back() {
        Some(last @ ('”' | '“' | '’' | '‘' | '＂' | '″')) => words.len() - last.len_utf8()..words.len(),
        _ => words.len()..words.len(),
    };
    Mend {
        code: "yaml-quote-marks",
        span: 0..words.len(),
        sign: first.to_string(),
        edits: vec![Edit::new(range, &first.to_string())],
    }
}
