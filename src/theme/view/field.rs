//! Fields as templates see them: finished text beside exact values.

use std::cell::OnceCell;
use std::sync::Arc;

use tera::Value;

use crate::theme::shape::{Shape, Slot};
use crate::theme::view::card::Card;
use crate::theme::visible::{Html, Shared, Visible, map, view};
use crate::theme::wanted::Wanted;

view! {
    /// One field that has a value, in the language of the page.
    pub struct FieldView {
        pub key: String,
        pub label: String,
        pub kind: &'static str,
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
        pub as_of: Option<Shared<DateView>>,
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
        ; facts: Facts<'_>,
    }
}

impl ItemView {
    fn facts(&self) -> Facts<'_> {
        self.fields.0.facts()
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
        pub text: Arc<str>,
        /// `2020`, `2014-09` or `2014-09-04`.
        pub iso: Arc<str>,
    }
}

/// The fields of a card by name, in the order of its type; one without a value is none.
#[derive(Clone, Debug, Default)]
pub struct CardFields(pub FieldsByName);

/// The fields of a group in a list, by name; one without a value is none.
#[derive(Clone, Debug, Default)]
pub struct ItemFields(pub FieldsByName);

/// Fields that stand under two keys, all by name and those with a value as facts, and are converted once for both: by
/// what was first asked for, as a view is converted for one template or for all.
#[derive(Clone, Debug, Default)]
pub struct FieldsByName {
    fields: Vec<(String, Option<FieldView>)>,
    values: OnceCell<Vec<Value>>,
}

/// Those that have a value.
pub struct Facts<'a>(&'a FieldsByName);

impl FieldsByName {
    pub fn get(&self, name: &str) -> Option<&FieldView> {
        let (_, field) = self.fields.iter().find(|(key, _)| key == name)?;
        field.as_ref()
    }

    pub(in crate::theme) fn facts(&self) -> Facts<'_> {
        Facts(self)
    }

    fn values(&self, wanted: &Wanted) -> &[Value] {
        let convert = || self.fields.iter().map(|(_, field)| field.value(wanted)).collect();
        self.values.get_or_init(convert)
    }

    fn named(&self, wanted: &Wanted) -> Value {
        let names = self.fields.iter().map(|(name, _)| name.as_str());
        map(names.zip(self.values(wanted).iter().cloned()))
    }
}

impl FromIterator<(String, Option<FieldView>)> for FieldsByName {
    fn from_iter<I: IntoIterator<Item = (String, Option<FieldView>)>>(fields: I) -> Self {
        FieldsByName {
            fields: fields.into_iter().collect(),
            values: OnceCell::new(),
        }
    }
}

impl Visible for Facts<'_> {
    fn shape() -> Shape {
        <Vec<FieldView>>::shape()
    }

    fn value(&self, wanted: &Wanted) -> Value {
        let values = self.0.values(wanted).iter();
        Value::from(values.filter(|value| !value.is_none()).cloned().collect::<Vec<Value>>())
    }
}

impl Visible for ItemFields {
    fn shape() -> Shape {
        Shape::Slot(Slot::ItemFields)
    }

    fn value(&self, wanted: &Wanted) -> Value {
        self.0.named(wanted)
    }
}

impl Visible for CardFields {
    fn shape() -> Shape {
        Shape::Slot(Slot::CardFields)
    }

    fn value(&self, wanted: &Wanted) -> Value {
        self.0.named(wanted)
    }
}
