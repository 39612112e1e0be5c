//! Fields as templates see them: label, finished text, exact value.

use std::borrow::Cow;

use quick_xml::escape::escape;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::model::figure::{Figure, Mode, Op};
use crate::model::path::SourcePath;
use crate::model::types::Field;
use crate::model::value::{Fields, File, Link, Value};
use crate::product::context::{RenderContext, Viewpoint};
use crate::product::value::{Looking, Said, exact, figure_html, said};
use crate::site::Entry;
use crate::site::entry::Shown;
use crate::site::links::{Meaning, meaning};
use crate::theme::view::field::{FieldView, ItemFields, ItemView, YearView};
use crate::theme::visible::Html;

/// A field of an entry; none where it has no value that this page can show.
pub(super) fn view(
    context: &RenderContext<'_>,
    at: &Viewpoint,
    entry: &Entry,
    shown: &Shown<'_>,
    field: &Field,
) -> Option<FieldView> {
    let mut view = plain(context, at, entry, shown, field)?;
    if let Some(Value::Figure(figure)) = entry.fact(&field.name)
        && let Some(written) = &figure.source
    {
        let source = context.site.named(&["source".to_owned()], written);
        view.source = source
            .first()
            .filter(|id| !context.site.entry(**id).is_held())
            .map(|id| context.card(at, *id));
    }
    Some(view)
}

/// The same without the card of its source, for cards: a card that held cards could go on for ever.
pub(super) fn plain(
    context: &RenderContext<'_>,
    at: &Viewpoint,
    entry: &Entry,
    shown: &Shown<'_>,
    field: &Field,
) -> Option<FieldView> {
    let value = value_of(entry, shown, field)?;
    let from = if field.localized {
        shown.from
    } else {
        context.site.original
    };
    let looking = Looking {
        context,
        at,
        entry,
        shown,
        from,
    };
    make(looking, field, &value)
}

/// Facts from the original, words from the words shown; of a list of groups, facts and words by `key`.
fn value_of<'a>(entry: &'a Entry, shown: &Shown<'a>, field: &Field) -> Option<Cow<'a, Value>> {
    let words = shown.words.record.fields.get(&field.name);
    let facts = entry.fact(&field.name);
    if std::sync::Arc::ptr_eq(&shown.words.record, &entry.facts) {
        return facts.map(Cow::Borrowed);
    }
    if field.localized {
        return words.map(|words| Cow::Owned(completed(words, facts)));
    }
    let merge = |items: &[Value], translated: &[Value]| {
        Value::List(items.iter().map(|item| merged(field, item, translated)).collect())
    };
    Some(match (facts?, words) {
        (Value::List(items), Some(Value::List(translated))) => Cow::Owned(merge(items, translated)),
        (Value::List(items), None) if field.kind.group_fields().iter().any(|field| field.localized) => {
            Cow::Owned(merge(items, &[]))
        }
        (facts, _) => Cow::Borrowed(facts),
    })
}

/// A translated link or file gives its words alone; where it leads stands in the original.
fn completed(words: &Value, facts: Option<&Value>) -> Value {
    match (words, facts) {
        (Value::Link(link), Some(Value::Link(original))) if link.url.is_empty() => Value::Link(Link {
            url: original.url.clone(),
            label: link.label.clone(),
        }),
        (Value::File(file), Some(Value::File(original))) if file.path.is_empty() => Value::File(File {
            path: original.path.clone(),
            title: file.title.clone(),
        }),
        (Value::List(items), Some(Value::List(originals))) => {
            let items = items.iter().enumerate();
            Value::List(
                items
                    .map(|(place, item)| completed(item, originals.get(place)))
                    .collect(),
            )
        }
        (words, _) => words.clone(),
    }
}

