//! Keeps of every source file the last text without mistakes, and builds with it where today's has some.

use std::collections::BTreeSet;

use crate::build::memory::Memory;
use crate::build::pipeline::{Prepared, Request, prepare_again};
use crate::diag::{Diagnostic, Severity, sorted};
use crate::model::path::SourcePath;
use crate::model::snapshot::Snapshot;

/// The last files that had no mistakes.
#[derive(Default)]
pub(super) struct Good {
    files: Snapshot,
    /// What building today's files left.
    pub(super) memory: Memory,
    /// The same of files as they were when they were good.
    mended: Memory,
}

/// The best site that a snapshot gives, and everything that is wrong with the snapshot.
pub(super) struct Settled {
    pub(super) prepared: Option<Prepared>,
    pub(super) mistakes: Vec<Diagnostic>,
}

impl Good {
    pub(super) fn settle(&mut self, snapshot: &Snapshot, request: &Request) -> Settled {
        let (prepared, mistakes) = prepare_again(snapshot, request, &mut self.memory);
        let bad = files_with_errors(&mistakes);
        if bad.is_empty() {
            self.files = snapshot.clone();
            return Settled { prepared, mistakes };
        }
        let (mended, replaced) = self.with_good(snapshot, &bad);
        self.keep(snapshot, &bad);
        if replaced.is_empty() {
            return Settled { prepared, mistakes };
        }
        // What the replaced files say is told as it is today; of the rest, what is left when they are as before.
        let (better, rest) = prepare_again(&mended, request, &mut self.mended);
        let of_replaced = mistakes.into_iter().filter(|mistake| replaced.contains(&mistake.file));
        let of_others = rest.into_iter().filter(|mistake| !replaced.contains(&mistake.file));
        Settled {
            prepared: better.or(prepared),
            mistakes: sorted(of_replaced.chain(of_others).collect()),
        }
    }

    /// The snapshot with bad files as they were when they were good.
    fn with_good(&self, snapshot: &Snapshot, bad: &BTreeSet<SourcePath>) -> (Snapshot, BTreeSet<SourcePath>) {
        let mut mended = snapshot.clone();
        let mut replaced = BTreeSet::new();
        for path in bad {
            let Some(before) = self.files.files.get(path) else {
                continue;
            };
            if snapshot.files.get(path) == Some(before) {
                continue;
            }
            mended.files.insert(path.clone(), before.clone());
            mended.troubles.retain(|trouble| trouble.path != path.as_str());
            if let Some(seen) = self.files.pictures.get(path) {
                mended.pictures.insert(path.clone(), seen.clone());
            }
            replaced.insert(path.clone());
        }
        (mended, replaced)
    }

    /// Takes today's good files, and keeps the older text of the bad ones.
    fn keep(&mut self, snapshot: &Snapshot, bad: &BTreeSet<SourcePath>) {
        let mut files = snapshot.clone();
        for path in bad {
            files.files.remove(path);
            files.pictures.remove(path);
            if let Some(before) = self.files.files.get(path) {
                files.files.insert(path.clone(), before.clone());
            }
            if let Some(seen) = self.files.pictures.get(path) {
                files.pictures.insert(path.clone(), seen.clone());
            }
        }
        self.files = files;
    }
}

pub(super) fn files_with_errors(mistakes: &[Diagnostic]) -> BTreeSet<SourcePath> {
    mistakes
        .iter()
        .filter(|mistake| mistake.severity() == Severity::Error)
        .map(|mistake| mistake.file.clone())
        .collect()
}
