//! Which keys of the views the templates of a theme can ask for at all: the others need not be made.
//!
//! A key counts as wanted wherever its word stands in any tag of any template, as a name or as a text, but not where
//! it is the name of an argument. Where a template may reach keys without writing them (it loops over a view's keys, prints or compares a whole view, or
//! names a key by a variable), everything is wanted.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::RandomState;

use crate::theme::names::Scanned;
use crate::theme::scan::Word;
use crate::theme::shape::Key;
use crate::theme::structure::Units;

/// Of each view, one bit a key.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// None: everything.
    words: Option<HashSet<String, RandomState>>,
    masks: HashMap<&'static str, u64, RandomState>,
}

/// What the templates of a theme ask for: all together, and each with all that it is made of.
#[derive(Clone, Debug)]
pub struct Asked {
    pub everywhere: Arc<Wanted>,
    /// By tera's name: `wutong:entry.html`.
    pub by_template: BTreeMap<String, Arc<Wanted>>,
}

impl Asked {
    pub(in crate::theme) fn everything() -> Self {
        Asked {
            everywhere: Arc::new(Wanted::everything()),
            by_template: BTreeMap::new(),
        }
    }

    pub(in crate::theme) fn new(
        units: &Units<'_>,
        texts: &[Scanned<'_>],
        views: &[(&'static str, &'static [Key])],
    ) -> Self {
        let of = |unit: usize| {
            let texts: Vec<&Scanned<'_>> = made_of(units, unit).into_iter().map(|part| &texts[part]).collect();
            Arc::new(Wanted::of_templates(&texts, views))
        };
        let names = units.list.iter().enumerate();
        Asked {
            everywhere: Arc::new(Wanted::of_templates(&texts.iter().collect::<Vec<_>>(), views)),
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

/// What our own functions look up: `t` asks for the code of whatever is called `lang`.
const ALWAYS: [&str; 1] = ["code"];

impl Wanted {
    pub fn everything() -> Self {
        Wanted {
            words: None,
            masks: HashMap::default(),
        }
    }

    /// By the words of all tags. `views` are the names and keys of all views.
    pub(in crate::theme) fn of_templates(texts: &[&Scanned<'_>], views: &[(&'static str, &'static [Key])]) -> Self {
        let tags = texts.iter().flat_map(|text| &text.tags);
        let tokens = tags.flat_map(|tag| {
            let behind = tag.tokens.iter().skip(1).map(|token| Some(token.word)).chain([None]);
            tag.tokens.iter().map(|token| token.word).zip(behind)
        });
        let mut words: HashSet<String, RandomState> = ALWAYS.map(str::to_owned).into_iter().collect();
        for (word, behind) in tokens {
            match word {
                Word::Text(text) if text.contains('\\') => return Wanted::everything(),
                Word::Text(text) => words.extend(text.split('.').map(str::to_owned)),
                // An argument or a variable that is set.
                Word::Name(_) if behind == Some(Word::Sign("=")) => {}
                Word::Name(name) => {
                    words.insert(name.to_owned());
                }
                Word::Number | Word::Sign(_) => {}
            }
        }
        // A view of which no key is named is asked for whether it is there: with no key at all it would be taken for none.
        let mask = |keys: &[Key]| {
            let wanted = keys.iter().map(|key| u64::from(words.contains(key.name)));
            wanted.rev().fold(0, |mask, bit| mask << 1 | bit).max(1)
        };
        Wanted {
            masks: views.iter().map(|(name, keys)| (*name, mask(keys))).collect(),
            words: Some(words),
        }
    }

    /// Whether any template may ask for a key of this name.
    pub fn has(&self, key: &str) -> bool {
        self.words.as_ref().is_none_or(|words| words.contains(key))
    }

    /// What stands under this key, or nothing where no template asks for it.
    pub fn given<T: Default>(&self, key: &str, make: impl FnOnce() -> T) -> T {
        if self.has(key) { make() } else { T::default() }
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
    use crate::theme::visible::Keys;

    fn wanted(text: &str) -> Wanted {
        let tags = tags(text);
        Wanted::of_templates(&[&Scanned { text, tags }], &[(CoverView::NAME, CoverView::KEYS)])
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
        assert!(wanted("{{ lang }}").has("code"));
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
