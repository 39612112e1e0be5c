//! Content files → records: each file parsed, each of its entries validated, file by file in parallel.

use std::sync::Arc;

use crate::build::aids::{Aids, Manner};
use crate::build::foundation::Foundation;
use crate::build::memory::ByFile;
use crate::build::parse;
use crate::build::places::{Place, place_of};
use crate::build::sources::Source;
use crate::build::validate::{Context, Identity, Role, places, validate, validate_row};
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::model::lang::Lang;
use crate::model::path::SourcePath;
use crate::model::types::{Address, Field, Type, Types};
use crate::model::words::Words;
use crate::product::markdown_options;
use crate::site::document::Document;
use crate::site::record::{EntryKey, Record};

/// Everything that the content files say.
#[derive(Default)]
pub(crate) struct Entries {
    pub(crate) records: Vec<Arc<Record>>,
    /// Folder (`""` for the home page) and its words.
    pub(crate) indexes: Vec<(String, Arc<Record>)>,
}

enum Read {
    Records(Vec<Arc<Record>>),
    Index(String, Arc<Record>),
    Nothing,
}

/// What one file says, and what is wrong with it.
pub(crate) struct ReadFile {
    read: Read,
    diagnostics: Vec<Diagnostic>,
}

/// Reads all files, in the order of their paths; those that say what they said are remembered.
pub(crate) fn read(
    sources: &[Source<'_>],
    ground: &Foundation,
    aids: &Aids,
    memory: &mut ByFile<ReadFile>,
) -> (Entries, Vec<Diagnostic>) {
    let langs = ground.config.langs();
    let reader = reader(ground, &langs, aids);
    let read = memory.each(
        sources,
        |source| (source.path, source.text),
        |source| {
            let (read, diagnostics) = match reader.recalled(source) {
                Some(read) => (read, Vec::new()),
                None => reader.file(source),
            };
            ReadFile { read, diagnostics }
        },
    );
    let mut entries = Entries::default();
    let mut diagnostics = Vec::new();
    for file in read {
        diagnostics.extend(file.diagnostics.iter().cloned());
        match &file.read {
            Read::Records(records) => entries.records.extend(records.iter().cloned()),
            Read::Index(folder, record) => entries.indexes.push((folder.clone(), Arc::clone(record))),
            Read::Nothing => {}
        }
    }
    (entries, diagnostics)
}

/// One file's record and, of a list page, its folder; none where it is not one record, or its mistakes are not as before.
pub(crate) fn reread(
    (path, text): (&SourcePath, &Arc<str>),
    ground: &Foundation,
    memory: &ByFile<ReadFile>,
) -> Option<(Option<String>, Arc<Record>)> {
    let langs = ground.config.langs();
    let place = place_of(path);
    let aids = Aids::default();
    let (read, diagnostics) = reader(ground, &langs, &aids).file(&Source { path, text, place });
    if memory.of(path)?.diagnostics != diagnostics {
        return None;
    }
    match read {
        Read::Records(mut records) if records.len() == 1 => Some((None, records.pop()?)),
        Read::Index(folder, record) => Some((Some(folder), record)),
        Read::Records(_) | Read::Nothing => None,
    }
}

fn reader<'a>(ground: &'a Foundation, languages: &'a [Lang], aids: &'a Aids) -> Reader<'a> {
    Reader {
        types: &ground.types,
        config: &ground.config,
        context: Context {
            units: &ground.units,
            original: &ground.config.original,
            languages,
            manner: Manner {
                options: markdown_options(&ground.config),
                converted: ground.languages.iter().any(|language| language.converter.is_some()),
            },
            aids,
        },
        index: &ground.index_type,
    }
}

struct Reader<'a> {
    types: &'a Types,
    config: &'a Config,
    context: Context<'a>,
    index: &'a Type,
}

