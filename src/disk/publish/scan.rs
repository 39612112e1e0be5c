//! Looks at what stands in the target before anything is written: ours by name, or foreign.
//!
//! Folders in which nothing of ours is or will be are not entered.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::{self, DirEntry};
use std::io::ErrorKind;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use foldhash::fast::RandomState;
use rayon::prelude::*;

use crate::disk::failure::{Act, Failure};
use crate::disk::publish::files;
use crate::disk::publish::place::Place;
use crate::disk::publish::record::{Stamp, Written};
use crate::model::path::WORKSHOP;

/// What a name in the target is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    File,
    Folder,
    /// A link, a pipe, a device.
    Other,
}

/// Something in the target that no record and no output names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stranger {
    /// Relative to the target.
    pub(crate) path: PathBuf,
    pub(crate) shape: Shape,
}

/// What stands where the record or the outputs name a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    File(Stamp),
    /// A link, a pipe, a device.
    Other,
}

/// The target as it was found.
#[derive(Debug, Default)]
pub(crate) struct Standing {
    /// What stands at paths that the record or the outputs name, folders aside.
    pub(crate) known: HashMap<String, Known, RandomState>,
    /// The folders of these paths that are there.
    pub(crate) folders: BTreeSet<String>,
    /// All else, sorted.
    pub(crate) strangers: Vec<Stranger>,
}

impl Standing {
    /// The file as the record says it was left, by what was seen or else by its bytes, with the time it bears now.
    pub(crate) fn as_left(&self, place: &Place, path: &str, written: &Written) -> Option<Written> {
        match self.known.get(path)? {
            Known::File(stamp) if *stamp == written.stamp => Some(*written),
            Known::File(_) => files::as_left(&place.target.join(path), written),
            Known::Other => None,
        }
    }
}

/// Looks at the target. `named` are the paths of the record and of the outputs.
pub(crate) fn scan<'a>(place: &Place, named: impl Iterator<Item = &'a str>) -> Result<Standing, Failure> {
    let mut standing = Standing::default();
    if !place.exists() {
        return Ok(standing);
    }
    let named = Named::new(named);
    let mut waiting = vec![String::new()];
    while !waiting.is_empty() {
        let looked: Vec<_> = waiting.par_iter().map(|folder| named.look(place, folder)).collect();
        waiting = Vec::new();
        for one in looked {
            let (folders, known, strangers) = one?;
            standing.known.extend(known);
            standing.strangers.extend(strangers);
            standing.folders.extend(folders.iter().cloned());
            waiting.extend(folders);
        }
    }
    standing.strangers.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(standing)
}

/// The paths that are ours or will be, and all folders that they lie in.
struct Named<'a> {
    files: HashSet<&'a str, RandomState>,
    folders: HashSet<&'a str, RandomState>,
}

/// Of one folder: the folders in it that are to be looked at, what is known, and what is not.
type Looked = (Vec<String>, Vec<(String, Known)>, Vec<Stranger>);

impl<'a> Named<'a> {
    fn new(named: impl Iterator<Item = &'a str>) -> Self {
        let (mut files, mut folders) = (HashSet::default(), HashSet::default());
        for path in named {
            files.insert(path);
            // Whose nearest folder is there has them all.
            let _ = folders_of(path).find(|folder| !folders.insert(*folder));
        }
        Named { files, folders }
    }

    fn look(&self, place: &Place, folder: &str) -> Result<Looked, Failure> {
        let (mut folders, mut known, mut strangers) = (Vec::new(), Vec::new(), Vec::new());
        for (entry, shape) in entries(&place.target.join(folder))? {
            let name = entry.file_name();
            if folder.is_empty() && name == WORKSHOP {
                continue;
            }
            let text = name.to_str().map(|name| below(folder, name));
            match text {
                Some(text) if shape == Shape::Folder && self.folders.contains(text.as_str()) => folders.push(text),
                Some(text) if shape != Shape::Folder && self.files.contains(text.as_str()) => {
                    known.extend(seen(&entry, shape).map(|seen| (text, seen)));
                }
                _ => strangers.push(Stranger {
                    path: Path::new(folder).join(&name),
                    shape,
                }),
            }
        }
        Ok((folders, known, strangers))
    }
}

fn below(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        return name.to_owned();
    }
    [folder, "/", name].concat()
}

/// None where it is gone by now. What cannot be examined is not taken for what we wrote.
fn seen(entry: &DirEntry, shape: Shape) -> Option<Known> {
    if shape != Shape::File {
        return Some(Known::Other);
    }
    // On Windows the folder's list may be older than the file.
    let found = if cfg!(windows) {
        fs::symlink_metadata(entry.path())
    } else {
        entry.metadata()
    };
    match found {
        Ok(found) if found.is_file() => Some(Known::File(Stamp::from(&found))),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Ok(_) | Err(_) => Some(Known::Other),
    }
}

/// The folders that a path lies in, from the nearest to the top one.
pub(crate) fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(at, _)| &path[..at])
}

fn entries(folder: &Path) -> Result<Vec<(DirEntry, Shape)>, Failure> {
    let refused = || Failure::refused(Act::List, folder);
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(refused())? {
        let entry = entry.map_err(refused())?;
        let kind = entry.file_type().map_err(refused())?;
        let shape = if kind.is_file() {
            Shape::File
        } else if kind.is_dir() {
            Shape::Folder
        } else {
            Shape::Other
        };
        entries.push((entry, shape));
    }
    Ok(entries)
}

impl Stranger {
    /// Its path as outputs write theirs.
    pub(crate) fn written(&self) -> String {
        self.path.to_string_lossy().replace(MAIN_SEPARATOR, "/")
    }

    /// As it is shown to people: a folder with `/` at its end.
    pub(crate) fn shown(&self) -> String {
        let path = self.written();
        match self.shape {
            Shape::Folder => format!("{path}/"),
            Shape::File | Shape::Other => path,
        }
    }

    /// Whether it may stand in a target without a record: a hidden file, CNAME, an empty folder.
    pub(crate) fn never_blocks(&self, target: &Path) -> bool {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with('.')
            || name == "CNAME"
            || self.shape == Shape::Folder && holds_no_file(&target.join(&self.path))
    }
}

fn holds_no_file(folder: &Path) -> bool {
    let Ok(entries) = entries(folder) else {
        return false;
    };
    // An entry keeps its folder open: not while those within are looked at.
    let inner: Vec<(PathBuf, Shape)> = entries.iter().map(|(entry, shape)| (entry.path(), *shape)).collect();
    drop(entries);
    inner
        .iter()
        .all(|(path, shape)| *shape == Shape::Folder && holds_no_file(path))
}

#[cfg(test)]
mod tests {
    use crate::disk::publish::scan::folders_of;

    #[test]
    fn the_folders_of_a_path_go_up_to_the_top_one() {
        assert_eq!(folders_of("a/b/c.html").collect::<Vec<_>>(), ["a/b", "a"]);
        assert_eq!(folders_of("c.html").count(), 0);
    }
}