/// A group with the words that the translation gives for its key; words that it lacks stay in the original's language.
fn merged(field: &Field, item: &Value, translated: &[Value]) -> Value {
    let Value::Group(facts) = item else { return item.clone() };
    let Some(words) = same_key(translated, facts) else {
        return item.clone();
    };
    let mut whole: Fields = facts.clone();
    for part in field.kind.group_fields().iter().filter(|part| part.localized) {
        if let Some(value) = words.get(&part.name) {
            whole.insert(&part.name, value.clone());
        }
    }
    Value::Group(whole)
}

/// The group that a translation gives for this one.
fn same_key<'v>(translated: &'v [Value], facts: &Fields) -> Option<&'v Fields> {
    let key = facts.get("key")?;
    translated.iter().find_map(|other| match other {
        Value::Group(words) if words.get("key") == Some(key) => Some(words),
        _ => None,
    })
}

fn make(looking: Looking<'_>, field: &Field, value: &Value) -> Option<FieldView> {
    let Looking { context, at, .. } = looking;
    let label = context.short(&field.label, at.lang);
    let mut view = FieldView {
        key: field.name.clone(),
        label: if label.is_empty() { field.name.clone() } else { label },
        kind: field.kind.name(),
        text: String::new(),
        html: Html(String::new()),
        value: None,
        unit: None,
        op: None,
        mode: None,
        mode_text: None,
        as_of: None,
        source: None,
        quote: None,
        conversions: Vec::new(),
        items: Vec::new(),
        series: Vec::new(),
        href: None,
    };
    match value {
        Value::List(items) => list(looking, field, items, &mut view),
        Value::Group(_) => list(looking, field, std::slice::from_ref(value), &mut view),
        Value::Series(years) => series(looking, years, &mut view),
        Value::Figure(figure) => {
            let text = context.formats(at.lang).figure(figure, &context.rates);
            let number = exact(figure);
            view.html = Html(figure_html(&number, &text.text));
            view.text = text.text;
            view.conversions = text.conversions;
            view.value = Some(number);
            figure_parts(looking, figure, &mut view);
        }
        _ => {
            let Said { text, html, url, key } = said(looking, &field.kind, value);
            view.text = text;
            view.html = Html(html);
            view.href = url;
            view.value = key;
        }
    }
    (!view.text.is_empty() || !view.items.is_empty()).then_some(view)
}

fn figure_parts(looking: Looking<'_>, figure: &Figure, view: &mut FieldView) {
    let Looking { context, at, .. } = looking;
    view.unit = Some(figure.unit.clone()).filter(|unit| !unit.is_empty());
    view.op = op_key(figure);
    view.mode = figure.mode.map(|mode| mode.key().to_owned());
    view.mode_text = mode_text(context, at, figure.mode);
    view.as_of = context.date(at.lang, figure.as_of);
    view.quote.clone_from(&figure.quote);
}

/// None for a plain number.
pub(super) fn op_key(figure: &Figure) -> Option<String> {
    (figure.op != Op::Equal).then(|| figure.op.key().to_owned())
}

/// `target`, `as announced` … in the page's language.
pub(super) fn mode_text(context: &RenderContext<'_>, at: &Viewpoint, mode: Option<Mode>) -> Option<String> {
    let mode = mode?.key();
    let text = context.text(at.lang, &format!("mode_{mode}"));
    Some(text.unwrap_or_else(|| mode.to_owned()))
}

fn list(looking: Looking<'_>, field: &Field, items: &[Value], view: &mut FieldView) {
    let Looking { context, at, .. } = looking;
    let kind = field.kind.item();
    for value in items {
        view.items.push(if let Value::Group(values) = value {
            group(looking, field, values)
        } else {
            let Said { text, html, url, key } = match value {
                Value::Text(tag) if field.name == "tags" => self::tag(looking, tag),
                _ => said(looking, kind, value),
            };
            ItemView {
                text,
                html: Html(html),
                url,
                key,
                fields: ItemFields::default(),
            }
        });
    }
    let texts: Vec<String> = view.items.iter().map(|item| item.text.clone()).collect();
    view.text = context.formats(at.lang).list(&texts);
    let parts: Vec<String> = view
        .items
        .iter()
        .map(|item| format!("<li>{}</li>", item.html.0))
        .collect();
    view.html = Html(if parts.is_empty() {
        String::new()
    } else {
        format!("<ul>{}</ul>", parts.concat())
    });
}

