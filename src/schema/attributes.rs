//! Small readers for what stands in type files: maps, names, flags, counts and words.

use crate::diag::suggest::{listed, nearest};
use crate::model::lang::Lang;
use crate::model::node::{Node, Scalar, Style, Trail};
use crate::model::words::Words;
use crate::yaml::report::{Fault, down};

/// A name as it stands in a type file, with the way to it.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) text: String,
    pub(crate) trail: Trail,
}

/// What a place in a type file asks for; the names of the words that say so.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    Map,
    List,
    Text,
    YesNo,
    Count,
    Words,
}

impl Shape {
    fn name(self) -> &'static str {
        match self {
            Shape::Map => "shape-map",
            Shape::List => "shape-list",
            Shape::Text => "shape-text",
            Shape::YesNo => "shape-yes-no",
            Shape::Count => "shape-count",
            Shape::Words => "shape-words",
        }
    }
}

pub(crate) fn misshapen(trail: &[String], shape: Shape) -> Fault {
    Fault::value("type-shape", trail)
        .with("attribute", trail.last().map_or("", String::as_str))
        .with("expected", shape.name())
}

/// The entries of a map; nothing written counts as an empty one.
pub(crate) fn map<'n>(node: &'n Node, trail: &[String], faults: &mut Vec<Fault>) -> &'n [(String, Node)] {
    match node {
        Node::Map(entries) => entries,
        Node::Null => &[],
        Node::Scalar(_) | Node::List(_) => {
            faults.push(misshapen(trail, Shape::Map));
            &[]
        }
    }
}

/// Complains of keys that mean nothing here.
pub(crate) fn only(entries: &[(String, Node)], known: &[&str], trail: &[String], faults: &mut Vec<Fault>) {
    for (key, _) in entries {
        if !known.contains(&key.as_str()) {
            let near = nearest(key, known.iter().copied().zip(0..));
            let mut fault = Fault::key("type-attribute-unknown", &down(trail, key))
                .with("attribute", key)
                .with("known", listed(known.iter().copied()))
                .with_some("suggestion", near.map(|near| near.word));
            fault.replacement = near.filter(|near| near.certain).map(|near| near.word.to_owned());
            faults.push(fault);
        }
    }
}

pub(crate) fn text(node: &Node, trail: &[String], faults: &mut Vec<Fault>) -> Option<Named> {
    match node {
        Node::Scalar(scalar) if !scalar.text.trim().is_empty() => Some(Named {
            text: scalar.text.trim().to_owned(),
            trail: trail.to_vec(),
        }),
        Node::Null => None,
        _ => {
            faults.push(misshapen(trail, Shape::Text));
            None
        }
    }
}

/// A list of names; one name may stand without a list.
pub(crate) fn names(node: &Node, trail: &[String], faults: &mut Vec<Fault>) -> Vec<Named> {
    match node {
        Node::List(items) => items
            .iter()
            .enumerate()
            .filter_map(|(place, item)| text(item, &down(trail, place), faults))
            .collect(),
        Node::Map(_) => {
            faults.push(misshapen(trail, Shape::List));
            Vec::new()
        }
        Node::Null | Node::Scalar(_) => text(node, trail, faults).into_iter().collect(),
    }
}

pub(crate) fn flag(node: &Node, trail: &[String], faults: &mut Vec<Fault>) -> Option<bool> {
    match node {
        Node::Scalar(Scalar {
            text,
            style: Style::Boolean,
        }) => Some(text == "true"),
        Node::Null => None,
        _ => {
            faults.push(misshapen(trail, Shape::YesNo));
            None
        }
    }
}

pub(crate) fn count(node: &Node, trail: &[String], faults: &mut Vec<Fault>) -> Option<usize> {
    let number = node.text().and_then(|text| text.parse().ok());
    if number.is_none_or(|number| number == 0) && *node != Node::Null {
        faults.push(misshapen(trail, Shape::Count));
        return None;
    }
    number
}

/// `{zh-Hans: …, en: …}`, or one text that counts for all languages.
pub(crate) fn words(node: &Node, trail: &[String], faults: &mut Vec<Fault>) -> Words {
    let mut words = Words::default();
    match node {
        Node::Null => {}
        Node::Scalar(scalar) => words = Words::plain(scalar.text.trim()),
        Node::List(_) => faults.push(misshapen(trail, Shape::Words)),
        Node::Map(entries) => {
            for (key, value) in entries {
                let here = down(trail, key);
                match (Lang::parse(key), value) {
                    (Ok(lang), Node::Scalar(scalar)) => {
                        words.by_lang.insert(lang, scalar.text.trim().to_owned());
                    }
                    (Ok(_), Node::Null) => {}
                    (Ok(_), _) => faults.push(misshapen(&here, Shape::Text)),
                    (Err(_), _) => {
                        faults.push(Fault::key("type-language", &here).with("written", key));
                    }
                }
            }
        }
    }
    words
}
