//! Reads dates and moments as they stand in a document: 2014年9月4日, 2014.9.4, 10月31日, 9月20日前.
//!
//! Only ISO 8601 is canonical; what else has one reading is read and said to be uncanonical. Spans are read
//! in `lang::date::period`.

use std::ops::Range;

use crate::lang::date::parts::{DateParts, date_parts};
use crate::model::date::{Date, DateTime, NoSuchDate};

/// A date as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateReading {
    /// The date.
    pub date: Date,
    /// Whether the text is the ISO form; if not, `date` shows what to write.
    pub canonical: bool,
    /// Whether the text says "by" or "from" the date: a field that is a deadline expects it, others lose it.
    pub bound: Option<Bound>,
}

/// How a date bounds a span that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bound {
    /// 9月20日前: that day at the latest.
    By,
    /// 2020年起: from then on.
    From,
}

/// A moment as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateTimeReading {
    /// The moment, in the site's zone.
    pub moment: DateTime,
    /// Whether the text is the ISO form, with or without seconds.
    pub canonical: bool,
}

/// A mistake in a written date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateMistake {
    /// What is wrong.
    pub problem: DateProblem,
    /// Bytes of the text that it is about.
    pub at: Range<usize>,
}

/// A kind of mistake in a written date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// Nothing is written.
    Empty,
    /// Not a form that dates have.
    NotADate,
    /// The calendar has no such day, month or year.
    NoSuch(NoSuchDate),
    /// 9/4 or 04/09/2014: nothing says which number is the month.
    TwoReadings(Vec<Date>),
    /// A year of fewer than four digits.
    ShortYear(u32),
    /// 年底, 上旬: less precise than a month and more than a year; this is the word.
    Imprecise(String),
    /// The end of a span lies before its start.
    EndBeforeStart { from: Date, to: Date },
    /// A zone where moments are in the site's own.
    ZoneGiven,
    /// A moment needs a full date and a time that the clock has.
    NotAMoment,
}

/// The date that the text writes; the whole text must be used.
pub fn read_date(text: &str) -> Result<DateReading, DateMistake> {
    let (body, bound) = without_bound(text);
    let date = one_date(date_parts(body)?, body, text)?;
    Ok(DateReading {
        date,
        canonical: text == date.to_string(),
        bound,
    })
}

/// The moment that the text writes: `2014-09-06 10:07:00`, `2014年9月6日10时7分`.
pub fn read_date_time(text: &str) -> Result<DateTimeReading, DateMistake> {
    let wrong = |problem| DateMistake {
        problem,
        at: 0..text.len(),
    };
    if text.trim().is_empty() {
        return Err(wrong(DateProblem::Empty));
    }
    let (day, clock) = split_clock(text).ok_or_else(|| wrong(DateProblem::NotAMoment))?;
    let parts = date_parts(day).map_err(|mistake| DateMistake {
        at: bytes_of(day, text),
        ..mistake
    })?;
    let date = one_date(parts, day, text)?;
    let clock = clock.trim();
    if clock.ends_with(['Z', 'z']) || clock.contains(['+', '-', '−']) {
        return Err(wrong(DateProblem::ZoneGiven));
    }
    let moment = clock_numbers(clock)
        .and_then(|[hour, minute, second]| DateTime::new(date, hour, minute, second))
        .ok_or_else(|| wrong(DateProblem::NotAMoment))?;
    let iso = moment.to_string();
    let spaced = text.replacen(' ', "T", 1);
    let canonical = spaced == iso || iso.strip_suffix(":00") == Some(spaced.as_str());
    Ok(DateTimeReading { moment, canonical })
}

