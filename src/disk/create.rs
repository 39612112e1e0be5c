//! Makes new text files. What is there already is never written over, unless it is a file that Wutong renews.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::disk::failure::{Act, Failure};

/// What an operating system or git puts into a folder that its owner takes for empty.
const UNSEEN: [&str; 4] = [".git", ".DS_Store", "desktop.ini", "Thumbs.db"];

/// At most so many names are told.
const TOLD: usize = 5;

/// Makes the folder, or makes sure that it is empty.
pub fn empty_folder(folder: &Path) -> Result<(), Failure> {
    if folder.exists() && !folder.is_dir() {
        return Err(Failure::NotAFolder {
            path: folder.to_owned(),
        });
    }
    fs::create_dir_all(folder).map_err(Failure::refused(Act::MakeFolder, folder))?;
    let entries = fs::read_dir(folder).map_err(Failure::refused(Act::List, folder))?;
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !UNSEEN.contains(&name.as_str()))
        .collect();
    if names.is_empty() {
        return Ok(());
    }
    names.sort();
    names.truncate(TOLD);
    Err(Failure::NotEmpty {
        path: folder.to_owned(),
        names,
    })
}

/// Writes a new file below the folder; one that is there already is refused and left as it is.
pub fn create_text(folder: &Path, path: &str, text: &str) -> Result<PathBuf, Failure> {
    let place = with_folder(folder, path)?;
    let mut file = match fs::OpenOptions::new().write(true).create_new(true).open(&place) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(Failure::Exists { path: place }),
        Err(error) => return Err(Failure::refused(Act::Write, &place)(error)),
    };
    file.write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .map_err(Failure::refused(Act::Write, &place))?;
    Ok(place)
}

/// Writes a file that Wutong makes and renews, such as a schema.
pub fn write_text(folder: &Path, path: &str, text: &str) -> Result<PathBuf, Failure> {
    let place = with_folder(folder, path)?;
    fs::write(&place, text).map_err(Failure::refused(Act::Write, &place))?;
    Ok(place)
}

fn with_folder(folder: &Path, path: &str) -> Result<PathBuf, Failure> {
    let place = folder.join(path);
    if let Some(parent) = place.parent() {
        fs::create_dir_all(parent).map_err(Failure::refused(Act::MakeFolder, parent))?;
    }
    Ok(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        create_text(folder.path(), "content/a.md", "mine").unwrap();
        let refused = create_text(folder.path(), "content/a.md", "other");
        assert!(matches!(refused, Err(Failure::Exists { .. })));
        assert_eq!(fs::read_to_string(folder.path().join("content/a.md")).unwrap(), "mine");
    }

    #[test]
    fn a_folder_with_git_alone_counts_as_empty() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(".git")).unwrap();
        assert!(empty_folder(folder.path()).is_ok());
        fs::write(folder.path().join("信.txt"), "mine").unwrap();
        let refused = empty_folder(folder.path()).unwrap_err().to_string();
        assert!(refused.contains("信.txt"), "{refused}");
    }
}
