//! Dates as precisely as a document gives them: a year, a month, a day, or a day whose year is not said.
//!
//! Reading dates from text and showing them is not done here: see `lang::date`.

use serde::{Deserialize, Serialize};

use std::fmt;

/// A year, a year and month, a full date, or a month and day without a year.
///
/// Only such combinations exist, and only days that the calendar has (29 February stands in leap years and
/// where the year is not said). Shown by `Display` in ISO 8601: `2020`, `2014-09`, `2014-09-04`, `--10-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Date {
    year: Option<i32>,
    month: Option<u8>,
    day: Option<u8>,
}

/// Why year, month and day make no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSuchDate {
    /// The year is outside 1 to 9999.
    Year(i32),
    /// The month is outside 1 to 12.
    Month(u8),
    /// The month has fewer days than this; `last` is its last day.
    Day { day: u8, month: u8, last: u8 },
}

impl Date {
    /// A year, 1 to 9999.
    pub fn from_year(year: i32) -> Result<Date, NoSuchDate> {
        if !(1..=9999).contains(&year) {
            return Err(NoSuchDate::Year(year));
        }
        Ok(Date {
            year: Some(year),
            month: None,
            day: None,
        })
    }

    /// A month of a year.
    pub fn from_month(year: i32, month: u8) -> Result<Date, NoSuchDate> {
        let whole_year = Date::from_year(year)?;
        checked_month(month)?;
        Ok(Date {
            month: Some(month),
            ..whole_year
        })
    }

    /// A full date.
    pub fn from_day(year: i32, month: u8, day: u8) -> Result<Date, NoSuchDate> {
        let whole_month = Date::from_month(year, month)?;
        checked_day(day, month, days_in(month, Some(year)))?;
        Ok(Date {
            day: Some(day),
            ..whole_month
        })
    }

    /// A month and day whose year the document does not say.
    pub fn without_year(month: u8, day: u8) -> Result<Date, NoSuchDate> {
        checked_month(month)?;
        checked_day(day, month, days_in(month, None))?;
        Ok(Date {
            year: None,
            month: Some(month),
            day: Some(day),
        })
    }

    /// The year, unless the document does not say it.
    pub fn year(&self) -> Option<i32> {
        self.year
    }

    /// The month, 1 to 12, unless only the year is known.
    pub fn month(&self) -> Option<u8> {
        self.month
    }

    /// The day of the month, unless only the year or month is known.
    pub fn day(&self) -> Option<u8> {
        self.day
    }

    /// The first day that the date can mean; none where the year is not said.
    pub fn first_day(&self) -> Option<Date> {
        let year = self.year?;
        Some(Date {
            year: Some(year),
            month: Some(self.month.unwrap_or(1)),
            day: Some(self.day.unwrap_or(1)),
        })
    }

    /// The last day that the date can mean; none where the year is not said.
    pub fn last_day(&self) -> Option<Date> {
        let year = self.year?;
        let month = self.month.unwrap_or(12);
        Some(Date {
            year: Some(year),
            month: Some(month),
            day: Some(self.day.unwrap_or_else(|| days_in(month, Some(year)))),
        })
    }
}

fn checked_month(month: u8) -> Result<(), NoSuchDate> {
    if (1..=12).contains(&month) {
        Ok(())
    } else {
        Err(NoSuchDate::Month(month))
    }
}

fn checked_day(day: u8, month: u8, last: u8) -> Result<(), NoSuchDate> {
    if (1..=last).contains(&day) {
        Ok(())
    } else {
        Err(NoSuchDate::Day { day, month, last })
    }
}

/// Days of a month by the Gregorian calendar; February of an unknown year has 29.
fn days_in(month: u8, year: Option<i32>) -> u8 {
    let leap = year.is_none_or(|year| (year % 4 == 0 && year % 100 != 0) || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(out, "{year:04}")?,
            None => write!(out, "-")?,
        }
        if let Some(month) = self.month {
            write!(out, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(out, "-{day:02}")?;
        }
        Ok(())
    }
}

/// A moment in the site's own time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DateTime {
    date: Date,
    hour: u8,
    minute: u8,
    second: u8,
}

