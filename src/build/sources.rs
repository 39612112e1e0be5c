//! Sorts the files of a snapshot into themes and content.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::build::file_names;
use crate::build::link::Probed;
use crate::build::places::{Place, place_of};
use crate::diag::Diagnostic;
use crate::model::path::SourcePath;
use crate::model::picture::Seen;
use crate::model::snapshot::{Snapshot, SourceFile};
use crate::theme::layers::{Content, Layer, LayerFile};

/// A text file with its place.
pub(crate) struct Source<'a> {
    pub(crate) path: &'a SourcePath,
    pub(crate) text: &'a Arc<str>,
    pub(crate) place: Place,
}

/// The content, sorted by what it is for.
#[derive(Default)]
pub(crate) struct Sources<'a> {
    pub(crate) settings: Option<(&'a SourcePath, &'a Arc<str>)>,
    /// Types, terms, strings, units, formats, readings.
    pub(crate) definitions: Vec<Source<'a>>,
    /// Entries, rows and the words of lists.
    pub(crate) entries: Vec<Source<'a>>,
    /// With their size in bytes.
    pub(crate) media: Vec<(SourcePath, u64)>,
    pub(crate) pictures: Probed,
    /// Source → path below the site's root.
    pub(crate) plain: Vec<(SourcePath, String)>,
    /// What is wrong with the files' names and places.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

pub(crate) fn content(snapshot: &Snapshot) -> Sources<'_> {
    let good = |(path, seen): (&SourcePath, &Seen)| Some((path.clone(), (seen.probe.clone().ok()?, seen.digest)));
    let (diagnostics, unread) = file_names::check(snapshot);
    let mut sources = Sources {
        diagnostics,
        pictures: snapshot.pictures.iter().filter_map(good).collect(),
        ..Sources::default()
    };
    let content = snapshot
        .files
        .iter()
        .filter(|(path, _)| path.as_str().starts_with("content/"));
    let content: Vec<_> = content.filter(|(path, _)| !unread.contains(path)).collect();
    let places = content.par_iter().with_min_len(256).map(|(path, _)| place_of(path));
    for (place, (path, file)) in places.collect::<Vec<_>>().into_iter().zip(&content) {
        let (path, file) = (*path, *file);
        let text = match file {
            SourceFile::Text { text, .. } => Some(text),
            SourceFile::Binary { .. } => None,
        };
        match (place, text) {
            (Place::Plain(published), _) => sources.plain.push((path.clone(), published)),
            (Place::Media, _) => sources.media.push((path.clone(), length(file))),
            (Place::Settings, Some(text)) => sources.settings = Some((path, text)),
            (Place::Unknown, _) => sources.diagnostics.push(Diagnostic::new("file-unknown", path)),
            (place @ (Place::Index { .. } | Place::Entry { .. } | Place::Rows { .. }), Some(text)) => {
                sources.entries.push(Source { path, text, place });
            }
            (place, Some(text)) => sources.definitions.push(Source { path, text, place }),
            // A text file that could not be read as one: its trouble is told already.
            (_, None) => {}
        }
    }
    sources
}

fn length(file: &SourceFile) -> u64 {
    match file {
        SourceFile::Text { text, .. } => text.len() as u64,
        SourceFile::Binary { length, .. } => *length,
    }
}

/// Every theme of the site's folder, by name.
pub(crate) fn themes(snapshot: &Snapshot) -> BTreeMap<String, Layer> {
    let mut themes: BTreeMap<String, Layer> = BTreeMap::new();
    for (path, file) in &snapshot.files {
        let Some((name, inner)) = path
            .as_str()
            .strip_prefix("themes/")
            .and_then(|rest| rest.split_once('/'))
        else {
            continue;
        };
        let content = match file {
            SourceFile::Text { text, .. } => Content::Text(text.clone()),
            SourceFile::Binary { length, digest } => Content::Binary {
                length: *length,
                digest: *digest,
            },
        };
        let layer = themes.entry(name.to_owned()).or_insert_with(|| Layer {
            name: name.to_owned(),
            files: BTreeMap::new(),
        });
        layer.files.insert(
            inner.to_owned(),
            LayerFile {
                source: path.clone(),
                content,
            },
        );
    }
    themes
}
