//! Fields as templates see them: finished text beside exact values.

use tera::Value;

use crate::theme::shape::{Shape, Slot};
use crate::theme::view::card::Card;
use crate::theme::visible::{Html, Visible, map, view};
use crate::theme::wanted::Wanted;

view! {
    /// One field that has a value, in the language of the page.
    pub struct FieldView {
        pub key: String,
        pub label: String,
        pub kind: String,
        /// The whole value, plain.
        pub text: String,
        /// The whole value with links, `<time>` and line breaks.
        pub html: Html,
        /// Exact number, ISO date or option's key.
        pub value: Option<String>,
        pub unit: Option<String>,
        pub op: Option<String>,
        pub mode: Option<String>,
        pub mode_text: Option<String>,
        pub as_of: Option<DateView>,
        pub source: Option<Card>,
        pub quote: Option<String>,
        /// The figure in other units or currencies.
        pub conversions: Vec<String>,
        pub items: Vec<ItemView>,
        pub series: Vec<YearView>,
        /// Address of a file, link or reference.
        pub href: Option<String>,
    }
}

view! {
    /// A part of a list.
    pub struct ItemView {
        pub text: String,
        pub html: Html,
        pub url: Option<String>,
        pub key: Option<String>,
        /// The fields of a group, by name, in the order of the type.
        pub fields: ItemFields,
        ; facts: Vec<FieldView>,
    }
}

impl ItemView {
    fn facts(&self) -> Vec<&FieldView> {
        facts(&self.fields.0)
    }
}

view! {
    /// One year of a series.
    pub struct YearView {
        pub year: i32,
        pub text: String,
        pub value: String,
        pub mode_text: Option<String>,
        /// Of the largest in its series, in thousandths: for a chart.
        pub share: u32,
    }
}

view! {
    pub struct DateView {
        pub text: String,
        /// `2020`, `2014-09` or `2014-09-04`.
        pub iso: String,
    }
}

/// The fields of a card by name, in the order of its type; one without a value is none.
#[derive(Clone, Debug, Default)]
pub struct CardFields(pub Vec<(String, Option<FieldView>)>);

/// The fields of a group in a list, by name; one without a value is none.
#[derive(Clone, Debug, Default)]
pub struct ItemFields(pub Vec<(String, Option<FieldView>)>);

/// Those that have a value.
fn named(fields: &[(String, Option<FieldView>)], wanted: &Wanted) -> Value {
    map(fields.iter().map(|(name, field)| (name.as_str(), field.value(wanted))))
}

pub(in crate::theme) fn facts(fields: &[(String, Option<FieldView>)]) -> Vec<&FieldView> {
    fields.iter().filter_map(|(_, field)| field.as_ref()).collect()
}

impl Visible for ItemFields {
    fn shape() -> Shape {
        Shape::Slot(Slot::ItemFields)
    }

    fn value(&self, wanted: &Wanted) -> Value {
        named(&self.0, wanted)
    }
}

impl Visible for CardFields {
    fn shape() -> Shape {
        Shape::Slot(Slot::CardFields)
    }

    fn value(&self, wanted: &Wanted) -> Value {
        named(&self.0, wanted)
    }
}
