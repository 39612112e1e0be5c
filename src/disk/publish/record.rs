//! The record of what we wrote into a target: by it alone a file is ours.
//!
//! It may be lost or damaged at any time; then there is no record, and nothing is ours
//! but what is byte for byte what we would write.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use crate::disk::publish::sealed;
use crate::model::path::OutputPath;

/// One file as we wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// blake3 of its bytes.
    pub(crate) digest: [u8; 32],
    /// In bytes.
    pub(crate) length: u64,
    /// When it was last changed, in nanoseconds since 1970.
    pub(crate) changed_ns: i128,
}

/// Every file we wrote, by its path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) files: BTreeMap<String, Written>,
}

const HEAD: &str = "wutong published 1\n";

impl Record {
    /// Reads a record; none if there is none or it is not whole.
    pub(crate) fn load(place: &Path) -> Option<Self> {
        Self::parse(&fs::read(place).ok()?)
    }

    /// The record as it stands on the disk.
    pub(crate) fn to_text(&self) -> String {
        let mut text = String::with_capacity(self.files.len() * 140);
        text.push_str(HEAD);
        for (path, written) in &self.files {
            let digest = blake3::Hash::from_bytes(written.digest).to_hex();
            writeln!(text, "{digest} {} {} {path}", written.length, written.changed_ns)
                .expect("a String takes everything");
        }
        sealed::seal(text)
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let lines: Vec<&str> = sealed::open(bytes)?.strip_prefix(HEAD)?.lines().collect();
        let files: Option<Vec<_>> = lines.into_par_iter().with_min_len(256).map(entry).collect();
        let files = files?.into_iter().collect();
        Some(Self { files })
    }
}

fn entry(line: &str) -> Option<(String, Written)> {
    let mut parts = line.splitn(4, ' ');
    let digest = *blake3::Hash::from_hex(parts.next()?).ok()?.as_bytes();
    let length = parts.next()?.parse().ok()?;
    let changed_ns = parts.next()?.parse().ok()?;
    let path = OutputPath::new(parts.next()?).ok()?;
    let written = Written {
        digest,
        length,
        changed_ns,
    };
    Some((path.as_str().to_owned(), written))
}

#[cfg(test)]
mod tests {
    use crate::disk::publish::record::{Record, Written};
    use crate::disk::publish::sealed::seal;

    #[test]
    fn a_record_comes_back_as_it_was() {
        let written = Written {
            digest: [7; 32],
            length: 12,
            changed_ns: -5,
        };
        let names = ["index.html", "en/a b.html", "data/项目.csv"];
        let files = names.map(|name| (name.to_owned(), written)).into();
        let record = Record { files };
        assert_eq!(Record::parse(record.to_text().as_bytes()), Some(record));
    }

    #[test]
    fn a_record_that_names_a_path_outside_is_none() {
        let zeros = "0".repeat(64);
        let text = seal(format!("wutong published 1\n{zeros} 1 1 ../../etc/passwd\n"));
        assert_eq!(Record::parse(text.as_bytes()), None);
        assert_eq!(Record::parse(seal("wutong published 2\n".to_owned()).as_bytes()), None);
    }
}
