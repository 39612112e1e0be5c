//! What a template refers to and what it defines, read from its tags.

use std::ops::Range;

use crate::theme::scan::{Tag, Token, Word};

/// A name in a template, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::theme) struct Named<'a> {
    pub name: &'a str,
    pub span: Range<usize>,
}

#[derive(Debug, Default)]
pub(in crate::theme) struct Outline<'a> {
    pub extends: Option<Named<'a>>,
    /// The template without its components.
    pub own: Refers<'a>,
    pub components: Vec<Component<'a>>,
    pub blocks: Vec<Block<'a>>,
    /// How many blocks stand in one another at most.
    pub block_depth: usize,
    /// How many `elif` there are: tera reads each one level deeper.
    pub elifs: usize,
}

/// What is used where.
#[derive(Debug, Default)]
pub(in crate::theme) struct Refers<'a> {
    pub includes: Vec<Named<'a>>,
    pub calls: Vec<Named<'a>>,
}

#[derive(Debug)]
pub(in crate::theme) struct Block<'a> {
    pub named: Named<'a>,
    /// Stands in another block, so that it opens a place and fills none.
    pub nested: bool,
}

#[derive(Debug)]
pub(in crate::theme) struct Component<'a> {
    pub named: Named<'a>,
    pub arguments: Vec<Argument<'a>>,
    /// Its tags, without `component` and `endcomponent`.
    pub body: Range<usize>,
    pub refers: Refers<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::theme) struct Argument<'a> {
    pub name: &'a str,
    /// `@lang`: taken from where the component is used.
    pub implicit: bool,
    /// `...rest`
    pub rest: bool,
}

pub(in crate::theme) fn outline<'a>(text: &'a str, tags: &[Tag<'a>]) -> Outline<'a> {
    let mut outline = Outline::default();
    let mut open_blocks = 0_usize;
    let mut component: Option<Component<'a>> = None;
    for (place, tag) in tags.iter().enumerate() {
        let refers = match &mut component {
            Some(component) => &mut component.refers,
            None => &mut outline.own,
        };
        refers.calls.extend(calls(text, tag));
        let text_of = || tag.text().map(|(name, span)| Named { name, span });
        match tag.statement() {
            Some("include") => refers.includes.extend(text_of()),
            Some("extends") => outline.extends = outline.extends.or_else(text_of),
            Some("elif") => outline.elifs += 1,
            Some("block") => {
                if let Some(named) = tag.tokens.get(1).and_then(name_of) {
                    let nested = open_blocks > 0;
                    outline.blocks.push(Block { named, nested });
                }
                open_blocks += 1;
                outline.block_depth = outline.block_depth.max(open_blocks);
            }
            Some("endblock") => open_blocks = open_blocks.saturating_sub(1),
            Some("component") => component = definition(text, tag, place),
            Some("endcomponent") => {
                if let Some(mut done) = component.take() {
                    done.body.end = place;
                    outline.components.push(done);
                }
            }
            _ => {}
        }
    }
    outline
}

fn name_of<'a>(token: &Token<'a>) -> Option<Named<'a>> {
    match token.word {
        Word::Name(name) => Some(Named {
            name,
            span: token.span.clone(),
        }),
        _ => None,
    }
}

/// `component card(item, tag: string = "h3", @lang)`
fn definition<'a>(text: &'a str, tag: &Tag<'a>, place: usize) -> Option<Component<'a>> {
    let named = dotted(text, &tag.tokens[1..])?;
    let mut arguments = Vec::new();
    let mut depth = 0_usize;
    let mut expected = false;
    let (mut implicit, mut rest) = (false, false);
    for token in &tag.tokens[1..] {
        match token.word {
            Word::Sign("(") if depth == 0 => (depth, expected) = (1, true),
            Word::Sign("(" | "[" | "{") => depth += 1,
            Word::Sign(")") if depth == 1 => break,
            Word::Sign(")" | "]" | "}") => depth = depth.saturating_sub(1),
            Word::Sign(",") if depth == 1 => expected = true,
            Word::Sign("@") if expected => implicit = true,
            Word::Sign("...") if expected => rest = true,
            Word::Name(name) if expected => {
                arguments.push(Argument { name, implicit, rest });
                (expected, implicit, rest) = (false, false, false);
            }
            _ => {}
        }
    }
    Some(Component {
        named,
        arguments,
        body: place + 1..place + 1,
        refers: Refers::default(),
    })
}

/// Components that a tag uses: `<name` where an expression may begin.
fn calls<'a>(text: &'a str, tag: &Tag<'a>) -> Vec<Named<'a>> {
    let mut found = Vec::new();
    for (place, token) in tag.tokens.iter().enumerate() {
        let begins = match place.checked_sub(1).map(|before| tag.tokens[before].word) {
            None => true,
            Some(Word::Sign(sign)) => !matches!(sign, ")" | "]" | "}"),
            Some(Word::Name(name)) => {
                matches!(name, "if" | "elif" | "else" | "in" | "and" | "or" | "not")
            }
            Some(Word::Text(_) | Word::Number) => false,
        };
        if begins && token.word == Word::Sign("<") {
            found.extend(dotted(text, &tag.tokens[place + 1..]));
        }
    }
    found
}

/// `ui.card`, as one name.
pub(in crate::theme) fn dotted<'a>(text: &'a str, tokens: &[Token<'a>]) -> Option<Named<'a>> {
    let first = tokens.first().and_then(name_of)?;
    let mut end = first.span.end;
    let mut rest = &tokens[1..];
    while let [dot, part, ..] = rest {
        let (Word::Sign("."), Word::Name(_)) = (dot.word, part.word) else {
            break;
        };
        end = part.span.end;
        rest = &rest[2..];
    }
    let span = first.span.start..end;
    Some(Named {
        name: &text[span.clone()],
        span,
    })
}

#[cfg(test)]
mod tests {
    use crate::theme::outline::{Named, outline};
    use crate::theme::scan::tags;

    fn check(text: &str) -> String {
        let outline = outline(text, &tags(text));
        let names = |list: &[Named<'_>]| list.iter().map(|one| one.name).collect::<Vec<_>>().join(" ");
        let mut lines = vec![format!(
            "{} | {} | {}",
            outline.extends.map_or("-", |named| named.name),
            names(&outline.own.includes),
            names(&outline.own.calls)
        )];
        for one in &outline.components {
            let arguments: Vec<_> = one
                .arguments
                .iter()
                .map(|argument| {
                    let sign = if argument.implicit {
                        "@"
                    } else if argument.rest {
                        "…"
                    } else {
                        ""
                    };
                    format!("{sign}{}", argument.name)
                })
                .collect();
            lines.push(format!(
                "{}({}) {}",
                one.named.name,
                arguments.join(" "),
                names(&one.refers.calls)
            ));
        }
        lines.join("\n")
    }

    #[test]
    fn references_are_kept_apart_from_those_of_components() {
        let found = check(
            "{% extends 'a.html' %}{% include 'b.html' %}{{<card item={x} />}}\
             {% component ui.box(a: map, b = [1, 2], @lang, ...rest) %}{{<card />}}{% endcomponent %}\
             {% <ui.box> %}{% </ui.box> %}{% if a < b %}{% endif %}",
        );
        assert_eq!(found, "a.html | b.html | card ui.box\nui.box(a b @lang …rest) card");
    }
}
