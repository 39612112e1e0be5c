//! How templates use one another: who is meant by a name, and that nobody unknown is.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, suggest};
use crate::model::path::SourcePath;
use crate::theme::bounds;
use crate::theme::outline::{Named, Outline, Refers};

/// One template with what it refers to.
pub(in crate::theme) struct Unit<'a> {
    /// `wutong:entry.html`
    pub name: &'a str,
    pub file: &'a SourcePath,
    pub outline: Outline<'a>,
}

/// All templates of all layers, and who is meant by a name.
pub(in crate::theme) struct Units<'a> {
    pub list: Vec<Unit<'a>>,
    by_name: BTreeMap<&'a str, usize>,
    /// `entry.html` → the nearest layer's.
    nearest: BTreeMap<&'a str, usize>,
    /// The nearest definition: unit and place among its components.
    components: BTreeMap<&'a str, (usize, usize)>,
}

impl<'a> Units<'a> {
    /// The units stand in the order of their layers, nearest first.
    pub(in crate::theme) fn new(list: Vec<Unit<'a>>) -> Self {
        let mut units = Units {
            by_name: BTreeMap::new(),
            nearest: BTreeMap::new(),
            components: BTreeMap::new(),
            list,
        };
        for (place, unit) in units.list.iter().enumerate() {
            units.by_name.insert(unit.name, place);
            let path = unit.name.split_once(':').map_or(unit.name, |(_, path)| path);
            units.nearest.entry(path).or_insert(place);
            for (nth, component) in unit.outline.components.iter().enumerate() {
                let entry = units.components.entry(component.named.name);
                entry.or_insert((place, nth));
            }
        }
        units
    }

    /// The template that a name means: `wutong:entry.html` itself, or the nearest `entry.html`.
    pub(in crate::theme) fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).or_else(|| self.nearest.get(name)).copied()
    }

    pub(in crate::theme) fn component(&self, name: &str) -> Option<(usize, usize)> {
        self.components.get(name).copied()
    }

    pub(in crate::theme) fn paths(&self) -> impl Iterator<Item = (&'a str, usize)> + '_ {
        self.nearest.iter().map(|(path, place)| (*path, *place))
    }

    /// The templates that a template extends, from its parent upwards.
    pub(in crate::theme) fn ancestors(&self, unit: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut at = unit;
        while let Some(parent) = self.parent(at).filter(|parent| !found.contains(parent)) {
            found.push(parent);
            at = parent;
        }
        found
    }

    /// Templates of a farther theme whose parent a nearer theme has replaced by one that lacks their blocks.
    pub(in crate::theme) fn orphans(&self) -> BTreeSet<&'a str> {
        let layer = |place: usize| self.list[place].name.split_once(':').map(|(layer, _)| layer);
        let is_orphan = |place: &usize| {
            let ancestors = self.ancestors(*place);
            // The units stand in the order of their layers.
            let replaced = |parent: &usize| *parent < *place && layer(*parent) != layer(*place);
            let opened = |name: &str| {
                let mut blocks = ancestors.iter().flat_map(|parent| &self.list[*parent].outline.blocks);
                blocks.any(|block| block.named.name == name)
            };
            let mut own = self.list[*place].outline.blocks.iter().filter(|block| !block.nested);
            ancestors.iter().any(replaced) && own.any(|block| !opened(block.named.name))
        };
        let places = 0..self.list.len();
        places.filter(is_orphan).map(|place| self.list[place].name).collect()
    }

    pub(in crate::theme) fn parent(&self, unit: usize) -> Option<usize> {
        let extends = self.list[unit].outline.extends.as_ref()?;
        self.find(extends.name)
    }
}

/// Every mistake in how templates refer to each other.
pub(in crate::theme) fn check(units: &Units<'_>) -> Vec<Diagnostic> {
    let mut found = unknown(units);
    let circles = bounds::circles(units);
    if circles.is_empty() {
        found.extend(bounds::deep(units));
        found.extend(blocks(units));
    }
    found.extend(circles);
    found
}

fn unknown(units: &Units<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for unit in &units.list {
        let outline = &unit.outline;
        let parts = std::iter::once(&outline.own).chain(outline.components.iter().map(|one| &one.refers));
        let refers: Vec<&Refers<'_>> = parts.collect();
        let templates = refers.iter().flat_map(|one| &one.includes).chain(&outline.extends);
        for named in templates.filter(|named| units.find(named.name).is_none()) {
            let known: Vec<&str> = units.paths().map(|(path, _)| path).collect();
            found.push(not_there("template-unknown", unit.file, named, &known));
        }
        let calls = refers.iter().flat_map(|one| &one.calls);
        for named in calls.filter(|named| units.component(named.name).is_none()) {
            let known: Vec<&str> = units.components.keys().copied().collect();
            found.push(not_there("template-component", unit.file, named, &known));
        }
    }
    found
}

/// A name that is none of the known ones, with the one that was probably meant.
pub(in crate::theme) fn not_there(
    code: &'static str,
    file: &SourcePath,
    named: &Named<'_>,
    known: &[&str],
) -> Diagnostic {
    let meant = suggest::nearest(named.name, known.iter().enumerate().map(|(place, word)| (*word, place)));
    let mut mistake = Diagnostic::new(code, file)
        .at(named.span.clone())
        .with("name", named.name)
        .with(
            "nearest",
            meant.map_or_else(String::new, |near| format!("`{}`? ", near.word)),
        )
        .with("known", suggest::listed(known.iter().copied()));
    if let Some(near) = meant.filter(|near| near.certain && !matches!(code, "template-unknown" | "template-block")) {
        mistake = mistake.fixed_by(named.span.clone(), near.word);
    }
    mistake
}

/// Blocks of a child template that no parent opens.
fn blocks(units: &Units<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (place, unit) in units.list.iter().enumerate() {
        let ancestors = units.ancestors(place);
        if ancestors.is_empty() {
            continue;
        }
        let known: Vec<&str> = ancestors
            .iter()
            .flat_map(|place| &units.list[*place].outline.blocks)
            .map(|block| block.named.name)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        for block in &unit.outline.blocks {
            if !block.nested && !known.contains(&block.named.name) {
                found.push(not_there("template-block", unit.file, &block.named, &known));
            }
        }
    }
    found
}
