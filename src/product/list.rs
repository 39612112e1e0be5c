//! List pages of a type and pages of a term: cards, pages, facets.

use crate::model::types::{Address, Type};
use crate::product::context::{RenderContext, Viewpoint};
use crate::product::{body, head, key_figures, lists};
use crate::site::address::{PageKey, Subject};
use crate::site::{EntryId, FacetTerms, Term, TermValue};
use crate::theme::view::page::{Kind, PageView, Part};
use crate::theme::view::parts::{
    FacetNameView, FacetTermView, FacetView, ListPart, PagerPageView, PagerView, TermPart, TermView,
};
use crate::theme::visible::Shared;

/// The list of a type, with the words of its `_index.md`.
pub(super) fn list(context: &RenderContext<'_>, at: &Viewpoint, key: &PageKey, name: &str) -> PageView {
    let site = context.site;
    let kind = site.types.get(name).expect("a list has a type");
    let index = site.indexes.get(&kind.folder);
    let shown = index.and_then(|index| site.shown(&index.words, at.lang));
    let mut head = head::head(context, at, key, Kind::List, shown.as_ref());
    if head.title.is_empty() {
        head.title = context.short(&kind.many, at.lang);
    }
    if let Some(shown) = shown.as_ref().filter(|_| key.number == 1) {
        head.body = body::render(context, at, None, shown);
        head.toc = at.wanted("toc", || body::toc(context, at, None, shown));
        head.figures = at.wanted("figures", || key_figures::views(context, at, index));
    }
    head.lists = lists::declared(context, at, &format!("{name}-list"), None);
    let ids = &site.collections[name].ordered[usize::from(at.lang.0)];
    PageView {
        head,
        part: Part::List(part(context, at, key, kind, ids)),
    }
}

/// The entries of one term.
pub(super) fn term(
    context: &RenderContext<'_>,
    at: &Viewpoint,
    key: &PageKey,
    (name, facet, term): (&str, usize, usize),
) -> PageView {
    let site = context.site;
    let kind = site.types.get(name).expect("a term has a type");
    let facet_terms = &site.collections[name].facets[facet];
    let found = &facet_terms.terms[term];
    let mut head = head::head(context, at, key, Kind::Term, None);
    head.title = term_title(context, at, name, facet, term);
    let card = match &found.value {
        TermValue::Entry(id) if !site.entry(*id).is_held() => Some(context.card(at, *id)),
        _ => None,
    };
    let label = kind
        .field(&facet_terms.field)
        .map(|field| context.short(&field.label, at.lang))
        .unwrap_or_default();
    let part = part(context, at, key, kind, &found.entries[usize::from(at.lang.0)]);
    let term = TermPart {
        facet: FacetNameView {
            key: facet_terms.field.clone(),
            label,
        },
        term: TermView {
            title: head.title.clone(),
            card,
        },
    };
    PageView {
        head,
        part: Part::Term(part, term),
    }
}

fn part(context: &RenderContext<'_>, at: &Viewpoint, key: &PageKey, kind: &Type, ids: &[EntryId]) -> ListPart {
    let per_page = context.site.config.per_page;
    let start = (key.number - 1) * per_page;
    let here = ids.iter().skip(start).take(per_page).copied().collect::<Vec<_>>();
    let facets = if kind.address == Address::Folder {
        at.wanted("facets", || facets(context, at, key, kind))
    } else {
        Vec::new()
    };
    let cards = match key.subject {
        // Of a type's list each entry is on one page.
        Subject::List(_) => here.iter().map(|id| context.card_once(at, *id)).collect(),
        _ => context.cards(at, &here),
    };
    ListPart {
        cards,
        count: count(ids.len()),
        pager: pager(context, at, key, ids.len().div_ceil(per_page)),
        facets,
    }
}

fn pager(context: &RenderContext<'_>, at: &Viewpoint, key: &PageKey, total: usize) -> Option<PagerView> {
    let url = |number: usize| context.url_to(at, &PageKey { number, ..key.clone() });
    (total > 1).then(|| PagerView {
        number: count(key.number),
        total: count(total),
        previous: (key.number > 1).then(|| url(key.number - 1)),
        next: (key.number < total).then(|| url(key.number + 1)),
        pages: shown_numbers(key.number, total)
            .map(|number| PagerPageView {
                number: count(number),
                url: url(number),
                current: number == key.number,
            })
            .collect(),
    })
}

/// The first, the last, and those around the current page: a list of a thousand pages does not print a thousand links.
fn shown_numbers(current: usize, total: usize) -> impl Iterator<Item = usize> {
    (1..=total).filter(move |number| *number == 1 || *number == total || number.abs_diff(current) <= 3)
}

