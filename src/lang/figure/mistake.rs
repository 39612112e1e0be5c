//! What can be wrong with a figure as it is written: data, no words.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::model::figure::{Figure, Mode, Op};

/// A mistake in a written figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureMistake {
    /// What is wrong.
    pub problem: FigureProblem,
    /// Bytes of the text that it is about.
    pub at: Range<usize>,
}

/// A kind of mistake in a written figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigureProblem {
    /// Nothing is written.
    Empty,
    /// There is no number where one must stand.
    NotANumber,
    /// Words such as 数十 and 几百, from which no number can be read.
    Vague,
    /// A rank such as 第六届; only a whole-number field reads it, as its number.
    Ordinal(Decimal),
    /// No unit is called so; `near` are names that look like it, nearest first.
    UnknownUnit { written: String, near: Vec<String> },
    /// The number stands alone; `suggestion` is the whole text with the likeliest unit.
    MissingUnit { suggestion: String },
    /// A unit stands where only a number belongs.
    UnitNotWanted { unit: String, suggestion: String },
    /// The unit measures something else than the field.
    WrongUnit { unit: String, expected: Expected },
    /// Two units that are not the same, before and behind the number or at the ends of a span.
    TwoUnits { first: String, second: String },
    /// Operators that contradict each other: 不超过…以上.
    TwoOps(Op, Op),
    /// Two modes: 计划建成.
    TwoModes(Mode, Mode),
    /// The text can mean any of these, and nothing says which.
    TwoReadings(Vec<Figure>),
    /// The first end of the span is above the second, as read.
    LowAboveHigh { low: Decimal, high: Decimal },
    /// More digits than can be held exactly (28).
    TooManyDigits,
    /// A whole number is asked for.
    NotWhole(Decimal),
    /// Several figures in one; each belongs in a row of its own.
    Several(Vec<String>),
    /// Something follows that is no part of a figure.
    Leftover(String),
}

/// What a field asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// An amount of any currency.
    Money,
    /// An area in any unit.
    Area,
    /// A length in any unit.
    Length,
    /// A percentage.
    Percent,
    /// A quantity of this unit, or of any.
    Quantity(Option<String>),
    /// A whole number without a unit.
    Integer,
    /// A number without a unit.
    Decimal,
}
