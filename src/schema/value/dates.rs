//! Dates, moments and periods; what is read but not in its plain form is noted with the plain form.

use crate::lang::date::period::read_period;
use crate::lang::date::read::{Bound, DateMistake, DateProblem, read_date, read_date_time};
use crate::model::date::{Date, DateTime, NoSuchDate, Period};
use crate::model::node::{Node, Style};
use crate::model::types::Kind;
use crate::schema::value::parts::{PartName, any_part, parts};
use crate::schema::value::{Reading, Spot, example, not_of_kind, spelled};
use crate::yaml::report::Fault;

pub(in crate::schema) const ENDS: [PartName; 2] = [("from", &["起", "开始"]), ("to", &["止", "结束"])];

pub(super) fn date(node: &Node, spot: Spot<'_>, reading: &Reading<'_>, faults: &mut Vec<Fault>) -> Option<Date> {
    let text = written(node, &Kind::Date, spot, reading, faults)?;
    match read_date(&text) {
        Ok(found) => {
            if found.bound.is_some() {
                let word = match found.bound {
                    Some(Bound::By) => "≤",
                    _ => "≥",
                };
                let told = spot.fault("date-bound").with("written", &text);
                faults.push(told.with("bound", word).with("plain", found.date));
            } else if !found.canonical && found.date.month().is_some() {
                faults.push(spelling(&text, &found.date.to_string(), spot));
            }
            Some(found.date)
        }
        Err(mistake) => {
            faults.push(match read_date_time(&text) {
                Ok(found) => with_time(&text, found.moment, spot),
                Err(_) => date_fault(&text, &mistake, &example(&Kind::Date, reading), spot),
            });
            None
        }
    }
}

pub(super) fn datetime(
    node: &Node,
    spot: Spot<'_>,
    reading: &Reading<'_>,
    faults: &mut Vec<Fault>,
) -> Option<DateTime> {
    let text = written(node, &Kind::DateTime, spot, reading, faults)?;
    match read_date_time(&text) {
        Ok(found) => {
            if !found.canonical {
                faults.push(spelling(&text, &found.moment.to_string(), spot));
            }
            Some(found.moment)
        }
        Err(mistake) => {
            let example = example(&Kind::DateTime, reading);
            faults.push(date_fault(&text, &mistake, &example, spot));
            None
        }
    }
}

pub(super) fn period(node: &Node, spot: Spot<'_>, reading: &Reading<'_>, faults: &mut Vec<Fault>) -> Option<Period> {
    if let Node::Map(entries) = node
        && any_part(entries, &ENDS)
    {
        return ends(entries, spot, reading, faults);
    }
    let text = written(node, &Kind::Period, spot, reading, faults)?;
    match read_period(&text) {
        Ok(found) => Some(found.period),
        Err(mistake) => {
            let example = example(&Kind::Period, reading);
            faults.push(date_fault(&text, &mistake, &example, spot));
            None
        }
    }
}

/// `{from: 2020, to: 2022-06}`; either end may be open.
fn ends(entries: &[(String, Node)], spot: Spot<'_>, reading: &Reading<'_>, faults: &mut Vec<Fault>) -> Option<Period> {
    let ends = parts(entries, &ENDS, spot, faults);
    let mut end = |key: &'static str| {
        let (node, trail) = ends.get(key)?;
        date(node, Spot { trail, ..spot }, reading, faults)
    };
    let (from, to) = (end("from"), end("to"));
    if let (Some(from), Some(to)) = (from, to)
        && from.first_day() > to.last_day()
        && to.last_day().is_some()
    {
        faults.push(spot.fault("date-ends").with("from", from).with("to", to));
        return None;
    }
    (from.is_some() || to.is_some()).then_some(Period { from, to })
}

/// The text of a date. YAML reads `2014.10` as a number and loses its nought.
fn written(node: &Node, kind: &Kind, spot: Spot<'_>, reading: &Reading<'_>, faults: &mut Vec<Fault>) -> Option<String> {
    match node {
        Node::Scalar(scalar) if scalar.style == Style::Number && !scalar.text.contains('.') => {
            Some(scalar.text.clone())
        }
        Node::Scalar(scalar) if scalar.style != Style::Boolean => Some(spelled(scalar, spot.trail, reading)),
        _ => {
            faults.push(not_of_kind(node, kind, spot, reading));
            None
        }
    }
}

fn with_time(text: &str, moment: DateTime, spot: Spot<'_>) -> Fault {
    spot.fault("date-with-time")
        .with("written", text)
        .with("plain", moment.date())
        .replaced_by(moment.date().to_string())
}

fn spelling(text: &str, plain: &str, spot: Spot<'_>) -> Fault {
    spot.fault("date-spelling")
        .with("written", text)
        .with("plain", plain)
        .replaced_by(plain)
}

/// What the reader of dates could not read.
pub(super) fn date_fault(text: &str, mistake: &DateMistake, example: &str, spot: Spot<'_>) -> Fault {
    let fault = match &mistake.problem {
        DateProblem::Empty | DateProblem::NotADate => spot.fault("date-unreadable"),
        DateProblem::NoSuch(why) => no_such(*why, spot),
        DateProblem::TwoReadings(readings) => {
            let shown: Vec<String> = readings.iter().map(|date| format!("`{date}`")).collect();
            spot.fault("date-two-readings").with("readings", shown.join("、"))
        }
        DateProblem::ShortYear(year) => spot.fault("date-short-year").with("year", year),
        DateProblem::Imprecise(word) => spot.fault("date-imprecise").with("word", word),
        DateProblem::EndBeforeStart { from, to } => spot.fault("date-ends").with("from", from).with("to", to),
        DateProblem::ZoneGiven => spot.fault("date-zone"),
        DateProblem::NotAMoment => spot.fault("date-no-time"),
    };
    fault
        .with("written", text)
        .with("example", example)
        .within(text, mistake.at.clone())
}

fn no_such(why: NoSuchDate, spot: Spot<'_>) -> Fault {
    match why {
        NoSuchDate::Year(year) => spot.fault("date-impossible-year").with("year", year),
        NoSuchDate::Month(month) => spot.fault("date-impossible-month").with("month", month),
        NoSuchDate::Day { day, month, last } => spot
            .fault("date-impossible")
            .with("day", day)
            .with("month", month)
            .with("last", last),
    }
}
