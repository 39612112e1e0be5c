//! What was probably meant by a link that leads nowhere.

use crate::diag::suggest::nearest;
use crate::model::path::SourcePath;
use crate::site::Site;

/// In place of the target as written.
pub(super) fn meant(site: &Site, target: &str) -> Option<String> {
    if target.starts_with("www.") {
        return Some(format!("https://{target}"));
    }
    let found = built(site, target).or_else(|| near_file(site, target));
    found.map(ToString::to_string)
}

/// Whether the target is a place on somebody's own disk: `D:\…`, `file:///…`.
pub(super) fn is_on_disk(target: &str) -> bool {
    let drive = matches!(target.as_bytes(), [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic());
    drive || target.to_ascii_lowercase().starts_with("file:") || target.starts_with("\\\\")
}

/// The file behind the address of a built page: links name the sources.
fn built<'a>(site: &'a Site, target: &str) -> Option<&'a SourcePath> {
    let page = target.split(['#', '?']).next().unwrap_or_default();
    let slug = page.strip_suffix(".html")?.rsplit('/').next()?;
    let mut found = site.entries.iter().filter(|entry| entry.slug == slug);
    let one = found.next()?;
    found.next().is_none().then(|| one.file())
}

/// The content file whose name is nearest.
fn near_file<'a>(site: &'a Site, target: &str) -> Option<&'a SourcePath> {
    let name = target
        .split(['#', '?'])
        .next()
        .unwrap_or_default()
        .rsplit('/')
        .next()
        .unwrap_or_default();
    // The table has no order of its own: files of one name are told apart by their whole path.
    let mut files: Vec<&SourcePath> = site.files.keys().collect();
    files.sort_unstable();
    let near = nearest(name, files.iter().map(|file| file.file_name()).zip(0..))?;
    files.into_iter().find(|file| file.file_name() == near.word)
}
