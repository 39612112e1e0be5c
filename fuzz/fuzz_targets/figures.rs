//! A figure as someone might write it: read or refused; what was read is shown in every language, and its dates too.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use wutong::lang::date::period::read_period;
use wutong::lang::date::read::{read_date, read_date_time};
use wutong::lang::figure::mistake::Expected;
use wutong::lang::figure::parts::read_figures;
use wutong::lang::figure::rates::Rates;
use wutong::lang::figure::read::read_figure;
use wutong::lang::figure::units::Units;
use wutong::lang::figure::units_file::UnitsFile;
use wutong::lang::formats::Formats;
use wutong::lang::formats::file::FormatsFile;
use wutong::yaml::typed;

static UNITS: LazyLock<Units> = LazyLock::new(|| {
    let file: UnitsFile = typed(include_str!("../../themes/wutong/units.yaml")).expect("units");
    Units::new(&file).expect("units")
});

static FORMATS: LazyLock<Vec<Formats>> = LazyLock::new(|| {
    let files = [
        ("zh-Hans", include_str!("../../themes/wutong/formats/zh-Hans.yaml")),
        ("zh-Hant", include_str!("../../themes/wutong/formats/zh-Hant.yaml")),
        ("en", include_str!("../../themes/wutong/formats/en.yaml")),
        ("ja", include_str!("../../themes/wutong/formats/ja.yaml")),
        ("fr", include_str!("../../themes/wutong/formats/fr.yaml")),
    ];
    let formats = files.map(|(lang, text)| {
        let file: FormatsFile = typed(text).expect("formats");
        Formats::new(lang, &file, &UNITS).expect("formats")
    });
    Vec::from(formats)
});

fuzz_target!(|text: &str| {
    let rates = Rates::new(Vec::new());
    let kinds = [
        Expected::Money,
        Expected::Area,
        Expected::Length,
        Expected::Percent,
        Expected::Integer,
        Expected::Decimal,
        Expected::Quantity(None),
        Expected::Quantity(Some("person".to_owned())),
    ];
    for kind in &kinds {
        match read_figure(text, kind, &UNITS) {
            Ok(figure) => {
                for formats in FORMATS.iter() {
                    let shown = formats.figure(&figure, &rates);
                    assert!(!shown.text.trim().is_empty() && !shown.number.is_empty());
                }
            }
            Err(mistake) => assert!(text.get(mistake.at.clone()).is_some(), "{:?}", mistake.at),
        }
        if let Err(mistake) = read_figures(text, kind, &UNITS) {
            assert!(text.get(mistake.at.clone()).is_some(), "{:?}", mistake.at);
        }
    }
    for formats in FORMATS.iter() {
        if let Ok(reading) = read_date(text) {
            assert!(!formats.date(&reading.date).is_empty());
        }
        if let Ok(reading) = read_date_time(text) {
            assert!(!formats.date_time(&reading.moment).is_empty());
        }
        if let Ok(reading) = read_period(text) {
            assert!(!formats.period(&reading.period).is_empty());
        }
    }
});
