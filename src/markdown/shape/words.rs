//! Text while a document is read: runs of source cut into words, and raw HTML.

use std::ops::Range;

use pulldown_cmark::{CowStr, TagEnd};

use super::{Inside, Shaper};
use crate::markdown::figures::{Word, split};
use crate::markdown::marked::is_same;
use crate::markdown::steps::{Frame, Step};
use crate::markdown::{FigureUse, Mistake, RawHtml};

impl<'m> Shaper<'m> {
    /// Text as it stands in the source joins the run; decoded text stands for itself.
    pub(super) fn take_text(&mut self, text: CowStr<'m>, mut range: Range<usize>) {
        if let Some(lines) = &mut self.html {
            return lines.push((text, range));
        }
        if self.code == Inside::Yes {
            return self.push(Step::Verbatim(text), range);
        }
        let source = self.marked.source;
        let verbatim = source.get(range.clone()).is_some_and(|written| is_same(written, &text));
        if range.start < self.skip_to {
            range.start = self.skip_to.min(range.end);
            if !verbatim || range.is_empty() {
                return;
            }
        }
        if !verbatim {
            self.flush();
            return self.push_word(Word::Text(text), range);
        }
        match &mut self.run {
            Some(run) if run.end == range.start => run.end = range.end,
            _ => {
                self.flush();
                self.run = Some(range);
            }
        }
    }

    /// Cuts the run into text and figures.
    pub(super) fn flush(&mut self) {
        let Some(run) = self.run.take() else { return };
        let source = self.marked.source;
        let plain = !self.holds.figures && !self.holds.note_marks;
        if plain || !self.is_wutong() {
            return self.push_word(Word::Text(CowStr::Borrowed(&source[run.clone()])), run);
        }
        self.find_missing_notes(&run);
        for (word, range) in split(source, run, &mut self.reading.outline.mistakes) {
            if let Word::Figure(name) = &word {
                self.reading.outline.figures.push(FigureUse {
                    name: name.to_string(),
                    range: range.clone(),
                });
            }
            self.push_word(word, range);
        }
    }

    fn push_word(&mut self, word: Word<'m>, range: Range<usize>) {
        if let Some(image) = &mut self.image {
            return image.say(word);
        }
        let step = match word {
            Word::Text(text) => Step::Text(text),
            Word::Figure(name) => Step::Figure(name),
        };
        self.push_words(step, range);
    }

    /// A title's words; its figures are looked up in the source around it.
    pub(super) fn title_words(&mut self, title: &str, around: &Range<usize>) -> Vec<Word<'m>> {
        let owned = |word: Word<'_>| match word {
            Word::Text(text) => Word::Text(CowStr::from(text.to_string())),
            Word::Figure(name) => Word::Figure(CowStr::from(name.to_string())),
        };
        let source = &self.marked.source[around.clone()];
        if title.is_empty() {
            return Vec::new();
        }
        if !self.is_wutong() || source.contains("\\{=") {
            return vec![owned(Word::Text(CowStr::Borrowed(title)))];
        }
        let mut words = Vec::new();
        for (word, place) in split(title, 0..title.len(), &mut Vec::new()) {
            if let Word::Figure(name) = &word {
                let written = &title[place];
                let range = source.rfind(written).map_or(around.clone(), |at| {
                    around.start + at..around.start + at + written.len()
                });
                self.reading.outline.figures.push(FigureUse {
                    name: name.to_string(),
                    range,
                });
            }
            words.push(owned(word));
        }
        words
    }

    /// `[^name]` in plain text is a footnote that nobody wrote.
    fn find_missing_notes(&mut self, run: &Range<usize>) {
        let source = self.marked.source;
        let mut at = run.start;
        while let Some(found) = source[at..run.end].find("[^") {
            let open = at + found;
            at = open + 2;
            let behind = &source[at..run.end];
            let end = behind
                .find(['[', ']'])
                .filter(|end| *end > 0 && behind[*end..].starts_with(']'));
            let escaped = open == run.start && source[..open].ends_with('\\');
            if let Some(end) = end.filter(|_| !escaped) {
                let name = behind[..end].to_owned();
                self.reading.outline.mistakes.push(Mistake::FootnoteMissing {
                    name,
                    range: open..at + end + 1,
                });
            }
        }
    }

    pub(super) fn take_inline_html(&mut self, html: CowStr<'m>, range: Range<usize>, marked_range: &Range<usize>) {
        let fence = self.marked.is_fence(&html);
        let html = self.marked.clean(html, marked_range, &range);
        if fence {
            self.reading
                .outline
                .mistakes
                .push(Mistake::BlockNotOpened { range: range.clone() });
        } else if self.options.raw_html == RawHtml::Allow {
            return self.push(Step::Html(html), range);
        } else {
            self.reading
                .outline
                .mistakes
                .push(Mistake::RawHtml { range: range.clone() });
        }
        self.push_words(Step::Text(html), range);
    }

    /// A line of an HTML block. One of our `:::` lines is always alone in its block.
    pub(super) fn take_html_line(&mut self, html: CowStr<'m>, range: Range<usize>, fence: Inside) {
        self.flush();
        let alone = self
            .html
            .as_ref()
            .is_none_or(|lines| lines.iter().all(|(line, _)| line.trim().is_empty()));
        if fence == Inside::Yes && alone {
            self.html = Some(Vec::new());
            return self.take_fence(&range);
        }
        match &mut self.html {
            Some(lines) => lines.push((html, range)),
            None => self.push(Step::Html(html), range),
        }
    }

    pub(super) fn end_html_block(&mut self) {
        let lines = self.html.take().unwrap_or_default();
        let (Some((_, first)), Some((_, last))) = (lines.first(), lines.last()) else {
            return;
        };
        let whole = first.start..last.end;
        if self.options.raw_html == RawHtml::Allow {
            for (line, range) in lines {
                self.push(Step::Html(line), range);
            }
            return;
        }
        let shown = whole.start..whole.start + self.marked.source[whole.clone()].trim_end().len();
        self.reading.outline.mistakes.push(Mistake::RawHtml { range: shown });
        self.push_start(Step::Start(Frame::Paragraph), whole.clone());
        let last = lines.len() - 1;
        for (index, (line, range)) in lines.into_iter().enumerate() {
            let line = if index == last {
                CowStr::from(line.trim_end().to_owned())
            } else {
                line
            };
            self.push_words(Step::Text(line), range);
        }
        self.push_end(Step::End(TagEnd::Paragraph), whole);
    }
}
