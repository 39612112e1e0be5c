//! Looks at the site's folder again and again, and reads only what changed since the last look.
//!
//! Whether a file changed is told by its length, its times and its place on the disk; a file that was
//! changed so lately that its time could hide another change is read again at the next look.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use crate::disk::failure::Failure;
use crate::disk::read::{Looked, read_one, tops};
use crate::disk::walk::{Found, list};
use crate::model::path::SourcePath;
use crate::model::snapshot::{ReadTrouble, Snapshot, SourceFile};

/// The coarsest clock of a usual file system (FAT) ticks every two seconds.
const TICK: Duration = Duration::from_millis(2100);

/// What was seen of the folder so far.
pub struct Lookout {
    root: PathBuf,
    themes_root: Option<PathBuf>,
    known: BTreeMap<SourcePath, Known>,
    snapshot: Arc<Snapshot>,
}

struct Known {
    place: PathBuf,
    stamp: Option<Stamp>,
    looked: Looked,
}

/// What tells two states of a file apart without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    changed: Option<SystemTime>,
    /// Device, node and the time of its last change, where the system has such.
    node: [i128; 3],
}

/// What a look brought.
#[derive(Debug)]
pub struct Seen {
    pub snapshot: Arc<Snapshot>,
    /// Files that are new, changed or gone, in order.
    pub changed: Vec<SourcePath>,
    /// Some of them look as if somebody was just writing them: gone or empty, or cut off.
    pub unsettled: bool,
}

impl Lookout {
    pub fn new(root: &Path, themes_root: Option<&Path>) -> Self {
        Lookout {
            root: root.to_owned(),
            themes_root: themes_root.map(Path::to_path_buf),
            known: BTreeMap::new(),
            snapshot: Arc::new(Snapshot::default()),
        }
    }

    /// Looks at everything. The snapshot is what reading the folder afresh would give.
    pub fn look(&mut self) -> Result<Seen, Failure> {
        let tops = tops(&self.root, self.themes_root.as_deref(), &["content", "themes"])?;
        let now = SystemTime::now();
        let listing = list(&tops)?;
        let known = &self.known;
        let looked: Vec<(SourcePath, Option<Known>)> = listing
            .files
            .into_par_iter()
            .map(|found| {
                let fresh = again(&found, known.get(&found.path), now);
                (found.path, fresh)
            })
            .collect();
        let mut before = std::mem::take(&mut self.known);
        let mut changed = Vec::new();
        let mut unsettled = false;
        for (path, fresh) in looked {
            let old = before.remove(&path);
            let known = match (old, fresh) {
                (Some(old), None) => old,
                (old, Some(new)) => {
                    let was = old.as_ref().map(|old| &old.looked);
                    if was != Some(&new.looked) {
                        unsettled |= is_unsettled(was, &new.looked);
                        changed.push(path.clone());
                    }
                    new
                }
                (None, None) => continue,
            };
            self.known.insert(path, known);
        }
        unsettled |= !before.is_empty();
        changed.extend(before.into_keys());
        changed.sort();
        if !changed.is_empty() || !self.same_troubles(&listing.troubles) {
            self.snapshot = Arc::new(self.assemble(listing.troubles));
        }
        Ok(Seen {
            snapshot: Arc::clone(&self.snapshot),
            changed,
            unsettled,
        })
    }

    /// Looks at these files alone, which is quick; none where that could miss something, as when files come or go.
    /// The next look at everything heals what it missed.
    pub fn look_at(&mut self, places: &BTreeSet<PathBuf>) -> Option<Seen> {
        let now = SystemTime::now();
        let mut fresh = Vec::new();
        for place in places {
            let path = self.path_of(place)?;
            let known = self.known.get(&path)?;
            let is_file = fs::symlink_metadata(place).is_ok_and(|found| found.is_file());
            if known.place != *place || !is_file {
                return None;
            }
            let found = Found {
                path: path.clone(),
                place: place.clone(),
            };
            let Some(new) = again(&found, Some(known), now) else {
                continue;
            };
            // Troubles are sorted among those of the whole folder.
            if new.looked.trouble.is_some() || known.looked.trouble.is_some() {
                return None;
            }
            fresh.push((path, new));
        }
        let mut changed = Vec::new();
        let mut unsettled = false;
        for (path, new) in fresh {
            let was = self.known.get(&path).map(|known| &known.looked);
            if was != Some(&new.looked) {
                unsettled |= is_unsettled(was, &new.looked);
                let snapshot = Arc::make_mut(&mut self.snapshot);
                if let Some(file) = &new.looked.file {
                    snapshot.files.insert(path.clone(), file.clone());
                }
                if let Some(picture) = &new.looked.picture {
                    snapshot.pictures.insert(path.clone(), picture.clone());
                }
                changed.push(path.clone());
            }
            self.known.insert(path, new);
        }
        Some(Seen {
            snapshot: Arc::clone(&self.snapshot),
            changed,
            unsettled,
        })
    }

