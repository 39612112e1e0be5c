//! The path of a request → a file of the site. It is looked up in the build's table and never becomes a path of the disk.

use percent_encoding::percent_decode_str;

use crate::build::live::{File, Live};
use crate::serve::doors::Doors;

/// What an address means.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A file of the site, with its path.
    File(String, File),
    /// The same address with a slash at its end, or the folder of the site.
    Elsewhere(String),
    Nothing,
}

/// What stands under an address, as it was written in the request.
pub(crate) fn meaning(live: &Live, doors: &Doors, written: &str) -> Meaning {
    let Some(path) = decoded(written) else {
        return Meaning::Nothing;
    };
    if let Some(inside) = path.strip_prefix(&doors.base) {
        if let Some(found) = file(live, inside) {
            return found;
        }
    } else if path == "/" || format!("{path}/") == doors.base {
        return Meaning::Elsewhere(doors.base.clone());
    }
    // `404.html` and what else must know the site's own place links to it there.
    let own = live.with(|prepared, _, _| prepared.map(|prepared| prepared.site.config.url.path.clone()));
    let own = own.filter(|own| *own != doors.base);
    let below = own.as_deref().and_then(|own| path.strip_prefix(own));
    below.and_then(|inside| file(live, inside)).unwrap_or(Meaning::Nothing)
}

/// The path below the site's root that an address would mean.
pub(crate) fn inner(doors: &Doors, written: &str) -> Option<String> {
    let path = decoded(written)?;
    path.strip_prefix(&doors.base).map(wanted)
}

fn wanted(inside: &str) -> String {
    if inside.is_empty() || inside.ends_with('/') {
        format!("{inside}index.html")
    } else {
        inside.to_owned()
    }
}

fn file(live: &Live, inside: &str) -> Option<Meaning> {
    let wanted = wanted(inside);
    if let Some(file) = live.file(&wanted) {
        return Some(Meaning::File(wanted, file));
    }
    let last = inside.rsplit('/').next().unwrap_or_default();
    let is_folder = !last.is_empty() && live.has(&format!("{inside}/index.html"));
    is_folder.then(|| Meaning::Elsewhere(format!("{last}/")))
}

/// Decoded once. Every octet counts for itself: what was encoded twice is looked for as it is then written.
pub(crate) fn decoded(written: &str) -> Option<String> {
    percent_decode_str(written)
        .decode_utf8()
        .ok()
        .map(std::borrow::Cow::into_owned)
}
