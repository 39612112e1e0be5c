//! Expressions: the shape of each, with every name, filter, test and function in it checked.
//!
//! A token that does not fit ends the checking of its tag without a word: tera says what is wrong.

use crate::theme::names::Checker;
use crate::theme::names::cursor::{Cursor, DEEPEST};
use crate::theme::outline::Named;
use crate::theme::scan::Word;
use crate::theme::shape::{Shape, Slot};

impl<'a> Checker<'a> {
    /// None where the tokens do not fit.
    pub(super) fn expression(&mut self, cursor: &mut Cursor<'a>) -> Option<Shape> {
        let shape = self.without_choice(cursor)?;
        if !cursor.take_name("if") {
            return Some(shape);
        }
        cursor.depth += 1;
        if cursor.depth > DEEPEST {
            return None;
        }
        self.expression(cursor)?;
        if !cursor.take_name("else") {
            return None;
        }
        let otherwise = self.expression(cursor)?;
        cursor.depth -= 1;
        Some(shape.or(&otherwise))
    }

    /// An expression up to its `if … else …`.
    pub(super) fn without_choice(&mut self, cursor: &mut Cursor<'a>) -> Option<Shape> {
        cursor.depth += 1;
        if cursor.depth > DEEPEST {
            return None;
        }
        let mut shape = self.operand(cursor)?;
        while let Some(word) = cursor.peek() {
            match word {
                Word::Name("or") => {
                    cursor.next();
                    shape = shape.or(&self.operand(cursor)?);
                }
                Word::Name("and" | "in")
                | Word::Sign("+" | "-" | "*" | "/" | "//" | "%" | "**" | "==" | "!=" | "<" | ">" | "<=" | ">=" | "~") =>
                {
                    // `/` and `>` may also end a component's tag.
                    if word == Word::Sign("/") && cursor.peek_at(1) == Some(Word::Sign(">")) {
                        break;
                    }
                    cursor.next();
                    let other = self.operand(cursor)?;
                    if matches!(word, Word::Name("in") | Word::Sign("==" | "!=" | "~")) {
                        self.taken_whole(&shape);
                        self.taken_whole(&other);
                    }
                    shape = Shape::Leaf;
                }
                Word::Name("not") => {
                    cursor.next();
                }
                Word::Name("is") => {
                    cursor.next();
                    cursor.take_name("not");
                    self.test(cursor)?;
                    shape = Shape::Leaf;
                }
                _ => break,
            }
        }
        cursor.depth -= 1;
        Some(shape)
    }

    fn operand(&mut self, cursor: &mut Cursor<'a>) -> Option<Shape> {
        cursor.depth += 1;
        if cursor.depth > DEEPEST {
            return None;
        }
        let start = cursor.tokens.get(cursor.at)?.span.start;
        let shape = match cursor.peek()? {
            Word::Name("none" | "None" | "null") => {
                cursor.next();
                Shape::Any
            }
            Word::Text(_) | Word::Number | Word::Name("true" | "True" | "false" | "False") => {
                cursor.next();
                Shape::Leaf
            }
            Word::Sign("-") | Word::Name("not") => {
                cursor.next();
                self.operand(cursor)?;
                Shape::Leaf
            }
            Word::Name(_) if cursor.peek_at(1) == Some(Word::Sign("(")) => self.function(cursor)?,
            Word::Name(_) => self.variable(cursor)?,
            Word::Sign("<") => {
                cursor.next();
                self.component(cursor)?;
                Shape::Leaf
            }
            Word::Sign("(") => {
                cursor.next();
                let inner = self.expression(cursor)?;
                cursor.take(")").then_some(inner)?
            }
            Word::Sign("[") => {
                cursor.next();
                self.array(cursor)?
            }
            Word::Sign("{") => {
                cursor.next();
                self.map(cursor)?
            }
            Word::Sign(_) => return None,
        };
        let shape = self.tail(cursor, shape, start)?;
        cursor.depth -= 1;
        Some(shape)
    }

