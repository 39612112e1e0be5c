//! Which keys of the views the templates of a theme can ask for at all: the others need not be made.
//!
//! Where it is known what a name in a tag stands below, it asks for the key of that view alone. Every other word of a
//! tag, be it a name or a text, asks for the keys of all views that are called so, but where it is the name of a
//! variable or of an argument. Where a template may reach keys without writing them (it loops over a view's keys,
//! prints or compares a whole view, or names a key by a variable), everything is wanted.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::theme::names::Scanned;
use crate::theme::scan::Word;
use crate::theme::shape::Key;
use crate::theme::structure::Units;
use crate::theme::view;
use crate::theme::view::page::Head;
use crate::theme::view::parts::{EntryLinks, EntryPart, ListPart, NotFoundPart, TermPart};
use crate::theme::view::site::LangView;
use crate::theme::visible::Keys;

/// Of each view, one bit a key.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// What is asked of a page itself. None: everything.
    words: Option<HashSet<String>>,
    masks: HashMap<&'static str, u64>,
}

/// What the templates of a theme ask for: all together, and each with all that it is made of.
#[derive(Clone, Debug)]
pub struct Asked {
    pub everywhere: Arc<Wanted>,
    /// By tera's name: `wutong:entry.html`.
    pub by_template: BTreeMap<String, Arc<Wanted>>,
}

/// What the names in templates were found to be, by template and place.
#[derive(Clone, Debug, Default)]
pub(in crate::theme) struct Reached(BTreeMap<(usize, usize), Reach>);

/// Neither a view nor anything else: a variable.
#[derive(Clone, Debug, Default)]
struct Reach {
    /// Keys of these views.
    views: BTreeSet<&'static str>,
    /// Perhaps a key of any view.
    anywhere: bool,
}

/// The views that a page is made of: all of their keys stand below `page`.
const OF_PAGE: [&str; 6] = [
    Head::NAME,
    EntryPart::NAME,
    EntryLinks::NAME,
    ListPart::NAME,
    TermPart::NAME,
    NotFoundPart::NAME,
];

impl Reached {
    pub(in crate::theme) fn variable(&mut self, place: (usize, usize)) {
        self.0.entry(place).or_default();
    }

    /// A key of each view that has just these keys.
    pub(in crate::theme) fn key(&mut self, place: (usize, usize), keys: &[Key]) {
        let names = || keys.iter().map(|key| key.name);
        let all = view::all().into_iter();
        let same = all.filter(|(_, others)| others.iter().map(|key| key.name).eq(names()));
        self.0
            .entry(place)
            .or_default()
            .views
            .extend(same.map(|(name, _)| name));
    }

    /// A key of a page, or a name that types or theme give.
    pub(in crate::theme) fn key_of_page(&mut self, place: (usize, usize)) {
        self.0.entry(place).or_default().views.extend(OF_PAGE);
    }

    pub(in crate::theme) fn anywhere(&mut self, place: (usize, usize)) {
        self.0.entry(place).or_default().anywhere = true;
    }
}

impl Asked {
    pub(in crate::theme) fn everything() -> Self {
        Asked {
            everywhere: Arc::new(Wanted::everything()),
            by_template: BTreeMap::new(),
        }
    }

    pub(in crate::theme) fn new(units: &Units<'_>, texts: &[Scanned<'_>], reached: &Reached) -> Self {
        let of = |unit: usize| {
            let parts = made_of(units, unit).into_iter().map(|part| (part, &texts[part]));
            Arc::new(Wanted::of_templates(parts, reached))
        };
        let names = units.list.iter().enumerate();
        Asked {
            everywhere: Arc::new(Wanted::of_templates(texts.iter().enumerate(), reached)),
            by_template: names.map(|(unit, one)| (one.name.to_owned(), of(unit))).collect(),
        }
    }
}

/// The templates that one is made of: itself, what it extends, includes and calls, and so on.
fn made_of(units: &Units<'_>, unit: usize) -> BTreeSet<usize> {
    let mut parts = BTreeSet::new();
    let mut open = vec![unit];
    while let Some(unit) = open.pop() {
        if !parts.insert(unit) {
            continue;
        }
        open.extend(units.parent(unit));
        let outline = &units.list[unit].outline;
        let inside = outline.components.iter().map(|component| &component.refers);
        for refers in inside.chain([&outline.own]) {
            open.extend(refers.includes.iter().filter_map(|named| units.find(named.name)));
            open.extend(
                refers
                    .calls
                    .iter()
                    .filter_map(|named| Some(units.component(named.name)?.0)),
            );
        }
    }
    parts
}

