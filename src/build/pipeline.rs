//! Names the stages in their order: a snapshot of the folder in, the site and every file of it out.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::build::definitions::Definitions;
use crate::build::echoes::without_echoes;
use crate::build::languages::{self, Strings};
use crate::build::link::{self, Drafts, Parts};
use crate::build::meant::{self, Mends};
use crate::build::places::Place;
use crate::build::sources::{self, Source};
use crate::build::{plan, read_entries, terms, troubles};
use crate::check;
use crate::config::{self, Config, SiteUrl};
use crate::diag::severities::Severities;
use crate::diag::{Diagnostic, sorted};
use crate::lang::figure::units::Units;
use crate::lang::formats::Formats;
use crate::lang::strings::Catalogue;
use crate::lang::zone::Zone;
use crate::model::date::Date;
use crate::model::node::Node;
use crate::model::path::SourcePath;
use crate::model::snapshot::Snapshot;
use crate::model::types::Types;
use crate::product::{self, RenderContext};
use crate::schema::{self, TypeFile};
use crate::site::Site;
use crate::site::output::Output;
use crate::theme;
use crate::theme::layers::Layer;
use crate::theme::render::Theme;
use crate::yaml;

/// What a build depends on beside the folder.
#[derive(Clone, Debug)]
pub struct Request {
    pub today: Today,
    pub drafts: Drafts,
    /// In place of the `url` of `site.yaml`.
    pub base_url: Option<SiteUrl>,
}

/// Which day it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Today {
    Is(Date),
    /// Seconds since 1970 in UTC; the site's time zone makes a day of it.
    At(i64),
}

/// A site that is ready to be rendered.
pub struct Prepared {
    pub site: Site,
    pub theme: Theme,
    pub formats: Vec<Formats>,
    /// Interface words, by language.
    pub strings: Vec<Catalogue>,
    pub outputs: Vec<Output>,
    pub zone: Zone,
    /// In the site's own time zone.
    pub today: Date,
    mends: Mends,
}

/// Everything up to rendering. Mistakes of all stages come together; a site comes only where there is one at all.
pub fn prepare(snapshot: &Snapshot, request: &Request) -> (Option<Prepared>, Vec<Diagnostic>) {
    let (meant, mends) = meant::meant(snapshot);
    let outcome = prepare_meant(meant.as_ref().unwrap_or(snapshot), request);
    let mut diagnostics = mends.restored(without_echoes(outcome.diagnostics));
    diagnostics.extend(mends.notes(snapshot));
    let prepared = outcome.prepared.map(|prepared| Prepared { mends, ..prepared });
    (prepared, sorted(outcome.severities.weigh(diagnostics)))
}

/// What there is once the stages have run; places are those of the text as it is meant.
struct Outcome {
    prepared: Option<Prepared>,
    severities: Severities,
    diagnostics: Vec<Diagnostic>,
}

impl Outcome {
    fn without_site(severities: Severities, diagnostics: Vec<Diagnostic>) -> Self {
        Outcome {
            prepared: None,
            severities,
            diagnostics,
        }
    }
}

fn prepare_meant(snapshot: &Snapshot, request: &Request) -> Outcome {
    let content = sources::content(snapshot);
    let Some((file, text)) = content.settings else {
        return Outcome::without_site(Severities::default(), without_settings(snapshot));
    };
    let mut diagnostics = troubles::diagnostics(snapshot, file);
    let node = read_yaml(file, text, &mut diagnostics);
    let (mut config, found) = config::read(file, text, &node);
    diagnostics.extend(found);
    if let Some(url) = &request.base_url {
        config.url = url.clone();
    }
    diagnostics.extend(content.diagnostics);
    let zone = zone(&config);
    let today = day(request.today, &zone);
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
    let (entries, found) = read_entries::read(&content.entries, &types, &config, &made.units);
    diagnostics.extend(found);
    if made.formats.len() != made.languages.len() {
        return Outcome::without_site(config.severities, diagnostics);
    }
    let (site, found) = link::link(Parts {
        settings_text: text.clone(),
        records: entries.records,
        indexes: entries.indexes,
        media: content.media,
        pictures: content.pictures,
        plain: content.plain.clone(),
        index_type: read_entries::index_type(&types),
        blocks: theme.as_ref().map(Theme::blocks),
        drafts: request.drafts,
        languages: made.languages,
        readings: made.readings,
        units: made.units,
        collators: made.collators,
        config,
        types,
        terms,
        today,
    });
    diagnostics.extend(found);
    diagnostics.extend(check::check(&site, &made.formats));
    let Some(theme) = theme else {
        return Outcome::without_site(site.config.severities, diagnostics);
    };
    let outputs = planned(&site, &theme, &content.plain, &mut diagnostics);
    let prepared = Prepared {
        site,
        theme,
        formats: made.formats,
        strings: made.strings.catalogues(),
        outputs,
        zone,
        today,
        mends: Mends::default(),
    };
    Outcome {
        severities: prepared.site.config.severities.clone(),
        prepared: Some(prepared),
        diagnostics,
    }
}

