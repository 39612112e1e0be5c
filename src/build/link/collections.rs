//! Makes the lists of every type: in order, per language, and by term.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;
use rust_decimal::Decimal;

use crate::build::foundation::Foundation;
use crate::build::link::titles::Titles;
use crate::lang::collate::{Collator, SortKey};
use crate::lang::figure::bucket::{Bucket, buckets};
use crate::lang::readings::Readings;
use crate::lang::slug::slug;
use crate::model::types::{Facet, Field, Kind, Type};
use crate::model::value::Value;
use crate::site::{Collection, Entry, EntryId, FacetTerms, Site, Term, TermValue, order};

/// Fills `title_ranks` and `collections`.
pub(super) fn link(site: &mut Site, ground: &Foundation) {
    site.title_ranks = site
        .languages
        .par_iter()
        .map(|language| Titles::of(site, ground, language).ranks())
        .collect();
    let readings = &ground.readings;
    let original = &ground.collators[usize::from(site.original.0)];
    let kinds: Vec<&Type> = site.types.types.values().collect();
    let collections: Vec<(String, Collection)> = kinds
        .into_par_iter()
        .map(|kind| (kind.name.clone(), collection(site, kind, readings, original)))
        .collect();
    site.collections = collections.into_iter().collect();
    keep_listed(site);
}

fn collection(site: &Site, kind: &Type, readings: &Readings, collator: &Collator) -> Collection {
    let listed: Vec<EntryId> = site
        .entries
        .iter()
        .filter(|entry| entry.key.type_name == kind.name && entry.is_listed())
        .map(|entry| entry.id)
        .collect();
    let ordered: Vec<Vec<EntryId>> = site
        .languages
        .par_iter()
        .map(|language| {
            let mut ids = listed.clone();
            order::sort(site, kind, &kind.order, language.id, &mut ids);
            ids
        })
        .collect();
    let facets = kind
        .fields
        .par_iter()
        .filter_map(|field| Some((field, field.facet.as_ref()?)))
        .map(|(field, facet)| terms(site, field, facet, &ordered, (readings, collator)))
        .filter(|facet| !facet.terms.is_empty())
        .collect();
    let places = ordered
        .iter()
        .map(|ids| ids.iter().enumerate().map(|(place, id)| (*id, place)).collect())
        .collect();
    Collection {
        ordered,
        places,
        facets,
    }
}

fn terms(
    site: &Site,
    field: &Field,
    facet: &Facet,
    ordered: &[Vec<EntryId>],
    (readings, collator): (&Readings, &Collator),
) -> FacetTerms {
    let ranges = match facet {
        Facet::Thresholds(thresholds) => buckets(thresholds).unwrap_or_default(),
        _ => Vec::new(),
    };
    // Facts are the same in every language: what an entry counts for is found once.
    let first = ordered.first().map(Vec::as_slice).unwrap_or_default();
    let counts_for: HashMap<EntryId, BTreeSet<TermValue>> = first
        .iter()
        .map(|id| (*id, values(site, field, facet, &ranges, *id)))
        .collect();
    let mut members: BTreeMap<TermValue, Vec<Vec<EntryId>>> = BTreeMap::new();
    for (lang, ids) in ordered.iter().enumerate() {
        for id in ids {
            for value in counts_for.get(id).into_iter().flatten() {
                if let Some(lists) = members.get_mut(value) {
                    lists[lang].push(*id);
                } else {
                    let mut lists = vec![Vec::new(); ordered.len()];
                    lists[lang].push(*id);
                    members.insert(value.clone(), lists);
                }
            }
        }
    }
    let mut terms: Vec<Term> = members
        .into_iter()
        .map(|(value, entries)| Term {
            slug: term_slug(site, &value, readings),
            value,
            entries,
        })
        .collect();
    terms.sort_by_cached_key(|term| place(site, field, &term.value, collator));
    make_unique(&mut terms);
    FacetTerms {
        field: field.name.clone(),
        terms,
    }
}

