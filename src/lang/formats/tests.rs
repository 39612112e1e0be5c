//! Shows figures and dates in five languages, from tables.

use crate::lang::date::period::read_period;
use crate::lang::date::read::{read_date, read_date_time};
use crate::lang::figure::bucket::buckets;
use crate::lang::figure::rates::{Rate, Rates};
use crate::lang::figure::read::read_figure;
use crate::lang::figure::read_tests::{expected, theme_units};
use crate::lang::figure::units_file::UnitsFile;
use crate::lang::formats::Formats;
use crate::lang::formats::file::FormatsFile;

const LANGUAGES: [(&str, &str); 5] = [
    (
        "zh-Hans",
        include_str!("../../../themes/wutong/formats/zh-Hans.yaml"),
    ),
    (
        "zh-Hant",
        include_str!("../../../themes/wutong/formats/zh-Hant.yaml"),
    ),
    ("en", include_str!("../../../themes/wutong/formats/en.yaml")),
    ("ja", include_str!("../../../themes/wutong/formats/ja.yaml")),
    ("fr", include_str!("../../../themes/wutong/formats/fr.yaml")),
];

fn formats(language: &str) -> Formats {
    let yaml = LANGUAGES
        .iter()
        .find(|(key, _)| *key == language)
        .unwrap()
        .1;
    from_yaml(language, yaml)
}

fn from_yaml(language: &str, yaml: &str) -> Formats {
    let file: FormatsFile = serde_yaml::from_str(yaml).unwrap();
    Formats::new(language, &file, &theme_units()).unwrap()
}

/// No-break spaces made visible: ⍽ for U+00A0, ⏑ for the narrow U+202F.
fn visible(text: &str) -> String {
    text.replace('\u{A0}', "⍽").replace('\u{202F}', "⏑")
}

fn text(formats: &Formats, notation: &str, kind: &str) -> String {
    let figure = read_figure(notation, &expected(kind), &theme_units()).unwrap();
    visible(&formats.figure(&figure, &Rates::default()).text)
}

#[test]
fn dump() {
    let all: Vec<Formats> = LANGUAGES
        .iter()
        .map(|(language, _)| formats(language))
        .collect();
    let units = theme_units();
    let mut out = String::new();
    for row in include_str!("/tmp/wk/figure/in.txt").lines() {
        let (notation, kind) = row.split_once(" · ").unwrap();
        let figure = read_figure(notation, &expected(kind), &units).unwrap();
        let texts: Vec<String> = all
            .iter()
            .map(|one| visible(&one.figure(&figure, &Rates::default()).text))
            .collect();
        out += &format!(
            "{notation} · {kind} · {} · {}\n",
            figure.canonical(),
            texts.join(" · ")
        );
    }
    for date in ["2020", "2014-09", "2014-09-04", "--10-31"] {
        let date = read_date(date).unwrap().date;
        out += &format!(
            "{date} · date · {date} · {}\n",
            all.iter()
                .map(|one| visible(&one.date(&date)))
                .collect::<Vec<_>>()
                .join(" · ")
        );
    }
    let m = read_date_time("2014-09-06 10:07").unwrap().moment;
    out += &format!(
        "{m} · datetime · {m} · {}\n",
        all.iter()
            .map(|one| visible(&one.date_time(&m)))
            .collect::<Vec<_>>()
            .join(" · ")
    );
    for p in [
        "2020..2022",
        "2020..",
        "..--09-20",
        "2020-09..2021-03",
        "2014-09-04..2014-09-06",
    ] {
        let date = read_period(p).unwrap().period;
        out += &format!(
            "{p} · period · {p} · {}\n",
            all.iter()
                .map(|one| visible(&one.period(&date)))
                .collect::<Vec<_>>()
                .join(" · ")
        );
    }
    std::fs::write("/tmp/wk/figure/dump.txt", out).unwrap();
}
