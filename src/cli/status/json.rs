//! The whole report as JSON; its keys are documented in docs/translations.md and stay.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::build::held::{HeldPage, Reason};
use crate::build::standing::{Counts, Page, STANDINGS};
use crate::cli::console::Speech;
use crate::cli::status::signs::name;
use crate::cli::status::{Report, counts_of};

pub(super) fn json(report: &Report<'_>) -> Value {
    let site = &report.prepared.site;
    let languages = report.languages.iter().map(|language| {
        let derived_from = language.derived_from.map(|from| site.language(from).lang.as_str());
        let tag = language.lang.as_str();
        let pages = report.pages.iter().filter(|page| page.language.id == language.id);
        json!({
            "lang": tag,
            "derived_from": derived_from,
            "pages": counts(&counts_of(pages.copied())),
            "strings": report.strings_of(language).map(|strings| counts(&strings)),
            "strings_missing": report.strings_missing.get(tag).cloned().unwrap_or_default(),
        })
    });
    json!({
        "today": report.prepared.today.to_string(),
        "timezone": site.config.timezone,
        "original": site.config.original.as_str(),
        "errors": report.errors,
        "languages": languages.collect::<Vec<_>>(),
        "types": types(report),
        "translations": report.pages.iter().map(|page| translation(page)).collect::<Vec<_>>(),
        "held": report.held.iter().map(held).collect::<Vec<_>>(),
    })
}

fn types(report: &Report<'_>) -> Vec<Value> {
    let mut kinds: BTreeMap<&str, Vec<&Page<'_>>> = BTreeMap::new();
    for page in &report.pages {
        kinds.entry(&page.kind.name).or_default().push(page);
    }
    let kinds = kinds.into_iter().map(|(kind, pages)| {
        let languages = report.languages.iter().map(|language| {
            let pages = pages.iter().filter(|page| page.language.id == language.id);
            (language.lang.to_string(), counts(&counts_of(pages.copied())))
        });
        json!({ "type": kind, "languages": languages.collect::<serde_json::Map<_, _>>() })
    });
    kinds.collect()
}

fn counts(counts: &Counts) -> Value {
    let counts = STANDINGS.iter().map(|standing| {
        let key = name(Speech::English, *standing).to_owned();
        (key, json!(counts[*standing as usize]))
    });
    Value::Object(counts.collect())
}

fn translation(page: &Page<'_>) -> Value {
    let changes = page.changes.as_ref();
    let changed = changes
        .into_iter()
        .flat_map(|changes| &changes.changed)
        .map(|change| json!({ "part": change.part, "line": change.line, "words": change.words }));
    let key = &page.original.key;
    json!({
        "type": key.type_name,
        "name": key.name,
        "lang": page.language.lang.as_str(),
        "state": name(Speech::English, page.standing),
        "file": page.record.map(|record| record.file.as_str()),
        "original": changes.map_or(&page.original.file, |changes| &changes.base.file).as_str(),
        "key": page.original.trail.first(),
        "changed": changed.collect::<Vec<_>>(),
        "gone": changes.map_or(0, |changes| changes.gone),
    })
}

fn held(page: &HeldPage) -> Value {
    let (reason, date) = match &page.reason {
        Reason::Draft => ("draft", None),
        Reason::DraftTranslation => ("draft-translation", None),
        Reason::Future(date) => ("future", Some(date)),
        Reason::Expired(date) => ("expired", Some(date)),
    };
    json!({
        "file": page.file.as_str(),
        "key": page.key,
        "type": page.type_name,
        "lang": page.lang.as_str(),
        "reason": reason,
        "date": date.map(ToString::to_string),
    })
}