/// A word of the site's own vocabulary.
fn tag(looking: Looking<'_>, written: &str) -> Said {
    let (text, from) = looking.context.term_word_from(written, looking.at.lang);
    let html = looking.marked(escape(&text).into_owned(), &text, from);
    Said {
        text,
        html,
        url: None,
        key: None,
    }
}

/// A part's words are the translation's where it has them, else the original's.
fn group(looking: Looking<'_>, of: &Field, values: &Fields) -> ItemView {
    let translated = match looking.shown.words.record.fields.get(&of.name) {
        Some(Value::List(items)) if !of.localized => same_key(items, values),
        _ => None,
    };
    let looking_at = |part: &Field| match translated {
        Some(words) if part.localized && words.contains_key(&part.name) => Looking {
            from: looking.shown.from,
            ..looking
        },
        _ => looking,
    };
    let fields: Vec<(String, Option<FieldView>)> = of
        .kind
        .group_fields()
        .iter()
        .map(|part| {
            let value = values.get(&part.name);
            (
                part.name.clone(),
                value.and_then(|value| make(looking_at(part), part, value)),
            )
        })
        .collect();
    let parts = || fields.iter().filter_map(|(_, field)| field.as_ref());
    let text = parts().map(|field| field.text.as_str()).collect::<Vec<_>>().join(" ");
    let html = parts()
        .map(|field| format!("<span>{}</span>", field.html.0))
        .collect::<Vec<_>>()
        .join(" ");
    let key = values.get("key").and_then(|key| match key {
        Value::Text(key) => Some(key.clone()),
        _ => None,
    });
    ItemView {
        text,
        html: Html(html),
        url: None,
        key,
        fields: ItemFields(fields.into_iter().collect()),
    }
}

fn series(looking: Looking<'_>, years: &[(i32, Figure)], view: &mut FieldView) {
    let Looking { context, at, .. } = looking;
    let formats = context.formats(at.lang);
    let largest = years.iter().map(|(_, figure)| figure.low).max().unwrap_or_default();
    view.series = years
        .iter()
        .map(|(year, figure)| YearView {
            year: *year,
            text: formats.figure(figure, &context.rates).text,
            value: exact(figure),
            mode_text: mode_text(context, at, figure.mode),
            share: share(figure.low, largest),
        })
        .collect();
    let rows: Vec<String> = view
        .series
        .iter()
        .map(|row| format!("{} {}", row.year, row.text))
        .collect();
    view.text = formats.list(&rows);
    view.html = Html(escape(&view.text).into_owned());
}

/// Thousandths of the largest; none of nothing.
fn share(number: Decimal, largest: Decimal) -> u32 {
    number
        .checked_mul(Decimal::ONE_THOUSAND)
        .and_then(|thousands| thousands.checked_div(largest))
        .and_then(|share| share.round().to_u32())
        .unwrap_or_default()
}

/// The address of a picture or document named in a field.
pub(super) fn media_url(context: &RenderContext<'_>, at: &Viewpoint, entry: &Entry, path: &str) -> Option<String> {
    published(context, entry, path).map(|published| format!("{}{published}", at.root))
}

/// The published path of a picture or document named in a field.
pub(super) fn published(context: &RenderContext<'_>, entry: &Entry, path: &str) -> Option<String> {
    let file: &SourcePath = entry.file();
    match meaning(context.site, file, file, path) {
        Meaning::Media(published) => Some(published),
        _ => None,
    }
}

/// What a picture shows: its own words, else the entry's title.
pub(super) fn shown_as(context: &RenderContext<'_>, at: &Viewpoint, entry: &Entry, file: &File) -> String {
    let original = Some(context.site.original);
    match &file.title {
        Some(title) => context.converted(title, at.lang, original).into_owned(),
        None => context.title(entry.id, at.lang).into_owned(),
    }
}
