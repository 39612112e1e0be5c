//! What every page has: title, address, languages, editions, breadcrumb, notices.

use std::sync::Arc;

use crate::config::Edition;
use crate::product::context::{RenderContext, Viewpoint};
use crate::product::{body, breadcrumb};
use crate::site::address::{PageKey, Subject};
use crate::site::entry::{How, Shown};
use crate::site::{LangId, Translation};
use crate::theme::view::page::{AlternateView, EditionView, Head, Kind, LanguageView, Lists, WordsView};
use crate::theme::view::site::LangView;
use crate::theme::visible::{Html, Shared};

/// The head of a page that shows these words, if it shows any. Body, lists and dates are for the caller to add.
pub(super) fn head(
    context: &RenderContext<'_>,
    at: &Viewpoint,
    key: &PageKey,
    kind: Kind,
    shown: Option<&Shown<'_>>,
) -> Head {
    let site = context.site;
    let entry = match &key.subject {
        Subject::Entry(id) => Some(site.entry(*id)),
        _ => None,
    };
    let said = |text: &str| shown.map_or_else(|| text.to_owned(), |shown| body::line(context, at, entry, shown, text));
    let how = shown.map_or(How::Own, |shown| shown.how);
    let type_name = match &key.subject {
        Subject::Home => None,
        Subject::Entry(id) => Some(site.entry(*id).key.type_name.clone()),
        Subject::List(name) | Subject::Term(name, ..) => Some(name.clone()),
    };
    let definition = type_name.as_deref().and_then(|name| site.types.get(name));
    let own = site.has_own_words(&key.subject, at.lang) && key.edition == Edition::Standard;
    let feed = || {
        definition
            .filter(|kind| kind.address == crate::model::types::Address::Folder)
            .filter(|kind| !site.collections[&kind.name].ordered[usize::from(at.lang.0)].is_empty())
            .map(|kind| format!("{}{}{}/feed.xml", at.root, site.language(at.lang).prefix, kind.folder))
    };
    Head {
        kind: kind.name().to_owned(),
        type_label: at.wanted("type_label", || {
            definition.map(|kind| context.short(&kind.many, at.lang))
        }),
        section: at.wanted("section", || section(context, &key.subject)),
        title: shown.map(|shown| said(shown.title())).unwrap_or_default(),
        summary: at.wanted("summary", || {
            let written = shown.and_then(|shown| shown.words.record.text("summary"));
            written.map(said).unwrap_or_default()
        }),
        description: at.wanted("description", || {
            shown.map(|shown| said(shown.summary())).unwrap_or_default()
        }),
        path: site.address(key).link,
        canonical: at.wanted("canonical", || canonical(context, key, shown)),
        alternates: if own {
            at.wanted("alternates", || alternates(context, key))
        } else {
            Vec::new()
        },
        languages: at.wanted("languages", || languages(context, at, key)),
        edition: key.edition.key().to_owned(),
        editions: at.wanted("editions", || editions(context, at, key)),
        words: words_of(context, at, shown),
        fallback: how == How::Fallback,
        stale: shown.is_some_and(|shown| matches!(shown.words.translation, Translation::Stale(_)) && how == How::Own),
        draft: false,
        expired: false,
        derived: how == How::Derived,
        breadcrumb: at.wanted("breadcrumb", || breadcrumb::trail(context, at, key)),
        feed: at.wanted("feed", || {
            feed().or_else(|| Some(format!("{}{}feed.xml", at.root, site.language(at.lang).prefix)))
        }),
        body: Html(String::new()),
        toc: Vec::new(),
        figures: Vec::new(),
        lists: Lists::default(),
        published: None,
        updated: None,
        expires: None,
        type_name,
    }
}

