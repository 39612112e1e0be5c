//! Shows figures and dates in five languages and in some more, from tables.

use rust_decimal::Decimal;

use crate::lang::date::period::read_period;
use crate::lang::date::read::{read_date, read_date_time};
use crate::lang::figure::rates::{Rate, Rates};
use crate::lang::figure::read::read_figure;
use crate::lang::figure::read_tests::{expected, theme_units};
use crate::lang::figure::units_file::UnitsFile;
use crate::lang::formats::Formats;
use crate::lang::formats::file::FormatsFile;
use crate::model::figure::Figure;

const LANGUAGES: [(&str, &str); 5] = [
    ("zh-Hans", include_str!("../../../themes/wutong/formats/zh-Hans.yaml")),
    ("zh-Hant", include_str!("../../../themes/wutong/formats/zh-Hant.yaml")),
    ("en", include_str!("../../../themes/wutong/formats/en.yaml")),
    ("ja", include_str!("../../../themes/wutong/formats/ja.yaml")),
    ("fr", include_str!("../../../themes/wutong/formats/fr.yaml")),
];

pub(super) fn formats(language: &str) -> Formats {
    from_yaml(language, LANGUAGES.iter().find(|(key, _)| *key == language).unwrap().1)
}

fn from_yaml(language: &str, yaml: &str) -> Formats {
    let file: FormatsFile = serde_yaml::from_str(yaml).unwrap();
    Formats::new(language, &file, theme_units()).unwrap()
}

/// No-break spaces made visible: ⍽ for U+00A0, ⏑ for the narrow U+202F.
pub(super) fn visible(text: &str) -> String {
    text.replace('\u{A0}', "⍽").replace('\u{202F}', "⏑")
}

pub(super) fn figure(notation: &str, kind: &str) -> Figure {
    read_figure(notation, &expected(kind), theme_units()).unwrap()
}

fn text(formats: &Formats, notation: &str, kind: &str) -> String {
    visible(&match kind {
        "date" => formats.date(&read_date(notation).unwrap().date),
        "datetime" => formats.date_time(&read_date_time(notation).unwrap().moment),
        "period" => formats.period(&read_period(notation).unwrap().period),
        _ => formats.figure(&figure(notation, kind), &Rates::default()).text,
    })
}

