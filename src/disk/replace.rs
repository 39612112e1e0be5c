//! Replaces one file of the site whole: the old bytes or the new ones, never half of either.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::disk::failure::{Act, Failure};
use crate::disk::sources::locate;
use crate::model::path::SourcePath;

/// As [`replace_bytes`], with a text in UTF-8.
pub fn replace_text(site: &Path, path: &SourcePath, text: &str) -> Result<(), Failure> {
    replace_bytes(site, path, text.as_bytes())
}

/// Writes beside the file, flushes, and renames over it. The file's permissions stay, and a link
/// keeps leading to it.
pub(crate) fn replace_bytes(site: &Path, path: &SourcePath, bytes: &[u8]) -> Result<(), Failure> {
    let named = locate(site, None, path)?;
    let place = fs::canonicalize(&named).map_err(Failure::refused(Act::Write, &named))?;
    let temporary = place.with_extension("wutong-new~");
    let refused = Failure::refused(Act::Write, &place);
    let written = fs::File::create(&temporary)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::metadata(&place).and_then(|old| fs::set_permissions(&temporary, old.permissions())))
        .and_then(|()| fs::rename(&temporary, &place));
    written.map_err(|error| {
        let _ = fs::remove_file(&temporary);
        refused(error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_replaced_and_nothing_is_left_beside_it() {
        let site = tempfile::tempdir().unwrap();
        fs::create_dir(site.path().join("content")).unwrap();
        fs::write(site.path().join("content/a.md"), "old").unwrap();
        replace_text(site.path(), &SourcePath::new("content/a.md").unwrap(), "new").unwrap();
        assert_eq!(fs::read_to_string(site.path().join("content/a.md")).unwrap(), "new");
        assert_eq!(fs::read_dir(site.path().join("content")).unwrap().count(), 1);
    }
}
