//! The formats of one language: figures, numbers, dates, lists, made once from its data and shared.

pub mod bucket;
pub mod figure;
pub mod file;
mod numbers;
pub mod plural;
mod unit_text;

use std::fmt;

use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale::Locale;
use rust_decimal::Decimal;

use crate::lang::date::show::DateTexts;
use crate::lang::figure::units::Units;
use crate::lang::formats::file::{Direction, FormatsFile};
use crate::lang::formats::numbers::Numbers;
use crate::lang::formats::plural::PluralForm;
use crate::model::date::{Date, DateTime, Period};
use crate::model::figure::{Mode, Op};

/// Everything by which one language shows values. May be shared between threads.
pub struct Formats {
    language: String,
    file: FormatsFile,
    units: Units,
    numbers: Numbers,
    dates: DateTexts,
    lists: ListFormatter,
}

/// What is wrong in a `formats/LANG.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatsMistake {
    /// Path of the value in the file: `operators.about`.
    pub key: String,
    /// What is wrong.
    pub problem: FormatsProblem,
}

/// A kind of mistake in a `formats/LANG.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormatsProblem {
    /// Not a locale that ICU understands.
    Locale(String),
    /// A pattern that lacks this placeholder.
    Pattern { pattern: String, lacks: &'static str },
    /// A name that is none of the keys that may stand here.
    Unknown(String),
}

impl Formats {
    /// The formats of a language; `FormatsFile::default()` where it has no file. All mistakes come together.
    pub fn new(language: &str, file: &FormatsFile, units: &Units) -> Result<Formats, Vec<FormatsMistake>> {
        let mistakes = mistakes_in(file, units);
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let tag = file.icu.as_deref().unwrap_or(language);
        let no_locale = |_| vec![mistake("icu", FormatsProblem::Locale(tag.to_owned()))];
        let locale = Locale::try_from_str(tag).map_err(|error| no_locale(error.to_string()))?;
        Ok(Formats {
            numbers: Numbers::new(&locale, &file.number).map_err(no_locale)?,
            dates: DateTexts::new(&locale, &file.dates).map_err(no_locale)?,
            lists: ListFormatter::try_new_and((&locale).into(), ListFormatterOptions::default())
                .map_err(|error| no_locale(error.to_string()))?,
            language: language.to_owned(),
            file: file.clone(),
            units: units.clone(),
        })
    }

    /// The language's key, such as `zh-Hans`.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The language's own name for itself, else its key.
    pub fn name(&self) -> &str {
        self.file.name.as_deref().unwrap_or(&self.language)
    }

    /// The value of the HTML attribute `lang`.
    pub fn html_lang(&self) -> &str {
        self.file.html_lang.as_deref().unwrap_or(&self.language)
    }

    /// The value of the HTML attribute `dir`: `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        match self.file.direction {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }

    /// A date as precisely as it is known.
    pub fn date(&self, date: &Date) -> String {
        self.dates.date(date)
    }

    /// A moment to the minute.
    pub fn date_time(&self, moment: &DateTime) -> String {
        self.dates.date_time(moment)
    }

    /// A span of dates, open or closed.
    pub fn period(&self, period: &Period) -> String {
        self.dates.period(period)
    }

    /// The items joined by "and".
    pub fn list(&self, items: &[String]) -> String {
        self.lists.format(items.iter().map(String::as_str)).to_string()
    }

    /// A whole number with all its digits.
    pub fn integer(&self, number: i64) -> String {
        self.numbers.plain(&Decimal::from(number))
    }

    /// A number with all its digits.
    pub fn decimal(&self, number: &Decimal) -> String {
        self.numbers.plain(number)
    }

    /// The plural form that a number has in this language.
    pub fn plural_category(&self, number: &Decimal) -> PluralForm {
        self.numbers.plural(number)
    }
}

impl fmt::Debug for Formats {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Formats({})", self.language)
    }
}

