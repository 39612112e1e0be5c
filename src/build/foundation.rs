//! What stands below all entries: settings, languages, types, words of the interface and the theme.
//!
//! Made of few files that seldom change, and shared by one build and the next while they say the same.

use std::sync::Arc;

use crate::build::definitions::Definitions;
use crate::build::languages::{self, Strings};
use crate::build::places::Place;
use crate::build::sort_keys::SortKeys;
use crate::build::sources::{self, Source, Sources};
use crate::build::{read_entries, terms};
use crate::config::{self, Config, SiteUrl};
use crate::diag::Diagnostic;
use crate::lang::collate::Collator;
use crate::lang::figure::units::Units;
use crate::lang::formats::Formats;
use crate::lang::readings::Readings;
use crate::lang::strings::Catalogue;
use crate::lang::zone::Zone;
use crate::model::node::Node;
use crate::model::path::SourcePath;
use crate::model::snapshot::{Snapshot, SourceFile};
use crate::model::types::{Type, Types};
use crate::schema::{self, TypeFile};
use crate::site::Language;
use crate::theme;
use crate::theme::layers::Layer;
use crate::theme::render::Theme;
use crate::yaml;

/// Complete when made; shared by all that stands on it.
pub struct Foundation {
    pub(crate) config: Arc<Config>,
    pub(crate) types: Arc<Types>,
    /// The type of the words of list pages.
    pub(crate) index_type: Type,
    pub(crate) terms: terms::Terms,
    pub(crate) units: Arc<Units>,
    pub(crate) readings: Readings,
    pub(crate) languages: Arc<Vec<Language>>,
    /// One a language; fewer where one has a mistake.
    pub(crate) formats: Arc<[Formats]>,
    pub(crate) collators: Arc<[Collator]>,
    pub(crate) sort_keys: Vec<SortKeys>,
    /// Interface words, by language.
    pub(crate) catalogues: Arc<Vec<Catalogue>>,
    pub(crate) theme: Option<Arc<Theme>>,
    pub(crate) zone: Zone,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Every file that it is made of, and what the command line says instead.
#[derive(PartialEq, Eq)]
pub(crate) struct FoundationInputs {
    /// How entries are read: settings, types, units and the like.
    definitions: Vec<(SourcePath, SourceFile)>,
    /// How pages look, which no entry is read by.
    looks: Vec<(SourcePath, SourceFile)>,
    base_url: Option<SiteUrl>,
}

impl FoundationInputs {
    pub(crate) fn new(snapshot: &Snapshot, content: &Sources<'_>, base_url: Option<SiteUrl>) -> Self {
        let settings = content.settings.iter().map(|(path, _)| *path);
        let definitions = content.definitions.iter().map(|source| source.path);
        let themes = snapshot
            .files
            .keys()
            .filter(|path| path.as_str().starts_with("themes/"));
        let files = settings.chain(definitions).chain(themes);
        let (looks, definitions) = files
            .filter_map(|path| Some((path.clone(), snapshot.files.get(path)?.clone())))
            .partition(|(path, _)| is_of_looks(path));
        FoundationInputs {
            definitions,
            looks,
            base_url,
        }
    }

