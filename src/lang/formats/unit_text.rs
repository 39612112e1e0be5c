//! Chooses the words of a unit in one language: from its formats file, `units.yaml`, a fallback, or a symbol.

use std::borrow::Cow;

use crate::lang::figure::units_file::{Dimension, UnitForms, UnitWords};
use crate::lang::formats::Formats;
use crate::lang::formats::plural::PluralForm;

/// Which of a unit's patterns is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Behind a number of this plural form.
    Plural(PluralForm),
    /// Behind "million" and above.
    Compact(PluralForm),
}

impl Formats {
    /// The pattern of a unit, with `{n}`, and the unit alone; of no unit the number alone.
    ///
    /// The unit alone is its declared name, else what stands around the number.
    pub(super) fn unit_pattern(&self, unit: &str, wanted: Wanted) -> (Cow<'_, str>, String) {
        let words = self.unit_words(unit);
        let pattern = self.pattern(unit, words, wanted);
        let name = match words {
            Some(UnitWords::Forms(forms)) => forms.name.clone(),
            _ => None,
        };
        let name = name.unwrap_or_else(|| without_number(&pattern));
        (pattern, name)
    }

    fn pattern<'s>(&'s self, unit: &str, words: Option<&'s UnitWords>, wanted: Wanted) -> Cow<'s, str> {
        match words {
            Some(words) => Cow::Borrowed(chosen(words, wanted)),
            None => match self.units.row(unit) {
                Some(row) if row.dimension == Some(Dimension::Money) => Cow::Owned(format!("{unit} {{n}}")),
                Some(row) => match &row.symbol {
                    Some(symbol) => Cow::Borrowed(symbol),
                    None => Cow::Owned(format!("{{n}} {}", row.names.first().map_or(unit, String::as_str))),
                },
                None if unit.is_empty() => Cow::Borrowed("{n}"),
                None => Cow::Owned(format!("{{n}} {unit}")),
            },
        }
    }

    /// The unit behind "per".
    pub(super) fn per_name(&self, unit: &str) -> String {
        match self.unit_words(unit) {
            Some(UnitWords::Forms(forms)) => match (&forms.per, &forms.one) {
                (Some(per), _) => per.clone(),
                (None, Some(one)) => without_number(one),
                (None, None) => without_number(&forms.other),
            },
            words => without_number(&self.pattern(unit, words, Wanted::Plural(PluralForm::Other))),
        }
    }

    fn unit_words(&self, unit: &str) -> Option<&UnitWords> {
        let own = self.file.currencies.get(unit).or_else(|| self.file.units.get(unit));
        let row = self.units.row(unit)?;
        let fallbacks = self.file.names_from.iter().map(String::as_str);
        own.or_else(|| {
            std::iter::once(self.language.as_str())
                .chain(fallbacks)
                .find_map(|language| row.show.get(language))
        })
        .or_else(|| {
            // No symbol either: English words are better than a bare number.
            (row.symbol.is_none() && row.dimension != Some(Dimension::Money))
                .then(|| row.show.get("en"))
                .flatten()
        })
    }
}

fn chosen(words: &UnitWords, wanted: Wanted) -> &str {
    let forms: &UnitForms = match words {
        UnitWords::One(pattern) => return pattern,
        UnitWords::Forms(forms) => forms,
    };
    let (Wanted::Plural(form) | Wanted::Compact(form)) = wanted;
    let by_form = match form {
        PluralForm::Zero => &forms.zero,
        PluralForm::One => &forms.one,
        PluralForm::Two => &forms.two,
        PluralForm::Few => &forms.few,
        PluralForm::Many => &forms.many,
        PluralForm::Other => &None,
    };
    let compact = match wanted {
        Wanted::Compact(_) => forms.compact.as_deref(),
        Wanted::Plural(_) => None,
    };
    compact.or(by_form.as_deref()).unwrap_or(&forms.other)
}

fn without_number(pattern: &str) -> String {
    let spaces = |letter: char| letter.is_whitespace();
    pattern.replace("{n}", "").trim_matches(spaces).to_owned()
}
