//! What stands before any entry: settings, theme, types, units, formats and words. It is the same for as
//! long as none of their files changes, so it can be kept from one reading of the site to the next.

use std::sync::Arc;

use crate::build::definitions::Definitions;
use crate::build::languages::{self, Made, Strings};
use crate::build::places::{Place, place_of};
use crate::build::sources::{self, Source, Sources};
use crate::build::terms::{self, Terms};
use crate::config::{self, Config, SiteUrl};
use crate::diag::Diagnostic;
use crate::lang::figure::units::Units;
use crate::lang::zone::Zone;
use crate::model::node::Node;
use crate::model::path::SourcePath;
use crate::model::snapshot::{Snapshot, SourceFile};
use crate::model::types::Types;
use crate::schema::{self, TypeFile};
use crate::theme;
use crate::theme::layers::Layer;
use crate::theme::render::Theme;
use crate::yaml;

pub(super) struct Foundation {
    pub(super) config: Config,
    pub(super) zone: Zone,
    pub(super) terms: Terms,
    pub(super) made: Made,
    pub(super) types: Types,
    /// None where it cannot be used.
    pub(super) theme: Option<Arc<Theme>>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// What one reading of a site lends to the next.
#[derive(Default)]
pub struct Memory {
    foundation: Option<(blake3::Hash, Arc<Foundation>)>,
}

impl Memory {
    /// The foundation of the site: the one of the last time, if everything that it is made of is the same.
    pub(super) fn foundation(
        &mut self,
        snapshot: &Snapshot,
        content: &Sources<'_>,
        settings: (&SourcePath, &Arc<str>),
        base_url: Option<&SiteUrl>,
    ) -> Arc<Foundation> {
        let digest = digest(snapshot, base_url);
        if let Some((of, known)) = &self.foundation
            && *of == digest
        {
            return Arc::clone(known);
        }
        let laid = Arc::new(lay(snapshot, content, settings, base_url));
        self.foundation = Some((digest, Arc::clone(&laid)));
        laid
    }
}

/// Of everything that a foundation is made of.
fn digest(snapshot: &Snapshot, base_url: Option<&SiteUrl>) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    let mut part = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    };
    part(format!("{base_url:?}").as_bytes());
    for (path, file) in snapshot.files.iter().filter(|(path, _)| is_of_it(path)) {
        part(path.as_str().as_bytes());
        match file {
            SourceFile::Text { text, .. } => part(text.as_bytes()),
            SourceFile::Binary { digest, .. } => part(digest),
        }
    }
    hasher.finalize()
}

fn is_of_it(path: &SourcePath) -> bool {
    let of_content = || {
        matches!(
            place_of(path),
            Place::Settings
                | Place::Terms
                | Place::Type(_)
                | Place::Strings(_)
                | Place::Units
                | Place::Readings
                | Place::Formats(_)
        )
    };
    path.as_str().starts_with("themes/") || path.as_str().starts_with("content/") && of_content()
}

fn lay(
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
        zone: Zone::named(&config.timezone).expect("settings hold a zone of the built-in tables"),
        theme: theme.map(Arc::new),
        config,
        terms,
        made,
        types,
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