    /// Whether the same entries are read in the same way.
    pub(crate) fn reads_as(&self, other: &FoundationInputs) -> bool {
        self.definitions == other.definitions
    }
}

/// `themes/NAME/templates/…` and `themes/NAME/assets/…`
pub(crate) fn is_of_looks(path: &SourcePath) -> bool {
    let mut parts = path.as_str().split('/');
    parts.next() == Some("themes") && matches!(parts.nth(1), Some("templates" | "assets"))
}

pub(crate) fn make(
    snapshot: &Snapshot,
    content: &Sources<'_>,
    (file, text): (&SourcePath, &Arc<str>),
    base_url: Option<&SiteUrl>,
) -> Foundation {
    let mut diagnostics = Vec::new();
    let node = read_yaml(file, text, &mut diagnostics);
    let (mut config, found) = config::read(file, text, &node);
    diagnostics.extend(found);
    if let Some(url) = base_url {
        config.url = url.clone();
    }
    let themes = sources::themes(snapshot);
    let (layers, found) = theme::layers::resolve(&config.theme, (file, place(text, "theme")), &themes);
    diagnostics.extend(found);
    let terms = read_terms(&content.definitions, &config, &mut diagnostics);
    let grounded = theme::layers::from_the_ground(&layers);
    let definitions = Definitions {
        config: &config,
        layers: &grounded,
        site: &content.definitions,
        terms: &terms,
    };
    let made = languages::make(&definitions, &mut diagnostics);
    let types = read_types(&grounded, &content.definitions, &made.units, &mut diagnostics);
    let theme = load_theme(&layers, &config, (text, &node), &types, &made.strings, &mut diagnostics);
    Foundation {
        zone: zone(&config),
        index_type: read_entries::index_type(&types),
        config: Arc::new(config),
        types: Arc::new(types),
        terms,
        units: made.units,
        readings: made.readings,
        languages: Arc::new(made.languages),
        formats: made.formats,
        sort_keys: made.collators.iter().map(|_| SortKeys::default()).collect(),
        collators: made.collators,
        catalogues: Arc::new(made.strings.catalogues()),
        theme: theme.map(Arc::new),
        diagnostics,
    }
}

/// Where the value of a setting stands.
fn place(settings: &str, name: &str) -> Option<std::ops::Range<usize>> {
    yaml::Locator::new(settings).locate(&[name]).value
}

pub(super) fn read_yaml(file: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Node {
    yaml::read(text).unwrap_or_else(|mistake| {
        diagnostics.push(yaml::explain::yaml_diagnostic(file, 0, &mistake));
        Node::Null
    })
}

fn zone(config: &Config) -> Zone {
    Zone::named(&config.timezone).expect("settings hold a zone of the built-in tables")
}

pub(super) fn read_terms(
    definitions: &[Source<'_>],
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> terms::Terms {
    let Some(source) = definitions.iter().find(|source| source.place == Place::Terms) else {
        return terms::Terms::new();
    };
    let node = read_yaml(source.path, source.text, diagnostics);
    let (terms, found) = terms::read(source.path, source.text, &node, config);
    diagnostics.extend(found);
    terms
}

pub(super) fn read_types(
    layers: &[&Layer],
    definitions: &[Source<'_>],
    units: &Units,
    diagnostics: &mut Vec<Diagnostic>,
) -> Types {
    // Of one name all files come, farthest first: a nearer one adds to a farther one, or takes its place.
    let of_theme = layers.iter().flat_map(|layer| {
        layer.files.iter().filter_map(|(path, file)| match &file.content {
            theme::layers::Content::Text(text) if path.starts_with("types/") => Some(TypeFile {
                file: file.source.clone(),
                text: text.clone(),
                layer: schema::Layer::Theme,
            }),
            _ => None,
        })
    });
    let of_site = definitions
        .iter()
        .filter(|source| matches!(source.place, Place::Type(_)))
        .map(|source| TypeFile {
            file: source.path.clone(),
            text: source.text.clone(),
            layer: schema::Layer::Site,
        });
    let files: Vec<TypeFile> = of_theme.chain(of_site).collect();
    let (types, found) = schema::read_types(&files, units);
    diagnostics.extend(found);
    types
}

fn load_theme(
    layers: &[&Layer],
    config: &Config,
    settings: (&str, &Node),
    types: &Types,
    strings: &Arc<Strings>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Theme> {
    if layers.is_empty() {
        return None;
    }
    let languages: Vec<String> = config.langs().iter().map(ToString::to_string).collect();
    let mut written = theme::written::Written::new(&config.file, settings.0);
    written.trail.push("settings".to_owned());
    let chosen = settings.1.get("settings").filter(|node| **node != Node::Null);
    let given = theme::load::Given {
        types,
        settings: chosen.map(|node| (&written, node)),
        words: strings.clone(),
        languages: &languages,
    };
    let (theme, found) = theme::load::load(layers, &given);
    diagnostics.extend(found);
    let theme = theme?;
    let found = theme::attempt::try_templates(&theme, types, &languages);
    let good = !crate::diag::has_errors(&found);
    diagnostics.extend(found);
    good.then_some(theme)
}
