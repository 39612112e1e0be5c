//! Rewrites texts of the site so that it can be undone: the old bytes are kept before anything changes.
//!
//! `.wutong/undo/NUMBER/` is one run: the old bytes of each file, and a list of what was written in their place.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::disk::encoding::decode;
use crate::disk::failure::{Act, Failure};
use crate::disk::publish::files::{make_folders, write_durably};
use crate::disk::publish::lock;
use crate::disk::replace::replace_bytes;
use crate::disk::sources::read_source;
use crate::model::path::SourcePath;

/// So many runs can be undone, one after the other.
const RUNS: usize = 20;

/// One text, as it was read and as it is to be.
#[derive(Clone, Copy, Debug)]
pub struct Rewrite<'a> {
    pub path: &'a SourcePath,
    pub before: &'a str,
    pub after: &'a str,
}

/// What was undone.
#[derive(Debug, Default)]
pub struct Undone {
    /// They are as they were.
    pub restored: Vec<SourcePath>,
    /// They were changed since, or are gone, and are left alone; with the place of the old bytes.
    pub refused: Vec<(SourcePath, PathBuf)>,
}

/// Writes every text in UTF-8. Files that are not as they were read are left alone and given back.
pub fn rewrite<'a>(site: &Path, rewrites: &[Rewrite<'a>]) -> Result<Vec<&'a SourcePath>, Failure> {
    let _lock = lock::take(site)?;
    let mut changed = Vec::new();
    let mut old = Vec::new();
    for one in rewrites {
        let bytes = read_source(site, None, one.path)?;
        if decode(&bytes).is_ok_and(|(text, _)| text == one.before) {
            old.push((one, bytes));
        } else {
            changed.push(one.path);
        }
    }
    if old.is_empty() {
        return Ok(changed);
    }
    let folder = new_run(site)?;
    let mut kept = Vec::new();
    for (number, (one, bytes)) in old.iter().enumerate() {
        write_durably(&folder.join(number.to_string()), bytes)?;
        kept.push(Kept {
            number,
            path: one.path.clone(),
            written: blake3::hash(one.after.as_bytes()),
        });
    }
    write_list(&folder, &kept)?;
    for (one, _) in &old {
        replace_bytes(site, one.path, one.after.as_bytes())?;
    }
    forget_old_runs(site)?;
    Ok(changed)
}

/// Puts back what the last run changed; none where there is nothing to undo.
pub fn undo(site: &Path) -> Result<Option<Undone>, Failure> {
    if !runs_folder(site).is_dir() {
        return Ok(None);
    }
    let _lock = lock::take(site)?;
    let Some(folder) = runs(site)?.pop() else {
        return Ok(None);
    };
    let mut undone = Undone::default();
    let mut rest = Vec::new();
    for kept in read_list(&folder)? {
        let place = folder.join(kept.number.to_string());
        let old = fs::read(&place).map_err(Failure::refused(Act::Read, &place))?;
        match read_source(site, None, &kept.path) {
            Ok(now) if now == old => undone.restored.push(kept.path),
            Ok(now) if blake3::hash(&now) == kept.written => {
                replace_bytes(site, &kept.path, &old)?;
                undone.restored.push(kept.path);
            }
            _ => {
                undone.refused.push((kept.path.clone(), place));
                rest.push(kept);
            }
        }
    }
    if rest.is_empty() {
        remove(&folder)?;
    } else {
        write_list(&folder, &rest)?;
    }
    Ok(Some(undone))
}

/// One file of a run.
struct Kept {
    number: usize,
    path: SourcePath,
    /// Digest of what was written.
    written: blake3::Hash,
}

fn runs_folder(site: &Path) -> PathBuf {
    site.join(".wutong").join("undo")
}

/// The runs that have a list, oldest first.
fn runs(site: &Path) -> Result<Vec<PathBuf>, Failure> {
    Ok(numbered(site)?
        .into_iter()
        .map(|(_, folder)| folder)
        .filter(|folder| folder.join("list").is_file())
        .collect())
}

fn numbered(site: &Path) -> Result<Vec<(u64, PathBuf)>, Failure> {
    let folder = runs_folder(site);
    let entries = match fs::read_dir(&folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        outcome => outcome.map_err(Failure::refused(Act::List, &folder))?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(Failure::refused(Act::List, &folder))?;
        let number = entry.file_name().to_str().and_then(|name| name.parse().ok());
        found.extend(number.map(|number| (number, entry.path())));
    }
    found.sort();
    Ok(found)
}

fn new_run(site: &Path) -> Result<PathBuf, Failure> {
    let last = numbered(site)?.last().map_or(0, |(number, _)| *number);
    lock::make_real_folder(&runs_folder(site))?;
    let folder = runs_folder(site).join((last + 1).to_string());
    make_folders(&folder)?;
    Ok(folder)
}

/// Also those that broke off before anything was changed.
fn forget_old_runs(site: &Path) -> Result<(), Failure> {
    let all = numbered(site)?;
    let whole = runs(site)?;
    let keep = &whole[whole.len().saturating_sub(RUNS)..];
    let mut old = all.iter().filter(|(_, folder)| !keep.contains(folder));
    old.try_for_each(|(_, folder)| remove(folder))
}

fn remove(folder: &Path) -> Result<(), Failure> {
    fs::remove_dir_all(folder).map_err(Failure::refused(Act::Remove, folder))
}

/// `NUMBER DIGEST PATH`, one line a file; paths hold no line ends.
fn write_list(folder: &Path, kept: &[Kept]) -> Result<(), Failure> {
    let lines = kept
        .iter()
        .map(|one| format!("{} {} {}\n", one.number, one.written, one.path));
    write_durably(&folder.join("list"), lines.collect::<String>().as_bytes())
}

/// Lines that mean nothing are passed over: the list may have been touched by others.
fn read_list(folder: &Path) -> Result<Vec<Kept>, Failure> {
    let place = folder.join("list");
    let list = fs::read_to_string(&place).map_err(Failure::refused(Act::Read, &place))?;
    Ok(list.lines().filter_map(read_line).collect())
}

fn read_line(line: &str) -> Option<Kept> {
    let (number, rest) = line.split_once(' ')?;
    let (digest, path) = rest.split_once(' ')?;
    let ours = path.starts_with("content/") || path.starts_with("themes/");
    Some(Kept {
        number: number.parse().ok()?,
        written: blake3::Hash::from_hex(digest).ok()?,
        path: SourcePath::new(path).ok().filter(|_| ours)?,
    })
}

#[cfg(test)]
mod tests;
