//! Decides what a written figure means, and whether the field may hold it.

use rust_decimal::Decimal;

use crate::lang::figure::amount::mistake;
use crate::lang::figure::mistake::{Expected, FigureMistake, FigureProblem};
use crate::lang::figure::read::{Written, two_units};
use crate::lang::figure::scan::Scan;
use crate::lang::figure::units::Units;
use crate::lang::figure::units_file::Dimension;
use crate::lang::figure::words::fold;
use crate::lang::figure::written_unit::Named;
use crate::model::figure::{Figure, Op};

/// The one figure that the written can mean in a field of this kind.
pub(super) fn resolve(
    written: Written,
    scan: &Scan<'_>,
    expected: &Expected,
    units: &Units,
) -> Result<Figure, FigureMistake> {
    let keys = unit_keys(&written, scan, expected, units)?;
    leftover(&written, scan, expected, units)?;
    let mut readings: Vec<Figure> = Vec::new();
    for key in &keys {
        for low in &written.low {
            let highs = match &written.high {
                Some(highs) => highs.iter().copied().map(Some).collect(),
                None => vec![None],
            };
            for high in highs {
                readings.push(figure(&written, *low, high, key));
            }
        }
    }
    let upright = |figure: &Figure| figure.high.is_none_or(|high| high >= figure.low);
    if let (Some(first), false) = (readings.first(), readings.iter().any(upright)) {
        let problem = FigureProblem::LowAboveHigh {
            low: first.low,
            high: first.high.unwrap_or(first.low),
        };
        return Err(mistake(problem, written.number));
    }
    readings.retain(upright);
    readings.dedup();
    if readings.len() > 1 {
        return Err(mistake(FigureProblem::TwoReadings(readings), 0..scan.text().len()));
    }
    let Some(figure) = readings.pop() else {
        return Err(mistake(FigureProblem::NotANumber, written.number));
    };
    if *expected == Expected::Integer {
        for number in [Some(figure.low), figure.high].into_iter().flatten() {
            if number != number.trunc() {
                return Err(mistake(FigureProblem::NotWhole(number), written.number));
            }
        }
    }
    Ok(figure)
}

fn figure(written: &Written, low: Decimal, high: Option<Decimal>, key: &str) -> Figure {
    let high = high.filter(|high| *high != low);
    Figure {
        high: high.map(|high| high.normalize()),
        op: written.op.as_ref().map_or(Op::Equal, |(op, _)| *op),
        mode: written.mode.as_ref().map(|(mode, _)| *mode),
        cumulative: written.cumulative,
        ..Figure::exact(low, key)
    }
}

/// Keys of the unit, with its "per"; more than one where nothing tells them apart.
fn unit_keys(
    written: &Written,
    scan: &Scan<'_>,
    expected: &Expected,
    units: &Units,
) -> Result<Vec<String>, FigureMistake> {
    let named = match (&written.before, &written.behind) {
        (None, None) => return bare(written, scan, expected, units),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (Some(before), Some(behind)) => both(before, behind, scan)?,
    };
    let text = || scan.text().get(named.at.clone()).unwrap_or_default().to_owned();
    let with_per = |key: &String| {
        let mut whole = key.clone();
        for part in &written.per {
            whole.push('/');
            whole.push_str(part);
        }
        whole
    };
    if matches!(expected, Expected::Integer | Expected::Decimal) {
        let suggestion = scan.text().get(written.number.clone()).unwrap_or_default().to_owned();
        let problem = FigureProblem::UnitNotWanted {
            unit: text(),
            suggestion,
        };
        return Err(mistake(problem, named.at));
    }
    let fitting: Vec<String> = named
        .keys
        .iter()
        .map(with_per)
        .filter(|key| fits(key, expected, units))
        .collect();
    if fitting.is_empty() {
        let problem = FigureProblem::WrongUnit {
            unit: text(),
            expected: expected.clone(),
        };
        return Err(mistake(problem, named.at));
    }
    match expected {
        Expected::Quantity(Some(key)) if fitting.contains(key) => Ok(vec![key.clone()]),
        _ => Ok(fitting),
    }
}

