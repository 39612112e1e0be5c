//! Keeps small what a template makes: values that grow, texts that are caught, loops in loops.
//!
//! tera knows no such bounds, and they cannot be told from a template's words alone. So a filter of ours
//! is put behind every value that may grow, every list that is walked, and what is printed where it is
//! caught; it counts and hands the value on. Places in messages are those of the template as written.

mod captured;
pub(in crate::theme) mod filters;
mod grown;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::theme::growth::captured::{Captured, captured};
use crate::theme::growth::filters::{LOOP, MADE, TOLD};
use crate::theme::growth::grown::{component_arguments, comprehension_lists, grown_names, grows, is_component, names};
use crate::theme::names::Scanned;
use crate::theme::scan::{Form, Tag, Token, Word};
use crate::theme::structure::Units;

/// A template with our filters in it.
pub(in crate::theme) struct Guarded {
    pub text: String,
    pub added: Added,
}

/// Where something was put into a text, in order.
#[derive(Clone, Debug, Default)]
pub(in crate::theme) struct Added(Vec<Addition>);

#[derive(Clone, Copy, Debug)]
struct Addition {
    /// Bytes of the text as written.
    at: usize,
    /// How many were put there.
    length: usize,
    /// Where the expression begins that it was put behind.
    of: usize,
}

impl Added {
    /// The place in the text as written of a place in the guarded one; of a filter of ours, the expression before it.
    pub(in crate::theme) fn written(&self, span: Range<usize>) -> Range<usize> {
        let (start, of) = self.place(span.start);
        let (end, _) = self.place(span.end);
        of.unwrap_or(start)..end
    }

    fn place(&self, guarded: usize) -> (usize, Option<usize>) {
        let mut before = 0;
        for one in &self.0 {
            let start = one.at + before;
            if guarded < start {
                break;
            }
            if guarded < start + one.length {
                return (one.at, Some(one.of));
            }
            before += one.length;
        }
        (guarded - before, None)
    }
}

/// Every template guarded, in the order of the units.
pub(in crate::theme) fn guarded(units: &Units<'_>, texts: &[Scanned<'_>]) -> Vec<Guarded> {
    let grown = grown_names(units, texts);
    let captured = captured(units, texts);
    let all = texts.iter().zip(&captured);
    all.map(|(scanned, captured)| guard(scanned, &grown, captured))
        .collect()
}

fn guard(scanned: &Scanned<'_>, grown: &BTreeSet<&str>, captured: &[Captured]) -> Guarded {
    let mut put: Vec<Put> = Vec::new();
    for (tag, captured) in scanned.tags.iter().zip(captured) {
        guard_tag(tag, grown, *captured, &mut put);
    }
    put.sort_by_key(|one| one.at);
    let mut text = String::with_capacity(scanned.text.len() + put.len() * 16);
    let mut copied = 0;
    for one in &put {
        text.push_str(&scanned.text[copied..one.at]);
        text.push_str(&one.words);
        copied = one.at;
    }
    text.push_str(&scanned.text[copied..]);
    let added = put.iter().map(|one| Addition {
        at: one.at,
        length: one.words.len(),
        of: one.of,
    });
    Guarded {
        text,
        added: Added(added.collect()),
    }
}

/// Words that are put into a text, and where the expression begins that they are put behind.
struct Put {
    at: usize,
    words: String,
    of: usize,
}

