//! Exchange rates that a site states, each with its date and source.

use rust_decimal::Decimal;

use crate::model::date::Date;

/// One dated, sourced rate: an amount of `from` times `rate` is an amount of `to`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rate {
    /// Unit key of the currency that is converted.
    pub from: String,
    /// Unit key of the currency it becomes.
    pub to: String,
    /// How much of `to` one of `from` is.
    pub rate: Decimal,
    /// The day of the rate.
    pub date: Date,
    /// Who states it.
    pub source: String,
}

/// The rates of a site. Where there is none for a pair, nothing is converted; no rate is turned round.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rates(Vec<Rate>);

impl Rates {
    /// These rates, in the order the site gives them.
    pub fn new(rates: Vec<Rate>) -> Rates {
        Rates(rates)
    }

    /// Every rate that converts this unit.
    pub fn from_unit<'a>(&'a self, unit: &'a str) -> impl Iterator<Item = &'a Rate> {
        self.0.iter().filter(move |rate| rate.from == unit)
    }
}
