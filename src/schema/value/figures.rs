//! Figures as documents write them, their long form with parts of its own, and series of them by year.

use crate::lang::date::read::read_date;
use crate::lang::figure::read::read_figure;
use crate::model::figure::{Figure, Mode, Op};
use crate::model::node::{Node, Scalar, Style};
use crate::model::types::Kind;
use crate::model::value::Value;
use crate::schema::kinds::expected;
use crate::schema::value::choices::yes_or_no;
use crate::schema::value::figures::mistakes::figure_fault;
use crate::schema::value::parts::{PartName, Parts, any_part, bad_part, parts};
use crate::schema::value::{Reading, Spot, dates, is_empty, not_of_kind, spelled};
use crate::yaml::report::{Fault, Part, down};

mod mistakes;

/// The parts of the long form.
pub(in crate::schema) const PARTS: [PartName; 8] = [
    ("value", &["数值", "数"]),
    ("unit", &["单位"]),
    ("op", &["比较"]),
    ("mode", &["性质"]),
    ("cumulative", &["累计"]),
    ("as_of", &["截至", "截止"]),
    ("source", &["来源"]),
    ("quote", &["原文"]),
];

/// Words for an operator, besides its key and name.
pub(in crate::schema) const OPS: [(Op, &[&str]); 6] = [
    (Op::Equal, &["==", "等于"]),
    (Op::AtLeast, &[">=", "以上", "至少"]),
    (Op::AtMost, &["<=", "以下", "至多", "不超过"]),
    (Op::Over, &["超过", "多于"]),
    (Op::Under, &["不足", "少于"]),
    (Op::About, &["约", "~", "≈"]),
];

/// The Chinese word for a mode.
pub(in crate::schema) const MODES: [(Mode, &str); 7] = [
    (Mode::Target, "目标"),
    (Mode::Declared, "申报"),
    (Mode::Actual, "实际"),
    (Mode::Estimate, "估算"),
    (Mode::Forecast, "预计"),
    (Mode::Started, "启动"),
    (Mode::Built, "建成"),
];

/// The most digits that YAML's own numbers keep exactly.
const EXACT_DIGITS: usize = 15;

