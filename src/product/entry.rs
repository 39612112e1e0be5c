//! The page of an entry.

use std::collections::BTreeMap;

use crate::model::types::{Facet, Type};
use crate::model::value::Value;
use crate::product::context::{RenderContext, Viewpoint};
use crate::product::{art, body, card, field, head, json_ld, lists};
use crate::site::address::{PageKey, Subject};
use crate::site::entry::Shown;
use crate::site::{Entry, EntryId, State, TermValue};
use crate::theme::view::card::Card;
use crate::theme::view::field::FieldView;
use crate::theme::view::page::{Kind, PageView, Part};
use crate::theme::view::parts::{AttachmentView, Back, EntryLinks, EntryPart, FieldGroup, TagView};

pub(super) fn view(context: &RenderContext<'_>, at: &Viewpoint, key: &PageKey, id: EntryId) -> PageView {
    let site = context.site;
    let entry = site.entry(id);
    let shown = site.words(entry, at.lang);
    let kind = site.types.get(&entry.key.type_name).expect("an entry has a type");
    let mut head = head::head(context, at, key, Kind::Entry, Some(&shown));
    head.body = body::render(context, at, Some(entry), &shown);
    head.toc = at.wanted("toc", || body::toc(context, at, Some(entry), &shown));
    head.lists = at.wanted("lists", || lists::declared(context, at, &kind.name, Some(id)));
    head.published = context.date(at.lang, entry.date("published"));
    head.updated = context.date(at.lang, entry.date("updated"));
    head.expires = context.date(at.lang, entry.date("expires"));
    head.expired = entry.state == State::Expired;
    head.draft = entry.flag("draft");
    let is_shown = shown_of_all(at, kind);
    let fields: Vec<(String, Option<FieldView>)> = kind
        .fields
        .iter()
        .filter(|field| !field.hidden && (!field.envelope || is_shown(&field.name)))
        .map(|definition| {
            (
                definition.name.clone(),
                field::view(context, at, entry, &shown, definition),
            )
        })
        .collect();
    let groups = at.wanted("groups", || groups(context, at, kind, &fields));
    let links = links(context, at, entry, kind, &shown, &fields);
    PageView {
        head,
        part: Part::Entry(Box::new(EntryPart { fields, groups, links })),
    }
}

/// Whether a field that every entry has is shown by its name, in a group, or to search engines.
fn shown_of_all<'a>(at: &'a Viewpoint, kind: &'a Type) -> impl Fn(&str) -> bool + 'a {
    let [groups, json_ld] = ["groups", "json_ld"].map(|key| at.wanted.has(key));
    move |name| at.wanted.has(name) || groups && kind.is_grouped(name) || json_ld && json_ld::READ.contains(&name)
}

/// The groups of the type, then what is in no group; the envelope's own fields stand elsewhere on the page.
fn groups(
    context: &RenderContext<'_>,
    at: &Viewpoint,
    kind: &Type,
    fields: &[(String, Option<FieldView>)],
) -> Vec<FieldGroup> {
    let place = |name: &String| fields.iter().position(|(field, _)| field == name);
    let rest = kind.fields.iter().filter(|field| !field.envelope && !field.hidden);
    let rest = rest.map(|field| &field.name).filter(|name| !kind.is_grouped(name));
    let own = kind.groups.iter().map(|group| FieldGroup {
        label: context.short(&group.label, at.lang),
        fields: group.fields.iter().filter_map(place).collect(),
    });
    let mut groups: Vec<FieldGroup> = own.collect();
    groups.push(FieldGroup {
        label: String::new(),
        fields: rest.filter_map(place).collect(),
    });
    groups.retain(|group| group.fields.iter().any(|place| fields[*place].1.is_some()));
    groups
}

fn links(
    context: &RenderContext<'_>,
    at: &Viewpoint,
    entry: &Entry,
    kind: &Type,
    shown: &Shown<'_>,
    fields: &[(String, Option<FieldView>)],
) -> EntryLinks {
    let site = context.site;
    let (previous, next) = match ["previous", "next"].map(|key| at.wanted.has(key)) {
        [false, false] => (None, None),
        _ => neighbours(context, at, entry),
    };
    let back: BTreeMap<String, Vec<Card>> = entry
        .back
        .iter()
        .map(|(name, ids)| (name.clone(), context.ordered_cards(at, ids)))
        .collect();
    EntryLinks {
        back: Back(back),
        children: at.wanted("children", || context.ordered_cards(at, &entry.children)),
        parent: entry
            .parent
            .filter(|id| !site.entry(*id).is_held())
            .map(|id| context.card(at, id)),
        sources: at.wanted("sources", || context.cards(at, &sources(context, entry))),
        attachments: at.wanted("attachments", || attachments(context, at, entry, shown)),
        previous,
        next,
        tags: at.wanted("tags", || tags(context, at, entry, kind)),
        cover: at.wanted("cover", || card::cover(context, at, entry.id)),
        art: at.wanted("art", || art::url(context, at, entry.id)),
        json_ld: at.wanted("json_ld", || json_ld::of_entry(context, at, entry, shown, kind, fields)),
    }
}

