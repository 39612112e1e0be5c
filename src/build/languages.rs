//! Makes what each language of the site needs: fallback chain, conversion, formats, order, interface words.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::build::places::Place;
use crate::build::sources::Source;
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::lang::collate::Collator;
use crate::lang::fallback;
use crate::lang::figure::units::Units;
use crate::lang::figure::units_file::UnitsFile;
use crate::lang::formats::Formats;
use crate::lang::formats::file::FormatsFile;
use crate::lang::han::Converter;
use crate::lang::readings::Readings;
use crate::lang::strings::{Catalogue, Count, Derived, Layer as StringsLayer, Origin, StringsFile, unknown};
use crate::model::lang::Lang;
use crate::model::path::SourcePath;
use crate::site::{LangId, Language};
use crate::theme::functions::Interface;
use crate::theme::layers::Layer;
use crate::yaml;

/// The interface words of every language.
#[derive(Debug)]
pub(crate) struct Strings(pub(crate) Vec<(Lang, Catalogue)>);

impl Strings {
    /// In the order of the site's languages.
    pub(crate) fn catalogues(&self) -> Vec<Catalogue> {
        self.0.iter().map(|(_, catalogue)| catalogue.clone()).collect()
    }
}

impl Interface for Strings {
    fn text(&self, lang: &str, key: &str, n: Option<&str>, arguments: &BTreeMap<String, String>) -> Option<String> {
        let (_, catalogue) = self.0.iter().find(|(known, _)| known.as_str() == lang)?;
        match n {
            None => catalogue.text(key, None, arguments),
            Some(n) => {
                let mut arguments = arguments.clone();
                arguments.entry("n".to_owned()).or_insert_with(|| n.to_owned());
                catalogue.text(key, Count::decimal(n), &arguments)
            }
        }
    }
}

/// One YAML file of the theme's layers and of the site, nearest first.
struct Found<'a> {
    file: &'a SourcePath,
    text: &'a Arc<str>,
}

/// The definitions that languages are made from.
pub(crate) struct Definitions<'a> {
    pub(crate) config: &'a Config,
    pub(crate) layers: &'a [&'a Layer],
    pub(crate) site: &'a [Source<'a>],
    /// Rows of `terms.yaml`: the word in the original language → its words.
    pub(crate) terms: &'a BTreeMap<String, BTreeMap<Lang, String>>,
}

impl<'a> Definitions<'a> {
    /// The theme's file of this path, nearest first.
    fn of_theme(&self, path: &str) -> Option<Found<'a>> {
        self.layers
            .iter()
            .find_map(|layer| layer.text(path).map(|(file, text)| Found { file, text }))
    }

    fn of_site(&self, wanted: &Place) -> Option<Found<'a>> {
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
fn typed<T: serde::de::DeserializeOwned>(found: &Found<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    match yaml::typed::<Option<T>>(found.text) {
        Ok(value) => value,
        Err(mistake) => {
            diagnostics.push(yaml::explain::yaml_diagnostic(found.file, 0, &mistake));
            None
        }
    }
}

/// Everything that depends on the site's languages.
pub(crate) struct Made {
    pub(crate) units: Arc<Units>,
    pub(crate) readings: Readings,
    pub(crate) languages: Vec<Language>,
    /// By language; fewer where one has a mistake.
    pub(crate) formats: Vec<Formats>,
    pub(crate) collators: Vec<Collator>,
    pub(crate) strings: Arc<Strings>,
}

/// Makes all of it, and says every mistake on the way.
pub(crate) fn make(definitions: &Definitions<'_>, diagnostics: &mut Vec<Diagnostic>) -> Made {
    let units = Arc::new(units(definitions, diagnostics));
    let readings = readings(definitions, diagnostics);
    let languages = languages(definitions, diagnostics);
    let formats = formats(definitions, &languages, &units, diagnostics);
    let collators = collators(&languages, &readings);
    let strings = Arc::new(strings(definitions, &languages, diagnostics));
    Made {
        units,
        readings,
        languages,
        formats,
        collators,
        strings,
    }
}

/// The theme's units with the site's rows on top.
fn units(definitions: &Definitions<'_>, diagnostics: &mut Vec<Diagnostic>) -> Units {
    let mut of_theme = None;
    if let Some(found) = definitions.of_theme("units.yaml")
        && let Some(file) = typed::<UnitsFile>(&found, diagnostics)
    {
        of_theme = checked(Units::new(&file), found.file, diagnostics);
    }
    let units = of_theme.unwrap_or_else(|| Units::new(&UnitsFile::default()).expect("no units are no mistake"));
    let Some(found) = definitions.of_site(&Place::Units) else {
        return units;
    };
    match typed::<UnitsFile>(&found, diagnostics) {
        Some(file) => checked(units.merge(&file), found.file, diagnostics).unwrap_or(units),
        None => units,
    }
}

fn checked<T, M: std::fmt::Debug>(
    made: Result<T, Vec<M>>,
    file: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<T> {
    match made {
        Ok(value) => Some(value),
        Err(mistakes) => {
            let told = mistakes
                .iter()
                .map(|mistake| Diagnostic::new("definition-wrong", file).with("problem", format!("{mistake:?}")));
            diagnostics.extend(told);
            None
        }
    }
}

fn readings(definitions: &Definitions<'_>, diagnostics: &mut Vec<Diagnostic>) -> Readings {
    let mut read = |found: Option<Found<'_>>| {
        found
            .and_then(|found| typed::<Readings>(&found, diagnostics))
            .unwrap_or_default()
    };
    let base = read(definitions.of_theme("readings.yaml"));
    let own = read(definitions.of_site(&Place::Readings));
    own.over(&base)
}

