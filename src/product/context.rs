//! What all outputs are made with: the site, its theme, each language's formats, and views that many pages share.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::config::{Config, Edition, MixedBreak, RawHtml};
use crate::diag::Diagnostic;
use crate::lang::figure::rates::{Rate, Rates};
use crate::lang::formats::Formats;
use crate::lang::strings::Catalogue;
use crate::lang::zone::Zone;
use crate::markdown;
use crate::model::date::Date;
use crate::model::profile::Profile;
use crate::model::words::Words;
use crate::product::dates;
use crate::product::shelf::{Shelf, Shelves};
use crate::product::tongue::Tongue;
use crate::product::{card, site_view};
use crate::site::address::{Address, PageKey, Subject, root_of};
use crate::site::entry::{How, Shown};
use crate::site::output::{Output, Product};
use crate::site::{EntryId, LangId, Site, order};
use crate::theme::render::{Around, Theme};
use crate::theme::view::card::Card;
use crate::theme::view::field::DateView;
use crate::theme::view::page::WordsView;
use crate::theme::view::site::{LangView, SiteView};
use crate::theme::visible::Shared;
use crate::theme::wanted::Wanted;

/// Everything that rendering may read. Shared by all threads.
pub struct RenderContext<'a> {
    pub site: &'a Site,
    pub theme: &'a Theme,
    /// By language.
    pub formats: &'a [Formats],
    /// Interface words, by language.
    pub strings: &'a [Catalogue],
    pub outputs: &'a [Output],
    pub rates: Rates,
    /// How the site's Markdown is read.
    pub markdown: markdown::Options,
    pub profile: &'a Profile,
    zone: &'a Zone,
    noted: Mutex<Vec<Diagnostic>>,
    shelves: Shelves,
    /// By language.
    tongues: Vec<Tongue>,
}

/// From where a page looks at the site.
#[derive(Clone, Debug)]
pub struct Viewpoint {
    pub lang: LangId,
    pub edition: Edition,
    /// `../` for each folder above the page; absolute in `404.html`.
    pub root: String,
    /// What the page's template asks for; cards are made for all templates.
    pub wanted: Arc<Wanted>,
}

impl Viewpoint {
    pub fn of(site: &Site, key: &PageKey, wanted: &Arc<Wanted>) -> Self {
        Viewpoint {
            wanted: Arc::clone(wanted),
            lang: key.lang,
            edition: key.edition,
            root: root_of(&site.address(key).file),
        }
    }

    /// What stands under this key, or nothing where no template asks for it.
    pub fn wanted<T: Default>(&self, key: &str, make: impl FnOnce() -> T) -> T {
        self.wanted.given(key, make)
    }
}

impl<'a> RenderContext<'a> {
    pub fn new(
        site: &'a Site,
        theme: &'a Theme,
        formats: &'a [Formats],
        strings: &'a [Catalogue],
        zone: &'a Zone,
        outputs: &'a [Output],
        profile: &'a Profile,
    ) -> Self {
        let wanted = &theme.asked.everywhere;
        let languages = site.languages.iter().zip(formats);
        let tongues = languages.map(|(language, formats)| Tongue::new(language, formats, wanted));
        let rates = Rates::new(site.config.rates.iter().map(rate).collect());
        RenderContext {
            markdown: markdown_options(&site.config),
            noted: Mutex::new(Vec::new()),
            site,
            theme,
            formats,
            strings,
            outputs,
            rates,
            profile,
            zone,
            shelves: Shelves::new(site.languages.len()),
            tongues: tongues.collect(),
        }
    }

    pub fn formats(&self, lang: LangId) -> &Formats {
        &self.formats[usize::from(lang.0)]
    }

    fn tongue(&self, lang: LangId) -> &Tongue {
        &self.tongues[usize::from(lang.0)]
    }

    pub fn called(&self, lang: LangId) -> &LangView {
        &self.tongue(lang).called
    }

    pub fn lang_view(&self, lang: LangId) -> &Shared<LangView> {
        &self.tongue(lang).lang
    }

