//! Wutong: Markdown and YAML about places that seek investors, checked and rendered into a
//! static site in several languages.

pub mod config;
pub mod diag;
pub mod model;
pub mod site;
pub mod yaml;