fn mistake(key: &str, problem: FormatsProblem) -> FormatsMistake {
    FormatsMistake {
        key: key.to_owned(),
        problem,
    }
}

fn mistakes_in(file: &FormatsFile, units: &Units) -> Vec<FormatsMistake> {
    let mut found = Vec::new();
    for (key, pattern, lacks) in placed_patterns(file) {
        if !pattern.contains(lacks) {
            let pattern = pattern.to_owned();
            found.push(mistake(&key, FormatsProblem::Pattern { pattern, lacks }));
        }
    }
    let known_op = |name: &str| Op::ALL.iter().any(|op| op.name() == name);
    let known_mode = |name: &str| Mode::ALL.iter().any(|mode| mode.key() == name);
    let mut unknown = |list: &str, name: &str| {
        let key = format!("{list}.{name}");
        found.push(mistake(&key, FormatsProblem::Unknown(name.to_owned())));
    };
    file.operators
        .keys()
        .filter(|name| !known_op(name))
        .for_each(|name| unknown("operators", name));
    file.modes
        .keys()
        .filter(|name| !known_mode(name))
        .for_each(|name| unknown("modes", name));
    for (list, words) in [("currencies", &file.currencies), ("units", &file.units)] {
        words
            .keys()
            .filter(|key| units.row(key).is_none())
            .for_each(|key| unknown(list, key));
    }
    found
}

/// Every pattern with its place in the file and a placeholder that it must hold.
fn placed_patterns(file: &FormatsFile) -> Vec<(String, &str, &'static str)> {
    let mut all: Vec<(String, &str, &'static str)> = Vec::new();
    for (list, patterns) in [("operators", &file.operators), ("modes", &file.modes)] {
        all.extend(
            patterns
                .iter()
                .map(|(name, text)| (format!("{list}.{name}"), text.as_str(), "{n}")),
        );
    }
    for (list, units) in [("currencies", &file.currencies), ("units", &file.units)] {
        for (key, words) in units {
            all.extend(
                words
                    .patterns()
                    .into_iter()
                    .map(|text| (format!("{list}.{key}"), text, "{n}")),
            );
        }
    }
    let dates = &file.dates;
    let fixed = [
        ("range.pattern", Some(&file.range.pattern), "{low}"),
        ("range.pattern", Some(&file.range.pattern), "{high}"),
        ("cumulative", file.cumulative.as_ref(), "{n}"),
        ("per.pattern", Some(&file.per.pattern), "{n}"),
        ("per.pattern", Some(&file.per.pattern), "{per}"),
        ("converted.unit", Some(&file.converted.unit), "{converted}"),
        ("converted.unit", Some(&file.converted.unit), "{n}"),
        ("converted.rate", Some(&file.converted.rate), "{converted}"),
        ("converted.rate", Some(&file.converted.rate), "{date}"),
        ("buckets.below", Some(&file.buckets.below), "{n}"),
        ("buckets.from", Some(&file.buckets.from), "{n}"),
        ("dates.year", dates.year.as_ref(), "{year}"),
        ("dates.year_month", dates.year_month.as_ref(), "{month}"),
        ("dates.month_day", dates.month_day.as_ref(), "{day}"),
        ("dates.day", dates.day.as_ref(), "{day}"),
        ("dates.period", dates.period.as_ref(), "{from}"),
        ("dates.period", dates.period.as_ref(), "{to}"),
        ("dates.years", dates.years.as_ref(), "{from}"),
        ("dates.years", dates.years.as_ref(), "{to}"),
        ("dates.since", dates.since.as_ref(), "{from}"),
        ("dates.until", dates.until.as_ref(), "{to}"),
    ];
    all.extend(
        fixed
            .into_iter()
            .filter_map(|(key, text, lacks)| Some((key.to_owned(), text?.as_str(), lacks))),
    );
    all
}

#[cfg(test)]
mod round_trip_tests;
#[cfg(test)]
mod tests;
