//! How the words of every page stand in every language, and what changed in the original of a stale one.

use std::collections::BTreeSet;

use crate::build::link::{Part, parts};
use crate::lang::strings::Catalogue;
use crate::model::types::{Field, Type};
use crate::site::record::Record;
use crate::site::{Language, Site, Translation, Words};
use crate::yaml::Locator;

/// How the words of one page stand in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    Fresh,
    /// The original's words changed since.
    Stale,
    /// Nothing says what the translation was made from.
    Unknown,
    /// Made by conversion from another script.
    Derived,
    Missing,
}

pub const STANDINGS: [Standing; 5] = [
    Standing::Fresh,
    Standing::Stale,
    Standing::Unknown,
    Standing::Derived,
    Standing::Missing,
];

/// How many pages, or strings, stand in which way; by [`Standing`].
pub type Counts = [usize; 5];

/// One page in one language other than the original.
pub struct Page<'a> {
    pub kind: &'a Type,
    /// The original.
    pub original: &'a Record,
    pub language: &'a Language,
    pub standing: Standing,
    /// The translation, where there is one.
    pub record: Option<&'a Record>,
    /// Of a stale one.
    pub changes: Option<Changes<'a>>,
}

/// What happened to the words that a translation was made from. Their old wording is not known.
pub struct Changes<'a> {
    /// Whose words they are: the original's, or those of another language.
    pub base: &'a Record,
    /// What the base says today and the translation has not seen.
    pub changed: Vec<Change<'a>>,
    /// How many passages that were translated are no longer there: changed or deleted.
    pub gone: usize,
}

/// A field or a block of the body that is new or changed.
pub struct Change<'a> {
    /// `title`, a field's name, or the number of a block of the body, from 1.
    pub part: String,
    pub field: Option<&'a Field>,
    /// From 1, in the base's file.
    pub line: usize,
    /// As they are today.
    pub words: String,
}

/// Every page in every language: list pages first, then by type and file.
pub fn pages(site: &Site) -> Vec<Page<'_>> {
    let mut pages = Vec::new();
    for (kind, words) in all_words(site) {
        let Some(original) = of_language(words, site.language(site.original)) else {
            continue;
        };
        for language in other_languages(site) {
            pages.push(page(site, kind, words, (&original.record, language)));
        }
    }
    pages.sort_by_key(|page| {
        let is_entry = page.kind.name != site.index_type.name;
        let record = page.original;
        (is_entry, &page.kind.name, &record.file, &record.trail, page.language.id)
    });
    pages
}

/// All languages of the site but the original.
pub fn other_languages(site: &Site) -> impl Iterator<Item = &Language> {
    site.languages.iter().filter(|language| language.id != site.original)
}

/// How the words of the interface stand in a language.
pub fn strings(language: &Language, catalogue: &Catalogue) -> Counts {
    let missing = catalogue.missing().len();
    let own = catalogue.total() - missing;
    let mut counts = Counts::default();
    counts[Standing::Missing as usize] = missing;
    match language.derived_from {
        Some(_) => counts[Standing::Derived as usize] = own,
        None => counts[Standing::Fresh as usize] = own,
    }
    counts
}

/// The words of every entry and of every list page, with their type.
pub fn all_words(site: &Site) -> impl Iterator<Item = (&Type, &[Option<Words>])> {
    let entries = site
        .entries
        .iter()
        .filter_map(|entry| Some((site.types.get(&entry.key.type_name)?, entry.words.as_slice())));
    entries.chain(
        site.indexes
            .values()
            .map(|index| (&site.index_type, index.words.as_slice())),
    )
}

/// The words of one language, where there are any.
pub fn of_language<'a>(words: &'a [Option<Words>], language: &Language) -> Option<&'a Words> {
    words.get(usize::from(language.id.0))?.as_ref()
}

/// The words that a translation was made from: those of the language it names, else the original's.
pub fn base<'a>(site: &Site, words: &'a [Option<Words>], translation: &Record) -> Option<&'a Words> {
    let named = translation.translated_from.as_ref();
    let named = named.and_then(|from| site.lang_id(&from.lang));
    named
        .and_then(|lang| of_language(words, site.language(lang)))
        .or_else(|| of_language(words, site.language(site.original)))
}

fn page<'a>(
    site: &'a Site,
    kind: &'a Type,
    words: &'a [Option<Words>],
    (original, language): (&'a Record, &'a Language),
) -> Page<'a> {
    let own = of_language(words, language);
    let standing = match own.map(|words| &words.translation) {
        Some(Translation::Fresh | Translation::Original) => Standing::Fresh,
        Some(Translation::Stale(_)) => Standing::Stale,
        Some(Translation::Unknown) => Standing::Unknown,
        None if language.derived_from.is_some() => Standing::Derived,
        None => Standing::Missing,
    };
    let record = own.map(|words| &*words.record);
    let changes = record
        .filter(|_| standing == Standing::Stale)
        .and_then(|record| changes(kind, base(site, words, record)?, record));
    Page {
        kind,
        original,
        language,
        standing,
        record,
        changes,
    }
}

fn changes<'a>(kind: &'a Type, base: &'a Words, translation: &Record) -> Option<Changes<'a>> {
    let accepted: BTreeSet<&str> = translation
        .translated_from
        .as_ref()?
        .blocks
        .iter()
        .map(String::as_str)
        .collect();
    let parts = parts(kind, &base.record, &base.text.outline);
    let now: BTreeSet<&str> = parts.iter().map(|part| part.digest.as_str()).collect();
    let gone = accepted.difference(&now).count();
    let changed = parts.iter().filter(|part| !accepted.contains(part.digest.as_str()));
    Some(Changes {
        base: &base.record,
        changed: changed.map(|part| change(kind, &base.record, part)).collect(),
        gone,
    })
}

fn change<'a>(kind: &'a Type, base: &Record, part: &Part<'_>) -> Change<'a> {
    let at = if let (Some(start), Some(body)) = (part.start, &base.body_range) {
        body.start + start
    } else {
        let yaml = base.source.get(base.front_range.clone()).unwrap_or_default();
        let located = Locator::new(yaml).locate(&base.trail_to(&part.name));
        base.front_range.start + located.key.or(located.value).map_or(0, |range| range.start)
    };
    let before = base.source.get(..at).unwrap_or_default();
    Change {
        part: part.name.clone(),
        field: part.start.is_none().then(|| kind.field(&part.name)).flatten(),
        line: before.matches('\n').count() + 1,
        words: part.words.trim().to_owned(),
    }
}
