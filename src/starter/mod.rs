//! What the files hold that `wutong new` and `wutong schema` write: a first site, an entry, a translation, an editor's settings.

pub mod editor;
pub mod entry;
pub mod name;
mod notes;
pub mod site;
mod snippets;
pub mod translation;

/// A text file to be written, its path relative to the site's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fresh {
    pub path: String,
    pub text: String,
}
