//! Names below a value, and what is said of one that is not there.

use std::ops::Range;

use crate::diag::{Diagnostic, suggest};
use crate::theme::names::Checker;
use crate::theme::names::cursor::Cursor;
use crate::theme::outline::Named;
use crate::theme::scan::Word;
use crate::theme::shape::Shape;

impl<'a> Checker<'a> {
    /// The shape of a name below a value.
    pub(super) fn below(&mut self, shape: Shape, named: &Named<'_>, parent: Range<usize>, unit: usize) -> Shape {
        let parent = self.texts[unit].text.get(parent).unwrap_or_default();
        match self.resolved(shape) {
            Shape::Struct(keys) => {
                if let Some(key) = keys.iter().find(|key| key.name == named.name) {
                    return (key.shape)();
                }
                let known: Vec<&str> = keys.iter().map(|key| key.name).collect();
                self.unknown(named, parent, &known, unit);
            }
            Shape::Known(below) => {
                if let Some(shape) = below.get(named.name) {
                    return shape.clone();
                }
                let known: Vec<&str> = below.keys().map(String::as_str).collect();
                self.unknown(named, parent, &known, unit);
            }
            Shape::Dict(item) => return *item,
            Shape::Leaf | Shape::List(_) => self.unknown(named, parent, &[], unit),
            Shape::Any | Shape::Slot(_) => {}
        }
        Shape::Any
    }

    pub(super) fn unknown(&mut self, named: &Named<'_>, parent: &str, known: &[&str], unit: usize) {
        let meant = suggest::nearest(named.name, known.iter().enumerate().map(|(place, word)| (*word, place)));
        let whole = match parent {
            "" => named.name.to_owned(),
            _ => format!("{parent}.{}", named.name),
        };
        let mut mistake = Diagnostic::new("template-name", self.units.list[unit].file)
            .at(named.span.clone())
            .with("name", whole)
            .with("parent", if parent.is_empty() { "…" } else { parent })
            .with_some("nearest", meant.map(|near| near.word))
            .with("known", suggest::listed(known.iter().copied()));
        if let Some(near) = meant.filter(|near| near.certain) {
            mistake = mistake.fixed_by(named.span.clone(), near.word);
        }
        self.found.push(mistake);
    }

    /// `[0]`, `['name']`, `[name]`, `[1:3]`; the bracket is open.
    pub(super) fn subscript(&mut self, cursor: &mut Cursor<'a>, shape: Shape, parent: Range<usize>) -> Option<Shape> {
        let written = match (cursor.peek(), cursor.peek_at(1)) {
            (Some(Word::Text(name)), Some(Word::Sign("]"))) => Some(name),
            _ => None,
        };
        if let Some(name) = written {
            let span = cursor.next()?.span.clone();
            cursor.next();
            return Some(self.below(shape, &Named { name, span }, parent, cursor.unit));
        }
        if cursor.peek() != Some(Word::Number) || cursor.peek_at(1) != Some(Word::Sign("]")) {
            self.opened(&shape);
        }
        let mut slice = false;
        while !cursor.take("]") {
            if cursor.take(":") {
                slice = true;
            } else {
                self.expression(cursor)?;
            }
        }
        Some(match self.resolved(shape) {
            shape if slice => shape,
            Shape::List(item) | Shape::Dict(item) => *item,
            Shape::Known(names) => {
                let mut shapes = names.values();
                let first = shapes.next().cloned().unwrap_or(Shape::Any);
                shapes.fold(first, Shape::or)
            }
            _ => Shape::Any,
        })
    }
}