/// The pages of a type's list show the same; those of a term mark their own.
fn facets(context: &RenderContext<'_>, at: &Viewpoint, key: &PageKey, kind: &Type) -> Vec<Shared<FacetView>> {
    let wanted = &context.theme.asked.everywhere;
    let views = |kind: &Type, own: &Subject| -> Vec<Shared<FacetView>> {
        let facets = context.site.collections[&kind.name].facets.iter().enumerate();
        let view = |(place, facet)| facet_view(context, at, own, (kind, place, facet));
        facets.map(|facet| Shared::new(&view(facet), wanted)).collect()
    };
    match (&key.subject, context.shelf(at)) {
        (Subject::List(name), Some(shelf)) => {
            let types = context.site.types.types.values();
            let types = types.filter(|kind| kind.address == Address::Folder);
            let of_list = |kind: &Type| (kind.name.clone(), views(kind, &Subject::List(kind.name.clone())));
            let lists = shelf.facets.get_or_init(|| types.map(of_list).collect());
            lists.get(name).cloned().unwrap_or_default()
        }
        (own, _) => views(kind, own),
    }
}

fn facet_view(
    context: &RenderContext<'_>,
    at: &Viewpoint,
    own: &Subject,
    (kind, place, facet): (&Type, usize, &FacetTerms),
) -> FacetView {
    let field = kind.field(&facet.field);
    FacetView {
        key: facet.field.clone(),
        label: field.map_or_else(String::new, |field| context.short(&field.label, at.lang)),
        terms: terms(context, at, own, kind, place, facet),
    }
}

fn terms(
    context: &RenderContext<'_>,
    at: &Viewpoint,
    own: &Subject,
    kind: &Type,
    place: usize,
    facet: &FacetTerms,
) -> Vec<FacetTermView> {
    let rank = |value: &TermValue| match value {
        TermValue::Entry(id) => context.site.title_ranks[usize::from(at.lang.0)][id.0 as usize],
        _ => 0,
    };
    let mut terms: Vec<_> = facet.terms.iter().enumerate().collect();
    keep_most_used(&mut terms, at, own, kind, place);
    terms.sort_by_key(|(_, term)| rank(&term.value));
    let terms = terms.into_iter();
    terms
        .map(|(term_place, term)| {
            let subject = Subject::Term(kind.name.clone(), place, term_place);
            FacetTermView {
                title: term_title(context, at, &kind.name, place, term_place),
                current: subject == *own,
                url: context.url(at, subject),
                count: count(term.entries[usize::from(at.lang.0)].len()),
            }
        })
        .collect()
}

/// Terms that a page offers of one facet at most: a thousand tags would make every list page long.
const OFFERED: usize = 60;

/// Of many terms those with the most entries, and the page's own; in their order.
fn keep_most_used(terms: &mut Vec<(usize, &Term)>, at: &Viewpoint, own: &Subject, kind: &Type, facet: usize) {
    if terms.len() <= OFFERED {
        return;
    }
    let mut counts: Vec<usize> = terms
        .iter()
        .map(|(_, term)| term.entries[usize::from(at.lang.0)].len())
        .collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let least = counts[OFFERED - 1];
    let mut left = OFFERED;
    terms.retain(|(place, term)| {
        let is_own = *own == Subject::Term(kind.name.clone(), facet, *place);
        let kept = left > 0 && term.entries[usize::from(at.lang.0)].len() >= least;
        left -= usize::from(kept);
        kept || is_own
    });
}

/// What a term is called in the page's language.
pub(super) fn term_title(
    context: &RenderContext<'_>,
    at: &Viewpoint,
    type_name: &str,
    facet: usize,
    term: usize,
) -> String {
    use crate::model::types::Kind as FieldKind;
    let site = context.site;
    let facet = &site.collections[type_name].facets[facet];
    let field = site.types.get(type_name).and_then(|kind| kind.field(&facet.field));
    match &facet.terms[term].value {
        TermValue::Entry(id) => context.title(*id, at.lang).into_owned(),
        TermValue::Text(text) => context.term_word(text, at.lang),
        TermValue::Boolean(truth) => context
            .text(at.lang, if *truth { "yes" } else { "no" })
            .unwrap_or_default(),
        TermValue::Bucket(bucket) => context.formats(at.lang).bucket(bucket),
        TermValue::Choice(key) => match field.map(|field| field.kind.item()) {
            Some(FieldKind::Choice { options }) => {
                let label = options
                    .iter()
                    .find(|(option, _)| option == key)
                    .map(|(_, label)| context.short(label, at.lang));
                label.unwrap_or_else(|| key.clone())
            }
            _ => key.clone(),
        },
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
