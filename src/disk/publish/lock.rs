//! Keeps two builds of one site apart, and keeps the `.wutong` folder.

use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::disk::failure::{Act, Failure};
use crate::disk::publish::acts;

/// Held until it is dropped; the system frees it also when the program is killed.
#[derive(Debug)]
pub(crate) struct Lock {
    files: Vec<File>,
}

impl Drop for Lock {
    /// Frees it at once, even while a child of this process still holds the same open file.
    fn drop(&mut self) {
        for file in &self.files {
            // Closing the file frees it anyway.
            drop(file.unlock());
        }
    }
}

/// Takes the lock of a site, or says that another build holds it.
pub(crate) fn take(site: &Path) -> Result<Lock, Failure> {
    lock_file(&own_folder(site)?.join("lock"))
}

/// Takes the lock of one target by its file, and has a share in that of the site: parts go side by side, a whole build
/// and a part do not.
pub(crate) fn take_part(site: &Path, of_target: &Path) -> Result<Lock, Failure> {
    let mut lock = lock_by(&own_folder(site)?.join("lock"), File::try_lock_shared)?;
    lock.files.append(&mut lock_file(of_target)?.files);
    Ok(lock)
}

/// Takes a lock by a file, which is made if need be.
pub(crate) fn lock_file(place: &Path) -> Result<Lock, Failure> {
    lock_by(place, File::try_lock)
}

fn lock_by(place: &Path, try_lock: fn(&File) -> Result<(), TryLockError>) -> Result<Lock, Failure> {
    if fs::symlink_metadata(place).is_ok_and(|found| !found.is_file()) {
        acts::remove_file(place).map_err(Failure::refused(Act::Lock, place))?;
    }
    let file = acts::open_lock(place).map_err(Failure::refused(Act::Lock, place))?;
    match try_lock(&file) {
        Ok(()) => Ok(Lock { files: vec![file] }),
        Err(TryLockError::WouldBlock) => Err(Failure::Busy { lock: place.to_owned() }),
        // Some network disks have no locks; a build is still possible there.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(Lock { files: Vec::new() }),
        Err(TryLockError::Error(error)) => Err(Failure::refused(Act::Lock, place)(error)),
    }
}

/// The `.wutong` folder of a site, made if need be. A link in its place is refused.
pub(crate) fn own_folder(site: &Path) -> Result<PathBuf, Failure> {
    let folder = site.join(".wutong");
    if make_real_folder(&folder)? {
        let ignore = folder.join(".gitignore");
        let write = || {
            let mut file = acts::open(File::options().create(true).truncate(true).write(true), &ignore)?;
            acts::write(&mut file, b"*\n")
        };
        write().map_err(Failure::refused(Act::Write, &ignore))?;
    }
    Ok(folder)
}

/// Makes sure that a folder stands there and no link; true if it was made now.
pub(crate) fn make_real_folder(folder: &Path) -> Result<bool, Failure> {
    match fs::symlink_metadata(folder) {
        Ok(found) if found.is_dir() => Ok(false),
        Ok(_) => Err(Failure::NotAFolder {
            path: folder.to_owned(),
        }),
        Err(error) if error.kind() == ErrorKind::NotFound => match acts::make_folder(folder) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                Err(Failure::refused(Act::MakeFolder, folder)(error))
            }
            _ => Ok(true),
        },
        Err(error) => Err(Failure::refused(Act::Examine, folder)(error)),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::disk::failure::Failure;
    use crate::disk::publish::lock::{take, take_part};

    #[test]
    fn a_second_build_is_told_that_another_is_running() {
        let site = tempfile::tempdir().expect("a folder");
        let first = take(site.path()).expect("free");
        assert!(matches!(take(site.path()), Err(Failure::Busy { .. })));
        drop(first);
        assert!(take(site.path()).is_ok());
    }

    #[test]
    fn parts_go_side_by_side_but_not_into_one_target_nor_beside_a_whole_build() {
        let site = tempfile::tempdir().expect("a folder");
        let part = |name| take_part(site.path(), &site.path().join(name));
        let (one, other) = (part("one").expect("free"), part("other").expect("free"));
        assert!(matches!(part("one"), Err(Failure::Busy { .. })));
        assert!(matches!(take(site.path()), Err(Failure::Busy { .. })));
        drop((one, other));
        let _whole = take(site.path()).expect("free");
        assert!(matches!(part("one"), Err(Failure::Busy { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_place_of_the_own_folder_is_refused() {
        let site = tempfile::tempdir().expect("a folder");
        let outside = tempfile::tempdir().expect("a folder");
        std::os::unix::fs::symlink(outside.path(), site.path().join(".wutong")).expect("a link");
        assert!(matches!(take(site.path()), Err(Failure::NotAFolder { .. })));
        assert_eq!(fs::read_dir(outside.path()).expect("a folder").count(), 0);
    }
}
