//! Where pictures and documents of the content are published: below `media/`, under ASCII names.

use std::collections::{BTreeMap, HashMap};

use crate::diag::Diagnostic;
use crate::lang::readings::Readings;
use crate::lang::slug::slug;
use crate::model::path::SourcePath;
use crate::model::types::Types;
use crate::site::Entry;

/// Each file's published path. Two files that would share one are a mistake that names both.
pub(super) fn addresses(
    media: &[(SourcePath, u64)],
    entries: &[Entry],
    types: &Types,
    readings: &Readings,
) -> (BTreeMap<SourcePath, String>, Vec<Diagnostic>) {
    let own: BTreeMap<&str, &Entry> = entries
        .iter()
        .filter(|entry| entry.file().file_name().starts_with("index."))
        .map(|entry| (entry.file().folder(), entry))
        .collect();
    let mut addresses = BTreeMap::new();
    let mut claims: BTreeMap<String, SourcePath> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for (file, _) in media {
        // Pictures of an entry that is held back stay back too.
        let entry = own.get(file.folder());
        if entry.is_some_and(|entry| entry.is_held()) {
            continue;
        }
        let address = match entry {
            Some(entry) => format!("media/{}/{}", entry.route, file_name(file, readings)),
            None => format!("media/{}", in_folder(file, types, readings)),
        };
        if let Some(other) = claims.insert(address.to_lowercase(), file.clone()) {
            diagnostics.push(
                Diagnostic::new("route-taken", file)
                    .with("route", &address)
                    .with("other", &other)
                    .see(&other, None),
            );
        }
        addresses.insert(file.clone(), address);
    }
    (addresses, diagnostics)
}

/// Published path → bytes.
pub(super) fn sizes(files: &[(SourcePath, u64)], media: &BTreeMap<SourcePath, String>) -> HashMap<String, u64> {
    let published = |(file, bytes): &(SourcePath, u64)| Some((media.get(file)?.clone(), *bytes));
    files.iter().filter_map(published).collect()
}

/// The folders below `content/` (below `content/media/` for shared files), each as a slug.
fn in_folder(file: &SourcePath, types: &Types, readings: &Readings) -> String {
    let inner = file
        .folder()
        .strip_prefix("content")
        .unwrap_or_default()
        .trim_start_matches('/');
    let shared = inner
        .strip_prefix("media")
        .filter(|rest| rest.is_empty() || rest.starts_with('/'));
    let inner = shared.unwrap_or(inner).trim_start_matches('/');
    let mut parts: Vec<String> = inner
        .split('/')
        .filter(|part| !part.is_empty())
        .map(|part| {
            if types.of_folder(part).is_some() {
                part.to_owned()
            } else {
                slug(part, readings)
            }
        })
        .collect();
    parts.push(file_name(file, readings));
    parts.join("/")
}

fn file_name(file: &SourcePath, readings: &Readings) -> String {
    let name = file.file_name();
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{}.{}", slug(stem, readings), extension.to_ascii_lowercase()),
        None => slug(name, readings),
    }
}
