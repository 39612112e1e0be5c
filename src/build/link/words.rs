//! The words of one entry, or of one list page, in every language that has them: compiled, and compared with what they were made from.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::build::link::hold::{self, Drafts};
use crate::build::link::translation::{self, parts};
use crate::diag::Diagnostic;
use crate::model::lang::Lang;
use crate::model::types::Type;
use crate::model::value::Value;
use crate::site::record::Record;
use crate::site::text::Text;
use crate::site::{Language, Translation, Words};

/// What holds for all words of the site.
pub(super) struct Reading<'a> {
    pub(super) languages: &'a [Language],
    pub(super) original: &'a Lang,
    pub(super) drafts: Drafts,
}

/// By language. Draft translations are left out unless drafts are shown.
pub(super) fn words(
    records: &BTreeMap<Lang, Arc<Record>>,
    kind: &Type,
    reading: &Reading<'_>,
) -> (Vec<Option<Words>>, Vec<Diagnostic>) {
    let is_original = |record: &Record| record.lang == *reading.original;
    let mut diagnostics = Vec::new();
    let compiled: Vec<Option<(Arc<Record>, Arc<Text>)>> = reading
        .languages
        .iter()
        .map(|language| {
            let record = records.get(&language.lang)?;
            let held = reading.drafts == Drafts::Hold && hold::is_draft(record) && !is_original(record);
            (!held).then(|| (Arc::clone(record), Arc::clone(&record.text)))
        })
        .collect();
    let base = |lang: &Lang| {
        compiled
            .iter()
            .flatten()
            .find(|(record, _)| record.lang == *lang)
            .map(|(record, text)| parts(kind, record, &text.outline))
    };
    let original = records.get(reading.original);
    let mut states = Vec::with_capacity(compiled.len());
    for (record, _) in compiled.iter().flatten() {
        if is_original(record) {
            states.push(Translation::Original);
            continue;
        }
        let state = match &record.translated_from {
            Some(from) => {
                let parts = base(&from.lang).or_else(|| base(reading.original)).unwrap_or_default();
                translation::state(Some(&from.blocks), &parts)
            }
            None => Translation::Unknown,
        };
        if let Translation::Stale(changed) = &state {
            diagnostics.push(Diagnostic::new("translation-stale", &record.file).with("parts", changed.join(", ")));
        }
        if let Some(original) = original {
            diagnostics.extend(items(kind, original, record));
        }
        states.push(state);
    }
    let mut states = states.into_iter();
    let words = compiled
        .into_iter()
        .map(|made| {
            let (record, text) = made?;
            Some(Words {
                record,
                text,
                translation: states.next()?,
            })
        })
        .collect();
    (words, diagnostics)
}

/// A list of words is translated whole: as many items as the original has.
fn items(kind: &Type, original: &Record, translation: &Record) -> Vec<Diagnostic> {
    let length = |record: &Record, field: &str| match record.fields.get(field) {
        Some(Value::List(items)) => Some(items.len()),
        _ => None,
    };
    let localized = kind.fields.iter().filter(|field| field.localized);
    localized
        .filter_map(|field| {
            let (wanted, found) = (length(original, &field.name)?, length(translation, &field.name)?);
            (wanted != found).then(|| {
                super::at(translation, &field.name, "translation-items")
                    .with("field", &field.name)
                    .with("found", found)
                    .with("wanted", wanted)
                    .see(&original.file, super::span_of(original, &field.name))
            })
        })
        .collect()
}
