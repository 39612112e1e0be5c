//! The value of a field after it was checked against its kind.

use serde::{Deserialize, Serialize};

use rust_decimal::Decimal;

use crate::model::date::{Date, DateTime, Period};
use crate::model::figure::Figure;

pub use crate::model::fields::Fields;

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Value {
    Text(String),
    /// Markdown source.
    Markdown(String),
    /// Money, area, length, percent, quantity, integer and decimal alike.
    Figure(Box<Figure>),
    Date(Date),
    DateTime(DateTime),
    Period(Period),
    /// The option's key.
    Choice(String),
    Boolean(bool),
    /// As written: a file name or a title; `site::link` finds whom it means.
    Reference(String),
    List(Vec<Value>),
    /// Field name → value; `key` stands among them where the items have one.
    Group(Fields),
    /// Ascending by year.
    Series(Vec<(i32, Figure)>),
    Place(Box<Place>),
    /// A path as written, relative to the entry's folder or to `content/media/`.
    File(File),
    Contact(Box<Contact>),
    Link(Link),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    #[serde(with = "rust_decimal::serde::str")]
    pub longitude: Decimal,
    #[serde(with = "rust_decimal::serde::str")]
    pub latitude: Decimal,
    /// `wgs84`, `gcj02`, `bd09` or `cgcs2000`.
    pub datum: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct File {
    pub path: String,
    /// What it shows (images) or is called (attachments).
    pub title: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Contact {
    pub name: Option<String>,
    pub unit: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub hours: Option<String>,
    pub languages: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Link {
    /// Absolute, http or https.
    pub url: String,
    pub label: Option<String>,
}
