//! A field put together from what type files say of it, nearest last.

use rust_decimal::Decimal;

use crate::lang::figure::bucket::buckets;
use crate::lang::figure::read::read_figure;
use crate::model::figure::Figure;
use crate::model::node::Node;
use crate::model::types::{Facet, Field, Kind, Range};
use crate::model::words::Words;
use crate::schema::attributes::{self, Shape, misshapen};
use crate::schema::compose::{complete_kind, merge_words, unfit};
use crate::schema::declare::FieldDeclaration;
use crate::schema::kinds::{expected, holds_words, innermost};
use crate::schema::value::{MOST_LETTERS, Reading, Spot, example, longest, read_value};
use crate::yaml::report::{Fault, Part, down};

/// Where a field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// In every type.
    Envelope,
    /// In one type.
    Type,
    /// In a group of fields.
    Group,
}

/// Names that mean something else where fields are looked up.
const RESERVED: [&str; 8] = ["key", "type", "lang", "body", "self", "groups", "lists", "back"];

/// Adds what one file declares to the fields that farther files declared.
pub(crate) fn add_fields(
    fields: &mut Vec<Field>,
    declared: &[FieldDeclaration],
    level: Level,
    reading: &Reading<'_>,
    faults: &mut Vec<Fault>,
) {
    for one in declared {
        check_name(one, level, faults);
        let place = fields.iter().position(|field| field.name == one.name);
        let base = place.map(|place| &fields[place]);
        let field = complete_field(one, base, level, reading, faults);
        match place {
            Some(place) => fields[place] = field,
            None => fields.push(field),
        }
    }
    labels_apart(fields, declared, faults);
}

fn check_name(declared: &FieldDeclaration, level: Level, faults: &mut Vec<Fault>) {
    let name = declared.name.as_str();
    let usable = name.starts_with(|letter: char| letter.is_ascii_lowercase())
        && name
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
    let reserved = match level {
        Level::Envelope | Level::Type => RESERVED.contains(&name),
        Level::Group => name == "key",
    };
    if !usable {
        faults.push(Fault::key("type-field-name", &declared.trail).with("field", name));
    } else if reserved {
        faults.push(Fault::key("type-field-reserved", &declared.trail).with("field", name));
    }
}

/// Two fields that are called the same could not be told apart.
fn labels_apart(fields: &[Field], declared: &[FieldDeclaration], faults: &mut Vec<Fault>) {
    for (place, one) in declared.iter().enumerate() {
        let later = |name: &str| declared[place..].iter().any(|other| other.name == name);
        let clash = one.label.all().find_map(|label| {
            let other = fields.iter().find(|field| {
                !later(&field.name) && (field.name == label || field.label.all().any(|word| word == label))
            })?;
            Some((label, other))
        });
        if let Some((label, other)) = clash {
            let mut fault = Fault::key("type-label-twice", &one.trail)
                .with("label", label)
                .with("field", &one.name)
                .with("other", &other.name);
            if let Some(earlier) = declared[..place].iter().find(|own| own.name == other.name) {
                fault = fault.see(Part::Key, &earlier.trail);
            }
            faults.push(fault);
        }
    }
}

fn complete_field(
    declared: &FieldDeclaration,
    base: Option<&Field>,
    level: Level,
    reading: &Reading<'_>,
    faults: &mut Vec<Fault>,
) -> Field {
    let kind = complete_kind(&declared.kind, base.map(|base| &base.kind), reading, faults)
        .or_else(|| base.map(|base| base.kind.clone()))
        .unwrap_or(Kind::Text);
    check_fit(declared, base, &kind, level, faults);
    let flag = |own: Option<bool>, of_base: fn(&Field) -> bool| own.or(base.map(of_base));
    let mut field = base.cloned().unwrap_or(Field {
        name: declared.name.clone(),
        kind: Kind::Text,
        required: false,
        unique: false,
        localized: false,
        facet: None,
        label: Words::default(),
        also: Vec::new(),
        help: Words::default(),
        range: Range::default(),
        at_most: None,
        default: None,
        deprecated: None,
        hidden: false,
        envelope: level == Level::Envelope,
    });
    relabel(&mut field, &declared.label);
    merge_words(&mut field.help, &declared.help);
    field.required = flag(declared.required, |field| field.required).unwrap_or_default();
    field.unique = flag(declared.unique, |field| field.unique).unwrap_or_default();
    field.hidden = flag(declared.hidden, |field| field.hidden).unwrap_or_default();
    if base.is_none() {
        field.localized = declared.localized.unwrap_or_default() && holds_words(&kind);
    }
    field.at_most = declared.at_most.or(field.at_most);
    if let Some(instead) = &declared.deprecated {
        field.deprecated = Some(instead.clone());
    }
    if let Some(node) = &declared.facet {
        field.facet = facet(node, declared, &kind, reading, faults);
    }
    if let Some(node) = &declared.range {
        field.range = range(node, declared, &kind, reading, faults);
    }
    if let Some(node) = &declared.default {
        field.default = default(node, declared, &kind, reading, faults);
    }
    field.kind = kind;
    field
}

/// The label that a nearer file gives; what it replaces is still understood.
fn relabel(field: &mut Field, label: &Words) {
    let before: Vec<String> = field.label.all().map(str::to_owned).collect();
    merge_words(&mut field.label, label);
    for old in before {
        if !field.label.all().any(|word| word == old) && !field.also.contains(&old) {
            field.also.push(old);
        }
    }
}

