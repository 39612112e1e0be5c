//! Wutong: Markdown and YAML about places that seek investors, checked and rendered into a
//! static site in several languages.
//!
//! A build is a pure function from a snapshot of the site's folder to every file of the site:
//! `disk` reads and writes, `build` names the stages between, `cli` is what people type.

pub mod build;
pub mod check;
pub mod cli;
pub mod config;
pub mod diag;
pub mod disk;
pub mod lang;
pub mod markdown;
pub mod model;
pub mod picture;
pub mod product;
pub mod schema;
pub mod site;
pub mod starter;
pub mod theme;
pub mod yaml;
