//! Names of content files: endings that are not read, languages misspelt, copies, and what Windows cannot keep.

use rayon::prelude::*;

use crate::build::places::{Place, place_of};
use crate::diag::Diagnostic;
use crate::lang::tags;
use crate::model::path::{SourcePath, is_device};
use crate::model::snapshot::Snapshot;

/// Longer names break the path that Windows allows, once the site lies some folders deep (in letters).
const LONGEST: usize = 60;

/// Endings of texts and settings in other letters or words → the one that is read.
const ENDINGS: [(&str, &str); 6] = [
    ("md", "md"),
    ("markdown", "md"),
    ("mdown", "md"),
    ("mkd", "md"),
    ("yaml", "yaml"),
    ("yml", "yml"),
];

/// What a word processor saves, which is shown nowhere unless a text links to it.
const DOCUMENTS: [&str; 6] = ["txt", "doc", "docx", "wps", "rtf", "odt"];

/// What copying and synchronising programs put behind a name.
const COPIES: [&str; 10] = [
    " - 副本",
    "- 副本",
    " 副本",
    "的副本",
    "_副本",
    " - Copy",
    " copy",
    "（1）",
    "(1)",
    "（2）",
];

/// All that is wrong with the names of content files, and those files that are not to be read for it.
pub(crate) fn check(snapshot: &Snapshot) -> (Vec<Diagnostic>, Vec<&SourcePath>) {
    let paths: Vec<&SourcePath> = snapshot.files.keys().collect();
    let named = paths.into_par_iter().with_min_len(256).map(|path| name(path, snapshot));
    let (diagnostics, unread): (Vec<_>, Vec<_>) = named.unzip();
    (diagnostics.concat(), unread.into_iter().flatten().collect())
}

/// What is wrong with one name, and the file if it is not to be read for it.
fn name<'a>(path: &'a SourcePath, snapshot: &Snapshot) -> (Vec<Diagnostic>, Option<&'a SourcePath>) {
    let (mut diagnostics, mut unread) = (Vec::new(), None);
    let inner = path.as_str().strip_prefix("content/");
    let Some(inner) = inner.filter(|inner| !inner.starts_with("files/") && !inner.starts_with("media/")) else {
        return (diagnostics, unread);
    };
    diagnostics.extend(portable(path, inner));
    if place_of(path) == Place::Unknown {
        return (diagnostics, unread);
    }
    let (stem, ending) = path.file_name().rsplit_once('.').unwrap_or((path.file_name(), ""));
    if let Some(diagnostic) = ending_of(path, stem, ending, snapshot) {
        diagnostics.push(diagnostic);
    } else if matches!(ending, "md" | "yaml" | "yml") {
        if let Some(diagnostic) = language_of(path, stem, ending) {
            diagnostics.push(diagnostic);
            unread = Some(path);
        }
        diagnostics.extend(copy(path, stem, ending, snapshot));
    }
    (diagnostics, unread)
}

/// What some computer cannot keep under this name.
fn portable(path: &SourcePath, inner: &str) -> Option<Diagnostic> {
    let parts = || inner.split('/');
    let device = parts().find(|part| is_device(part));
    if let Some(part) = device {
        return Some(Diagnostic::new("name-reserved", path).with("name", part));
    }
    let blank = parts().map(|part| part.rsplit_once('.').map_or(part, |(stem, _)| stem));
    let blank = blank.clone().find(|stem| stem.trim() != *stem || stem.ends_with('.'));
    if let Some(stem) = blank {
        return Some(Diagnostic::new("name-blank", path).with("name", stem));
    }
    let long = parts()
        .map(|part| part.chars().count())
        .find(|length| *length > LONGEST)?;
    Some(
        Diagnostic::new("name-long", path)
            .with("length", long)
            .with("most", LONGEST),
    )
}

fn ending_of(path: &SourcePath, stem: &str, ending: &str, snapshot: &Snapshot) -> Option<Diagnostic> {
    let lower = ending.to_ascii_lowercase();
    let right = ENDINGS.iter().find(|(known, _)| *known == lower);
    if let Some((_, right)) = right.filter(|(_, right)| *right != ending) {
        let near = format!("{stem}.{right}");
        return Some(
            Diagnostic::new("name-ending", path)
                .with("ending", ending)
                .with("near", near),
        );
    }
    let is_document = DOCUMENTS.contains(&lower.as_str()) && !is_named(path.file_name(), snapshot);
    is_document.then(|| {
        Diagnostic::new("file-document", path)
            .with("name", path.file_name())
            .with("near", format!("{stem}.md"))
    })
}

/// Whether any text speaks of a file of this name.
fn is_named(name: &str, snapshot: &Snapshot) -> bool {
    let encoded = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC).to_string();
    let mut texts = snapshot.files.keys().filter_map(|path| snapshot.text(path));
    texts.any(|text| text.contains(name) || text.contains(&encoded) || text.contains(&name.replace(' ', "%20")))
}

/// `温泉.EN.md`, `温泉.英文.md`: a translation whose language is not written as its tag.
fn language_of(path: &SourcePath, stem: &str, ending: &str) -> Option<Diagnostic> {
    let (rest, word) = stem.rsplit_once('.').filter(|(rest, _)| !rest.is_empty())?;
    let tag = tags::meant(word).filter(|tag| *tag != word)?;
    Some(
        Diagnostic::new("name-language", path)
            .with("written", word)
            .with("tag", tag)
            .with("near", format!("{rest}.{tag}.{ending}")),
    )
}

/// A copy beside the file that it was made from.
fn copy(path: &SourcePath, stem: &str, ending: &str, snapshot: &Snapshot) -> Option<Diagnostic> {
    let original = COPIES.iter().find_map(|mark| stem.strip_suffix(mark))?;
    let folder = path.folder();
    let other = SourcePath::new(&format!("{folder}/{}.{ending}", original.trim_end())).ok()?;
    snapshot
        .files
        .contains_key(&other)
        .then(|| Diagnostic::new("name-copy", path).with("other", &other))
}
