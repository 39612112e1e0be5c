//! A place among the tokens of one tag.

use std::ops::Range;

use crate::theme::scan::{Token, Word};

pub(super) struct Cursor<'a> {
    /// The template that the tokens are of.
    pub(super) unit: usize,
    pub(super) tokens: &'a [Token<'a>],
    pub(super) at: usize,
    /// How many brackets, calls and choices are open.
    pub(super) depth: usize,
}

/// Deeper expressions are refused by tera.
pub(super) const DEEPEST: usize = 60;

impl<'a> Cursor<'a> {
    pub(super) fn new(unit: usize, tokens: &'a [Token<'a>]) -> Self {
        Cursor {
            unit,
            tokens,
            at: 0,
            depth: 0,
        }
    }

    pub(super) fn peek(&self) -> Option<Word<'a>> {
        self.tokens.get(self.at).map(|token| token.word)
    }

    pub(super) fn peek_at(&self, ahead: usize) -> Option<Word<'a>> {
        self.tokens.get(self.at + ahead).map(|token| token.word)
    }

    pub(super) fn next(&mut self) -> Option<&'a Token<'a>> {
        let token = self.tokens.get(self.at)?;
        self.at += 1;
        Some(token)
    }

    pub(super) fn take(&mut self, sign: &str) -> bool {
        let is = self.peek() == Some(Word::Sign(sign));
        self.at += usize::from(is);
        is
    }

    pub(super) fn take_name(&mut self, name: &str) -> bool {
        let is = self.peek() == Some(Word::Name(name));
        self.at += usize::from(is);
        is
    }

    pub(super) fn name(&mut self) -> Option<(&'a str, Range<usize>)> {
        let token = self.tokens.get(self.at)?;
        let Word::Name(name) = token.word else {
            return None;
        };
        self.at += 1;
        Some((name, token.span.clone()))
    }

    /// Where the last token ended.
    pub(super) fn end(&self) -> usize {
        self.at
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .map_or(0, |token| token.span.end)
    }

    /// How many tokens on the bracket closes that was just opened, and where a `for` stands in it.
    pub(super) fn comprehension(&self) -> Option<(usize, usize)> {
        let mut open = 1_usize;
        let mut begins = None;
        for (place, token) in self.tokens.iter().enumerate().skip(self.at) {
            match token.word {
                Word::Sign("[" | "(" | "{" | "?[") => open += 1,
                Word::Sign("]" | ")" | "}") => {
                    open -= 1;
                    if open == 0 {
                        return begins.map(|begins| (begins, place));
                    }
                }
                Word::Name("for") if open == 1 => begins = begins.or(Some(place)),
                _ => {}
            }
        }
        None
    }
}
