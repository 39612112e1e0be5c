//! The preview as its users and its enemies meet it.

mod edits;
mod page;
pub(crate) mod preview;
mod security;
mod soak;
mod start;
mod stream;
