//! A kind put together from what type files say of it.

use crate::diag::suggest::nearest;
use crate::lang::figure::mistake::Expected;
use crate::lang::figure::read::read_figure;
use crate::lang::figure::units::Units;
use crate::model::types::{Field, Kind};
use crate::model::words::Words;
use crate::schema::attributes::Named;
use crate::schema::complete::{Level, add_fields};
use crate::schema::declare::KindDeclaration;
use crate::schema::kinds::{KIND_NAMES, expected};
use crate::schema::value::Reading;
use crate::yaml::report::{Fault, Part, down};

/// The kind that a declaration makes of the kind it adds to, or makes alone. None if it cannot be told.
pub(crate) fn complete_kind(
    declared: &KindDeclaration,
    base: Option<&Kind>,
    reading: &Reading<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Kind> {
    let name = match (&declared.name, base) {
        (None, None) => {
            let field = declared.trail.last().map_or("", String::as_str);
            faults.push(Fault::key("type-kind-missing", &declared.trail).with("field", field));
            return None;
        }
        (None, Some(base)) => base.name(),
        (Some(named), base) => {
            let name = known_kind(named, faults)?;
            if let Some(base) = base.filter(|base| base.name() != name) {
                faults.push(changed(named, base));
                return Some(base.clone());
            }
            name
        }
    };
    unfit_parts(declared, name, faults);
    match name {
        "choice" => choice(declared, base, faults),
        "quantity" => Some(quantity(declared, base, reading.units, faults)),
        "reference" => reference(declared, base, faults),
        "list" => list(declared, base, reading, faults),
        "series" => series(declared, base, reading, faults),
        "group" => group(declared, base, reading, faults),
        _ => simple(name),
    }
}

fn known_kind(named: &Named, faults: &mut Vec<Fault>) -> Option<&'static str> {
    let found = KIND_NAMES.iter().copied().find(|name| *name == named.text);
    if found.is_none() {
        let near = nearest(&named.text, KIND_NAMES.iter().copied().zip(0..));
        let mut fault = Fault::value("type-kind-unknown", &named.trail)
            .with("kind", &named.text)
            .with("known", KIND_NAMES.join("、"))
            .with_some("suggestion", near.map(|near| near.word));
        fault.replacement = near.filter(|near| near.certain).map(|near| near.word.to_owned());
        faults.push(fault);
    }
    found
}

fn changed(named: &Named, base: &Kind) -> Fault {
    Fault::value("type-kind-changed", &named.trail)
        .with("kind", &named.text)
        .with("was", base.name())
}

/// Parts that belong to other kinds. A list passes on what is meant for its items.
fn unfit_parts(declared: &KindDeclaration, name: &str, faults: &mut Vec<Fault>) {
    let parts: [(&str, bool, &[&str]); 5] = [
        ("of", declared.of.is_some(), &["list", "series"]),
        ("fields", declared.fields.is_some(), &["group", "list"]),
        ("to", declared.to.is_some(), &["reference", "list"]),
        ("options", declared.options.is_some(), &["choice", "list"]),
        ("unit", declared.unit.is_some(), &["quantity", "series", "list"]),
    ];
    for (part, given, kinds) in parts {
        if given && !kinds.contains(&name) {
            faults.push(unfit(&down(&declared.trail, part), part, name));
        }
    }
}

/// An attribute that does not go with the kind.
pub(crate) fn unfit(trail: &[String], attribute: &str, kind: &str) -> Fault {
    Fault::key("type-attribute-unfit", trail)
        .with("attribute", attribute)
        .with("kind", kind)
}

/// A part without which the kind means nothing.
fn lacking(declared: &KindDeclaration, attribute: &str, kind: &str) -> Fault {
    Fault::key("type-kind-part", &declared.trail)
        .with("attribute", attribute)
        .with("kind", kind)
}

fn simple(name: &str) -> Option<Kind> {
    Some(match name {
        "text" => Kind::Text,
        "markdown" => Kind::Markdown,
        "integer" => Kind::Integer,
        "decimal" => Kind::Decimal,
        "money" => Kind::Money,
        "area" => Kind::Area,
        "length" => Kind::Length,
        "percent" => Kind::Percent,
        "date" => Kind::Date,
        "datetime" => Kind::DateTime,
        "period" => Kind::Period,
        "boolean" => Kind::Boolean,
        "place" => Kind::Place,
        "image" => Kind::Image,
        "file" => Kind::File,
        "video" => Kind::Video,
        "contact" => Kind::Contact,
        "address" => Kind::Address,
        "link" => Kind::Link,
        _ => return None,
    })
}

fn choice(declared: &KindDeclaration, base: Option<&Kind>, faults: &mut Vec<Fault>) -> Option<Kind> {
    let mut options: Vec<(String, Words)> = match base {
        Some(Kind::Choice { options }) => options.clone(),
        _ => Vec::new(),
    };
    for (key, label) in declared.options.iter().flatten() {
        let trail = down(&down(&declared.trail, "options"), key);
        if !is_option_key(key) {
            faults.push(Fault::key("type-option-name", &trail).with("option", key));
        }
        match options.iter_mut().find(|(known, _)| known == key) {
            Some((_, known)) => merge_words(known, label),
            None if label.is_empty() => {
                faults.push(Fault::key("type-option-label", &trail).with("option", key));
            }
            None => options.push((key.clone(), label.clone())),
        }
    }
    if options.is_empty() {
        if declared.options.as_ref().is_none_or(Vec::is_empty) {
            faults.push(lacking(declared, "options", "choice"));
        }
        return None;
    }
    same_labels(declared, &options, faults);
    Some(Kind::Choice { options })
}

