//! Names of types, groups, fields and options that a language lacks: its pages would show another language's.
//!
//! Only names that some page shows are asked for, so that a site may begin with few.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::model::lang::Lang;
use crate::model::types::{Field, Kind, Type};
use crate::model::value::Value;
use crate::model::words::Words;
use crate::site::{Entry, Language, Site};

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let kinds: Vec<&Type> = site.types.types.values().collect();
    let found = kinds.par_iter().flat_map_iter(|kind| {
        let entries: Vec<&Entry> = site
            .entries
            .iter()
            .filter(|entry| entry.key.type_name == kind.name && !entry.is_held())
            .collect();
        let used: BTreeSet<&str> = entries.iter().flat_map(|entry| entry.facts.fields.keys()).collect();
        let asked = site.languages.iter().filter(|language| language.derived_from.is_none());
        let found = asked.filter_map(|language| of_type(site, kind, language, (&entries, &used)));
        found.collect::<Vec<_>>()
    });
    found.collect()
}

fn of_type(
    site: &Site,
    kind: &Type,
    language: &Language,
    (entries, used): (&[&Entry], &BTreeSet<&str>),
) -> Option<Diagnostic> {
    if entries.is_empty() {
        return None;
    }
    let used = |field: &Field| used.contains(field.name.as_str());
    let mut missing = Missing {
        lang: &language.lang,
        names: Vec::new(),
    };
    missing.look("label.one".to_owned(), &kind.one);
    missing.look("label.many".to_owned(), &kind.many);
    let fields: Vec<&Field> = kind.fields.iter().filter(|field| used(field)).collect();
    for group in &kind.groups {
        if fields.iter().any(|field| group.fields.contains(&field.name)) {
            let name = group.label.by_lang.values().next();
            missing.look(format!("groups.{}", name.map_or("", String::as_str)), &group.label);
        }
    }
    for field in fields.iter().filter(|field| is_shown(field)) {
        missing.field(&field.name, field, entries);
    }
    let Missing { names, .. } = missing;
    (!names.is_empty()).then(|| {
        Diagnostic::new("label-missing", &site.config.file)
            .with("lang", &language.lang)
            .with("type", &kind.name)
            .with("count", names.len())
            .with("names", names.join(", "))
    })
}

/// Most fields of the envelope have no label on a page of their own.
fn is_shown(field: &Field) -> bool {
    !field.hidden && (!field.envelope || field.facet.is_some())
}

struct Missing<'a> {
    lang: &'a Lang,
    names: Vec<String>,
}

impl Missing<'_> {
    fn look(&mut self, name: String, words: &Words) {
        if self.lacks(words) {
            self.names.push(name);
        }
    }

    fn lacks(&self, words: &Words) -> bool {
        words.any.is_none() && !words.by_lang.is_empty() && !words.by_lang.contains_key(self.lang)
    }

    /// Whether any name within is lacking: where none is, no value needs to be looked at.
    fn may_lack(&self, kind: &Kind) -> bool {
        match kind {
            Kind::Choice { options } => options.iter().any(|(_, label)| self.lacks(label)),
            Kind::List(item) => self.may_lack(item),
            Kind::Group(fields) => fields
                .iter()
                .any(|field| self.lacks(&field.label) || self.may_lack(&field.kind)),
            _ => false,
        }
    }

    fn field(&mut self, name: &str, field: &Field, entries: &[&Entry]) {
        self.look(name.to_owned(), &field.label);
        if !self.may_lack(&field.kind) {
            return;
        }
        let values = entries.iter().filter_map(|entry| entry.fact(&field.name));
        self.kind(name, &field.kind, &values.collect::<Vec<_>>());
    }

    fn kind(&mut self, name: &str, kind: &Kind, values: &[&Value]) {
        match kind {
            Kind::Choice { options } => {
                let chosen: BTreeSet<&str> = values.iter().filter_map(|value| choice(value)).collect();
                for (key, label) in options.iter().filter(|(key, _)| chosen.contains(key.as_str())) {
                    self.look(format!("{name}.{key}"), label);
                }
            }
            Kind::List(item) => {
                let items = values.iter().filter_map(|value| match value {
                    Value::List(items) => Some(items),
                    _ => None,
                });
                self.kind(name, item, &items.flatten().collect::<Vec<_>>());
            }
            Kind::Group(fields) => {
                for field in fields.iter().filter(|field| !field.hidden) {
                    let own = values.iter().filter_map(|value| match value {
                        Value::Group(fields) => fields.get(&field.name),
                        _ => None,
                    });
                    let own: Vec<&Value> = own.collect();
                    if !own.is_empty() {
                        let name = format!("{name}.{}", field.name);
                        self.look(name.clone(), &field.label);
                        self.kind(&name, &field.kind, &own);
                    }
                }
            }
            _ => {}
        }
    }
}

fn choice(value: &Value) -> Option<&str> {
    match value {
        Value::Choice(key) => Some(key),
        _ => None,
    }
}