#[test]
fn notations_become_values_and_texts_in_five_languages() {
    let all: Vec<Formats> = LANGUAGES.iter().map(|(language, _)| formats(language)).collect();
    let table = include_str!("../../../tests/figures/texts.txt");
    let mut wrong = Vec::new();
    for row in table.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = row.split(" · ").collect();
        let [notation, kind, canonical, texts @ ..] = cells.as_slice() else {
            panic!("{row}")
        };
        if !["date", "datetime", "period"].contains(kind) {
            assert_eq!(figure(notation, kind).canonical(), *canonical, "{notation}");
        }
        let found: Vec<String> = all.iter().map(|one| text(one, notation, kind)).collect();
        if found != texts {
            wrong.push(format!("{row}\n   found {}", found.join(" · ")));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn what_chinese_shows_can_be_read_again_as_the_same_figure() {
    let chinese = formats("zh-Hans");
    let table = include_str!("../../../tests/figures/texts.txt");
    for row in table.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = row.split(" · ").collect();
        if ["date", "datetime", "period"].contains(&cells[1]) {
            continue;
        }
        let shown = text(&chinese, cells[0], cells[1]);
        assert_eq!(figure(&shown, cells[1]).canonical(), cells[2], "{shown}");
    }
}

#[test]
fn number_and_unit_stand_apart_for_tables() {
    let parts = |language: &str, notation: &str, kind: &str| {
        let shown = formats(language).figure(&figure(notation, kind), &Rates::default());
        visible(&format!(
            "{}|{}|{}",
            shown.number,
            shown.unit,
            shown.conversions.join(";")
        ))
    };
    assert_eq!(parts("zh-Hans", "约3.5亿元", "money"), "3.5亿|元|");
    assert_eq!(parts("en", "约3.5亿元", "money"), "350 million|CNY|");
    assert_eq!(
        parts("fr", "3000元/人·年", "quantity"),
        "3⏑000|yuans par personne et par an|"
    );
    assert_eq!(parts("en", "64.29亩", "area"), "64.29|mu|4.286 ha");
    assert_eq!(parts("en", "15个", "quantity"), "15||");
    assert_eq!(parts("ja", "20000余人次", "quantity"), "2万|延べ人|");
}

#[test]
fn money_is_converted_only_by_a_stated_rate_and_shows_its_date() {
    let rate = |from: &str, to: &str, number: &str| Rate {
        from: from.to_owned(),
        to: to.to_owned(),
        rate: number.parse().unwrap(),
        date: read_date("2024-06-28").unwrap().date,
        source: "示例银行".to_owned(),
    };
    let rates = Rates::new(vec![rate("CNY", "USD", "0.1376"), rate("USD", "EUR", "0.93")]);
    let conversions = |language: &str, notation: &str| {
        let shown = formats(language).figure(&figure(notation, "money"), &rates);
        assert!(
            !shown.text.contains("USD"),
            "the text itself is not converted: {}",
            shown.text
        );
        visible(&shown.conversions.join(";"))
    };
    assert_eq!(
        conversions("en", "超过78.79亿元"),
        "about USD 1.08 billion (rate of June 28, 2024)"
    );
    assert_eq!(
        conversions("zh-Hans", "3～5亿元"),
        "约4130万–6880万美元（按2024年6月28日汇率）"
    );
    assert_eq!(
        conversions("fr", "5000万元"),
        "environ 6,88⍽millions de dollars américains (taux⍽: 28 juin 2024)"
    );
    assert_eq!(conversions("en", "HK$5亿"), "", "no rate, no conversion");
}

#[test]
fn a_file_of_formats_is_all_that_a_new_language_needs() {
    let korean = from_yaml(
        "ko",
        r#"
name: 한국어
html_lang: ko
icu: ko
number: {compact: {from: 4, decimals: 4}}
currencies: {CNY: "{n}위안"}
units: {person: "{n}명", mu: "{n}무", ha: "{n}헥타르", year: {other: "{n}년", per: 년}}
operators: {about: "약 {n}", at_least: "{n} 이상"}
range: {pattern: "{low}~{high}"}
"#,
    );
    assert_eq!(korean.name(), "한국어");
    assert_eq!(text(&korean, "约78.79亿元", "money"), "약 78.79억위안");
    assert_eq!(text(&korean, "100人以上", "quantity"), "100명 이상");
    assert_eq!(text(&korean, "64.29亩", "area"), "4.286헥타르 (64.29무)");
    assert_eq!(text(&korean, "3000元/人·年", "quantity"), "3,000위안/명·년");
    assert_eq!(text(&korean, "2014-09-04", "date"), "2014년 9월 4일");
    assert_eq!(korean.list(&["가".to_owned(), "나".to_owned()]), "가 및 나");
}

#[test]
fn a_language_without_a_file_falls_to_its_icu_data_and_international_patterns() {
    let german = Formats::new("de", &FormatsFile::default(), theme_units()).unwrap();
    assert_eq!(german.name(), "de");
    assert_eq!(text(&german, "78.79亿元", "money"), "CNY 7,879 Milliarden");
    assert_eq!(text(&german, "5000万元以上", "money"), "≥ CNY 50 Millionen");
    assert_eq!(text(&german, "近12345元", "money"), "≈ CNY 12.345");
    assert_eq!(text(&german, "12公顷", "area"), "12 ha");
    assert_eq!(text(&german, "启动5", "quantity:item"), "5 (started)");
    assert_eq!(text(&german, "2014-09-04", "date"), "4. September 2014");
    assert_eq!(text(&german, "2020..2022", "period"), "2020–2022");
}

#[test]
fn plural_forms_follow_cldr() {
    let forms = |language: &str| {
        let one = formats(language);
        ["0", "1", "1.5", "2", "1000000"]
            .map(|number| one.plural_category(&number.parse::<Decimal>().unwrap()).key())
            .join(" ")
    };
    assert_eq!(forms("en"), "other one other other other");
    assert_eq!(forms("fr"), "one one one other many");
    assert_eq!(forms("ja"), "other other other other other");
}

#[test]
fn lists_and_plain_numbers_are_written_as_the_language_does() {
    let items: Vec<String> = ["A", "B", "C"].map(str::to_owned).to_vec();
    let shown = |language: &str| {
        let one = formats(language);
        let number = one.decimal(&"1234567.89".parse::<Decimal>().unwrap());
        visible(&format!("{} · {} · {}", one.list(&items), one.integer(-1234), number))
    };
    assert_eq!(shown("zh-Hans"), "A、B和C · -1234 · 1,234,567.89");
    assert_eq!(shown("en"), "A, B, and C · -1,234 · 1,234,567.89");
    assert_eq!(shown("ja"), "A、B、C · -1,234 · 1,234,567.89");
    assert_eq!(shown("fr"), "A, B et C · -1⏑234 · 1⏑234⏑567,89");
}

#[test]
fn mistakes_in_a_file_of_formats_are_found_together() {
    let found = |yaml: &str| {
        let file: FormatsFile = serde_yaml::from_str(yaml).unwrap();
        let mistakes = Formats::new("xx", &file, theme_units()).unwrap_err();
        mistakes.iter().map(|one| one.key.clone()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        found("{operators: {about: ca., abuot: '~{n}'}, range: {pattern: '{low}'}, units: {persn: '{n}'}}"),
        "operators.about range.pattern operators.abuot units.persn"
    );
    assert_eq!(found("icu: not a locale"), "icu");
    assert!(serde_yaml::from_str::<FormatsFile>("colour: red").is_err());
}

#[test]
fn the_data_files_are_also_read_by_the_program_s_own_yaml_library() {
    let units: UnitsFile = serde_saphyr::from_str(include_str!("../../../themes/wutong/units.yaml")).unwrap();
    assert_eq!(units.units.len(), theme_units().keys().count());
    for (language, yaml) in LANGUAGES {
        let file: FormatsFile = serde_saphyr::from_str(yaml).unwrap();
        let one = Formats::new(language, &file, theme_units()).unwrap();
        assert_eq!((one.html_lang(), one.direction()), (language, "ltr"));
    }
}

#[test]
fn formats_are_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&formats("en"));
    shared(theme_units());
}

#[test]
fn every_unit_of_the_theme_has_words_in_all_five_languages() {
    let units = theme_units();
    for key in units.keys() {
        let row = units.row(key).unwrap();
        let lacking: Vec<&str> = LANGUAGES
            .iter()
            .map(|(language, _)| *language)
            .filter(|language| !row.show.contains_key(*language))
            .collect();
        assert!(lacking.is_empty(), "{key} lacks {lacking:?}");
    }
}
