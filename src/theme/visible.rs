//! How a view becomes a value that templates see.
//!
//! Safe HTML stays safe, shared cards stay shared, and keys that no template asks for are left out.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use tera::Value;
use tera::value::Key as TeraKey;

use crate::theme::shape::{Key, Shape};
use crate::theme::wanted::Wanted;

/// What templates may see of a Rust value.
pub trait Visible {
    fn shape() -> Shape;

    /// The value itself, without the keys that no template asks for.
    fn value(&self, wanted: &Wanted) -> Value;
}

/// A view with fixed keys.
pub trait Keys {
    const NAME: &'static str;
    const KEYS: &'static [Key];

    /// Writes the values of all wanted keys.
    fn write(&self, wanted: &Wanted, into: &mut Entries);
}

/// The keys of a map with their values, in order.
///
/// tera makes a map out of another one key by key; in one that is ordered by place nothing is hashed before that.
#[derive(Debug, Default)]
pub struct Entries(BTreeMap<Place, Value>);

/// A key, ordered by its place in the map.
#[derive(Debug)]
struct Place {
    at: usize,
    key: TeraKey<'static>,
}

impl Entries {
    pub fn push(&mut self, key: &'static str, value: Value) {
        self.put(TeraKey::Str(key), value);
    }

    fn put(&mut self, key: TeraKey<'static>, value: Value) {
        let at = self.0.len();
        self.0.insert(Place { at, key }, value);
    }
}

impl From<Entries> for Value {
    fn from(entries: Entries) -> Self {
        Value::from(entries.0)
    }
}

impl From<Place> for TeraKey<'static> {
    fn from(place: Place) -> Self {
        place.key
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        self.at.cmp(&other.at)
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
    }
}

impl Eq for Place {}

/// HTML that is safe to write as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html(pub String);

/// A view converted once and put into many pages.
pub struct Shared<T> {
    value: Value,
    of: PhantomData<fn() -> T>,
}

impl<T: Visible> Shared<T> {
    pub fn new(view: &T, wanted: &Wanted) -> Self {
        Shared {
            value: view.value(wanted),
            of: PhantomData,
        }
    }

    /// With every key: for samples.
    pub(in crate::theme) fn of_all(view: &T) -> Self {
        Shared::new(view, &Wanted::everything())
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared {
            value: self.value.clone(),
            of: PhantomData,
        }
    }
}

impl<T> fmt::Debug for Shared<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(formatter)
    }
}

/// Writes keys that a page of this kind does not have: none, or empty.
pub(in crate::theme) fn write_empty<P: Keys>(wanted: &Wanted, into: &mut Entries) {
    let mask = wanted.keys(P::NAME);
    for (bit, key) in P::KEYS.iter().enumerate() {
        if mask >> bit & 1 == 0 {
            continue;
        }
        let empty = match (key.shape)() {
            Shape::List(_) => Value::from(Vec::<Value>::new()),
            Shape::Dict(_) | Shape::Slot(_) | Shape::Known(_) => Value::from(BTreeMap::<String, Value>::new()),
            Shape::Any | Shape::Leaf | Shape::Struct(_) => Value::none(),
        };
        into.push(key.name, empty);
    }
}

/// A map of texts to values, in this order.
pub(in crate::theme) fn map<'a>(entries: impl Iterator<Item = (&'a str, Value)>) -> Value {
    let mut into = Entries::default();
    for (name, value) in entries {
        into.put(TeraKey::String(Arc::from(name)), value);
    }
    Value::from(into)
}

impl<T: Visible> Visible for Shared<T> {
    fn shape() -> Shape {
        T::shape()
    }

    fn value(&self, _wanted: &Wanted) -> Value {
        self.value.clone()
    }
}

impl<T: Visible> Visible for &T {
    fn shape() -> Shape {
        T::shape()
    }

    fn value(&self, wanted: &Wanted) -> Value {
        (*self).value(wanted)
    }
}

impl Visible for Html {
    fn shape() -> Shape {
        Shape::Leaf
    }

    fn value(&self, _wanted: &Wanted) -> Value {
        Value::safe_string(&self.0)
    }
}

impl Visible for String {
    fn shape() -> Shape {
        Shape::Leaf
    }

    fn value(&self, _wanted: &Wanted) -> Value {
        Value::normal_string(self)
    }
}

