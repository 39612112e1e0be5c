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
use crate::disk::publish::recover::heal;
use crate::disk::publish::scan::Stranger;
use crate::disk::publish::{Glance, Mode, PublishOptions, Published, Why, files, lock, sealed};
use crate::model::checksum::{self, Checksum};
use crate::model::path::SourcePath;

/// A build that was finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// blake3 of all that it was made of but its files.
    pub key: [u8; 32],
    /// Every file that it was made of, in the order of the paths.
    pub files: Vec<FileNote>,
    /// Checksums of files that are neighbours.
    pub bundles: Vec<Checksum>,
    /// The time zone by which it knew what day it was.
    pub zone: String,
    /// What it complained of, with the colours of a terminal.
    pub told: String,
    /// What it said of its pages, one text a line.
    pub lines: Vec<String>,
}

/// One file that a build was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileNote {
    pub path: SourcePath,
    pub digest: Checksum,
    /// What others may know of it, where it has a body.
    pub face: Option<Checksum>,
}

const HEAD: &str = "wutong built 5\n";

/// By this a build is told from others of the same target; none where there is no record.
pub(super) fn record_digest(record: &Path) -> Option<[u8; 32]> {
    Some(*blake3::hash(&fs::read(record).ok()?).as_bytes())
}

/// The note of the last build of this target, if there is one and it is whole, and the digest of the record.
pub fn last_build(
    site: &Path,
    target: &Path,
    options: &PublishOptions,
) -> Result<Option<(Finished, [u8; 32])>, Failure> {
    let place = Place::find(site, target, options)?;
    let record = place.record_if_any();
    let text = fs::read(record.with_extension("built")).ok();
    Ok(text.and_then(|text| {
        let digest = record_digest(&record)?;
        Some((parse(&text, &digest)?, digest))
    }))
}

/// What publishing this target again would do, if its record is still this one and all files of it stand as they were
/// left: nothing.
pub fn stands(
    (site, target): (&Path, &Path),
    options: &PublishOptions,
    record: &[u8; 32],
) -> Result<Option<Published>, Failure> {
    let place = Place::find(site, target, options)?;
    let _lock = lock::take(&place.site)?;
    if !heal(&place)?.is_empty() || !place.exists() {
        return Ok(None);
    }
    let glance = Glance::of(&place, &[])?;
    let last = glance.record.filter(|_| glance.digest == Some(*record));
    let (Some(record), standing) = (last, glance.standing) else {
        return Ok(None);
    };
    let whole = record.files.par_iter().all(|(path, written)| {
        standing
            .as_left(&place, path, written)
            .is_some_and(|found| found == *written)
    });
    Ok(whole.then(|| Published {
        mode: Mode::Nothing,
        why: Why::Usual,
        written: 0,
        unchanged: record.files.len(),
        removed: 0,
        foreign: standing.strangers.iter().map(Stranger::shown).collect(),
        bytes: 0,
        notices: Vec::new(),
        record: None,
    }))
}

/// Leaves a note of a build, for as long as the record that it left is the target's.
pub fn remember(
    (site, target): (&Path, &Path),
    options: &PublishOptions,
    build: &Finished,
    record: &[u8; 32],
) -> Result<(), Failure> {
    let place = Place::find(site, target, options)?;
    let note = place.record()?.with_extension("built");
    files::write_durably(&note, to_text(build, record).as_bytes())
}

fn to_text(build: &Finished, record: &[u8; 32]) -> String {
    let hex = |digest: &[u8; 32]| blake3::Hash::from_bytes(*digest).to_hex();
    let mut text = String::with_capacity(build.files.len() * 180);
    let told = serde_json::to_string(&build.told).unwrap_or_default();
    let _ = write!(text, "{HEAD}record {}\nkey {}\n", hex(record), hex(&build.key));
    let _ = writeln!(text, "zone {}\ntold {told}\nlines {}", build.zone, build.lines.len());
    for line in &build.lines {
        let _ = writeln!(text, "{}", line.replace('\n', " "));
    }
    let _ = writeln!(text, "bundles {}", build.bundles.len());
    for bundle in &build.bundles {
        checksum::write(bundle, &mut text);
        text.push('\n');
    }
    for file in &build.files {
        checksum::write(&file.digest, &mut text);
        text.push(' ');
        match &file.face {
            Some(face) => checksum::write(face, &mut text),
            None => text.push('-'),
        }
        text.extend([" ", file.path.as_str(), "\n"]);
    }
    sealed::seal(text)
}

fn parse(text: &[u8], record: &[u8; 32]) -> Option<Finished> {
    let mut lines = sealed::open(text)?.strip_prefix(HEAD)?.lines();
    let digest = |text: &str| Some(*blake3::Hash::from_hex(text).ok()?.as_bytes());
    let published = digest(lines.next()?.strip_prefix("record ")?)?;
    let key = digest(lines.next()?.strip_prefix("key ")?)?;
    let zone = lines.next()?.strip_prefix("zone ")?.to_owned();
    let told = serde_json::from_str(lines.next()?.strip_prefix("told ")?).ok()?;
    let count: usize = lines.next()?.strip_prefix("lines ")?.parse().ok()?;
    let said: Vec<String> = lines.by_ref().take(count).map(str::to_owned).collect();
    let count: usize = lines.next()?.strip_prefix("bundles ")?.parse().ok()?;
    let bundles = lines.by_ref().take(count).map(checksum::read);
    let bundles = bundles.collect::<Option<_>>()?;
    let files = lines.map(|line| {
        let (content, rest) = line.split_once(' ')?;
        let (face, path) = rest.split_once(' ')?;
        Some(FileNote {
            path: SourcePath::new(path).ok()?,
            digest: checksum::read(content)?,
            face: checksum::read(face),
        })
    });
    let files = files.collect::<Option<_>>()?;
    (published == *record).then_some(Finished {
        key,
        files,
        bundles,
        zone,
        told,
        lines: said,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_read_whole_and_of_its_record_or_not_at_all() {
        let file = |path: &str, face| FileNote {
            path: SourcePath::new(path).unwrap(),
            digest: [9; 16],
            face,
        };
        let build = Finished {
            key: [7; 32],
            files: vec![file("content/a b.md", Some([3; 16])), file("content/site.yaml", None)],
            bundles: vec![[5; 16], [6; 16]],
            zone: "Asia/Shanghai".to_owned(),
            told: "\u{1b}[1mtold\r\n甲\u{1b}[0m\n".to_owned(),
            lines: vec!["3 个页面".to_owned()],
        };
        let text = to_text(&build, &[1; 32]);
        assert_eq!(parse(text.as_bytes(), &[1; 32]), Some(build));
        assert_eq!(parse(text.as_bytes(), &[2; 32]), None);
        for cut in 0..text.len() {
            assert_eq!(parse(&text.as_bytes()[..cut], &[1; 32]), None, "cut at {cut}");
            let mut damaged = text.clone().into_bytes();
            damaged[cut] ^= 1;
            assert_eq!(parse(&damaged, &[1; 32]), None, "damaged at {cut}");
        }
    }
}
