//! Recognises that a target already is what a build would make of it, before anything is rendered.
//!
//! Beside the record of a target lies a note of its last build: a key of everything that build was made of, and what
//! it said. The note may be lost or damaged at any time; then the site is built as if there had never been one.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use crate::disk::failure::Failure;
use crate::disk::publish::place::Place;
use crate::disk::publish::record::Record;
use crate::disk::publish::recover::heal;
use crate::disk::publish::scan::{Stranger, scan};
use crate::disk::publish::stage::as_we_left_it;
use crate::disk::publish::{Mode, PublishOptions, Published, Why, files, lock, sealed};

/// A build that was finished without a word of complaint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// blake3 of all that it was made of.
    pub key: [u8; 32],
    /// The time zone by which it knew what day it was.
    pub zone: String,
    /// What it said of its pages, one text a line.
    pub lines: Vec<String>,
}

const HEAD: &str = "wutong built 1\n";

/// The note of the last build of this target, if there is one and it is whole.
pub fn last_build(site: &Path, target: &Path, options: &PublishOptions) -> Result<Option<Finished>, Failure> {
    let place = Place::find(site, target, options)?;
    let record = place.record()?;
    let text = fs::read(record.with_extension("built")).ok();
    Ok(text.and_then(|text| parse(&text, &fs::read(&record).ok()?)))
}

/// What publishing this target again would do, if all files of its record stand as they were left: nothing.
pub fn stands(site: &Path, target: &Path, options: &PublishOptions) -> Result<Option<Published>, Failure> {
    let place = Place::find(site, target, options)?;
    let _lock = lock::take(&place.site)?;
    if !heal(&place)?.is_empty() || !place.exists() {
        return Ok(None);
    }
    let Some(record) = Record::load(&place.record()?) else {
        return Ok(None);
    };
    let standing = scan(&place, record.files.keys().map(String::as_str))?;
    let whole = record
        .files
        .par_iter()
        .all(|(path, written)| as_we_left_it(&place.target.join(path), written).is_some_and(|found| found == *written));
    Ok(whole.then(|| Published {
        mode: Mode::Nothing,
        why: Why::Usual,
        written: 0,
        unchanged: record.files.len(),
        removed: 0,
        foreign: standing.strangers.iter().map(Stranger::shown).collect(),
        bytes: 0,
        notices: Vec::new(),
    }))
}

/// Leaves a note of a build that was just published.
pub fn remember(site: &Path, target: &Path, options: &PublishOptions, build: &Finished) -> Result<(), Failure> {
    let place = Place::find(site, target, options)?;
    let record = place.record()?;
    let Ok(published) = fs::read(&record) else {
        return Ok(());
    };
    files::write_durably(&record.with_extension("built"), to_text(build, &published).as_bytes())
}

fn to_text(build: &Finished, record: &[u8]) -> String {
    let key = blake3::Hash::from_bytes(build.key).to_hex();
    let record = blake3::hash(record).to_hex();
    let mut text = format!("{HEAD}record {record}\nkey {key}\nzone {}\n", build.zone);
    for line in &build.lines {
        let _ = writeln!(text, "{}", line.replace('\n', " "));
    }
    sealed::seal(text)
}

fn parse(text: &[u8], record: &[u8]) -> Option<Finished> {
    let mut lines = sealed::open(text)?.strip_prefix(HEAD)?.lines();
    let published = lines.next()?.strip_prefix("record ")?;
    let key = lines.next()?.strip_prefix("key ")?;
    let zone = lines.next()?.strip_prefix("zone ")?.to_owned();
    let of_this_record = published == blake3::hash(record).to_hex().as_str();
    of_this_record.then_some(Finished {
        key: *blake3::Hash::from_hex(key).ok()?.as_bytes(),
        zone,
        lines: lines.map(str::to_owned).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_read_whole_and_of_its_record_or_not_at_all() {
        let build = Finished {
            key: [7; 32],
            zone: "Asia/Shanghai".to_owned(),
            lines: vec!["3 个页面".to_owned()],
        };
        let text = to_text(&build, b"record");
        assert_eq!(parse(text.as_bytes(), b"record"), Some(build));
        assert_eq!(parse(text.as_bytes(), b"another"), None);
        for cut in 0..text.len() {
            assert_eq!(parse(&text.as_bytes()[..cut], b"record"), None, "cut at {cut}");
            let mut damaged = text.clone().into_bytes();
            damaged[cut] ^= 1;
            assert_eq!(parse(&damaged, b"record"), None, "damaged at {cut}");
        }
    }
}
