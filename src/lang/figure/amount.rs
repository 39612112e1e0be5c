//! Reads an amount: digits with their scales (3亿2000万, 5 million) and the word between (30多亿).

use std::ops::Range;

use rust_decimal::Decimal;

use crate::lang::figure::mistake::{FigureMistake, FigureProblem};
use crate::lang::figure::numeral::{Digits, DigitsMistake, digits};
use crate::lang::figure::scan::Scan;
use crate::lang::figure::units::Units;
use crate::model::figure::Op;

/// An amount as read.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    /// Every value it can mean, normalised.
    pub(super) values: Vec<Decimal>,
    /// The scale that a lower end without one shares (3–5亿), as a power of ten.
    pub(super) scale: Scale,
    /// The operator between digits and unit, and where it stands.
    pub(super) inner: Option<(Op, Range<usize>)>,
}

/// How an amount was scaled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scale {
    /// No scale word.
    Bare,
    /// One number with this power of ten.
    Power(u32),
    /// Several numbers with scales of their own, or doubtful ones.
    Mixed,
}

/// Whether a scale word may stand without a number before it (超亿元).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lone {
    Allowed,
    Refused,
}

/// The amount that stands here, if any does; the scan then stands behind it.
pub(super) fn amount(scan: &mut Scan<'_>, units: &Units, lone: Lone) -> Result<Option<Amount>, FigureMistake> {
    let start = scan.place();
    let first = match part(scan, units)? {
        Some(first) => first,
        None if lone == Lone::Allowed => match scales(scan, units) {
            Some(powers) => Part::of(vec![Decimal::ONE], powers),
            None => return Ok(None),
        },
        None => return Ok(None),
    };
    let inner = first.inner.clone();
    let mut values = first.values(scan, start)?;
    let mut scale = first.scale();
    let mut last = first;
    while last.inner.is_none() && !last.powers.is_empty() {
        let before = scan.place();
        let Some(next) = part(scan, units)? else {
            break;
        };
        let next_values = next.values(scan, before)?;
        let room = power_of_ten(last.powers.iter().copied().min().unwrap_or(0));
        if next_values.iter().any(|value| Some(*value) >= room) {
            return Err(mistake(FigureProblem::NotANumber, scan.since(start)));
        }
        values = sums(&values, &next_values, &last, &next);
        scale = Scale::Mixed;
        last = next;
    }
    for value in &mut values {
        *value = value.normalize();
    }
    values.dedup();
    let inner = last.inner.or(inner);
    Ok(Some(Amount { values, scale, inner }))
}

/// One number and its scales.
#[derive(Clone, Debug)]
struct Part {
    numbers: Vec<Decimal>,
    /// What the scales can mean together, as powers of ten; none without scales.
    powers: Vec<u32>,
    inner: Option<(Op, Range<usize>)>,
}

impl Part {
    fn of(numbers: Vec<Decimal>, powers: Vec<u32>) -> Part {
        Part {
            numbers,
            powers,
            inner: None,
        }
    }

    fn scale(&self) -> Scale {
        match self.powers.as_slice() {
            [] => Scale::Bare,
            [power] => Scale::Power(*power),
            _ => Scale::Mixed,
        }
    }

    fn values(&self, scan: &Scan<'_>, start: usize) -> Result<Vec<Decimal>, FigureMistake> {
        let too_many = || mistake(FigureProblem::TooManyDigits, scan.since(start));
        let powers = if self.powers.is_empty() { &[0][..] } else { &self.powers };
        let mut values = Vec::new();
        for power in powers {
            for number in &self.numbers {
                values.push(scaled(*number, *power).ok_or_else(too_many)?);
            }
        }
        Ok(values)
    }
}

fn part(scan: &mut Scan<'_>, units: &Units) -> Result<Option<Part>, FigureMistake> {
    let start = scan.place();
    let Digits { length, values } = match digits(scan.rest()) {
        Ok(Some(digits)) => digits,
        Ok(None) => return Ok(None),
        Err(DigitsMistake::Malformed(length)) => {
            scan.advance(length);
            return Err(mistake(FigureProblem::NotANumber, scan.since(start)));
        }
        Err(DigitsMistake::TooMany(length)) => {
            scan.advance(length);
            return Err(mistake(FigureProblem::TooManyDigits, scan.since(start)));
        }
    };
    scan.advance(length);
    let early = inner(scan, units);
    let powers = scales(scan, units).unwrap_or_default();
    let late = if early.is_none() { inner(scan, units) } else { None };
    let further = if late.is_some() { scales(scan, units) } else { None };
    Ok(Some(Part {
        numbers: values,
        powers: match further {
            Some(further) => added(&powers, &further),
            None => powers,
        },
        inner: early.or(late),
    }))
}

fn inner(scan: &mut Scan<'_>, units: &Units) -> Option<(Op, Range<usize>)> {
    let start = scan.place();
    let op = *scan.word(&units.inner)?.first()?;
    Some((op, scan.since(start)))
}

/// Scale words one behind the other (百万, 万亿), unless a longer unit begins there (千米).
fn scales(scan: &mut Scan<'_>, units: &Units) -> Option<Vec<u32>> {
    let mut powers: Option<Vec<u32>> = None;
    loop {
        let place = scan.place();
        scan.skip_spaces();
        let unit = units.behind.longest(scan.rest()).map_or(0, |(length, _)| length);
        let found = units.scales.longest(scan.rest()).filter(|(length, _)| *length >= unit);
        let Some((length, meanings)) = found else {
            scan.return_to(place);
            return powers;
        };
        let here: Vec<u32> = meanings.iter().flatten().copied().collect();
        powers = Some(added(&powers.unwrap_or_default(), &here));
        scan.advance(length);
    }
}

fn added(one: &[u32], other: &[u32]) -> Vec<u32> {
    if one.is_empty() {
        return other.to_vec();
    }
    one.iter()
        .flat_map(|first| other.iter().map(move |second| first.saturating_add(*second)))
        .collect()
}

/// 3亿2000万 is a sum; 3万5 may be 35000 as it is spoken, or 30005 as it is written.
fn sums(values: &[Decimal], next_values: &[Decimal], last: &Part, next: &Part) -> Vec<Decimal> {
    let mut sums: Vec<Decimal> = Vec::new();
    for value in values {
        for next_value in next_values {
            let spoken = match last.powers.as_slice() {
                [power] if next.powers.is_empty() && *next_value < Decimal::TEN && !next_value.is_zero() => {
                    power.checked_sub(1).and_then(|power| scaled(*next_value, power))
                }
                _ => None,
            };
            sums.extend(spoken.and_then(|spoken| value.checked_add(spoken)));
            sums.extend(value.checked_add(*next_value));
        }
    }
    sums
}

/// The number times a power of ten, exactly.
pub(super) fn scaled(number: Decimal, power: u32) -> Option<Decimal> {
    let whole = number.checked_mul(power_of_ten(power)?)?;
    // A product that had to be rounded no longer gives the number back.
    (whole.checked_div(power_of_ten(power)?)? == number).then_some(whole.normalize())
}

fn power_of_ten(power: u32) -> Option<Decimal> {
    (0..power).try_fold(Decimal::ONE, |product, _| product.checked_mul(Decimal::TEN))
}

pub(super) fn mistake(problem: FigureProblem, at: Range<usize>) -> FigureMistake {
    FigureMistake { problem, at }
}
