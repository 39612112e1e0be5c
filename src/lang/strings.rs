//! The words of the interface in one language: layered, and never missing without being told.
//!
//! Files are read elsewhere. Numbers come ready to be shown: this room chooses the
//! form for a number and does not format it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Deserialize;

use crate::model::lang::Lang;

mod words;

pub use words::{Count, Form, Forms, Words};

/// One file of strings, such as `strings/fr.yaml`: key → words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct StringsFile(pub BTreeMap<String, Words>);

/// The files of one theme or of the site, by language.
#[derive(Clone, Debug)]
pub struct Layer {
    pub origin: Origin,
    pub files: BTreeMap<Lang, StringsFile>,
}

/// Whose strings a layer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The site's own, which change single strings of its theme.
    Site,
    /// A theme's, which say what strings there are.
    Theme,
}

/// A language whose strings are made from another's: zh-Hant from zh-Hans.
#[derive(Clone, Copy)]
pub struct Derived<'a> {
    pub lang: &'a Lang,
    pub from: &'a Lang,
    pub convert: &'a dyn Fn(&str) -> String,
}

/// All strings that pages of one language show, each from the best place.
#[derive(Clone, Debug)]
pub struct Catalogue {
    lang: Lang,
    found: BTreeMap<String, Found>,
    nowhere: BTreeSet<String>,
}

/// A string that a language has not got itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    pub key: String,
    /// The language that lacks the string.
    pub lang: Lang,
    /// The language whose words are shown, if any language of the chain has them.
    pub shown_from: Option<Lang>,
}

#[derive(Clone, Debug)]
struct Found {
    words: Words,
    lang: Lang,
    forms: Arc<Forms>,
}

impl Catalogue {
    /// Gathers the strings of `lang`.
    ///
    /// `chain` holds the languages to look in, best first, as `lang::fallback` gives
    /// it; `layers` the site and its themes, nearest first. A language is looked for
    /// in every layer before the next language. In each layer a derived language
    /// takes its own words, else what is made from the other's there: so a string
    /// that the site changes in zh-Hans changes in zh-Hant too, whatever the theme
    /// says.
    pub fn new(lang: &Lang, chain: &[Lang], layers: &[Layer], derived: Option<Derived<'_>>) -> Catalogue {
        let chain: Vec<&Lang> = std::iter::once(lang)
            .chain(chain.iter().filter(|other| *other != lang))
            .collect();
        let mut found: BTreeMap<String, Found> = BTreeMap::new();
        for shown in chain {
            let forms = Arc::new(Forms::of(shown));
            let source = derived.filter(|derived| derived.lang == shown);
            for layer in layers {
                for (key, words) in own_words(layer, shown) {
                    found
                        .entry(key.clone())
                        .or_insert_with(|| Found::new(words.clone(), shown, &forms));
                }
                for (source, (key, words)) in source
                    .iter()
                    .flat_map(|source| own_words(layer, source.from).map(move |row| (source, row)))
                {
                    found
                        .entry(key.clone())
                        .or_insert_with(|| Found::new(words.map(source.convert), shown, &forms));
                }
            }
        }
        let nowhere = all_keys(layers)
            .filter(|key| !found.contains_key(*key))
            .cloned()
            .collect();
        Catalogue {
            lang: lang.clone(),
            found,
            nowhere,
        }
    }

    /// The words for a key, or `None` if no language of the chain has it.
    ///
    /// `count` chooses the plural form, by the rules of the language in which the
    /// words are written; `args` fill the placeholders, `n` being the number as it is
    /// shown.
    pub fn text(&self, key: &str, count: Option<Count>, args: &BTreeMap<String, String>) -> Option<String> {
        let found = self.found.get(key)?;
        Some(found.words.text(&found.forms, count, args))
    }

    /// The language in which the words for a key are written.
    pub fn lang_of(&self, key: &str) -> Option<&Lang> {
        self.found.get(key).map(|found| &found.lang)
    }

    /// How many strings there are, lacking ones too.
    pub fn total(&self) -> usize {
        self.found.len() + self.nowhere.len()
    }

    /// The strings that this language lacks, by key; derived ones are not lacking.
    pub fn missing(&self) -> Vec<Missing> {
        let missing = |key: &String, shown_from| Missing {
            key: key.clone(),
            lang: self.lang.clone(),
            shown_from,
        };
        let elsewhere = self.found.iter().filter(|(_, found)| found.lang != self.lang);
        let mut all: Vec<Missing> = elsewhere
            .map(|(key, found)| missing(key, Some(found.lang.clone())))
            .chain(self.nowhere.iter().map(|key| missing(key, None)))
            .collect();
        all.sort();
        all
    }
}

/// The strings of the site that no theme has in any language, so that nothing ever
/// shows them: mostly a mistyped key. Sorted by language and key.
pub fn unknown(layers: &[Layer]) -> Vec<(Lang, String)> {
    let (site, themes): (Vec<&Layer>, Vec<&Layer>) = layers.iter().partition(|layer| layer.origin == Origin::Site);
    let known: BTreeSet<&String> = all_keys(themes).collect();
    let of_site = site.into_iter().flat_map(|layer| &layer.files);
    let unknown = of_site
        .flat_map(|(lang, file)| file.0.keys().map(move |key| (lang, key)))
        .filter(|(_, key)| !known.contains(key))
        .map(|(lang, key)| (lang.clone(), key.clone()));
    unknown.collect::<BTreeSet<_>>().into_iter().collect()
}

