//! What is shown loses nothing: any figure is read again from its words, as far as a language's words are read.
//!
//! Clerks write Chinese, so in both Chinese scripts every figure comes back whole, with its operator, mode and
//! "in total". The other languages are written for readers and never read by the program; there the number
//! comes back, by rules that stand here and nowhere else, and so do amounts of money in English.

use std::sync::LazyLock;

use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::lang::figure::mistake::Expected;
use crate::lang::figure::rates::Rates;
use crate::lang::figure::read::read_figure;
use crate::lang::figure::read_tests::theme_units;
use crate::lang::formats::Formats;
use crate::lang::formats::tests::formats;
use crate::model::chance::runs;
use crate::model::figure::{Figure, Mode, Op};

const LANGUAGES: [&str; 5] = ["zh-Hans", "zh-Hant", "en", "ja", "fr"];

static FORMATS: LazyLock<Vec<Formats>> = LazyLock::new(|| LANGUAGES.map(formats).into());

const CURRENCIES: [&str; 5] = ["CNY", "EUR", "HKD", "JPY", "USD"];

/// Up to a hundred trillions, with up to four decimals; round numbers often, as in documents.
fn number() -> impl Strategy<Value = Decimal> {
    let digits = prop_oneof![0_i64..100, 0_i64..100_000, 0_i64..1_000_000_000_000];
    let zeros = prop_oneof![Just(0_u32), 0_u32..9];
    (digits, zeros, 0_u32..=4).prop_map(|(digits, zeros, scale)| {
        let whole = Decimal::from(digits) * Decimal::from(10_i64.pow(zeros.min(6)));
        (whole / Decimal::from(10_i64.pow(scale))).normalize()
    })
}

fn unit() -> impl Strategy<Value = String> {
    let units: Vec<String> = theme_units().keys().map(str::to_owned).collect();
    proptest::sample::select(units)
}

fn op() -> impl Strategy<Value = Op> {
    proptest::sample::select(Op::ALL.to_vec())
}

fn mode() -> impl Strategy<Value = Option<Mode>> {
    proptest::option::of(proptest::sample::select(Mode::ALL.to_vec()))
}

/// A number or a span, of any unit and any standing.
fn figure() -> impl Strategy<Value = Figure> {
    let whole = (number(), number(), any::<bool>(), unit(), op(), mode(), any::<bool>());
    whole.prop_map(|(one, other, span, unit, op, mode, cumulative)| {
        let mut figure = Figure::exact(one.min(other), &unit);
        // A span with an operator is no figure that anyone writes.
        if span && one != other {
            figure.high = Some(one.max(other));
        } else {
            figure.op = op;
        }
        figure.mode = mode;
        figure.cumulative = cumulative;
        figure
    })
}

fn formats_of(language: &str) -> &'static Formats {
    let place = LANGUAGES.iter().position(|one| *one == language).unwrap();
    &FORMATS[place]
}

fn check(language: &str, figure: &Figure) {
    let shown = formats_of(language).figure(figure, &Rates::default()).text;
    let expected = Expected::Quantity(Some(figure.unit.clone()));
    let again = read_figure(&shown, &expected, theme_units());
    let again = again.unwrap_or_else(|mistake| panic!("{shown}: {mistake:?}"));
    assert_eq!(again.canonical(), figure.canonical(), "{shown}");
}

/// Reads a number as its language writes it: groups, decimal mark, words for powers of ten.
fn number_of(language: &str, shown: &str) -> Decimal {
    let (group, mark, words): (&[char], char, &[(&str, u32)]) = match language {
        "en" => (&[','], '.', &[("million", 6), ("billion", 9), ("trillion", 12)]),
        "fr" => (
            &['\u{202F}', '\u{A0}'],
            ',',
            &[
                ("millions", 6),
                ("million", 6),
                ("milliards", 9),
                ("milliard", 9),
                ("billions", 12),
                ("billion", 12),
            ],
        ),
        "ja" => (&[','], '.', &[("万", 4), ("億", 8), ("兆", 12)]),
        "zh-Hant" => (&[','], '.', &[("萬億", 12), ("萬", 4), ("億", 8)]),
        _ => (&[','], '.', &[("万亿", 12), ("万", 4), ("亿", 8)]),
    };
    let (mut whole, mut digits) = (Decimal::ZERO, String::new());
    let mut rest = shown;
    while let Some(letter) = rest.chars().next() {
        if let Some((word, power)) = words.iter().find(|(word, _)| rest.starts_with(word)) {
            whole += digits.parse::<Decimal>().unwrap() * Decimal::from(10_i64.pow(*power));
            digits.clear();
            rest = &rest[word.len()..];
            continue;
        }
        if letter == mark {
            digits.push('.');
        } else if letter.is_ascii_digit() {
            digits.push(letter);
        } else {
            assert!(group.contains(&letter) || letter == ' ', "{letter:?} in {shown}");
        }
        rest = &rest[letter.len_utf8()..];
    }
    if !digits.is_empty() {
        whole += digits.parse::<Decimal>().unwrap();
    }
    whole
}

proptest! {
    #![proptest_config(runs(3_000))]

    #[test]
    fn every_figure_is_read_again_from_its_chinese_words(figure in figure()) {
        check("zh-Hans", &figure);
        check("zh-Hant", &figure);
    }

    #[test]
    fn money_is_read_again_from_its_english_words(
        number in number(),
        currency in proptest::sample::select(CURRENCIES.to_vec()),
        op in op(),
    ) {
        let mut figure = Figure::exact(number, currency);
        figure.op = op;
        check("en", &figure);
    }

    #[test]
    fn no_language_loses_a_digit_of_a_number(number in number(), unit in unit()) {
        for language in LANGUAGES {
            let shown = formats_of(language).figure(&Figure::exact(number, &unit), &Rates::default());
            prop_assert_eq!(number_of(language, &shown.number), number, "{}: {}", language, shown.number);
        }
    }

    #[test]
    fn canonical_words_are_the_same_for_the_same_figure_only(one in figure(), other in figure()) {
        prop_assert_eq!(one.canonical() == other.canonical(), one == other);
    }
}
