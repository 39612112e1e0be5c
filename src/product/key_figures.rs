//! The figures that the home page and list pages put first, each with where it stands and what it rests on.

use crate::model::figure::Figure;
use crate::model::value::Value;
use crate::product::context::{RenderContext, Viewpoint};
use crate::product::field;
use crate::site::figures::Named;
use crate::site::{Entry, EntryId, Index};
use crate::theme::view::card::Card;
use crate::theme::view::page::KeyFigureView;

/// Those that an `_index.md` names under `figures`, in its order; the original's file says which.
pub(super) fn views(context: &RenderContext<'_>, at: &Viewpoint, index: Option<&Index>) -> Vec<KeyFigureView> {
    let original = usize::from(context.site.original.0);
    let words = index.and_then(|index| index.words.get(original)?.as_ref());
    let Some(Value::List(named)) = words.and_then(|words| words.record.fields.get("figures")) else {
        return Vec::new();
    };
    named
        .iter()
        .filter_map(|name| match name {
            Value::Text(name) => view(context, at, name),
            _ => None,
        })
        .collect()
}

fn view(context: &RenderContext<'_>, at: &Viewpoint, name: &str) -> Option<KeyFigureView> {
    let site = context.site;
    match site.figure(None, name) {
        Named::Value { entry, field, value } if !entry.is_held() => {
            let shown = site.words(entry, at.lang);
            let view = field::view(context, at, entry, &shown, field)?;
            let figure = match value {
                Value::Figure(figure) => Some(&**figure),
                _ => None,
            };
            Some(KeyFigureView {
                text: view.text,
                label: view.label,
                year: None,
                op: view.op,
                mode_text: view.mode_text,
                as_of: view.as_of,
                source: source(context, at, entry, figure),
                card: context.card(at, entry.id),
            })
        }
        Named::Year {
            entry,
            field,
            year,
            figure,
        } if !entry.is_held() => Some(KeyFigureView {
            text: context.formats(at.lang).figure(figure, &context.rates).text,
            label: context.short(&field.label, at.lang),
            year: Some(year),
            op: field::op_key(figure),
            mode_text: field::mode_text(context, at, figure.mode),
            as_of: context.date(at.lang, figure.as_of),
            source: source(context, at, entry, Some(figure)),
            card: context.card(at, entry.id),
        }),
        _ => None,
    }
}

/// The figure's own source, else the one of its entry.
fn source(context: &RenderContext<'_>, at: &Viewpoint, entry: &Entry, figure: Option<&Figure>) -> Option<Card> {
    let own = figure.and_then(|figure| figure.source.as_deref());
    let whole = match entry.fact("source") {
        Some(Value::Reference(written)) => Some(written.as_str()),
        _ => None,
    };
    let named = |written: &str| context.site.named(&["source".to_owned()], written);
    let id: EntryId = *own.or(whole).map(named)?.first()?;
    (!context.site.entry(id).is_held()).then(|| context.card(at, id))
}