/// ￥5000万元: what both names can mean.
fn both(before: &Named, behind: &Named, scan: &Scan<'_>) -> Result<Named, FigureMistake> {
    let keys: Vec<String> = before
        .keys
        .iter()
        .filter(|key| behind.keys.contains(key))
        .cloned()
        .collect();
    if keys.is_empty() {
        return Err(two_units(scan, before, behind));
    }
    Ok(Named {
        keys,
        at: behind.at.clone(),
    })
}

/// Whether a field of this kind may hold the unit; of a named unit also its convertible relatives (亩 for ha).
fn fits(key: &str, expected: &Expected, units: &Units) -> bool {
    let dimension = units.dimension(key);
    match expected {
        Expected::Money => dimension == Some(Dimension::Money),
        Expected::Area => dimension == Some(Dimension::Area),
        Expected::Length => dimension == Some(Dimension::Length),
        Expected::Percent => dimension == Some(Dimension::Percent),
        Expected::Quantity(None) => true,
        Expected::Quantity(Some(wanted)) => wanted == key || units.convert(Decimal::ONE, key, wanted).is_some(),
        Expected::Integer | Expected::Decimal => false,
    }
}

/// A number without a unit: right where the field names the unit or wants none.
fn bare(written: &Written, scan: &Scan<'_>, expected: &Expected, units: &Units) -> Result<Vec<String>, FigureMistake> {
    let likeliest = match expected {
        Expected::Quantity(Some(key)) => return Ok(vec![key.clone()]),
        Expected::Quantity(None) | Expected::Integer | Expected::Decimal => {
            return Ok(vec![String::new()]);
        }
        Expected::Money => "CNY",
        Expected::Area => "mu",
        Expected::Length => "km",
        Expected::Percent => "percent",
    };
    leftover(written, scan, expected, units)?;
    let name = units
        .row(likeliest)
        .and_then(|row| row.names.first())
        .map_or("", String::as_str);
    let end = written.number.end;
    let text = scan.text();
    let suggestion = format!("{}{name}{}", &text[..end], &text[end..]);
    Err(mistake(
        FigureProblem::MissingUnit { suggestion },
        written.number.clone(),
    ))
}

/// Anything still unread is a mistake: an unknown unit where none was found, else something left over.
fn leftover(written: &Written, scan: &Scan<'_>, expected: &Expected, units: &Units) -> Result<(), FigureMistake> {
    let mut end = scan.clone();
    end.skip_spaces();
    if end.at_end() {
        return Ok(());
    }
    let at = end.remaining();
    let rest = scan.text()[at.clone()].to_owned();
    let begins_with_digit = rest.starts_with(|letter: char| fold(letter).is_ascii_digit());
    if begins_with_digit && written.behind.is_some() {
        let first = scan.text()[..at.start].trim().to_owned();
        return Err(mistake(FigureProblem::Several(vec![first, rest]), 0..scan.text().len()));
    }
    if written.behind.is_some() || written.before.is_some() || begins_with_digit {
        return Err(mistake(FigureProblem::Leftover(rest), at));
    }
    let near = near_names(&rest, expected, units);
    Err(mistake(FigureProblem::UnknownUnit { written: rest, near }, at))
}

/// At most three names that share most letters with the written, of units that the field may hold.
fn near_names(written: &str, expected: &Expected, units: &Units) -> Vec<String> {
    let written = written.to_lowercase();
    let mut scored: Vec<(usize, String)> = units
        .behind
        .words()
        .filter(|(_, keys)| keys.iter().any(|key| fits(key, expected, units)))
        .map(|(name, _)| (likeness(&written, &name), name))
        .filter(|(score, _)| *score >= 40)
        .collect();
    scored.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    scored.into_iter().take(3).map(|(_, name)| name).collect()
}

/// Shared letters in percent of all letters of both (Dice); of longer names, shared pairs of letters.
fn likeness(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let size = if one.len().min(other.len()) < 4 { 1 } else { 2 };
    let mut pieces: Vec<&[char]> = other.windows(size).collect();
    let all = one.windows(size).count() + pieces.len();
    let mut shared = 0usize;
    for piece in one.windows(size) {
        if let Some(place) = pieces.iter().position(|candidate| *candidate == piece) {
            pieces.swap_remove(place);
            shared += 2;
        }
    }
    (shared * 100).checked_div(all).unwrap_or(0)
}
