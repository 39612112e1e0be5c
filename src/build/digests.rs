//! The checksum of every file of a snapshot: who has the same checksums has the same files.
//!
//! Files are short, and one short text after the other is hashed at a fraction of the speed of a long one. So
//! neighbours are also hashed together: where their text is that of the last build, so is the checksum of each.

use rayon::prelude::*;

use crate::model::checksum::{Checksum, checksum};
use crate::model::path::SourcePath;
use crate::model::snapshot::{Snapshot, SourceFile};

/// So many files, neighbours by their paths, make a bundle.
const BUNDLE: usize = 32;

/// In bytes. Of a longer text its checksum stands in the bundle.
const LONG: usize = 1 << 16;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digests {
    /// By path, ascending.
    files: Vec<(SourcePath, Checksum)>,
    /// Of each [`BUNDLE`] of them.
    bundles: Vec<Checksum>,
}

impl Digests {
    /// Of today's files. What an earlier build wrote down spares work, and changes nothing.
    pub fn new(snapshot: &Snapshot, before: &Digests) -> Self {
        let files: Vec<_> = snapshot.files.iter().collect();
        let bundles = files.par_chunks(BUNDLE).enumerate();
        let summed: Vec<_> = bundles.map(|(nth, files)| summed(files, before.bundle(nth))).collect();
        let (bundles, files): (Vec<_>, Vec<_>) = summed.into_iter().unzip();
        Digests {
            files: files.into_iter().flatten().collect(),
            bundles,
        }
    }

    /// Those that an earlier build wrote down.
    pub fn written(files: impl Iterator<Item = (SourcePath, Checksum)>, bundles: Vec<Checksum>) -> Self {
        Digests {
            files: files.collect(),
            bundles,
        }
    }

    pub fn of(&self, path: &SourcePath) -> Option<&Checksum> {
        let place = self.files.binary_search_by(|(one, _)| one.cmp(path)).ok()?;
        Some(&self.files[place].1)
    }

    pub fn iter(&self) -> impl Iterator<Item = &(SourcePath, Checksum)> {
        self.files.iter()
    }

    pub fn bundles(&self) -> &[Checksum] {
        &self.bundles
    }

    fn bundle(&self, nth: usize) -> Option<Bundle<'_>> {
        let files = self.files.chunks(BUNDLE).nth(nth)?;
        Some((self.bundles.get(nth)?, files))
    }

    /// The files that say something else than they did; none where files came or went.
    pub fn changed_since<'a>(&'a self, before: &Digests) -> Option<Vec<&'a SourcePath>> {
        let same_paths = self.files.len() == before.files.len();
        let pairs = self.files.iter().zip(&before.files);
        let changed = pairs.filter(|(now, before)| now != before);
        let named = changed.map(|(now, before)| (now.0 == before.0).then_some(&now.0));
        named.collect::<Option<Vec<_>>>().filter(|_| same_paths)
    }
}

/// The checksum of a bundle, and its files with theirs.
type Bundle<'a> = (&'a Checksum, &'a [(SourcePath, Checksum)]);

fn summed(files: &[(&SourcePath, &SourceFile)], before: Option<Bundle<'_>>) -> (Checksum, Vec<(SourcePath, Checksum)>) {
    let mut text = Vec::with_capacity(files.len() * 4096);
    let mut ends = vec![0];
    for (path, file) in files {
        add(&mut text, path, file);
        ends.push(text.len());
    }
    let bundle = checksum(&text);
    if let Some((_, known)) = before.filter(|(known, _)| **known == bundle) {
        return (bundle, known.to_vec());
    }
    let of = |(path, place): (&(&SourcePath, _), &[usize])| (path.0.clone(), checksum(&text[place[0]..place[1]]));
    (bundle, files.iter().zip(ends.windows(2)).map(of).collect())
}

