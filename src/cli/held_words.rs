//! Why a page is held back or no longer listed, in the language of the person at the keyboard.

use crate::build::held::{HeldPage, words};
use crate::cli::console::Console;

/// The file and the reason.
pub(super) fn line(console: &Console, page: &HeldPage) -> String {
    let row = page.key.as_ref().map_or_else(String::new, |key| format!("#{key}"));
    format!("{}{row}: {}", page.file, words(&page.reason, console.speech))
}
