//! Cards: what other pages know of an entry.

use std::sync::Arc;

use crate::model::value::Value;
use crate::model::words::Words;
use crate::product::context::{RenderContext, Viewpoint};
use crate::product::picture::{Lent, lend};
use crate::product::{art, body, field};
use crate::site::address::Subject;
use crate::site::entry::How;
use crate::site::{EntryId, State};
use crate::theme::view::card::{CardView, CoverView};
use crate::theme::view::field::CardFields;

pub(super) fn view(context: &RenderContext<'_>, at: &Viewpoint, id: EntryId) -> CardView {
    let site = context.site;
    let entry = site.entry(id);
    let shown = site.words(entry, at.lang);
    let words_lang = if shown.how == How::Derived { at.lang } else { shown.from };
    let called = context.called(words_lang);
    let kind = site.types.get(&entry.key.type_name).expect("an entry has a type");
    let fields = kind
        .card
        .iter()
        .filter_map(|name| kind.field(name))
        .map(|definition| {
            (
                definition.name.clone(),
                field::plain(context, at, entry, &shown, definition),
            )
        })
        .collect();
    let wanted = &context.theme.asked.everywhere;
    let short = |key: &str, words: &Words| wanted.given(key, || context.short(words, at.lang));
    CardView {
        title: body::line(context, at, Some(entry), &shown, shown.title()),
        summary: body::line(context, at, Some(entry), &shown, shown.summary()),
        url: context.url(at, Subject::Entry(id)),
        html_lang: Arc::clone(&called.html_lang),
        lang_name: Arc::clone(&called.name),
        own: shown.how != How::Fallback,
        type_name: kind.name.clone(),
        type_label: short("type_label", &kind.one),
        type_plural: short("type_plural", &kind.many),
        published: context.date(at.lang, entry.date("published")),
        featured: entry.flag("featured"),
        expired: entry.state == State::Expired,
        cover: cover(context, at, id),
        art: wanted.given("art", || art::url(context, at, id)),
        fields: CardFields(fields),
    }
}

/// The cover, where it is there. Without words of its own it bears the entry's title.
pub(super) fn cover(context: &RenderContext<'_>, at: &Viewpoint, id: EntryId) -> Option<CoverView> {
    let entry = context.site.entry(id);
    let Some(Value::File(file)) = entry.fact("cover") else {
        return None;
    };
    let published = field::published(context, entry, &file.path)?;
    let Lent {
        src,
        srcset,
        width,
        height,
    } = lend(context, at, &published);
    Some(CoverView {
        src,
        srcset,
        alt: field::shown_as(context, at, entry, file),
        width,
        height,
    })
}
