//! Everything that depends on a language: fallback, conversion, order, addresses, figures, dates and interface words.

pub mod collate;
pub mod date;
pub mod fallback;
pub mod figure;
pub mod formats;
pub mod han;
pub mod readings;
mod romanise;
pub mod slug;
pub mod strings;
pub mod tags;
pub mod zone;
