//! Content types and what they ask of entries: type files → types, written values → typed values.

mod attributes;
mod check;
mod complete;
mod compose;
mod declare;
pub mod json_schema;
mod kinds;
mod layers;
mod read;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub mod value;

pub use kinds::KIND_NAMES;
pub use read::{Declared, Layer, TypeFile, declared, read_types};
pub use value::pieces;
