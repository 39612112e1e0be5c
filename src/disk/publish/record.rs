//! The record of what we wrote into a target: by it alone a file is ours.
//!
//! It may be lost or damaged at any time; then there is no record, and nothing is ours
//! but what is byte for byte what we would write.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs::{self, Metadata};
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use rayon::prelude::*;

use crate::disk::publish::sealed;
use crate::model::checksum::{self, Checksum};
use crate::model::path::OutputPath;

/// One file as we wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// Of its bytes.
    pub(crate) digest: Checksum,
    pub(crate) stamp: Stamp,
}

/// By this a file is taken for what it was, before anyone reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// In bytes.
    pub(crate) length: u64,
    /// When it was last changed, in nanoseconds since 1970.
    pub(crate) changed_ns: i128,
}

impl From<&Metadata> for Stamp {
    fn from(found: &Metadata) -> Self {
        let ns = |span: Duration| i128::try_from(span.as_nanos()).unwrap_or(i128::MAX);
        let changed_ns = match found.modified().map(|time| time.duration_since(UNIX_EPOCH)) {
            Ok(Ok(span)) => ns(span),
            Ok(Err(before)) => -ns(before.duration()),
            Err(_) => 0,
        };
        Stamp {
            length: found.len(),
            changed_ns,
        }
    }
}

/// Every file we wrote, by its path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) files: BTreeMap<String, Written>,
}

const HEAD: &str = "wutong published 2\n";

/// As it was before, with digests of 64 digits: the first half of one is the checksum.
const FIRST_HEAD: &str = "wutong published 1\n";

impl Record {
    /// Reads a record; none if there is none or it is not whole.
    pub(crate) fn load(place: &Path) -> Option<Self> {
        Self::parse(&fs::read(place).ok()?)
    }

    /// The record as it stands on the disk.
    pub(crate) fn to_text(&self) -> String {
        let mut text = String::with_capacity(self.files.len() * 110);
        text.push_str(HEAD);
        for (path, written) in &self.files {
            checksum::write(&written.digest, &mut text);
            let Stamp { length, changed_ns } = written.stamp;
            writeln!(text, " {length} {changed_ns} {path}").expect("a String takes everything");
        }
        sealed::seal(text)
    }

    /// Reads the bytes of one; none if they are not whole.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let text = sealed::open(bytes)?;
        let forms = [(HEAD, 32), (FIRST_HEAD, 64)];
        let (lines, digits) = forms
            .into_iter()
            .find_map(|(head, digits)| Some((text.strip_prefix(head)?, digits)))?;
        let lines: Vec<&str> = lines.lines().collect();
        let lines = lines.into_par_iter().with_min_len(256);
        let files: Option<Vec<_>> = lines.map(|line| entry(line, digits)).collect();
        let files = files?.into_iter().collect();
        Some(Self { files })
    }
}

/// One line, whose digest has so many digits.
fn entry(line: &str, digits: usize) -> Option<(String, Written)> {
    let mut parts = line.splitn(4, ' ');
    let digest = parts.next().filter(|digest| digest.len() == digits)?;
    let digest = checksum::read(digest.get(..32)?)?;
    let length = parts.next()?.parse().ok()?;
    let changed_ns = parts.next()?.parse().ok()?;
    let path = OutputPath::new(parts.next()?).ok()?;
    let stamp = Stamp { length, changed_ns };
    let written = Written { digest, stamp };
    Some((path.as_str().to_owned(), written))
}

#[cfg(test)]
mod tests {
    use crate::disk::publish::record::{HEAD, Record, Stamp, Written};
    use crate::disk::publish::sealed::seal;

    #[test]
    fn a_record_comes_back_as_it_was() {
        let written = Written {
            digest: [7; 16],
            stamp: Stamp {
                length: 12,
                changed_ns: -5,
            },
        };
        let names = ["index.html", "en/a b.html", "data/项目.csv"];
        let files = names.map(|name| (name.to_owned(), written)).into();
        let record = Record { files };
        assert_eq!(Record::parse(record.to_text().as_bytes()), Some(record));
    }

    #[test]
    fn a_record_of_the_first_form_still_says_which_files_are_ours() {
        let text = seal(format!("wutong published 1\n{} 12 -5 a b.html\n", "07".repeat(32)));
        let written = Written {
            digest: [7; 16],
            stamp: Stamp {
                length: 12,
                changed_ns: -5,
            },
        };
        let files = [("a b.html".to_owned(), written)].into();
        assert_eq!(Record::parse(text.as_bytes()), Some(Record { files }));
    }

    #[test]
    fn a_record_that_names_a_path_outside_is_none() {
        let line = |path: &str| seal(format!("{HEAD}{} 1 1 {path}\n", "0".repeat(32)));
        assert!(Record::parse(line("index.html").as_bytes()).is_some());
        assert_eq!(Record::parse(line("../../etc/passwd").as_bytes()), None);
        assert_eq!(Record::parse(seal("wutong published 9\n".to_owned()).as_bytes()), None);
    }
}