fn guard_tag(tag: &Tag<'_>, grown: &BTreeSet<&str>, captured: Captured, put: &mut Vec<Put>) {
    let tokens = &tag.tokens[..];
    match tag.statement() {
        // Its defaults are written out.
        Some("component") => return,
        Some("set" | "set_global") => match tokens {
            [_, _, equals, value @ ..] if equals.word == Word::Sign("=") && !grows(value) => {}
            [_, _, equals, value @ ..] if equals.word == Word::Sign("=") => behind(value, MADE, put),
            [first, .., last] => put.push(Put {
                at: last.span.end,
                words: format!(" | {MADE}"),
                of: first.span.start,
            }),
            _ => {}
        },
        Some("for") => {
            let list = tokens.iter().position(|token| token.word == Word::Name("in"));
            behind(list.map_or(&[], |list| &tokens[list + 1..]), LOOP, put);
        }
        _ => {}
    }
    let printed = tag.form == Form::Print && !tokens.is_empty() && !is_component(tokens, 0);
    if printed && (captured == Captured::Often || names(tokens).any(|name| grown.contains(name))) {
        behind(tokens, TOLD, put);
    }
    for list in comprehension_lists(tag) {
        behind(list, LOOP, put);
    }
    for (_, value) in component_arguments(tokens) {
        if grows(value) {
            behind(value, MADE, put);
        }
    }
}

/// Puts a filter behind an expression.
fn behind(tokens: &[Token<'_>], filter: &str, put: &mut Vec<Put>) {
    if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
        let of = first.span.start;
        let words = "(".to_owned();
        put.push(Put { at: of, words, of });
        let words = format!(") | {filter}");
        put.push(Put {
            at: last.span.end,
            words,
            of,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{Units, guarded};
    use crate::model::path::SourcePath;
    use crate::theme::names::Scanned;
    use crate::theme::outline::outline;
    use crate::theme::scan::tags;
    use crate::theme::structure::Unit;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let file = SourcePath::new("themes/own/templates/a.html").unwrap();
        let scanned = Scanned { text, tags: tags(text) };
        let unit = Unit {
            name: "own:a.html",
            file: &file,
            outline: outline(text, &scanned.tags),
        };
        let whole = guarded(&Units::new(vec![unit]), &[scanned]).remove(0);
        let shown = whole.text.replace("wutong_", "");
        assert_eq!(shown, expected);
        let kept = (0..whole.text.len()).filter(|at| whole.added.place(*at).1.is_none());
        let kept: Vec<usize> = kept.collect();
        assert_eq!(kept.len(), text.len());
        for at in kept {
            let (place, _) = whole.added.place(at);
            assert_eq!(text.as_bytes()[place], whole.text.as_bytes()[at], "byte {at}");
        }
    }

    #[test]
    fn what_cannot_grow_is_left_as_it_is() {
        check(
            "{% set a = page.title %}{{ a }}{% set b = ['x', 'y'] %}{{ b[0] ~ a }}",
            "{% set a = page.title %}{{ a }}{% set b = ['x', 'y'] %}{{ b[0] ~ a }}",
        );
        check(
            "{% if a < b %}{{ page.items | first }}{% endif %}{{<card item={a} tag=\"h3\" />}}",
            "{% if a < b %}{{ page.items | first }}{% endif %}{{<card item={a} tag=\"h3\" />}}",
        );
    }

    #[test]
    fn what_may_grow_is_counted_where_it_is_made_and_where_it_is_printed() {
        check(
            "{% set a = a ~ a -%}{{ a }}{{ b }}",
            "{% set a = (a ~ a) | made -%}{{ (a) | told }}{{ b }}",
        );
        check(
            "{% set a %}{{ x }}{% endset %}",
            "{% set a | made %}{{ x }}{% endset %}",
        );
        check(
            "{% set a | upper %}{% for x in xs %}{{ x }}{% endfor %}{% endset %}",
            "{% set a | upper | made %}{% for x in (xs) | loop %}{{ (x) | told }}{% endfor %}{% endset %}",
        );
        check(
            "{% set a = [x, x] %}{% for b in a %}{{ b.c }}{% endfor %}",
            "{% set a = ([x, x]) | made %}{% for b in (a) | loop %}{{ (b.c) | told }}{% endfor %}",
        );
        check(
            "{{<card item={a ~ a} other={[b for b in c if b]} />}}",
            "{{<card item={(a ~ a) | made} other={([b for b in (c) | loop if b]) | made} />}}",
        );
        check(
            "{% set a = b | replace(from='x', to='xx') %}",
            "{% set a = (b | replace(from='x', to='xx')) | made %}",
        );
    }
}