impl Found {
    fn new(words: Words, lang: &Lang, forms: &Arc<Forms>) -> Found {
        Found {
            words,
            lang: lang.clone(),
            forms: Arc::clone(forms),
        }
    }
}

fn own_words<'a>(layer: &'a Layer, lang: &Lang) -> impl Iterator<Item = (&'a String, &'a Words)> {
    layer.files.get(lang).into_iter().flat_map(|file| &file.0)
}

fn all_keys<'a>(layers: impl IntoIterator<Item = &'a Layer>) -> impl Iterator<Item = &'a String> {
    layers
        .into_iter()
        .flat_map(|layer| layer.files.values())
        .flat_map(|file| file.0.keys())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = "
        zh-Hans: {home: 首页发展, typo: x}
        fr: {search: Chercher}";
    const THEME: &str = r#"
        zh-Hans: {home: 首页, search: 搜索, found: "{n}个项目"}
        zh-Hant: {home: 主頁, search: 搜尋}
        en: {home: Home, search: Search, found: {one: "{n} project", other: "{n} projects"}}
        fr: {home: Accueil, search: Rechercher}
        ja: {only: だけ}"#;

    fn layers() -> Vec<Layer> {
        let layer = |origin, files| Layer {
            origin,
            files: serde_yaml::from_str(files).unwrap(),
        };
        vec![layer(Origin::Site, SITE), layer(Origin::Theme, THEME)]
    }

    fn catalogue(chain: &str) -> Catalogue {
        let chain: Vec<Lang> = chain.split(' ').map(|tag| Lang::parse(tag).unwrap()).collect();
        let (simplified, traditional) = (Lang::parse("zh-Hans").unwrap(), Lang::parse("zh-Hant").unwrap());
        let convert = |text: &str| {
            text.replace('个', "個")
                .replace('项', "項")
                .replace('页', "頁")
                .replace('发', "發")
        };
        let derived = Derived {
            lang: &traditional,
            from: &simplified,
            convert: &convert,
        };
        Catalogue::new(&chain[0], &chain, &layers(), Some(derived))
    }

    fn check(chain: &str, key: &str, count: u64, expected: &str) {
        let args = BTreeMap::from([("n".to_owned(), count.to_string())]);
        let text = catalogue(chain).text(key, Some(count.into()), &args);
        assert_eq!(text.as_deref().unwrap_or("none"), expected);
    }

    #[test]
    fn a_site_changes_single_strings_of_its_theme() {
        check("fr en", "search", 0, "Chercher");
        check("fr en", "home", 0, "Accueil");
    }

    #[test]
    fn a_language_falls_back_along_its_chain() {
        check("ja en zh-Hans", "home", 0, "Home");
        check("ja zh-Hans en", "home", 0, "首页发展");
        check("ja en zh-Hans", "nothing", 0, "none");
    }

    #[test]
    fn the_form_is_of_the_language_that_is_shown() {
        check("fr en", "found", 1, "1 project");
        check("fr en", "found", 0, "0 projects");
    }

    #[test]
    fn traditional_words_are_derived_where_it_has_none() {
        check("zh-Hant zh-Hans", "search", 0, "搜尋");
        check("zh-Hant zh-Hans", "found", 3, "3個項目");
    }

    #[test]
    fn what_the_site_changes_in_the_source_changes_in_the_derived() {
        check("zh-Hant zh-Hans", "home", 0, "首頁發展");
    }

    #[test]
    fn a_chain_through_a_derived_language_shows_derived_words() {
        check("ko zh-Hant en", "found", 3, "3個項目");
    }

    #[test]
    fn the_language_of_the_words_is_known() {
        let catalogue = catalogue("fr en");
        assert_eq!(catalogue.lang_of("home").map(Lang::as_str), Some("fr"));
        assert_eq!(catalogue.lang_of("found").map(Lang::as_str), Some("en"));
        assert_eq!(catalogue.lang_of("only"), None);
    }

    fn check_missing(chain: &str, expected: &str) {
        let missing = catalogue(chain).missing();
        let told: Vec<String> = missing
            .iter()
            .map(|missing| {
                format!(
                    "{}:{}",
                    missing.key,
                    missing.shown_from.as_ref().map_or("-", Lang::as_str)
                )
            })
            .collect();
        assert_eq!(told.join(" "), expected);
    }

    #[test]
    fn strings_that_fall_back_are_told() {
        check_missing("fr en", "found:en only:- typo:-");
        check_missing("zh-Hant zh-Hans", "only:-");
    }

    #[test]
    fn keys_of_the_site_that_no_theme_has_are_told() {
        let unknown: Vec<String> = unknown(&layers())
            .iter()
            .map(|(lang, key)| format!("{lang} {key}"))
            .collect();
        assert_eq!(unknown, ["zh-Hans typo"]);
    }
}
