//! Diagnostics: mistakes as data, their words in two languages, and how people and machines are shown them.

pub mod catalogue;
pub mod columns;
mod diagnostic;
pub mod difference;
mod excerpt;
pub mod explain;
pub mod fixing;
pub mod github;
pub mod handbook;
pub mod json;
pub mod place;
pub mod sarif;
pub mod selection;
pub mod severities;
pub mod suggest;
pub mod table;
pub mod terminal;

pub use diagnostic::{Diagnostic, Fix, Related, Severity, has_errors, sorted};