    pub fn words_view(&self, lang: LangId) -> &Shared<WordsView> {
        &self.tongue(lang).words
    }

    pub fn date(&self, lang: LangId, date: Option<Date>) -> Option<Shared<DateView>> {
        date.map(|date| self.shown_date(lang, date).view)
    }

    pub(super) fn shown_date(&self, lang: LangId, date: Date) -> dates::Shown {
        let dates = &self.tongue(lang).dates;
        dates.shown(date, self.formats(lang), &self.theme.asked.everywhere)
    }

    /// The card of an entry as this page shows it; made once for all pages that look from the same place.
    pub fn card(&self, at: &Viewpoint, id: EntryId) -> Card {
        let make = || self.new_card(at, id);
        match self.shelf(at) {
            Some(shelf) => shelf.card(id, self.site.entries.len()).get_or_init(make).clone(),
            None => make(),
        }
    }

    /// The same for a page that may be the only one to show it: a card that is not there is made and not kept.
    pub fn card_once(&self, at: &Viewpoint, id: EntryId) -> Card {
        let known = self.shelf(at).and_then(|shelf| shelf.known_card(id));
        known.cloned().unwrap_or_else(|| self.new_card(at, id))
    }

    fn new_card(&self, at: &Viewpoint, id: EntryId) -> Card {
        Shared::new(&card::view(self, at, id), &self.theme.asked.everywhere)
    }

    /// The cards of entries of one type, in that type's order in the page's language.
    pub fn ordered_cards(&self, at: &Viewpoint, ids: &[EntryId]) -> Vec<Card> {
        let mut ids = ids.to_vec();
        let kind = ids
            .first()
            .and_then(|id| self.site.types.get(&self.site.entry(*id).key.type_name));
        if let Some(kind) = kind {
            order::sort(self.site, kind, &kind.order, at.lang, &mut ids);
        }
        self.cards(at, &ids)
    }

    /// The cards of those entries that are not held back.
    pub fn cards(&self, at: &Viewpoint, ids: &[EntryId]) -> Vec<Card> {
        ids.iter()
            .filter(|id| !self.site.entry(**id).is_held())
            .map(|id| self.card(at, *id))
            .collect()
    }

    pub fn site_view(&self, at: &Viewpoint) -> Shared<SiteView> {
        let make = || Shared::new(&site_view::view(self, at), &self.theme.asked.everywhere);
        match self.shelf(at) {
            Some(shelf) => shelf.site.get_or_init(make).clone(),
            None => make(),
        }
    }

    /// What the page shares with others; none for one that looks from a place of its own.
    pub(super) fn shelf(&self, at: &Viewpoint) -> Option<&Shelf> {
        self.shelves.of(at)
    }

    /// A link from this page to another in the same language and edition.
    pub fn url(&self, at: &Viewpoint, subject: Subject) -> String {
        self.url_to(
            at,
            &PageKey {
                subject,
                lang: at.lang,
                edition: at.edition,
                number: 1,
            },
        )
    }

    pub fn url_to(&self, at: &Viewpoint, key: &PageKey) -> String {
        self.site.link(&at.root, key)
    }

    pub fn address(&self, key: &PageKey) -> Address {
        self.site.address(key)
    }

    /// Short words of settings and types in a language, converted where the language is a derived one.
    pub fn short(&self, words: &Words, lang: LangId) -> String {
        self.short_from(words, lang).0
    }

    /// The same, with the language in which the words were written; none where that is not known.
    pub fn short_from(&self, words: &Words, lang: LangId) -> (String, Option<LangId>) {
        let language = self.site.language(lang);
        match words.first(&language.tags) {
            Some((text, Some(from))) if *from != language.lang => {
                let from = self.site.lang_id(from);
                (self.converted(text, lang, from).into_owned(), from)
            }
            Some((text, from)) => (text.to_owned(), from.map(|_| lang)),
            None => (String::new(), None),
        }
    }

