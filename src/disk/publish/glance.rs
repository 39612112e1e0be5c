//! A look at the target before anyone begins to write: it goes on beside other work, and spares the one that publishing
//! begins with, if all is then as it was.

use std::path::Path;

use crate::disk::publish::place::Place;
use crate::disk::publish::record::Record;
use crate::disk::publish::scan::{Standing, scan};
use crate::disk::publish::{Item, PublishOptions};

/// What the record says and what stands there.
#[derive(Debug)]
pub struct Glance {
    /// Of the record, as blake3.
    digest: [u8; 32],
    pub(super) record: Record,
    pub(super) standing: Standing,
}

/// Looks at a target that has a record. Whatever is the matter with it, publishing says it.
pub fn look((site, target): (&Path, &Path), options: &PublishOptions) -> Option<Glance> {
    let place = Place::find(site, target, options).ok()?;
    let (digest, record) = Record::load_with_digest(&place.record().ok()?)?;
    let standing = scan(&place, record.files.keys().map(String::as_str)).ok()?;
    Some(Glance {
        digest,
        record,
        standing,
    })
}

impl Glance {
    /// Whether publishing these items would see the same: the record is still this one, and names all of them.
    pub(super) fn holds(&self, record: Option<[u8; 32]>, items: &[Item]) -> bool {
        let named = |item: &Item| self.record.files.contains_key(item.path.as_str());
        record == Some(self.digest) && items.iter().all(named)
    }
}