/// Each language with its prefix, chain and converter, in the order of the settings.
fn languages(definitions: &Definitions<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Language> {
    let config = definitions.config;
    let langs = config.langs();
    let configured = config.fallbacks();
    let id = |lang: &Lang| {
        langs
            .iter()
            .position(|known| known == lang)
            .and_then(|place| u8::try_from(place).ok())
            .map(LangId)
    };
    langs
        .iter()
        .zip(&config.languages)
        .filter_map(|(lang, settings)| {
            let tags = fallback::chain(lang, &configured, &config.original);
            let derived_from = settings.convert_from.as_ref().and_then(id);
            let converter = derived_from.and_then(|_| converter(definitions, lang, settings.usage, diagnostics));
            Some(Language {
                id: id(lang)?,
                prefix: if *lang == config.original {
                    String::new()
                } else {
                    format!("{lang}/")
                },
                chain: tags.iter().filter_map(id).collect(),
                tags,
                derived_from,
                converter,
                lang: lang.clone(),
            })
        })
        .collect()
}

fn converter(
    definitions: &Definitions<'_>,
    lang: &Lang,
    usage: crate::model::lang::Usage,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Converter> {
    let rows = definitions.terms.iter();
    let terms: Vec<(String, String)> = rows
        .filter_map(|(word, row)| Some((word.clone(), row.get(lang)?.clone())))
        .collect();
    match Converter::new(usage, &terms) {
        Ok(converter) => Some(converter),
        Err(broken) => {
            let file = &definitions.config.file;
            diagnostics.push(Diagnostic::new("definition-wrong", file).with("problem", format!("{broken:?}")));
            None
        }
    }
}

fn formats(
    definitions: &Definitions<'_>,
    languages: &[Language],
    units: &Units,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Formats> {
    languages
        .iter()
        .filter_map(|language| {
            let tag = language.lang.as_str();
            let own = definitions.of_site(&Place::Formats(tag.to_owned()));
            let found = own.or_else(|| definitions.of_theme(&format!("formats/{tag}.yaml")));
            let file = found
                .as_ref()
                .and_then(|found| typed::<FormatsFile>(found, diagnostics))
                .unwrap_or_default();
            let at = found.map_or(&definitions.config.file, |found| found.file);
            checked(Formats::new(tag, &file, units), at, diagnostics)
        })
        .collect()
}

fn collators(languages: &[Language], readings: &Readings) -> Vec<Collator> {
    languages
        .iter()
        .map(|language| Collator::new(&language.lang, readings))
        .collect()
}

/// The interface words, with a note on each string that a language lacks and each that no template can use.
fn strings(definitions: &Definitions<'_>, languages: &[Language], diagnostics: &mut Vec<Diagnostic>) -> Strings {
    let mut layers = vec![StringsLayer {
        origin: Origin::Site,
        files: BTreeMap::new(),
    }];
    for source in definitions.site {
        let Place::Strings(tag) = &source.place else { continue };
        add(
            &mut layers[0],
            tag,
            &Found {
                file: source.path,
                text: source.text,
            },
            diagnostics,
        );
    }
    for layer in definitions.layers {
        let mut files = StringsLayer {
            origin: Origin::Theme,
            files: BTreeMap::new(),
        };
        for path in layer.files.keys() {
            let Some(tag) = path
                .strip_prefix("strings/")
                .and_then(|name| name.strip_suffix(".yaml"))
            else {
                continue;
            };
            let Some((file, text)) = layer.text(path) else { continue };
            add(&mut files, tag, &Found { file, text }, diagnostics);
        }
        layers.push(files);
    }
    for (lang, key) in unknown(&layers) {
        let source = definitions.of_site(&Place::Strings(lang.to_string()));
        let file = source.map_or(&definitions.config.file, |found| found.file);
        diagnostics.push(Diagnostic::new("strings-unused", file).with("key", key));
    }
    let catalogues = languages.iter().map(|language| {
        let convert = |text: &str| match &language.converter {
            Some(converter) => converter.convert(text).into_owned(),
            None => text.to_owned(),
        };
        let from = language.derived_from.map(|from| &languages[usize::from(from.0)].lang);
        let derived = from.map(|from| Derived {
            lang: &language.lang,
            from,
            convert: &convert,
        });
        (
            language.lang.clone(),
            Catalogue::new(&language.lang, &language.tags, &layers, derived),
        )
    });
    let strings = Strings(catalogues.collect());
    for (lang, catalogue) in &strings.0 {
        let missing: Vec<String> = catalogue.missing().into_iter().map(|missing| missing.key).collect();
        if !missing.is_empty() {
            let told = Diagnostic::new("string-missing", &definitions.config.file)
                .with("lang", lang)
                .with("keys", missing.join(" "));
            diagnostics.push(told.with("count", missing.len()));
        }
    }
    strings
}

fn add(layer: &mut StringsLayer, tag: &str, found: &Found<'_>, diagnostics: &mut Vec<Diagnostic>) {
    match Lang::parse(tag) {
        Ok(lang) => {
            if let Some(file) = typed::<StringsFile>(found, diagnostics) {
                layer.files.insert(lang, file);
            }
        }
        Err(_) => diagnostics.push(Diagnostic::new("language-tag", found.file).with("written", tag)),
    }
}
