//! Alone touches the disk: reads a site's folder, and publishes the built site whole.

#![expect(clippy::disallowed_methods, reason = "this is the room that touches the disk")]

mod create;
mod darkroom;
mod encoding;
mod failure;
mod gate;
mod keep;
#[cfg(all(test, unix))]
mod link_tests;
mod lookout;
mod pictures;
mod publish;
mod read;
mod reason;
mod replace;
mod rewrite;
mod sources;
mod spool;
mod walk;
mod watch;

pub use crate::disk::create::{create_text, empty_folder, write_text};
pub use crate::disk::darkroom::{Darkroom, Order, Spoilt};
pub use crate::disk::failure::{Act, Failure, Forbidden, Remedy};
pub use crate::disk::keep::{keep, kept};
pub use crate::disk::lookout::{Lookout, Seen};
pub use crate::disk::publish::{
    Content, FileNote, Finished, Glance, Item, Mode, Notice, PublishOptions, Published, Staged, Why, last_build, look,
    recover, remember, stage, stands,
};
pub use crate::disk::read::{TEXT_LIMIT, read_site};
pub use crate::disk::reason::reason;
pub use crate::disk::replace::replace_text;
pub use crate::disk::rewrite::{Rewrite, Undone, rewrite, undo};
pub use crate::disk::sources::{locate, open_source, read_source};
pub use crate::disk::spool::Spool;
pub use crate::disk::watch::{Bell, Watch, Way};