/// Two options that are called the same could not be told apart.
fn same_labels(declared: &KindDeclaration, options: &[(String, Words)], faults: &mut Vec<Fault>) {
    let trail = down(&declared.trail, "options");
    for (place, (key, label)) in options.iter().enumerate() {
        let twice = options[..place].iter().find_map(|(other, words)| {
            let same = label
                .all()
                .find(|word| *word == other || words.all().any(|known| known == *word))?;
            Some((other, same))
        });
        if let Some((other, same)) = twice {
            faults.push(
                Fault::key("type-label-twice", &down(&trail, key))
                    .with("label", same)
                    .with("field", key)
                    .with("other", other)
                    .see(Part::Key, &down(&trail, other)),
            );
        }
    }
}

/// A key that can stand in an address: small letters, digits, `_` and `-`.
fn is_option_key(key: &str) -> bool {
    !key.is_empty()
        && key
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-'))
}

/// The nearer words take the place of the farther ones, language by language.
pub(crate) fn merge_words(words: &mut Words, nearer: &Words) {
    for (lang, text) in &nearer.by_lang {
        words.by_lang.insert(lang.clone(), text.clone());
    }
    if nearer.any.is_some() {
        words.any.clone_from(&nearer.any);
        if nearer.by_lang.is_empty() {
            words.by_lang.clear();
        }
    }
}

fn quantity(declared: &KindDeclaration, base: Option<&Kind>, units: &Units, faults: &mut Vec<Fault>) -> Kind {
    let kept = || base.cloned().unwrap_or(Kind::Quantity { unit: None });
    let Some(named) = &declared.unit else {
        return kept();
    };
    let Some(unit) = unit_key(&named.text, units) else {
        faults.push(Fault::value("type-unit", &named.trail).with("unit", &named.text));
        return kept();
    };
    let kind = Kind::Quantity { unit: Some(unit) };
    match base.filter(|base| **base != kind) {
        Some(base) => {
            faults.push(changed(named, base));
            base.clone()
        }
        None => kind,
    }
}

/// The key of a unit that is given by its key or by any of its names.
fn unit_key(written: &str, units: &Units) -> Option<String> {
    if units.knows(written) {
        return Some(written.to_owned());
    }
    read_figure(&format!("1{written}"), &Expected::Quantity(None), units)
        .ok()
        .map(|figure| figure.unit)
        .filter(|unit| !unit.is_empty())
}

fn reference(declared: &KindDeclaration, base: Option<&Kind>, faults: &mut Vec<Fault>) -> Option<Kind> {
    let to: Vec<String> = declared.to.iter().flatten().map(|named| named.text.clone()).collect();
    let first = declared.to.iter().flatten().next();
    let own = Kind::Reference { to };
    match (base, first) {
        (Some(base), Some(named)) if *base != own => {
            faults.push(changed(named, base));
            Some(base.clone())
        }
        (Some(base), _) => Some(base.clone()),
        (None, Some(_)) => Some(own),
        (None, None) => {
            faults.push(lacking(declared, "to", "reference"));
            None
        }
    }
}

fn list(
    declared: &KindDeclaration,
    base: Option<&Kind>,
    reading: &Reading<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Kind> {
    let base_item = match base {
        Some(Kind::List(item)) => Some(item.as_ref()),
        _ => None,
    };
    let item = match (&declared.of, base_item) {
        (None, None) => {
            faults.push(lacking(declared, "of", "list"));
            return None;
        }
        (of, _) => passed_on(declared, of.as_deref()),
    };
    if item.name.as_ref().is_some_and(|named| named.text == "list") {
        faults.push(unfit(&item.trail, "of", "list"));
        return None;
    }
    complete_kind(&item, base_item, reading, faults).map(|item| Kind::List(Box::new(item)))
}

/// `of: reference` beside `to: region`: what stands at the list is meant for its items.
fn passed_on(declared: &KindDeclaration, of: Option<&KindDeclaration>) -> KindDeclaration {
    let mut item = of.cloned().unwrap_or_default();
    let own = item.fields.is_some() || item.to.is_some() || item.options.is_some();
    if of.is_none() || !own {
        item.trail.clone_from(&declared.trail);
        item.fields.clone_from(&declared.fields);
        item.to.clone_from(&declared.to);
        item.options.clone_from(&declared.options);
        item.unit = item.unit.or_else(|| declared.unit.clone());
    }
    item
}

fn series(
    declared: &KindDeclaration,
    base: Option<&Kind>,
    reading: &Reading<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Kind> {
    let base_item = match base {
        Some(Kind::Series(item)) => Some(item.as_ref()),
        _ => None,
    };
    let item = match (&declared.of, base_item) {
        (None, Some(item)) => item.clone(),
        (None, None) => quantity(declared, None, reading.units, faults),
        (Some(of), _) => complete_kind(of, base_item, reading, faults)?,
    };
    if expected(&item).is_none() {
        let trail = down(&declared.trail, "of");
        faults.push(unfit(&trail, item.name(), "series"));
        return None;
    }
    Some(Kind::Series(Box::new(item)))
}

fn group(
    declared: &KindDeclaration,
    base: Option<&Kind>,
    reading: &Reading<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Kind> {
    let mut fields: Vec<Field> = match base {
        Some(Kind::Group(fields)) => fields.clone(),
        _ => Vec::new(),
    };
    let declared_fields = declared.fields.as_deref().map_or(&[][..], Vec::as_slice);
    if fields.is_empty() && declared_fields.is_empty() {
        faults.push(lacking(declared, "fields", "group"));
        return None;
    }
    add_fields(&mut fields, declared_fields, Level::Group, reading, faults);
    Some(Kind::Group(fields))
}
