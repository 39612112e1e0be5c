//! Tries every template of a theme with full and with empty samples, before any page is rendered with it.

use std::collections::BTreeMap;
use std::thread;

use crate::diag::{Diagnostic, sorted};
use crate::model::types::{Address, Type, Types};
use crate::theme::lookup::{Edition, Role, art as art_templates, candidates, role};
use crate::theme::render::{Around, STACK_BYTES, Theme};
use crate::theme::sample::{self, Filling};
use crate::theme::view::page::Kind;
use crate::theme::visible::Shared;

/// Everything that goes wrong when each template renders the samples of each kind and type that
/// the look-up could give it, in these languages.
pub fn try_templates(theme: &Theme, types: &Types, languages: &[String]) -> Vec<Diagnostic> {
    let mut found = missing(theme, types);
    // Languages do not ask for each other, so they are tried side by side; with a stack as deep as templates may nest.
    thread::scope(|scope| {
        let art_alone = std::iter::once(None);
        let parts = art_alone.chain(languages.iter().map(|language| Some(language.as_str())));
        let begin = |part| {
            let thread = thread::Builder::new()
                .name("templates".to_owned())
                .stack_size(STACK_BYTES);
            (part, thread.spawn_scoped(scope, move || attempts(theme, types, part)))
        };
        let tried: Vec<_> = parts.map(begin).collect();
        for (part, thread) in tried {
            match thread.map(thread::ScopedJoinHandle::join) {
                Ok(Ok(diagnostics)) => found.extend(diagnostics),
                Ok(Err(panic)) => std::panic::resume_unwind(panic),
                // No thread to be had: the stack at hand must do.
                Err(_) => found.extend(attempts(theme, types, part)),
            }
        }
    });
    once(found)
}

/// The same mistake on several samples is said once.
fn once(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut by_place = BTreeMap::new();
    for diagnostic in sorted(diagnostics) {
        let span = diagnostic.span.clone().map(|span| (span.start, span.end));
        by_place
            .entry((diagnostic.file.clone(), span, diagnostic.code))
            .or_insert(diagnostic);
    }
    by_place.into_values().collect()
}

/// Pages and blocks in one language; without a language, the drawings.
fn attempts(theme: &Theme, types: &Types, language: Option<&str>) -> Vec<Diagnostic> {
    let Some(language) = language else {
        return art(theme, types);
    };
    let mut found = Vec::new();
    let lang = Shared::new(&sample::lang(language), &theme.asked.everywhere);
    for filling in [Filling::Full, Filling::Empty] {
        let site = Shared::new(&sample::site(filling, &theme.settings), &theme.asked.everywhere);
        let around = Around {
            site: &site,
            lang: &lang,
            root: "../",
        };
        found.extend(pages(theme, types, around, filling));
        found.extend(blocks(theme, types, around, filling));
    }
    found
}

/// Kinds of pages that no template is there for.
fn missing(theme: &Theme, types: &Types) -> Vec<Diagnostic> {
    let file = theme.file();
    possible(types)
        .into_iter()
        .filter_map(|(kind, of)| {
            let names = candidates(kind, of.map(|of| of.name.as_str()), Edition::Standard);
            let last = names.last().cloned().unwrap_or_default();
            theme
                .pick(&names)
                .is_none()
                .then(|| Diagnostic::new("template-missing", &file).with("name", last))
        })
        .collect()
}

fn pages(theme: &Theme, types: &Types, around: Around<'_>, filling: Filling) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (kind, of) in possible(types) {
        let page = sample::page(filling, kind, of, &theme.manifest, types);
        let mut before = None;
        for edition in [Edition::Standard, Edition::Care] {
            let names = candidates(kind, of.map(|of| of.name.as_str()), edition);
            let Some(template) = theme.pick(&names).filter(|name| before != Some(*name)) else {
                continue;
            };
            before = Some(template);
            found.extend(theme.page(template, around, &page).err().map(|mistake| *mistake));
        }
    }
    found
}

/// Illustrations have no language.
fn art(theme: &Theme, types: &Types) -> Vec<Diagnostic> {
    let tries = types
        .types
        .values()
        .flat_map(|of| [(of, Filling::Full), (of, Filling::Empty)]);
    tries
        .filter_map(|(of, filling)| {
            let template = theme.pick(&art_templates(&of.name))?;
            theme
                .art(template, &sample::art(filling, of, &theme.settings), "")
                .err()
        })
        .map(|mistake| *mistake)
        .collect()
}

fn blocks(theme: &Theme, types: &Types, around: Around<'_>, filling: Filling) -> Vec<Diagnostic> {
    theme
        .templates()
        .into_iter()
        .filter_map(|name| match role(name, |word| types.get(word).is_some()) {
            Role::Block(block) => Some((name, sample::block(filling, &block))),
            Role::Page(..) | Role::Art | Role::Part => None,
        })
        .filter_map(|(name, block)| theme.block(name, around, &block, "").err())
        .map(|mistake| *mistake)
        .collect()
}

/// Every kind of page with every type that it can be of.
fn possible(types: &Types) -> Vec<(Kind, Option<&Type>)> {
    let mut possible = vec![(Kind::Home, None), (Kind::NotFound, None)];
    for of in types.types.values() {
        possible.push((Kind::Entry, Some(of)));
        if of.address == Address::Folder {
            possible.push((Kind::List, Some(of)));
        }
        if of.fields.iter().any(|field| field.facet.is_some()) {
            possible.push((Kind::Term, Some(of)));
        }
    }
    possible
}
