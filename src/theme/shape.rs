//! What lies below a name that a template may use, as far as it is known before anything is rendered.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The shape of a value. `Struct` refers to shapes by function, since a field's items hold fields again.
#[derive(Clone, Debug)]
pub enum Shape {
    /// Not known; everything is believed.
    Any,
    /// A text, number, truth value or none: nothing lies below.
    Leaf,
    List(Box<Shape>),
    Struct(&'static [Key]),
    /// Names that are known once types and theme are.
    Slot(Slot),
    /// Exactly these names.
    Known(Arc<BTreeMap<String, Shape>>),
    /// Any name, each of one shape.
    Dict(Box<Shape>),
}

/// One key of a view.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub name: &'static str,
    pub shape: fn() -> Shape,
}

/// Names given by the site's types (fields) or by the theme (lists, settings).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    PageFields,
    CardFields,
    ItemFields,
    Back,
    Lists,
    Settings,
}

impl Shape {
    /// The shape of the parts of a list; of anything else nothing is known.
    #[must_use]
    pub fn item(&self) -> Shape {
        match self {
            Shape::List(item) => (**item).clone(),
            _ => Shape::Any,
        }
    }
}

impl Shape {
    /// Two shapes with the same mark are the same.
    pub fn mark(&self) -> String {
        match self {
            Shape::Any => "?".to_owned(),
            Shape::Leaf => "-".to_owned(),
            Shape::List(item) => format!("[{}]", item.mark()),
            Shape::Dict(item) => format!("{{{}}}", item.mark()),
            Shape::Struct(keys) => format!("{:p}", keys.as_ptr()),
            Shape::Slot(slot) => format!("{slot:?}"),
            Shape::Known(names) => format!("{:p}", Arc::as_ptr(names)),
        }
    }

    /// What is known of a value that has one of two shapes.
    #[must_use]
    pub fn or(self, other: &Shape) -> Shape {
        if self.mark() == other.mark() { self } else { Shape::Any }
    }
}
