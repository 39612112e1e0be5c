//! The page as templates see it: what all kinds of pages have, and the part of each kind.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::Value;

use crate::theme::shape::{Key, Shape, Slot};
use crate::theme::view::card::Card;
use crate::theme::view::field::DateView;
use crate::theme::view::parts::{EntryPart, ListPart, NotFoundPart, TermPart};
use crate::theme::visible::{Entries, Html, Keys, Shared, Visible, view, write_empty};
use crate::theme::wanted::Wanted;

/// Everything that the template of one page may see of it.
#[derive(Clone, Debug)]
pub struct PageView {
    pub head: Head,
    pub part: Part,
}

#[derive(Clone, Debug)]
pub enum Part {
    Home,
    List(ListPart),
    Term(ListPart, TermPart),
    Entry(Box<EntryPart>),
    NotFound(NotFoundPart),
}

/// The kinds of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Home,
    List,
    Term,
    Entry,
    NotFound,
}

view! {
    /// What all kinds of pages have.
    pub struct Head {
        /// `home list term entry not-found`; see [`Kind::name`].
        pub kind: String,
        pub type_name: Option<String>,
        /// The type's name in the plural.
        pub type_label: Option<String>,
        /// Equals the `section` of its menu item.
        pub section: String,
        pub title: String,
        /// As written; empty where there is none.
        pub summary: String,
        /// The summary, else the first words of the body: for search engines, never shown beside the body.
        pub description: String,
        /// Address from the site's root.
        pub path: String,
        /// Absolute.
        pub canonical: String,
        pub alternates: Vec<AlternateView>,
        pub languages: Vec<LanguageView>,
        /// `standard` or `care`
        pub edition: String,
        /// Empty if the site has one.
        pub editions: Vec<EditionView>,
        /// The language of the words shown.
        pub words: Shared<WordsView>,
        /// The words are of another language than the page.
        pub fallback: bool,
        /// The translation is older than its original.
        pub stale: bool,
        /// Only in previews.
        pub draft: bool,
        pub expired: bool,
        /// zh-Hant made from zh-Hans.
        pub derived: bool,
        /// From home to here; the last has no address.
        pub breadcrumb: Vec<Shared<CrumbView>>,
        pub feed: Option<String>,
        pub body: Html,
        pub toc: Vec<HeadingView>,
        /// Those that `_index.md` names; empty on pages of entries.
        pub figures: Vec<KeyFigureView>,
        /// As declared in `theme.yaml`.
        pub lists: Lists,
        pub published: Option<Shared<DateView>>,
        pub updated: Option<Shared<DateView>>,
        pub expires: Option<Shared<DateView>>,
    }
}

view! {
    /// For hreflang; absolute.
    pub struct AlternateView {
        pub html_lang: Arc<str>,
        pub url: String,
    }
}

view! {
    /// The same page in a language of the site.
    pub struct LanguageView {
        pub code: Arc<str>,
        pub name: Arc<str>,
        pub html_lang: Arc<str>,
        pub url: String,
        pub current: bool,
        /// False where it would show words of another language.
        pub own: bool,
    }
}

view! {
    pub struct EditionView {
        pub key: String,
        pub url: String,
        pub current: bool,
    }
}

view! {
    pub struct WordsView {
        pub code: Arc<str>,
        pub html_lang: Arc<str>,
        pub name: Arc<str>,
    }
}

view! {
    pub struct CrumbView {
        pub title: String,
        pub url: Option<String>,
    }
}

view! {
    /// A figure that stands out, in the language of the page.
    pub struct KeyFigureView {
        pub text: String,
        /// The name of its field.
        pub label: String,
        /// Of a series.
        pub year: Option<i32>,
        pub op: Option<String>,
        pub mode_text: Option<String>,
        pub as_of: Option<Shared<DateView>>,
        /// The figure's, else the entry's.
        pub source: Option<Card>,
        /// The entry that holds it.
        pub card: Card,
    }
}

view! {
    pub struct HeadingView {
        pub level: u32,
        pub id: String,
        pub title: String,
    }
}

/// The lists that the theme declares for this page: each is there, if only empty.
#[derive(Clone, Debug, Default)]
pub struct Lists(pub BTreeMap<String, Vec<Card>>);

impl Visible for Lists {
    fn shape() -> Shape {
        Shape::Slot(Slot::Lists)
    }

    fn value(&self, wanted: &Wanted) -> Value {
        self.0.value(wanted)
    }
}

impl Kind {
    pub const ALL: [Kind; 5] = [Kind::Home, Kind::List, Kind::Term, Kind::Entry, Kind::NotFound];

    /// As in `page.kind`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Home => "home",
            Kind::List => "list",
            Kind::Term => "term",
            Kind::Entry => "entry",
            Kind::NotFound => "not-found",
        }
    }

    /// The keys that a page of this kind fills.
    pub fn keys(self) -> impl Iterator<Item = Key> {
        let parts: [&'static [Key]; 2] = match self {
            Kind::Home => [&[], &[]],
            Kind::List => [ListPart::KEYS, &[]],
            Kind::Term => [ListPart::KEYS, TermPart::KEYS],
            Kind::Entry => [EntryPart::KEYS, &[]],
            Kind::NotFound => [NotFoundPart::KEYS, &[]],
        };
        Head::KEYS.iter().chain(parts[0]).chain(parts[1]).copied()
    }
}

/// All keys of all kinds are there; those of other kinds are none or empty.
impl PageView {
    /// All that the page's template may ask for.
    pub(in crate::theme) fn value(&self, wanted: &Wanted) -> Value {
        let mut into = Entries::default();
        self.head.write(wanted, &mut into);
        let (mut entry, mut list, mut term, mut not_found) = (None, None, None, None);
        match &self.part {
            Part::Home => {}
            Part::Entry(part) => entry = Some(part.as_ref()),
            Part::List(part) => list = Some(part),
            Part::Term(part, of) => (list, term) = (Some(part), Some(of)),
            Part::NotFound(part) => not_found = Some(part),
        }
        write_part(entry, wanted, &mut into);
        write_part(list, wanted, &mut into);
        write_part(term, wanted, &mut into);
        write_part(not_found, wanted, &mut into);
        Value::from(into)
    }
}

fn write_part<P: Keys>(part: Option<&P>, wanted: &Wanted, into: &mut Entries) {
    match part {
        Some(part) => part.write(wanted, into),
        None => write_empty::<P>(wanted, into),
    }
}
