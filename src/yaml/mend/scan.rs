//! Goes through YAML line by line, knows what may stand where, and mends what may not.
//!
//! Only forms that YAML refuses, or would silently take for something else, are touched: words that go
//! on over several lines, and everything below `|`, stay as they are.

mod values;

use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

use crate::yaml::mend::Mend;
use crate::yaml::mend::line::{Colon, Dash, Name, dash, indentation, name};

#[derive(Clone, Copy)]
struct Line<'t> {
    start: usize,
    /// Without its end.
    text: &'t str,
    /// Bytes and columns of blanks before the content.
    blanks: usize,
    width: usize,
    plain: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Names,
    Items,
}

/// What the line before left behind, with the indentation of its name or dash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    Start,
    /// Nothing yet: something deeper may follow.
    Empty(usize),
    /// Words that may go on.
    Words(usize),
    Closed(usize),
}

struct Scan<'t> {
    yaml: &'t str,
    lines: Vec<Line<'t>>,
    at: usize,
    /// Indentation and kind of every level that is open.
    levels: Vec<(usize, Kind)>,
    last: Last,
    marks: OnceCell<HashSet<&'t str>>,
    mends: Vec<Mend>,
    remarks: Vec<Range<usize>>,
}

/// The mends, and remarks that may have been meant as words: `白露镇 #3地块`.
pub(super) fn mends(yaml: &str) -> (Vec<Mend>, Vec<Range<usize>>) {
    let mut scan = Scan {
        yaml,
        lines: lines(yaml),
        at: 0,
        levels: Vec::new(),
        last: Last::Start,
        marks: OnceCell::new(),
        mends: Vec::new(),
        remarks: Vec::new(),
    };
    while scan.at < scan.lines.len() {
        let line = scan.lines[scan.at];
        scan.at += 1;
        if !scan.line(line) {
            break;
        }
    }
    scan.mends.sort_by_key(|mend| mend.edits[0].range.start);
    (scan.mends, scan.remarks)
}

fn lines(yaml: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let split = yaml.split_inclusive('\n').map(|whole| {
        let text = whole.trim_end_matches(['\n', '\r']);
        let (blanks, width, plain) = indentation(text);
        let line = Line {
            start,
            text,
            blanks,
            width,
            plain,
        };
        start += whole.len();
        line
    });
    split.collect()
}

impl<'t> Line<'t> {
    fn content(&self) -> &'t str {
        &self.text[self.blanks..]
    }

    fn says_nothing(&self) -> bool {
        let content = self.content();
        content.trim().is_empty() || content.starts_with('#') || self.blanks == 0 && matches!(content, "---" | "...")
    }

    /// A dash that begins an item here, where one may begin.
    fn item(&self) -> Option<(usize, Dash)> {
        dash(self.content())
    }
}

impl<'t> Scan<'t> {
    /// False where the rest is not understood.
    fn line(&mut self, line: Line<'t>) -> bool {
        if line.says_nothing() {
            return true;
        }
        let mut width = line.width;
        let found = name(line.content());
        if let Last::Words(indent) | Last::Closed(indent) = self.last
            && width > indent
        {
            // Words go on, unless a name with its colon shows that the line stands too deep.
            let deep = found.as_ref().is_some_and(|found| found.form == Colon::Right) && line.item().is_none();
            if !deep || self.levels.last() != Some(&(indent, Kind::Names)) {
                return true;
            }
            self.indent(line, indent);
            width = indent;
        } else if !line.plain && (found.is_some() || line.item().is_some()) {
            self.indent(line, line.width);
        }
        self.leave(width, &line);
        match self.levels.last().copied() {
            // A list may stand as deep as its name.
            Some((indent, Kind::Names))
                if indent == width
                    && self.last == Last::Empty(width)
                    && line.item().is_some_and(|(_, form)| self.begins_list(form)) =>
            {
                self.levels.push((width, Kind::Items));
            }
            Some((indent, _)) if indent == width => {}
            Some(_) if self.last != Last::Empty(self.parent()) => return true,
            _ if !self.enter(width, &line, found.as_ref()) => {
                self.last = Last::Words(self.parent());
                return true;
            }
            _ => {}
        }
        match self.levels.last() {
            Some((_, Kind::Items)) => self.item(line, width),
            _ => self.entry(line, line.blanks, width, found),
        }
    }

    /// The indentation of what is open.
    fn parent(&self) -> usize {
        self.levels.last().map_or(0, |(indent, _)| *indent)
    }

    /// Closes the levels that are deeper than this line, and a list that ends at a name of its own depth.
    fn leave(&mut self, width: usize, line: &Line<'_>) {
        while let Some((indent, kind)) = self.levels.last().copied() {
            let under = self.levels.len().checked_sub(2).map(|place| self.levels[place].0);
            let ended = kind == Kind::Items && indent == width && under == Some(width) && line.item().is_none();
            if indent <= width && !ended {
                break;
            }
            self.levels.pop();
            self.last = Last::Closed(indent);
        }
    }