/// Attributes that do not go with the kind, or that a later file may not change.
fn check_fit(declared: &FieldDeclaration, base: Option<&Field>, kind: &Kind, level: Level, faults: &mut Vec<Fault>) {
    let trail = |attribute: &str| down(&declared.trail, attribute);
    let mut refuse = |attribute: &str, kind: &str| {
        faults.push(unfit(&trail(attribute), attribute, kind));
    };
    let grouped = level == Level::Group;
    if declared.localized == Some(true) && !holds_words(kind) {
        refuse("localized", innermost(kind).name());
    }
    if declared.unique == Some(true) {
        if grouped {
            refuse("unique", "group");
        } else if matches!(kind, Kind::List(_) | Kind::Group(_) | Kind::Series(_)) {
            refuse("unique", kind.name());
        }
    }
    if declared.facet.is_some() && grouped {
        refuse("facet", "group");
    }
    if declared.at_most.is_some() && !matches!(kind, Kind::List(_) | Kind::Text | Kind::Markdown) {
        refuse("at_most", kind.name());
    }
    if declared.range.is_some() && expected(measured(kind)).is_none() {
        refuse("range", innermost(kind).name());
    }
    if let Some((base, own)) = base.zip(declared.localized)
        && base.localized != own
    {
        faults.push(Fault::key("type-addition", &trail("localized")).with("attribute", "localized"));
    }
}

/// The kind of the figures that a field holds.
fn measured(kind: &Kind) -> &Kind {
    match innermost(kind) {
        Kind::Series(item) => item,
        kind => kind,
    }
}

fn facet(
    node: &Node,
    declared: &FieldDeclaration,
    kind: &Kind,
    reading: &Reading<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Facet> {
    let trail = down(&declared.trail, "facet");
    let inner = innermost(kind);
    let counted = matches!(
        inner,
        Kind::Text | Kind::Choice { .. } | Kind::Boolean | Kind::Reference { .. }
    );
    let found = match node {
        Node::Scalar(scalar) => match scalar.text.as_str() {
            "false" => return None,
            "true" if counted => Some(Facet::Values),
            "tree" if matches!(inner, Kind::Reference { .. }) => Some(Facet::Tree),
            _ => None,
        },
        Node::List(items) if expected(inner).is_some() => {
            return thresholds(items, &trail, inner, reading, faults).map(Facet::Thresholds);
        }
        _ => None,
    };
    if found.is_none() {
        faults.push(
            Fault::value("type-facet", &trail)
                .with("field", &declared.name)
                .with("kind", inner.name()),
        );
    }
    found
}

fn thresholds(
    items: &[Node],
    trail: &[String],
    kind: &Kind,
    reading: &Reading<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Vec<Figure>> {
    let mut figures = Vec::with_capacity(items.len());
    for (place, item) in items.iter().enumerate() {
        figures.push(threshold(item, &down(trail, place), kind, reading, faults)?);
    }
    if buckets(&figures).is_err() {
        faults.push(Fault::value("type-facet-order", trail));
        return None;
    }
    Some(figures)
}

fn range(
    node: &Node,
    declared: &FieldDeclaration,
    kind: &Kind,
    reading: &Reading<'_>,
    faults: &mut Vec<Fault>,
) -> Range {
    let trail = down(&declared.trail, "range");
    let kind = measured(kind);
    let entries = attributes::map(node, &trail, faults);
    attributes::only(entries, &["min", "max"], &trail, faults);
    if expected(kind).is_none() {
        return Range::default();
    }
    let mut end = |name: &str| {
        let node = node.get(name).filter(|node| **node != Node::Null)?;
        bound(node, &down(&trail, name), kind, reading, faults)
    };
    let (min, max) = (end("min"), end("max"));
    if let (Some(low), Some(high)) = (min, max)
        && low > high
    {
        faults.push(Fault::value("type-range", &trail).with("min", low).with("max", high));
        return Range::default();
    }
    Range { min, max }
}

/// A figure as clerks write it, or a bare number, in the figure's base unit.
fn bound(
    node: &Node,
    trail: &[String],
    kind: &Kind,
    reading: &Reading<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Decimal> {
    threshold(node, trail, kind, reading, faults).map(|figure| reading.units.sort_key(&figure).1)
}

/// A plain number, or a figure of the field's kind.
fn threshold(
    node: &Node,
    trail: &[String],
    kind: &Kind,
    reading: &Reading<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Figure> {
    let Node::Scalar(scalar) = node else {
        faults.push(misshapen(trail, Shape::Text));
        return None;
    };
    if let Ok(number) = scalar.text.parse::<Decimal>() {
        return Some(Figure::exact(number, ""));
    }
    if let Ok(figure) = read_figure(&scalar.text, &expected(kind)?, reading.units) {
        return Some(figure);
    }
    faults.push(
        Fault::value("type-figure", trail)
            .with("written", &scalar.text)
            .with("kind", kind.name())
            .with("example", example(kind, reading)),
    );
    None
}

fn default(
    node: &Node,
    declared: &FieldDeclaration,
    kind: &Kind,
    reading: &Reading<'_>,
    faults: &mut Vec<Fault>,
) -> Option<crate::model::value::Value> {
    let trail = down(&declared.trail, "default");
    let mut own = Vec::new();
    let spot = Spot {
        field: "default",
        trail: &trail,
    };
    let value = read_value(node, kind, spot, reading, &mut own);
    let too_long = value.as_ref().is_some_and(|value| longest(value) > MOST_LETTERS);
    let wrong = own.first().map(|first| &first.trail);
    if let Some(at) = wrong.or(too_long.then_some(&trail)) {
        faults.push(
            Fault::value("type-default", at)
                .with("field", &declared.name)
                .with("kind", innermost(kind).name())
                .with("example", example(kind, reading)),
        );
        return None;
    }
    value
}
