//! Reads the digits of a number: Arabic with proper groups, or Chinese numerals below 万.
//!
//! Scales such as 万 and million, and units, are not read here: see `lang::figure::amount`.

use rust_decimal::Decimal;

/// Digits read from the beginning of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Digits {
    /// Characters used.
    pub(super) length: usize,
    /// What they can mean: one value, or several that nothing tells apart.
    pub(super) values: Vec<Decimal>,
}

/// Why digits are no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DigitsMistake {
    /// Separators or numerals out of order; this many characters.
    Malformed(usize),
    /// More digits than can be held exactly.
    TooMany(usize),
}

/// The number that the text begins with, if it begins with one.
pub(super) fn digits(text: &[char]) -> Result<Option<Digits>, DigitsMistake> {
    match text.first() {
        Some(first) if first.is_ascii_digit() => arabic(text).map(Some),
        Some(first) if chinese_letter(*first).is_some_and(|letter| letter != Letter::Point) => chinese(text).map(Some),
        _ => Ok(None),
    }
}

/// Most digits of a number; leaves room for scales within the 28 that a decimal holds.
const MOST_DIGITS: usize = 24;

fn arabic(text: &[char]) -> Result<Digits, DigitsMistake> {
    let length = arabic_length(text);
    let run = &text[..length];
    if run.iter().filter(|letter| letter.is_ascii_digit()).count() > MOST_DIGITS {
        return Err(DigitsMistake::TooMany(length));
    }
    let (whole, fraction) = match run.iter().position(|letter| *letter == '.') {
        Some(point) => (&run[..point], Some(&run[point + 1..])),
        None => (run, None),
    };
    if fraction.is_some_and(|fraction| !fraction.iter().all(char::is_ascii_digit)) {
        return Err(DigitsMistake::Malformed(length));
    }
    let number = |text: String| text.parse::<Decimal>().map_err(|_| DigitsMistake::TooMany(length));
    let plain: String = run.iter().filter(|letter| !matches!(letter, ',' | ' ')).collect();
    let values = if grouped(whole) {
        vec![number(plain)?]
    } else if fraction.is_none() && whole.iter().filter(|letter| **letter == ',').count() == 1 {
        let comma_as_point: String = run
            .iter()
            .map(|letter| if *letter == ',' { '.' } else { *letter })
            .collect();
        vec![number(comma_as_point)?, number(plain)?]
    } else {
        return Err(DigitsMistake::Malformed(length));
    };
    Ok(Digits { length, values })
}

/// Digits with commas, points and spaces between them; a space only before exactly three digits.
fn arabic_length(text: &[char]) -> usize {
    let mut length = 0;
    loop {
        length += text[length..]
            .iter()
            .take_while(|letter| letter.is_ascii_digit())
            .count();
        let following = text
            .get(length + 1..)
            .unwrap_or_default()
            .iter()
            .take_while(|letter| letter.is_ascii_digit())
            .count();
        match text.get(length) {
            Some(',' | '.') if following > 0 => length += 1,
            Some(' ') if following == 3 => length += 1,
            _ => return length,
        }
    }
}

