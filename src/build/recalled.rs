//! What an earlier build left of the bodies that it read: their outlines, so that a body that says the same need not be
//! read again to know what others may know of it.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use crate::build::digests::{Digest, Digests};
use crate::markdown::{Options, Outline};
use crate::model::path::SourcePath;
use crate::site::Site;
use crate::site::text::Text;

/// Outlines by the digests of the files that they are of.
#[derive(Debug)]
pub struct Recalled {
    manner: Vec<u8>,
    outlines: HashMap<Digest, Range<usize>>,
    bytes: Vec<u8>,
}

impl Recalled {
    /// Reads what [`Recalled::written`] wrote; none where it is anything else. Single outlines are read when they are
    /// wanted.
    pub fn read(bytes: Vec<u8>) -> Option<Self> {
        let mut rest = Reader { bytes: &bytes, at: 0 };
        let manner = rest.piece()?;
        let manner = bytes[manner].to_vec();
        let mut outlines = HashMap::with_capacity(bytes.len() / 512);
        while rest.at < bytes.len() {
            let digest: Digest = rest.take(32)?.try_into().ok()?;
            outlines.insert(digest, rest.piece()?);
        }
        Some(Recalled {
            manner,
            outlines,
            bytes,
        })
    }

    /// The outline of the body of the file with this digest, where it was read in the same manner.
    pub(crate) fn outline(&self, digest: &Digest, options: &Options) -> Option<Outline> {
        let place = self.outlines.get(digest)?;
        if self.manner != manner(options) {
            return None;
        }
        postcard::from_bytes(&self.bytes[place.clone()]).ok()
    }

    /// How many of these it does not know.
    pub fn missing(&self, site: &Site, digests: &Digests) -> usize {
        let known = |digest: &Digest| self.outlines.contains_key(digest);
        texts(site)
            .filter(|(file, _)| digests.of(file).is_some_and(|digest| !known(digest)))
            .count()
    }

    /// All outlines of a site, in pieces to be joined; the site must not be lightened yet.
    pub fn written(site: &Site, digests: &Digests, options: &Options) -> Vec<Vec<u8>> {
        let texts: Vec<(&SourcePath, &Text)> = texts(site).collect();
        let parts = texts.par_chunks(256).map(|texts| {
            let mut bytes = Vec::with_capacity(texts.len() * 768);
            for (file, text) in texts {
                if let (Some(digest), Ok(outline)) = (digests.of(file), postcard::to_allocvec(&text.outline)) {
                    bytes.extend_from_slice(digest);
                    push_piece(&mut bytes, &outline);
                }
            }
            bytes
        });
        let mut head = Vec::new();
        push_piece(&mut head, &manner(options));
        std::iter::once(head).chain(parts.collect::<Vec<_>>()).collect()
    }
}

/// Every file with a body, and the body.
fn texts(site: &Site) -> impl Iterator<Item = (&SourcePath, &Text)> {
    let entries = site.entries.iter().flat_map(|entry| &entry.words);
    let indexes = site.indexes.values().flat_map(|index| &index.words);
    let words = entries.chain(indexes).flatten();
    let with_body = words.filter(|words| words.record.body_range.is_some());
    with_body.map(|words| (&words.record.file, &*words.text))
}

fn manner(options: &Options) -> Vec<u8> {
    format!("{options:?}").into_bytes()
}

fn push_piece(bytes: &mut Vec<u8>, piece: &[u8]) {
    let length = u32::try_from(piece.len()).expect("no text is as long as four thousand million bytes");
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(piece);
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

    fn piece(&mut self) -> Option<Range<usize>> {
        let length = u32::from_le_bytes(self.take(4)?.try_into().ok()?);
        let start = self.at;
        self.take(length as usize)?;
        Some(start..self.at)
    }
}
