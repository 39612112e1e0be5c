//! A few words that settings and types carry in several languages at once.

use std::collections::BTreeMap;

use crate::model::lang::Lang;

/// `{zh-Hans: 阶段, en: Stage}`. Words written without a language count for all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Words {
    pub by_lang: BTreeMap<Lang, String>,
    /// Written as a plain text, without languages.
    pub any: Option<String>,
}

impl Words {
    pub fn plain(text: impl Into<String>) -> Self {
        Words {
            by_lang: BTreeMap::new(),
            any: Some(text.into()),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.by_lang.is_empty() && self.any.is_none()
    }

    /// The words in the first language of the chain that has them, with that language.
    pub fn first<'a>(&'a self, chain: &'a [Lang]) -> Option<(&'a str, Option<&'a Lang>)> {
        chain
            .iter()
            .find_map(|lang| self.by_lang.get(lang).map(|text| (text.as_str(), Some(lang))))
            .or_else(|| self.any.as_deref().map(|text| (text, None)))
            .or_else(|| {
                self.by_lang
                    .iter()
                    .next()
                    .map(|(lang, text)| (text.as_str(), Some(lang)))
            })
    }

    /// Every wording there is, for reading what a clerk wrote as a label.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.by_lang.values().map(String::as_str).chain(self.any.as_deref())
    }
}
