//! The frame of a site: settings, types, units, languages and words, read before any entry and any template.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::build::definitions::Definitions;
use crate::build::languages::{self, Made};
use crate::build::places::Place;
use crate::build::sources::{Source, Sources};
use crate::build::terms::{self, Terms};
use crate::config::{self, Config, SiteUrl};
use crate::diag::Diagnostic;
use crate::model::node::Node;
use crate::model::path::SourcePath;
use crate::model::types::Types;
use crate::schema::{self, TypeFile};
use crate::theme;
use crate::theme::layers::Layer;
use crate::yaml;

pub(super) struct Frame<'t> {
    pub(super) config: Config,
    /// What `site.yaml` says.
    pub(super) node: Node,
    /// Of the theme, nearest first; none where it cannot be found.
    pub(super) layers: Vec<&'t Layer>,
    pub(super) terms: Terms,
    pub(super) made: Made,
    pub(super) types: Types,
}

/// `base_url` stands in place of the one in the settings.
pub(super) fn frame<'t>(
    content: &Sources<'_>,
    (file, text): (&SourcePath, &Arc<str>),
    base_url: Option<&SiteUrl>,
    themes: &'t BTreeMap<String, Layer>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Frame<'t> {
    let node = read_yaml(file, text, diagnostics);
    let (mut config, found) = config::read(file, text, &node);
    diagnostics.extend(found);
    if let Some(url) = base_url {
        config.url = url.clone();
    }
    let (layers, found) = theme::layers::resolve(&config.theme, (file, place(text, "theme")), themes);
    diagnostics.extend(found);
    let terms = read_terms(&content.definitions, &config, diagnostics);
    let grounded = theme::layers::from_the_ground(&layers);
    let definitions = Definitions {
        config: &config,
        layers: &grounded,
        site: &content.definitions,
        terms: &terms,
    };
    let files = type_files(&grounded, &content.definitions);
    let (made, declared) = rayon::join(
        || languages::make(&definitions, diagnostics),
        || schema::declared(&files),
    );
    let (types, found) = schema::read_types(&files, declared, &made.units);
    diagnostics.extend(found);
    Frame {
        config,
        node,
        layers,
        terms,
        made,
        types,
    }
}

/// Where the value of a setting stands.
fn place(settings: &str, name: &str) -> Option<Range<usize>> {
    yaml::Locator::new(settings).locate(&[name]).value
}

fn read_yaml(file: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Node {
    yaml::read(text).unwrap_or_else(|mistake| {
        diagnostics.push(yaml::explain::yaml_diagnostic(file, 0, &mistake));
        Node::Null
    })
}

fn read_terms(definitions: &[Source<'_>], config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Terms {
    let Some(source) = definitions.iter().find(|source| source.place == Place::Terms) else {
        return Terms::new();
    };
    let node = read_yaml(source.path, source.text, diagnostics);
    let (terms, found) = terms::read(source.path, source.text, &node, config);
    diagnostics.extend(found);
    terms
}

/// Of one name all files come, farthest first: a nearer one adds to a farther one, or takes its place.
fn type_files(layers: &[&Layer], definitions: &[Source<'_>]) -> Vec<TypeFile> {
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
    of_theme.chain(of_site).collect()
}