impl Reader<'_> {
    fn file(&self, source: &Source<'_>) -> (Read, Vec<Diagnostic>) {
        match &source.place {
            Place::Index { folder, lang } => self.index(source, folder, lang.as_ref()),
            Place::Entry { folder, name, lang } => self.entry(source, folder, name, lang.as_ref()),
            Place::Rows { folder, lang } => self.rows(source, folder, lang.as_ref()),
            _ => (Read::Nothing, Vec::new()),
        }
    }

    /// What a file says, where an earlier build remembers that and had nothing to say of it.
    fn recalled(&self, source: &Source<'_>) -> Option<Read> {
        let recalled = self.context.aids.recalled.as_ref()?;
        let record = |type_name: &str, name: &str, lang: &Option<Lang>| {
            let key = EntryKey {
                type_name: type_name.to_owned(),
                name: name.to_owned(),
            };
            let lang = self.lang(source, lang.as_ref()).ok()?;
            let file = (source.path, source.text);
            recalled
                .record(file, key, lang, &self.context.manner.options)
                .map(Arc::new)
        };
        match &source.place {
            Place::Index { folder, lang } => Some(Read::Index(folder.clone(), record("_index", folder, lang)?)),
            Place::Entry { folder, name, lang } => {
                let kind = self.kind(source, folder).ok()?;
                Some(Read::Records(vec![record(&kind.name, name, lang)?]))
            }
            _ => None,
        }
    }

    /// The language of a file by its name; one that the site does not have is a mistake.
    fn lang(&self, source: &Source<'_>, lang: Option<&Lang>) -> Result<Lang, Vec<Diagnostic>> {
        match lang {
            None => Ok(self.config.original.clone()),
            Some(lang) if self.config.language(lang).is_some() => Ok(lang.clone()),
            Some(lang) => {
                let known = self
                    .config
                    .langs()
                    .iter()
                    .map(Lang::to_string)
                    .collect::<Vec<_>>()
                    .join(" ");
                Err(vec![
                    Diagnostic::new("language-unknown", source.path)
                        .with("written", lang)
                        .with("known", known),
                ])
            }
        }
    }

    fn kind(&self, source: &Source<'_>, folder: &str) -> Result<&Type, Vec<Diagnostic>> {
        self.types.of_folder(folder).ok_or_else(|| {
            let folders: Vec<&str> = self.types.types.values().map(|kind| kind.folder.as_str()).collect();
            vec![
                Diagnostic::new("folder-unknown", source.path)
                    .with("folder", folder)
                    .with("known", folders.join(" ")),
            ]
        })
    }

    fn index(&self, source: &Source<'_>, folder: &str, lang: Option<&Lang>) -> (Read, Vec<Diagnostic>) {
        if !folder.is_empty()
            && let Err(found) = self.kind(source, folder)
        {
            return (Read::Nothing, found);
        }
        let lang = match self.lang(source, lang) {
            Ok(lang) => lang,
            Err(found) => return (Read::Nothing, found),
        };
        let (document, mut found) = parse::parse(source.path, source.text);
        let Some(document) = document else {
            return (Read::Nothing, found);
        };
        let key = EntryKey {
            type_name: "_index".to_owned(),
            name: folder.to_owned(),
        };
        let (record, mistakes) = validate(
            &document,
            &self.identity(key, lang, Vec::new()),
            self.index,
            &self.context,
        );
        found.extend(mistakes);
        (
            record.map_or(Read::Nothing, |record| Read::Index(folder.to_owned(), Arc::new(record))),
            found,
        )
    }

    fn entry(&self, source: &Source<'_>, folder: &str, name: &str, lang: Option<&Lang>) -> (Read, Vec<Diagnostic>) {
        let (kind, lang) = match (self.kind(source, folder), self.lang(source, lang)) {
            (Ok(kind), Ok(lang)) => (kind, lang),
            (Err(found), _) | (_, Err(found)) => return (Read::Nothing, found),
        };
        let (document, mut found) = parse::parse(source.path, source.text);
        let Some(document) = document else {
            return (Read::Nothing, found);
        };
        let key = EntryKey {
            type_name: kind.name.clone(),
            name: name.to_owned(),
        };
        let (record, mistakes) = validate(&document, &self.identity(key, lang, Vec::new()), kind, &self.context);
        found.extend(mistakes);
        (Read::Records(record.into_iter().map(Arc::new).collect()), found)
    }

    fn rows(&self, source: &Source<'_>, folder: &str, lang: Option<&Lang>) -> (Read, Vec<Diagnostic>) {
        let (kind, lang) = match (self.kind(source, folder), self.lang(source, lang)) {
            (Ok(kind), Ok(lang)) => (kind, lang),
            (Err(found), _) | (_, Err(found)) => return (Read::Nothing, found),
        };
        let (document, mut found) = parse::parse(source.path, source.text);
        let Some(document) = document else {
            return (Read::Nothing, found);
        };
        let mut records = Vec::new();
        let places = places(&document);
        for name in row_names(&document) {
            let key = EntryKey {
                type_name: kind.name.clone(),
                name: name.clone(),
            };
            let (record, mistakes) = validate_row(
                &document,
                &places,
                &self.identity(key, lang.clone(), vec![name]),
                kind,
                &self.context,
            );
            found.extend(mistakes);
            records.extend(record.map(Arc::new));
        }
        (Read::Records(records), found)
    }

    fn identity(&self, key: EntryKey, lang: Lang, trail: Vec<String>) -> Identity {
        let role = if lang == self.config.original {
            Role::Original
        } else {
            Role::Translation
        };
        Identity { key, lang, trail, role }
    }
}

fn row_names(document: &Document) -> Vec<String> {
    document
        .front
        .map()
        .unwrap_or_default()
        .iter()
        .map(|(name, _)| name.clone())
        .collect()
}

/// The words of a list page: those of the envelope that are words, and the fields of `types/_index.yaml`.
pub(crate) fn index_type(types: &Types) -> Type {
    let wanted = ["title", "summary", "draft", "translated_from"];
    let envelope = types
        .types
        .values()
        .next()
        .map(|kind| kind.fields.as_slice())
        .unwrap_or_default();
    let fields: Vec<Field> = envelope
        .iter()
        .filter(|field| wanted.contains(&field.name.as_str()))
        .chain(&types.index)
        .cloned()
        .collect();
    Type {
        name: "_index".to_owned(),
        folder: String::new(),
        one: Words::default(),
        many: Words::default(),
        fields,
        groups: Vec::new(),
        order: Vec::new(),
        back: Vec::new(),
        parent: None,
        card: Vec::new(),
        address: Address::Root,
        schema_org: None,
    }
}
