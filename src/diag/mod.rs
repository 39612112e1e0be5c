//! Diagnostics: mistakes as data, their words in two languages, and how a terminal shows them.

pub mod catalogue;
pub mod columns;
mod diagnostic;
pub mod suggest;
pub mod terminal;

pub use diagnostic::{Diagnostic, Fix, Related, Severity, has_errors, sorted};
