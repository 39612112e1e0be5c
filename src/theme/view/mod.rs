//! Views: exactly what a template may see. `docs/themes.md` lists every key; a test compares the two.

pub mod art;
pub mod block;
pub mod card;
pub mod field;
pub mod page;
pub mod parts;
pub mod site;

use crate::theme::shape::Key;
use crate::theme::visible::Keys;

/// All views with fixed keys, by their names.
pub(in crate::theme) fn all() -> Vec<(&'static str, &'static [Key])> {
    fn view<V: Keys>() -> (&'static str, &'static [Key]) {
        (V::NAME, V::KEYS)
    }
    vec![
        view::<site::LangView>(),
        view::<site::SiteView>(),
        view::<site::MenuView>(),
        view::<site::MenuItemView>(),
        view::<site::IdentityView>(),
        view::<page::Head>(),
        view::<parts::EntryPart>(),
        view::<parts::EntryLinks>(),
        view::<parts::ListPart>(),
        view::<parts::TermPart>(),
        view::<parts::NotFoundPart>(),
        view::<field::FieldView>(),
        view::<field::ItemView>(),
        view::<field::YearView>(),
        view::<field::DateView>(),
        view::<parts::GroupView>(),
        view::<card::CardView>(),
        view::<card::CoverView>(),
        view::<page::AlternateView>(),
        view::<page::LanguageView>(),
        view::<page::EditionView>(),
        view::<page::WordsView>(),
        view::<page::CrumbView>(),
        view::<page::KeyFigureView>(),
        view::<page::HeadingView>(),
        view::<parts::AttachmentView>(),
        view::<parts::TagView>(),
        view::<parts::PagerView>(),
        view::<parts::PagerPageView>(),
        view::<parts::FacetView>(),
        view::<parts::FacetTermView>(),
        view::<parts::FacetNameView>(),
        view::<parts::TermView>(),
        view::<parts::MessageView>(),
        view::<art::ArtView>(),
        view::<block::BlockView>(),
        view::<block::PictureView>(),
    ]
}

#[cfg(test)]
mod tests;
