//! The whole site after linking: every entry, every list, every address.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use foldhash::fast::RandomState;

use crate::config::Config;
use crate::lang::figure::bucket::Bucket;
use crate::lang::figure::units::Units;
use crate::lang::han::Converter;
use crate::model::lang::Lang;
use crate::model::path::SourcePath;
use crate::model::picture::{Probe, Recipe};
use crate::model::types::{Type, Types};
use crate::model::words::Words as ShortWords;
use crate::site::entry::{Entry, EntryId, How, Shown, Words};
use crate::site::record::Record;

/// The place of a language in `Site::languages`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LangId(pub u8);

/// A language of the site, resolved.
#[derive(Clone, Debug)]
pub struct Language {
    pub id: LangId,
    pub lang: Lang,
    /// `""` for the original, `en/` for others.
    pub prefix: String,
    /// This language first, then what it falls back to; the original is among them.
    pub chain: Vec<LangId>,
    /// The same, as tags.
    pub tags: Vec<Lang>,
    /// Words are made from this language's.
    pub derived_from: Option<LangId>,
    pub converter: Option<Arc<Converter>>,
}

/// A table that is never walked in its own order.
pub type Lookup<K, V> = HashMap<K, V, RandomState>;

#[derive(Debug)]
pub struct Site {
    pub config: Arc<Config>,
    pub types: Arc<Types>,
    pub languages: Arc<Vec<Language>>,
    pub original: LangId,
    pub entries: Vec<Entry>,
    pub keys: Lookup<(String, String), EntryId>,
    /// File name or title in any language → entries, by type.
    pub names: Lookup<(String, String), Vec<EntryId>>,
    /// (type, field) → the entry pointed at → those that point at it, in the order of their keys.
    pub reverse: BTreeMap<(String, String), BTreeMap<EntryId, Vec<EntryId>>>,
    /// By language and entry: its place among all titles.
    pub title_ranks: Vec<Vec<u32>>,
    pub units: Arc<Units>,
    /// Every content file of an entry.
    pub files: Lookup<SourcePath, EntryId>,
    /// The text of `site.yaml`, for placing mistakes.
    pub settings_text: Arc<str>,
    /// By type name.
    pub collections: BTreeMap<String, Collection>,
    /// Words of list pages by folder; those of the home page under `""`.
    pub indexes: BTreeMap<String, Index>,
    /// Pictures and documents of the content, and where they are published.
    pub media: BTreeMap<SourcePath, String>,
    /// Those of them that are pictures, by published path.
    pub pictures: BTreeMap<String, Picture>,
    /// Published path of a picture or document → its size in bytes.
    pub sizes: HashMap<String, u64>,
    /// Files copied as they are → their path below the site's root.
    pub plain: HashMap<SourcePath, String>,
    /// List file and key → the entry of that row.
    pub rows: Lookup<(SourcePath, String), EntryId>,
    /// The type of the words of list pages.
    pub index_type: Type,
    pub menu: Vec<MenuEntry>,
    /// Draft translations that were left out.
    pub held_translations: Vec<Arc<Record>>,
    /// Rows of `terms.yaml`, by the word in the original language.
    pub terms: BTreeMap<String, BTreeMap<Lang, String>>,
}

/// The published entries of one type.
#[derive(Debug, Default)]
pub struct Collection {
    /// By language, in the type's order.
    pub ordered: Vec<Vec<EntryId>>,
    /// By language: where each entry stands in that order.
    pub places: Vec<HashMap<EntryId, usize>>,
    pub facets: Vec<FacetTerms>,
}

#[derive(Debug)]
pub struct FacetTerms {
    pub field: String,
    /// In the order in which they are offered.
    pub terms: Vec<Term>,
}

