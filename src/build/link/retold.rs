//! Other words for one entry of a linked site: its names and its place in every list follow, and nothing else may.

use std::collections::BTreeSet;

use crate::build::foundation::Foundation;
use crate::build::link::names::titles;
use crate::build::link::titles::Titles;
use crate::model::types::{Field, Kind, Type};
use crate::site::record::Record;
use crate::site::{Collection, EntryId, LangId, Site, Words, order};

/// The type that figures name their sources of.
const SOURCE: &str = "source";

/// Whether two records of one file differ in nothing but words that no reference, address, list of terms or file
/// hangs on.
pub(crate) fn differ_in_words(kind: &Type, old: &Record, new: &Record) -> bool {
    let names: BTreeSet<&str> = old.fields.keys().chain(new.fields.keys()).collect();
    let mut others = names
        .into_iter()
        .filter(|name| old.fields.get(name) != new.fields.get(name));
    others.all(|name| kind.field(name).is_some_and(holds_words))
}

fn holds_words(field: &Field) -> bool {
    let is_text = matches!(field.kind, Kind::Text | Kind::Markdown);
    is_text && field.localized && field.facet.is_none() && !field.unique
}

/// Whether only names and order follow from these words: nothing points at the entry, and its titles are nobody else's.
pub(crate) fn is_alone(site: &Site, id: EntryId, words: &[Option<Words>]) -> bool {
    // Figures name their sources too.
    let pointed_at = site.entry(id).key.type_name == SOURCE || site.reverse.values().any(|by| by.contains_key(&id));
    let (old, new) = (set(&site.entry(id).words), set(words));
    let own = |title: &str| site.names.get(&name(site, id, title));
    // A reference may be to any of several types.
    let free = |title: &str| {
        let mut types = site.types.types.keys();
        types.all(|kind| !site.names.contains_key(&(kind.clone(), title.to_owned())))
    };
    !pointed_at
        && old.iter().all(|title| own(title).is_some_and(|ids| *ids == [id]))
        && new.difference(&old).all(|title| free(title))
}

/// Lets names and order follow the words of an entry that [`is_alone`]; those that it had `before` are gone.
pub(crate) fn follow(site: &mut Site, ground: &Foundation, id: EntryId, before: &[Option<Words>]) {
    for title in set(before) {
        site.names.remove(&name(site, id, title));
    }
    let names: Vec<_> = titles(&site.entry(id).words)
        .map(|title| name(site, id, title))
        .collect();
    site.names.extend(names.into_iter().map(|name| (name, vec![id])));
    let ranks = std::mem::take(&mut site.title_ranks);
    let languages = site.languages.iter().zip(&ranks);
    site.title_ranks = languages
        .map(|(language, ranks)| Titles::of(site, ground, language).reranked(ranks, id))
        .collect();
    let type_name = site.entry(id).key.type_name.clone();
    if let Some(mut collection) = site.collections.remove(&type_name) {
        reorder(site, &mut collection, id);
        site.collections.insert(type_name, collection);
    }
}

/// Puts an entry where it belongs now in the lists that hold it.
fn reorder(site: &Site, collection: &mut Collection, id: EntryId) {
    let Some(kind) = site.types.get(&site.entry(id).key.type_name) else {
        return;
    };
    for (lang, (ordered, places)) in (0..).zip(collection.ordered.iter_mut().zip(&mut collection.places)) {
        let Some(&from) = places.get(&id) else { continue };
        ordered.remove(from);
        let to = order::place(site, kind, LangId(lang), ordered, id);
        ordered.insert(to, id);
        for (place, id) in ordered.iter().enumerate().take(from.max(to) + 1).skip(from.min(to)) {
            places.insert(*id, place);
        }
        let terms = collection.facets.iter_mut().flat_map(|facet| &mut facet.terms);
        for ids in terms.filter_map(|term| term.entries.get_mut(usize::from(lang))) {
            if let Some(at) = ids.iter().position(|other| *other == id) {
                ids.remove(at);
                let to = ids.partition_point(|other| places.get(other) < Some(&to));
                ids.insert(to, id);
            }
        }
    }
}

fn set(words: &[Option<Words>]) -> BTreeSet<&str> {
    titles(words).collect()
}

fn name(site: &Site, id: EntryId, title: &str) -> (String, String) {
    (site.entry(id).key.type_name.clone(), title.to_owned())
}
