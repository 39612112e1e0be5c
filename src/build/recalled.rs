//! What an earlier build left of the files that it read: records, so that a file that says the same need not be read again.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hasher;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::build::digests::Digests;
use crate::build::foundation::is_of_looks;
use crate::build::places::{Place, place_of};
use crate::markdown::{Options, Outline};
use crate::model::checksum::{Checksum, Summing};
use crate::model::lang::Lang;
use crate::model::path::SourcePath;
use crate::model::value::Fields;
use crate::site::Site;
use crate::site::record::{EntryKey, Record, TranslatedFrom};
use crate::site::text::Text;

/// So many records are written at once by one thread.
const PART: usize = 256;

/// Records by the digests of their files, with today's digests.
#[derive(Debug)]
pub struct Recalled {
    digests: Digests,
    records: HashMap<Checksum, Range<usize>>,
    bytes: Vec<u8>,
}

/// What a record says that its file's path does not.
#[derive(Serialize, Deserialize)]
struct Kept<Fields, Written, Blocks, Outline> {
    fields: Fields,
    written: Written,
    front: Range<usize>,
    body: Option<Range<usize>>,
    translated_from: Option<(String, Blocks)>,
    outline: Outline,
}

type Read = Kept<Fields, BTreeMap<String, String>, Vec<String>, Outline>;

impl Recalled {
    /// Reads what [`written`] wrote; none where that is anything else, or was read by other definitions. Single records
    /// are read when they are wanted.
    pub fn new(bytes: Vec<u8>, digests: Digests) -> Option<Self> {
        let mut rest = Reader { bytes: &bytes, at: 0 };
        if rest.take(size_of::<Checksum>())? != definitions(&digests) {
            return None;
        }
        let mut records = HashMap::with_capacity(bytes.len() / 1024);
        while rest.at < bytes.len() {
            let digest: Checksum = rest.take(size_of::<Checksum>())?.try_into().ok()?;
            let length = u32::from_le_bytes(rest.take(4)?.try_into().ok()?);
            let start = rest.at;
            rest.take(length as usize)?;
            records.insert(digest, start..rest.at);
        }
        Some(Recalled {
            digests,
            records,
            bytes,
        })
    }

    /// Whether it has the record of a file as it is today; then nothing was told of that file or mended in it.
    pub(crate) fn knows(&self, file: &SourcePath) -> bool {
        let digest = self.digests.of(file);
        digest.is_some_and(|digest| self.records.contains_key(digest))
    }

    /// The record of a file that says what it said.
    pub(crate) fn record(
        &self,
        (file, text): (&SourcePath, &Arc<str>),
        key: EntryKey,
        lang: Lang,
        options: &Options,
    ) -> Option<Record> {
        let place = self.records.get(self.digests.of(file)?)?;
        let kept: Read = postcard::from_bytes(&self.bytes[place.clone()]).ok()?;
        let translated_from = match kept.translated_from {
            Some((lang, blocks)) => Some(TranslatedFrom {
                lang: Lang::parse(&lang).ok()?,
                blocks,
            }),
            None => None,
        };
        let body = kept.body.clone();
        let read = body.map(|body| Text::unread(kept.outline, Arc::clone(text), body, *options));
        Some(Record {
            key,
            lang,
            file: file.clone(),
            trail: Vec::new(),
            fields: kept.fields,
            written: kept.written,
            source: Arc::clone(text),
            front_range: kept.front,
            body_range: kept.body,
            text: read.map_or_else(Arc::default, Arc::new),
            translated_from,
        })
    }

    /// How many files of a site it does not know, beside those that something is to be said of.
    pub fn missing(&self, site: &Site, told: &BTreeSet<&SourcePath>) -> usize {
        let missing = records(site).filter(|(file, _)| !self.knows(file) && !told.contains(file));
        missing.count()
    }
}

/// Hands on all records of a site as bytes, part by part, without those of files that something is to be said of. The
/// site must not be lightened yet.
pub fn written(site: &Site, digests: &Digests, told: &BTreeSet<&SourcePath>, mut to: impl FnMut(&[u8]) + Send) {
    to(&definitions(digests));
    let records: Vec<_> = records(site).filter(|(file, _)| !told.contains(file)).collect();
    let mut hand_on = |parts: &[Vec<u8>]| {
        for part in parts {
            to(part);
        }
    };
    let mut made: Vec<Vec<u8>> = Vec::new();
    for round in records.chunks(PART * rayon::current_num_threads()) {
        let parts = || round.par_chunks(PART).map(|records| part(records, digests)).collect();
        // What was made is handed on while the next is made.
        ((), made) = rayon::join(|| hand_on(&made), parts);
    }
    hand_on(&made);
}

type Named<'a> = (&'a SourcePath, (&'a Record, &'a Outline));

fn part(records: &[Named<'_>], digests: &Digests) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(records.len() * 2048);
    for (file, (record, outline)) in records {
        let kept = Kept {
            fields: &record.fields,
            written: &record.written,
            front: record.front_range.clone(),
            body: record.body_range.clone(),
            translated_from: record
                .translated_from
                .as_ref()
                .map(|from| (from.lang.to_string(), &from.blocks)),
            outline,
        };
        let (Some(digest), Ok(kept)) = (digests.of(file), postcard::to_allocvec(&kept)) else {
            continue;
        };
        let length = u32::try_from(kept.len()).expect("no file is as long as four thousand million bytes");
        bytes.extend_from_slice(digest);
        bytes.extend_from_slice(&length.to_le_bytes());
        bytes.extend_from_slice(&kept);
    }
    bytes
}

/// Every file of one record.
fn records(site: &Site) -> impl Iterator<Item = Named<'_>> {
    let entries = site.entries.iter().flat_map(|entry| &entry.words);
    let indexes = site.indexes.values().flat_map(|index| &index.words);
    let words = entries.chain(indexes).flatten();
    let whole = words.filter(|words| words.record.trail.is_empty());
    whole.map(|words| (&words.record.file, (&*words.record, &words.text.outline)))
}

/// Of all files by which others are read: settings, types, units and the like.
fn definitions(digests: &Digests) -> Checksum {
    of_all(digests, |path| !is_read(path) && !is_of_looks(path))
}

/// Of everything that templates are tried with, and of the templates.
pub fn looks(digests: &Digests) -> Checksum {
    of_all(digests, |path| !is_read(path))
}

/// Whether a file holds words, or is published as it is; all others say how those are read and how they look.
pub fn is_read(path: &SourcePath) -> bool {
    let place = path.as_str().starts_with("content/").then(|| place_of(path));
    matches!(
        place,
        Some(Place::Index { .. } | Place::Entry { .. } | Place::Rows { .. } | Place::Media | Place::Plain(_))
    )
}

fn of_all(digests: &Digests, wanted: impl Fn(&SourcePath) -> bool) -> Checksum {
    let mut all = Summing::default();
    for (_, digest) in digests.iter().filter(|(path, _)| wanted(path)) {
        all.write(digest);
    }
    all.checksum()
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        Some(taken)
    }
}
