//! Themes: layers of templates and assets, checked when loaded, and what they make of a view. Alone names tera.

pub mod assets;
pub mod attempt;
pub mod builtin;
mod css;
mod failure;
#[cfg(test)]
mod fixture;
pub mod functions;
pub mod layers;
pub mod load;
pub mod lookup;
pub mod manifest;
pub mod render;
pub mod sample;
pub mod settings;
pub mod shape;
pub mod view;
pub mod visible;
pub mod written;
