//! Themes: layers of templates and assets, checked when loaded, and what they make of a view. Alone names tera.

pub mod assets;
pub mod attempt;
mod bounds;
pub mod builtin;
pub mod colour;
pub mod colour_rule;
mod css;
mod failure;
#[cfg(test)]
mod fixture;
pub mod functions;
mod growth;
pub mod layers;
pub mod lists;
pub mod load;
#[cfg(test)]
mod load_tests;
pub mod lookup;
pub mod manifest;
mod names;
mod outline;
mod palette;
pub mod render;
pub mod sample;
mod scan;
pub mod settings;
pub mod shape;
mod structure;
pub mod view;
pub mod visible;
pub mod wanted;
pub mod written;
