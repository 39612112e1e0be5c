//! Why the machine refused: for the usual reasons the key of a word in the catalogue, else the machine's own words.

use std::io::{self, ErrorKind};

/// Of the usual kinds that a person can do something about.
pub fn reason(error: &io::Error) -> String {
    key(error).map_or_else(|| error.to_string(), str::to_owned)
}

/// What the standard library does not tell apart.
#[cfg(windows)]
const RAW: &[(i32, &str)] = &[(32, "machine-busy"), (33, "machine-busy"), (4, "machine-too-many-open")];
#[cfg(not(windows))]
const RAW: &[(i32, &str)] = &[
    (5, "machine-damaged"),
    (23, "machine-too-many-open"),
    (24, "machine-too-many-open"),
];

fn key(error: &io::Error) -> Option<&'static str> {
    let raw = error.raw_os_error();
    if let Some((_, key)) = RAW.iter().find(|(number, _)| raw == Some(*number)) {
        return Some(key);
    }
    Some(match error.kind() {
        ErrorKind::NotFound => "machine-not-found",
        ErrorKind::PermissionDenied => "machine-permission",
        ErrorKind::StorageFull => "machine-disk-full",
        ErrorKind::QuotaExceeded => "machine-quota",
        ErrorKind::ReadOnlyFilesystem => "machine-read-only",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "machine-busy",
        ErrorKind::AlreadyExists => "machine-exists",
        ErrorKind::NotADirectory => "machine-no-folder",
        ErrorKind::IsADirectory => "machine-folder",
        ErrorKind::DirectoryNotEmpty => "machine-not-empty",
        ErrorKind::FileTooLarge => "machine-too-large",
        ErrorKind::InvalidFilename => "machine-name",
        ErrorKind::TimedOut => "machine-timed-out",
        ErrorKind::NetworkDown | ErrorKind::HostUnreachable | ErrorKind::StaleNetworkFileHandle => "machine-network",
        ErrorKind::OutOfMemory => "machine-memory",
        ErrorKind::CrossesDevices => "machine-other-disk",
        ErrorKind::Unsupported => "machine-unsupported",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::io;

    use crate::diag::catalogue::{Speech, word};
    use crate::disk::reason::reason;

    #[test]
    fn the_usual_reasons_have_words_and_the_others_keep_the_machines() {
        let check = |error: io::Error, zh: &str| assert_eq!(word(&reason(&error), Speech::Chinese), zh);
        check(io::ErrorKind::NotFound.into(), "找不到它");
        check(io::ErrorKind::StorageFull.into(), "磁盘满了");
        check(io::Error::other("odd"), "odd");
        #[cfg(unix)]
        check(io::Error::from_raw_os_error(13), "没有权限");
        #[cfg(unix)]
        check(io::Error::from_raw_os_error(24), "打开的文件太多");
    }
}
