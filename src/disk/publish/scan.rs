//! Looks at what stands in the target before anything is written: ours by name, or foreign.
//!
//! Folders in which nothing of ours is or will be are not entered.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::disk::failure::{Act, Failure};
use crate::disk::publish::place::Place;
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

/// The target as it was found.
#[derive(Debug, Default)]
pub(crate) struct Standing {
    /// What stands at paths that the record or the outputs name, and at their folders.
    pub(crate) known: BTreeMap<String, Shape>,
    /// All else, sorted.
    pub(crate) strangers: Vec<Stranger>,
}

/// Looks at the target. `named` are the paths of the record and of the outputs.
pub(crate) fn scan<'a>(place: &Place, named: impl Iterator<Item = &'a str>) -> Result<Standing, Failure> {
    let mut standing = Standing::default();
    if !place.exists() {
        return Ok(standing);
    }
    let (mut files, mut folders) = (BTreeSet::new(), BTreeSet::new());
    for path in named {
        files.insert(path);
        folders.extend(folders_of(path));
    }
    let mut waiting = vec![String::new()];
    while let Some(folder) = waiting.pop() {
        for (name, shape) in names_in(&place.target.join(&folder))? {
            let path = Path::new(&folder).join(&name);
            if folder.is_empty() && name == WORKSHOP {
                continue;
            }
            match path.to_str().map(|text| text.replace('\\', "/")) {
                Some(text) if folders.contains(text.as_str()) => {
                    if shape == Shape::Folder {
                        waiting.push(text.clone());
                    } else if !files.contains(text.as_str()) {
                        standing.strangers.push(Stranger { path, shape });
                    }
                    standing.known.insert(text, shape);
                }
                Some(text) if files.contains(text.as_str()) => {
                    if shape == Shape::Folder {
                        standing.strangers.push(Stranger { path, shape });
                    }
                    standing.known.insert(text, shape);
                }
                _ => standing.strangers.push(Stranger { path, shape }),
            }
        }
    }
    standing.strangers.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(standing)
}

/// The folders that a path lies in, from the nearest to the top one.
pub(crate) fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(at, _)| &path[..at])
}

fn names_in(folder: &Path) -> Result<Vec<(std::ffi::OsString, Shape)>, Failure> {
    let refused = || Failure::refused(Act::List, folder);
    let mut names = Vec::new();
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
        names.push((entry.file_name(), shape));
    }
    Ok(names)
}

impl Stranger {
    /// As it is shown to people: a folder with `/` at its end.
    pub(crate) fn shown(&self) -> String {
        let path = self.path.to_string_lossy().replace('\\', "/");
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
    let Ok(names) = names_in(folder) else {
        return false;
    };
    names
        .into_iter()
        .all(|(name, shape)| shape == Shape::Folder && holds_no_file(&folder.join(name)))
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
