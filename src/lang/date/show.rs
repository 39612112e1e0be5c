//! Shows dates, moments and spans in one language. Alone names the ICU dates.

use icu_calendar::Gregorian;
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{MD, Y, YM, YMD, YMDT};
use icu_datetime::input::{Date as IcuDate, DateTime as IcuDateTime, Time};
use icu_locale::Locale;

use crate::lang::formats::file::DateRules;
use crate::model::date::{Date, DateTime, Period};

type Formatter<Fields> = FixedCalendarDateTimeFormatter<Gregorian, Fields>;

/// The dates of one language.
#[derive(Debug)]
pub(in crate::lang) struct DateTexts {
    rules: DateRules,
    year: Formatter<Y>,
    year_month: Formatter<YM>,
    month_day: Formatter<MD>,
    day: Formatter<YMD>,
    moment: Formatter<YMDT>,
}

impl DateTexts {
    /// The dates of a locale, or ICU's reason why it has none.
    pub(in crate::lang) fn new(locale: &Locale, rules: &DateRules) -> Result<DateTexts, String> {
        macro_rules! formatter {
            ($fields:expr) => {
                FixedCalendarDateTimeFormatter::try_new(locale.into(), $fields).map_err(|error| error.to_string())?
            };
        }
        Ok(DateTexts {
            rules: rules.clone(),
            year: formatter!(Y::long()),
            year_month: formatter!(YM::long()),
            month_day: formatter!(MD::long()),
            day: formatter!(YMD::long()),
            moment: formatter!(YMD::long().with_time_hm()),
        })
    }

    pub(in crate::lang) fn date(&self, date: &Date) -> String {
        let rules = &self.rules;
        let pattern = match (date.year(), date.month(), date.day()) {
            (Some(_), None, _) => &rules.year,
            (Some(_), Some(_), None) => &rules.year_month,
            (None, ..) => &rules.month_day,
            (Some(_), Some(_), Some(_)) => &rules.day,
        };
        match (pattern, icu_date(date)) {
            (Some(pattern), _) => filled(pattern, date),
            (None, None) => date.to_string(),
            (None, Some(day)) => match (date.year(), date.month(), date.day()) {
                (Some(_), None, _) => self.year.format(&day).to_string(),
                (Some(_), Some(_), None) => self.year_month.format(&day).to_string(),
                (None, ..) => self.month_day.format(&day).to_string(),
                (Some(_), Some(_), Some(_)) => self.day.format(&day).to_string(),
            },
        }
    }

    pub(in crate::lang) fn date_time(&self, moment: &DateTime) -> String {
        let day = icu_date(&moment.date());
        let time = Time::try_new(moment.hour(), moment.minute(), moment.second(), 0).ok();
        match (day, time) {
            (Some(date), Some(time)) => self.moment.format(&IcuDateTime { date, time }).to_string(),
            _ => moment.to_string(),
        }
    }

    pub(in crate::lang) fn period(&self, period: &Period) -> String {
        let rules = &self.rules;
        let (from, to) = match (period.from, period.to) {
            (Some(from), Some(to)) => (from, to),
            (Some(from), None) => {
                return framed(rules.since.as_deref(), "{from} –", &self.date(&from), "");
            }
            (None, Some(to)) => {
                return framed(rules.until.as_deref(), "– {to}", "", &self.date(&to));
            }
            (None, None) => return String::new(),
        };
        if from == to {
            return self.date(&from);
        }
        let whole_year = |date: Date| date.month().is_none().then(|| date.year()).flatten();
        if let (Some(first), Some(last)) = (whole_year(from), whole_year(to)) {
            return framed(
                rules.years.as_deref(),
                "{from}–{to}",
                &first.to_string(),
                &last.to_string(),
            );
        }
        framed(
            rules.period.as_deref(),
            "{from} – {to}",
            &self.date(&from),
            &self.date(&to),
        )
    }
}

fn framed(pattern: Option<&str>, otherwise: &str, from: &str, to: &str) -> String {
    pattern.unwrap_or(otherwise).replace("{from}", from).replace("{to}", to)
}

fn filled(pattern: &str, date: &Date) -> String {
    let part = |number: Option<i32>| number.map_or(String::new(), |number| number.to_string());
    pattern
        .replace("{year}", &part(date.year()))
        .replace("{month}", &part(date.month().map(i32::from)))
        .replace("{day}", &part(date.day().map(i32::from)))
}

/// A day for ICU; what is not known is filled with what its format does not show (2000 has a 29 February).
fn icu_date(date: &Date) -> Option<IcuDate<Gregorian>> {
    let (year, month, day) = (
        date.year().unwrap_or(2000),
        date.month().unwrap_or(1),
        date.day().unwrap_or(1),
    );
    IcuDate::try_new_gregorian(year, month, day).ok()
}