/// Before and after this entry in its type's order.
fn neighbours(context: &RenderContext<'_>, at: &Viewpoint, entry: &Entry) -> (Option<Card>, Option<Card>) {
    let collection = &context.site.collections[&entry.key.type_name];
    let lang = usize::from(at.lang.0);
    let Some(place) = collection.place(at.lang, entry.id) else {
        return (None, None);
    };
    let ordered = &collection.ordered[lang];
    let card = |id: &EntryId| context.card(at, *id);
    (
        place.checked_sub(1).and_then(|before| ordered.get(before)).map(card),
        ordered.get(place + 1).map(card),
    )
}

/// The sources that the entry, its figures and its groups name, each once, in that order.
fn sources(context: &RenderContext<'_>, entry: &Entry) -> Vec<EntryId> {
    let source = ["source".to_owned()];
    let mut ids: Vec<EntryId> = Vec::new();
    let mut cite = |written: &str| {
        for id in context.site.named(&source, written) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    };
    if let Some(Value::Reference(written)) = entry.fact("source") {
        cite(written);
    }
    for value in entry.facts.fields.values() {
        match value {
            Value::Figure(figure) => figure.source.as_deref().into_iter().for_each(&mut cite),
            Value::Series(years) => years
                .iter()
                .filter_map(|(_, figure)| figure.source.as_deref())
                .for_each(&mut cite),
            _ => {}
        }
    }
    ids
}

fn attachments(context: &RenderContext<'_>, at: &Viewpoint, entry: &Entry, shown: &Shown<'_>) -> Vec<AttachmentView> {
    let Some(definition) = context
        .site
        .types
        .get(&entry.key.type_name)
        .and_then(|kind| kind.field("attachments"))
    else {
        return Vec::new();
    };
    let Some(view) = field::plain(context, at, entry, shown, definition) else {
        return Vec::new();
    };
    let items = view.items.iter();
    items
        .filter_map(|item| {
            let part = |name: &str| item.fields.0.get(name);
            let file = part("file")?;
            let url = file.href.clone()?;
            let format = url.rsplit('.').next().unwrap_or_default().to_uppercase();
            let title = part("name").map_or_else(|| file.text.clone(), |name| name.text.clone());
            Some(AttachmentView {
                title,
                size_text: size(context, at, &url),
                url,
                format,
            })
        })
        .collect()
}

/// `1.2 MB`, in the page's language; empty where the size is not known.
fn size(context: &RenderContext<'_>, at: &Viewpoint, url: &str) -> String {
    let published = url.strip_prefix(at.root.as_str()).unwrap_or(url);
    let Some(bytes) = context.site.sizes.get(published) else {
        return String::new();
    };
    let kilobytes = bytes.div_ceil(1000);
    let (key, tenths) = if kilobytes < 1000 {
        ("size_kb", kilobytes * 10)
    } else {
        ("size_mb", kilobytes.div_ceil(100))
    };
    let number = context.formats(at.lang).decimal(&rust_decimal::Decimal::new(
        i64::try_from(tenths).unwrap_or(i64::MAX),
        1,
    ));
    context
        .words(at.lang, key, &BTreeMap::from([("n".to_owned(), number)]))
        .unwrap_or_default()
}

fn tags(context: &RenderContext<'_>, at: &Viewpoint, entry: &Entry, kind: &Type) -> Vec<TagView> {
    let Some(Value::List(items)) = entry.fact("tags") else {
        return Vec::new();
    };
    let collection = &context.site.collections[&kind.name];
    let facet = collection.facets.iter().position(|facet| facet.field == "tags");
    let has_pages = kind
        .field("tags")
        .is_some_and(|field| matches!(field.facet, Some(Facet::Values)));
    let (Some(facet), true) = (facet, has_pages) else {
        return Vec::new();
    };
    items
        .iter()
        .filter_map(|item| {
            let Value::Text(tag) = item else { return None };
            let wanted = TermValue::Text(tag.clone());
            let term = collection.facets[facet]
                .terms
                .iter()
                .position(|term| term.value == wanted)?;
            let url = context.url(at, Subject::Term(kind.name.clone(), facet, term));
            Some(TagView {
                title: context.term_word(tag, at.lang),
                url,
            })
        })
        .collect()
}
