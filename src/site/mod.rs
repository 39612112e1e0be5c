//! What the stages hand on to each other: documents, records, and the site they make.

pub mod document;
pub mod record;
