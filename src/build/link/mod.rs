//! All records → the site: addresses, references both ways, lists, terms, translations. The only stage that sees every page.

mod bodies;
mod broken;
mod collections;
mod files;
mod gather;
pub mod hold;
mod list_blocks;
mod media;
mod menu;
mod names;
mod pictures;
mod references;
pub(crate) mod retold;
mod routes;
mod slips;
mod titles;
mod translation;
mod tree;
mod words;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

pub use hold::Drafts;
pub use pictures::Probed;
pub use translation::{Part, parts};

use rayon::prelude::*;

use crate::build::foundation::Foundation;
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::lang::readings::Readings;
use crate::model::date::Date;
use crate::model::lang::Lang;
use crate::model::path::SourcePath;
use crate::model::types::{Type, Types};
use crate::site::record::Record;
use crate::site::{Entry, EntryId, Index, LangId, Language, Site, Words};
use crate::yaml::Locator;

/// Everything that linking starts from.
pub struct Parts<'a> {
    pub ground: &'a Foundation,
    /// The text of `site.yaml`.
    pub settings_text: Arc<str>,
    pub records: Vec<Arc<Record>>,
    /// Words of list pages and of the home page (folder `""`).
    pub indexes: Vec<(String, Arc<Record>)>,
    /// Files copied as they are, with their path below the site's root.
    pub plain: Vec<(SourcePath, String)>,
    /// Pictures and documents, with their size in bytes.
    pub media: Vec<(SourcePath, u64)>,
    pub pictures: Probed,
    /// Block templates that the theme has; none where there is no theme to ask.
    pub blocks: Option<Vec<String>>,
    pub today: Date,
    pub drafts: Drafts,
}

/// Links everything, and finds every mistake that only the whole can show.
pub fn link(parts: Parts<'_>) -> (Site, Vec<Diagnostic>) {
    let Parts {
        ground,
        settings_text,
        records,
        indexes: index_records,
        plain,
        media,
        pictures,
        blocks,
        today,
        drafts,
    } = parts;
    let (types, readings) = (&ground.types, &ground.readings);
    let (gathered, mut diagnostics) = gather::gather(records, &ground.config.original);
    let reading = words::Reading {
        languages: &ground.languages,
        original: &ground.config.original,
        drafts,
    };
    let held_translations = held_translations(&gathered, &index_records, &reading);
    let (indexes, mut found) = indexes(index_records, &ground.index_type, &reading);
    diagnostics.append(&mut found);
    let making = Making {
        types,
        readings,
        reading,
        today,
    };
    let (entries, mut found) = entries(gathered, &making);
    diagnostics.append(&mut found);
    diagnostics.extend(routes::check(&entries, &ground.languages));
    let files = media;
    let (media, mut found) = media::addresses(&files, &entries, types, readings);
    diagnostics.append(&mut found);
    let ((keys, names), (entry_files, rows)) = rayon::join(
        || rayon::join(|| names::keys(&entries), || names::names(&entries)),
        || rayon::join(|| names::files(&entries), || names::rows(&entries)),
    );
    let mut site = Site {
        original: original(&ground.languages, &ground.config),
        keys,
        names,
        files: entry_files,
        settings_text,
        collections: BTreeMap::new(),
        indexes,
        index_type: ground.index_type.clone(),
        pictures: pictures::known(pictures, &media),
        rows,
        plain: plain.into_iter().collect(),
        reverse: BTreeMap::new(),
        title_ranks: Vec::new(),
        menu: Vec::new(),
        held_translations,
        units: Arc::clone(&ground.units),
        config: Arc::clone(&ground.config),
        types: Arc::clone(&ground.types),
        languages: Arc::clone(&ground.languages),
        entries,
        sizes: media::sizes(&files, &media),
        media,
        terms: ground.terms.clone(),
    };
    diagnostics.extend(relate(&mut site, ground, blocks.as_deref()));
    (site, diagnostics)
}

/// The words of one page again, of these records.
pub(crate) fn reworded(
    site: &Site,
    records: &BTreeMap<Lang, Arc<Record>>,
    kind: &Type,
    drafts: Drafts,
) -> Vec<Option<Words>> {
    let reading = words::Reading {
        languages: &site.languages,
        original: &site.config.original,
        drafts,
    };
    words::words(records, kind, &reading).0
}

fn original(languages: &[Language], config: &Config) -> LangId {
    languages
        .iter()
        .find(|language| language.lang == config.original)
        .map_or(LangId(0), |language| language.id)
}