/// What a file says, then its path and encoding, then the lengths of both: so it can be told where each begins, and no
/// other files make the same bundle.
fn add(to: &mut Vec<u8>, path: &SourcePath, file: &SourceFile) {
    let start = to.len();
    let (form, length) = match file {
        SourceFile::Text { text, encoding } => {
            if text.len() <= LONG {
                to.extend_from_slice(text.as_bytes());
            } else {
                to.extend_from_slice(&checksum(text.as_bytes()));
            }
            (encoding.name(), text.len() as u64)
        }
        SourceFile::Binary { length, digest } => {
            to.extend_from_slice(digest);
            ("", *length)
        }
    };
    let said = to.len();
    for piece in [path.as_str(), "\0", form] {
        to.extend_from_slice(piece.as_bytes());
    }
    for length in [length, (said - start) as u64, (to.len() - said) as u64] {
        to.extend_from_slice(&length.to_le_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::snapshot::Encoding;

    fn digests(files: &[(&str, u8)]) -> Digests {
        let files = files
            .iter()
            .map(|(path, digest)| (SourcePath::new(path).expect("a path"), [*digest; 16]));
        Digests::written(files, Vec::new())
    }

    type Files = Vec<(String, String)>;

    fn snapshot(files: &[(String, String)]) -> Snapshot {
        let file = |text: &str| SourceFile::Text {
            text: text.into(),
            encoding: Encoding::Utf8,
        };
        let files = files
            .iter()
            .map(|(path, text)| (SourcePath::new(path).expect("a path"), file(text)));
        Snapshot {
            files: files.collect(),
            ..Snapshot::default()
        }
    }

    #[test]
    fn what_was_written_down_spares_work_and_changes_nothing() {
        let nothing = Digests::default();
        let files: Files = (0..100)
            .map(|nth| (format!("content/{nth:03}.md"), format!("text {nth}")))
            .collect();
        let before = Digests::new(&snapshot(&files), &nothing);
        assert_eq!(Digests::new(&snapshot(&files), &before), before);
        let check = |change: &dyn Fn(&mut Files), changed: Option<&[&str]>| {
            let mut files = files.clone();
            change(&mut files);
            let now = Digests::new(&snapshot(&files), &before);
            assert_eq!(now, Digests::new(&snapshot(&files), &nothing));
            let found = now.changed_since(&before);
            let found = found.map(|paths| paths.into_iter().map(SourcePath::as_str).collect::<Vec<_>>());
            assert_eq!(found.as_deref(), changed);
        };
        check(&|files| files[40].1 = "another".to_owned(), Some(&["content/040.md"]));
        check(&|files| files[99].1 = "長".repeat(LONG), Some(&["content/099.md"]));
        // What one text loses and its neighbour wins.
        check(
            &|files| {
                files[5].1.push_str("text");
                files[6].1 = " 6".to_owned();
            },
            Some(&["content/005.md", "content/006.md"]),
        );
        check(&|files| drop(files.remove(3)), None);
        check(&|files| files[0].0 = "content/0000.md".to_owned(), None);
        // A record of another bundle is not believed.
        let wrong = Digests::written(
            before.files.iter().cloned().map(|(path, _)| (path, [0; 16])),
            before.bundles[1..].to_vec(),
        );
        assert_eq!(Digests::new(&snapshot(&files), &wrong), before);
    }

    #[test]
    fn every_part_of_a_file_is_in_its_checksum() {
        let text = |path: &str, text: &str, encoding| {
            let mut to = Vec::new();
            add(
                &mut to,
                &SourcePath::new(path).expect("a path"),
                &SourceFile::Text {
                    text: text.into(),
                    encoding,
                },
            );
            to
        };
        let binary = |length, digest| {
            let mut to = Vec::new();
            add(
                &mut to,
                &SourcePath::new("a").expect("a path"),
                &SourceFile::Binary {
                    length,
                    digest: [digest; 32],
                },
            );
            to
        };
        let long = "a".repeat(LONG + 1);
        let all = [
            text("a", "text", Encoding::Utf8),
            text("b", "text", Encoding::Utf8),
            text("a", "texts", Encoding::Utf8),
            text("a", "text", Encoding::Gbk),
            text("a", &long, Encoding::Utf8),
            text("a", &long.replacen('a', "b", 1), Encoding::Utf8),
            text("a", &long[..LONG], Encoding::Utf8),
            binary(1, 1),
            binary(2, 1),
            binary(1, 2),
        ];
        let different: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(different.len(), all.len());
    }

    #[test]
    fn what_says_something_else_is_named_and_what_came_or_went_is_more() {
        let before = digests(&[("a", 1), ("b", 2), ("c", 3)]);
        let check = |now: &[(&str, u8)], expected: Option<&[&str]>| {
            let now = digests(now);
            let found = now.changed_since(&before);
            let found = found.map(|paths| paths.into_iter().map(SourcePath::as_str).collect::<Vec<_>>());
            assert_eq!(found.as_deref(), expected);
        };
        check(&[("a", 1), ("b", 2), ("c", 3)], Some(&[]));
        check(&[("a", 1), ("b", 7), ("c", 8)], Some(&["b", "c"]));
        check(&[("a", 1), ("b", 2)], None);
        check(&[("a", 1), ("b", 2), ("d", 3)], None);
        check(&[("a", 1), ("b", 2), ("c", 3), ("d", 4)], None);
        assert_eq!(before.of(&SourcePath::new("b").expect("a path")), Some(&[2; 16]));
        assert_eq!(before.of(&SourcePath::new("bb").expect("a path")), None);
    }
}
