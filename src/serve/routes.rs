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
    let Some(inside) = within(&path, &doors.base) else {
        let is_root = path == "/" || format!("{path}/") == doors.base;
        return if is_root {
            Meaning::Elsewhere(doors.base.clone())
        } else {
            Meaning::Nothing
        };
    };
    if let Some(found) = file(live, inside) {
        return found;
    }
    // `404.html` and what else must know the site's own place links to it there.
    let own = live.with(|prepared, _, _| prepared.map(|prepared| prepared.site.config.url.path.clone()));
    let home = own.filter(|own| *own != doors.base);
    let below = home.as_deref().and_then(|own| within(&path, own));
    below.and_then(|inside| file(live, inside)).unwrap_or(Meaning::Nothing)
}

fn file(live: &Live, inside: &str) -> Option<Meaning> {
    let wanted = if inside.is_empty() || inside.ends_with('/') {
        format!("{inside}index.html")
    } else {
        inside.to_owned()
    };
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

/// The path below a folder that begins and ends with a slash.
fn within<'a>(path: &'a str, base: &str) -> Option<&'a str> {
    path.strip_prefix(base)
}
