//! A template taken apart into its tags and their tokens. Whether it is well formed is for tera to say.

use std::ops::Range;

/// `{{ … }}` or `{% … %}`. Comments and raw parts are left out.
#[derive(Debug)]
pub(in crate::theme) struct Tag<'a> {
    pub form: Form,
    pub tokens: Vec<Token<'a>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::theme) enum Form {
    Print,
    Statement,
}

#[derive(Clone, Debug)]
pub(in crate::theme) struct Token<'a> {
    pub word: Word<'a>,
    pub span: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::theme) enum Word<'a> {
    Name(&'a str),
    /// Without its quotes; escapes as written.
    Text(&'a str),
    Number,
    Sign(&'a str),
}

impl<'a> Tag<'a> {
    /// The word of a statement: `for`, `include` …
    pub(in crate::theme) fn statement(&self) -> Option<&'a str> {
        match (self.form, self.tokens.first()?.word) {
            (Form::Statement, Word::Name(name)) => Some(name),
            _ => None,
        }
    }

    /// The text behind the word of a statement, with its place: `include "…"`.
    pub(in crate::theme) fn text(&self) -> Option<(&'a str, Range<usize>)> {
        let token = self.tokens.get(1)?;
        match token.word {
            Word::Text(text) => Some((text, token.span.clone())),
            _ => None,
        }
    }
}

/// All tags in the order of the text.
pub(in crate::theme) fn tags(text: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(brace) = text[at..].find('{') {
        let open = at + brace;
        at = match text.as_bytes().get(open + 1) {
            Some(b'#') => text[open..].find("#}").map_or(text.len(), |end| open + end + 2),
            Some(b'{') => tag(text, open, Form::Print, &mut tags),
            Some(b'%') => {
                let end = tag(text, open, Form::Statement, &mut tags);
                if tags.last().and_then(Tag::statement) == Some("raw") {
                    tags.pop();
                    after_raw(text, end)
                } else {
                    end
                }
            }
            _ => open + 1,
        };
    }
    tags
}

/// Reads one tag and returns where the text goes on.
fn tag<'a>(text: &'a str, open: usize, form: Form, tags: &mut Vec<Tag<'a>>) -> usize {
    let close: &[u8] = match form {
        Form::Print => b"}}",
        Form::Statement => b"%}",
    };
    let bytes = text.as_bytes();
    let mut at = open + 2;
    if bytes.get(at) == Some(&b'-') {
        at += 1;
    }
    let mut tokens: Vec<Token<'a>> = Vec::new();
    let end = loop {
        let Some(first) = bytes.get(at) else {
            break at;
        };
        // `}}` may also end a map inside of `{{ … }}`; tera takes it for the end as well.
        if bytes[at..].starts_with(close) {
            break at + 2;
        }
        if *first == b'-' && bytes[at + 1..].starts_with(close) {
            break at + 3;
        }
        if first.is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let (word, length) = word(text, at);
        tokens.push(Token {
            word,
            span: at..at + length,
        });
        at += length;
    };
    tags.push(Tag { form, tokens });
    end
}

fn word(text: &str, at: usize) -> (Word<'_>, usize) {
    let bytes = &text.as_bytes()[at..];
    let run = |is: fn(&u8) -> bool| bytes.iter().take_while(|byte| is(byte)).count();
    match bytes[0] {
        quote @ (b'"' | b'\'' | b'`') => {
            let inner = string_length(bytes, quote);
            let closed = usize::from(bytes.len() > inner + 1);
            (Word::Text(&text[at + 1..at + 1 + inner]), inner + 1 + closed)
        }
        b'0'..=b'9' => (Word::Number, run(|byte| byte.is_ascii_digit() || *byte == b'.')),
        b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
            let length = run(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
            (Word::Name(&text[at..at + length]), length)
        }
        _ => {
            let longest = ["...", "?.", "?[", "==", "!=", ">=", "<=", "</", "//", "**"];
            let length = longest
                .iter()
                .find(|sign| bytes.starts_with(sign.as_bytes()))
                .map_or_else(
                    || text[at..].chars().next().map_or(1, char::len_utf8),
                    |sign| sign.len(),
                );
            (Word::Sign(&text[at..at + length]), length)
        }
    }
}

/// The length of a quoted text between its quotes; an open one goes to the end.
fn string_length(bytes: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            byte if *byte == quote => return at - 1,
            _ => {}
        }
        at += 1;
    }
    bytes.len() - 1
}

/// Behind `{% endraw %}`.
fn after_raw(text: &str, start: usize) -> usize {
    let mut at = start;
    while let Some(open) = text[at..].find("{%") {
        let inner = text[at + open + 2..].trim_start_matches('-').trim_start();
        if inner.starts_with("endraw") {
            let rest = text.len() - inner.len();
            return text[rest..].find("%}").map_or(text.len(), |end| rest + end + 2);
        }
        at += open + 2;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use crate::theme::scan::{Word, tags};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = tags(text)
            .iter()
            .map(|tag| {
                let words = tag.tokens.iter().map(|token| match token.word {
                    Word::Text(inner) => format!("'{inner}'"),
                    _ => text[token.span.clone()].to_owned(),
                });
                words.collect::<Vec<_>>().join(" ")
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn tags_become_tokens() {
        check(
            "甲{{ page.title }}{%- if a?.b!=1.5 -%}{",
            &["page . title", "if a ?. b != 1.5"],
        );
        check(
            "{{<card item={c} tag=\"h3\" />}}",
            &["< card item = { c } tag = 'h3' / >"],
        );
    }

    #[test]
    fn comments_raw_parts_and_quoted_ends_are_no_tags() {
        check("{# {{ a }} #}{% raw %}{{ b }}{% endraw %}{{ '}}' }}", &["'}}'"]);
    }

    #[test]
    fn broken_templates_do_no_harm() {
        check("{{", &[""]);
        check("{{ 'a中", &["'a中'"]);
        check("{{ '", &["''"]);
        check("{% raw %}{{ a }}", &[]);
        check("{# {{", &[]);
        check("{{ 中 }}", &["中"]);
        check("{{ '\\", &["'\\'"]);
    }
}