fn section(context: &RenderContext<'_>, subject: &Subject) -> String {
    match subject {
        Subject::Home => String::new(),
        Subject::Entry(id) => {
            let entry = context.site.entry(*id);
            match context.site.types.get(&entry.key.type_name) {
                Some(kind) if kind.address == crate::model::types::Address::Folder => kind.folder.clone(),
                _ => entry.route.clone(),
            }
        }
        Subject::List(name) | Subject::Term(name, ..) => context
            .site
            .types
            .get(name)
            .map(|kind| kind.folder.clone())
            .unwrap_or_default(),
    }
}

/// A care page's is its standard page, a fallback page's the page whose words it shows.
fn canonical(context: &RenderContext<'_>, key: &PageKey, shown: Option<&Shown<'_>>) -> String {
    let lang = match shown {
        Some(shown) if shown.how == How::Fallback => shown.from,
        _ => key.lang,
    };
    let canonical = PageKey {
        edition: Edition::Standard,
        lang,
        ..key.clone()
    };
    context.site.config.url.absolute(&context.address(&canonical).link)
}

/// Reciprocal, with itself and `x-default`; only languages that have words of their own take part.
fn alternates(context: &RenderContext<'_>, key: &PageKey) -> Vec<AlternateView> {
    let site = context.site;
    let url = |lang: LangId| {
        site.config
            .url
            .absolute(&site.address(&PageKey { lang, ..key.clone() }).link)
    };
    let mut alternates: Vec<AlternateView> = site
        .languages
        .iter()
        .filter(|language| site.has_own_words(&key.subject, language.id) && exists(context, key, language.id))
        .map(|language| AlternateView {
            html_lang: Arc::clone(&context.called(language.id).html_lang),
            url: url(language.id),
        })
        .collect();
    if alternates.len() < 2 {
        return Vec::new();
    }
    alternates.push(AlternateView {
        html_lang: "x-default".into(),
        url: url(site.original),
    });
    alternates
}

/// Whether the page of this number exists in the other language: lists may have fewer pages there.
fn exists(context: &RenderContext<'_>, key: &PageKey, lang: LangId) -> bool {
    let site = context.site;
    let lang = usize::from(lang.0);
    let count = match &key.subject {
        Subject::List(name) => site.collections[name].ordered[lang].len(),
        Subject::Term(name, facet, term) => site.collections[name].facets[*facet].terms[*term].entries[lang].len(),
        Subject::Home | Subject::Entry(_) => return true,
    };
    key.number <= count.div_ceil(site.config.per_page).max(1)
}

fn languages(context: &RenderContext<'_>, at: &Viewpoint, key: &PageKey) -> Vec<LanguageView> {
    let site = context.site;
    let switched = |language: &crate::site::Language| {
        let number = if exists(context, key, language.id) {
            key.number
        } else {
            1
        };
        let to = PageKey {
            lang: language.id,
            number,
            ..key.clone()
        };
        let LangView {
            code, html_lang, name, ..
        } = context.called(language.id).clone();
        LanguageView {
            code,
            name,
            html_lang,
            url: context.url_to(at, &to),
            current: language.id == at.lang,
            own: site.has_own_words(&key.subject, language.id),
        }
    };
    site.languages.iter().map(switched).collect()
}

fn editions(context: &RenderContext<'_>, at: &Viewpoint, key: &PageKey) -> Vec<EditionView> {
    if context.site.config.editions.len() < 2 {
        return Vec::new();
    }
    let view = |edition: &Edition| EditionView {
        key: edition.key().to_owned(),
        url: context.url_to(
            at,
            &PageKey {
                edition: *edition,
                ..key.clone()
            },
        ),
        current: *edition == key.edition,
    };
    context.site.config.editions.iter().map(view).collect()
}

/// The language of the words that a page shows.
pub(super) fn words_of(context: &RenderContext<'_>, at: &Viewpoint, shown: Option<&Shown<'_>>) -> Shared<WordsView> {
    context.words_view(words_lang(at, shown)).clone()
}

fn words_lang(at: &Viewpoint, shown: Option<&Shown<'_>>) -> LangId {
    shown.map_or(at.lang, |shown| {
        if shown.how == How::Fallback {
            shown.from
        } else {
            at.lang
        }
    })
}