impl DateTime {
    /// A moment of a full date; none if the date is not full or the clock has no such time.
    pub fn new(date: Date, hour: u8, minute: u8, second: u8) -> Option<DateTime> {
        let full = date.year.is_some() && date.day.is_some();
        (full && hour < 24 && minute < 60 && second < 60).then_some(DateTime {
            date,
            hour,
            minute,
            second,
        })
    }

    /// The day, always full.
    pub fn date(&self) -> Date {
        self.date
    }

    /// The hour, 0 to 23.
    pub fn hour(&self) -> u8 {
        self.hour
    }

    /// The minute, 0 to 59.
    pub fn minute(&self) -> u8 {
        self.minute
    }

    /// The second, 0 to 59.
    pub fn second(&self) -> u8 {
        self.second
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{}T{:02}:{:02}:{:02}",
            self.date, self.hour, self.minute, self.second
        )
    }
}

/// A span of dates; an open end has none. `Display` writes `2020..2022`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Period {
    /// The first date, if any is given.
    pub from: Option<Date>,
    /// The last date, if any is given.
    pub to: Option<Date>,
}

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(from) = self.from {
            write!(out, "{from}")?;
        }
        write!(out, "..")?;
        if let Some(to) = self.to {
            write!(out, "{to}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::model::date::{Date, DateTime, NoSuchDate, Period};

    fn check(date: Result<Date, NoSuchDate>, iso: &str, first: &str, last: &str) {
        let date = date.unwrap();
        assert_eq!(date.to_string(), iso);
        let written = |date: Option<Date>| date.map_or(String::new(), |date| date.to_string());
        assert_eq!(written(date.first_day()), first);
        assert_eq!(written(date.last_day()), last);
    }

    #[test]
    fn a_date_is_as_precise_as_it_was_given() {
        check(Date::from_year(2020), "2020", "2020-01-01", "2020-12-31");
        check(Date::from_month(2014, 2), "2014-02", "2014-02-01", "2014-02-28");
        check(Date::from_month(2016, 2), "2016-02", "2016-02-01", "2016-02-29");
        check(Date::from_day(2014, 9, 4), "2014-09-04", "2014-09-04", "2014-09-04");
        check(Date::without_year(10, 31), "--10-31", "", "");
        check(Date::from_year(7), "0007", "0007-01-01", "0007-12-31");
    }

    #[test]
    fn days_the_calendar_lacks_are_refused() {
        let no_day = |day, month, last| Err(NoSuchDate::Day { day, month, last });
        assert_eq!(Date::from_day(2014, 11, 31), no_day(31, 11, 30));
        assert_eq!(Date::from_day(1900, 2, 29), no_day(29, 2, 28));
        assert_eq!(Date::from_day(2000, 2, 29).map(|date| date.day()), Ok(Some(29)));
        assert_eq!(Date::without_year(2, 29).map(|date| date.year()), Ok(None));
        assert_eq!(Date::without_year(2, 30), no_day(30, 2, 29));
        assert_eq!(Date::from_month(2014, 13), Err(NoSuchDate::Month(13)));
        assert_eq!(Date::from_month(2014, 0), Err(NoSuchDate::Month(0)));
        assert_eq!(Date::from_year(0), Err(NoSuchDate::Year(0)));
        assert_eq!(Date::from_year(10000), Err(NoSuchDate::Year(10000)));
    }

    #[test]
    fn a_moment_needs_a_full_date_and_a_time_of_the_clock() {
        let day = Date::from_day(2014, 9, 6).unwrap();
        let moment = DateTime::new(day, 10, 7, 0).unwrap();
        assert_eq!(moment.to_string(), "2014-09-06T10:07:00");
        assert_eq!(DateTime::new(day, 24, 0, 0), None);
        assert_eq!(DateTime::new(Date::from_year(2014).unwrap(), 1, 0, 0), None);
    }

    #[test]
    fn an_open_period_shows_its_open_end() {
        let year = Date::from_year(2020).ok();
        assert_eq!(Period { from: year, to: None }.to_string(), "2020..");
        assert_eq!(Period { from: None, to: year }.to_string(), "..2020");
    }
}
