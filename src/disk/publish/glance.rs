//! A look at the target, which publishing begins with. Who takes it before, beside other work, spares it then, if all is
//! as it was.

use std::fs;
use std::path::Path;

use crate::disk::failure::Failure;
use crate::disk::publish::place::Place;
use crate::disk::publish::record::Record;
use crate::disk::publish::scan::{Standing, scan};
use crate::disk::publish::{Item, PublishOptions, again};

/// What the record says and what stands there.
#[derive(Debug)]
pub struct Glance {
    /// Of the record, as blake3; none where there is none.
    pub(super) digest: Option<[u8; 32]>,
    /// None also where it is not whole.
    pub(super) record: Option<Record>,
    pub(super) standing: Standing,
}

/// Looks at a target that has a record. Whatever is the matter with it, publishing says it.
pub fn look((site, target): (&Path, &Path), options: &PublishOptions) -> Option<Glance> {
    let place = Place::find(site, target, options).ok()?;
    Glance::of(&place, &[]).ok().filter(|glance| glance.record.is_some())
}

impl Glance {
    /// Looks for what the record names, and for these items.
    pub(super) fn of(place: &Place, items: &[Item]) -> Result<Self, Failure> {
        let bytes = fs::read(place.record()?).ok();
        let record = bytes.as_deref().and_then(Record::parse);
        let recorded = record.iter().flat_map(|record| record.files.keys()).map(String::as_str);
        let standing = scan(place, recorded.chain(items.iter().map(|item| item.path.as_str())))?;
        Ok(Glance {
            digest: bytes.map(|bytes| *blake3::hash(&bytes).as_bytes()),
            record,
            standing,
        })
    }

    /// Whether a look for these items would bring the same: the record is still this one, and names all of them.
    pub(super) fn holds(&self, place: &Place, items: &[Item]) -> bool {
        let files = self.record.as_ref().map(|record| &record.files);
        let named = |item: &Item| files.is_some_and(|files| files.contains_key(item.path.as_str()));
        self.digest == again::record_digest(&place.record_if_any()) && items.iter().all(named)
    }
}