    /// Words as a page of this language shows them: converted if that is how it has them.
    pub fn said<'t>(&self, shown: &Shown<'_>, lang: LangId, text: &'t str) -> Cow<'t, str> {
        if shown.how == How::Derived {
            self.converted(text, lang, Some(shown.from))
        } else {
            Cow::Borrowed(text)
        }
    }

    /// Words that were written in language `from`, converted if that is what this language is derived from.
    pub fn converted<'t>(&self, text: &'t str, lang: LangId, from: Option<LangId>) -> Cow<'t, str> {
        let language = self.site.language(lang);
        match &language.converter {
            Some(converter) if language.derived_from == from => converter.convert(text),
            _ => Cow::Borrowed(text),
        }
    }

    pub fn title(&self, id: EntryId, lang: LangId) -> Cow<'_, str> {
        let shown = self.site.words(self.site.entry(id), lang);
        match self.said(&shown, lang, shown.title()) {
            Cow::Owned(title) => Cow::Owned(title),
            Cow::Borrowed(_) => Cow::Owned(shown.title().to_owned()),
        }
    }

    /// A word of the interface.
    pub fn text(&self, lang: LangId, key: &str) -> Option<String> {
        self.words(lang, key, &BTreeMap::new())
    }

    pub fn words(&self, lang: LangId, key: &str, arguments: &BTreeMap<String, String>) -> Option<String> {
        self.strings.get(usize::from(lang.0))?.text(key, None, arguments)
    }

    /// What stands around every page seen from here.
    pub fn around<'s>(&'s self, site: &'s Shared<SiteView>, at: &'s Viewpoint) -> Around<'s> {
        Around {
            site,
            lang: self.lang_view(at.lang),
            root: &at.root,
        }
    }

    /// A mistake that came to light inside a page.
    pub fn note(&self, diagnostic: Diagnostic) {
        self.noted
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(diagnostic);
    }

    pub fn noted(&self) -> Vec<Diagnostic> {
        std::mem::take(&mut *self.noted.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// How far from UTC the site is on a day: `+08:00`.
    pub fn offset_on(&self, date: Date) -> String {
        self.zone.offset_on(date)
    }

    /// Every page, in the order of outputs.
    pub fn pages(&self) -> impl Iterator<Item = &'a PageKey> {
        self.outputs.iter().filter_map(|output| match &output.product {
            Product::Page(key) => Some(key),
            _ => None,
        })
    }

    /// A word of the site's own vocabulary in this language: a tag, by `terms.yaml`.
    pub fn term_word(&self, word: &str, lang: LangId) -> String {
        self.term_word_from(word, lang).0
    }

    /// The same, with the language in which it was written.
    pub fn term_word_from(&self, word: &str, lang: LangId) -> (String, Option<LangId>) {
        let language = self.site.language(lang);
        let row = self.site.terms.get(word);
        let found = row.and_then(|row| language.tags.iter().find_map(|tag| Some((tag, row.get(tag)?))));
        let (text, from) = match found {
            Some((tag, text)) => (text.as_str(), self.site.lang_id(tag)),
            None => (word, Some(self.site.original)),
        };
        (self.converted(text, lang, from).into_owned(), from)
    }
}

fn rate(rate: &crate::config::Rate) -> Rate {
    Rate {
        from: rate.from.clone(),
        to: rate.to.clone(),
        rate: rate.rate,
        date: rate.date,
        source: rate.source.clone(),
    }
}

/// How a site's Markdown is read.
pub fn markdown_options(config: &Config) -> markdown::Options {
    markdown::Options {
        dialect: markdown::Dialect::Wutong,
        raw_html: match config.raw_html {
            RawHtml::Refuse => markdown::RawHtml::Refuse,
            RawHtml::Allow => markdown::RawHtml::Allow,
        },
        mixed_break: match config.mixed_break {
            MixedBreak::Blank => markdown::MixedBreak::Blank,
            MixedBreak::Nothing => markdown::MixedBreak::Nothing,
        },
    }
}
