//! Reads the definitions that languages are made from: units, readings and formats, of the program's ground, the
//! theme's layers and the site. A nearer file adds to a farther one and never hides it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use crate::build::places::Place;
use crate::build::sources::Source;
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::lang::figure::units::{Units, UnitsMistake, UnitsProblem};
use crate::lang::figure::units_file::UnitsFile;
use crate::lang::formats::file::FormatsFile;
use crate::lang::formats::{Formats, FormatsMistake, FormatsProblem};
use crate::lang::readings::Readings;
use crate::model::lang::Lang;
use crate::model::path::SourcePath;
use crate::theme::layers::Layer;
use crate::yaml::{self, Locator};

/// One YAML file of the theme's layers or of the site.
#[derive(Clone, Copy)]
pub(crate) struct Found<'a> {
    pub(crate) file: &'a SourcePath,
    pub(crate) text: &'a Arc<str>,
}

/// The definitions that languages are made from.
pub(crate) struct Definitions<'a> {
    pub(crate) config: &'a Config,
    /// Farthest first, from the ground on.
    pub(crate) layers: &'a [&'a Layer],
    pub(crate) site: &'a [Source<'a>],
    /// Rows of `terms.yaml`: the word in the original language → its words.
    pub(crate) terms: &'a BTreeMap<String, BTreeMap<Lang, String>>,
}

impl<'a> Definitions<'a> {
    /// The files of this path, farthest first, the site's last.
    fn all(&self, path: &str, place: &Place) -> Vec<Found<'a>> {
        let of_layers = self
            .layers
            .iter()
            .filter_map(|layer| layer.text(path))
            .map(|(file, text)| Found { file, text });
        of_layers.chain(self.of_site(place)).collect()
    }

    pub(crate) fn of_site(&self, wanted: &Place) -> Option<Found<'a>> {
        self.site
            .iter()
            .find(|source| source.place == *wanted)
            .map(|source| Found {
                file: source.path,
                text: source.text,
            })
    }
}

/// A definition file as a value; an empty one is none.
pub(crate) fn typed<T: DeserializeOwned>(found: &Found<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    let read = if found.file.is_of_program() {
        yaml::trusted
    } else {
        yaml::typed
    };
    match read(found.text) {
        Ok(value) => value,
        Err(mistake) => {
            diagnostics.push(yaml::explain::yaml_diagnostic(found.file, 0, &mistake));
            None
        }
    }
}

pub(crate) fn units(definitions: &Definitions<'_>, diagnostics: &mut Vec<Diagnostic>) -> Units {
    let mut units = Units::new(&UnitsFile::default()).expect("no units are no mistake");
    for found in definitions.all("units.yaml", &Place::Units) {
        let Some(file) = typed::<UnitsFile>(&found, diagnostics) else {
            continue;
        };
        match units.merge(&file) {
            Ok(merged) => units = merged,
            Err(mistakes) => diagnostics.extend(mistakes.iter().map(|mistake| of_units(mistake, &found))),
        }
    }
    units
}

pub(crate) fn readings(definitions: &Definitions<'_>, diagnostics: &mut Vec<Diagnostic>) -> Readings {
    let mut readings = Readings::default();
    for found in definitions.all("readings.yaml", &Place::Readings) {
        if let Some(own) = typed::<Readings>(&found, diagnostics) {
            readings = own.over(&readings);
        }
    }
    readings
}

/// The formats of a language, its files joined key by key; none where they have a mistake.
pub(crate) fn formats(
    definitions: &Definitions<'_>,
    lang: &Lang,
    units: &Units,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Formats> {
    let tag = lang.as_str();
    let all = definitions.all(&format!("formats/{tag}.yaml"), &Place::Formats(tag.to_owned()));
    let good: Vec<Found<'_>> = all
        .into_iter()
        .filter(|found| typed::<FormatsFile>(found, diagnostics).is_some())
        .collect();
    let texts: Vec<&str> = good.iter().map(|found| &**found.text).collect();
    let file = match yaml::joined::<Option<FormatsFile>>(&texts) {
        Ok(file) => file.unwrap_or_default(),
        Err(problem) => {
            let file = good.last().map_or(&definitions.config.file, |found| found.file);
            diagnostics.push(Diagnostic::new("definition-wrong", file).with("problem", problem));
            return None;
        }
    };
    match Formats::new(tag, &file, units) {
        Ok(formats) => Some(formats),
        Err(mistakes) => {
            let told = mistakes
                .iter()
                .map(|mistake| of_formats(mistake, &good, &definitions.config.file));
            diagnostics.extend(told);
            None
        }
    }
}

fn of_units(mistake: &UnitsMistake, found: &Found<'_>) -> Diagnostic {
    let located = Locator::new(found.text).locate(&["units", &mistake.key]);
    let at = |code| {
        Diagnostic::new(code, found.file)
            .at(located.key.clone().or(located.value.clone()))
            .with("key", &mistake.key)
    };
    match &mistake.problem {
        UnitsProblem::Factor(written) => at("unit-factor").with("written", written),
        UnitsProblem::Pattern(pattern) => at("format-pattern").with("pattern", pattern).with("lacks", "{n}"),
        UnitsProblem::Conversion(target) => at("unit-conversion").with("target", target),
        UnitsProblem::Word(name) => at("format-name").with("name", name),
        UnitsProblem::Key => at("unit-key"),
        UnitsProblem::Dimension => at("unit-dimension"),
    }
}

/// Placed in the nearest file that says it.
fn of_formats(mistake: &FormatsMistake, files: &[Found<'_>], settings: &SourcePath) -> Diagnostic {
    let trail: Vec<&str> = mistake.key.split('.').collect();
    let place = files.iter().rev().find_map(|found| {
        let located = Locator::new(found.text).locate(&trail);
        Some((found.file, located.value.or(located.key)?))
    });
    let at = |code| {
        let (file, span) = place
            .clone()
            .map_or((settings, None), |(file, span)| (file, Some(span)));
        Diagnostic::new(code, file).at(span).with("key", &mistake.key)
    };
    match &mistake.problem {
        FormatsProblem::Locale(reason) => at("format-locale").with("reason", reason),
        FormatsProblem::Pattern { pattern, lacks } => {
            at("format-pattern").with("pattern", pattern).with("lacks", lacks)
        }
        FormatsProblem::Unknown(name) => at("format-name").with("name", name),
    }
}
