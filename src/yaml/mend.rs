//! YAML as people write it → the YAML that they mean, wherever it can mean one thing only.
//!
//! Every mend is kept, so that it can be told, made in the file, and reckoned with in places.

mod flow;
mod line;
mod scan;
mod unseen;
mod value;

use std::ops::Range;

/// One thing that was read otherwise than it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// A row of the catalogue.
    pub code: &'static str,
    /// What is wrong, in bytes of the text as written.
    pub span: Range<usize>,
    /// For the message: the sign or name that is spoken of.
    pub sign: String,
    /// What is put in place of what; in order, without overlaps, at least one.
    pub edits: Vec<Edit>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub range: Range<usize>,
    pub replacement: String,
}

/// A text with its mends, and the way back from its places to those of the text as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    pub text: String,
    pub mends: Vec<Mend>,
    /// Remarks that may have been meant as words, in the text as written.
    pub remarks: Vec<Range<usize>>,
    passes: Vec<Vec<Edit>>,
}

impl Mend {
    pub(super) fn one(code: &'static str, range: Range<usize>, replacement: &str) -> Self {
        Mend {
            code,
            span: range.clone(),
            sign: String::new(),
            edits: vec![Edit::new(range, replacement)],
        }
    }

    /// The correction as one piece of the text as written.
    pub fn correction(&self, text: &str) -> (Range<usize>, String) {
        let whole = self.edits[0].range.start..self.edits[self.edits.len() - 1].range.end;
        let mut piece = String::new();
        let mut at = whole.start;
        for edit in &self.edits {
            piece.push_str(&text[at..edit.range.start]);
            piece.push_str(&edit.replacement);
            at = edit.range.end;
        }
        (whole, piece)
    }
}

impl Edit {
    pub(super) fn new(range: Range<usize>, replacement: &str) -> Self {
        Edit {
            range,
            replacement: replacement.to_owned(),
        }
    }
}

impl Mended {
    pub fn new(text: &str) -> Self {
        Mended {
            text: text.to_owned(),
            ..Mended::default()
        }
    }

    /// Mends the text once more; these mends speak of the text as it is now.
    pub fn then(&mut self, mends: Vec<Mend>) {
        if mends.is_empty() {
            return;
        }
        let mut edits: Vec<Edit> = mends.iter().flat_map(|mend| mend.edits.iter().cloned()).collect();
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let mut text = String::with_capacity(self.text.len() + 16);
        let mut at = 0;
        for edit in &edits {
            text.push_str(&self.text[at..edit.range.start]);
            text.push_str(&edit.replacement);
            at = edit.range.end;
        }
        text.push_str(&self.text[at..]);
        for mut mend in mends {
            mend.span = self.written(&mend.span);
            for edit in &mut mend.edits {
                edit.range = self.written(&edit.range);
            }
            self.mends.push(mend);
        }
        self.text = text;
        self.passes.push(edits);
    }

    /// The place in the text as written of a place in the mended text.
    pub fn written(&self, span: &Range<usize>) -> Range<usize> {
        let mut span = span.clone();
        for edits in self.passes.iter().rev() {
            let start = before(edits, span.start, Side::Start);
            span = start..before(edits, span.end, Side::End).max(start);
        }
        span
    }
}

/// What was put in belongs to what stood there: its start or its end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

fn before(edits: &[Edit], at: usize, side: Side) -> usize {
    let mut shift = 0_isize;
    for edit in edits {
        let start = edit.range.start.saturating_add_signed(shift);
        let end = start + edit.replacement.len();
        if at < start || at == start && (side == Side::End || edit.range.is_empty() && edit.replacement.is_empty()) {
            break;
        }
        if at < end {
            return match side {
                Side::Start => edit.range.start,
                Side::End => edit.range.end,
            };
        }
        shift += edit.replacement.len().cast_signed() - edit.range.len().cast_signed();
    }
    at.saturating_add_signed(-shift)
}

/// Whether YAML holds nothing that [`mend`] would change or remark on; most does, and need not be copied.
pub fn is_sound(yaml: &str) -> bool {
    let untouched = |(found, remarks): (Vec<Mend>, Vec<Range<usize>>)| found.is_empty() && remarks.is_empty();
    unseen::mends(yaml).is_empty() && untouched(scan::mends(yaml))
}

/// All mends of a text, where `yaml` is the part of it that is YAML. The text counts as mended already.
///
/// Where the YAML was good as it stood and would not be after them, it is left alone.
pub fn mend(mended: &mut Mended, yaml: Range<usize>) {
    let as_written = mended.clone();
    let length = mended.text.len();
    mended.then(moved(unseen::mends(&mended.text[yaml.clone()]), yaml.start));
    let end = yaml.end + mended.text.len() - length;
    let (found, remarks) = scan::mends(&mended.text[yaml.start..end]);
    for remark in remarks {
        let remark = mended.written(&(remark.start + yaml.start..remark.end + yaml.start));
        mended.remarks.push(remark);
    }
    if found.len() > MOST {
        *mended = as_written;
        return;
    }
    mended.then(moved(found, yaml.start));
    if mended.mends.len() == as_written.mends.len() {
        return;
    }
    let end = yaml.end + mended.text.len() - length;
    if super::read(&mended.text[yaml.start..end]).is_err() && super::read(&as_written.text[yaml]).is_ok() {
        *mended = as_written;
    }
}

/// A file with more slips than this is not what its writer takes it for.
const MOST: usize = 5_000;

fn moved(mut mends: Vec<Mend>, by: usize) -> Vec<Mend> {
    let shift = |range: &mut Range<usize>| *range = range.start + by..range.end + by;
    for mend in &mut mends {
        shift(&mut mend.span);
        mend.edits.iter_mut().for_each(|edit| shift(&mut edit.range));
    }
    mends
}

#[cfg(test)]
mod tests;
