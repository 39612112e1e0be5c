//! How a view becomes a value that templates see. By hand and not through serde: keys cost nothing and safe HTML stays safe.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::Arc;

use tera::{Map, Value};

use crate::theme::shape::{Key, Shape};

/// What templates may see of a Rust value.
pub trait Visible {
    fn value(&self) -> Value;
    fn shape() -> Shape;
}

/// A view with fixed keys.
pub trait Keys {
    const KEYS: &'static [Key];

    /// Writes the values into the slots, in the order of `KEYS`.
    fn fill<'a>(&self, slots: &mut impl Iterator<Item = &'a mut Value>);
}

/// HTML that is safe to write as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Html(pub String);

/// A view converted once and put into many pages. It is hashed by its digest.
pub struct Shared<T> {
    value: Value,
    digest: [u8; 32],
    of: PhantomData<fn() -> T>,
}

impl<T: Visible + Hash> Shared<T> {
    /// Converts and digests the view.
    pub fn new(view: &T) -> Self {
        Shared {
            value: view.value(),
            digest: digest(view),
            of: PhantomData,
        }
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared {
            value: self.value.clone(),
            digest: self.digest,
            of: PhantomData,
        }
    }
}

impl<T> fmt::Debug for Shared<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(formatter)
    }
}

impl<T> Hash for Shared<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write(&self.digest);
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        self.digest == other.digest
    }
}

impl<T> Eq for Shared<T> {}

/// The bytes that `Hash` writes, digested at one go: many small updates of blake3 are slow.
pub fn digest(view: &impl Hash) -> [u8; 32] {
    let mut bytes = Bytes(Vec::with_capacity(1024));
    view.hash(&mut bytes);
    *blake3::hash(&bytes.0).as_bytes()
}

struct Bytes(Vec<u8>);

impl Hasher for Bytes {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        0
    }
}

/// A map with these keys, each none or empty. Cloning it is cheaper than hashing its keys again.
pub fn blank(keys: impl IntoIterator<Item = Key>) -> Map {
    keys.into_iter()
        .map(|key| (key.name.into(), empty((key.shape)())))
        .collect()
}

fn empty(shape: Shape) -> Value {
    match shape {
        Shape::List(_) => Value::from(Vec::<Value>::new()),
        Shape::Dict(_) | Shape::Slot(_) | Shape::Known(_) => Value::from(Map::new()),
        Shape::Any | Shape::Leaf | Shape::Struct(_) => Value::none(),
    }
}

impl<T: Visible> Visible for Shared<T> {
    fn value(&self) -> Value {
        self.value.clone()
    }

    fn shape() -> Shape {
        T::shape()
    }
}

impl Visible for Html {
    fn value(&self) -> Value {
        Value::safe_string(&self.0)
    }

    fn shape() -> Shape {
        Shape::Leaf
    }
}

impl Visible for String {
    fn value(&self) -> Value {
        Value::normal_string(self)
    }

    fn shape() -> Shape {
        Shape::Leaf
    }
}

impl Visible for bool {
    fn value(&self) -> Value {
        Value::from(*self)
    }

    fn shape() -> Shape {
        Shape::Leaf
    }
}

impl Visible for u32 {
    fn value(&self) -> Value {
        Value::from(*self)
    }

    fn shape() -> Shape {
        Shape::Leaf
    }
}

impl Visible for i32 {
    fn value(&self) -> Value {
        Value::from(*self)
    }

    fn shape() -> Shape {
        Shape::Leaf
    }
}

impl<T: Visible> Visible for Option<T> {
    fn value(&self) -> Value {
        self.as_ref().map_or_else(Value::none, Visible::value)
    }

    fn shape() -> Shape {
        T::shape()
    }
}

impl<T: Visible> Visible for Box<T> {
    fn value(&self) -> Value {
        self.as_ref().value()
    }

    fn shape() -> Shape {
        T::shape()
    }
}

impl<T: Visible> Visible for Vec<T> {
    fn value(&self) -> Value {
        Value::from(self.iter().map(Visible::value).collect::<Vec<_>>())
    }

    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }
}

impl<T: Visible> Visible for BTreeMap<String, T> {
    fn value(&self) -> Value {
        named(self.iter().map(|(name, value)| (name.as_str(), value.value())))
    }

    fn shape() -> Shape {
        Shape::Dict(Box::new(T::shape()))
    }
}

/// A map from names that are not known to the program.
pub fn named<'a>(entries: impl Iterator<Item = (&'a str, Value)>) -> Value {
    let map: Map = entries
        .map(|(name, value)| (tera::value::Key::String(Arc::from(name)), value))
        .collect();
    Value::from(map)
}

/// Declares a view: the struct, its value and its shape from one list of keys. `type_name` is seen as `type`.
macro_rules! view {
    ($(#[$meta:meta])* pub struct $name:ident {
        $($(#[$field_meta:meta])* pub $field:ident: $kind:ty,)*
        $(; $($derived:ident: $derived_kind:ty = $make:expr,)*)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $kind,)*
        }

        impl $crate::theme::visible::Keys for $name {
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

            fn fill<'a>(&self, slots: &mut impl Iterator<Item = &'a mut tera::Value>) {
                let mut put = |value: tera::Value| {
                    if let Some(slot) = slots.next() {
                        *slot = value;
                    }
                };
                $(put($crate::theme::visible::Visible::value(&self.$field));)*
                $($(put($make(self));)*)?
            }
        }

        impl $crate::theme::visible::Visible for $name {
            fn value(&self) -> tera::Value {
                static BLANK: std::sync::LazyLock<tera::Map> = std::sync::LazyLock::new(|| {
                    $crate::theme::visible::blank(
                        <$name as $crate::theme::visible::Keys>::KEYS.iter().copied(),
                    )
                });
                let mut map = BLANK.clone();
                $crate::theme::visible::Keys::fill(self, &mut map.values_mut());
                tera::Value::from(map)
            }

            fn shape() -> $crate::theme::shape::Shape {
                $crate::theme::shape::Shape::Struct(<$name as $crate::theme::visible::Keys>::KEYS)
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
