//! Reads every notation of the source texts, from one table.

use std::sync::LazyLock;

use crate::lang::date::period::read_period;
use crate::lang::date::read::{read_date, read_date_time};
use crate::lang::figure::mistake::{Expected, FigureMistake, FigureProblem};
use crate::lang::figure::parts::read_figures;
use crate::lang::figure::read::read_figure;
use crate::lang::figure::units::Units;
use crate::lang::figure::units_file::UnitsFile;

static THEME_UNITS: LazyLock<Units> = LazyLock::new(|| {
    let file: UnitsFile = serde_yaml::from_str(include_str!("../../../themes/wutong/units.yaml")).unwrap();
    Units::new(&file).unwrap()
});

pub(in crate::lang) fn theme_units() -> &'static Units {
    &THEME_UNITS
}

pub(in crate::lang) fn expected(kind: &str) -> Expected {
    match kind
        .split_once(':')
        .map_or((kind, None), |(kind, unit)| (kind, Some(unit.to_owned())))
    {
        ("money", _) => Expected::Money,
        ("area", _) => Expected::Area,
        ("length", _) => Expected::Length,
        ("percent", _) => Expected::Percent,
        ("integer", _) => Expected::Integer,
        ("decimal", _) => Expected::Decimal,
        ("quantity" | "figures", unit) => Expected::Quantity(unit),
        _ => panic!("no such kind: {kind}"),
    }
}

fn name(mistake: &FigureMistake, text: &str) -> String {
    assert!(text.get(mistake.at.clone()).is_some(), "{text}: {:?}", mistake.at);
    let whole = format!("{:?}", mistake.problem);
    let name = whole.split(|letter: char| !letter.is_alphanumeric()).next().unwrap();
    let words = match &mistake.problem {
        FigureProblem::MissingUnit { suggestion } | FigureProblem::UnitNotWanted { suggestion, .. } => {
            format!(" {suggestion}")
        }
        FigureProblem::UnknownUnit { near, .. } if !near.is_empty() => format!(" {}", near[0]),
        _ => String::new(),
    };
    format!("!{name}{words}")
}

fn read(text: &str, kind: &str, units: &Units) -> String {
    match kind {
        "date" => read_date(text).map_or_else(
            |mistake| format!("!{:?}", mistake.problem),
            |reading| {
                let bound = reading.bound.map_or(String::new(), |bound| format!(" {bound:?}"));
                format!("{}{bound}", reading.date)
            },
        ),
        "datetime" => read_date_time(text).unwrap().moment.to_string(),
        "period" => read_period(text).unwrap().period.to_string(),
        _ if kind.starts_with("figures") => match read_figures(text, &expected(kind), units) {
            Ok(figures) => figures
                .iter()
                .map(|one| format!("{} {}", one.figure.canonical(), one.label).trim().to_owned())
                .collect::<Vec<_>>()
                .join(" | "),
            Err(mistake) => name(&mistake, text),
        },
        _ => match read_figure(text, &expected(kind), units) {
            Ok(figure) => figure.canonical(),
            Err(mistake) => name(&mistake, text),
        },
    }
}

#[test]
fn every_notation_of_the_source_texts_is_read() {
    let units = theme_units();
    let table = include_str!("../../../tests/figures/notations.txt");
    let mut wrong = Vec::new();
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    for row in rows {
        let cells: Vec<&str> = row.split(" · ").map(str::trim).collect();
        let [_, notation, kind, canonical] = cells[..] else {
            panic!("four cells: {row}")
        };
        let found = read(notation, kind, units);
        if found != canonical {
            wrong.push(format!("{row}\n    but found {found}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn no_text_makes_reading_panic() {
    let units = theme_units();
    let pieces = [
        "年",
        "月",
        "日",
        "2014",
        "..",
        "T",
        "前",
        "底",
        ":",
        "约",
        "年",
        "月",
        "日",
        "2014",
        "..",
        "T",
        "前",
        "底",
        ":",
        "3",
        "亿",
        "元",
        "-",
        "以上",
        ",",
        ".",
        "万",
        "每",
        "人",
        "/",
        "·",
        "（",
        "）",
        "十",
        "百",
        "点",
        "两",
        " ",
        "%",
        "US$",
        "多",
        "第",
        "届",
        "９",
        "，",
        "é",
        "\u{1F600}",
        "—",
        "至",
        "million",
        "不超过",
    ];
    let mut seed = 7u64;
    for _ in 0..1_500 {
        let mut text = String::new();
        for _ in 0..6 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            text.push_str(pieces[(seed >> 33) as usize % pieces.len()]);
        }
        for kind in ["money", "quantity", "integer", "quantity:bed", "figures"] {
            let _ = read(&text, kind, units);
        }
        let _ = (
            read_date(&text).is_ok(),
            read_date_time(&text).is_ok(),
            read_period(&text).is_ok(),
        );
    }
}
