//! How a view becomes a value that templates see.
//!
//! tera converts by serde; a `Value` inside of a view passes through unchanged, which keeps safe
//! HTML safe and shared cards shared.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use tera::Value;

use crate::theme::shape::{Key, Shape};

/// What templates may see of a Rust value.
pub trait Visible: Serialize {
    fn shape() -> Shape;
}

/// A view with fixed keys.
pub trait Keys {
    const KEYS: &'static [Key];

    /// Writes the values of all keys.
    fn write<S: SerializeStruct>(&self, into: &mut S) -> Result<(), S::Error>;
}

/// Nothing in a view can fail to convert: its maps have text keys.
pub fn value(view: &impl Serialize) -> Value {
    Value::try_from_serializable(view).unwrap_or_else(|_| Value::none())
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
            value: value(view),
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

/// Writes keys that a page of this kind does not have: none, or empty.
pub(in crate::theme) fn write_empty<S: SerializeStruct>(keys: &[Key], into: &mut S) -> Result<(), S::Error> {
    let nothing: BTreeMap<String, bool> = BTreeMap::new();
    for key in keys {
        match (key.shape)() {
            Shape::List(_) => into.serialize_field(key.name, &[(); 0])?,
            Shape::Dict(_) | Shape::Slot(_) | Shape::Known(_) => {
                into.serialize_field(key.name, &nothing)?;
            }
            Shape::Any | Shape::Leaf | Shape::Struct(_) => into.serialize_field(key.name, &())?,
        }
    }
    Ok(())
}

impl<T> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<T: Visible> Visible for Shared<T> {
    fn shape() -> Shape {
        T::shape()
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::safe_string(&self.0).serialize(serializer)
    }
}

impl Visible for Html {
    fn shape() -> Shape {
        Shape::Leaf
    }
}

impl Visible for String {
    fn shape() -> Shape {
        Shape::Leaf
    }
}

impl Visible for bool {
    fn shape() -> Shape {
        Shape::Leaf
    }
}

impl Visible for u32 {
    fn shape() -> Shape {
        Shape::Leaf
    }
}

impl Visible for i32 {
    fn shape() -> Shape {
        Shape::Leaf
    }
}

impl<T: Visible> Visible for Option<T> {
    fn shape() -> Shape {
        T::shape()
    }
}

impl<T: Visible> Visible for Vec<T> {
    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }
}

impl<T: Visible> Visible for BTreeMap<String, T> {
    fn shape() -> Shape {
        Shape::Dict(Box::new(T::shape()))
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

            fn write<S: serde::ser::SerializeStruct>(&self, into: &mut S) -> Result<(), S::Error> {
                $(into.serialize_field(
                    $crate::theme::visible::seen_as(stringify!($field)),
                    &self.$field,
                )?;)*
                $($(into.serialize_field(stringify!($derived), &self.$derived())?;)*)?
                Ok(())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeStruct as _;
                let length = <$name as $crate::theme::visible::Keys>::KEYS.len();
                let mut into = serializer.serialize_struct(stringify!($name), length)?;
                $crate::theme::visible::Keys::write(self, &mut into)?;
                into.end()
            }
        }

        impl $crate::theme::visible::Visible for $name {
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
