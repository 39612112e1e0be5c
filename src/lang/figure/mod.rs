//! Figures in words: units, reading what a clerk writes, and the words in which a figure is shown.

mod amount;
pub mod bucket;
pub mod keyword;
pub mod mistake;
mod numeral;
mod ordinal;
pub mod parts;
pub mod rates;
pub mod read;
mod resolve;
mod scan;
pub mod units;
pub mod units_file;
mod words;
mod written_unit;

use rust_decimal::prelude::ToPrimitive;

/// A character in half width and lower case.
pub(super) fn half_width(letter: char) -> char {
    words::fold(letter)
}

/// The whole number in Chinese numerals that the text begins with, and how many characters it has;
/// none if it is doubtful.
pub(super) fn chinese_number(text: &[char]) -> Option<(u32, usize)> {
    let digits = numeral::digits(text).ok()??;
    match digits.values.as_slice() {
        [value] if value.fract().is_zero() => Some((value.to_u32()?, digits.length)),
        _ => None,
    }
}

#[cfg(test)]
pub(super) mod read_tests;