    /// Opens a level where one may begin here.
    fn enter(&mut self, width: usize, line: &Line<'_>, found: Option<&Name>) -> bool {
        let kind = match (line.item(), found) {
            (Some((_, form)), _) if self.begins_list(form) => Kind::Items,
            (_, Some(found)) if self.begins_names(found, line) => Kind::Names,
            _ => return false,
        };
        self.levels.push((width, kind));
        true
    }

    /// `-5` may be a number; two lines of the sort are a list.
    fn begins_list(&self, form: Dash) -> bool {
        if form == Dash::Right {
            return true;
        }
        let line = self.lines[self.at - 1];
        let digit = line
            .content()
            .chars()
            .nth(1)
            .is_some_and(|letter| letter.is_ascii_digit());
        let next = self.lines[self.at..].iter().find(|next| !next.says_nothing());
        let goes_on =
            next.is_some_and(|next| next.width == line.width && next.item().is_some_and(|(_, other)| other == form));
        self.last != Last::Start
            && (goes_on
                || form == Dash::Close && !digit
                || form == Dash::Other && !digit && !line.content().starts_with(['—', '–', '*', '+']))
    }

    /// Below a name, `注意：…` may be words: names are in letters of the program, or there are several.
    fn begins_names(&self, found: &Name, line: &Line<'_>) -> bool {
        if found.form == Colon::Right || self.last == Last::Start {
            return true;
        }
        let word = &line.content()[found.word.clone()];
        if found.form != Colon::Wide {
            return false;
        }
        if word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            return true;
        }
        let same = |next: &&Line<'_>| !next.says_nothing() && next.width >= line.width;
        let next = self.lines[self.at..]
            .iter()
            .take_while(|next| next.says_nothing() || next.width >= line.width)
            .find(same);
        next.is_some_and(|next| name(next.content()).is_some_and(|name| name.form == Colon::Right))
    }

    fn indent(&mut self, line: Line<'_>, width: usize) {
        let code = if line.text[..line.blanks].contains('\t') {
            "yaml-tabs"
        } else {
            "yaml-indent"
        };
        let range = line.start..line.start + line.blanks;
        self.mends.push(Mend::one(code, range, &" ".repeat(width)));
    }

    /// `name: value`, which begins at this byte of the line.
    fn entry(&mut self, line: Line<'t>, from: usize, width: usize, found: Option<Name>) -> bool {
        let Some(found) = found else {
            self.last = Last::Words(width);
            return true;
        };
        let base = line.start + from;
        let content = &line.text[from..];
        let word = &content[found.word.clone()];
        if let Some(bare) = unquoted(word) {
            let span = base..base + word.len();
            self.mends.push(Mend::one("yaml-name-quotes", span, bare));
        }
        let colon = base + found.colon.start..base + found.colon.end;
        let (code, replacement) = match found.form {
            Colon::Right => ("", ""),
            Colon::Wide => ("yaml-full-width-read", ": "),
            Colon::Close => ("yaml-colon-blank", ": "),
            Colon::Equals => ("yaml-equals", ": "),
        };
        if !code.is_empty() {
            let empty = content[found.colon.end..].is_empty();
            self.mends
                .push(Mend::one(code, colon.clone(), if empty { ":" } else { replacement }));
        }
        let blanks = content[found.colon.end..].len() - content[found.colon.end..].trim_start().len();
        self.value(line, from + found.colon.end + blanks, width)
    }

    /// `- …` in a list.
    fn item(&mut self, line: Line<'t>, width: usize) -> bool {
        let Some((bytes, form)) = line.item() else {
            self.last = Last::Words(width);
            return true;
        };
        let from = line.blanks + bytes;
        if form != Dash::Right {
            let span = line.start + line.blanks..line.start + from;
            self.mends.push(Mend::one("yaml-dash", span, "- "));
        }
        let rest = &line.text[from..];
        if rest.is_empty() {
            self.last = Last::Empty(width);
            return true;
        }
        let inner = width + if form == Dash::Right { bytes } else { 2 };
        match name(rest).filter(|name| name.form == Colon::Right && !rest.starts_with(['[', '{'])) {
            Some(found) => {
                self.levels.push((inner, Kind::Names));
                self.entry(line, from, inner, Some(found))
            }
            None => self.value(line, from, width),
        }
    }
}

/// A name between Chinese quotation marks.
fn unquoted(word: &str) -> Option<&str> {
    let pairs = [
        ('“', '”'),
        ('‘', '’'),
        ('「', '」'),
        ('＂', '＂'),
        ('《', '》'),
        ('【', '】'),
    ];
    let found = pairs
        .iter()
        .find_map(|(open, close)| word.strip_prefix(*open)?.strip_suffix(*close));
    found.filter(|bare| !bare.is_empty() && !bare.contains(['“', '”']))
}
