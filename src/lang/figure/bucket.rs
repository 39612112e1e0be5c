//! Cuts figures of one field into buckets by thresholds, for facets: `lt-5000wan`, `ge-1yi-lt-5yi`.
//!
//! Their labels are written in `lang::formats::bucket`.

use rust_decimal::Decimal;

use crate::lang::figure::units::Units;
use crate::model::figure::{Figure, Op};

/// Figures from one threshold up to, but not including, the next; one end is always there.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Bucket {
    /// The lower threshold, included.
    pub from: Option<Decimal>,
    /// The upper threshold, not included.
    pub below: Option<Decimal>,
    /// The unit of both.
    pub unit: String,
}

/// Why thresholds make no buckets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BucketMistake {
    /// There is none.
    NoThreshold,
    /// This one (counted from 0) is not above the one before.
    NotRising(usize),
    /// This one has another unit than the first, or is more than a plain number with a unit.
    NotPlain(usize),
}

/// The buckets between rising thresholds, smallest first: one more than there are thresholds.
pub fn buckets(thresholds: &[Figure]) -> Result<Vec<Bucket>, BucketMistake> {
    let first = thresholds.first().ok_or(BucketMistake::NoThreshold)?;
    for (place, threshold) in thresholds.iter().enumerate() {
        if *threshold != Figure::exact(threshold.low, &first.unit) {
            return Err(BucketMistake::NotPlain(place));
        }
        if place > 0 && thresholds[place - 1].low >= threshold.low {
            return Err(BucketMistake::NotRising(place));
        }
    }
    let lows: Vec<Option<Decimal>> = thresholds.iter().map(|threshold| Some(threshold.low)).collect();
    let starts = std::iter::once(None).chain(lows.iter().copied());
    let ends = lows.iter().copied().chain(std::iter::once(None));
    Ok(starts
        .zip(ends)
        .map(|(from, below)| Bucket {
            from,
            below,
            unit: first.unit.clone(),
        })
        .collect())
}

impl Bucket {
    /// The part of an address: `lt-5000wan`, `ge-1yi-lt-5yi`, `ge-10yi`.
    pub fn slug(&self) -> String {
        let ends = [("ge", self.from), ("lt", self.below)];
        let parts: Vec<String> = ends
            .into_iter()
            .filter_map(|(word, end)| Some(format!("{word}-{}", slug_number(end?))))
            .collect();
        parts.join("-")
    }

    /// Whether the figure belongs here: a span by its lower end, "less than" and "up to" by what lies below.
    ///
    /// A figure in a unit that cannot be converted to the bucket's belongs nowhere.
    pub fn holds(&self, figure: &Figure, units: &Units) -> bool {
        let Some(number) = units.convert(figure.low, &figure.unit, &self.unit) else {
            return false;
        };
        match figure.op {
            Op::Under | Op::AtMost => {
                self.from.is_none_or(|from| number > from) && self.below.is_none_or(|below| number <= below)
            }
            Op::Equal | Op::AtLeast | Op::Over | Op::About => {
                self.from.is_none_or(|from| number >= from) && self.below.is_none_or(|below| number < below)
            }
        }
    }
}

/// 5000wan, 1yi, 1200: the greatest scale that leaves a whole number; `p` for a decimal point, `m` for minus.
fn slug_number(number: Decimal) -> String {
    let scales = [(100_000_000, "yi"), (10_000, "wan")];
    let (digits, word) = scales
        .into_iter()
        .map(|(scale, word)| (number / Decimal::from(scale), word))
        .find(|(digits, _)| !digits.is_zero() && digits.fract().is_zero())
        .unwrap_or((number, ""));
    format!("{}{word}", digits.normalize())
        .replace('.', "p")
        .replace('-', "m")
}
