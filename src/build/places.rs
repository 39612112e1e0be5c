//! Tells from a file's path alone what it is for.

use crate::model::lang::Lang;
use crate::model::path::SourcePath;

/// What a file under `content/` is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Settings,
    Terms,
    /// `types/NAME.yaml`.
    Type(String),
    /// `strings/LANG.yaml`, the site's own interface words.
    Strings(String),
    /// `units.yaml`, the site's own units.
    Units,
    /// `readings.yaml`, the site's own readings of names.
    Readings,
    /// `formats/LANG.yaml`: how a language writes figures and dates.
    Formats(String),
    /// `FOLDER/_index.md`; the home page's under `""`.
    Index {
        folder: String,
        lang: Option<Lang>,
    },
    /// `FOLDER/…/NAME.md`, `NAME/index.md` or `NAME.yaml`.
    Entry {
        folder: String,
        name: String,
        lang: Option<Lang>,
    },
    /// `FOLDER/NAME.list.yaml`.
    Rows {
        folder: String,
        lang: Option<Lang>,
    },
    /// A picture or document: beside an entry, or in `media/`.
    Media,
    /// Copied to this path below the site's root.
    Plain(String),
    /// Nothing that Wutong knows.
    Unknown,
}

/// `path` lies under `content/`.
pub(crate) fn place_of(path: &SourcePath) -> Place {
    let Some(inner) = path.as_str().strip_prefix("content/") else {
        return Place::Unknown;
    };
    let parts: Vec<&str> = inner.split('/').collect();
    match parts.as_slice() {
        ["site.yaml"] => Place::Settings,
        ["terms.yaml"] => Place::Terms,
        ["units.yaml"] => Place::Units,
        ["readings.yaml"] => Place::Readings,
        ["types", name] => yaml_stem(name).map_or(Place::Unknown, |stem| Place::Type(stem.to_owned())),
        ["strings", name] => yaml_stem(name).map_or(Place::Unknown, |stem| Place::Strings(stem.to_owned())),
        ["formats", name] => yaml_stem(name).map_or(Place::Unknown, |stem| Place::Formats(stem.to_owned())),
        ["media", _, ..] => Place::Media,
        ["files", rest @ ..] if !rest.is_empty() => Place::Plain(rest.join("/")),
        [name] => in_folder("", name, None),
        [folder, between @ .., name] => in_folder(folder, name, between.last().copied()),
        [] => Place::Unknown,
    }
}

fn yaml_stem(name: &str) -> Option<&str> {
    name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml"))
}

/// A file in the folder of a type; `own` is the innermost folder between, perhaps the entry's own.
fn in_folder(folder: &str, name: &str, own: Option<&str>) -> Place {
    let (stem, is_markdown) = match (name.strip_suffix(".md"), yaml_stem(name)) {
        (Some(stem), _) => (stem, true),
        (_, Some(stem)) => (stem, false),
        _ => return Place::Media,
    };
    let (stem, lang) = split_lang(stem);
    let folder = folder.to_owned();
    match (stem, own) {
        ("_index", None) if is_markdown => Place::Index { folder, lang },
        _ if folder.is_empty() => Place::Unknown,
        ("index", Some(own)) => Place::Entry {
            folder,
            name: own.to_owned(),
            lang,
        },
        _ => match stem.strip_suffix(".list") {
            Some(_) if !is_markdown => Place::Rows { folder, lang },
            _ => Place::Entry {
                folder,
                name: stem.to_owned(),
                lang,
            },
        },
    }
}

/// `sanbaishan.en` → `sanbaishan` and English.
fn split_lang(stem: &str) -> (&str, Option<Lang>) {
    match stem.rsplit_once('.') {
        Some((rest, tag)) if !rest.is_empty() => match Lang::parse(tag) {
            Ok(lang) if lang.as_str() == tag => (rest, Some(lang)),
            _ => (stem, None),
        },
        _ => (stem, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: &str) {
        let place = place_of(&SourcePath::new(&format!("content/{path}")).expect("a path"));
        let found = match place {
            Place::Entry { folder, name, lang } => format!(
                "{folder}: {name} {}",
                lang.map_or(String::new(), |lang| lang.to_string())
            ),
            Place::Index { folder, lang } => format!(
                "index of {folder} {}",
                lang.map_or(String::new(), |lang| lang.to_string())
            ),
            Place::Rows { folder, lang } => format!(
                "rows of {folder} {}",
                lang.map_or(String::new(), |lang| lang.to_string())
            ),
            other => format!("{other:?}"),
        };
        assert_eq!(found.trim_end(), expected, "{path}");
    }

    #[test]
    fn entries_are_told_by_folder_name_and_language() {
        check("projects/青山.md", "projects: 青山");
        check("projects/2024/qingshan.en.md", "projects: qingshan en");
        check("projects/qingshan/index.zh-Hant.md", "projects: qingshan zh-Hant");
        check("projects/v1.0.md", "projects: v1.0");
        check("targets/baihe.list.en.yaml", "rows of targets en");
        check("regions/shili.yaml", "regions: shili");
    }

    #[test]
    fn words_of_lists_stand_in_index_files() {
        check("_index.fr.md", "index of  fr");
        check("projects/_index.md", "index of projects");
    }

    #[test]
    fn the_rest_has_its_places() {
        check("site.yaml", "Settings");
        check("types/project.yaml", "Type(\"project\")");
        check("files/a/CNAME", "Plain(\"a/CNAME\")");
        check("projects/qingshan/spring.jpg", "Media");
        check("about.md", "Unknown");
    }
}
