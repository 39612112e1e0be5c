//! Reads a figure as it stands in a document: operator words, number or span, unit.
//!
//! Which unit was meant, and whether the field may hold it, is decided in `lang::figure::resolve`.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::lang::figure::amount::{Amount, Lone, Scale, amount, mistake, scaled};
use crate::lang::figure::mistake::{Expected, FigureMistake, FigureProblem};
use crate::lang::figure::ordinal::ordinal;
use crate::lang::figure::parts::parts;
use crate::lang::figure::resolve::resolve;
use crate::lang::figure::scan::Scan;
use crate::lang::figure::units::Units;
use crate::lang::figure::words::{Lead, Trail};
use crate::lang::figure::written_unit::{Named, per, per_behind, unit_behind};
use crate::model::figure::{Figure, Mode, Op};

/// The figure that the text writes, in the field's kind; the whole text must be used.
///
/// A text with two possible readings is never guessed at.
pub fn read_figure(text: &str, expected: &Expected, units: &Units) -> Result<Figure, FigureMistake> {
    let mut scan = Scan::new(text);
    scan.skip_spaces();
    if scan.at_end() {
        return Err(mistake(FigureProblem::Empty, 0..text.len()));
    }
    if let Some(rank) = ordinal(&scan, units) {
        return match expected {
            Expected::Integer => Ok(Figure::exact(rank, "")),
            _ => Err(mistake(FigureProblem::Ordinal(rank), scan.remaining())),
        };
    }
    let several = parts(text);
    if several.len() > 1 {
        let written = several.iter().map(|part| (*part).to_owned()).collect();
        return Err(mistake(FigureProblem::Several(written), scan.remaining()));
    }
    let written = read_written(&mut scan, expected, units)?;
    resolve(written, &scan, expected, units)
}

/// What stands in the text, before it is decided what it means.
#[derive(Clone, Debug, Default)]
pub(super) struct Written {
    pub(super) low: Vec<Decimal>,
    pub(super) high: Option<Vec<Decimal>>,
    /// Keys that the name before the number, and the one behind it, can mean.
    pub(super) before: Option<Named>,
    pub(super) behind: Option<Named>,
    /// The units of "per", in the order written.
    pub(super) per: Vec<String>,
    pub(super) op: Option<(Op, Range<usize>)>,
    pub(super) mode: Option<(Mode, Range<usize>)>,
    pub(super) cumulative: bool,
    /// The bytes of the number or span, without words and units.
    pub(super) number: Range<usize>,
}

fn read_written(scan: &mut Scan<'_>, expected: &Expected, units: &Units) -> Result<Written, FigureMistake> {
    let mut written = Written::default();
    lead(scan, units, &mut written)?;
    let start = scan.byte(scan.place());
    refuse_vague(scan, units)?;
    let negative = scan.step_over(&['-']).is_some();
    let lone = match &written.op {
        // 超亿元 and 近亿元 are said; 约亿元 is a number forgotten.
        Some((op, at)) if !negative && (*op != Op::About || scan.text()[at.clone()].ends_with('近')) => Lone::Allowed,
        _ => Lone::Refused,
    };
    let Some(mut low) = amount(scan, units, lone)? else {
        return Err(mistake(FigureProblem::NotANumber, scan.remaining()));
    };
    refuse_vague(scan, units)?;
    if negative {
        low.values.iter_mut().for_each(|value| *value = -*value);
    }
    note_inner(&mut written, &low)?;
    let number_end = scan.byte(scan.place());
    written.behind = unit_behind(scan, expected, units);
    written.number = start..number_end;
    written.low.clone_from(&low.values);
    span(scan, expected, units, &low, &mut written)?;
    per_behind(scan, units, &mut written.per);
    trail(scan, units, &mut written)?;
    if written.behind.is_none() {
        written.behind = unit_behind(scan, expected, units);
        per_behind(scan, units, &mut written.per);
        trail(scan, units, &mut written)?;
    }
    Ok(written)
}

/// Reads everything before the number, in any order.
fn lead(scan: &mut Scan<'_>, units: &Units, written: &mut Written) -> Result<(), FigureMistake> {
    loop {
        scan.skip_spaces();
        let start = scan.place();
        let word = units.lead.longest(scan.rest()).map_or(0, |(length, _)| length);
        let name = units.before.longest(scan.rest()).map_or(0, |(length, _)| length);
        if name > 0 && name >= word && written.before.is_none() {
            let keys = scan.word(&units.before).unwrap_or_default();
            written.before = Some(Named {
                keys,
                at: scan.since(start),
            });
        } else if word > 0 {
            for meaning in scan.word(&units.lead).unwrap_or_default() {
                note_lead(written, meaning, scan.since(start))?;
            }
        } else if !per(scan, units, &mut written.per) {
            return Ok(());
        }
    }
}

