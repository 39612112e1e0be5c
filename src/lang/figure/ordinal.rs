//! Recognises ranks (第六届, 首届, 二期, 6th), which are no figures.

use rust_decimal::Decimal;

use crate::lang::figure::numeral::digits;
use crate::lang::figure::scan::Scan;
use crate::lang::figure::units::Units;

/// The rank, if all that is still to be read is one.
pub(super) fn ordinal(scan: &Scan<'_>, units: &Units) -> Option<Decimal> {
    let words = units.words();
    let mut text = scan.rest();
    while let [start @ .., last] = text
        && last.is_whitespace()
    {
        text = start;
    }
    if words
        .ordinal_first
        .iter()
        .any(|word| without_start(text, word).is_some_and(<[char]>::is_empty))
    {
        return Some(Decimal::ONE);
    }
    let behind_mark = words.ordinal_before.iter().find_map(|word| without_start(text, word));
    let digits = digits(behind_mark.unwrap_or(text)).ok()??;
    let tail = behind_mark.unwrap_or(text).get(digits.length..)?;
    let counted = words
        .ordinal_after
        .iter()
        .any(|word| without_start(tail, word).is_some_and(<[char]>::is_empty));
    let short_tail = tail.len() <= 2 && !tail.iter().any(char::is_ascii_digit);
    match digits.values.as_slice() {
        [value] if counted || (behind_mark.is_some() && short_tail) => Some(*value),
        _ => None,
    }
}

fn without_start<'a>(text: &'a [char], word: &str) -> Option<&'a [char]> {
    let word: Vec<char> = word.chars().collect();
    text.strip_prefix(word.as_slice())
}
