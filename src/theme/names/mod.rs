//! Checks every name that a template uses against what its view will hold, in all branches, before anything is rendered.
//!
//! tera itself finds a wrong name only where it is written out, and takes it for false in a condition.

mod below;
mod calls;
mod cursor;
mod expression;
mod roots;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Diagnostic;
use crate::model::types::Types;
use crate::theme::assets::Assets;
use crate::theme::functions::Interface;
use crate::theme::manifest::Manifest;
use crate::theme::names::roots::Slots;
use crate::theme::scan::Tag;
use crate::theme::settings::SettingValue;
use crate::theme::shape::{Shape, Slot};
use crate::theme::structure::Units;
use crate::theme::view;
use crate::theme::wanted::Asked;

/// What the names of templates are checked against.
pub(in crate::theme) struct Known<'a> {
    pub types: &'a Types,
    pub manifest: &'a Manifest,
    pub settings: &'a BTreeMap<String, SettingValue>,
    pub assets: &'a Assets,
    pub words: &'a dyn Interface,
    pub languages: &'a [String],
}

/// A template's text with its tags, in the order of the units.
pub(in crate::theme) struct Scanned<'a> {
    pub text: &'a str,
    pub tags: Vec<Tag<'a>>,
}

/// Every unknown name, filter, test, function, interface word and asset in the templates; and what they may ask for.
pub(in crate::theme) fn check(units: &Units<'_>, texts: &[Scanned<'_>], known: &Known<'_>) -> (Vec<Diagnostic>, Asked) {
    let mut checker = Checker {
        units,
        texts,
        known,
        slots: Slots::default(),
        frames: Vec::new(),
        seen: BTreeSet::new(),
        called: BTreeSet::new(),
        depth: 0,
        steps: 0,
        whole: false,
        found: Vec::new(),
    };
    for root in roots::roots(units, known) {
        checker.root(root);
    }
    for root in roots::roots(units, known) {
        checker.uncalled(root);
    }
    let asked = if checker.whole || checker.steps > MOST_STEPS {
        Asked::everything()
    } else {
        Asked::new(units, texts, &view::all())
    };
    (crate::diag::sorted(checker.found), asked)
}

struct Checker<'a> {
    units: &'a Units<'a>,
    texts: &'a [Scanned<'a>],
    known: &'a Known<'a>,
    /// What stands for fields, lists and the like in the template that is being checked.
    slots: Slots,
    /// The template and the components that are open, innermost last.
    frames: Vec<Frame<'a>>,
    /// Components with the shapes that they were already checked with.
    seen: BTreeSet<String>,
    called: BTreeSet<&'a str>,
    depth: usize,
    steps: usize,
    /// A template may reach keys of views without writing them.
    whole: bool,
    found: Vec<Diagnostic>,
}

/// The names that can be seen in one place: scopes, innermost last.
struct Frame<'a> {
    scopes: Vec<Scope>,
    component: Option<&'a str>,
}

type Scope = BTreeMap<String, Shape>;

/// More templates in templates than this are left unchecked; `structure` has refused them.
const MOST_STEPS: usize = 20_000;
const DEEPEST: usize = 80;

impl Checker<'_> {
    fn lookup(&self, name: &str) -> Option<Shape> {
        let frame = self.frames.last()?;
        frame.scopes.iter().rev().find_map(|scope| scope.get(name)).cloned()
    }

    /// As `lookup`, then at the places that led here: for `@lang`.
    fn lookup_implicit(&self, name: &str) -> Option<Shape> {
        let mut scopes = self.frames.iter().rev().flat_map(|frame| frame.scopes.iter().rev());
        scopes.find_map(|scope| scope.get(name)).cloned()
    }

    /// A value whose keys are asked for by names that stand nowhere.
    fn opened(&mut self, shape: &Shape) {
        self.whole |= matches!(
            shape,
            Shape::Struct(_) | Shape::Known(_) | Shape::Slot(Slot::PageFields) | Shape::Any
        );
    }

    /// A value that is printed or compared: of a view, that takes all its keys.
    fn taken_whole(&mut self, mut shape: &Shape) {
        while let Shape::List(item) | Shape::Dict(item) = shape {
            shape = item;
        }
        self.whole |= matches!(shape, Shape::Struct(_) | Shape::Known(_));
    }

    /// The shape itself, for those that stand for names which types or theme give.
    fn resolved(&self, shape: Shape) -> Shape {
        match shape {
            Shape::Slot(slot) => self.slots.shape(slot),
            other => other,
        }
    }
}

#[cfg(test)]
mod tests;
