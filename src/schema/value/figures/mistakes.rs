//! What the reader of figures could not read, as faults with the parts that their words need.

use rust_decimal::Decimal;

use crate::lang::figure::mistake::{FigureMistake, FigureProblem};
use crate::lang::figure::units::Units;
use crate::model::figure::Figure;
use crate::model::types::Kind;
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
        FigureProblem::Leftover(rest) | FigureProblem::UnknownUnit { written: rest, .. } if holds_another(rest) => {
            let parts: Vec<&str> = text.split(BETWEEN).map(str::trim).collect();
            Fault::value("figure-several", spot.trail).with("parts", parts.join("、"))
        }
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
        FigureProblem::LowAboveHigh { .. } => Fault::value("figure-ends", spot.trail).with("written", text),
        FigureProblem::TwoReadings(readings) => two_readings(text, readings, spot, reading.units),
        FigureProblem::TwoOps(first, second) => Fault::value("figure-two-bounds", spot.trail)
            .with("first", first.key())
            .with("second", second.key()),
        FigureProblem::TwoModes(first, second) => Fault::value("figure-two-modes", spot.trail)
            .with("first", first.key())
            .with("second", second.key()),
        FigureProblem::MissingUnit { suggestion } => missing_unit(text, suggestion, kind, spot),
        problem => unit_fault(problem, spot),
    };
    fault
        .with("field", spot.field)
        .with("kind", kind.name())
        .with("example", example(kind, reading))
        .within(text, mistake.at.clone())
}

const BETWEEN: [char; 5] = ['，', '、', '；', ',', ';'];

/// Whether a second figure stands in what is left over.
fn holds_another(rest: &str) -> bool {
    rest.contains(BETWEEN) && rest.contains(|letter: char| letter.is_ascii_digit())
}

/// An amount such as 3亿 can only be yuan; of a bare number nobody knows whether it stands in 元 or 万元.
fn missing_unit(text: &str, suggestion: &str, kind: &Kind, spot: Spot<'_>) -> Fault {
    let fault = Fault::value("figure-unit-missing", spot.trail).with("suggestion", suggestion);
    if *kind == Kind::Money && text.contains(['万', '亿', '萬', '億']) {
        fault.replaced_by(suggestion)
    } else {
        fault
    }
}

fn two_readings(text: &str, readings: &[Figure], spot: Spot<'_>, units: &Units) -> Fault {
    let all = |told: &dyn Fn(&Figure) -> String| {
        let told = readings.iter().map(|figure| format!("`{}`", told(figure)));
        told.collect::<Vec<_>>().join("、")
    };
    Fault::value("figure-two-readings", spot.trail)
        .with("written", text)
        .with("readings", all(&|figure| in_chinese(figure, units)))
        .with("canonical", all(&Figure::canonical))
}

/// As a document would have it, such as `2000万港元`.
fn in_chinese(figure: &Figure, units: &Units) -> String {
    let row = units.row(&figure.unit);
    let name = row.and_then(|row| row.names.first()).unwrap_or(&figure.unit);
    let number = |value: Decimal| {
        let scales = [(Decimal::from(100_000_000), "亿"), (Decimal::from(10_000), "万")];
        let scale = scales.into_iter().find(|(size, _)| value.abs() >= *size);
        let (size, word) = scale.unwrap_or((Decimal::ONE, ""));
        format!("{}{word}", (value / size).normalize())
    };
    match figure.high.filter(|high| *high != figure.low) {
        Some(high) => format!("{}至{}{name}", number(figure.low), number(high)),
        None => format!("{}{name}", number(figure.low)),
    }
}

fn unit_fault(problem: &FigureProblem, spot: Spot<'_>) -> Fault {
    match problem {
        FigureProblem::UnknownUnit { written, near } => Fault::value("figure-unit-unknown", spot.trail)
            .with("unit", written)
            .with_some("suggestion", near.first()),
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