/// What stands between the entries: references, trees, lists, the menu, links in texts.
fn relate(site: &mut Site, ground: &Foundation, blocks: Option<&[String]>) -> Vec<Diagnostic> {
    let mut diagnostics = references::link(site);
    diagnostics.extend(tree::link(site));
    collections::link(site, ground);
    let (menu, mut found) = menu::link(site);
    site.menu = menu;
    diagnostics.append(&mut found);
    let ((bodies, lines), files) = rayon::join(
        || rayon::join(|| bodies::check(site, blocks), || bodies::lines(site)),
        || files::check(site),
    );
    diagnostics.extend(bodies.into_iter().chain(lines).chain(files));
    pictures::link(site);
    diagnostics
}

type Made = (Entry, Vec<Diagnostic>);

fn held_translations(
    gathered: &[gather::Gathered],
    indexes: &[(String, Arc<Record>)],
    reading: &words::Reading<'_>,
) -> Vec<Arc<Record>> {
    if reading.drafts == Drafts::Show {
        return Vec::new();
    }
    let translations = gathered
        .par_iter()
        .flat_map_iter(|gathered| gathered.translations.values());
    let mut held: Vec<_> = translations.filter(|record| hold::is_draft(record)).cloned().collect();
    let indexes = indexes.iter().map(|(_, record)| record);
    let of_indexes = indexes.filter(|record| record.lang != *reading.original && hold::is_draft(record));
    held.extend(of_indexes.cloned());
    held
}

/// What entries are made with.
struct Making<'a> {
    types: &'a Types,
    readings: &'a Readings,
    reading: words::Reading<'a>,
    today: Date,
}

fn entries(gathered: Vec<gather::Gathered>, making: &Making<'_>) -> (Vec<Entry>, Vec<Diagnostic>) {
    let made: Vec<Made> = gathered
        .into_par_iter()
        .enumerate()
        .map(|(place, gathered)| entry(place, gathered, making))
        .collect();
    let (entries, found): (Vec<Entry>, Vec<Vec<Diagnostic>>) = made.into_iter().unzip();
    (entries, found.concat())
}

fn entry(place: usize, gathered: gather::Gathered, making: &Making<'_>) -> Made {
    let kind = making
        .types
        .get(&gathered.key.type_name)
        .expect("a record was checked against its type");
    let original = gathered.original;
    let mut records = gathered.translations;
    records.insert(original.lang.clone(), Arc::clone(&original));
    let (words, mut diagnostics) = words::words(&records, kind, &making.reading);
    let slug = routes::slug_of(&original, making.readings, &mut diagnostics);
    let entry = Entry {
        id: EntryId(u32::try_from(place).expect("fewer than four thousand million entries")),
        route: routes::route_of(kind, &slug),
        state: hold::state(&original, making.today, making.reading.drafts),
        facts: original,
        key: gathered.key,
        words,
        slug,
        parent: None,
        children: Vec::new(),
        back: BTreeMap::new(),
    };
    (entry, diagnostics)
}

/// The words of list pages and of the home page.
fn indexes(
    records: Vec<(String, Arc<Record>)>,
    kind: &Type,
    reading: &words::Reading<'_>,
) -> (BTreeMap<String, Index>, Vec<Diagnostic>) {
    let mut by_folder: BTreeMap<String, BTreeMap<Lang, Arc<Record>>> = BTreeMap::new();
    for (folder, record) in records {
        by_folder.entry(folder).or_default().insert(record.lang.clone(), record);
    }
    let mut diagnostics = Vec::new();
    let indexes = by_folder.into_iter().map(|(folder, records)| {
        let (words, mut found) = words::words(&records, kind, reading);
        diagnostics.append(&mut found);
        (folder, Index { words })
    });
    (indexes.collect(), diagnostics)
}

/// Where a field's value stands in the record's file.
fn span_of(record: &Record, field: &str) -> Option<Range<usize>> {
    place(record, &record.trail_to(field))
}

/// Where the end of a trail stands in the record's file.
fn place(record: &Record, trail: &[String]) -> Option<Range<usize>> {
    let located = Locator::new(record.source.get(record.front_range.clone())?).locate(trail);
    let range = located.value.or(located.key)?;
    Some(range.start + record.front_range.start..range.end + record.front_range.start)
}

/// A mistake in a field of a record.
fn at(record: &Record, field: &str, code: &'static str) -> Diagnostic {
    Diagnostic::new(code, &record.file).at(span_of(record, field))
}
