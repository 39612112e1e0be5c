//! A figure as a value: number, unit, and what its document says about it.
//!
//! Reading figures from text and showing them is not done here: see `lang::figure` and `lang::formats`.

use serde::{Deserialize, Serialize};

use rust_decimal::Decimal;

use crate::model::date::Date;

/// A number, or a span of numbers, with its unit and its standing.
///
/// `low` and `high` are held exactly and without needless zeros, in the unit's own scale: 78.79亿元 is
/// 7879000000 of `CNY`, while 64.29亩 stays 64.29 of `mu`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Figure {
    /// The number, or the lower end of a span.
    #[serde(with = "rust_decimal::serde::str")]
    pub low: Decimal,
    /// The upper end of a span, never below `low`.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub high: Option<Decimal>,
    /// Unit key such as `CNY` or `CNY/person/year`; empty for a bare number.
    pub unit: String,
    /// How the number bounds the truth.
    pub op: Op,
    /// What kind of statement it is, where the document says so.
    pub mode: Option<Mode>,
    /// Whether it counts everything since a beginning (累计).
    pub cumulative: bool,
    /// The day the statement held.
    pub as_of: Option<Date>,
    /// Key of the entry of type `source` that states it.
    pub source: Option<String>,
    /// The document's own words.
    pub quote: Option<String>,
}

impl Figure {
    /// A plain figure: exactly this number of this unit, nothing else said.
    pub fn exact(number: Decimal, unit: &str) -> Figure {
        Figure {
            low: number.normalize(),
            high: None,
            unit: unit.to_owned(),
            op: Op::Equal,
            mode: None,
            cumulative: false,
            as_of: None,
            source: None,
            quote: None,
        }
    }

    /// The number by which figures of one unit are ordered: of a span, its lower end.
    ///
    /// Figures of different units are compared by `lang::figure::Units::sort_key`.
    pub fn sort_value(&self) -> Decimal {
        self.low
    }

    /// The canonical notation: `about 350000000 CNY`, `80..120 percent`, `cumulative ≥ 10000 person`.
    pub fn canonical(&self) -> String {
        let mut words: Vec<String> = Vec::new();
        words.extend(self.mode.map(|mode| mode.key().to_owned()));
        if self.cumulative {
            words.push("cumulative".to_owned());
        }
        if self.op != Op::Equal {
            words.push(self.op.key().to_owned());
        }
        words.push(match self.high {
            Some(high) => format!("{}..{}", self.low.normalize(), high.normalize()),
            None => self.low.normalize().to_string(),
        });
        if !self.unit.is_empty() {
            words.push(self.unit.clone());
        }
        words.join(" ")
    }
}

/// How the number bounds the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Op {
    /// Exactly the number.
    Equal,
    /// The number or more: 以上 includes the number itself (Civil Code of China, article 1259).
    AtLeast,
    /// The number or less: 以下, 以内 and 不超过 include the number itself.
    AtMost,
    /// More than the number: 超过, 突破, 余, 多.
    Over,
    /// Less than the number: 不足, 不满, 低于.
    Under,
    /// Near the number: 约, 近, 左右.
    About,
}

impl Op {
    /// All, in their own order.
    pub const ALL: [Op; 6] = [Op::Equal, Op::AtLeast, Op::AtMost, Op::Over, Op::Under, Op::About];

    /// The key by which the long form writes it: `= ≥ ≤ > < about`.
    pub fn key(self) -> &'static str {
        match self {
            Op::Equal => "=",
            Op::AtLeast => "≥",
            Op::AtMost => "≤",
            Op::Over => ">",
            Op::Under => "<",
            Op::About => "about",
        }
    }

    /// The name by which data files write it: `at_least`.
    pub fn name(self) -> &'static str {
        match self {
            Op::Equal => "equal",
            Op::AtLeast => "at_least",
            Op::AtMost => "at_most",
            Op::Over => "over",
            Op::Under => "under",
            Op::About => "about",
        }
    }
}

/// What kind of statement a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Mode {
    /// Planned or set as an aim.
    Target,
    /// Stated by those who report it.
    Declared,
    /// Measured or done.
    Actual,
    /// Worked out roughly.
    Estimate,
    /// Expected to come.
    Forecast,
    /// Begun (启动, 开工).
    Started,
    /// Finished (建成).
    Built,
}

impl Mode {
    /// All, in their own order.
    pub const ALL: [Mode; 7] = [
        Mode::Target,
        Mode::Declared,
        Mode::Actual,
        Mode::Estimate,
        Mode::Forecast,
        Mode::Started,
        Mode::Built,
    ];

    /// The key by which files write it: `target`.
    pub fn key(self) -> &'static str {
        match self {
            Mode::Target => "target",
            Mode::Declared => "declared",
            Mode::Actual => "actual",
            Mode::Estimate => "estimate",
            Mode::Forecast => "forecast",
            Mode::Started => "started",
            Mode::Built => "built",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rust_decimal::Decimal;

    use crate::model::figure::{Figure, Mode, Op};

    #[test]
    fn the_canonical_notation_holds_no_needless_zeros() {
        let mut figure = Figure::exact("350000000.00".parse().unwrap(), "CNY");
        assert_eq!(figure.canonical(), "350000000 CNY");
        figure.op = Op::About;
        figure.mode = Some(Mode::Target);
        figure.cumulative = true;
        figure.high = Some("400000000.0".parse().unwrap());
        assert_eq!(figure.canonical(), "target cumulative about 350000000..400000000 CNY");
    }

    #[test]
    fn equal_numbers_make_equal_figures() {
        let one = Figure::exact("1.50".parse().unwrap(), "ha");
        assert_eq!(one, Figure::exact("1.5".parse().unwrap(), "ha"));
        assert_eq!(one.sort_value(), Decimal::new(15, 1));
    }

    #[test]
    fn no_two_keys_are_the_same() {
        let ops: BTreeSet<&str> = Op::ALL.iter().flat_map(|op| [op.key(), op.name()]).collect();
        assert_eq!(ops.len(), 11, "about is both key and name");
        let modes: BTreeSet<&str> = Mode::ALL.iter().map(|mode| mode.key()).collect();
        assert_eq!(modes.len(), 7);
    }
}
