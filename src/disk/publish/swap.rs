//! Puts a whole tree in place in one call, and gives the target back what is foreign.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use rayon::prelude::*;

use crate::disk::failure::{Act, Failure};
use crate::disk::publish::commit::Plan;
use crate::disk::publish::journal::Swap;
use crate::disk::publish::place::Place;
use crate::disk::publish::scan::{Shape, folders_of};
use crate::disk::publish::stage::Update;
use crate::disk::publish::workshop::Workshop;
use crate::disk::publish::{Mode, acts, files};

/// Links into the tree what stays and what is foreign, all but foreign folders.
///
/// They are never copied and never opened. An error means that this file system or some
/// file's owner allows no links.
pub(crate) fn link_the_rest(place: &Place, workshop: &Workshop, update: &Update) -> io::Result<()> {
    let tree = workshop.tree();
    let mut by_folder: BTreeMap<&Path, Vec<&Path>> = BTreeMap::new();
    let files = update.strangers.iter().filter(|one| one.shape != Shape::Folder);
    let kept = update.kept.keys().map(Path::new);
    for path in kept.chain(files.map(|one| one.path.as_path())) {
        by_folder.entry(path.parent().unwrap_or(path)).or_default().push(path);
    }
    let folders = update.strangers.iter().filter(|one| one.shape == Shape::Folder);
    for folder in folders
        .filter_map(|one| one.path.parent())
        .chain(by_folder.keys().copied())
    {
        acts::make_folders(&tree.join(folder))?;
    }
    let by_folder: Vec<Vec<&Path>> = by_folder.into_values().collect();
    by_folder.par_iter().with_max_len(1).try_for_each(|paths| {
        let mut links = paths.iter();
        links.try_for_each(|path| acts::link(&place.target.join(path), &tree.join(path)))
    })
}

/// Dresses the tree's folders, flushes everything and says what the exchange will be.
pub(crate) fn prepare(place: &Place, workshop: Workshop, update: Update, mode: Mode) -> Result<Plan, Failure> {
    let tree = workshop.tree();
    let paths = [&update.added, &update.replaced, &update.kept].into_iter().flatten();
    let mut folders: BTreeSet<&str> = paths.flat_map(|(path, _)| folders_of(path)).collect();
    let is_there = |folder: &&str| tree.join(folder).is_dir();
    folders.extend(update.folders.iter().map(String::as_str).filter(is_there));
    folders.insert("");
    for folder in folders {
        let like = place.target.join(folder);
        let like = like.is_dir().then_some(like.as_path());
        let inside = tree.join(folder);
        files::dress_folder(&inside, like).map_err(Failure::refused(Act::MakeFolder, &inside))?;
    }
    files::flush_all(&tree)?;
    let found = fs::symlink_metadata(&tree).map_err(Failure::refused(Act::Examine, &tree))?;
    let moved = update.strangers.iter().filter(|one| one.shape == Shape::Folder);
    let ours = [&update.replaced, &update.kept, &update.removed];
    let swap = Swap {
        number: files::identity(&found).map_or(0, |(_, number)| number),
        folders: moved.map(|one| one.path.to_string_lossy().into_owned()).collect(),
        ours: ours.into_iter().flat_map(|part| part.keys().cloned()).collect(),
    };
    Ok(Plan::Swap {
        workshop,
        swap,
        update,
        mode,
    })
}

/// Exchanges tree and target and carries the foreign folders over.
///
/// Gives what the system said if it refused; then all is as before. A failure means that not even
/// that was possible; the journal is there for the next run.
pub(crate) fn exchange(place: &Place, workshop: &Workshop, folders: &[String]) -> Result<Option<io::Error>, Failure> {
    let (tree, target) = (workshop.tree(), &place.target);
    if let Err(error) = acts::exchange(&tree, target) {
        return Ok(Some(error));
    }
    for (done, folder) in folders.iter().enumerate() {
        let Err(error) = acts::move_to_free_name(&tree.join(folder), &target.join(folder)) else {
            continue;
        };
        for folder in &folders[..done] {
            let place = target.join(folder);
            let back = acts::move_to_free_name(&place, &tree.join(folder));
            back.map_err(Failure::refused(Act::Move, &place))?;
        }
        acts::exchange(&tree, target).map_err(Failure::refused(Act::Exchange, target))?;
        return Ok(Some(error));
    }
    files::flush_folder(place.parent());
    files::flush_folder(workshop.folder());
    Ok(None)
}

/// Gives back the foreign folders that a broken-off run still holds, where their names are free.
pub(crate) fn give_back(place: &Place, workshop: &Workshop, folders: &[String]) {
    for folder in folders {
        let from = workshop.tree().join(folder);
        if fs::symlink_metadata(&from).is_ok() {
            // What cannot be moved stays in the tree and is laid aside with it, never removed.
            drop(acts::move_to_free_name(&from, &place.target.join(folder)));
        }
    }
}

/// Empties the old tree: removes what is ours and what has its other name in the target, and
/// moves everything else back where its name is free. True if something remains that is not ours.
pub(crate) fn sweep(place: &Place, workshop: &Workshop, ours: &BTreeSet<String>) -> bool {
    let tree = workshop.tree();
    let mut by_folder: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for path in ours {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        by_folder.entry(folder).or_default().push(path);
    }
    let by_folder: Vec<Vec<&str>> = by_folder.into_values().collect();
    by_folder.par_iter().with_max_len(1).for_each(|paths| {
        for path in paths {
            // What resists is found again below.
            drop(acts::remove_file(&tree.join(path)));
        }
    });
    sweep_folder(&tree, &place.target, "", ours)
}

/// `path` is where the folder lies in the target.
fn sweep_folder(folder: &Path, counterpart: &Path, path: &str, ours: &BTreeSet<String>) -> bool {
    let Ok(entries) = fs::read_dir(folder) else {
        return fs::symlink_metadata(folder).is_ok();
    };
    let mut left = false;
    for entry in entries.flatten() {
        let (from, to) = (entry.path(), counterpart.join(entry.file_name()));
        let path = format!("{path}{}", entry.file_name().to_string_lossy());
        let Ok(found) = fs::symlink_metadata(&from) else {
            continue;
        };
        if found.is_dir() {
            left |= sweep_folder(&from, &to, &format!("{path}/"), ours);
            drop(acts::remove_folder(&from));
            continue;
        }
        if ours.contains(&path) {
            // It goes with the workshop, or with the next run.
            drop(acts::remove_file(&from));
            continue;
        }
        let there = fs::symlink_metadata(&to).ok();
        let same = there.is_some_and(|there| {
            files::identity(&there).is_some() && files::identity(&there) == files::identity(&found)
        });
        if same {
            // Its other name stays.
            drop(acts::remove_file(&from));
            continue;
        }
        if acts::move_to_free_name(&from, &to).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
            // Its folder is gone from the new site: the file keeps its place.
            drop(acts::make_folders(counterpart));
            drop(acts::move_to_free_name(&from, &to));
        }
        left |= fs::symlink_metadata(&from).is_ok();
    }
    left
}
