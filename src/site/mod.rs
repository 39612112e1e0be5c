//! What the stages hand on to each other: documents, records, and the site that they make.

pub mod address;
pub mod document;
pub mod entry;
pub mod figures;
mod lighten;
pub mod links;
pub mod order;
pub mod output;
pub mod record;
pub mod text;
mod whole;

pub use entry::{Entry, EntryId, Shown, State, Translation, Words};
pub use whole::{
    Collection, FacetTerms, Index, LangId, Language, Lookup, MenuEntry, MenuTarget, Picture, Site, Term, TermValue,
    Variant,
};