    /// What may follow a value: `.name`, `[…]`, `| filter`.
    fn tail(&mut self, cursor: &mut Cursor<'a>, mut shape: Shape, start: usize) -> Option<Shape> {
        loop {
            let parent = start..cursor.end();
            match cursor.peek() {
                Some(Word::Sign("." | "?.")) => {
                    cursor.next();
                    let (name, span) = cursor.name()?;
                    shape = self.below(shape, &Named { name, span }, parent, cursor.unit);
                    let goes_on = matches!(cursor.peek(), Some(Word::Sign("." | "?." | "[" | "?[")));
                    if matches!(shape, Shape::Slot(Slot::PageFields)) && !goes_on {
                        self.whole = true;
                    }
                }
                Some(Word::Sign("[" | "?[")) => {
                    cursor.next();
                    shape = self.subscript(cursor, shape, parent)?;
                }
                Some(Word::Sign("|")) => {
                    cursor.next();
                    shape = self.filter(cursor, shape)?;
                }
                _ => return Some(shape),
            }
        }
    }

    pub(super) fn variable(&mut self, cursor: &mut Cursor<'a>) -> Option<Shape> {
        let (name, span) = cursor.name()?;
        if let Some(shape) = self.lookup(name) {
            return Some(shape);
        }
        // A name may be asked for that only some callers give; then it counts as known.
        let asked = match (cursor.peek(), cursor.peek_at(1), cursor.peek_at(2)) {
            (Some(Word::Name("is")), Some(Word::Name("not")), Some(Word::Name(test)))
            | (Some(Word::Name("is")), Some(Word::Name(test)), _) => {
                matches!(test, "defined" | "undefined")
            }
            (Some(Word::Sign("|")), Some(Word::Name("default")), _) => true,
            _ => false,
        };
        if asked {
            let scope = self.frames.last_mut().and_then(|frame| frame.scopes.first_mut());
            scope.map(|scope| scope.insert(name.to_owned(), Shape::Any));
        } else {
            let scopes = self.frames.last().into_iter().flat_map(|frame| &frame.scopes);
            let known: Vec<String> = scopes.flat_map(|scope| scope.keys().cloned()).collect();
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            self.unknown(&Named { name, span }, "", &known, cursor.unit);
        }
        Some(Shape::Any)
    }

    /// `a, ...b]` or `a for a in b if c]`; the bracket is open.
    fn array(&mut self, cursor: &mut Cursor<'a>) -> Option<Shape> {
        if let Some((begins, ends)) = cursor.comprehension() {
            let head = cursor.at;
            cursor.at = begins + 1;
            let scope = self.loop_scope(cursor)?;
            self.frames.last_mut()?.scopes.push(scope);
            if cursor.take_name("if") {
                self.expression(cursor);
            }
            cursor.at = head;
            let item = self.expression(cursor).unwrap_or(Shape::Any);
            self.frames.last_mut()?.scopes.pop();
            cursor.at = ends + 1;
            return Some(Shape::List(Box::new(item)));
        }
        let mut item: Option<Shape> = None;
        while !cursor.take("]") {
            let shape = if cursor.take("...") {
                self.expression(cursor)?.item()
            } else {
                self.expression(cursor)?
            };
            item = Some(item.map_or(shape.clone(), |all| all.or(&shape)));
            cursor.take(",");
        }
        Some(Shape::List(Box::new(item.unwrap_or(Shape::Any))))
    }

    /// `"key": value, ...other}`; the brace is open.
    fn map(&mut self, cursor: &mut Cursor<'a>) -> Option<Shape> {
        while !cursor.take("}") {
            if !cursor.take("...") {
                cursor.next()?;
                if !cursor.take(":") {
                    return None;
                }
            }
            self.expression(cursor)?;
            cursor.take(",");
        }
        Some(Shape::Any)
    }
}
