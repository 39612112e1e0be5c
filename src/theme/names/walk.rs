//! Statements: which names each one adds, and where they end.

use std::collections::BTreeMap;

use crate::theme::names::cursor::Cursor;
use crate::theme::names::roots::Root;
use crate::theme::names::{Checker, DEEPEST, Frame, MOST_STEPS, Scope};
use crate::theme::scan::{Form, Word};
use crate::theme::shape::Shape;

impl<'a> Checker<'a> {
    /// One template that pages are rendered with, and all it includes and calls.
    pub(super) fn root(&mut self, root: Root) {
        self.slots = root.slots;
        self.seen.clear();
        let mut scope = root.names;
        // What a parent sets is there when the blocks of the child are rendered.
        for ancestor in self.units.ancestors(root.unit) {
            for tag in &self.texts[ancestor].tags {
                if let (Some("set" | "set_global"), Some(Word::Name(name))) =
                    (tag.statement(), tag.tokens.get(1).map(|token| token.word))
                {
                    scope.insert(name.to_owned(), Shape::Any);
                }
            }
        }
        self.frames.push(Frame {
            scopes: vec![scope],
            component: None,
        });
        self.template(root.unit);
        self.frames.pop();
    }

    /// The components of a template that no page calls: nothing is known of their arguments.
    pub(super) fn uncalled(&mut self, root: Root) {
        let unit = root.unit;
        self.slots = root.slots;
        self.seen.clear();
        self.frames.push(Frame {
            scopes: vec![root.names],
            component: None,
        });
        for component in &self.units.list[unit].outline.components {
            if !self.called.contains(component.named.name) {
                self.call(component.named.name, &BTreeMap::new());
            }
        }
        self.frames.pop();
    }

    fn template(&mut self, unit: usize) {
        let whole = 0..self.texts[unit].tags.len();
        self.tags(unit, whole);
    }

    fn tags(&mut self, unit: usize, range: std::ops::Range<usize>) {
        self.steps += 1;
        if self.depth > DEEPEST || self.steps > MOST_STEPS {
            return;
        }
        self.depth += 1;
        let base = self.frames.last().map_or(0, |frame| frame.scopes.len());
        let mut in_component = false;
        for place in range {
            let tag = &self.texts[unit].tags[place];
            match tag.statement() {
                Some("component") => in_component = true,
                Some("endcomponent") => in_component = false,
                _ if in_component => {}
                _ => {
                    let mut cursor = Cursor::new(unit, &tag.tokens);
                    match tag.form {
                        Form::Print => {
                            if let Some(shape) = self.expression(&mut cursor) {
                                self.taken_whole(&shape);
                            }
                        }
                        Form::Statement => self.statement(&mut cursor, base),
                    }
                }
            }
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.scopes.truncate(base);
        }
        self.depth -= 1;
    }

    /// `base` scopes belong to what is around this template.
    fn statement(&mut self, cursor: &mut Cursor<'a>, base: usize) {
        let Some(word) = cursor.next() else { return };
        match word.word {
            Word::Sign("<") => {
                self.component(cursor);
            }
            Word::Name("if" | "elif") => {
                self.expression(cursor);
            }
            Word::Name("for") => {
                let mut scope = self.loop_scope(cursor).unwrap_or_default();
                if cursor.peek() == Some(Word::Name("if")) {
                    for shape in scope.values_mut() {
                        *shape = Shape::Any;
                    }
                }
                // What `loop` has is checked by tera.
                scope.insert("loop".to_owned(), Shape::Any);
                self.scopes().push(scope);
            }
            Word::Name("endfor") => {
                let scopes = self.scopes();
                if scopes.len() > base.max(1) {
                    scopes.pop();
                }
            }
            Word::Name("set") => self.set(cursor, Reach::Here),
            Word::Name("set_global") => self.set(cursor, Reach::Template),
            Word::Name("filter") => {
                self.filters(cursor);
            }
            Word::Name("include") => {
                if let Some(Word::Text(name)) = cursor.peek()
                    && let Some(unit) = self.units.find(name)
                {
                    self.scopes().push(Scope::new());
                    self.template(unit);
                    self.scopes().pop();
                }
            }
            _ => {}
        }
    }

