//! Writes plain and shortened numbers of one language: 7.879 billion, 78億7,900万. Alone names the ICU numbers.
//!
//! Decimals stay exact: ICU's own rounding forms are never used.

use fixed_decimal::Decimal as IcuDecimal;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_decimal::{CompactDecimalFormatter, DecimalFormatter};
use icu_locale::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use rust_decimal::Decimal;

use crate::lang::formats::file::{CompactRules, CompactStyle, Grouping, NumberRules};
use crate::lang::formats::plural::PluralForm;

/// The numbers of one language.
#[derive(Debug)]
pub(super) struct Numbers {
    plain: DecimalFormatter,
    compact: CompactDecimalFormatter,
    plurals: PluralRules,
    rules: CompactRules,
}

/// A number as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NumberText {
    pub(super) text: String,
    /// The digits alone, without the word that shortens: `7.879`.
    pub(super) digits: String,
    /// The power of ten of that word; 0 where there is none.
    pub(super) power: u8,
}

impl Numbers {
    /// The numbers of a locale, or ICU's reason why it has none.
    pub(super) fn new(locale: &Locale, rules: &NumberRules) -> Result<Numbers, String> {
        let mut options = DecimalFormatterOptions::default();
        options.grouping_strategy = Some(match rules.grouping {
            Grouping::Auto => GroupingStrategy::Auto,
            Grouping::Min2 => GroupingStrategy::Min2,
            Grouping::Never => GroupingStrategy::Never,
        });
        let reason = |error: icu_provider::DataError| error.to_string();
        Ok(Numbers {
            plain: DecimalFormatter::try_new(locale.into(), options).map_err(reason)?,
            compact: CompactDecimalFormatter::try_new_long(locale.into(), options.into()).map_err(reason)?,
            plurals: PluralRules::try_new_cardinal(locale.into()).map_err(reason)?,
            rules: rules.compact.clone(),
        })
    }

    /// All digits.
    pub(super) fn plain(&self, number: &Decimal) -> String {
        self.plain.format(&icu(number)).to_string()
    }

    /// The house form: shortened from the language's magnitude on, unless it needs too many decimals.
    pub(super) fn house(&self, number: &Decimal) -> NumberText {
        let exact = icu(number);
        let shortened = if exact.absolute.nonzero_magnitude_start() < self.rules.from {
            None
        } else {
            match self.rules.style {
                CompactStyle::Icu => self.icu_compact(&exact),
                CompactStyle::Scales => self.own_scale(&exact),
                CompactStyle::Myriads => Some(Self::unshared(self.myriads(number))),
                CompactStyle::None => None,
            }
        };
        shortened.unwrap_or_else(|| Self::unshared(self.plain.format(&exact).to_string()))
    }

    /// All digits, as a number text.
    pub(super) fn full(&self, number: &Decimal) -> NumberText {
        Self::unshared(self.plain(number))
    }

    /// The plural form of a number in this language.
    pub(super) fn plural(&self, number: &Decimal) -> PluralForm {
        match self.plurals.category_for(&icu(number)) {
            PluralCategory::Zero => PluralForm::Zero,
            PluralCategory::One => PluralForm::One,
            PluralCategory::Two => PluralForm::Two,
            PluralCategory::Few => PluralForm::Few,
            PluralCategory::Many => PluralForm::Many,
            PluralCategory::Other => PluralForm::Other,
        }
    }

    fn unshared(text: String) -> NumberText {
        NumberText {
            digits: text.clone(),
            text,
            power: 0,
        }
    }

    fn icu_compact(&self, number: &IcuDecimal) -> Option<NumberText> {
        let magnitude = number.absolute.nonzero_magnitude_start();
        let power = self.compact.compact_exponent_for_magnitude(magnitude);
        let digits = self.significand(number, power)?;
        let mut text = self.compact.format_with_exponent(&digits, power).ok()?.to_string();
        if let Some(space) = &self.rules.space {
            text = text.replace(' ', space);
        }
        let digits = self.plain.format(&digits).to_string();
        Some(NumberText { text, digits, power })
    }

    fn own_scale(&self, number: &IcuDecimal) -> Option<NumberText> {
        let magnitude = number.absolute.nonzero_magnitude_start();
        let fitting = self
            .rules
            .scales
            .iter()
            .filter(|(_, power)| i16::from(**power) <= magnitude);
        let (word, power) = fitting.max_by_key(|(_, power)| **power)?;
        let digits = self.plain.format(&self.significand(number, *power)?).to_string();
        let space = self.rules.space.as_deref().unwrap_or_default();
        Some(NumberText {
            text: format!("{digits}{space}{word}"),
            digits,
            power: *power,
        })
    }

    /// The number without its scale; none if there is no scale or it would need too many decimals.
    fn significand(&self, number: &IcuDecimal, power: u8) -> Option<IcuDecimal> {
        let mut digits = number.clone();
        digits.multiply_pow10(-i16::from(power));
        digits.absolute.trim_end();
        let decimals = u32::from(digits.absolute.nonzero_magnitude_end().min(0).unsigned_abs());
        (power > 0 && decimals <= self.rules.decimals).then_some(digits)
    }

    /// Groups of four digits from the right, each that is not zero with its word; the last word takes the rest.
    fn myriads(&self, number: &Decimal) -> String {
        let written = number.abs().normalize().to_string();
        let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
        let mut groups: Vec<String> = Vec::new();
        let mut rest = whole;
        for (place, word) in self.rules.words.iter().enumerate() {
            let last = place + 1 == self.rules.words.len();
            let cut = if last { 0 } else { rest.len().saturating_sub(4) };
            let group = rest[cut..].trim_start_matches('0');
            let decimals = if place == 0 { fraction } else { "" };
            if !group.is_empty() || !decimals.is_empty() {
                let digits = format!("0{group}.{decimals}");
                let value: Decimal = digits.trim_end_matches('.').parse().unwrap_or_default();
                groups.push(format!("{}{word}", self.plain(&value.normalize())));
            }
            rest = &rest[..cut];
        }
        if groups.is_empty() {
            return self.plain(number);
        }
        groups.reverse();
        let sign = if number.is_sign_negative() { "-" } else { "" };
        format!("{sign}{}", groups.join(self.rules.space.as_deref().unwrap_or_default()))
    }
}

/// The same number for ICU, without needless zeros.
fn icu(number: &Decimal) -> IcuDecimal {
    let digits = number.mantissa();
    let mut exact = i64::try_from(digits).map_or_else(|_| IcuDecimal::from(digits), IcuDecimal::from);
    // A decimal has at most 28 places.
    exact.multiply_pow10(-i16::try_from(number.scale()).unwrap_or(i16::MAX));
    exact.absolute.trim_end();
    exact
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Ninety-six bits and twenty-eight places are all that a decimal has.
        #[test]
        fn a_number_is_to_icu_what_its_text_is(
            digits in -(1_i128 << 96) + 1..1_i128 << 96,
            bits in 0..96_u32,
            places in 0..=28_u32,
        ) {
            let number = Decimal::from_i128_with_scale(digits >> bits, places);
            let text: IcuDecimal = number.normalize().to_string().parse().expect("a number");
            prop_assert_eq!(icu(&number).to_string(), text.to_string());
        }
    }

    #[test]
    fn nothing_has_no_sign() {
        for nothing in ["0", "-0", "0.000", "-0.00"] {
            assert_eq!(icu(&nothing.parse().expect("a number")).to_string(), "0");
        }
    }
}