/// The words of templates.
#[derive(Default)]
struct Words<'t> {
    anywhere: HashSet<&'t str>,
    /// With the views that they are keys of.
    below: HashSet<(&'static str, &'t str)>,
}

impl<'t> Words<'t> {
    fn name(&mut self, name: &'t str, reach: Option<&Reach>) {
        match reach {
            Some(reach) if !reach.anywhere => self.below.extend(reach.views.iter().map(|view| (*view, name))),
            _ => {
                self.anywhere.insert(name);
            }
        }
    }

    fn mask(&self, view: &'static str, keys: &[Key]) -> u64 {
        let wanted = |key: &Key| {
            let written = self.anywhere.contains(key.name) || self.below.contains(&(view, key.name));
            written || (view, key.name) == ALWAYS
        };
        let bits = keys.iter().rev().map(|key| u64::from(wanted(key)));
        bits.fold(0, |mask, bit| mask << 1 | bit)
    }
}

/// What our own functions look up: `t` asks `lang` for its code.
const ALWAYS: (&str, &str) = (LangView::NAME, "code");

impl Wanted {
    pub fn everything() -> Self {
        Wanted {
            words: None,
            masks: HashMap::new(),
        }
    }

    /// By the words of all tags of these templates.
    pub(in crate::theme) fn of_templates<'t>(
        texts: impl Iterator<Item = (usize, &'t Scanned<'t>)>,
        reached: &Reached,
    ) -> Self {
        let mut words = Words::default();
        for (unit, text) in texts {
            for tag in &text.tags {
                let behind = tag.tokens.iter().skip(1).map(Some).chain([None]);
                for (token, behind) in tag.tokens.iter().zip(behind) {
                    match token.word {
                        Word::Text(text) if text.contains('\\') => return Wanted::everything(),
                        Word::Text(text) => words.anywhere.extend(text.split('.')),
                        // An argument or a variable that is set.
                        Word::Name(_) if behind.is_some_and(|token| token.word == Word::Sign("=")) => {}
                        Word::Name(name) => words.name(name, reached.0.get(&(unit, token.span.start))),
                        Word::Number | Word::Sign(_) => {}
                    }
                }
            }
        }
        let of_page = |(view, _): &&(&str, &str)| OF_PAGE.contains(view);
        let of_page = words.below.iter().filter(of_page).map(|(_, word)| *word);
        Wanted {
            masks: view::all()
                .into_iter()
                .map(|(view, keys)| (view, words.mask(view, keys)))
                .collect(),
            words: Some(
                of_page
                    .chain(words.anywhere.iter().copied())
                    .map(str::to_owned)
                    .collect(),
            ),
        }
    }

    /// Whether any template may ask a page for a key of this name, or for a field.
    pub fn has(&self, key: &str) -> bool {
        self.words.as_ref().is_none_or(|words| words.contains(key))
    }

    /// The wanted keys of a view: bit `n` is its `n`th key.
    pub(in crate::theme) fn keys(&self, view: &str) -> u64 {
        self.masks.get(view).copied().unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::scan::tags;
    use crate::theme::view::card::CoverView;

    fn wanted(text: &str) -> Wanted {
        let tags = tags(text);
        Wanted::of_templates([(0, &Scanned { text, tags })].into_iter(), &Reached::default())
    }

    fn check(text: &str, expected: &[&str]) {
        let mask = wanted(text).keys(CoverView::NAME);
        let keys = CoverView::KEYS.iter().enumerate();
        let found: Vec<&str> = keys
            .filter(|(bit, _)| mask >> bit & 1 == 1)
            .map(|(_, key)| key.name)
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_key_is_wanted_where_its_word_stands_in_a_tag() {
        check("{{ page.cover.src }} alt", &["src"]);
        check(
            "{% if card.cover['alt'] %}{{ cover.width }}{% endif %}",
            &["alt", "width"],
        );
        check(r#"{{ list | sort(attribute="cover.height") }}"#, &["height"]);
        check("{{ t(src=cover.alt) }}{% set width = cover == 1 %}", &["alt"]);
        let code = LangView::KEYS.iter().position(|key| key.name == "code");
        assert_eq!(
            Some(wanted("{{ lang }}").keys(LangView::NAME)),
            code.map(|bit| 1 << bit)
        );
        assert!(!wanted("{{ lang }}").has("toc"));
    }

    #[test]
    fn a_text_with_escapes_may_be_any_word() {
        check(
            r#"{{ cover["s\u0072c"] }}"#,
            &["src", "srcset", "alt", "width", "height"],
        );
    }
}
