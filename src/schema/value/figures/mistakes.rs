//! What the reader of figures could not read, as faults with the parts that their words need.

use crate::lang::figure::mistake::{FigureMistake, FigureProblem};
use crate::model::types::Kind;
use crate::schema::kinds::kind_name;
use crate::schema::value::{Reading, Spot, example};
use crate::yaml::report::Fault;

pub(super) fn figure_fault(
    text: &str,
    mistake: &FigureMistake,
    kind: &Kind,
    spot: Spot<'_>,
    reading: &Reading<'_>,
) -> Fault {
    let fault = match &mistake.problem {
        FigureProblem::Empty | FigureProblem::NotANumber => {
            Fault::value("figure-unreadable", spot.trail).with("written", text)
        }
        FigureProblem::Vague => Fault::value("figure-vague", spot.trail).with("written", text),
        FigureProblem::Ordinal(number) => Fault::value("figure-ordinal", spot.trail)
            .with("written", text)
            .with("number", number),
        FigureProblem::Leftover(rest) => Fault::value("figure-leftover", spot.trail).with("rest", rest),
        FigureProblem::Several(parts) => Fault::value("figure-several", spot.trail).with("parts", parts.join("、")),
        FigureProblem::TooManyDigits => Fault::value("figure-too-long", spot.trail),
        FigureProblem::NotWhole(number) => Fault::value("figure-not-whole", spot.trail).with("number", number),
        FigureProblem::LowAboveHigh { low, high } => Fault::value("figure-ends", spot.trail)
            .with("low", low)
            .with("high", high),
        FigureProblem::TwoReadings(readings) => two_readings(text, readings, spot),
        FigureProblem::TwoOps(first, second) => Fault::value("figure-two-bounds", spot.trail)
            .with("first", first.key())
            .with("second", second.key()),
        FigureProblem::TwoModes(first, second) => Fault::value("figure-two-modes", spot.trail)
            .with("first", first.key())
            .with("second", second.key()),
        problem => unit_fault(problem, spot),
    };
    fault
        .with("field", spot.field)
        .with("kind", kind_name(kind))
        .with("example", example(kind, reading))
        .within(text, mistake.at.clone())
}

fn two_readings(text: &str, readings: &[crate::model::figure::Figure], spot: Spot<'_>) -> Fault {
    let shown: Vec<String> = readings
        .iter()
        .map(|figure| format!("`{}`", figure.canonical()))
        .collect();
    Fault::value("figure-two-readings", spot.trail)
        .with("written", text)
        .with("readings", shown.join("、"))
}

fn unit_fault(problem: &FigureProblem, spot: Spot<'_>) -> Fault {
    match problem {
        FigureProblem::UnknownUnit { written, near } => Fault::value("figure-unit-unknown", spot.trail)
            .with("unit", written)
            .with_some("suggestion", near.first()),
        FigureProblem::MissingUnit { suggestion } => {
            Fault::value("figure-unit-missing", spot.trail).with("suggestion", suggestion)
        }
        FigureProblem::UnitNotWanted { unit, suggestion } => Fault::value("figure-unit-not-wanted", spot.trail)
            .with("unit", unit)
            .with("suggestion", suggestion)
            .replaced_by(suggestion),
        FigureProblem::TwoUnits { first, second } => Fault::value("figure-two-units", spot.trail)
            .with("first", first)
            .with("second", second),
        FigureProblem::WrongUnit { unit, .. } => Fault::value("figure-unit", spot.trail).with("unit", unit),
        _ => Fault::value("figure-unreadable", spot.trail).with("written", ""),
    }
}
