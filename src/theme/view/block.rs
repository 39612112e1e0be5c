//! What the template of a block (`::: gallery`) sees in place of `page`.

use std::collections::BTreeMap;

use crate::theme::view::card::Card;
use crate::theme::view::page::WordsView;
use crate::theme::visible::{Html, Shared, view};

view! {
    pub struct BlockView {
        pub name: String,
        /// The language of the words of the page.
        pub words: Shared<WordsView>,
        /// As written: `{type=project region=shili}`.
        pub arguments: BTreeMap<String, String>,
        pub body: Html,
        pub pictures: Vec<PictureView>,
        /// Of `::: list`.
        pub cards: Vec<Card>,
    }
}

view! {
    /// A picture.
    pub struct PictureView {
        pub src: String,
        /// Variants with their widths, for the attribute of that name; goes with `sizes`.
        pub srcset: Option<String>,
        pub alt: String,
        pub title: Option<String>,
        /// In pixels, where it is known.
        pub width: Option<u32>,
        pub height: Option<u32>,
    }
}
