//! Makes what each language of the site needs: fallback chain, conversion, formats, order, interface words.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::build::definitions::{self, Definitions, Found, typed};
use crate::build::places::Place;
use crate::diag::Diagnostic;
use crate::lang::collate::Collator;
use crate::lang::fallback;
use crate::lang::figure::units::Units;
use crate::lang::formats::Formats;
use crate::lang::han::Converter;
use crate::lang::readings::Readings;
use crate::lang::strings::{Catalogue, Count, Derived, Layer as StringsLayer, Origin, StringsFile, unknown};
use crate::model::lang::Lang;
use crate::site::{LangId, Language};
use crate::theme::builtin::ground;
use crate::theme::functions::Interface;

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

/// The interface words that the program itself says, in whatever theme.
const PROGRAM_WORDS: [&str; 9] = [
    "home",
    "yes",
    "no",
    "not_found_title",
    "not_found_text",
    "not_found_home",
    "footnotes",
    "footnote_back",
    "table",
];
/// Beginnings of further ones.
const PROGRAM_FAMILIES: [&str; 3] = ["mode_", "identity_", "size_"];

/// Everything that depends on the site's languages.
pub(crate) struct Made {
    pub(crate) units: Arc<Units>,
    pub(crate) readings: Readings,
    pub(crate) languages: Vec<Language>,
    /// By language; fewer where one has a mistake.
    pub(crate) formats: Arc<[Formats]>,
    pub(crate) collators: Arc<[Collator]>,
    pub(crate) strings: Arc<Strings>,
}

/// Makes all of it, and says every mistake on the way.
pub(crate) fn make(definitions: &Definitions<'_>, diagnostics: &mut Vec<Diagnostic>) -> Made {
    let languages = languages(definitions, diagnostics);
    let figures = || {
        let mut found = Vec::new();
        let units = Arc::new(definitions::units(definitions, &mut found));
        let formats = languages
            .iter()
            .filter_map(|language| definitions::formats(definitions, &language.lang, &units, &mut found));
        let formats: Vec<Formats> = formats.collect();
        (units, formats, found)
    };
    let words = || {
        let mut found = Vec::new();
        let readings = definitions::readings(definitions, &mut found);
        let collators = collators(&languages, &readings);
        let strings = strings(definitions, &languages, &mut found);
        (readings, collators, strings, found)
    };
    let ((units, formats, wrong_figures), (readings, collators, strings, wrong_words)) = rayon::join(figures, words);
    diagnostics.extend(wrong_figures.into_iter().chain(wrong_words));
    Made {
        units,
        readings,
        languages,
        formats: formats.into(),
        collators: collators.into(),
        strings: Arc::new(strings),
    }
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
                converter: converter.map(Arc::new),
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
    for layer in definitions.layers.iter().rev() {
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
        if std::ptr::eq(*layer, ground()) {
            for file in files.files.values_mut() {
                file.0.retain(|key, _| is_of_program(key));
            }
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

fn is_of_program(key: &str) -> bool {
    PROGRAM_WORDS.contains(&key) || PROGRAM_FAMILIES.iter().any(|family| key.starts_with(family))
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
