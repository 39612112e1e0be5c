//! The acts by which publishing changes the disk, one function each; nothing else in this room may.
//!
//! So a test can count them, and refuse any one of them: see `tests/refusals.rs`.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use crate::disk::failure::Act;

/// Does one act. In tests it is counted, and refused where the test asks for that.
fn act<T>(act: Act, does: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    #[cfg(test)]
    crate::disk::publish::tests::refusals::pass(act)?;
    #[cfg(not(test))]
    let _ = act;
    does()
}

/// Opens a file as the options say; for files that are made by that.
pub(crate) fn open(options: &OpenOptions, place: &Path) -> io::Result<File> {
    act(Act::Write, || options.open(place))
}

/// Opens a lock's file, which is made if need be and never emptied.
pub(crate) fn open_lock(place: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    act(Act::Lock, || options.open(place))
}

/// Writes into a file.
pub(crate) fn write(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    act(Act::Write, || file.write_all(bytes))
}

/// Copies the bytes of a file to another.
pub(crate) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    act(Act::Write, || fs::copy(from, to).map(drop))
}

/// Gives a file or folder its rights.
#[cfg(unix)]
pub(crate) fn set_mode(place: &Path, mode: u32) -> io::Result<()> {
    let rights = std::os::unix::fs::PermissionsExt::from_mode(mode);
    act(Act::Write, || fs::set_permissions(place, rights))
}

/// Gives a folder its group.
#[cfg(unix)]
pub(crate) fn set_group(place: &Path, group: u32) -> io::Result<()> {
    act(Act::Write, || std::os::unix::fs::chown(place, None, Some(group)))
}

/// Says when an open file was last changed.
pub(crate) fn set_modified(file: &File, time: std::time::SystemTime) -> io::Result<()> {
    act(Act::Write, || file.set_modified(time))
}

/// Makes one folder.
pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    act(Act::MakeFolder, || fs::create_dir(folder))
}

/// Makes a folder and those above it; each that is missing is an act of its own.
pub(crate) fn make_folders(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder.parent()
        && !above.as_os_str().is_empty()
    {
        make_folders(above)?;
    }
    match make_folder(folder) {
        // Another thread was faster.
        Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        outcome => outcome,
    }
}

/// Gives a file a second name.
pub(crate) fn link(from: &Path, to: &Path) -> io::Result<()> {
    act(Act::Link, || fs::hard_link(from, to))
}

/// Moves a file or folder, also over a file.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    act(Act::Move, || fs::rename(from, to))
}

/// Moves a file or folder, but over nothing.
pub(crate) fn move_to_free_name(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        let moved = || renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE).map_err(io::Error::from);
        match act(Act::Move, moved) {
            Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {}
            outcome => return outcome,
        }
    }
    if fs::symlink_metadata(to).is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    rename(from, to)
}

/// Exchanges two folders in one call.
pub(crate) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        let exchanged = || renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).map_err(io::Error::from);
        act(Act::Exchange, exchanged)
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = (one, other);
        Err(ErrorKind::Unsupported.into())
    }
}

/// Removes a file or link.
pub(crate) fn remove_file(place: &Path) -> io::Result<()> {
    act(Act::Remove, || fs::remove_file(place))
}

/// Removes an empty folder.
pub(crate) fn remove_folder(folder: &Path) -> io::Result<()> {
    act(Act::Remove, || fs::remove_dir(folder))
}

/// Removes a folder with all that is in it; a link in its place is removed and not followed.
///
/// Each of its entries is an act of its own.
pub(crate) fn remove_tree(folder: &Path) -> io::Result<()> {
    if !fs::symlink_metadata(folder)?.is_dir() {
        return remove_file(folder);
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            act(Act::Remove, || fs::remove_dir_all(entry.path()))?;
        } else {
            remove_file(&entry.path())?;
        }
    }
    remove_folder(folder)
}

/// Brings a file or a folder's names safely to the disk.
pub(crate) fn flush(file: &File) -> io::Result<()> {
    act(Act::Flush, || file.sync_all())
}

/// Brings all that was written to a file system safely to the disk.
#[cfg(target_os = "linux")]
pub(crate) fn flush_file_system(folder: &File) -> io::Result<()> {
    act(Act::Flush, || rustix::fs::syncfs(folder).map_err(io::Error::from))
}
