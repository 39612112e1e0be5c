//! What an address written in an entry's Markdown means.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::model::path::{SourcePath, nfc};
use crate::site::Site;
use crate::site::entry::EntryId;

/// Where a link or picture of a text leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// An entry, perhaps a part of it.
    Entry {
        id: EntryId,
        fragment: Option<String>,
    },
    /// The list of a type, by its `_index.md`.
    List {
        type_name: String,
    },
    Home,
    /// A place on the page itself.
    Here {
        fragment: String,
    },
    /// A picture, a document, or a file of `content/files/`, by its published path.
    Media(String),
    Nothing,
}

/// Reads a target as written in `file`; a picture of a translation is also looked for beside the `original`.
pub fn meaning(site: &Site, file: &SourcePath, original: &SourcePath, target: &str) -> Meaning {
    let (path, fragment) = match target.split_once('#') {
        Some((path, fragment)) => (path, Some(decoded(fragment))),
        None => (target, None),
    };
    let path = path.split('?').next().unwrap_or_default();
    if path.is_empty() {
        return fragment.map_or(Meaning::Nothing, |fragment| Meaning::Here {
            fragment: fragment.into_owned(),
        });
    }
    let path = decoded(path);
    let own = of_translation(file, original, &path).and_then(|own| join(file.folder(), &own));
    if let Some(published) = own.and_then(|own| site.media.get(&*nfc(&own))) {
        return Meaning::Media(published.clone());
    }
    for from in [file, original] {
        let Some(joined) = join(from.folder(), &path) else {
            continue;
        };
        let source = &*nfc(&joined);
        if let Some(published) = site.media.get(source).or_else(|| site.plain.get(source)) {
            return Meaning::Media(published.clone());
        }
        let row = fragment.as_ref().and_then(|row| {
            let list = SourcePath::new(source).ok()?;
            site.rows.get(&(list, row.to_string()))
        });
        if let Some(id) = row {
            return Meaning::Entry {
                id: *id,
                fragment: None,
            };
        }
        if let Some(id) = site.files.get(source) {
            let fragment = fragment.map(Cow::into_owned);
            return Meaning::Entry { id: *id, fragment };
        }
        if let Some(folder) = joined
            .strip_prefix("content/")
            .and_then(|inner| inner.strip_suffix("_index.md"))
        {
            let folder = folder.trim_end_matches('/');
            if folder.is_empty() {
                return Meaning::Home;
            }
            if let Some(kind) = site.types.of_folder(folder) {
                return Meaning::List {
                    type_name: kind.name.clone(),
                };
            }
        }
    }
    let shared = ["content/media/", &path].concat();
    match site.media.get(&*nfc(&shared)) {
        Some(published) => Meaning::Media(published.clone()),
        None => Meaning::Nothing,
    }
}

/// `map.svg` as `index.en.md` may have it for itself: `map.en.svg`.
fn of_translation(file: &SourcePath, original: &SourcePath, path: &str) -> Option<String> {
    if file == original {
        return None;
    }
    let (name, _) = file.file_name().rsplit_once('.')?;
    let (_, lang) = name.rsplit_once('.')?;
    let (stem, ending) = path.rsplit_once('.')?;
    Some(format!("{stem}.{lang}.{ending}"))
}

fn decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}

/// `content/projects` and `../regions/a.md` → `content/regions/a.md`; none if it leaves `content/`.
fn join(folder: &str, path: &str) -> Option<String> {
    if path.starts_with('/') {
        return None;
    }
    let mut joined = String::with_capacity(folder.len() + 1 + path.len());
    joined.push_str(folder);
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if joined.is_empty() => return None,
            ".." => joined.truncate(joined.rfind('/').unwrap_or_default()),
            part => {
                joined.push_str(if joined.is_empty() { "" } else { "/" });
                joined.push_str(part);
            }
        }
    }
    let rest = joined.strip_prefix("content")?;
    (rest.is_empty() || rest.starts_with('/')).then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::join;

    fn check(folder: &str, path: &str, expected: Option<&str>) {
        assert_eq!(join(folder, path).as_deref(), expected);
    }

    #[test]
    fn a_path_is_read_from_the_file_that_holds_it() {
        check("content/projects", "qingshan.md", Some("content/projects/qingshan.md"));
        check(
            "content/projects/qingshan",
            "../../regions/shili.md",
            Some("content/regions/shili.md"),
        );
        check("content/projects", "./a/./b.jpg", Some("content/projects/a/b.jpg"));
    }

    #[test]
    fn no_path_leaves_the_content() {
        check("content/projects", "../../themes/a.css", None);
        check("content/projects", "../../../../etc/passwd", None);
        check("content/projects", "/etc/passwd", None);
    }
}
