//! Filters, tests, functions and components: whether they exist, and what they are given.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::theme::functions::FUNCTIONS;
use crate::theme::names::Checker;
use crate::theme::names::cursor::Cursor;
use crate::theme::outline::{Named, dotted};
use crate::theme::scan::Word;
use crate::theme::shape::Shape;
use crate::theme::structure::not_there;

pub(super) const FILTERS: [&str; 37] = [
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

pub(super) const TESTS: [&str; 17] = [
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

/// Arguments with the shapes of their values, and the texts among them that are written out.
type Arguments<'a> = BTreeMap<&'a str, (Shape, Option<Named<'a>>)>;

impl<'a> Checker<'a> {
    pub(super) fn filter(&mut self, cursor: &mut Cursor<'a>, shape: Shape) -> Option<Shape> {
        let (name, span) = cursor.name()?;
        if !FILTERS.contains(&name) {
            let file = self.units.list[cursor.unit].file;
            self.found
                .push(not_there("template-filter", file, &Named { name, span }, &FILTERS));
        }
        let arguments = self.arguments(cursor)?;
        match name {
            "keys" | "values" | "pairs" => self.opened(&shape),
            "str" | "unique" => self.taken_whole(&shape),
            _ => {}
        }
        let by_value = ["key", "attribute"].iter().filter_map(|word| arguments.get(word));
        self.whole |= by_value.into_iter().any(|(_, written)| written.is_none());
        Some(match name {
            "first" | "last" | "nth" => shape.item(),
            "reverse" | "sort" | "unique" | "safe" => shape,
            "default" => match arguments.get("value") {
                Some((value, _)) => shape.or(value),
                None => shape,
            },
            "keys" | "split" => Shape::List(Box::new(Shape::Leaf)),
            "get" | "values" | "pairs" | "group_by" => Shape::Any,
            _ => Shape::Leaf,
        })
    }

    pub(super) fn test(&mut self, cursor: &mut Cursor<'a>) -> Option<()> {
        let (name, span) = cursor.name()?;
        if !TESTS.contains(&name) {
            let file = self.units.list[cursor.unit].file;
            self.found
                .push(not_there("template-test", file, &Named { name, span }, &TESTS));
        }
        self.arguments(cursor)?;
        Some(())
    }

    pub(super) fn function(&mut self, cursor: &mut Cursor<'a>) -> Option<Shape> {
        let (name, span) = cursor.name()?;
        let file = self.units.list[cursor.unit].file;
        let named = Named { name, span };
        if !FUNCTIONS.contains(&name) {
            self.found
                .push(not_there("template-function", file, &named, &FUNCTIONS));
        }
        let arguments = self.arguments(cursor)?;
        let written = |key: &str| arguments.get(key).and_then(|(_, text)| text.clone());
        match name {
            "t" => {
                self.needs("lang", &named, cursor.unit);
                if let Some(key) = written("key") {
                    self.interface_word(&key, cursor.unit);
                }
                Some(Shape::Leaf)
            }
            "asset" => {
                self.needs("root", &named, cursor.unit);
                if let Some(path) = written("path").filter(|path| self.known.assets.published(path.name).is_none()) {
                    self.found
                        .push(self.known.assets.unknown(file, path.name).at(path.span));
                }
                Some(Shape::Leaf)
            }
            "range" => Some(Shape::List(Box::new(Shape::Leaf))),
            "super" => Some(Shape::Leaf),
            _ => Some(Shape::Any),
        }
    }

    /// A component sees `lang` and `root` only if it declares them.
    fn needs(&mut self, needed: &'static str, function: &Named<'_>, unit: usize) {
        let Some(component) = self.frames.last().and_then(|frame| frame.component) else {
            return;
        };
        if self.lookup(needed).is_none() {
            self.found.push(
                Diagnostic::new("template-implicit", self.units.list[unit].file)
                    .at(function.span.clone())
                    .with("component", component)
                    .with("function", function.name)
                    .with("needed", needed),
            );
        }
    }

    fn interface_word(&mut self, key: &Named<'_>, unit: usize) {
        let none = BTreeMap::new();
        for lang in self.known.languages {
            if self.known.words.text(lang, key.name, Some("1"), &none).is_none() {
                self.found.push(
                    Diagnostic::new("string-unknown", self.units.list[unit].file)
                        .at(key.span.clone())
                        .with("key", key.name)
                        .with("lang", lang),
                );
            }
        }
    }

    /// `(key="…", n=…)`, or nothing.
    fn arguments(&mut self, cursor: &mut Cursor<'a>) -> Option<Arguments<'a>> {
        let mut arguments = Arguments::new();
        if !cursor.take("(") {
            return Some(arguments);
        }
        while !cursor.take(")") {
            let (name, _) = cursor.name()?;
            if !cursor.take("=") {
                return None;
            }
            let text = match (cursor.tokens.get(cursor.at), cursor.peek_at(1)) {
                (Some(token), Some(Word::Sign("," | ")"))) => match token.word {
                    Word::Text(text) => Some(Named {
                        name: text,
                        span: token.span.clone(),
                    }),
                    _ => None,
                },
                _ => None,
            };
            let shape = self.expression(cursor)?;
            arguments.insert(name, (shape, text));
            cursor.take(",");
        }
        Some(arguments)
    }

    /// `card item={x} tag="h3" lang {...rest}`, up to `>` or `/>`; the `<` is taken.
    pub(super) fn component(&mut self, cursor: &mut Cursor<'a>) -> Option<()> {
        let text = self.texts[cursor.unit].text;
        let named = dotted(text, &cursor.tokens[cursor.at..])?;
        while cursor.end() < named.span.end {
            cursor.next()?;
        }
        let mut given: BTreeMap<&'a str, Shape> = BTreeMap::new();
        loop {
            if cursor.take("{") {
                if !cursor.take("...") {
                    return None;
                }
                self.expression(cursor)?;
                if !cursor.take("}") {
                    return None;
                }
                continue;
            }
            let Some(Word::Name(name)) = cursor.peek() else {
                break;
            };
            if cursor.peek_at(1) != Some(Word::Sign("=")) {
                let shape = self.variable(cursor)?;
                given.insert(name, shape);
                continue;
            }
            cursor.at += 2;
            let shape = if cursor.take("{") {
                let shape = self.expression(cursor)?;
                cursor.take("}").then_some(shape)?
            } else {
                cursor.next()?;
                Shape::Leaf
            };
            given.insert(name, shape);
        }
        cursor.take("/");
        if !cursor.take(">") {
            return None;
        }
        self.call(named.name, &given);
        Some(())
    }
}
