//! The program proper: from a snapshot of the site's folder to every file there will be. Pure.

pub mod accepting;
#[cfg(test)]
mod agreement_tests;
pub mod aids;
pub mod correct;
mod definitions;
pub mod digests;
mod echoes;
pub mod faces;
mod file_names;
mod foundation;
mod frame;
pub mod held;
pub mod known;
mod languages;
pub mod link;
pub mod live;
mod meant;
pub mod memory;
pub mod parse;
pub mod pipeline;
mod places;
pub mod plan;
mod read_entries;
pub mod recalled;
mod sort_keys;
mod sources;
pub mod standing;
mod terms;
mod troubles;
pub mod validate;

pub use troubles::picture_fault;
