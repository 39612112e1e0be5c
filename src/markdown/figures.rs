//! Finds `{=总投资}` in plain text and fills it in.

use std::ops::Range;

use pulldown_cmark::CowStr;

use crate::markdown::Mistake;

/// A stretch of plain text, or a figure that is wanted there.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Word<'m> {
    Text(CowStr<'m>),
    Figure(CowStr<'m>),
}

/// Whether a text may name a figure at all: most do not.
pub fn may_name(text: &str) -> bool {
    memchr::memchr(b'{', text.as_bytes()).is_some() && text.contains("{=")
}

/// Replaces every `{=name}` of a plain text (a heading's, say); none leaves nothing.
pub fn fill(text: &str, figure: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(text.len());
    for (word, _) in split(text, 0..text.len(), &mut Vec::new()) {
        match word {
            Word::Text(text) => filled.push_str(&text),
            Word::Figure(name) => filled.push_str(&figure(&name).unwrap_or_default()),
        }
    }
    filled
}

/// Cuts a run of the source, which the parser shows as it stands, into words.
/// A brace with a backslash before the run is no figure.
pub(super) fn split<'m>(
    source: &'m str,
    run: Range<usize>,
    mistakes: &mut Vec<Mistake>,
) -> Vec<(Word<'m>, Range<usize>)> {
    let mut words = Vec::new();
    let (mut from, mut at) = (run.start, run.start);
    while let Some(found) = source[at..run.end].find("{=") {
        let open = at + found;
        at = open + 2;
        if open == run.start && source[..open].ends_with('\\') {
            continue;
        }
        let behind = &source[at..run.end];
        let end = behind
            .find(['{', '}', '\n'])
            .filter(|end| behind[*end..].starts_with('}'));
        let name = end.map(|end| behind[..end].trim()).filter(|name| !name.is_empty());
        let (Some(end), Some(name)) = (end, name) else {
            let end = at + end.map_or(0, |end| end + 1);
            mistakes.push(Mistake::BadFigure { range: open..end });
            continue;
        };
        if from < open {
            words.push((Word::Text(CowStr::Borrowed(&source[from..open])), from..open));
        }
        at += end + 1;
        words.push((Word::Figure(CowStr::Borrowed(name)), open..at));
        from = at;
    }
    if from < run.end {
        words.push((Word::Text(CowStr::Borrowed(&source[from..run.end])), from..run.end));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::fill;

    fn check(text: &str, expected: &str) {
        assert_eq!(fill(text, |name| (name != "无").then(|| format!("<{name}>"))), expected);
    }

    #[test]
    fn figures_are_filled_and_what_is_unknown_is_left_out() {
        check(
            "共{=总投资}，{= shili-2020.total }。",
            "共<总投资>，<shili-2020.total>。",
        );
        check("{=无}甲{=a}{=b}", "甲<a><b>");
    }

    #[test]
    fn broken_braces_stay_as_they_are() {
        check("{=} {= } {=甲 {=乙", "{=} {= } {=甲 {=乙");
        check("{={=甲}", "{=<甲>");
        check("{甲} =甲}", "{甲} =甲}");
    }
}