    fn filters(&mut self, cursor: &mut Cursor<'a>) {
        while self.filter(cursor, Shape::Leaf).is_some() && cursor.take("|") {}
    }

    fn set(&mut self, cursor: &mut Cursor<'a>, reach: Reach) {
        let Some((name, _)) = cursor.name() else {
            return;
        };
        let shape = if cursor.take("=") {
            self.expression(cursor).unwrap_or(Shape::Any)
        } else {
            if cursor.take("|") {
                self.filters(cursor);
            }
            Shape::Leaf
        };
        let scopes = self.scopes();
        let place = match reach {
            Reach::Here => scopes.len() - 1,
            Reach::Template => 0,
        };
        let known = scopes.iter().find_map(|scope| scope.get(name)).cloned();
        let shape = known.map_or(shape.clone(), |known| known.or(&shape));
        if let Some(scope) = scopes.get_mut(place) {
            scope.insert(name.to_owned(), shape);
        }
    }

    /// `item in list` or `key, value in map`: the names that a loop adds.
    pub(super) fn loop_scope(&mut self, cursor: &mut Cursor<'a>) -> Option<Scope> {
        let (first, _) = cursor.name()?;
        let second = cursor.take(",").then(|| cursor.name()).flatten();
        if !cursor.take_name("in") {
            return None;
        }
        let over = self.without_choice(cursor).unwrap_or(Shape::Any);
        if second.is_some() {
            self.opened(&over);
        }
        let item = match (self.resolved(over), &second) {
            (Shape::Known(names), Some(_)) => {
                let mut shapes = names.values();
                let first = shapes.next().cloned().unwrap_or(Shape::Any);
                shapes.fold(first, Shape::or)
            }
            (Shape::Dict(item), Some(_)) => *item,
            (shape, _) => shape.item(),
        };
        Some(match second {
            Some((value, _)) => Scope::from([(first.to_owned(), Shape::Leaf), (value.to_owned(), item)]),
            None => Scope::from([(first.to_owned(), item)]),
        })
    }

    /// Checks a component's body with the shapes that a call gives it, once for each set of shapes.
    pub(super) fn call(&mut self, name: &'a str, given: &BTreeMap<&'a str, Shape>) {
        let Some((unit, nth)) = self.units.component(name) else {
            return;
        };
        let component = &self.units.list[unit].outline.components[nth];
        let mut scope = Scope::from([("body".to_owned(), Shape::Leaf)]);
        for argument in &component.arguments {
            let implicit = argument.implicit.then(|| self.lookup_implicit(argument.name)).flatten();
            let passed = given.get(argument.name).cloned();
            let shape = passed.or(implicit).unwrap_or(Shape::Any);
            scope.insert(argument.name.to_owned(), shape);
        }
        let marks: Vec<String> = scope
            .iter()
            .map(|(name, shape)| format!("{name}{}", shape.mark()))
            .collect();
        self.called.insert(name);
        if !self.seen.insert(format!("{name}({})", marks.join(","))) {
            return;
        }
        self.frames.push(Frame {
            scopes: vec![scope],
            component: Some(name),
        });
        self.tags(unit, component.body.clone());
        self.frames.pop();
    }

    fn scopes(&mut self) -> &mut Vec<Scope> {
        // `root` and `call` open a frame before anything is walked.
        if self.frames.is_empty() {
            self.frames.push(Frame {
                scopes: vec![Scope::new()],
                component: None,
            });
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last].scopes
    }
}

/// How far a name reaches that a template sets.
#[derive(Clone, Copy)]
enum Reach {
    Here,
    Template,
}
