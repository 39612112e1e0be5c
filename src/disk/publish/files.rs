//! What publishing does with files and folders, made of single acts; the system's differences are kept in here.

use std::fs::{self, File, Metadata, OpenOptions};
use std::hash::Hasher;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use crate::disk::failure::{Act, Failure};
use crate::disk::publish::acts;
use crate::disk::publish::record::{Stamp, Written};
use crate::model::checksum::{Checksum, Summing};

/// What every published file and folder may do, for the web server's sake.
#[cfg(unix)]
const FILE_MODE: u32 = 0o644;
#[cfg(unix)]
const FOLDER_MODE: u32 = 0o755;

/// Makes a new file, with its folder if need be, and fills it. Never writes into a file that is there.
pub(crate) fn write_new(
    place: &Path,
    pour: &mut dyn FnMut(&mut File) -> io::Result<Checksum>,
) -> Result<Written, Failure> {
    let mut file = new_file(place)?;
    let mut written = || -> io::Result<Written> {
        let digest = pour(&mut file)?;
        let found = file.metadata()?;
        #[cfg(unix)]
        if std::os::unix::fs::PermissionsExt::mode(&found.permissions()) & 0o777 != FILE_MODE {
            acts::set_mode(place, FILE_MODE)?;
        }
        let stamp = Stamp::from(&found);
        Ok(Written { digest, stamp })
    };
    written().map_err(Failure::refused(Act::Write, place))
}

fn new_file(place: &Path) -> Result<File, Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, FILE_MODE);
    match acts::open(&options, place) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            make_folders(place.parent().unwrap_or(place))?;
            acts::open(&options, place)
        }
        outcome => outcome,
    }
    .map_err(Failure::refused(Act::Write, place))
}

/// Writes a small file anew, whole or not at all, and brings it to the disk.
pub(crate) fn write_durably(place: &Path, bytes: &[u8]) -> Result<(), Failure> {
    // By its whole name: a record and its note differ in what follows the dot.
    let mut aside = place.as_os_str().to_owned();
    aside.push(".new");
    let aside = PathBuf::from(aside);
    let write = || {
        let mut file = acts::open(File::options().create(true).truncate(true).write(true), &aside)?;
        acts::write(&mut file, bytes)?;
        acts::flush(&file)?;
        acts::rename(&aside, place)
    };
    write().map_err(Failure::refused(Act::Write, place))?;
    flush_folder(place.parent().unwrap_or(place));
    Ok(())
}

/// Makes a folder and those above it.
pub(crate) fn make_folders(folder: &Path) -> Result<(), Failure> {
    acts::make_folders(folder).map_err(Failure::refused(Act::MakeFolder, folder))
}

/// Gives a folder the rights and group of an older one, or those a web server can read.
pub(crate) fn dress_folder(folder: &Path, like: Option<&Path>) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let model = like.and_then(|like| fs::symlink_metadata(like).ok());
        let mode = model.as_ref().map_or(FOLDER_MODE, |model| model.mode() & 0o7777);
        if let Some(model) = model
            && fs::metadata(folder)?.gid() != model.gid()
        {
            // Only the owner's groups and root may give: where it fails the folder still works.
            drop(acts::set_group(folder, model.gid()));
        }
        acts::set_mode(folder, mode)?;
    }
    #[cfg(not(unix))]
    let _ = (folder, like);
    Ok(())
}

/// A file that is still what we wrote, by length and time or else by its bytes, with the time it bears now.
pub(crate) fn as_left(place: &Path, written: &Written) -> Option<Written> {
    let found = fs::symlink_metadata(place).ok()?;
    let Written { digest, stamp: left } = *written;
    let stamp = Stamp::from(&found);
    let same = found.is_file()
        && stamp.length == left.length
        && (stamp == left || digest_of(place).is_ok_and(|there| there == digest));
    same.then_some(Written { digest, stamp })
}

/// The checksum of a file, which is never held whole.
pub(crate) fn digest_of(place: &Path) -> io::Result<Checksum> {
    let (checksum, _) = summed(&mut File::open(place)?, &mut |_| Ok(()))?;
    Ok(checksum)
}

/// Hands on a file block by block; its checksum and length.
pub(crate) fn summed(from: &mut File, put: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<(Checksum, u64)> {
    let (mut summing, mut length) = (Summing::default(), 0);
    let mut block = vec![0; 1 << 16];
    loop {
        match from.read(&mut block) {
            Ok(0) => return Ok((summing.checksum(), length)),
            Ok(read) => {
                summing.write(&block[..read]);
                length += read as u64;
                put(&block[..read])?;
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Device and number: the same for two names of one file. None where the system has no such thing.
#[cfg_attr(unix, expect(clippy::unnecessary_wraps, reason = "other systems have none"))]
pub(crate) fn identity(found: &Metadata) -> Option<(u64, u64)> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        Some((found.dev(), found.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = found;
        None
    }
}

/// Brings all that was written to this file system safely to the disk.
pub(crate) fn flush_all(folder: &Path) -> Result<(), Failure> {
    #[cfg(target_os = "linux")]
    {
        let flush = || acts::flush_file_system(&File::open(folder)?);
        flush().map_err(Failure::refused(Act::Flush, folder))
    }
    #[cfg(not(target_os = "linux"))]
    {
        flush_folder(folder);
        Ok(())
    }
}

/// Brings a folder's names safely to the disk, where the system can.
pub(crate) fn flush_folder(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = File::open(folder) {
        // Some file systems refuse this for folders and need no asking.
        drop(acts::flush(&folder));
    }
    #[cfg(not(unix))]
    let _ = folder;
}

/// Brings one file safely to the disk.
pub(crate) fn flush_file(place: &Path) -> Result<(), Failure> {
    let flush = || acts::flush(&File::options().write(true).open(place)?);
    flush().map_err(Failure::refused(Act::Flush, place))
}

/// Whether something is mounted on this very folder.
pub(crate) fn is_mount(folder: &Path) -> bool {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
        let flags = AtFlags::SYMLINK_NOFOLLOW;
        if let Ok(found) = statx(CWD, folder, flags, StatxFlags::BASIC_STATS)
            && found.stx_attributes_mask.contains(StatxAttributes::MOUNT_ROOT)
        {
            return found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT);
        }
    }
    let device = |place: &Path| {
        let found = fs::symlink_metadata(place).ok()?;
        identity(&found).map(|(device, _)| device)
    };
    let above = folder.parent().and_then(device);
    above.is_some() && above != device(folder)
}

/// Whether we may move this folder elsewhere, as far as its own rights say.
pub(crate) fn may_move(folder: &Path) -> bool {
    #[cfg(target_os = "linux")]
    {
        rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok()
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = folder;
        true
    }
}
