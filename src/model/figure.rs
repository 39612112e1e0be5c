//! Figures.
use crate::model::date::Date;
use rust_decimal::Decimal;
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Figure {
    pub low: Decimal,
    pub high: Option<Decimal>,
    pub unit: String,
    pub op: Op,
    pub mode: Option<Mode>,
    pub cumulative: bool,
    pub as_of: Option<Date>,
    pub source: Option<String>,
    pub quote: Option<String>,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    Equal,
    AtLeast,
    AtMost,
    Over,
    Under,
    About,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    Target,
    Declared,
    Actual,
    Estimate,
    Forecast,
    Started,
    Built,
}
