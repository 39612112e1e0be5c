//! Publishes the outputs of a build: the target folder is the old site or the new one, whatever happens in between.
//!
//! `stage` prepares everything beside the target, `commit` puts it in place. What
//! Wutong did not write is foreign: kept, never deleted, never written over unasked.
//! Two ways lead there: an exchange of whole folders (`swap`), or file by file
//! (`in_place`) where that is impossible or where only one file differs.

mod acts;
mod again;
mod choose;
mod commit;
pub(in crate::disk) mod files;
mod glance;
mod in_place;
mod journal;
pub(in crate::disk) mod lock;
mod make;
mod place;
mod record;
mod recover;
mod scan;
mod sealed;
mod stage;
mod swap;
mod workshop;

#[cfg(test)]
mod tests;

use std::fmt;
use std::path::PathBuf;

use crate::model::path::{OutputPath, SourcePath};

pub use crate::disk::publish::again::{FileNote, Finished, last_build, remember, stands};
pub use crate::disk::publish::commit::Staged;
pub use crate::disk::publish::glance::{Glance, look};
pub use crate::disk::publish::recover::recover;
pub use crate::disk::publish::stage::stage;

/// One file that the built site holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Where it stands in the built site.
    pub path: OutputPath,
    /// Where its bytes come from.
    pub content: Content,
}

/// Where the bytes of an output come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The render function makes them.
    Made,
    /// The same, once what goes on meanwhile is done: so nobody waits for a picture that another is making.
    MadeMeanwhile,
    /// The same, where the target does not have the file any more as the build before left it.
    AsBefore,
    /// They are a file of the site's folder.
    Copy(SourcePath),
}

/// What the user may ask of publishing.
#[derive(Clone, Debug, Default)]
pub struct PublishOptions {
    /// Take over the paths that the build writes from files that Wutong did not write.
    pub adopt: bool,
    /// Never exchange folders.
    pub force_in_place: bool,
    /// The shared themes' folder, from which files may be copied.
    pub themes_root: Option<PathBuf>,
    /// The record of the build that [`Content::AsBefore`] speaks of, as blake3; of no other build it is true.
    pub before: Option<[u8; 32]>,
    /// A part of the site: nothing is removed, and parts may be published side by side, each into a target of its own.
    pub part: bool,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// How the new site came into its place.
    pub mode: Mode,
    /// Why in this way.
    pub why: Why,
    /// Files written.
    pub written: usize,
    /// Files that were right already and were not touched.
    pub unchanged: usize,
    /// Files that the site no longer has.
    pub removed: usize,
    /// What Wutong did not write and left, relative to the target, folders with `/` at the end, sorted.
    pub foreign: Vec<String>,
    /// Bytes of the files written.
    pub bytes: u64,
    /// What else the user should know.
    pub notices: Vec<Notice>,
    /// The record of it, as blake3; none where nothing was published, or it could not be read again.
    pub record: Option<[u8; 32]>,
}

/// How the new site came into its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// There was no target; it appeared whole.
    First,
    /// Nothing differed, nothing was written.
    Nothing,
    /// One file differed and was replaced or removed, which is whole in itself.
    OneFile,
    /// Old and new folder were exchanged in one call.
    Swap,
    /// Every file whole by itself, one after another.
    InPlace,
}

/// Why the new site was put in place in this way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is the usual way.
    Usual,
    /// It was asked for.
    Asked,
    /// The target is a link.
    TargetIsLink,
    /// The target is a mount point or lies on another file system than its parent.
    TargetIsMount,
    /// A mount point lies in the target; its path.
    MountInside(String),
    /// A foreign folder could not be carried over; its path.
    ForeignStays(String),
    /// The file system refused to exchange folders; its words.
    ExchangeRefused(String),
    /// The file system refused a second name for a file; its words.
    LinksRefused(String),
    /// This system cannot exchange folders.
    SystemCannot,
}

/// Something the user should know, but nothing that stopped the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// An earlier run was broken off while it published; it was finished now.
    Resumed,
    /// An earlier run was broken off before it published; what it left was removed.
    Cleaned,
    /// What could be neither given back nor proved ours was laid in this folder.
    LaidAside(PathBuf),
}

impl fmt::Display for Why {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usual => out.write_str("the usual way"),
            Self::Asked => out.write_str("asked for"),
            Self::TargetIsLink => out.write_str("the target is a link"),
            Self::TargetIsMount => out.write_str("the target is a mount point"),
            Self::MountInside(path) => write!(out, "`{path}` is a mount point"),
            Self::ForeignStays(path) => write!(out, "the foreign folder `{path}` cannot be moved"),
            Self::ExchangeRefused(reason) => {
                write!(out, "the file system cannot exchange folders: {reason}")
            }
            Self::LinksRefused(reason) => {
                write!(out, "the file system cannot link files: {reason}")
            }
            Self::SystemCannot => out.write_str("this system cannot exchange folders"),
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Resumed => out.write_str("an earlier build was broken off; it was finished first"),
            Self::Cleaned => out.write_str("an earlier build was broken off; what it left was removed"),
            Self::LaidAside(path) => write!(
                out,
                "files of unknown origin were laid in `{}`; look through it and remove it",
                path.display()
            ),
        }
    }
}
