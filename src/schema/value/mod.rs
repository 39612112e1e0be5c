//! What a person wrote, read as the kind that its field asks for.
//!
//! Whom a reference means and whether a file is there is not looked up here.

pub(in crate::schema) mod choices;
pub(in crate::schema) mod compound;
pub(in crate::schema) mod dates;
mod example;
pub(in crate::schema) mod fields;
pub(in crate::schema) mod figures;
mod limits;
pub(in crate::schema) mod parts;
pub(in crate::schema) mod paths;
mod several;

use crate::lang::figure::units::Units;
use crate::model::lang::Lang;
use crate::model::node::{Node, Scalar, Style, Trail};
use crate::model::types::{Field, Kind};
use crate::model::value::{Fields, Value};
use crate::yaml::report::{Fault, Places, down};

pub use example::example;
pub use fields::{Owner, Reads, read_fields};
pub(in crate::schema) use limits::{MOST_LETTERS, longest};
pub use several::pieces;

/// What reading depends on besides the text itself.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    pub units: &'a Units,
    pub places: &'a Places<'a>,
    pub role: Role,
    /// The languages in which labels are told, best first.
    pub chain: &'a [Lang],
}

/// What a file is to its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Facts and words.
    Original,
    /// Words only.
    Translation,
}

/// Which field is being read, as its writer calls it, and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'a> {
    pub field: &'a str,
    pub trail: &'a [String],
}

impl Spot<'_> {
    fn fault(&self, code: &'static str) -> Fault {
        Fault::value(code, self.trail).with("field", self.field)
    }
}

/// The value, or none where nothing is written or what is written is at fault.
pub fn read_value(
    node: &Node,
    kind: &Kind,
    spot: Spot<'_>,
    reading: &Reading<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Value> {
    if is_empty(node) {
        return None;
    }
    match kind {
        Kind::Text | Kind::Address => text(node, kind, spot, reading, faults).map(Value::Text),
        Kind::Markdown => text(node, kind, spot, reading, faults).map(Value::Markdown),
        Kind::Reference { .. } => text(node, kind, spot, reading, faults).map(Value::Reference),
        Kind::Integer
        | Kind::Decimal
        | Kind::Money
        | Kind::Area
        | Kind::Length
        | Kind::Percent
        | Kind::Quantity { .. } => {
            figures::figure(node, kind, spot, reading, faults).map(|read| Value::Figure(Box::new(read)))
        }
        Kind::Series(item) => figures::series(node, kind, item, spot, reading, faults),
        Kind::Date => dates::date(node, spot, reading, faults).map(Value::Date),
        Kind::DateTime => dates::datetime(node, spot, reading, faults).map(Value::DateTime),
        Kind::Period => dates::period(node, spot, reading, faults).map(Value::Period),
        Kind::Choice { options } => choices::choice(node, kind, options, spot, reading, faults),
        Kind::Boolean => choices::boolean(node, spot, reading, faults).map(Value::Boolean),
        Kind::List(item) => list(node, item, spot, reading, faults),
        Kind::Group(fields) => group(node, kind, fields, spot, reading, faults).map(Value::Group),
        Kind::Place => compound::place(node, spot, reading, faults).map(|read| Value::Place(Box::new(read))),
        Kind::Contact => compound::contact(node, spot, reading, faults).map(|read| Value::Contact(Box::new(read))),
        Kind::Link => compound::link(node, spot, reading, faults).map(Value::Link),
        Kind::Image | Kind::File | Kind::Video => paths::file(node, kind, spot, reading, faults).map(Value::File),
    }
}

/// Nothing, blank text, an empty list or map: as if the key were not there.
pub(crate) fn is_empty(node: &Node) -> bool {
    match node {
        Node::Null => true,
        Node::Scalar(scalar) => scalar.style == Style::Text && scalar.text.trim().is_empty(),
        Node::List(items) => items.iter().all(is_empty),
        Node::Map(entries) => entries.is_empty(),
    }
}

/// A word as it was typed: YAML takes `007` and `78.790` for numbers, their writer did not.
fn spelled(scalar: &Scalar, trail: &[String], reading: &Reading<'_>) -> String {
    let typed = match scalar.style {
        Style::Text => None,
        Style::Number | Style::Boolean => reading.places.spelling(trail),
    };
    typed.unwrap_or(&scalar.text).trim().to_owned()
}

fn text(node: &Node, kind: &Kind, spot: Spot<'_>, reading: &Reading<'_>, faults: &mut Vec<Fault>) -> Option<String> {
    if let Node::Scalar(scalar) = node {
        return Some(spelled(scalar, spot.trail, reading));
    }
    faults.push(not_of_kind(node, kind, spot, reading));
    None
}

/// What is written has another form than its field needs.
fn not_of_kind(node: &Node, kind: &Kind, spot: Spot<'_>, reading: &Reading<'_>) -> Fault {
    if let Node::List(items) = node
        && items.len() > 1
        && let Some(Node::Scalar(first)) = items.first()
        && !matches!(kind, Kind::Group(_) | Kind::Series(_))
    {
        return spot
            .fault("field-one")
            .with("count", items.len())
            .with("first", spelled(first, &down(spot.trail, 0), reading));
    }
    let found = match node {
        Node::Null => "found-nothing",
        Node::List(_) => "found-list",
        Node::Map(_) => "found-map",
        Node::Scalar(scalar) => match scalar.style {
            Style::Text => "found-text",
            Style::Number => "found-number",
            Style::Boolean => "found-yes-no",
        },
    };
    spot.fault("field-kind")
        .with("kind", kind.name())
        .with("found", found)
        .with("example", example(kind, reading))
}

/// Items one by one; a single item may stand without a list.
fn list(node: &Node, item: &Kind, spot: Spot<'_>, reading: &Reading<'_>, faults: &mut Vec<Fault>) -> Option<Value> {
    let single = std::slice::from_ref(node);
    let (items, listed) = match node {
        Node::List(items) => (items.as_slice(), true),
        _ => (single, false),
    };
    let mut values = Vec::with_capacity(items.len());
    let mut keys: Vec<(String, Trail)> = Vec::new();
    for (place, one) in items.iter().enumerate().filter(|(_, one)| !is_empty(one)) {
        let trail = if listed {
            down(spot.trail, place)
        } else {
            spot.trail.to_vec()
        };
        if let Some((keys, note)) = several::choices(one, item, spot, &trail, reading) {
            faults.push(note);
            values.extend(keys.into_iter().map(Value::Choice));
            continue;
        }
        let spot = Spot { trail: &trail, ..spot };
        let value = match item {
            Kind::Group(fields) => fields::item(one, item, fields, spot, reading, faults, &mut keys).map(Value::Group),
            _ => read_value(one, item, spot, reading, faults),
        };
        values.extend(value);
    }
    (!values.is_empty()).then_some(Value::List(values))
}

fn group(
    node: &Node,
    kind: &Kind,
    fields: &[Field],
    spot: Spot<'_>,
    reading: &Reading<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Fields> {
    let Node::Map(entries) = node else {
        faults.push(not_of_kind(node, kind, spot, reading));
        return None;
    };
    let read = read_fields(entries, fields, Owner::Group, spot.trail, reading, faults);
    (!read.fields.is_empty()).then_some(read.fields)
}
