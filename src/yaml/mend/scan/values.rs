//! What stands behind a name or a dash: words, quotations and brackets, over as many lines as they take.

use std::collections::HashSet;

use crate::yaml::mend::flow::{self, End};
use crate::yaml::mend::line::name;
use crate::yaml::mend::scan::{Last, Line, Scan};
use crate::yaml::mend::value::{Form, closing_quote, form, quoted, without_remark};
use crate::yaml::mend::{Edit, Mend};

/// A quotation or bracket that is open for more bytes than this is not looked after.
const FARTHEST: usize = 1 << 16;

impl<'t> Scan<'t> {
    /// A value from this byte of the line on; `indent` is that of its name or dash.
    pub(super) fn value(&mut self, line: Line<'t>, from: usize, indent: usize) -> bool {
        let written = &line.text[from..];
        let start = line.start + from;
        let marks = || self.marks.get_or_init(|| marks(self.yaml));
        let found = form(written, &|mark| marks().contains(mark));
        self.last = Last::Closed(indent);
        let words = without_remark(written).len();
        let remark = written[words..].trim();
        if words > 0
            && remark
                .strip_prefix('#')
                .is_some_and(|rest| !rest.is_empty() && !rest.starts_with([' ', '#']))
        {
            let from = start + words + written[words..].find('#').unwrap_or_default();
            self.remarks.push(from..from + remark.len());
        }
        match found {
            Form::Empty => self.last = Last::Empty(indent),
            Form::Plain => self.last = Last::Words(indent),
            Form::Closed => {}
            Form::Quoted(sign) => self.quote(written, start, indent, &sign),
            Form::Mended(mend) => self.mends.push(at(mend, start)),
            Form::Literal => self.skip_deeper(indent),
            Form::Open(first @ ('"' | '\'')) => return self.open_quote(written, start, indent, first),
            Form::Open(_) => return self.open_bracket(written, start, indent),
        }
        true
    }

    fn quote(&mut self, written: &str, start: usize, indent: usize, sign: &str) {
        let deeper = self.lines[self.at..].iter().find(|next| !next.says_nothing());
        if sign == "#"
            && deeper.is_some_and(|next| next.width > indent || next.width == indent && next.item().is_some())
        {
            self.last = Last::Empty(indent);
            return;
        }
        let value = if sign == "#" {
            written.trim_end()
        } else {
            without_remark(written)
        };
        self.mends.push(at(quoted(value, sign), start));
    }

    fn skip_deeper(&mut self, indent: usize) {
        while self
            .lines
            .get(self.at)
            .is_some_and(|next| next.content().is_empty() || next.width > indent)
        {
            self.at += 1;
        }
    }

    /// Looks for the mark that closes; a line that begins the next name shows that it is missing.
    fn open_quote(&mut self, written: &str, start: usize, indent: usize, first: char) -> bool {
        let mut at_line = self.at;
        while let Some(next) = self.lines.get(at_line) {
            if next.start > start + FARTHEST {
                return false;
            }
            let begins = next.width <= indent && !next.says_nothing();
            if begins && (name(next.content()).is_some() || next.item().is_some()) {
                break;
            }
            if let Some(close) = next.text.rfind(first) {
                self.at = at_line + 1;
                return next.text[close + 1..].trim().is_empty();
            }
            at_line += 1;
        }
        self.mends
            .push(at(closing_quote(without_remark(written), first), start));
        true
    }

    fn open_bracket(&mut self, written: &str, start: usize, indent: usize) -> bool {
        let limit = (start..(start + FARTHEST).min(self.yaml.len()))
            .rev()
            .find(|at| self.yaml.is_char_boundary(*at));
        let close = match flow::end(&self.yaml[start..limit.map_or(start, |limit| limit + 1).min(self.yaml.len())]) {
            End::At(close) => start + close,
            End::Open => usize::MAX,
        };
        let mut at_line = self.at;
        while let Some(next) = self.lines.get(at_line).filter(|next| next.start < close) {
            let begins = next.width <= indent && !next.says_nothing() && !next.content().starts_with([']', '}']);
            if begins && name(next.content()).is_some() {
                break;
            }
            at_line += 1;
        }
        if self.lines.get(at_line).is_none_or(|next| next.start >= close) && close != usize::MAX {
            self.at = at_line;
            return true;
        }
        let (range, bracket) = flow::closing(without_remark(written));
        let mut mend = Mend::one("yaml-bracket", range, bracket);
        mend.span = 0..without_remark(written).len();
        self.mends.push(at(mend, start));
        true
    }
}

fn at(mut mend: Mend, start: usize) -> Mend {
    mend.span = mend.span.start + start..mend.span.end + start;
    for Edit { range, .. } in &mut mend.edits {
        *range = range.start + start..range.end + start;
    }
    mend
}

/// Every `&name` and `*name` of the text.
fn marks(yaml: &str) -> HashSet<&str> {
    let mut found = HashSet::new();
    for (at, _) in yaml.match_indices(['&', '*']) {
        let length = yaml[at + 1..]
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
            .count();
        found.insert(&yaml[at..at + 1 + length]);
    }
    found
}
