//! One type file as it stands: what it says, before it is joined with other files.

use crate::model::node::{Node, Trail};
use crate::model::types::{Address, Direction};
use crate::model::words::Words;
use crate::schema::attributes::{self, Named, Shape, count, flag, misshapen, names, text, words};
use crate::yaml::report::{Fault, down};

/// The attributes of a type.
pub(crate) const TYPE_ATTRIBUTES: [&str; 11] = [
    "folder",
    "label",
    "fields",
    "groups",
    "order",
    "back",
    "parent",
    "card",
    "address",
    "schema_org",
    "extends",
];

/// The attributes of a field.
pub(crate) const FIELD_ATTRIBUTES: [&str; 17] = [
    "kind",
    "of",
    "fields",
    "to",
    "options",
    "label",
    "help",
    "required",
    "unique",
    "localized",
    "facet",
    "range",
    "at_most",
    "unit",
    "default",
    "deprecated",
    "hidden",
];

/// What the map after `of:` may hold.
const ITEM_ATTRIBUTES: [&str; 6] = ["kind", "of", "fields", "to", "options", "unit"];

/// What one type file says.
#[derive(Debug, Default)]
pub(crate) struct Declaration {
    pub(crate) extends: Option<Named>,
    pub(crate) folder: Option<Named>,
    pub(crate) one: Words,
    pub(crate) many: Words,
    pub(crate) fields: Vec<FieldDeclaration>,
    pub(crate) groups: Vec<(Words, Vec<Named>)>,
    pub(crate) order: Vec<(Named, Direction)>,
    pub(crate) back: Vec<BackDeclaration>,
    pub(crate) parent: Option<Named>,
    pub(crate) card: Vec<Named>,
    pub(crate) address: Option<Address>,
    pub(crate) schema_org: Option<Named>,
}

#[derive(Debug)]
pub(crate) struct BackDeclaration {
    pub(crate) name: String,
    pub(crate) from: Named,
    pub(crate) field: Named,
}

/// What one type file says of one field. What depends on the kind is read when the kind is known.
#[derive(Debug)]
pub(crate) struct FieldDeclaration {
    pub(crate) name: String,
    pub(crate) trail: Trail,
    pub(crate) kind: KindDeclaration,
    pub(crate) required: Option<bool>,
    pub(crate) unique: Option<bool>,
    pub(crate) localized: Option<bool>,
    pub(crate) hidden: Option<bool>,
    pub(crate) facet: Option<Node>,
    pub(crate) range: Option<Node>,
    pub(crate) at_most: Option<usize>,
    pub(crate) default: Option<Node>,
    pub(crate) deprecated: Option<Words>,
    pub(crate) label: Words,
    pub(crate) help: Words,
}

/// The attributes that make up a kind.
#[derive(Clone, Debug, Default)]
pub(crate) struct KindDeclaration {
    pub(crate) trail: Trail,
    pub(crate) name: Option<Named>,
    pub(crate) of: Option<Box<KindDeclaration>>,
    pub(crate) fields: Option<std::sync::Arc<Vec<FieldDeclaration>>>,
    pub(crate) to: Option<Vec<Named>>,
    pub(crate) options: Option<Vec<(String, Words)>>,
    pub(crate) unit: Option<Named>,
}

/// Takes a type file apart. `known` are the attributes that may stand at its top.
pub(crate) fn declare(root: &Node, known: &[&str], faults: &mut Vec<Fault>) -> Declaration {
    let top: Trail = Vec::new();
    let entries = attributes::map(root, &top, faults);
    attributes::only(entries, known, &top, faults);
    let mut declaration = Declaration::default();
    for (key, node) in entries {
        let trail = down(&top, key);
        match key.as_str() {
            "extends" => declaration.extends = text(node, &trail, faults),
            "folder" => declaration.folder = text(node, &trail, faults),
            "label" => (declaration.one, declaration.many) = labels(node, &trail, faults),
            "fields" => declaration.fields = fields(node, &trail, faults),
            "groups" => declaration.groups = groups(node, &trail, faults),
            "order" => declaration.order = order(node, &trail, faults),
            "back" => declaration.back = back(node, &trail, faults),
            "parent" => declaration.parent = text(node, &trail, faults),
            "card" => declaration.card = names(node, &trail, faults),
            "address" => declaration.address = address(node, &trail, faults),
            "schema_org" => declaration.schema_org = text(node, &trail, faults),
            _ => {}
        }
    }
    declaration
}

/// `{one: …, many: …}`, or words that serve for both.
fn labels(node: &Node, trail: &[String], faults: &mut Vec<Fault>) -> (Words, Words) {
    if node.get("one").is_none() && node.get("many").is_none() {
        let both = words(node, trail, faults);
        return (both.clone(), both);
    }
    let entries = attributes::map(node, trail, faults);
    attributes::only(entries, &["one", "many"], trail, faults);
    let mut part = |name: &str| {
        node.get(name)
            .map_or_else(Words::default, |node| words(node, &down(trail, name), faults))
    };
    let (one, many) = (part("one"), part("many"));
    match (one.is_empty(), many.is_empty()) {
        (true, _) => (many.clone(), many),
        (_, true) => (one.clone(), one),
        _ => (one, many),
    }
}

pub(crate) fn fields(node: &Node, trail: &[String], faults: &mut Vec<Fault>) -> Vec<FieldDeclaration> {
    attributes::map(node, trail, faults)
        .iter()
        .map(|(name, node)| field(name, node, &down(trail, name), faults))
        .collect()
}

