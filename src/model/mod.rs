//! Plain values that everything else speaks in: no I/O, no outside crate but hashing and decimals.

#[cfg(test)]
pub(crate) mod chance;
pub mod checksum;
pub mod date;
pub mod digest;
pub mod fields;
pub mod figure;
pub mod lang;
pub mod node;
pub mod path;
pub mod picture;
pub mod profile;
pub mod shelf;
pub mod snapshot;
pub mod types;
pub mod value;
pub mod words;
