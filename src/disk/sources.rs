//! Finds on the disk the file that a source path means, and gives its bytes.
//!
//! A source path is in form NFC; the name on the disk may be spelt otherwise.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::disk::failure::{Act, Failure};
use crate::model::path::{SourcePath, nfc};

/// Where the file lies: in the site's folder, or in the shared themes (`themes_root`) for
/// `themes/…` that the site does not have itself. Never outside both.
pub fn locate(site: &Path, themes_root: Option<&Path>, path: &SourcePath) -> Result<PathBuf, Failure> {
    let found = find(site, path.as_str()).or_else(|| {
        let shared = path.as_str().strip_prefix("themes/")?;
        find(themes_root?, shared)
    });
    let wanted = site.join(path.as_str());
    found.ok_or_else(|| Failure::refused(Act::Read, &wanted)(ErrorKind::NotFound.into()))
}

/// Opens the file that a source path means.
pub fn open_source(site: &Path, themes_root: Option<&Path>, path: &SourcePath) -> Result<File, Failure> {
    let place = locate(site, themes_root, path)?;
    File::open(&place).map_err(Failure::refused(Act::Read, &place))
}

/// Reads the file that a source path means, as it lies on the disk.
pub fn read_source(site: &Path, themes_root: Option<&Path>, path: &SourcePath) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let mut file = open_source(site, themes_root, path)?;
    let wanted = site.join(path.as_str());
    io::copy(&mut file, &mut bytes).map_err(Failure::refused(Act::Read, &wanted))?;
    Ok(bytes)
}

/// A regular file under a folder that no link has led out of.
fn find(root: &Path, path: &str) -> Option<PathBuf> {
    let direct = root.join(path);
    let place = if direct.exists() {
        direct
    } else {
        spelt_otherwise(root, path)?
    };
    let inside = fs::canonicalize(&place).ok()?.starts_with(fs::canonicalize(root).ok()?);
    (inside && fs::metadata(&place).ok()?.is_file()).then_some(place)
}

fn spelt_otherwise(root: &Path, path: &str) -> Option<PathBuf> {
    path.split('/').try_fold(root.to_owned(), |folder, part| {
        let direct = folder.join(part);
        if direct.exists() {
            return Some(direct);
        }
        let mut names: Vec<_> = fs::read_dir(&folder)
            .ok()?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| nfc(name) == part)
            .collect();
        names.sort();
        Some(folder.join(names.first()?))
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::disk::sources::{locate, read_source};
    use crate::model::path::SourcePath;

    #[test]
    fn a_name_in_another_unicode_form_is_found() {
        let site = tempfile::tempdir().expect("a folder");
        let folder = site.path().join("content/cafe\u{301}");
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("e\u{301}.txt"), "x").expect("a file");
        let path = SourcePath::new("content/caf\u{e9}/\u{e9}.txt").expect("a path");
        assert_eq!(read_source(site.path(), None, &path).expect("found"), b"x");
    }

    #[test]
    fn the_sites_own_theme_hides_the_shared_one_and_no_link_leads_out() {
        let (site, shared) = (tempfile::tempdir().expect("one"), tempfile::tempdir().expect("two"));
        fs::write(shared.path().join("a.css"), "shared").expect("a file");
        let path = SourcePath::new("themes/a.css").expect("a path");
        let read = || read_source(site.path(), Some(shared.path()), &path);
        assert_eq!(read().expect("found"), b"shared");
        fs::create_dir(site.path().join("themes")).expect("a folder");
        fs::write(site.path().join("themes/a.css"), "own").expect("a file");
        assert_eq!(read().expect("found"), b"own");
        fs::create_dir(site.path().join("content")).expect("a folder");
        let link = site.path().join("content/out.css");
        #[cfg(unix)]
        std::os::unix::fs::symlink(shared.path().join("a.css"), link).expect("a link");
        let out = SourcePath::new("content/out.css").expect("a path");
        assert!(locate(site.path(), None, &out).is_err());
    }
}