/// Whether all digits stand together, or in groups of three behind a first group of one to three.
fn grouped(whole: &[char]) -> bool {
    let groups: Vec<&[char]> = whole.split(|letter| matches!(letter, ',' | ' ')).collect();
    match groups.as_slice() {
        [_] => true,
        [first, rest @ ..] => {
            (1..=3).contains(&first.len()) && first.first() != Some(&'0') && rest.iter().all(|group| group.len() == 3)
        }
        [] => false,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Letter {
    Digit(u32),
    Unit(u32),
    Point,
}

/// Everyday numerals, and those of cheques (壹贰叁).
fn chinese_letter(letter: char) -> Option<Letter> {
    Some(match letter {
        '〇' | '零' => Letter::Digit(0),
        '一' | '壹' => Letter::Digit(1),
        '二' | '两' | '兩' | '贰' | '貳' => Letter::Digit(2),
        '三' | '叁' | '參' => Letter::Digit(3),
        '四' | '肆' => Letter::Digit(4),
        '五' | '伍' => Letter::Digit(5),
        '六' | '陆' | '陸' => Letter::Digit(6),
        '七' | '柒' => Letter::Digit(7),
        '八' | '捌' => Letter::Digit(8),
        '九' | '玖' => Letter::Digit(9),
        '十' | '拾' => Letter::Unit(10),
        '百' | '佰' => Letter::Unit(100),
        '千' | '仟' => Letter::Unit(1000),
        '点' | '點' => Letter::Point,
        _ => return None,
    })
}

fn chinese(text: &[char]) -> Result<Digits, DigitsMistake> {
    let mut letters: Vec<Letter> = text.iter().map_while(|letter| chinese_letter(*letter)).collect();
    if letters.last() == Some(&Letter::Point) {
        letters.pop();
    }
    let length = letters.len();
    let (whole, fraction) = match letters.iter().position(|letter| *letter == Letter::Point) {
        Some(point) => (&letters[..point], &letters[point + 1..]),
        None => (&letters[..], &[][..]),
    };
    if length > MOST_DIGITS {
        return Err(DigitsMistake::TooMany(length));
    }
    let malformed = DigitsMistake::Malformed(length);
    let mut values = whole_chinese(whole).ok_or(malformed)?;
    if !fraction.is_empty() {
        let digits = positional(fraction).ok_or(malformed)?;
        let part: Decimal = format!("0.{digits}").parse().map_err(|_| malformed)?;
        values = values.into_iter().filter_map(|value| value.checked_add(part)).collect();
    }
    Ok(Digits { length, values })
}

/// What a run of numerals can mean: 二十五 is 25, 二〇二〇 is 2020, 一百二 is 120 or 102, 三四 is 3, 4 or 34.
fn whole_chinese(letters: &[Letter]) -> Option<Vec<Decimal>> {
    if !letters.iter().any(|letter| matches!(letter, Letter::Unit(_))) {
        let together: Decimal = positional(letters)?.parse().ok()?;
        return Some(match letters {
            [Letter::Digit(first), Letter::Digit(second)] if *first > 0 && *second > 0 => {
                vec![Decimal::from(*first), Decimal::from(*second), together]
            }
            _ => vec![together],
        });
    }
    let (mut total, mut digit, mut last_unit, mut gap) = (0u32, None, 10_000u32, false);
    for letter in letters {
        match letter {
            Letter::Digit(0) if digit.is_none() => gap = true,
            Letter::Digit(number) if digit.is_none() => digit = Some(*number),
            Letter::Unit(unit) if *unit < last_unit && (digit.is_some() || total == 0 || *unit == 10) => {
                total += digit.take().unwrap_or(1) * unit;
                (last_unit, gap) = (*unit, false);
            }
            _ => return None,
        }
    }
    let Some(ones) = digit else {
        return Some(vec![Decimal::from(total)]);
    };
    let plain = Decimal::from(total + ones);
    if last_unit > 10 && !gap {
        return Some(vec![Decimal::from(total + ones * last_unit / 10), plain]);
    }
    Some(vec![plain])
}

fn positional(letters: &[Letter]) -> Option<String> {
    letters
        .iter()
        .map(|letter| match letter {
            Letter::Digit(number) => char::from_digit(*number, 10),
            Letter::Unit(_) | Letter::Point => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::lang::figure::numeral::digits;

    fn check(text: &str, expected: &str) {
        let letters: Vec<char> = text.chars().collect();
        let found = match digits(&letters) {
            Ok(Some(digits)) => {
                let values: Vec<String> = digits.values.iter().map(ToString::to_string).collect();
                format!(
                    "{} | {}",
                    values.join(" or "),
                    &letters[digits.length..].iter().collect::<String>()
                )
            }
            Ok(None) => "none".to_owned(),
            Err(mistake) => format!("{mistake:?}"),
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn commas_count_only_as_proper_groups() {
        check("1,234,567.89元", "1234567.89 | 元");
        check("20000余", "20000 | 余");
        check("12 345 678 m", "12345678 |  m");
        check("5 12", "5 |  12");
        check("3,5亿", "3.5 or 35 | 亿");
        check("0,123", "0.123 or 0123 | ".replace("0123", "123").as_str());
        check("1,23,456", "Malformed(8)");
        check("1.2.3", "Malformed(5)");
        check("3.", "3 | .");
        check(&"9".repeat(30), "TooMany(30)");
    }

    #[test]
    fn chinese_numerals_are_read_where_they_have_one_reading() {
        check("二十五个", "25 | 个");
        check("两个", "2 | 个");
        check("十", "10 | ");
        check("三千零五", "3005 | ");
        check("一百一十", "110 | ");
        check("四点五", "4.5 | ");
        check("二〇二〇年", "2020 | 年");
        check("壹佰贰拾叁", "123 | ");
        check("百余", "100 | 余");
        check("一点", "1 | 点");
    }

    #[test]
    fn doubtful_numerals_give_every_reading() {
        check("一百二", "120 or 102 | ");
        check("三四十", "Malformed(3)");
        check("三四个", "3 or 4 or 34 | 个");
        check("十百", "Malformed(2)");
        check("元", "none");
        check("点五", "none");
    }
}
