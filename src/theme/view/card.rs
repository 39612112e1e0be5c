//! Cards: what other pages know of a page.

use std::sync::Arc;

use crate::theme::view::field::{CardFields, DateView, Facts};
use crate::theme::visible::{Shared, view};

/// A card in the pages that show it, converted once for each language, edition and folder depth.
pub type Card = Shared<CardView>;

view! {
    pub struct CardView {
        pub title: String,
        pub summary: String,
        pub url: String,
        /// Language of its words.
        pub html_lang: Arc<str>,
        /// The name of that language.
        pub lang_name: Arc<str>,
        /// False where its words are of another language than the page.
        pub own: bool,
        pub type_name: String,
        /// The type's name in the singular.
        pub type_label: String,
        /// The type's name in the plural.
        pub type_plural: String,
        pub published: Option<Shared<DateView>>,
        pub featured: bool,
        pub expired: bool,
        pub cover: Option<CoverView>,
        /// Address of the illustration, if the theme draws one.
        pub art: Option<String>,
        /// The fields that the type names under `card:`.
        pub fields: CardFields,
        ; facts: Facts<'_>,
    }
}

impl CardView {
    fn facts(&self) -> Facts<'_> {
        self.fields.0.facts()
    }
}

view! {
    /// A picture.
    pub struct CoverView {
        pub src: String,
        /// Variants with their widths, for the attribute of that name; goes with `sizes`.
        pub srcset: Option<String>,
        pub alt: String,
        /// In pixels, where it is known.
        pub width: Option<u32>,
        pub height: Option<u32>,
    }
}
