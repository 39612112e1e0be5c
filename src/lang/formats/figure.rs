//! Shows a figure in one language: number or span, unit, operator, mode, and amounts converted for its readers.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::lang::figure::rates::{Rate, Rates};
use crate::lang::formats::Formats;
use crate::lang::formats::numbers::NumberText;
use crate::lang::formats::unit_text::Wanted;
use crate::model::figure::{Figure, Op};

/// A figure in words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FigureText {
    /// The whole: 约3.5亿元, `more than 4.286 ha (64.29 mu)`.
    pub text: String,
    /// The number or span alone: 3.5亿.
    pub number: String,
    /// The unit alone: 元; empty where there is none.
    pub unit: String,
    /// Amounts in other units: areas that the text holds already, and currencies, each with the date of its rate.
    pub conversions: Vec<String>,
}

/// Digits of a converted area or length: as exact as any land register, and no more.
const UNIT_DIGITS: u32 = 4;
/// Digits of an amount converted by a rate, which is approximate by nature.
const RATE_DIGITS: u32 = 3;

/// A number or span with its unit, and its pieces.
struct Amount {
    text: String,
    number: String,
    unit: String,
}

impl Formats {
    /// The figure in this language. Money is converted only by the given rates.
    pub fn figure(&self, figure: &Figure, rates: &Rates) -> FigureText {
        let amount = self.amount(figure.low, figure.high, &figure.unit);
        let mut conversions = Vec::new();
        let mut text = amount.text;
        if let Some(converted) = self.converted_unit(figure) {
            text = self
                .file
                .converted
                .unit
                .replace("{n}", &text)
                .replace("{converted}", &converted);
            conversions.push(converted);
        }
        conversions.extend(
            rates
                .from_unit(&figure.unit)
                .filter_map(|rate| self.converted_money(figure, rate)),
        );
        FigureText {
            text: self.standing(figure, text),
            number: amount.number,
            unit: amount.unit,
            conversions,
        }
    }

    /// The text with its operator, "in total" and mode, from the inside out.
    fn standing(&self, figure: &Figure, text: String) -> String {
        let mut whole = match self.file.operators.get(figure.op.name()) {
            Some(pattern) => pattern.replace("{n}", &text),
            None => match figure.op {
                Op::Equal => text,
                Op::About => format!("≈ {text}"),
                op => format!("{} {text}", op.key()),
            },
        };
        if figure.cumulative {
            whole = match &self.file.cumulative {
                Some(pattern) => pattern.replace("{n}", &whole),
                None => format!("∑ {whole}"),
            };
        }
        match figure.mode {
            Some(mode) => match self.file.modes.get(mode.key()) {
                Some(pattern) => pattern.replace("{n}", &whole),
                None => format!("{whole} ({})", mode.key()),
            },
            None => whole,
        }
    }

    fn amount(&self, low: Decimal, high: Option<Decimal>, unit: &str) -> Amount {
        let mut parts = unit.split('/');
        let base = parts.next().unwrap_or_default();
        let mut amount = match high {
            None => self.one(low, base),
            Some(high) => self.span(low, high, base),
        };
        let per: Vec<String> = parts.map(|part| self.per_name(part)).collect();
        if !per.is_empty() {
            let per = per.join(&self.file.per.joiner);
            let with_per = |text: &str| self.file.per.pattern.replace("{n}", text).replace("{per}", &per);
            amount.text = with_per(&amount.text);
            amount.unit = with_per(&amount.unit);
        }
        amount
    }

    fn one(&self, number: Decimal, unit: &str) -> Amount {
        let written = self.numbers.house(&number);
        self.with_unit(written.text.clone(), &written, number, unit)
    }

    fn span(&self, low: Decimal, high: Decimal, unit: &str) -> Amount {
        let rules = &self.file.range;
        let (mut first, mut second) = (self.numbers.house(&low), self.numbers.house(&high));
        let doubtful = first.power == 0 && second.power > 0 && !low.is_zero();
        if doubtful {
            // "500,000–2 million" could be 500,000 million, 3–6.7万 could be 3万–6.7万.
            (first, second) = (self.numbers.full(&low), self.numbers.full(&high));
        }
        let shared = rules.share_scale && first.power == second.power;
        let first_text = if shared { &first.digits } else { &first.text };
        let number = rules
            .pattern
            .replace("{low}", first_text)
            .replace("{high}", &second.text);
        if rules.repeat_unit.iter().any(|repeated| repeated == unit) {
            let low = self.with_unit(first.text.clone(), &first, low, unit);
            let high = self.with_unit(second.text.clone(), &second, high, unit);
            let text = rules.pattern.replace("{low}", &low.text).replace("{high}", &high.text);
            return Amount {
                text,
                number,
                unit: high.unit,
            };
        }
        self.with_unit(number, &second, high, unit)
    }

    /// The written number in the unit's pattern; `counted` decides between plural forms.
    fn with_unit(&self, number: String, written: &NumberText, counted: Decimal, unit: &str) -> Amount {
        let form = self.numbers.plural(&counted);
        // French says "de" behind million and milliard: by the word, not by the plural form.
        let wanted = if written.power >= 6 {
            Wanted::Compact(form)
        } else {
            Wanted::Plural(form)
        };
        let (pattern, unit) = self.unit_pattern(unit, wanted);
        Amount {
            text: pattern.replace("{n}", &number),
            unit,
            number,
        }
    }

    /// The amount in a unit that the readers of this language know: the first that gives 1 or more.
    fn converted_unit(&self, figure: &Figure) -> Option<String> {
        let row = self.units.row(&figure.unit)?;
        let targets = match row.convert.get(&self.language) {
            Some(targets) => targets,
            None if row.show.contains_key(&self.language) => return None,
            None => row.convert.get("other")?,
        };
        let in_unit = |target: &String| self.units.convert(figure.low, &figure.unit, target);
        let fits = |target: &&String| in_unit(target).is_some_and(|number| number.abs() >= Decimal::ONE);
        let target = targets.iter().find(fits).or_else(|| targets.last())?;
        let rounded = |number: Decimal| {
            let exact = self.units.convert(number, &figure.unit, target)?;
            significant(exact, UNIT_DIGITS)
        };
        let high = figure.high.map(rounded);
        Some(self.amount(rounded(figure.low)?, high.flatten(), target).text)
    }

    fn converted_money(&self, figure: &Figure, rate: &Rate) -> Option<String> {
        let converted = |number: Decimal| significant(number.checked_mul(rate.rate)?, RATE_DIGITS);
        let high = figure.high.map(converted);
        let amount = self.amount(converted(figure.low)?, high.flatten(), &rate.to);
        let pattern = &self.file.converted.rate;
        Some(
            pattern
                .replace("{date}", &self.date(&rate.date))
                .replace("{source}", &rate.source)
                .replace("{converted}", &amount.text),
        )
    }
}

fn significant(number: Decimal, digits: u32) -> Option<Decimal> {
    number
        .round_sf_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero)
        .map(|rounded| rounded.normalize())
}
