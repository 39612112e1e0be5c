//! The values of an entry or of a group, by the names of their fields.

use serde::{Deserialize, Serialize};

use crate::model::value::Value;

/// Ascending by name. Most records hold few fields, and a site holds many records: a list without room to spare is a
/// third as large as a map.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fields(Vec<(Box<str>, Value)>);

impl Fields {
    pub const fn new() -> Self {
        Fields(Vec::new())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The fields are few, and most names differ in length: looking at all is faster than halving.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let named = self.0.iter().find(|(other, _)| **other == *name);
        named.map(|(_, value)| value)
    }

    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The value that stood there before.
    pub fn insert(&mut self, name: &str, value: Value) -> Option<Value> {
        match self.place(name) {
            Ok(place) => Some(std::mem::replace(&mut self.0[place].1, value)),
            Err(place) => {
                self.0.insert(place, (name.into(), value));
                None
            }
        }
    }

    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let place = self.place(name).ok()?;
        Some(self.0.remove(place).1)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (&**name, value))
    }

    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| &**name)
    }

    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.0.iter().map(|(_, value)| value)
    }

    /// Gives back the room that is not used.
    #[must_use]
    pub fn tight(mut self) -> Self {
        if self.0.capacity() > self.0.len() {
            let mut exact = Vec::with_capacity(self.0.len());
            exact.append(&mut self.0);
            self.0 = exact;
        }
        self
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| (**other).cmp(name))
    }
}

impl<'a> IntoIterator for &'a Fields {
    type Item = (&'a str, &'a Value);
    type IntoIter = std::iter::Map<std::slice::Iter<'a, (Box<str>, Value)>, fn(&'a (Box<str>, Value)) -> Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(name, value)| (&**name, value))
    }
}

impl<Name: AsRef<str>> FromIterator<(Name, Value)> for Fields {
    fn from_iter<I: IntoIterator<Item = (Name, Value)>>(entries: I) -> Self {
        let mut fields = Fields::new();
        for (name, value) in entries {
            fields.insert(name.as_ref(), value);
        }
        fields.tight()
    }
}

impl<Name: AsRef<str>, const N: usize> From<[(Name, Value); N]> for Fields {
    fn from(entries: [(Name, Value); N]) -> Self {
        entries.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_by_name_and_stand_in_order() {
        let text = |text: &str| Value::Text(text.to_owned());
        let mut fields = Fields::from([("title", text("青山")), ("beds", text("300"))]);
        assert_eq!(fields.keys().collect::<Vec<_>>(), ["beds", "title"]);
        assert_eq!(fields.get("title"), Some(&text("青山")));
        assert_eq!(fields.insert("beds", text("200")), Some(text("300")));
        assert_eq!(fields.insert("area", text("5")), None);
        assert_eq!(fields.keys().collect::<Vec<_>>(), ["area", "beds", "title"]);
        assert_eq!(fields.remove("beds"), Some(text("200")));
        assert_eq!((fields.remove("beds"), fields.get("beds")), (None, None));
    }
}
