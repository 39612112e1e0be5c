//! The checksum of every file of a snapshot: who has the same checksums has the same files.

use std::hash::Hasher;

use rayon::prelude::*;

use crate::model::checksum::{Checksum, Summing};
use crate::model::path::SourcePath;
use crate::model::snapshot::{Snapshot, SourceFile};

/// By path, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digests(Vec<(SourcePath, Checksum)>);

impl Digests {
    pub fn new(snapshot: &Snapshot) -> Self {
        let files: Vec<_> = snapshot.files.iter().collect();
        let digests = files.into_par_iter().with_min_len(64);
        Digests(digests.map(|(path, file)| (path.clone(), digest(path, file))).collect())
    }

    /// Those that an earlier build wrote down.
    pub fn written(files: impl Iterator<Item = (SourcePath, Checksum)>) -> Self {
        Digests(files.collect())
    }

    pub fn of(&self, path: &SourcePath) -> Option<&Checksum> {
        let place = self.0.binary_search_by(|(one, _)| one.cmp(path)).ok()?;
        Some(&self.0[place].1)
    }

    pub fn iter(&self) -> impl Iterator<Item = &(SourcePath, Checksum)> {
        self.0.iter()
    }

    /// The files that say something else than they did; none where files came or went.
    pub fn changed_since<'a>(&'a self, before: &Digests) -> Option<Vec<&'a SourcePath>> {
        let same_paths = self.0.len() == before.0.len();
        let pairs = self.0.iter().zip(&before.0);
        let changed = pairs.filter(|(now, before)| now != before);
        let named = changed.map(|(now, before)| (now.0 == before.0).then_some(&now.0));
        named.collect::<Option<Vec<_>>>().filter(|_| same_paths)
    }
}

/// Of a file's path, encoding and text, or of its path, length and digest.
fn digest(path: &SourcePath, file: &SourceFile) -> Checksum {
    let mut summing = Summing::default();
    let mut put = |pieces: [&[u8]; 3]| pieces.into_iter().for_each(|piece| summing.write(piece));
    put([path.as_str().as_bytes(), &[0], &[]]);
    match file {
        SourceFile::Text { text, encoding } => put([encoding.name().as_bytes(), &[0], text.as_bytes()]),
        SourceFile::Binary { length, digest } => put([&[], &length.to_le_bytes(), digest]),
    }
    summing.checksum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digests(files: &[(&str, u8)]) -> Digests {
        let files = files
            .iter()
            .map(|(path, digest)| (SourcePath::new(path).expect("a path"), [*digest; 16]));
        Digests::written(files)
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
