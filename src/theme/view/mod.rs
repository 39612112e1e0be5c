//! Views: exactly what a template may see. `docs/themes.md` lists every key; a test compares the two.

pub mod art;
pub mod block;
pub mod card;
pub mod field;
pub mod page;
pub mod parts;
pub mod site;

use crate::theme::view::card::{Card, CardView};
use crate::theme::view::site::{LangView, SiteView};
use crate::theme::visible::Shared;

/// A card as it stands in the pages of one language, edition and folder depth.
pub fn share_card(card: &CardView) -> Card {
    Shared::new(card)
}

pub fn share_site(site: &SiteView) -> Shared<SiteView> {
    Shared::new(site)
}

pub fn share_lang(lang: &LangView) -> Shared<LangView> {
    Shared::new(lang)
}

#[cfg(test)]
mod tests;
