//! Fetches the collation of a language from the tables in the program.

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale::Locale;

/// The collation of a language tag, numbers by value; of a tag that CLDR does not
/// know, the one that all languages share.
pub(super) fn order_of(lang: &str) -> CollatorBorrowed<'static> {
    let preferences = |lang: &str| {
        let mut preferences: CollatorPreferences = lang
            .parse::<Locale>()
            .map_or_else(|_| <_>::default(), |locale| (&locale).into());
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        preferences
    };
    CollatorBorrowed::try_new(preferences(lang), CollatorOptions::default())
        .or_else(|_| CollatorBorrowed::try_new(preferences("und"), CollatorOptions::default()))
        .expect("the order that all languages share is part of the program")
}
