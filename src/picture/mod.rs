//! Pictures: what they are, and what browsers are given in their place. Pure on bytes; alone names the crates that decode and encode.

mod develop;
mod probe;
mod recipes;
mod svg;
mod whole;

pub use develop::develop;
pub use probe::probe;
pub use recipes::{key, recipes};
pub use svg::probe_svg;
