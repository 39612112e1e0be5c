//! Gives every entry its address, and finds two that want the same.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::lang::readings::Readings;
use crate::lang::slug::{SlugMistake, check_slug, slug};
use crate::model::types::{Address, Type};
use crate::site::record::Record;
use crate::site::{Entry, Language};

/// The last part of the address: `slug`, else made from the file's name.
pub(super) fn slug_of(record: &Record, readings: &Readings, diagnostics: &mut Vec<Diagnostic>) -> String {
    let Some(written) = record.text("slug") else {
        return slug(&record.key.name, readings);
    };
    if let Err(mistake) = check_slug(written) {
        let made = slug(written, readings);
        let diagnostic = super::at(record, "slug", "slug-form")
            .with("slug", written)
            .with("near", &made)
            .with("why", why(&mistake));
        let diagnostic = match diagnostic.span.clone() {
            Some(span) if check_slug(&made).is_ok() => diagnostic.fixed_by(span, made.clone()),
            _ => diagnostic,
        };
        diagnostics.push(diagnostic);
        return made;
    }
    written.to_owned()
}

/// In the few words that fit into the message of both languages.
fn why(mistake: &SlugMistake) -> String {
    match mistake {
        SlugMistake::Empty => "\u{2205}".to_owned(),
        SlugMistake::TooLong(length) => format!("{length} > 80"),
        SlugMistake::Character(letter) => format!("`{letter}`"),
        SlugMistake::Hyphen => "`-`".to_owned(),
        SlugMistake::Device => "Windows".to_owned(),
        SlugMistake::Reserved => "index, 404, page-N".to_owned(),
    }
}

/// From the site's root, without language, edition and ending.
pub(super) fn route_of(kind: &Type, slug: &str) -> String {
    match kind.address {
        Address::Root => slug.to_owned(),
        Address::Folder => format!("{}/{slug}", kind.folder),
    }
}

/// Two entries with one address, also by letter case. Each is named in the other's diagnostic.
pub(super) fn collisions(entries: &[(&str, &Record)]) -> Vec<Diagnostic> {
    let mut claims: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
    for (route, record) in entries {
        claims.entry(route.to_lowercase()).or_default().push(record);
    }
    let mut diagnostics = Vec::new();
    for (route, mut records) in claims {
        records.sort_by(|a, b| (&a.file, &a.trail).cmp(&(&b.file, &b.trail)));
        let Some((first, others)) = records.split_first() else {
            continue;
        };
        for other in others {
            let span = |record: &Record| {
                super::span_of(
                    record,
                    if record.fields.contains_key("slug") {
                        "slug"
                    } else {
                        "title"
                    },
                )
            };
            diagnostics.push(
                Diagnostic::new("route-taken", &other.file)
                    .at(span(other))
                    .with("route", format!("{route}.html"))
                    .with("other", &first.file)
                    .see(&first.file, span(first)),
            );
        }
    }
    diagnostics
}

/// Names that mean something else at the site's root.
pub(super) fn is_reserved(route: &str, langs: &[String]) -> bool {
    let first = route.split('/').next().unwrap_or(route);
    let page_number = |part: &str| {
        part.strip_prefix("page-")
            .is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let reserved = [
        "care", "index", "404", "assets", "data", "feed", "media", "robots", "sitemap", "_wutong",
    ];
    let last = route.rsplit('/').next().unwrap_or(route);
    reserved.contains(&first)
        || langs.iter().any(|lang| lang == first)
        || last == "index"
        || last == "feed"
        || page_number(last)
}

/// Collisions and reserved names over all entries.
pub(super) fn check(entries: &[Entry], languages: &[Language]) -> Vec<Diagnostic> {
    let langs: Vec<String> = languages
        .iter()
        .map(|language| language.lang.as_str().to_lowercase())
        .collect();
    let claims: Vec<(&str, &Record)> = entries
        .iter()
        .map(|entry| (entry.route.as_str(), entry.facts.as_ref()))
        .collect();
    let mut diagnostics = collisions(&claims);
    for entry in entries
        .iter()
        .filter(|entry| is_reserved(&entry.route.to_lowercase(), &langs))
    {
        let field = if entry.facts.fields.contains_key("slug") {
            "slug"
        } else {
            "title"
        };
        diagnostics.push(super::at(&entry.facts, field, "route-reserved").with("route", &entry.route));
    }
    diagnostics
}
