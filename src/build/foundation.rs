//! What stands below all entries: settings, languages, types, words of the interface and the theme.
//!
//! Made of few files that seldom change, and shared by one build and the next while they say the same.

use std::sync::Arc;

use crate::build::frame::{Frame, frame};
use crate::build::sort_keys::SortKeys;
use crate::build::sources::{self, Sources};
use crate::build::{read_entries, terms};
use crate::config::{Config, SiteUrl};
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
use crate::site::Language;
use crate::theme;
use crate::theme::render::Theme;

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
    /// By language; empty where no build follows.
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
    tried: bool,
) -> Foundation {
    let mut diagnostics = Vec::new();
    let themes = sources::themes(snapshot);
    let frame = frame(content, (file, text), base_url, &themes, &mut diagnostics);
    let theme = load_theme(&frame, text, tried, &mut diagnostics);
    let Frame {
        config,
        terms,
        made,
        types,
        ..
    } = frame;
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

fn zone(config: &Config) -> Zone {
    Zone::named(&config.timezone).expect("settings hold a zone of the built-in tables")
}

/// Templates that were tried before are not tried again.
fn load_theme(frame: &Frame<'_>, settings: &str, tried: bool, diagnostics: &mut Vec<Diagnostic>) -> Option<Theme> {
    let Frame {
        config, layers, types, ..
    } = frame;
    if layers.is_empty() {
        return None;
    }
    let languages: Vec<String> = config.langs().iter().map(ToString::to_string).collect();
    let mut written = theme::written::Written::new(&config.file, settings);
    written.trail.push("settings".to_owned());
    let chosen = frame.node.get("settings").filter(|node| **node != Node::Null);
    let given = theme::load::Given {
        types,
        settings: chosen.map(|node| (&written, node)),
        words: frame.made.strings.clone(),
        languages: &languages,
    };
    let (theme, found) = theme::load::load(layers, &given);
    diagnostics.extend(found);
    let theme = theme?;
    if tried {
        return Some(theme);
    }
    let found = theme::attempt::try_templates(&theme, types, &languages);
    let good = !crate::diag::has_errors(&found);
    diagnostics.extend(found);
    good.then_some(theme)
}
