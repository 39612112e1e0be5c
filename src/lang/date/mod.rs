//! Dates in words: reading what a clerk writes, and showing dates as a language does.

mod parts;
pub mod period;
pub mod read;
pub mod show;
