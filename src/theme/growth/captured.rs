//! What is printed where it is caught instead of going to the page, and so is not counted there.
//!
//! Caught is what stands in a `set` or `filter` part or between the tags of a component, what a component
//! prints that is used within an expression, and a parent's block that `super()` asks for.

use crate::theme::growth::grown::{caught_calls, is_component};
use crate::theme::names::Scanned;
use crate::theme::scan::{Form, Tag, Word};
use crate::theme::structure::Units;

/// How a tag's text is caught.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Captured {
    #[default]
    Never,
    /// Once in one catch, so that the template's own size bounds it.
    Once,
    /// Again and again in one catch.
    Often,
}

/// Of each tag of each unit.
pub(super) fn captured(units: &Units<'_>, texts: &[Scanned<'_>]) -> Vec<Vec<Captured>> {
    // How the units are caught as a whole, by those that use them.
    let mut whole = vec![Captured::Never; texts.len()];
    loop {
        let before = whole.clone();
        for unit in 0..texts.len() {
            let own = tags(&texts[unit], whole[unit]);
            spread(units, texts, unit, &own, &mut whole);
        }
        if whole == before {
            let each = texts.iter().zip(&whole);
            return each.map(|(scanned, whole)| tags(scanned, *whole)).collect();
        }
    }
}

/// Of each tag of a unit that is caught in a certain way as a whole.
fn tags(scanned: &Scanned<'_>, whole: Captured) -> Vec<Captured> {
    // What is open: how its inside is caught.
    let mut open: Vec<Captured> = Vec::new();
    let inside = |open: &[Captured]| open.last().copied().unwrap_or(whole);
    let each = scanned.tags.iter().map(|tag| {
        match opened(tag) {
            Some(Part::Catch) => open.push(inside(&open).max(Captured::Once)),
            Some(Part::Loop) => open.push(match inside(&open) {
                Captured::Never => Captured::Never,
                Captured::Once | Captured::Often => Captured::Often,
            }),
            Some(Part::End) => drop(open.pop()),
            None => {}
        }
        inside(&open)
    });
    each.collect()
}

enum Part {
    Catch,
    Loop,
    End,
}

fn opened(tag: &Tag<'_>) -> Option<Part> {
    if tag.form == Form::Statement && !tag.tokens.is_empty() && is_component(&tag.tokens, 0) {
        return Some(Part::Catch);
    }
    match tag.statement() {
        Some("for") => Some(Part::Loop),
        Some("filter") => Some(Part::Catch),
        Some("set" | "set_global") => {
            let assigned = tag.tokens.get(2).map(|token| token.word) == Some(Word::Sign("="));
            (!assigned).then_some(Part::Catch)
        }
        Some("endfor" | "endfilter" | "endset") => Some(Part::End),
        _ => (tag.form == Form::Statement && tag.tokens.first()?.word == Word::Sign("</")).then_some(Part::End),
    }
}

/// Units that this one uses are caught as the places are where it uses them.
fn spread(units: &Units<'_>, texts: &[Scanned<'_>], unit: usize, own: &[Captured], whole: &mut [Captured]) {
    let mut note = |used: Option<usize>, as_here: Captured| {
        if let Some(used) = used {
            whole[used] = whole[used].max(as_here);
        }
    };
    let component = |name: &str| units.component(name).map(|(unit, _)| unit);
    let mut loops = 0_usize;
    for (tag, here) in texts[unit].tags.iter().zip(own) {
        match tag.statement() {
            Some("for") => loops += 1,
            Some("endfor") => loops = loops.saturating_sub(1),
            _ => {}
        }
        let often = if loops > 0 { Captured::Often } else { Captured::Once };
        if let (Some("include"), Some((name, _))) = (tag.statement(), tag.text()) {
            note(units.find(name), *here);
        }
        for name in caught_calls(texts[unit].text, tag) {
            note(component(name), (*here).max(often));
        }
        if tag.tokens.first().is_some_and(|_| is_component(&tag.tokens, 0)) {
            let named = crate::theme::outline::dotted(texts[unit].text, &tag.tokens[1..]);
            note(named.and_then(|named| component(named.name)), *here);
        }
        if tag.tokens.iter().any(|token| token.word == Word::Name("super")) {
            for ancestor in units.ancestors(unit) {
                note(Some(ancestor), (*here).max(often));
            }
        }
    }
}