/// A text that many views share.
impl Visible for Arc<str> {
    fn shape() -> Shape {
        Shape::Leaf
    }

    fn value(&self, _wanted: &Wanted) -> Value {
        Value::normal_string(self)
    }
}

impl Visible for &'static str {
    fn shape() -> Shape {
        Shape::Leaf
    }

    fn value(&self, _wanted: &Wanted) -> Value {
        Value::normal_string(self)
    }
}

impl Visible for bool {
    fn shape() -> Shape {
        Shape::Leaf
    }

    fn value(&self, _wanted: &Wanted) -> Value {
        Value::from(*self)
    }
}

impl Visible for u32 {
    fn shape() -> Shape {
        Shape::Leaf
    }

    fn value(&self, _wanted: &Wanted) -> Value {
        Value::from(*self)
    }
}

impl Visible for i32 {
    fn shape() -> Shape {
        Shape::Leaf
    }

    fn value(&self, _wanted: &Wanted) -> Value {
        Value::from(*self)
    }
}

impl<T: Visible> Visible for Option<T> {
    fn shape() -> Shape {
        T::shape()
    }

    fn value(&self, wanted: &Wanted) -> Value {
        self.as_ref().map_or_else(Value::none, |given| given.value(wanted))
    }
}

impl<T: Visible> Visible for Vec<T> {
    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }

    fn value(&self, wanted: &Wanted) -> Value {
        Value::from(self.iter().map(|item| item.value(wanted)).collect::<Vec<Value>>())
    }
}

impl<T: Visible> Visible for BTreeMap<String, T> {
    fn shape() -> Shape {
        Shape::Dict(Box::new(T::shape()))
    }

    fn value(&self, wanted: &Wanted) -> Value {
        map(self.iter().map(|(name, item)| (name.as_str(), item.value(wanted))))
    }
}

/// Declares a view: the struct, its keys and how it is converted. `type_name` is seen as `type`;
/// keys behind the semicolon come from methods of the same name.
macro_rules! view {
    ($(#[$meta:meta])* pub struct $name:ident {
        $($(#[$field_meta:meta])* pub $field:ident: $kind:ty,)*
        $(; $($derived:ident: $derived_kind:ty,)*)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug)]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $kind,)*
        }

        impl $crate::theme::visible::Keys for $name {
            const NAME: &'static str = stringify!($name);
            const KEYS: &'static [$crate::theme::shape::Key] = &[
                $($crate::theme::shape::Key {
                    name: $crate::theme::visible::seen_as(stringify!($field)),
                    shape: <$kind as $crate::theme::visible::Visible>::shape,
                },)*
                $($($crate::theme::shape::Key {
                    name: stringify!($derived),
                    shape: <$derived_kind as $crate::theme::visible::Visible>::shape,
                },)*)?
            ];

            #[allow(unused_assignments, reason = "the last key is followed by none")]
            fn write(&self, wanted: &$crate::theme::wanted::Wanted, into: &mut $crate::theme::visible::Entries) {
                let mask = wanted.keys(<$name as $crate::theme::visible::Keys>::NAME);
                let mut bit = 0;
                $(
                    if mask >> bit & 1 == 1 {
                        let value = $crate::theme::visible::Visible::value(&self.$field, wanted);
                        into.push($crate::theme::visible::seen_as(stringify!($field)), value);
                    }
                    bit += 1;
                )*
                $($(
                    if mask >> bit & 1 == 1 {
                        let value = $crate::theme::visible::Visible::value(&self.$derived(), wanted);
                        into.push(stringify!($derived), value);
                    }
                    bit += 1;
                )*)?
            }
        }

        impl $crate::theme::visible::Visible for $name {
            fn shape() -> $crate::theme::shape::Shape {
                $crate::theme::shape::Shape::Struct(<$name as $crate::theme::visible::Keys>::KEYS)
            }

            fn value(&self, wanted: &$crate::theme::wanted::Wanted) -> tera::Value {
                let mut entries = $crate::theme::visible::Entries::default();
                $crate::theme::visible::Keys::write(self, wanted, &mut entries);
                tera::Value::from(entries)
            }
        }
    };
}

pub(crate) use view;

/// `type` is no name for a Rust field.
pub const fn seen_as(field: &'static str) -> &'static str {
    match field.as_bytes() {
        b"type_name" => "type",
        _ => field,
    }
}
