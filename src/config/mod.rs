//! The portal's settings: `content/site.yaml`, read and checked.

mod json_schema;
mod languages;
mod read;
mod reader;
mod severity;
mod url;

use std::collections::BTreeMap;

pub use json_schema::json_schema;
pub use read::{iso_date, read};
pub use url::SiteUrl;

use crate::diag::severities::Severities;
use crate::model::date::Date;
use crate::model::lang::{Lang, Usage};
use crate::model::node::Node;
use crate::model::path::SourcePath;
use crate::model::words::Words;
use rust_decimal::Decimal;

/// All settings, with defaults in place of what is not written.
#[derive(Clone, Debug)]
pub struct Config {
    pub file: SourcePath,
    pub title: Words,
    pub url: SiteUrl,
    /// IANA name, checked where the clock is read.
    pub timezone: String,
    pub theme: String,
    pub original: Lang,
    /// In the order written; holds the original.
    pub languages: Vec<Language>,
    pub editions: Vec<Edition>,
    pub menu: Vec<MenuItem>,
    /// Field → words, in the order written.
    pub identity: Vec<(String, Words)>,
    pub rates: Vec<Rate>,
    pub addresses: AddressStyle,
    pub raw_html: RawHtml,
    pub mixed_break: MixedBreak,
    /// Cards on one page of a list.
    pub per_page: usize,
    /// Entries of a feed.
    pub feed_limit: usize,
    /// The theme's settings, checked by the theme.
    pub settings: Node,
    pub severities: Severities,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    pub lang: Lang,
    /// Words are made from this language's by conversion.
    pub convert_from: Option<Lang>,
    pub usage: Usage,
    pub fallback: Vec<Lang>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edition {
    Standard,
    /// Large, plain, one column.
    Care,
}

impl Edition {
    pub fn key(self) -> &'static str {
        match self {
            Edition::Standard => "standard",
            Edition::Care => "care",
        }
    }
}

/// `projects`, `pages/about`, or `{label: …, items: […]}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MenuItem {
    /// A type's folder or an entry, as written.
    Page {
        target: String,
        label: Option<Words>,
    },
    Group {
        label: Words,
        items: Vec<MenuItem>,
    },
}

/// `{from: CNY, to: EUR, rate: 0.13, date: 2020-01-01, source: …}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    pub from: String,
    pub to: String,
    pub rate: Decimal,
    pub date: Date,
    pub source: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AddressStyle {
    /// `projects/sanbaishan.html`.
    Files,
    /// `projects/sanbaishan/`.
    Folders,
}

/// What a line break between Chinese or Japanese and a Latin letter or digit becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MixedBreak {
    Blank,
    Nothing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RawHtml {
    Refuse,
    Allow,
}

impl Config {
    pub fn language(&self, lang: &Lang) -> Option<&Language> {
        self.languages.iter().find(|language| language.lang == *lang)
    }

    pub fn langs(&self) -> Vec<Lang> {
        self.languages.iter().map(|language| language.lang.clone()).collect()
    }

    /// What each language falls back to, as written.
    pub fn fallbacks(&self) -> BTreeMap<Lang, Vec<Lang>> {
        self.languages
            .iter()
            .map(|language| {
                let mut chain: Vec<Lang> = language.convert_from.iter().cloned().collect();
                chain.extend(language.fallback.iter().cloned());
                (language.lang.clone(), chain)
            })
            .collect()
    }
}
