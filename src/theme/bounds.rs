//! Circles among templates, and templates so deep in one another that a thread's stack would end.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::theme::outline::Named;
use crate::theme::structure::Units;

/// Templates and components that stand in one another, at most.
const DEEPEST: usize = 64;
/// Templates and components that one page may be made of.
const MOST: u64 = 10_000_000;
/// tera lets components call each other so deeply.
const COMPONENT_DEPTH: usize = 20;
const MOST_ELIFS: usize = 200;

/// Templates that come back to themselves by `extends`, or by `include`.
pub(in crate::theme) fn circles(units: &Units<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for by in [By::Extends, By::Include] {
        let mut state = vec![State::New; units.list.len()];
        for start in 0..units.list.len() {
            found.extend(circle(units, by, start, &mut state));
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Extends,
    Include,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

/// Walks without recursion: a chain may be as long as a theme has files.
fn circle(units: &Units<'_>, by: By, start: usize, state: &mut [State]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut path: Vec<(usize, usize)> = Vec::new();
    if state[start] == State::New {
        state[start] = State::Open;
        path.push((start, 0));
    }
    while let Some((unit, next)) = path.last_mut() {
        let outline = &units.list[*unit].outline;
        let refers: Vec<&Named<'_>> = match by {
            By::Extends => outline.extends.iter().collect(),
            By::Include => {
                let inner = outline.components.iter().flat_map(|one| &one.refers.includes);
                outline.own.includes.iter().chain(inner).collect()
            }
        };
        let Some(named) = refers.get(*next) else {
            state[*unit] = State::Done;
            path.pop();
            continue;
        };
        *next += 1;
        let from = *unit;
        let Some(target) = units.find(named.name) else {
            continue;
        };
        match state[target] {
            State::Done => {}
            State::New => {
                state[target] = State::Open;
                path.push((target, 0));
            }
            State::Open => {
                let first = path.iter().position(|(unit, _)| *unit == target).unwrap_or(0);
                let mut chain: Vec<&str> = path[first..].iter().map(|(unit, _)| units.list[*unit].name).collect();
                chain.push(units.list[target].name);
                found.push(
                    Diagnostic::new("template-circle", units.list[from].file)
                        .at(named.span.clone())
                        .with("chain", chain.join(" → ")),
                );
            }
        }
    }
    found
}

/// Templates that use others too deeply or too often.
pub(in crate::theme) fn deep(units: &Units<'_>) -> Vec<Diagnostic> {
    let mut known = BTreeMap::new();
    let mut found = Vec::new();
    for (place, unit) in units.list.iter().enumerate() {
        let cost = cost(units, Node::Template(place), COMPONENT_DEPTH, DEEPEST, &mut known);
        if cost.depth > DEEPEST || cost.parts > MOST || unit.outline.elifs > MOST_ELIFS {
            found.push(
                Diagnostic::new("template-deep", unit.file)
                    .with("name", unit.name)
                    .with("limit", DEEPEST)
                    .with("most", MOST),
            );
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Template(usize),
    Component(usize, usize),
}

#[derive(Clone, Copy)]
struct Cost {
    depth: usize,
    parts: u64,
}

/// The most that rendering a template may take: `left` more components inside of each other, and
/// `room` more levels before it is too deep anyway.
fn cost(units: &Units<'_>, node: Node, left: usize, room: usize, known: &mut BTreeMap<(Node, usize), Cost>) -> Cost {
    if let Some(cost) = known.get(&(node, left)) {
        return *cost;
    }
    if room == 0 {
        return Cost {
            depth: DEEPEST + 1,
            parts: 1,
        };
    }
    let mut inner: Vec<Node> = Vec::new();
    let (refers, own_depth) = match node {
        Node::Template(place) => {
            inner.extend(units.parent(place).map(Node::Template));
            let outline = &units.list[place].outline;
            (&outline.own, 1 + outline.block_depth)
        }
        Node::Component(place, nth) => (&units.list[place].outline.components[nth].refers, 1),
    };
    let includes = refers.includes.iter().filter_map(|named| units.find(named.name));
    inner.extend(includes.map(Node::Template));
    let mut total = Cost { depth: 0, parts: 1 };
    let mut add = |cost: Cost| {
        total.depth = total.depth.max(cost.depth);
        total.parts = total.parts.saturating_add(cost.parts);
    };
    for node in inner {
        add(cost(units, node, left, room - 1, known));
    }
    if let Some(left) = left.checked_sub(1) {
        for (place, nth) in refers.calls.iter().filter_map(|named| units.component(named.name)) {
            add(cost(units, Node::Component(place, nth), left, room - 1, known));
        }
    }
    total.depth = (total.depth + own_depth).min(DEEPEST + 1);
    known.insert((node, left), total);
    total
}
