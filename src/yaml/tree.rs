//! YAML text → a plain tree that refuses duplicate keys, tags, and more than any file of a site holds.

use std::cell::Cell;
use std::collections::HashSet;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error as _, MapAccess, SeqAccess, Visitor};

use crate::model::node::{Node, Scalar, Style};

pub(super) const DUPLICATE: &str = "duplicate key: ";
pub(super) const TAG: &str = "tags are not used";

/// The same words as the parser's own, when references multiply.
pub(super) const TOO_MUCH: &str = "repetition limit exceeded";

/// Words of a whole file, in bytes, with everything that is repeated by reference.
const MOST_WORDS: usize = 16 << 20;
/// Rows of a list; as many as a map of the site may have addresses.
const MOST_ITEMS: usize = 50_000;
/// Keys beside one another.
const MOST_KEYS: usize = 10_000;
/// Brackets and braces within one another.
const MOST_OPEN: usize = 100;

/// Whether more brackets are open at one time than anyone means. The parser would need a time that
/// grows with their square.
pub(super) fn too_deep(text: &str) -> bool {
    let mut open: usize = 0;
    text.bytes().any(|sign| {
        match sign {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open > MOST_OPEN
    })
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Tree(&Cell::new(MOST_WORDS)).deserialize(deserializer)
    }
}

/// A part of the tree; how many bytes of words may still come.
#[derive(Clone, Copy)]
struct Tree<'l>(&'l Cell<usize>);

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Tree<'_> {
    fn take<E: serde::de::Error>(self, bytes: usize) -> Result<(), E> {
        let left = self.0.get().checked_sub(bytes).ok_or_else(|| E::custom(TOO_MUCH))?;
        self.0.set(left);
        Ok(())
    }
}

fn scalar(text: String, style: Style) -> Node {
    Node::Scalar(Scalar { text, style })
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(scalar(value.to_string(), Style::Boolean))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(scalar(value.to_string(), Style::Number))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(scalar(value.to_string(), Style::Number))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Node, E> {
        Ok(scalar(value.to_string(), Style::Number))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Node, E> {
        Ok(scalar(value.to_string(), Style::Number))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(scalar(value.to_string(), Style::Number))
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Node, E> {
        self.take(value.len())?;
        Ok(scalar(value.to_owned(), Style::Text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
            if list.len() > MOST_ITEMS {
                return Err(A::Error::custom(TOO_MUCH));
            }
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries: Vec<(String, Node)> = Vec::new();
        let mut many: HashSet<String> = HashSet::new();
        while let Some(Key(key)) = map.next_key::<Key>()? {
            let twice = if entries.len() < 32 {
                entries.iter().any(|(other, _)| *other == key)
            } else {
                if many.is_empty() {
                    many.extend(entries.iter().map(|(other, _)| other.clone()));
                }
                !many.insert(key.clone())
            };
            if twice {
                return Err(A::Error::custom(format_args!("{DUPLICATE}{key}")));
            }
            self.take(key.len())?;
            entries.push((key, map.next_value_seed(self)?));
            if entries.len() > MOST_KEYS {
                return Err(A::Error::custom(TOO_MUCH));
            }
        }
        Ok(Node::Map(entries))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<Node, A::Error> {
        Err(A::Error::custom(TAG))
    }
}

struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl Visitor<'_> for KeyVisitor {
            type Value = Key;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a key")
            }
            fn visit_str<E>(self, value: &str) -> Result<Key, E> {
                Ok(Key(value.to_owned()))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}
