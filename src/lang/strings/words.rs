//! One interface string: its forms by number, as a file holds them, and how its placeholders are filled.
//!
//! This file alone names icu_plurals.

use std::collections::BTreeMap;
use std::fmt;

use fixed_decimal::Decimal;
use icu_locale::Locale;
use icu_plurals::{PluralCategory, PluralOperands, PluralRules};
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::model::lang::Lang;

/// The words for one key: one text, or a text for each form a number asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// `home: Accueil`.
    Text(String),
    /// `found: {one: "{n} projet", other: "{n} projets"}`; `other` is always there.
    Plural(BTreeMap<Form, String>),
}

/// The plural categories of CLDR (Unicode TR 35 part 3, section 5.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// The number by which a form is chosen; how it is shown is another matter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Count(PluralOperands);

/// Which form a language uses for which number.
#[derive(Debug)]
pub struct Forms(PluralRules);

impl Words {
    /// The text for a number, its placeholders filled; without a number, or where
    /// the form is not written, that for `other`.
    pub fn text(&self, forms: &Forms, count: Option<Count>, args: &BTreeMap<String, String>) -> String {
        match self {
            Words::Text(text) => fill(text, args),
            Words::Plural(texts) => {
                let form = count.map_or(Form::Other, |count| forms.form(count));
                let text = texts.get(&form).or_else(|| texts.get(&Form::Other));
                text.map_or_else(String::new, |text| fill(text, args))
            }
        }
    }

    /// The same words with every text changed.
    #[must_use]
    pub fn map(&self, change: impl Fn(&str) -> String) -> Words {
        match self {
            Words::Text(text) => Words::Text(change(text)),
            Words::Plural(texts) => Words::Plural(texts.iter().map(|(form, text)| (*form, change(text))).collect()),
        }
    }
}

impl Count {
    /// A decimal such as `3.50`; its zeros count, since they may decide the form.
    /// `None` if this is not a plain decimal.
    pub fn decimal(written: &str) -> Option<Count> {
        let decimal: Decimal = written.parse().ok()?;
        Some(Count((&decimal).into()))
    }
}

impl From<u64> for Count {
    fn from(number: u64) -> Count {
        Count(number.into())
    }
}

impl Forms {
    /// The rules of a language; of one that CLDR does not know, the rule that every
    /// number takes `other`.
    pub fn of(lang: &Lang) -> Forms {
        let preferences = lang
            .as_str()
            .parse::<Locale>()
            .map_or_else(|_| <_>::default(), |locale| (&locale).into());
        let rules = PluralRules::try_new_cardinal(preferences)
            .or_else(|_| PluralRules::try_new_cardinal(<_>::default()))
            .expect("the rules of the root are part of the program");
        Forms(rules)
    }

    fn form(&self, count: Count) -> Form {
        match self.0.category_for(count.0) {
            PluralCategory::Zero => Form::Zero,
            PluralCategory::One => Form::One,
            PluralCategory::Two => Form::Two,
            PluralCategory::Few => Form::Few,
            PluralCategory::Many => Form::Many,
            PluralCategory::Other => Form::Other,
        }
    }
}

/// Puts each argument in the place of its `{name}`. A name without an argument stays
/// as it is written, so that it is seen; braces around anything else are braces.
fn fill(text: &str, args: &BTreeMap<String, String>) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        filled.push_str(before);
        let found = from
            .find('}')
            .and_then(|close| Some((close, args.get(&from[1..close])?)));
        if let Some((close, value)) = found {
            filled.push_str(value);
            rest = &from[close + 1..];
        } else {
            filled.push('{');
            rest = &from[1..];
        }
    }
    filled.push_str(rest);
    filled
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Words, D::Error> {
        deserializer.deserialize_any(WordsVisitor)
    }
}

struct WordsVisitor;

impl<'de> Visitor<'de> for WordsVisitor {
    type Value = Words;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a text, or texts by plural form (one, other …)")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Words, E> {
        Ok(Words::Text(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Words, A::Error> {
        let mut texts = BTreeMap::new();
        while let Some((form, text)) = map.next_entry()? {
            texts.insert(form, text);
        }
        if texts.contains_key(&Form::Other) {
            Ok(Words::Plural(texts))
        } else {
            Err(A::Error::missing_field("other"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOUND: &str = r#"{one: "{n} projet", many: "{n} de projets", other: "{n} projets"}"#;

    fn check(lang: &str, words: &str, count: Option<Count>, args: &str, expected: &str) {
        let words: Words = serde_yaml::from_str(words).unwrap();
        let forms = Forms::of(&Lang::parse(lang).unwrap());
        assert_eq!(
            words.text(&forms, count, &serde_yaml::from_str(args).unwrap()),
            expected
        );
    }

    #[test]
    fn a_number_chooses_the_form_of_its_language() {
        check("fr", FOUND, Some(0.into()), "{n: '0'}", "0 projet");
        check("fr", FOUND, Some(2.into()), "{n: '2'}", "2 projets");
        check(
            "fr",
            FOUND,
            Some(1_000_000.into()),
            "{n: '1 million'}",
            "1 million de projets",
        );
        check("en", FOUND, Some(0.into()), "{n: '0'}", "0 projets");
        check("zh-Hans", FOUND, Some(1.into()), "{n: '1'}", "1 projets");
    }

    #[test]
    fn the_zeros_of_a_decimal_count() {
        check("en", "{one: one, other: other}", Count::decimal("1"), "{}", "one");
        check("en", "{one: one, other: other}", Count::decimal("1.0"), "{}", "other");
        assert_eq!(Count::decimal("about three"), None);
    }

    #[test]
    fn without_a_number_or_form_other_is_taken() {
        check("fr", FOUND, None, "{n: many}", "many projets");
        check("fr", "{other: x}", Some(1.into()), "{}", "x");
    }

    #[test]
    fn a_language_that_nobody_knows_has_one_form() {
        check("qqq", FOUND, Some(1.into()), "{n: '1'}", "1 projets");
    }

    #[test]
    fn placeholders_are_filled_once() {
        check("en", "'{a} and {b}'", None, "{a: '{b}', b: B}", "{b} and B");
        check("en", "'{a}{a}'", None, "{a: x}", "xx");
    }

    #[test]
    fn what_has_no_argument_is_seen() {
        check("en", "'{missing} {} { {a'", None, "{a: x}", "{missing} {} { {a");
        check("en", "'{{a}}'", None, "{a: x}", "{x}");
    }

    fn check_mistake(words: &str, expected: &str) {
        let mistake = serde_yaml::from_str::<Words>(words).unwrap_err().to_string();
        assert!(mistake.contains(expected), "{mistake}");
    }

    #[test]
    fn wrong_words_say_what_is_wrong() {
        check_mistake("{one: x}", "missing field `other`");
        check_mistake("{more: x, other: y}", "unknown variant `more`");
        check_mistake("[x]", "expected a text, or texts by plural form");
        check_mistake("3", "expected a text, or texts by plural form");
    }

    #[test]
    fn threads_may_share_the_rules() {
        fn shared<T: Send + Sync>() {}
        shared::<Forms>();
    }
}