pub(super) fn figure(
    node: &Node,
    kind: &Kind,
    spot: Spot<'_>,
    reading: &Reading<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Figure> {
    match node {
        Node::Scalar(scalar) if scalar.style != Style::Boolean => {
            let text = number_spelled(scalar, spot, reading);
            read(&text, kind, spot, reading, faults)
        }
        Node::Map(entries) if any_part(entries, &PARTS) => {
            let parts = parts(entries, &PARTS, spot, faults);
            long_form(&parts, kind, spot, reading, faults)
        }
        _ => {
            faults.push(not_of_kind(node, kind, spot, reading));
            None
        }
    }
}

fn number_spelled(scalar: &Scalar, spot: Spot<'_>, reading: &Reading<'_>) -> String {
    let digits = scalar.text.bytes().filter(u8::is_ascii_digit).count();
    if scalar.style == Style::Number && digits <= EXACT_DIGITS {
        return scalar.text.clone();
    }
    spelled(scalar, spot.trail, reading)
}

fn read(text: &str, kind: &Kind, spot: Spot<'_>, reading: &Reading<'_>, faults: &mut Vec<Fault>) -> Option<Figure> {
    match read_figure(text, &expected(kind)?, reading.units) {
        Ok(figure) => Some(figure),
        Err(mistake) => {
            faults.push(figure_fault(text, &mistake, kind, spot, reading));
            None
        }
    }
}

fn long_form(
    parts: &Parts<'_>,
    kind: &Kind,
    spot: Spot<'_>,
    reading: &Reading<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Figure> {
    let (mut text, trail) = parts.needed("value", spot, reading, faults)?;
    if let Some((unit, _)) = parts.text("unit", reading, faults) {
        text.push_str(&unit);
    }
    let spot = Spot { trail, ..spot };
    let figure = read(&text, kind, spot, reading, faults);
    let op = parts.text("op", reading, faults);
    let op = op.and_then(|(written, trail)| {
        let found = op_named(&written);
        if found.is_none() {
            faults.push(bad_part("op", &written, "=、≥、≤、>、<、about", trail));
        }
        found
    });
    let mode = parts.text("mode", reading, faults);
    let mode = mode.and_then(|(written, trail)| {
        let found = mode_named(&written);
        if found.is_none() {
            faults.push(bad_part("mode", &written, &mode_names(), trail));
        }
        found
    });
    let cumulative = parts.text("cumulative", reading, faults);
    let cumulative = cumulative.and_then(|(written, trail)| {
        let found = yes_or_no(&written);
        if found.is_none() {
            faults.push(bad_part("cumulative", &written, "true、false", trail));
        }
        found
    });
    let as_of = parts.text("as_of", reading, faults);
    let as_of = as_of.and_then(|(written, trail)| match read_date(&written) {
        Ok(found) => Some(found.date),
        Err(mistake) => {
            let spot = Spot { field: "as_of", trail };
            faults.push(dates::date_fault(&written, &mistake, "2020-12-31", spot));
            None
        }
    });
    let source = parts.text("source", reading, faults).map(|(text, _)| text);
    let quote = parts.text("quote", reading, faults).map(|(text, _)| text);
    let figure = figure?;
    Some(Figure {
        op: op.unwrap_or(figure.op),
        mode: mode.or(figure.mode),
        cumulative: cumulative.unwrap_or(figure.cumulative),
        as_of: as_of.or(figure.as_of),
        source: source.or(figure.source),
        quote: quote.or(figure.quote),
        ..figure
    })
}

fn op_named(written: &str) -> Option<Op> {
    OPS.iter()
        .find(|(op, words)| op.key() == written || op.name() == written || words.contains(&written))
        .map(|(op, _)| *op)
}

fn mode_named(written: &str) -> Option<Mode> {
    MODES
        .iter()
        .find(|(mode, word)| mode.key() == written || *word == written)
        .map(|(mode, _)| *mode)
}

fn mode_names() -> String {
    MODES.map(|(mode, _)| mode.key()).join("、")
}

/// `{2020: 启动5个, 2021: …}`, ascending by year.
pub(super) fn series(
    node: &Node,
    kind: &Kind,
    item: &Kind,
    spot: Spot<'_>,
    reading: &Reading<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Value> {
    let Node::Map(entries) = node else {
        faults.push(not_of_kind(node, kind, spot, reading));
        return None;
    };
    let mut rows: Vec<(i32, Figure)> = Vec::new();
    let mut seen: Vec<(i32, &str)> = Vec::new();
    for (key, node) in entries {
        let trail = down(spot.trail, key);
        let Some(year) = year(key) else {
            faults.push(Fault::key("series-year", &trail).with("written", key));
            continue;
        };
        if let Some((_, first)) = seen.iter().find(|(known, _)| *known == year) {
            faults.push(
                Fault::key("series-year-twice", &trail)
                    .with("year", year)
                    .see(Part::Key, &down(spot.trail, first)),
            );
            continue;
        }
        seen.push((year, key));
        let spot = Spot { trail: &trail, ..spot };
        if !is_empty(node) {
            rows.extend(figure(node, item, spot, reading, faults).map(|figure| (year, figure)));
        }
    }
    rows.sort_by_key(|(year, _)| *year);
    (!rows.is_empty()).then_some(Value::Series(rows))
}

/// Four digits, with or without 年.
fn year(written: &str) -> Option<i32> {
    let digits = written.trim().trim_end_matches('年').trim();
    let year = digits.parse().ok()?;
    (digits.len() == 4 && (1000..=9999).contains(&year)).then_some(year)
}
