//! Illustrations: what an entry shows where it has no picture. The theme draws them from the entry's choices.

use crate::diag::Diagnostic;
use crate::model::value::Value;
use crate::product::context::{RenderContext, Viewpoint};
use crate::site::{Entry, EntryId, Site};
use crate::theme::lookup;
use crate::theme::render::Theme;
use crate::theme::view::art::{ArtView, SEEDS};
use crate::theme::view::site::Settings;

/// Where an entry's illustration is published, if the theme draws one for its type.
pub fn address(site: &Site, theme: &Theme, id: EntryId) -> Option<String> {
    let entry = site.entry(id);
    template(theme, entry)?;
    Some(format!("media/art/{}.svg", entry.route))
}

pub(super) fn url(context: &RenderContext<'_>, at: &Viewpoint, id: EntryId) -> Option<String> {
    let address = address(context.site, context.theme, id)?;
    Some(format!("{}{address}", at.root))
}

pub(super) fn render(context: &RenderContext<'_>, id: EntryId) -> Result<String, Box<Diagnostic>> {
    let entry = context.site.entry(id);
    let template = template(context.theme, entry).unwrap_or_default();
    let view = ArtView {
        type_name: entry.key.type_name.clone(),
        marks: marks(entry),
        seed: seed(entry),
        settings: Settings(context.theme.settings.clone()),
    };
    context.theme.art(template, &view, entry.file().as_str())
}

fn template<'t>(theme: &'t Theme, entry: &Entry) -> Option<&'t str> {
    theme.pick(&lookup::art(&entry.key.type_name))
}

/// The options chosen in choices and lists of choices, in the order of the fields' names.
fn marks(entry: &Entry) -> Vec<String> {
    let mut marks = Vec::new();
    for (name, value) in &entry.facts.fields {
        let chosen = match value {
            Value::List(items) => items.as_slice(),
            one => std::slice::from_ref(one),
        };
        for value in chosen {
            if let Value::Choice(option) = value {
                marks.push(format!("{name}.{option}"));
            }
        }
    }
    marks
}

/// The entry's own numbers: they stay the same when its words and figures change.
fn seed(entry: &Entry) -> Vec<u32> {
    let digest = blake3::hash(entry.route.as_bytes());
    digest
        .as_bytes()
        .iter()
        .take(SEEDS)
        .map(|byte| u32::from(*byte))
        .collect()
}
