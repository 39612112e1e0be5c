//! What happens when the machine refuses: what was tried, where, and what it said.
//!
//! Mistakes in content are no failures; they are diagnostics.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::diag::catalogue::{Speech, word};
use crate::disk::reason::reason;
use crate::model::path::OutputPath;

/// The machine refused, or going on would harm what is not ours.
#[derive(Debug)]
pub enum Failure {
    /// A call to the system failed.
    Refused {
        /// What was tried.
        act: Act,
        /// Where.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// Another build of this site, or into this target, is running.
    Busy {
        /// The lock that is held.
        lock: PathBuf,
    },
    /// The target holds what Wutong did not write, and the build would write over it or could not tell it apart.
    ForeignTarget {
        /// The built site's folder.
        target: PathBuf,
        /// Relative to the target, folders with a `/` at the end, sorted.
        names: Vec<String>,
        /// Whether to take over the paths that the build writes would help.
        remedy: Remedy,
    },
    /// The built site may not stand there.
    TargetForbidden {
        /// The folder that was asked for.
        target: PathBuf,
        /// Why not.
        reason: Forbidden,
    },
    /// Something else stands where a folder is needed.
    NotAFolder {
        /// Where.
        path: PathBuf,
    },
    /// The place where an update is prepared holds what Wutong did not write.
    Occupied {
        /// That folder.
        path: PathBuf,
    },
    /// Two outputs claim one path, or one needs as a folder what the other writes as a file.
    PathTwice {
        /// The path.
        path: OutputPath,
    },
    /// Some outputs could not be made, so nothing may be published.
    Incomplete {
        /// How many.
        failed: usize,
    },
    /// A file that was to be made is there already.
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A folder that was to be filled holds something already.
    NotEmpty {
        /// The folder.
        path: PathBuf,
        /// What it holds, sorted.
        names: Vec<String>,
    },
    /// The site's folder holds more files than can be meant.
    TooManyFiles {
        /// The folder.
        path: PathBuf,
    },
}

/// What was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Read a file.
    Read,
    /// List a folder.
    List,
    /// Ask about a file or folder.
    Examine,
    /// Write a file.
    Write,
    /// Make a folder.
    MakeFolder,
    /// Give a file a second name.
    Link,
    /// Move a file or folder.
    Move,
    /// Remove a file or folder.
    Remove,
    /// Exchange the old site and the new.
    Exchange,
    /// Bring what was written safely to the disk.
    Flush,
    /// Take the lock that keeps two builds apart.
    Lock,
}

/// What the user can do about foreign files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// `--adopt` takes over the paths that the build writes and leaves the rest.
    Adopt,
    /// Something stands in the way that is not taken over: it must be moved away by hand.
    MoveAway,
}

/// Why a folder cannot be the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forbidden {
    /// It is the root of the file system.
    Root,
    /// It is or contains the user's home.
    Home,
    /// It is or contains the site's folder.
    Site,
    /// It is, contains or lies in `content`, `themes`, the shared themes or `.wutong`.
    Source,
    /// It is a link that leads to nothing, or has no name.
    Nowhere,
}

impl Failure {
    pub(crate) fn refused(act: Act, path: &Path) -> impl FnOnce(io::Error) -> Self + use<'_> {
        move |error| Self::Refused {
            act,
            path: path.to_owned(),
            error,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { act, path, error } => {
                let reason = reason(error);
                let why = word(&reason, Speech::English);
                write!(out, "cannot {} `{}`: {why}", act.words(), path.display())
            }
            Self::Busy { lock } => write!(
                out,
                "another build is running (it holds `{}`); wait until it is done",
                lock.display()
            ),
            Self::ForeignTarget { target, names, remedy } => foreign(out, target, names, *remedy),
            Self::TargetForbidden { target, reason } => write!(
                out,
                "the site cannot be built into `{}`: {}",
                target.display(),
                reason.words()
            ),
            Self::NotAFolder { path } => write!(out, "`{}` is not a folder", path.display()),
            Self::Occupied { path } => write!(
                out,
                "`{}` is where an update is prepared, but it holds what Wutong did not write; move it away",
                path.display()
            ),
            Self::PathTwice { path } => write!(out, "two outputs claim `{path}`"),
            Self::Incomplete { failed } => {
                write!(out, "{failed} files could not be made; nothing was published")
            }
            Self::Exists { path } => write!(out, "`{}` is there already; nothing was changed", path.display()),
            Self::NotEmpty { path, names } => write!(
                out,
                "the folder `{}` is not empty ({}); name a new folder",
                path.display(),
                names.join(", ")
            ),
            Self::TooManyFiles { path } => {
                write!(out, "`{}` holds too many files to be a site", path.display())
            }
        }
    }
}

fn foreign(out: &mut fmt::Formatter<'_>, target: &Path, names: &[String], remedy: Remedy) -> fmt::Result {
    const SHOWN: usize = 10;
    write!(out, "`{}` holds what Wutong did not write:", target.display())?;
    for name in names.iter().take(SHOWN) {
        write!(out, " `{name}`")?;
    }
    if names.len() > SHOWN {
        write!(out, " and {} more", names.len() - SHOWN)?;
    }
    out.write_str(match remedy {
        Remedy::Adopt => {
            "; build into another folder, move them away, or let `--adopt` take over the paths that the build writes (the rest stays)"
        }
        Remedy::MoveAway => "; they stand where the build must write: move them away",
    })
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Refused { error, .. } => Some(error),
            _ => None,
        }
    }
}

impl Act {
    /// The verb, as it stands behind "cannot".
    pub fn words(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::List => "list the folder",
            Self::Examine => "examine",
            Self::Write => "write",
            Self::MakeFolder => "make the folder",
            Self::Link => "link",
            Self::Move => "move",
            Self::Remove => "remove",
            Self::Exchange => "exchange",
            Self::Flush => "flush to the disk",
            Self::Lock => "lock",
        }
    }
}

impl Forbidden {
    /// The reason, as it stands behind a colon.
    pub fn words(self) -> &'static str {
        match self {
            Self::Root => "it is the root of the file system",
            Self::Home => "it is or contains your home folder",
            Self::Site => "it is or contains the site's own folder",
            Self::Source => "it would mix with the folders that the site is made from",
            Self::Nowhere => "it leads nowhere",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::path::PathBuf;

    use crate::disk::failure::{Act, Failure, Remedy};

    fn check(failure: &Failure, expected: &str) {
        assert_eq!(failure.to_string(), expected);
    }

    #[test]
    fn a_failure_says_what_where_and_why() {
        let error = io::Error::other("no space left");
        let path = PathBuf::from("public/index.html");
        check(
            &Failure::Refused {
                act: Act::Write,
                path,
                error,
            },
            "cannot write `public/index.html`: no space left",
        );
    }

    #[test]
    fn foreign_files_are_named_and_the_rest_counted() {
        let names = (0..12).map(|n| format!("旧站{n}.html")).collect();
        let failure = Failure::ForeignTarget {
            target: PathBuf::from("public"),
            names,
            remedy: Remedy::Adopt,
        };
        let words = failure.to_string();
        assert!(words.contains("`旧站9.html` and 2 more; "), "{words}");
        assert!(words.contains("--adopt"), "{words}");
    }
}
