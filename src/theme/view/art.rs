//! What the template of an illustration sees: an entry's choices, and numbers that are its own.

use crate::theme::view::site::Settings;
use crate::theme::visible::view;

/// How many numbers an illustration has to vary by.
pub const SEEDS: usize = 16;

view! {
    /// An illustration holds no words, so one serves all languages.
    pub struct ArtView {
        pub type_name: String,
        /// What is chosen in the entry's choice fields: `themes.spring`, `category.town`.
        pub marks: Vec<String>,
        /// Numbers from 0 to 255, always the same for an entry.
        pub seed: Vec<u32>,
        pub settings: Settings,
    }
}
