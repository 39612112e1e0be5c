//! The parts of a value that is written as a map: `{value: …, unit: …}`, `{longitude: …, latitude: …}`.

use crate::diag::suggest::{listed, nearest};
use crate::model::node::{Node, Trail};
use crate::schema::value::{Reading, Spot, is_empty, spelled};
use crate::yaml::report::{Fault, Part, down};

/// A part by its key, and the Chinese words that mean the same.
pub(in crate::schema) type PartName = (&'static str, &'static [&'static str]);

/// The parts that are written, each with the way to it.
pub(super) struct Parts<'n> {
    found: Vec<(&'static str, &'n Node, Trail)>,
}

/// Takes the map apart; complains of parts that are unknown or there twice.
pub(super) fn parts<'n>(
    entries: &'n [(String, Node)],
    names: &[PartName],
    spot: Spot<'_>,
    faults: &mut Vec<Fault>,
) -> Parts<'n> {
    let mut found: Vec<(&'static str, &'n Node, Trail)> = Vec::new();
    for (written, node) in entries {
        let trail = down(spot.trail, written);
        let Some(key) = part_named(written, names) else {
            faults.push(unknown(written, names, spot, &trail));
            continue;
        };
        if let Some((_, _, first)) = found.iter().find(|(known, _, _)| *known == key) {
            faults.push(
                Fault::key("field-twice", &trail)
                    .with("field", key)
                    .with("first", first.last().map_or(key, String::as_str))
                    .with("second", written)
                    .see(Part::Key, first),
            );
        } else {
            found.push((key, node, trail));
        }
    }
    found.retain(|(_, node, _)| !is_empty(node));
    Parts { found }
}

/// Whether any key of the map names one of these parts.
pub(super) fn any_part(entries: &[(String, Node)], names: &[PartName]) -> bool {
    entries.iter().any(|(written, _)| part_named(written, names).is_some())
}

fn part_named(written: &str, names: &[PartName]) -> Option<&'static str> {
    names
        .iter()
        .find(|(key, words)| *key == written || words.contains(&written))
        .map(|(key, _)| *key)
}

fn unknown(written: &str, names: &[PartName], spot: Spot<'_>, trail: &[String]) -> Fault {
    let words = names.iter().zip(0..).flat_map(|((key, words), number)| {
        std::iter::once(*key)
            .chain(words.iter().copied())
            .map(move |word| (word, number))
    });
    let near = nearest(written, words);
    let mut fault = Fault::key("part-unknown", trail)
        .with("part", written)
        .with("field", spot.field)
        .with("known", listed(names.iter().map(|(key, _)| *key)))
        .with_some("suggestion", near.map(|near| near.word));
    fault.replacement = near.filter(|near| near.certain).map(|near| near.word.to_owned());
    fault
}

impl<'n> Parts<'n> {
    pub(super) fn get(&self, key: &str) -> Option<(&'n Node, &Trail)> {
        self.found
            .iter()
            .find(|(name, _, _)| *name == key)
            .map(|(_, node, trail)| (*node, trail))
    }

    /// A part that is a single word or text.
    pub(super) fn text(
        &self,
        key: &'static str,
        reading: &Reading<'_>,
        faults: &mut Vec<Fault>,
    ) -> Option<(String, &Trail)> {
        let (node, trail) = self.get(key)?;
        if let Node::Scalar(scalar) = node {
            return Some((spelled(scalar, trail, reading), trail));
        }
        faults.push(bad_part(key, "…", "", trail));
        None
    }

    /// As [`Parts::text`], for a part that must be there.
    pub(super) fn needed(
        &self,
        key: &'static str,
        spot: Spot<'_>,
        reading: &Reading<'_>,
        faults: &mut Vec<Fault>,
    ) -> Option<(String, &Trail)> {
        if self.get(key).is_none() {
            faults.push(
                Fault::value("part-missing", spot.trail)
                    .with("part", key)
                    .with("field", spot.field),
            );
        }
        self.text(key, reading, faults)
    }
}

/// A part whose words mean nothing there.
pub(super) fn bad_part(part: &str, written: &str, known: &str, trail: &[String]) -> Fault {
    let fault = Fault::value("part-unfit", trail)
        .with("part", part)
        .with("written", written);
    if known.is_empty() {
        fault
    } else {
        fault.with("known", known)
    }
}
