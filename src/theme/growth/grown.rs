//! Which expressions can make a value larger than those it is made of, and which names may hold such a one.

use std::collections::BTreeSet;

use crate::theme::names::Scanned;
use crate::theme::outline::dotted;
use crate::theme::scan::{Tag, Token, Word};
use crate::theme::structure::Units;

/// Filters whose result may be larger than what they are given.
const GROWERS: [&str; 8] = [
    "escape",
    "escape_html",
    "escape_xml",
    "indent",
    "join",
    "newlines_to_br",
    "replace",
    "str",
];

const WORDS: [&str; 15] = [
    "true", "True", "false", "False", "none", "None", "null", "and", "or", "not", "if", "else", "in", "is", "for",
];

/// The names in an expression: variables, and what stands below them.
pub(super) fn names<'a>(tokens: &[Token<'a>]) -> impl Iterator<Item = &'a str> {
    tokens.iter().filter_map(|token| match token.word {
        Word::Name(name) if !WORDS.contains(&name) => Some(name),
        _ => None,
    })
}

/// Whether an expression may make something larger than what is there already.
pub(super) fn grows(tokens: &[Token<'_>]) -> bool {
    let makes = |at: usize| match tokens[at].word {
        Word::Sign("~" | "{") | Word::Name("super") => true,
        Word::Sign("[") => !follows_value(tokens, at),
        Word::Sign("<") => is_component(tokens, at),
        Word::Name(name) => GROWERS.contains(&name) && at > 0 && tokens[at - 1].word == Word::Sign("|"),
        _ => false,
    };
    names(tokens).next().is_some() && (0..tokens.len()).any(makes)
}

/// Whether what stands here is done to the value before it.
fn follows_value(tokens: &[Token<'_>], at: usize) -> bool {
    match at.checked_sub(1).map(|before| tokens[before].word) {
        None => false,
        Some(Word::Sign(sign)) => matches!(sign, ")" | "]" | "}"),
        Some(Word::Name(name)) => !WORDS.contains(&name),
        Some(Word::Text(_) | Word::Number) => true,
    }
}

/// Whether a component's use begins here.
pub(super) fn is_component(tokens: &[Token<'_>], at: usize) -> bool {
    let named = matches!(tokens.get(at + 1).map(|token| token.word), Some(Word::Name(_)));
    tokens[at].word == Word::Sign("<") && named && !follows_value(tokens, at)
}

/// The place of the bracket that closes the one at `open`.
fn closing(tokens: &[Token<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.word {
            Word::Sign("(" | "[" | "{" | "?[") => depth += 1,
            Word::Sign(")" | "]" | "}") => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    tokens.len()
}

/// `name={…}` of every component that a tag uses: the name, and what stands between the braces.
pub(super) fn component_arguments<'t, 'a>(tokens: &'t [Token<'a>]) -> Vec<(&'a str, &'t [Token<'a>])> {
    let mut found = Vec::new();
    for start in (0..tokens.len()).filter(|at| is_component(tokens, *at)) {
        let mut at = start + 1;
        while let Some(token) = tokens.get(at) {
            let ahead = |more: usize| tokens.get(at + more).map(|token| token.word);
            match (token.word, ahead(1), ahead(2)) {
                (Word::Sign(">" | "/"), ..) => break,
                (Word::Name(name), Some(Word::Sign("=")), Some(Word::Sign("{"))) => {
                    let end = closing(tokens, at + 2);
                    found.push((name, tokens.get(at + 3..end).unwrap_or_default()));
                    at = end + 1;
                }
                (Word::Sign("{"), ..) => at = closing(tokens, at) + 1,
                _ => at += 1,
            }
        }
    }
    found
}

/// What the comprehensions of a tag walk: `xs` of `[x for x in xs if x]`.
pub(super) fn comprehension_lists<'t, 'a>(tag: &'t Tag<'a>) -> Vec<&'t [Token<'a>]> {
    let tokens = &tag.tokens[..];
    let own = usize::from(tag.statement() == Some("for"));
    let begins = (own..tokens.len()).filter(|at| tokens[*at].word == Word::Name("for") && !is_below(tokens, *at));
    let list = |begins: usize| {
        let start = begins
            + tokens[begins..]
                .iter()
                .position(|token| token.word == Word::Name("in"))?
            + 1;
        let mut end = start;
        while let Some(token) = tokens.get(end) {
            match token.word {
                Word::Sign("(" | "[" | "{" | "?[") => end = closing(tokens, end) + 1,
                Word::Sign(")" | "]" | "}") | Word::Name("if") => break,
                _ => end += 1,
            }
        }
        tokens.get(start..end)
    };
    begins.filter_map(list).collect()
}

/// `.name`
fn is_below(tokens: &[Token<'_>], at: usize) -> bool {
    at > 0 && matches!(tokens[at - 1].word, Word::Sign("." | "?."))
}

/// Every name of the theme that may hold something that templates made large.
pub(super) fn grown_names<'a>(units: &Units<'a>, texts: &[Scanned<'a>]) -> BTreeSet<&'a str> {
    // What stands between the two tags of a component.
    let mut grown = BTreeSet::from(["body"]);
    loop {
        let before = grown.len();
        for tag in texts.iter().flat_map(|scanned| &scanned.tags) {
            add_grown(tag, units, &mut grown);
        }
        if grown.len() == before {
            return grown;
        }
    }
}

fn add_grown<'a>(tag: &Tag<'a>, units: &Units<'a>, grown: &mut BTreeSet<&'a str>) {
    let tokens = &tag.tokens[..];
    let large =
        |value: &[Token<'a>], grown: &BTreeSet<&str>| grows(value) || names(value).any(|name| grown.contains(name));
    match (tag.statement(), tokens) {
        (Some("set" | "set_global"), [_, _, equals, value @ ..])
            if equals.word == Word::Sign("=") && !large(value, grown) => {}
        (Some("set" | "set_global"), [_, name, ..]) => grown.extend(names(std::slice::from_ref(name))),
        _ => {}
    }
    for begins in (0..tokens.len()).filter(|at| tokens[*at].word == Word::Name("for")) {
        let Some(within) = tokens[begins..].iter().position(|token| token.word == Word::Name("in")) else {
            continue;
        };
        if large(&tokens[begins + within..], grown) {
            grown.extend(names(&tokens[begins + 1..begins + within]));
        }
    }
    for (name, value) in component_arguments(tokens) {
        if large(value, grown) {
            grown.insert(name);
        }
    }
    let spread = tokens
        .windows(2)
        .any(|two| two[0].word == Word::Sign("{") && two[1].word == Word::Sign("..."));
    if spread && names(tokens).any(|name| grown.contains(name)) {
        let components = units.list.iter().flat_map(|unit| &unit.outline.components);
        grown.extend(components.flat_map(|one| &one.arguments).map(|argument| argument.name));
    }
}

/// The components that a tag uses within an expression, so that what they print is caught.
pub(super) fn caught_calls<'a>(text: &'a str, tag: &Tag<'a>) -> Vec<&'a str> {
    let tokens = &tag.tokens[..];
    let starts = (0..tokens.len()).filter(|at| *at > 0 && is_component(tokens, *at));
    starts
        .filter_map(|at| dotted(text, &tokens[at + 1..]))
        .map(|named| named.name)
        .collect()
}
