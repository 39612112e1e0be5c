//! What was asked for: which languages, types and files, and which parts of the report.

use std::path::Path;

use crate::build::held::HeldPage;
use crate::build::standing::{Page, other_languages};
use crate::cli::arguments::StatusOptions;
use crate::cli::console::Console;
use crate::model::lang::Lang;
use crate::model::path::{SourcePath, nfc};
use crate::site::{Language, Site};

/// Empty lists mean all.
#[derive(Debug, Default)]
pub(super) struct Selection {
    languages: Vec<Lang>,
    types: Vec<String>,
    /// Files of originals or translations, and folders.
    files: Vec<String>,
}

impl Selection {
    /// What the options name; an error says what they name and the site does not have.
    pub(super) fn new(console: &Console, site: &Site, folder: &Path, options: &StatusOptions) -> Result<Self, String> {
        let mut selection = Selection::default();
        for written in &options.to {
            let known = other_languages(site).find(|language| language.lang.as_str().eq_ignore_ascii_case(written));
            let Some(language) = known else {
                let known = other_languages(site).map(|language| language.lang.as_str());
                return Err(unknown(console, "--to", written, known));
            };
            selection.languages.push(language.lang.clone());
        }
        for written in &options.types {
            let kinds = site.types.types.values().chain([&site.index_type]);
            let kind = kinds.into_iter().find(|kind| {
                let labels = kind.one.all().chain(kind.many.all());
                kind.name == *written || kind.folder == *written || labels.into_iter().any(|label| label == written)
            });
            let Some(kind) = kind else {
                let known = site.types.types.keys().map(String::as_str);
                return Err(unknown(console, "--type", written, known));
            };
            selection.types.push(kind.name.clone());
        }
        for path in &options.files {
            let found = candidates(folder, path)
                .into_iter()
                .find(|path| files(site).any(|file| lies_in(file, path)));
            selection.files.push(found.ok_or_else(|| {
                format!(
                    "{}: {}",
                    path.display(),
                    console.say("不是本站的文稿或文件夹", "no content file or folder of this site")
                )
            })?);
        }
        Ok(selection)
    }

    pub(super) fn language(&self, language: &Language) -> bool {
        self.languages.is_empty() || self.languages.contains(&language.lang)
    }

    pub(super) fn page(&self, page: &Page<'_>) -> bool {
        let file = |file: &SourcePath| self.file(file);
        self.language(page.language)
            && self.kind(&page.kind.name)
            && (file(&page.original.file) || page.record.is_some_and(|record| file(&record.file)))
    }

    pub(super) fn held(&self, page: &HeldPage, original: &Lang) -> bool {
        let language = self.languages.is_empty() || page.lang == *original || self.languages.contains(&page.lang);
        language && self.kind(&page.type_name) && self.file(&page.file)
    }

    /// Whether pages of the whole site are asked for, so that what belongs to none is shown too.
    pub(super) fn is_whole_site(&self) -> bool {
        self.types.is_empty() && self.files.is_empty()
    }

    fn kind(&self, name: &str) -> bool {
        self.types.is_empty() || self.types.iter().any(|kind| kind == name)
    }

    fn file(&self, file: &SourcePath) -> bool {
        self.files.is_empty() || self.files.iter().any(|path| lies_in(file.as_str(), path))
    }
}

/// A path of the command line as paths of the site: from the folder it is run in, and from the site's.
pub(super) fn candidates(folder: &Path, path: &Path) -> Vec<String> {
    let slashed = |path: &Path| {
        let text = path.to_string_lossy().replace('\\', "/");
        nfc(text.trim_start_matches("./").trim_end_matches('/')).into_owned()
    };
    let here = std::path::absolute(path).ok();
    let here = here.and_then(|path| Some(slashed(path.strip_prefix(folder).ok()?)));
    here.into_iter().chain([slashed(path)]).collect()
}

fn files(site: &Site) -> impl Iterator<Item = &str> {
    let entries = site.entries.iter().map(|entry| &entry.words);
    let indexes = site.indexes.values().map(|index| &index.words);
    let words = entries.chain(indexes).flatten().flatten();
    words.map(|words| words.record.file.as_str())
}

fn lies_in(file: &str, path: &str) -> bool {
    file.strip_prefix(path)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn unknown<'a>(console: &Console, option: &str, written: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known = known.collect::<Vec<_>>().join(" ");
    let told = console.say("本站没有；有的是", "not in this site, which has");
    format!("{option} {written}: {told} {known}")
}
