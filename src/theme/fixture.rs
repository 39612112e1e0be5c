//! Small layers and types for the tests of this folder.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::path::SourcePath;
use crate::model::types::{Address, Back, Direction, Facet, Field, FieldGroup, Kind, OrderBy, Range, Type, Types};
use crate::model::words::Words;
use crate::theme::functions::Interface;
use crate::theme::layers::{Content, Layer, LayerFile};

pub(in crate::theme) fn layer(name: &str, files: &[(&str, &str)]) -> Layer {
    let files = files.iter().map(|(path, text)| {
        let file = LayerFile {
            source: SourcePath::of_program(&format!("themes/{name}/{path}")),
            content: Content::Text(Arc::from(*text)),
        };
        ((*path).to_owned(), file)
    });
    Layer {
        name: name.to_owned(),
        files: files.collect(),
    }
}

/// The same few words in every language.
pub(in crate::theme) struct FewWords(pub(in crate::theme) BTreeMap<&'static str, &'static str>);

impl Interface for FewWords {
    fn text(&self, _lang: &str, key: &str, n: Option<&str>, arguments: &BTreeMap<String, String>) -> Option<String> {
        let mut text = (*self.0.get(key)?).replace("{n}", n.unwrap_or_default());
        for (name, value) in arguments {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        Some(text)
    }
}

/// `project` with a stage, a region and milestones; `region` with a parent; free pages.
pub(in crate::theme) fn types() -> Types {
    let region = || Kind::Reference {
        to: vec!["region".to_owned()],
    };
    let milestones = Kind::List(Box::new(Kind::Group(vec![field("date", Kind::Date)])));
    let options = vec![("promoting".to_owned(), Words::plain("招商中"))];
    let project = Type {
        card: vec!["stage".to_owned()],
        back: vec![Back {
            name: "follow_ups".to_owned(),
            from: "project".to_owned(),
            field: "region".to_owned(),
        }],
        ..kind(
            "project",
            vec![
                field("title", Kind::Text),
                field("stage", Kind::Choice { options }),
                field("region", region()),
                field("milestones", milestones),
            ],
        )
    };
    let region = kind("region", vec![field("title", Kind::Text), field("parent", region())]);
    let page = Type {
        address: Address::Root,
        ..kind("page", vec![field("title", Kind::Text)])
    };
    Types {
        index: Vec::new(),
        types: [project, region, page]
            .into_iter()
            .map(|kind| (kind.name.clone(), kind))
            .collect(),
    }
}

fn kind(name: &str, fields: Vec<Field>) -> Type {
    Type {
        name: name.to_owned(),
        folder: format!("{name}s"),
        one: Words::plain(name),
        many: Words::plain(name),
        groups: vec![FieldGroup {
            label: Words::plain("组"),
            fields: fields.iter().skip(1).map(|field| field.name.clone()).collect(),
        }],
        fields,
        order: vec![OrderBy {
            field: "title".to_owned(),
            direction: Direction::Ascending,
        }],
        back: Vec::new(),
        parent: None,
        card: Vec::new(),
        address: Address::Folder,
        schema_org: None,
    }
}

fn field(name: &str, kind: Kind) -> Field {
    Field {
        also: Vec::new(),
        name: name.to_owned(),
        required: false,
        unique: false,
        localized: false,
        facet: matches!(kind, Kind::Choice { .. }).then_some(Facet::Values),
        kind,
        label: Words::plain(name),
        help: Words::default(),
        range: Range::default(),
        at_most: None,
        default: None,
        deprecated: None,
        hidden: false,
        envelope: name == "title",
    }
}
