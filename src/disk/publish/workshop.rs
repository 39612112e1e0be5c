//! The folder in which an update is prepared and taken apart: `.public.next` beside `public`.
//!
//! It holds the new tree (after the exchange: the old one), the new record, and, once
//! everything is flushed, the journal. Without a journal nothing of the target was touched.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::disk::failure::{Act, Failure};
use crate::disk::publish::lock::{Lock, lock_file};
use crate::disk::publish::place::Place;
use crate::disk::publish::record::Record;
use crate::disk::publish::{acts, files};

/// All that may lie in a workshop.
const NAMES: [&str; 7] = [
    "lock",
    "tree",
    "record",
    "record.new",
    "journal",
    "journal.new",
    ".DS_Store",
];

/// A workshop that this run holds; removed when dropped, unless the journal is written.
#[derive(Debug)]
pub(crate) struct Workshop {
    folder: PathBuf,
    begun: bool,
    _lock: Lock,
}

impl Workshop {
    /// Makes a new one; recovery has removed any old one, so one that is there is another build's.
    pub(crate) fn create(folder: PathBuf) -> Result<Self, Failure> {
        files::make_folders(folder.parent().unwrap_or(&folder))?;
        match acts::make_folder(&folder) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                return Err(Failure::Busy { lock: folder });
            }
            outcome => outcome.map_err(Failure::refused(Act::MakeFolder, &folder))?,
        }
        let lock = lock_file(&folder.join("lock"))?;
        let workshop = Self {
            folder,
            begun: false,
            _lock: lock,
        };
        files::make_folders(&workshop.tree())?;
        Ok(workshop)
    }

    /// Takes over one that an earlier run left; none if there is none.
    pub(crate) fn left(folder: PathBuf) -> Result<Option<Self>, Failure> {
        match fs::symlink_metadata(&folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Failure::refused(Act::Examine, &folder)(error)),
            Ok(found) if !found.is_dir() => return Err(Failure::Occupied { path: folder }),
            Ok(_) => {}
        }
        let entries = fs::read_dir(&folder).map_err(Failure::refused(Act::List, &folder))?;
        for entry in entries {
            let entry = entry.map_err(Failure::refused(Act::List, &folder))?;
            if !NAMES.iter().any(|name| entry.file_name() == *name) {
                return Err(Failure::Occupied { path: folder });
            }
        }
        let lock = lock_file(&folder.join("lock"))?;
        Ok(Some(Self {
            folder,
            begun: true,
            _lock: lock,
        }))
    }

    /// The folder itself.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The new tree, or the old one after the exchange.
    pub(crate) fn tree(&self) -> PathBuf {
        self.folder.join("tree")
    }

    /// Lays down the record that will be true once the update is done.
    pub(crate) fn lay_record(&self, record: &Record) -> Result<(), Failure> {
        files::write_durably(&self.folder.join("record"), record.to_text().as_bytes())
    }

    /// Takes paths out of the record that was laid down: they did not become ours.
    pub(crate) fn forget(&self, paths: &[&str]) -> Result<(), Failure> {
        let Some(mut record) = Record::load(&self.folder.join("record")) else {
            return Ok(());
        };
        record.files.retain(|path, _| !paths.contains(&path.as_str()));
        self.lay_record(&record)
    }

    /// Writes the journal: from here on the update is finished, if need be by the next run.
    pub(crate) fn begin(&mut self, journal: &str) -> Result<(), Failure> {
        files::write_durably(&self.folder.join("journal"), journal.as_bytes())?;
        self.begun = true;
        Ok(())
    }

    /// The journal's bytes, if it was ever written.
    pub(crate) fn journal(&self) -> Result<Option<Vec<u8>>, Failure> {
        let place = self.folder.join("journal");
        match fs::read(&place) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::refused(Act::Read, &place)(error)),
        }
    }

    /// Makes the record that was laid down the valid one.
    pub(crate) fn install_record(&self, place: &Place) -> Result<(), Failure> {
        let from = self.folder.join("record");
        let to = place.record()?;
        match acts::rename(&from, &to) {
            Ok(()) => Ok(()),
            // Done by the run that was broken off.
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) if error.kind() == ErrorKind::CrossesDevices => {
                let bytes = fs::read(&from).map_err(Failure::refused(Act::Read, &from))?;
                files::write_durably(&to, &bytes)
            }
            Err(error) => Err(Failure::refused(Act::Move, &to)(error)),
        }
    }

    /// Removes the workshop with all that is in it: only links and what we wrote.
    pub(crate) fn remove(mut self) -> Result<(), Failure> {
        self.begun = true;
        remove_folder(&self.folder)
    }

    /// Lays a workshop aside in whose tree is what nobody can be given back.
    pub(crate) fn lay_aside(mut self, aside: &Path) -> Result<(), Failure> {
        self.begun = true;
        acts::rename(&self.folder, aside).map_err(Failure::refused(Act::Move, aside))
    }
}

/// The journal goes last but one: while anything else is left, the next run knows what it is.
fn remove_folder(folder: &Path) -> Result<(), Failure> {
    let gone = |outcome: std::io::Result<()>| match outcome {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    };
    let remove = || {
        gone(acts::remove_tree(&folder.join("tree")))?;
        gone(acts::remove_file(&folder.join("record")))?;
        gone(acts::remove_tree(folder))
    };
    remove().map_err(Failure::refused(Act::Remove, folder))
}

impl Drop for Workshop {
    fn drop(&mut self) {
        if !self.begun {
            // The next run cleans up what cannot be removed now.
            drop(remove_folder(&self.folder));
        }
    }
}