    /// The source that lies at a place of the site's own folder.
    fn path_of(&self, place: &Path) -> Option<SourcePath> {
        let inner = place.strip_prefix(&self.root).ok()?;
        let parts: Option<Vec<&str>> = inner.components().map(|part| part.as_os_str().to_str()).collect();
        SourcePath::new(&parts?.join("/")).ok()
    }

    fn same_troubles(&self, listed: &[ReadTrouble]) -> bool {
        self.troubles(listed.to_vec()) == self.snapshot.troubles
    }

    fn troubles(&self, mut troubles: Vec<ReadTrouble>) -> Vec<ReadTrouble> {
        let of_files = self.known.iter().filter_map(|(path, known)| {
            Some(ReadTrouble {
                path: path.to_string(),
                kind: known.looked.trouble.clone()?,
            })
        });
        troubles.extend(of_files);
        troubles.sort();
        troubles
    }

    fn assemble(&self, listed: Vec<ReadTrouble>) -> Snapshot {
        let mut snapshot = Snapshot {
            troubles: self.troubles(listed),
            ..Snapshot::default()
        };
        for (path, known) in &self.known {
            if let Some(picture) = &known.looked.picture {
                snapshot.pictures.insert(path.clone(), picture.clone());
            }
            if let Some(file) = &known.looked.file {
                snapshot.files.insert(path.clone(), file.clone());
            }
        }
        snapshot
    }
}

/// The file as it is now; none where it cannot have changed.
fn again(found: &Found, known: Option<&Known>, now: SystemTime) -> Option<Known> {
    let stamp = fs::metadata(&found.place).ok().map(|metadata| stamp(&metadata));
    if let (Some(known), Some(stamp)) = (known, &stamp)
        && known.stamp.as_ref() == Some(stamp)
    {
        return None;
    }
    let looked = read_one(found);
    let after = fs::metadata(&found.place).ok().map(|metadata| self::stamp(&metadata));
    let settled = stamp.filter(|stamp| Some(stamp) == after.as_ref() && is_past(stamp, now));
    Some(Known {
        place: found.place.clone(),
        stamp: settled,
        looked,
    })
}

/// Whether the file's time lies so far back that a later change would bear another time.
fn is_past(stamp: &Stamp, now: SystemTime) -> bool {
    let age = stamp.changed.and_then(|changed| now.duration_since(changed).ok());
    age.is_some_and(|age| age > TICK)
}

/// Whether somebody may be in the middle of writing this file.
fn is_unsettled(before: Option<&Looked>, now: &Looked) -> bool {
    let is_empty = |looked: &Looked| match &looked.file {
        Some(SourceFile::Text { text, .. }) => text.trim().is_empty(),
        Some(SourceFile::Binary { length, .. }) => *length == 0,
        None => true,
    };
    is_empty(now) && before.is_none_or(|before| !is_empty(before)) || now.trouble.is_some() || has_fault(now)
}

fn has_fault(looked: &Looked) -> bool {
    looked.picture.as_ref().is_some_and(|picture| picture.probe.is_err())
}

fn stamp(metadata: &Metadata) -> Stamp {
    Stamp {
        length: metadata.len(),
        changed: metadata.modified().ok(),
        node: node(metadata),
    }
}

#[cfg(unix)]
fn node(metadata: &Metadata) -> [i128; 3] {
    use std::os::unix::fs::MetadataExt;
    let changed = i128::from(metadata.ctime()) * 1_000_000_000 + i128::from(metadata.ctime_nsec());
    [i128::from(metadata.dev()), i128::from(metadata.ino()), changed]
}

#[cfg(not(unix))]
fn node(metadata: &Metadata) -> [i128; 3] {
    let made = metadata.created().ok();
    let since = made.and_then(|made| made.duration_since(SystemTime::UNIX_EPOCH).ok());
    let nanoseconds = since.and_then(|since| i128::try_from(since.as_nanos()).ok());
    [0, 0, nanoseconds.unwrap_or(0)]
}
