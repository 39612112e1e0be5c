//! The program proper: from a snapshot of the site's folder to every file there will be. Pure.

pub mod accepting;
mod languages;
pub mod link;
pub mod mend;
pub mod parse;
pub mod pipeline;
mod places;
pub mod plan;
mod read_entries;
mod sources;
mod terms;
mod troubles;
pub mod validate;