/// A date from its parts, or why there is none.
pub(super) fn one_date(readings: Vec<DateParts>, part: &str, text: &str) -> Result<Date, DateMistake> {
    let at = bytes_of(part, text);
    let mistake = |problem| DateMistake {
        problem,
        at: at.clone(),
    };
    let mut dates = Vec::new();
    let mut refused = None;
    for parts in readings {
        match parts.date() {
            Ok(Some(date)) if !dates.contains(&date) => dates.push(date),
            Ok(_) => {}
            Err(why) => refused = refused.or(Some(why)),
        }
    }
    match (dates.as_slice(), refused) {
        ([date], _) => Ok(*date),
        ([], Some(why)) => Err(mistake(DateProblem::NoSuch(why))),
        ([], None) => Err(mistake(DateProblem::NotADate)),
        _ => Err(mistake(DateProblem::TwoReadings(dates))),
    }
}

/// Bytes of a part of a text, without spaces around it.
pub(super) fn bytes_of(part: &str, text: &str) -> Range<usize> {
    let trimmed = part.trim();
    let start = (trimmed.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    start..start + trimmed.len()
}

/// The text without its "by" or "from".
pub(super) fn without_bound(text: &str) -> (&str, Option<Bound>) {
    const WORDS: [(&str, Bound); 14] = [
        ("以前", Bound::By),
        ("之前", Bound::By),
        ("前", Bound::By),
        ("止", Bound::By),
        ("为止", Bound::By),
        ("以后", Bound::From),
        ("之后", Bound::From),
        ("以来", Bound::From),
        ("以後", Bound::From),
        ("開始", Bound::From),
        ("起", Bound::From),
        ("开始", Bound::From),
        ("後", Bound::From),
        ("后", Bound::From),
    ];
    let trimmed = text.trim_end();
    WORDS
        .iter()
        .filter_map(|(word, bound)| Some((trimmed.strip_suffix(word)?, Some(*bound))))
        .min_by_key(|(rest, _)| rest.len())
        .unwrap_or((text, None))
}

/// Where the time begins: behind a `T` or space, or behind 日.
fn split_clock(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let (place, mark) = text.char_indices().find(|(place, letter)| {
        let behind_digit = text[..*place].ends_with(|letter: char| letter.is_ascii_digit());
        matches!(letter, '日' | '号') || (behind_digit && matches!(letter, 'T' | 't' | ' ' | '　'))
    })?;
    let day_end = if matches!(mark, '日' | '号') {
        place + mark.len_utf8()
    } else {
        place
    };
    Some((&text[..day_end], &text[place + mark.len_utf8()..]))
}

/// Hour, minute and second of `10:07`, `10:07:00`, `10时7分`, `10点`.
fn clock_numbers(clock: &str) -> Option<[u8; 3]> {
    let mut numbers = [0u8; 3];
    let clock = clock.trim_end_matches(['分', '秒', '时', '時', '点']);
    let pieces: Vec<&str> = clock
        .split([':', '：', '时', '時', '点', '分'])
        .map(str::trim)
        .collect();
    let whole_hour = pieces.len() == 1 && !clock.is_empty();
    if pieces.len() > 3 || (whole_hour && pieces[0].len() > 2) {
        return None;
    }
    for (number, piece) in numbers.iter_mut().zip(&pieces) {
        let digits = (1..=2).contains(&piece.len()) && piece.bytes().all(|byte| byte.is_ascii_digit());
        *number = digits.then(|| piece.parse().ok()).flatten()?;
    }
    Some(numbers)
}

#[cfg(test)]
mod tests {
    use crate::lang::date::read::{read_date, read_date_time};

    fn check(text: &str, expected: &str) {
        let found = match read_date(text) {
            Ok(reading) => {
                let note = if reading.canonical { "" } else { " note" };
                let bound = reading.bound.map_or(String::new(), |bound| format!(" {bound:?}"));
                format!("{}{note}{bound}", reading.date)
            }
            Err(mistake) => format!("{:?} at {:?}", mistake.problem, mistake.at),
        };
        assert_eq!(found, expected, "{text}");
    }

    fn check_moment(text: &str, expected: &str) {
        let found = match read_date_time(text) {
            Ok(reading) => {
                format!("{}{}", reading.moment, if reading.canonical { "" } else { " note" })
            }
            Err(mistake) => format!("{:?}", mistake.problem),
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn iso_dates_are_canonical() {
        check("2020", "2020");
        check("2014-09", "2014-09");
        check("2014-09-04", "2014-09-04");
        check("--10-31", "--10-31");
    }

    #[test]
    fn dates_as_documents_write_them_are_read_with_a_note() {
        check("2014年9月4日", "2014-09-04 note");
        check("2014年09月04号", "2014-09-04 note");
        check("2014.9.4", "2014-09-04 note");
        check("2014/9/4", "2014-09-04 note");
        check("2021/08/06", "2021-08-06 note");
        check("2014-9-4", "2014-09-04 note");
        check("２０１４年９月４日", "2014-09-04 note");
        check("二〇一四年九月四日", "2014-09-04 note");
        check("20140904", "2014-09-04 note");
        check(" 2020年 ", "2020 note");
        check("2014年9月", "2014-09 note");
        check("2014.9", "2014-09 note");
        check("10月31日", "--10-31 note");
        check("十月三十一日", "--10-31 note");
        check("10/31", "--10-31 note");
        check("13/09/2014", "2014-09-13 note");
    }

    #[test]
    fn a_deadline_is_its_day_and_says_so() {
        check("9月20日前", "--09-20 note By");
        check("2014年9月15日之前", "2014-09-15 note By");
        check("2020年起", "2020 note From");
        check("2022年以来", "2022 note From");
    }

    #[test]
    fn what_no_calendar_holds_is_a_mistake() {
        check(
            "2014年11月31日",
            "NoSuch(Day { day: 31, month: 11, last: 30 }) at 0..17",
        );
        check("2015-02-29", "NoSuch(Day { day: 29, month: 2, last: 28 }) at 0..10");
        check("11月31日", "NoSuch(Day { day: 31, month: 11, last: 30 }) at 0..10");
        check("2014-13", "NoSuch(Month(13)) at 0..7");
        check("0000", "NoSuch(Year(0)) at 0..4");
    }

    #[test]
    fn what_has_two_readings_is_never_guessed() {
        let two = |first: &str, second: &str, end| {
            let date = |text: &str| read_date(text).unwrap().date;
            format!("TwoReadings({:?}) at 0..{end}", [date(first), date(second)])
        };
        check("9/4", &two("--09-04", "--04-09", 3));
        check("04/09/2014", &two("2014-09-04", "2014-04-09", 10));
    }

    #[test]
    fn what_is_no_date_is_said_to_be_none() {
        check("", "Empty at 0..0");
        check("明年", "NotADate at 0..6");
        check("9月", "NotADate at 0..4");
        check("14年9月4日", "ShortYear(14) at 0..13");
        check("2020年底", "Imprecise(\"底\") at 0..10");
        check("9月上旬", "Imprecise(\"上旬\") at 0..10");
        check("2014-09-04-01", "NotADate at 0..13");
        check("99999999999999999999", "NotADate at 0..20");
        check("2014年9日", "NotADate at 0..11");
        check("前", "Empty at 0..0");
    }

    #[test]
    fn moments_are_in_the_zone_of_the_site() {
        check_moment("2014-09-06T10:07:00", "2014-09-06T10:07:00");
        check_moment("2014-09-06 10:07", "2014-09-06T10:07:00");
        check_moment("2014年9月6日 10:07", "2014-09-06T10:07:00 note");
        check_moment("2014年9月6日10时7分", "2014-09-06T10:07:00 note");
        check_moment("2014/9/6 10：07：05", "2014-09-06T10:07:05 note");
        check_moment("2014-09-06T10:07:00Z", "ZoneGiven");
        check_moment("2014-09-06T10:07+08:00", "ZoneGiven");
        check_moment("2014-09-06 25:00", "NotAMoment");
        check_moment("2014-09 10:07", "NotAMoment");
        check_moment("2014-09-06", "NotAMoment");
        check_moment("", "Empty");
    }
}
