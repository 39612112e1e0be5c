//! What `::: list {type=… …}` asks for must exist.

use crate::build::link::bodies::At;
use crate::diag::Diagnostic;
use crate::diag::suggest::{listed, nearest};
use crate::markdown::BlockUse;
use crate::model::types::Type;
use crate::site::Site;

/// Arguments besides the fields of the type.
const OWN: [&str; 4] = ["type", "limit", "order", "title"];

pub(super) fn check(site: &Site, block: &BlockUse, at: &At<'_>) -> Vec<Diagnostic> {
    let wrong = |name: &str, written: &str, known: Vec<&str>| {
        let near = nearest(written, known.iter().copied().zip(0..)).map(|near| near.word);
        at("block-argument", &block.range)
            .with("name", name)
            .with_some("near", near)
            .with("known", listed(known.iter().copied()))
    };
    let types = || site.types.types.keys().map(String::as_str).collect();
    let Some(written) = block.arguments.get("type") else {
        return vec![at("block-type-missing", &block.range).with("known", listed(types()))];
    };
    let Some(kind) = site.types.get(written) else {
        return vec![wrong(&format!("type={written}"), written, types())];
    };
    let bad = block
        .arguments
        .iter()
        .filter(|(name, value)| !is_good(kind, name, value));
    bad.map(|(name, value)| {
        let fields = kind.fields.iter().map(|field| field.name.as_str());
        let known: Vec<&str> = match name.as_str() {
            "limit" => vec!["limit=6"],
            "order" => fields.collect(),
            _ => OWN[1..3].iter().copied().chain(fields).collect(),
        };
        let written = if name == "order" { value } else { name };
        wrong(&format!("{name}={value}"), written, known)
    })
    .collect()
}

fn is_good(kind: &Type, name: &str, value: &str) -> bool {
    match name {
        "type" | "title" => true,
        "limit" => value.parse::<usize>().is_ok(),
        "order" => value
            .split(',')
            .all(|field| kind.field(field.trim().trim_start_matches('-')).is_some()),
        field => kind.field_written(field).is_some(),
    }
}
