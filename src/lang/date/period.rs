//! Reads spans of dates: 2020..2022, 2020—2022年, 2020年9月至2021年3月, 9月4日-6日, 9月20日前.

use crate::lang::date::parts::{DateParts, date_parts};
use crate::lang::date::read::{Bound, DateMistake, DateProblem, bytes_of, one_date, without_bound};
use crate::lang::figure::half_width;
use crate::model::date::{Date, Period};

/// A span as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodReading {
    /// The span, with at least one end.
    pub period: Period,
    /// Whether the text is the canonical form `2020..2022`.
    pub canonical: bool,
}

/// The span that the text writes. One date alone is a span from it to it; "by" and "from" leave an end open.
pub fn read_period(text: &str) -> Result<PeriodReading, DateMistake> {
    let period = match cut(text) {
        Some((from, to)) => between(from, to, text)?,
        None => single(text)?,
    };
    if let Period {
        from: Some(from),
        to: Some(to),
    } = period
        && later(from, to)
    {
        let problem = DateProblem::EndBeforeStart { from, to };
        return Err(DateMistake {
            problem,
            at: bytes_of(text, text),
        });
    }
    Ok(PeriodReading {
        period,
        canonical: text == period.to_string(),
    })
}

fn single(text: &str) -> Result<Period, DateMistake> {
    let (body, bound) = without_bound(text);
    let date = Some(one_date(date_parts(body)?, body, text)?);
    Ok(match bound {
        Some(Bound::By) => Period { from: None, to: date },
        Some(Bound::From) => Period { from: date, to: None },
        None => Period { from: date, to: date },
    })
}

fn between(from: &str, to: &str, text: &str) -> Result<Period, DateMistake> {
    let (open_from, open_to) = (from.trim().is_empty(), matches!(to.trim(), "" | "今" | "现在"));
    if open_from && open_to {
        return Err(DateMistake {
            problem: DateProblem::NotADate,
            at: bytes_of(text, text),
        });
    }
    let read = |part: &str| {
        date_parts(part).map_err(|mistake| DateMistake {
            at: bytes_of(part, text),
            ..mistake
        })
    };
    let first = if open_from { vec![] } else { read(from)? };
    let second = if open_to { vec![] } else { read(to)? };
    let (first, second) = shared(first, second);
    let end = |open, readings, part| {
        if open {
            Ok(None)
        } else {
            one_date(readings, part, text).map(Some)
        }
    };
    Ok(Period {
        from: end(open_from, first, from)?,
        to: end(open_to, second, to)?,
    })
}

/// What one end does not say it takes from the other: the year, and before a bare day the month.
fn shared(first: Vec<DateParts>, second: Vec<DateParts>) -> (Vec<DateParts>, Vec<DateParts>) {
    let ([from], [to]) = (first.as_slice(), second.as_slice()) else {
        return (first, second);
    };
    let (mut from, mut to) = (*from, *to);
    if to.day.is_some() && to.month.is_none() {
        to.month = from.month;
    }
    if to.month.is_some() {
        to.year = to.year.or(from.year);
    }
    if from.month.is_some() {
        from.year = from.year.or(to.year);
    }
    (vec![from], vec![to])
}

/// The two ends. A plain hyphen cuts only between two years or behind 年, 月 or 日.
fn cut(text: &str) -> Option<(&str, &str)> {
    if let Some(ends) = text.split_once("..") {
        return Some(ends);
    }
    for mark in ["——", "—", "–", "～", "~", "〜", "至", "到"] {
        if let Some(ends) = text.split_once(mark) {
            return Some(ends);
        }
    }
    let (from, to) = text.split_once(['-', '－'])?;
    let year = |part: &str| {
        let digits: String = part.trim().trim_end_matches('年').chars().map(half_width).collect();
        digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let marked = from.trim_end().ends_with(['年', '月', '日', '号']);
    (marked || (year(from) && year(to))).then_some((from, to))
}

/// Whether the start lies after the end; dates without a year are compared only with each other.
fn later(from: Date, to: Date) -> bool {
    match (from.first_day(), to.last_day()) {
        (Some(first), Some(last)) => first > last,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::lang::date::period::read_period;

    fn check(text: &str, expected: &str) {
        let found = match read_period(text) {
            Ok(reading) => {
                format!("{}{}", reading.period, if reading.canonical { "" } else { " note" })
            }
            Err(mistake) => format!("{:?} at {:?}", mistake.problem, mistake.at),
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn spans_are_read_as_documents_write_them() {
        check("2020..2022", "2020..2022");
        check("2014-09-04..2014-09-06", "2014-09-04..2014-09-06");
        check("2020..", "2020..");
        check("..2020-12", "..2020-12");
        check("2020—2022年", "2020..2022 note");
        check("2020年-2022年", "2020..2022 note");
        check("2020-2022", "2020..2022 note");
        check("２０２０－２０２２", "2020..2022 note");
        check("2020年9月至2021年3月", "2020-09..2021-03 note");
        check("2020年至今", "2020.. note");
    }

    #[test]
    fn an_end_takes_what_it_does_not_say_from_the_other() {
        check("2020年1月至6月", "2020-01..2020-06 note");
        check("9月4日-6日", "--09-04..--09-06 note");
        check("2014年9月4日—6日", "2014-09-04..2014-09-06 note");
        check("2014年9月4日至10月1日", "2014-09-04..2014-10-01 note");
    }

    #[test]
    fn a_bound_leaves_one_end_open_and_a_date_is_its_own_span() {
        check("9月20日前", "..--09-20 note");
        check("2020年起", "2020.. note");
        check("2020", "2020..2020 note");
        check("2014-09", "2014-09..2014-09 note");
    }

    #[test]
    fn mistakes_point_to_the_end_they_are_in() {
        check(
            "2022..2020",
            "EndBeforeStart { from: Date { year: Some(2022), month: None, day: None }, to: Date { year: Some(2020), month: None, day: None } } at 0..10",
        );
        check("2020..明年", "NotADate at 6..12");
        check("..", "NotADate at 0..2");
        check("", "Empty at 0..0");
        check(
            "2020年9月31日至2021年",
            "NoSuch(Day { day: 31, month: 9, last: 30 }) at 0..16",
        );
    }
}
