//! What the pages of one language, edition and folder depth share: it is made once for all of them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::product::breadcrumb::Steps;
use crate::product::context::Viewpoint;
use crate::site::EntryId;
use crate::theme::view::card::Card;
use crate::theme::view::parts::FacetView;
use crate::theme::view::site::SiteView;
use crate::theme::visible::Shared;

/// Pages deeper than this share nothing; none of ours is.
const DEPTHS: usize = 8;

pub(super) struct Shelves(Vec<Shelf>);

#[derive(Default)]
pub(super) struct Shelf {
    pub(super) site: OnceLock<Shared<SiteView>>,
    /// How the way from the home page begins.
    pub(super) steps: OnceLock<Steps>,
    /// What lists of types offer, by type.
    pub(super) facets: OnceLock<BTreeMap<String, Vec<Shared<FacetView>>>>,
    cards: OnceLock<Vec<OnceLock<Card>>>,
}

impl Shelves {
    pub(super) fn new(languages: usize) -> Self {
        let mut shelves = Vec::new();
        shelves.resize_with(languages * 2 * DEPTHS, Shelf::default);
        Shelves(shelves)
    }

    pub(super) fn of(&self, at: &Viewpoint) -> Option<&Shelf> {
        let depth = at.root.len() / 3;
        let relative = at.root.is_empty() || at.root.starts_with("../");
        let place = (usize::from(at.lang.0) * 2 + at.edition as usize) * DEPTHS + depth;
        (relative && depth < DEPTHS).then(|| &self.0[place])
    }
}

impl Shelf {
    /// The place of an entry's card, among those of all `entries`.
    pub(super) fn card(&self, id: EntryId, entries: usize) -> &OnceLock<Card> {
        let cards = self.cards.get_or_init(|| {
            let mut cards = Vec::new();
            cards.resize_with(entries, OnceLock::new);
            cards
        });
        &cards[id.0 as usize]
    }

    /// An entry's card, if a page showed it already.
    pub(super) fn known_card(&self, id: EntryId) -> Option<&Card> {
        self.cards.get()?[id.0 as usize].get()
    }
}
