//! Content types as plain values: what a type file declares, read and checked by `schema`.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::model::figure::Figure;
use crate::model::value::Value;
use crate::model::words::Words;

/// Every type of the site, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Types {
    pub types: BTreeMap<String, Type>,
    /// What the words of list pages and of the home page (`_index.md`) may hold beside a title and a summary.
    pub index: Vec<Field>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Type {
    pub name: String,
    /// Folder under `content/`, and first part of the address.
    pub folder: String,
    pub one: Words,
    pub many: Words,
    /// The envelope's fields first, then the type's own, in the order written.
    pub fields: Vec<Field>,
    pub groups: Vec<FieldGroup>,
    pub order: Vec<OrderBy>,
    pub back: Vec<Back>,
    /// The field that names the parent, in types that form a tree.
    pub parent: Option<String>,
    /// Fields that a card of this type shows.
    pub card: Vec<String>,
    pub address: Address,
    pub schema_org: Option<String>,
}

/// Where the entries of a type stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Address {
    /// `projects/NAME.html`, with a list page.
    Folder,
    /// `NAME.html`, without a list page.
    Root,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    pub name: String,
    pub kind: Kind,
    pub required: bool,
    pub unique: bool,
    /// Words: written in each language's own file.
    pub localized: bool,
    pub facet: Option<Facet>,
    pub label: Words,
    /// Labels that a nearer type file replaced; entries may go on using them.
    pub also: Vec<String>,
    pub help: Words,
    pub range: Range,
    /// Items of a list, characters of a text.
    pub at_most: Option<usize>,
    pub default: Option<Value>,
    /// What to write instead.
    pub deprecated: Option<Words>,
    pub hidden: bool,
    /// Stands in every type.
    pub envelope: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Text,
    Markdown,
    Integer,
    Decimal,
    Money,
    Area,
    Length,
    Percent,
    /// With a unit of its own where the type fixes one.
    Quantity {
        unit: Option<String>,
    },
    Date,
    DateTime,
    Period,
    Choice {
        options: Vec<(String, Words)>,
    },
    Boolean,
    Reference {
        to: Vec<String>,
    },
    List(Box<Kind>),
    Group(Vec<Field>),
    /// Year → figure.
    Series(Box<Kind>),
    Place,
    Image,
    File,
    Video,
    Contact,
    Address,
    Link,
}

impl Kind {
    /// The name of a kind, as type files write it.
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Markdown => "markdown",
            Kind::Integer => "integer",
            Kind::Decimal => "decimal",
            Kind::Money => "money",
            Kind::Area => "area",
            Kind::Length => "length",
            Kind::Percent => "percent",
            Kind::Quantity { .. } => "quantity",
            Kind::Date => "date",
            Kind::DateTime => "datetime",
            Kind::Period => "period",
            Kind::Choice { .. } => "choice",
            Kind::Boolean => "boolean",
            Kind::Reference { .. } => "reference",
            Kind::List(_) => "list",
            Kind::Group(_) => "group",
            Kind::Series(_) => "series",
            Kind::Place => "place",
            Kind::Image => "image",
            Kind::File => "file",
            Kind::Video => "video",
            Kind::Contact => "contact",
            Kind::Address => "address",
            Kind::Link => "link",
        }
    }

    /// The kind of a list's items.
    pub fn item(&self) -> &Kind {
        match self {
            Kind::List(inner) | Kind::Series(inner) => inner,
            other => other,
        }
    }

    /// The fields of a group or of a list of groups.
    pub fn group_fields(&self) -> &[Field] {
        match self.item() {
            Kind::Group(fields) => fields,
            _ => &[],
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Facet {
    /// One term a value.
    Values,
    /// As values; an entry counts for the parents of its value too.
    Tree,
    /// Buckets between these thresholds, ascending, in the figure's base unit.
    Thresholds(Vec<Figure>),
}

/// Both ends count in; in the base unit of the figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Range {
    pub min: Option<Decimal>,
    pub max: Option<Decimal>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FieldGroup {
    pub label: Words,
    pub fields: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OrderBy {
    pub field: String,
    pub direction: Direction,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    Ascending,
    Descending,
}

/// `back: {events: {from: event, field: projects}}`: who points here.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Back {
    pub name: String,
    pub from: String,
    pub field: String,
}

impl Types {
    pub fn get(&self, name: &str) -> Option<&Type> {
        self.types.get(name)
    }

    /// The type whose entries lie in this folder under `content/`.
    pub fn of_folder(&self, folder: &str) -> Option<&Type> {
        self.types.values().find(|kind| kind.folder == folder)
    }
}

impl Type {
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Whether a group shows the field of this name.
    pub fn is_grouped(&self, name: &str) -> bool {
        let mut groups = self.groups.iter();
        groups.any(|group| group.fields.iter().any(|field| field == name))
    }

    /// The field that a clerk means: by its key, or by its label in any language.
    pub fn field_written(&self, written: &str) -> Option<&Field> {
        field_written(&self.fields, written)
    }
}

/// As [`Type::field_written`], among the fields of a group.
pub fn field_written<'a>(fields: &'a [Field], written: &str) -> Option<&'a Field> {
    fields
        .iter()
        .find(|field| field.name == written)
        .or_else(|| {
            fields
                .iter()
                .find(|field| field.label.all().any(|label| label == written))
        })
        .or_else(|| {
            fields
                .iter()
                .find(|field| field.also.iter().any(|label| label == written))
        })
}
