//! Finds year, month and day in a written date, without asking whether the calendar has it.

use crate::lang::date::read::{DateMistake, DateProblem};
use crate::lang::figure::{chinese_number, half_width};
use crate::model::date::{Date, NoSuchDate};

/// What a text says of a date; in a span one end may take missing parts from the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct DateParts {
    pub(super) year: Option<u32>,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
}

impl DateParts {
    fn new(year: Option<u32>, month: Option<u32>, day: Option<u32>) -> DateParts {
        DateParts { year, month, day }
    }

    /// The date, or none if the parts alone make none (a month without its year).
    pub(super) fn date(self) -> Result<Option<Date>, NoSuchDate> {
        let small = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
        let year = self.year.map(|year| i32::try_from(year).unwrap_or(i32::MAX));
        Ok(Some(match (year, self.month.map(small), self.day.map(small)) {
            (Some(year), None, None) => Date::from_year(year)?,
            (Some(year), Some(month), None) => Date::from_month(year, month)?,
            (Some(year), Some(month), Some(day)) => Date::from_day(year, month, day)?,
            (None, Some(month), Some(day)) => Date::without_year(month, day)?,
            _ => return Ok(None),
        }))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    /// A number and how many digits it was written with.
    Number(u32, usize),
    Mark(char),
}

/// Words that make a date less precise than its parts.
const IMPRECISE: [&str; 9] = ["上旬", "中旬", "下旬", "上半年", "下半年", "底", "初", "末", "左右"];

/// Every reading of the text.
pub(super) fn date_parts(text: &str) -> Result<Vec<DateParts>, DateMistake> {
    let trimmed = text.trim();
    let start = text.len() - text.trim_start().len();
    let mistake = |problem| DateMistake {
        problem,
        at: start..start + trimmed.len(),
    };
    if trimmed.is_empty() {
        return Err(DateMistake {
            problem: DateProblem::Empty,
            at: 0..text.len(),
        });
    }
    if let Some(word) = IMPRECISE.iter().find(|word| trimmed.ends_with(**word)) {
        return Err(mistake(DateProblem::Imprecise((*word).to_owned())));
    }
    let tokens = tokens(trimmed).ok_or_else(|| mistake(DateProblem::NotADate))?;
    if let [Token::Number(year, 1..=3), Token::Mark('年'), ..] = tokens.as_slice() {
        return Err(mistake(DateProblem::ShortYear(*year)));
    }
    readings(&tokens).ok_or_else(|| mistake(DateProblem::NotADate))
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let letters: Vec<char> = text.chars().map(half_width).filter(|letter| *letter != ' ').collect();
    let mut tokens = Vec::new();
    let mut rest = letters.as_slice();
    while let Some(first) = rest.first() {
        let digits = rest.iter().take_while(|letter| letter.is_ascii_digit()).count();
        let used = if digits > 0 {
            let written: String = rest[..digits].iter().collect();
            tokens.push(Token::Number(written.parse().ok()?, digits));
            digits
        } else if let Some((number, used)) = chinese_number(rest) {
            tokens.push(Token::Number(number, if number > 999 { 4 } else { used }));
            used
        } else {
            tokens.push(Token::Mark(if *first == '号' { '日' } else { *first }));
            1
        };
        rest = &rest[used..];
    }
    Some(tokens)
}

fn readings(tokens: &[Token]) -> Option<Vec<DateParts>> {
    use Token::{Mark, Number};
    let one = |year, month, day| Some(vec![DateParts::new(year, month, day)]);
    match *tokens {
        [Number(year, 4)] | [Number(year, 4), Mark('年')] => one(Some(year), None, None),
        [Number(all, 8)] => one(Some(all / 10_000), Some(all / 100 % 100), Some(all % 100)),
        [Number(year, 4), Mark('年'), Number(month, _), Mark('月')] => one(Some(year), Some(month), None),
        [
            Number(year, 4),
            Mark('年'),
            Number(month, _),
            Mark('月'),
            Number(day, _),
            Mark('日'),
        ]
        | [
            Number(year, 4),
            Mark('年'),
            Number(month, _),
            Mark('月'),
            Number(day, _),
        ] => one(Some(year), Some(month), Some(day)),
        [Number(month, _), Mark('月'), Number(day, _), Mark('日')]
        | [Mark('-'), Mark('-'), Number(month, _), Mark('-'), Number(day, _)] => one(None, Some(month), Some(day)),
        [Number(month, _), Mark('月')] => one(None, Some(month), None),
        [Number(day, _), Mark('日')] => one(None, None, Some(day)),
        [Number(year, 4), Mark(mark), Number(month, 1..=2)] if separates(mark) => one(Some(year), Some(month), None),
        [
            Number(year, 4),
            Mark(mark),
            Number(month, 1..=2),
            Mark(again),
            Number(day, 1..=2),
        ] if separates(mark) && mark == again => one(Some(year), Some(month), Some(day)),
        [
            Number(first, 1..=2),
            Mark(mark),
            Number(second, 1..=2),
            Mark(again),
            Number(year, 4),
        ] if separates(mark) && mark == again => Some(either_order(Some(year), first, second)),
        [Number(first, 1..=2), Mark(mark), Number(second, 1..=2)] if separates(mark) => {
            Some(either_order(None, first, second))
        }
        _ => None,
    }
}

fn separates(mark: char) -> bool {
    matches!(mark, '-' | '/' | '.')
}

/// Day and month in both orders, as far as a month can be meant.
fn either_order(year: Option<u32>, first: u32, second: u32) -> Vec<DateParts> {
    let month_second = DateParts::new(year, Some(second), Some(first));
    let month_first = DateParts::new(year, Some(first), Some(second));
    match (first > 12, second > 12) {
        (true, false) => vec![month_second],
        (false, true) => vec![month_first],
        _ if year.is_some() => vec![month_second, month_first],
        _ => vec![month_first, month_second],
    }
}
