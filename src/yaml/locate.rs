//! Where keys and values stand in a YAML text, by the reader that knows places.

use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{DuplicateKeyPolicy, Spanned};

/// Where keys and values stand in one text.
pub struct Locator<'a> {
    text: &'a str,
    root: Option<Spanned<Spans>>,
}

/// Bytes of the text; `key` is absent for items of lists, `value` where nothing was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Located {
    pub key: Option<Range<usize>>,
    pub value: Option<Range<usize>>,
}

impl<'a> Locator<'a> {
    pub fn new(text: &'a str) -> Self {
        let options = serde_saphyr::options! { duplicate_keys: DuplicateKeyPolicy::FirstWins };
        Locator {
            text,
            root: serde_saphyr::from_str_with_options(text, options).ok(),
        }
    }

    /// The place at the end of the trail, or of the nearest thing before it.
    pub fn locate<S: AsRef<str>>(&self, trail: &[S]) -> Located {
        let mut located = Located::default();
        let Some(mut at) = self.root.as_ref() else {
            return located;
        };
        for step in trail {
            let step = step.as_ref();
            let found = match &at.value {
                Spans::Map(entries) => entries.iter().find(|(key, _)| key.value == step).map(|(key, value)| {
                    located.key = self.bytes(key);
                    value
                }),
                Spans::List(items) => step
                    .parse::<usize>()
                    .ok()
                    .and_then(|place| items.get(place))
                    .inspect(|_| {
                        located.key = None;
                    }),
                Spans::Leaf => None,
            };
            let Some(found) = found else { return located };
            at = found;
            located.value = self.bytes(at);
        }
        located
    }

    /// A number or word as it was typed, which `read` does not keep for numbers (`78.790`, `007`).
    pub fn spelling<S: AsRef<str>>(&self, trail: &[S]) -> Option<&'a str> {
        self.text
            .get(self.locate(trail).value?)
            .map(|written| written.trim_matches(['"', '\'']))
    }

    fn bytes<T>(&self, spanned: &Spanned<T>) -> Option<Range<usize>> {
        let span = spanned.referenced.span();
        let start = usize::try_from(span.byte_offset()?).ok()?;
        let end = start + usize::try_from(span.byte_len()?).ok()?;
        let written = self.text.get(start..end)?;
        (!written.is_empty()).then(|| start..start + written.trim_end().len().max(1).min(written.len()))
    }
}

/// The shape of a text with the place of everything in it.
pub(super) enum Spans {
    Leaf,
    List(Vec<Spanned<Spans>>),
    Map(Vec<(Spanned<String>, Spanned<Spans>)>),
}

impl<'de> Deserialize<'de> for Spans {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SpansVisitor)
    }
}

struct SpansVisitor;

impl<'de> Visitor<'de> for SpansVisitor {
    type Value = Spans;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Spans, E> {
        Ok(Spans::Leaf)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Spans, E> {
        Ok(Spans::Leaf)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Spans, E> {
        Ok(Spans::Leaf)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Spans, E> {
        Ok(Spans::Leaf)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Spans, E> {
        Ok(Spans::Leaf)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Spans, E> {
        Ok(Spans::Leaf)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Spans, E> {
        Ok(Spans::Leaf)
    }

    fn visit_str<E>(self, _: &str) -> Result<Spans, E> {
        Ok(Spans::Leaf)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Spans, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Spans::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Spans, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Spans::Map(entries))
    }
}
