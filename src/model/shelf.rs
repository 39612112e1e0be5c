//! Where a build puts aside what it will need again late: lent by the command line, which has a disk.

use std::fmt::Debug;

/// Takes bytes, and gives them back as often as they are wanted.
pub trait Shelf: Debug + Send + Sync {
    /// Whether something of about this length, in bytes, had better not stay in memory.
    fn wants(&self, length: usize) -> bool;

    /// Puts the bytes aside; none where that is not possible.
    fn put(&self, bytes: &[u8]) -> Option<Place>;

    /// The bytes again; none where they were lost, which the shelf tells whoever lent it.
    fn take(&self, place: Place) -> Option<Vec<u8>>;
}

/// Where something lies on a shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// In bytes, from the beginning.
    pub at: u64,
    /// In bytes.
    pub length: usize,
}