#[derive(Debug)]
pub struct Term {
    pub value: TermValue,
    pub slug: String,
    /// By language, in the type's order.
    pub entries: Vec<Vec<EntryId>>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermValue {
    /// An option's key.
    Choice(String),
    Entry(EntryId),
    Text(String),
    Boolean(bool),
    Bucket(Bucket),
}

/// The words of a list page or of the home page.
#[derive(Debug, Default)]
pub struct Index {
    pub words: Vec<Option<Words>>,
}

/// A picture of the content.
#[derive(Debug)]
pub struct Picture {
    pub source: SourcePath,
    pub probe: Probe,
    /// blake3 of its bytes.
    pub digest: [u8; 32],
    /// Ascending by width, the copy for old browsers last. Empty where the file itself is shown, or nothing is.
    pub variants: Vec<Variant>,
    /// The file itself is published.
    pub original: bool,
}

/// One file that is made of a picture.
#[derive(Debug)]
pub struct Variant {
    /// Where it is published.
    pub path: String,
    pub recipe: Recipe,
}

#[derive(Debug)]
pub struct MenuEntry {
    pub label: Option<ShortWords>,
    pub target: Option<MenuTarget>,
    pub items: Vec<MenuEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MenuTarget {
    /// A type's name.
    List(String),
    Entry(EntryId),
}

impl Collection {
    /// Where an entry stands in the type's order.
    pub fn place(&self, lang: LangId, id: EntryId) -> Option<usize> {
        self.places.get(usize::from(lang.0))?.get(&id).copied()
    }
}

impl Site {
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    pub fn language(&self, id: LangId) -> &Language {
        &self.languages[usize::from(id.0)]
    }

    pub fn lang_id(&self, lang: &Lang) -> Option<LangId> {
        self.languages
            .iter()
            .find(|language| language.lang == *lang)
            .map(|language| language.id)
    }

    /// The words that a page of this language shows; none where there are none in the whole chain.
    pub fn shown<'a>(&self, words: &'a [Option<Words>], lang: LangId) -> Option<Shown<'a>> {
        let language = self.language(lang);
        language.chain.iter().find_map(|&from| {
            let words = words.get(usize::from(from.0))?.as_ref()?;
            let how = if from == lang {
                How::Own
            } else if language.derived_from == Some(from) {
                How::Derived
            } else {
                How::Fallback
            };
            Some(Shown { words, from, how })
        })
    }

    /// The words of an entry in this language.
    pub fn words<'a>(&self, entry: &'a Entry, lang: LangId) -> Shown<'a> {
        self.shown(&entry.words, lang)
            .expect("an entry has the original's words, and every chain ends with the original")
    }

    /// Whom a reference means: the entries of these types with that file name or title.
    /// The file's ending may be written too, as Windows shows it.
    pub fn named(&self, types: &[String], written: &str) -> Vec<EntryId> {
        let found = self.named_exactly(types, written);
        let stem = [".md", ".yaml"].iter().find_map(|ending| written.strip_suffix(ending));
        match stem {
            Some(stem) if found.is_empty() => self.named_exactly(types, stem),
            _ => found,
        }
    }

    fn named_exactly(&self, types: &[String], written: &str) -> Vec<EntryId> {
        for name in types {
            if let Some(&id) = self.keys.get(&(name.clone(), written.to_owned())) {
                return vec![id];
            }
        }
        let mut found: Vec<EntryId> = types
            .iter()
            .filter_map(|name| self.names.get(&(name.clone(), written.to_owned())))
            .flatten()
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Site {
    /// Whether a page shows words of its own language (converted ones count), so that search engines may know it.
    pub fn has_own_words(&self, subject: &crate::site::address::Subject, lang: LangId) -> bool {
        use crate::site::address::Subject;
        let own = |words: &[Option<Words>]| self.shown(words, lang).is_none_or(|shown| shown.how != How::Fallback);
        match subject {
            Subject::Home => self.indexes.get("").is_none_or(|index| own(&index.words)),
            Subject::List(name) => {
                let folder = self.types.get(name).map_or("", |kind| kind.folder.as_str());
                self.indexes.get(folder).is_none_or(|index| own(&index.words))
            }
            Subject::Term(name, facet, term) => match &self.collections[name].facets[*facet].terms[*term].value {
                TermValue::Entry(id) => self.words(self.entry(*id), lang).how != How::Fallback,
                _ => true,
            },
            Subject::Entry(id) => self.words(self.entry(*id), lang).how != How::Fallback,
        }
    }
}