fn field(name: &str, node: &Node, trail: &[String], faults: &mut Vec<Fault>) -> FieldDeclaration {
    let entries = attributes::map(node, trail, faults);
    attributes::only(entries, &FIELD_ATTRIBUTES, trail, faults);
    let mut field = FieldDeclaration {
        name: name.to_owned(),
        trail: trail.to_vec(),
        kind: kind(entries, trail, faults),
        required: None,
        unique: None,
        localized: None,
        hidden: None,
        facet: None,
        range: None,
        at_most: None,
        default: None,
        deprecated: None,
        label: Words::default(),
        help: Words::default(),
    };
    for (key, node) in entries.iter().filter(|(_, node)| *node != Node::Null) {
        let trail = down(trail, key);
        match key.as_str() {
            "required" => field.required = flag(node, &trail, faults),
            "unique" => field.unique = flag(node, &trail, faults),
            "localized" => field.localized = flag(node, &trail, faults),
            "hidden" => field.hidden = flag(node, &trail, faults),
            "facet" => field.facet = Some(node.clone()),
            "range" => field.range = Some(node.clone()),
            "at_most" => field.at_most = count(node, &trail, faults),
            "default" => field.default = Some(node.clone()),
            "deprecated" => field.deprecated = Some(words(node, &trail, faults)),
            "label" => field.label = words(node, &trail, faults),
            "help" => field.help = words(node, &trail, faults),
            _ => {}
        }
    }
    field
}

fn kind(entries: &[(String, Node)], trail: &[String], faults: &mut Vec<Fault>) -> KindDeclaration {
    let mut kind = KindDeclaration {
        trail: trail.to_vec(),
        ..KindDeclaration::default()
    };
    for (key, node) in entries.iter().filter(|(_, node)| *node != Node::Null) {
        let trail = down(trail, key);
        match key.as_str() {
            "kind" => kind.name = text(node, &trail, faults),
            "of" => kind.of = Some(Box::new(item_kind(node, &trail, faults))),
            "fields" => kind.fields = Some(fields(node, &trail, faults).into()),
            "to" => kind.to = Some(names(node, &trail, faults)),
            "options" => kind.options = Some(options(node, &trail, faults)),
            "unit" => kind.unit = text(node, &trail, faults),
            _ => {}
        }
    }
    kind
}

/// After `of:`: the name of a kind, or a map that says more of it.
fn item_kind(node: &Node, trail: &[String], faults: &mut Vec<Fault>) -> KindDeclaration {
    if let Node::Scalar(_) = node {
        return KindDeclaration {
            trail: trail.to_vec(),
            name: text(node, trail, faults),
            ..KindDeclaration::default()
        };
    }
    let entries = attributes::map(node, trail, faults);
    attributes::only(entries, &ITEM_ATTRIBUTES, trail, faults);
    kind(entries, trail, faults)
}

fn options(node: &Node, trail: &[String], faults: &mut Vec<Fault>) -> Vec<(String, Words)> {
    attributes::map(node, trail, faults)
        .iter()
        .map(|(key, node)| (key.clone(), words(node, &down(trail, key), faults)))
        .collect()
}

fn groups(node: &Node, trail: &[String], faults: &mut Vec<Fault>) -> Vec<(Words, Vec<Named>)> {
    let Node::List(items) = node else {
        faults.push(misshapen(trail, Shape::List));
        return Vec::new();
    };
    let mut groups = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let trail = down(trail, place);
        let entries = attributes::map(item, &trail, faults);
        attributes::only(entries, &["label", "fields"], &trail, faults);
        let label = item
            .get("label")
            .map_or_else(Words::default, |node| words(node, &down(&trail, "label"), faults));
        let fields = item
            .get("fields")
            .map_or_else(Vec::new, |node| names(node, &down(&trail, "fields"), faults));
        groups.push((label, fields));
    }
    groups
}

fn order(node: &Node, trail: &[String], faults: &mut Vec<Fault>) -> Vec<(Named, Direction)> {
    names(node, trail, faults)
        .into_iter()
        .map(|mut named| match named.text.strip_prefix('-') {
            Some(field) => {
                named.text = field.to_owned();
                (named, Direction::Descending)
            }
            None => (named, Direction::Ascending),
        })
        .collect()
}

fn back(node: &Node, trail: &[String], faults: &mut Vec<Fault>) -> Vec<BackDeclaration> {
    let mut all = Vec::new();
    for (name, node) in attributes::map(node, trail, faults) {
        let trail = down(trail, name);
        let entries = attributes::map(node, &trail, faults);
        attributes::only(entries, &["from", "field"], &trail, faults);
        let mut part = |key: &str| {
            let here = down(&trail, key);
            let found = node.get(key).and_then(|node| text(node, &here, faults));
            if found.is_none() {
                faults.push(misshapen(&here, Shape::Text));
            }
            found
        };
        let (from, field) = (part("from"), part("field"));
        if let (Some(from), Some(field)) = (from, field) {
            all.push(BackDeclaration {
                name: name.clone(),
                from,
                field,
            });
        }
    }
    all
}

fn address(node: &Node, trail: &[String], faults: &mut Vec<Fault>) -> Option<Address> {
    let written = text(node, trail, faults)?;
    match written.text.as_str() {
        "root" => Some(Address::Root),
        "folder" => Some(Address::Folder),
        _ => {
            faults.push(Fault::value("type-address", trail).with("written", written.text));
            None
        }
    }
}