/// A folder that is no site, and what else is wrong with it.
fn without_settings(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let file = SourcePath::new("content/site.yaml").expect("a good path");
    let mut diagnostics = troubles::diagnostics(snapshot, &file);
    diagnostics.push(Diagnostic::new("site-missing", &file));
    diagnostics
}

/// Every output. An address taken twice shows again in every language: once is enough.
fn planned(
    site: &Site,
    theme: &Theme,
    plain: &[(SourcePath, String)],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Output> {
    let (outputs, found) = plan::plan(site, theme, plain);
    let told = |code: &str| diagnostics.iter().any(|diagnostic| diagnostic.code == code);
    if !["route-taken", "route-reserved", "slug-form", "name-twice"]
        .iter()
        .any(|code| told(code))
    {
        diagnostics.extend(found);
    }
    outputs
}

/// The day of the request, in the site's own time zone.
fn day(today: Today, zone: &Zone) -> Date {
    match today {
        Today::Is(date) => date,
        Today::At(seconds) => zone
            .day_at(seconds)
            .unwrap_or_else(|| Date::from_day(1970, 1, 1).expect("a day of the calendar")),
    }
}

impl Prepared {
    /// The text of a file as it was read: with its mends, as places in records count.
    pub fn text<'a>(&'a self, snapshot: &'a Snapshot, path: &SourcePath) -> Option<&'a str> {
        self.mends
            .text(path)
            .or_else(|| snapshot.text(path).map(|text| &**text))
    }

    /// What rendering works with; made once, then shared by all threads.
    pub fn context(&self) -> RenderContext<'_> {
        RenderContext::new(
            &self.site,
            &self.theme,
            &self.formats,
            &self.strings,
            &self.zone,
            &self.outputs,
        )
    }
}

/// Renders outputs on demand and keeps the mistakes that come to light.
pub struct Rendering<'a> {
    context: &'a RenderContext<'a>,
    outputs: &'a [Output],
    mistakes: Mutex<Vec<Diagnostic>>,
}

impl<'a> Rendering<'a> {
    pub fn new(context: &'a RenderContext<'a>, outputs: &'a [Output]) -> Self {
        Rendering {
            context,
            outputs,
            mistakes: Mutex::new(Vec::new()),
        }
    }

    /// The bytes of the output at this place; none where its template failed.
    pub fn bytes(&self, place: usize) -> Option<Cow<'a, [u8]>> {
        match product::render(self.context, self.outputs.get(place)?) {
            Ok(bytes) => Some(bytes),
            Err(diagnostic) => {
                self.mistakes
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(*diagnostic);
                None
            }
        }
    }

    /// Makes every output for its mistakes alone; the bytes are dropped.
    pub fn try_all(&self) {
        (0..self.outputs.len())
            .into_par_iter()
            .for_each(|place| drop(self.bytes(place)));
    }

    pub fn mistakes(self) -> Vec<Diagnostic> {
        let mut mistakes = self.mistakes.into_inner().unwrap_or_else(PoisonError::into_inner);
        mistakes.extend(self.context.noted());
        sorted(self.context.site.config.severities.weigh(mistakes))
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