fn note_lead(written: &mut Written, word: Lead, at: Range<usize>) -> Result<(), FigureMistake> {
    match word {
        Lead::Op(op) => note_op(written, op, at)?,
        Lead::Mode(mode) => match &written.mode {
            Some((earlier, first)) if *earlier != mode => {
                let problem = FigureProblem::TwoModes(*earlier, mode);
                return Err(mistake(problem, first.start..at.end));
            }
            _ => written.mode = Some((mode, at)),
        },
        Lead::Cumulative => written.cumulative = true,
        Lead::Skip => {}
    }
    Ok(())
}

fn note_op(written: &mut Written, op: Op, at: Range<usize>) -> Result<(), FigureMistake> {
    match &written.op {
        Some((earlier, first)) if *earlier != op && *earlier != Op::Equal && op != Op::Equal => {
            let problem = FigureProblem::TwoOps(*earlier, op);
            Err(mistake(problem, first.start.min(at.start)..at.end.max(first.end)))
        }
        Some((earlier, _)) if *earlier != Op::Equal => Ok(()),
        _ => {
            written.op = Some((op, at));
            Ok(())
        }
    }
}

fn note_inner(written: &mut Written, amount: &Amount) -> Result<(), FigureMistake> {
    match &amount.inner {
        Some((op, at)) => note_op(written, *op, at.clone()),
        None => Ok(()),
    }
}

fn refuse_vague(scan: &Scan<'_>, units: &Units) -> Result<(), FigureMistake> {
    if units.vague.longest(scan.rest()).is_some() {
        return Err(mistake(FigureProblem::Vague, scan.remaining()));
    }
    Ok(())
}

/// The second end of a span, if one follows: 80-120%, 80%-120%, 5000万—1亿元, 3～5亿元.
fn span(
    scan: &mut Scan<'_>,
    expected: &Expected,
    units: &Units,
    low: &Amount,
    written: &mut Written,
) -> Result<(), FigureMistake> {
    let place = scan.place();
    scan.skip_spaces();
    if scan.word(&units.to).is_none() {
        scan.return_to(place);
        return Ok(());
    }
    scan.skip_spaces();
    let name = scan.place();
    let again = scan.word(&units.before);
    if let (Some(keys), Some(before)) = (&again, &written.before)
        && !keys.iter().any(|key| before.keys.contains(key))
    {
        return Err(two_units(
            scan,
            before,
            &Named {
                keys: keys.clone(),
                at: scan.since(name),
            },
        ));
    }
    scan.skip_spaces();
    let Some(high) = amount(scan, units, Lone::Refused)? else {
        scan.return_to(place);
        return Ok(());
    };
    note_inner(written, &high)?;
    written.number.end = scan.byte(scan.place());
    if low.scale == Scale::Bare && written.behind.is_none() {
        written.low = share_scale(&low.values, high.scale)
            .ok_or_else(|| mistake(FigureProblem::TooManyDigits, written.number.clone()))?;
    }
    written.high = Some(high.values);
    let first = written.behind.take();
    written.behind = unit_behind(scan, expected, units);
    if let Some(first) = first {
        match &written.behind {
            Some(second) if first.keys != second.keys => {
                return Err(two_units(scan, &first, second));
            }
            Some(_) => {}
            None => written.behind = Some(first),
        }
    }
    Ok(())
}

/// 3–5亿 means 3亿–5亿.
fn share_scale(values: &[Decimal], scale: Scale) -> Option<Vec<Decimal>> {
    let Scale::Power(power) = scale else {
        return Some(values.to_vec());
    };
    values.iter().map(|value| scaled(*value, power)).collect()
}

pub(super) fn two_units(scan: &Scan<'_>, first: &Named, second: &Named) -> FigureMistake {
    let written = |named: &Named| scan.text().get(named.at.clone()).unwrap_or_default().to_owned();
    mistake(
        FigureProblem::TwoUnits {
            first: written(first),
            second: written(second),
        },
        first.at.start..second.at.end,
    )
}

fn trail(scan: &mut Scan<'_>, units: &Units, written: &mut Written) -> Result<(), FigureMistake> {
    loop {
        let place = scan.place();
        scan.skip_spaces();
        let start = scan.place();
        let Some(meanings) = scan.word(&units.trail) else {
            scan.return_to(place);
            return Ok(());
        };
        for meaning in meanings {
            if let Trail::Op(op) = meaning {
                note_op(written, op, scan.since(start))?;
            }
        }
    }
}
