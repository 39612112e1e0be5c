//! Puts files into the target one after another, each whole by a rename: files that pages need,
//! pages, what points at pages, removals last.
//!
//! The journal is written before the first step, so a run that is broken off is finished by the next.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::disk::failure::{Act, Failure};
use crate::disk::publish::choose::in_order;
use crate::disk::publish::commit::Plan;
use crate::disk::publish::journal::Step;
use crate::disk::publish::lock::make_real_folder;
use crate::disk::publish::record::Stamp;
use crate::disk::publish::scan::folders_of;
use crate::disk::publish::stage::Update;
use crate::disk::publish::workshop::Workshop;
use crate::disk::publish::{Mode, Why};
use crate::disk::publish::{acts, files};

/// Flushes what was written and says what will be done.
pub(crate) fn prepare(workshop: Workshop, update: &Update, differing: usize, why: Why) -> Result<Plan, Failure> {
    let mode = if differing == 1 { Mode::OneFile } else { Mode::InPlace };
    let mut written = update.added.keys().chain(update.replaced.keys());
    match (mode, written.next()) {
        (Mode::OneFile, Some(path)) => files::flush_file(&workshop.tree().join(path))?,
        (Mode::OneFile, None) => {}
        _ => files::flush_all(workshop.folder())?,
    }
    Ok(Plan::InPlace {
        workshop,
        steps: steps(update),
        mode,
        why,
    })
}

/// All steps of an update in their order.
pub(crate) fn steps(update: &Update) -> Vec<Step> {
    let new: BTreeSet<&str> = update.added.keys().map(String::as_str).collect();
    let written = || update.added.keys().chain(update.replaced.keys()).map(String::as_str);
    let folders: BTreeSet<&str> = written().flat_map(folders_of).collect();
    let in_the_way = |path: &str| folders.contains(path) || folders_of(path).any(|up| new.contains(up));
    let removals = |wanted: bool| {
        let paths = update
            .removed
            .iter()
            .filter(move |(path, _)| in_the_way(path) == wanted);
        paths.map(|(path, written)| Step::Remove {
            path: path.clone(),
            left: written.stamp,
        })
    };
    let puts = in_order(written(), &new).into_iter().map(|path| {
        let path = path.to_owned();
        if new.contains(path.as_str()) {
            Step::Add(path)
        } else {
            Step::Replace(path)
        }
    });
    removals(true).chain(puts).chain(removals(false)).collect()
}

/// Does all steps that are not done yet. Gives the paths that a stranger took meanwhile: it stays,
/// and the next build names it.
pub(crate) fn apply<'a>(target: &Path, workshop: &Workshop, steps: &'a [Step]) -> Result<Vec<&'a str>, Failure> {
    let tree = workshop.tree();
    for step in steps {
        match step {
            Step::Add(path) => put(&tree, target, path, acts::move_to_free_name)?,
            Step::Replace(path) => put(&tree, target, path, acts::rename)?,
            Step::Remove { path, left } => {
                let ours = |found: &fs::Metadata| found.is_file() && Stamp::from(found) == *left;
                match fs::symlink_metadata(target.join(path)) {
                    Ok(found) if ours(&found) => remove(target, path)?,
                    // The break may have come before its folders were removed.
                    Err(error) if error.kind() == ErrorKind::NotFound => remove_empty_folders(target, path),
                    _ => {}
                }
            }
        }
    }
    let folders = steps.iter().map(|step| match step {
        Step::Add(path) | Step::Replace(path) | Step::Remove { path, .. } => {
            path.rsplit_once('/').map_or("", |(folder, _)| folder)
        }
    });
    let folders: BTreeSet<&str> = folders.collect();
    for folder in folders {
        files::flush_folder(&target.join(folder));
    }
    let left = |step: &'a Step| match step {
        Step::Add(path) => fs::symlink_metadata(tree.join(path)).is_ok().then_some(path.as_str()),
        Step::Replace(_) | Step::Remove { .. } => None,
    };
    Ok(steps.iter().filter_map(left).collect())
}

/// Moves one file out of the tree. One that is not there was moved before the break.
fn put(tree: &Path, target: &Path, path: &str, rename: impl Fn(&Path, &Path) -> io::Result<()>) -> Result<(), Failure> {
    let (from, to) = (tree.join(path), target.join(path));
    if fs::symlink_metadata(&from).is_err() {
        return Ok(());
    }
    real_folders(target, path)?;
    match rename(&from, &to) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::CrossesDevices => across(&from, &to, rename),
        // A stranger came between.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
    .map_err(Failure::refused(Act::Move, &to))
}

/// A mount point lies between: the bytes go over first, the rename is as whole as ever.
fn across(from: &Path, to: &Path, rename: impl Fn(&Path, &Path) -> io::Result<()>) -> io::Result<()> {
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    let digest = blake3::hash(name.as_bytes()).to_hex();
    let near = to.with_file_name(format!(".{}.wutong", &digest[..16]));
    // What an earlier break left, or a link that must not be followed.
    drop(acts::remove_file(&near));
    acts::copy(from, &near)?;
    let file = File::options().write(true).open(&near)?;
    let changed = fs::metadata(from)?.modified()?;
    acts::set_modified(&file, changed)?;
    acts::flush(&file)?;
    rename(&near, to).inspect_err(|_| drop(acts::remove_file(&near)))?;
    acts::remove_file(from)
}

/// Makes the folders of a path; a link among them is never followed.
fn real_folders(target: &Path, path: &str) -> Result<(), Failure> {
    let mut folders: Vec<&str> = folders_of(path).collect();
    folders.reverse();
    for folder in folders {
        let place = target.join(folder);
        if make_real_folder(&place)? {
            files::dress_folder(&place, None).map_err(Failure::refused(Act::MakeFolder, &place))?;
        }
    }
    Ok(())
}

/// Removes a file and the folders that it leaves empty.
fn remove(target: &Path, path: &str) -> Result<(), Failure> {
    let place = target.join(path);
    acts::remove_file(&place).map_err(Failure::refused(Act::Remove, &place))?;
    remove_empty_folders(target, path);
    Ok(())
}

fn remove_empty_folders(target: &Path, path: &str) {
    for folder in folders_of(path) {
        match acts::remove_folder(&target.join(folder)) {
            Err(error) if error.kind() != ErrorKind::NotFound => break,
            _ => {}
        }
    }
}