/// The terms that an entry counts for.
fn values(site: &Site, field: &Field, facet: &Facet, ranges: &[Bucket], id: EntryId) -> BTreeSet<TermValue> {
    let mut values = BTreeSet::new();
    match site.entry(id).fact(&field.name) {
        Some(Value::List(items)) => {
            let kind = match &field.kind {
                Kind::List(kind) => kind.as_ref(),
                other => other,
            };
            for item in items {
                value(site, kind, (facet, ranges), item, &mut values);
            }
        }
        Some(one) => value(site, &field.kind, (facet, ranges), one, &mut values),
        None => {}
    }
    values
}

fn value(
    site: &Site,
    kind: &Kind,
    (facet, ranges): (&Facet, &[Bucket]),
    value: &Value,
    values: &mut BTreeSet<TermValue>,
) {
    match (value, facet) {
        (Value::Figure(figure), Facet::Thresholds(_)) => {
            let found = ranges.iter().find(|range| range.holds(figure, &site.units));
            values.extend(found.cloned().map(TermValue::Bucket));
        }
        (Value::Choice(key), _) => {
            values.insert(TermValue::Choice(key.clone()));
        }
        (Value::Boolean(truth), _) => {
            values.insert(TermValue::Boolean(*truth));
        }
        (Value::Text(text), _) => {
            values.insert(TermValue::Text(text.clone()));
        }
        (Value::Reference(written), _) => {
            let Kind::Reference { to } = kind else { return };
            let mut at = site.named(to, written).first().copied();
            while let Some(id) = at {
                if !site.entry(id).is_held() {
                    values.insert(TermValue::Entry(id));
                }
                at = if *facet == Facet::Tree {
                    site.entry(id).parent
                } else {
                    None
                };
            }
        }
        _ => {}
    }
}

fn term_slug(site: &Site, value: &TermValue, readings: &Readings) -> String {
    match value {
        TermValue::Choice(key) => key.replace('_', "-").to_lowercase(),
        TermValue::Entry(id) => site.entry(*id).slug.clone(),
        TermValue::Text(text) => slug(text, readings),
        TermValue::Boolean(true) => "yes".to_owned(),
        TermValue::Boolean(false) => "no".to_owned(),
        TermValue::Bucket(bucket) => bucket.slug(),
    }
}

/// Terms with one slug get `-2`, `-3` in their own order; texts that differ only by sound are rare and stay stable.
fn make_unique(terms: &mut [Term]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for term in terms {
        let times = seen.entry(term.slug.clone()).or_insert(0);
        *times += 1;
        if *times > 1 {
            term.slug = format!("{}-{times}", term.slug);
        }
    }
}

/// Options as declared, buckets from small to large, entries and texts by name.
fn place(site: &Site, field: &Field, value: &TermValue, collator: &Collator) -> (usize, Decimal, SortKey) {
    let kind = match &field.kind {
        Kind::List(kind) => kind.as_ref(),
        other => other,
    };
    let option = |key: &str| match kind {
        Kind::Choice { options } => options.iter().position(|(option, _)| option == key),
        _ => None,
    };
    let (place, number, word) = match value {
        TermValue::Choice(key) => (option(key).unwrap_or(usize::MAX), Decimal::ZERO, key.as_str()),
        TermValue::Entry(id) => (
            site.title_ranks[usize::from(site.original.0)][id.0 as usize] as usize,
            Decimal::ZERO,
            "",
        ),
        TermValue::Text(text) => (0, Decimal::ZERO, text.as_str()),
        TermValue::Boolean(truth) => (usize::from(!truth), Decimal::ZERO, ""),
        TermValue::Bucket(bucket) => (0, bucket.from.unwrap_or(Decimal::MIN), ""),
    };
    (place, number, collator.key(word, None))
}

/// Those that point at a page, and those below it: held and expired ones leave.
fn keep_listed(site: &mut Site) {
    let listed: Vec<bool> = site.entries.iter().map(Entry::is_listed).collect();
    for entry in &mut site.entries {
        entry.children.retain(|id| listed[id.0 as usize]);
        entry
            .back
            .values_mut()
            .for_each(|ids| ids.retain(|id| listed[id.0 as usize]));
    }
}
