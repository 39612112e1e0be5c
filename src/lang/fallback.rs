//! Says in which languages the words of a page are looked for, and in what order.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::model::lang::Lang;

/// The languages whose words a page in `lang` may show, best first.
///
/// The language itself comes first, then what its setting names, then what the
/// settings of those name (nearest first). The original, which has every word of
/// an entry, stands where a setting puts it, else last. No language comes twice,
/// so a loop in the settings ends.
pub fn chain(lang: &Lang, configured: &BTreeMap<Lang, Vec<Lang>>, original: &Lang) -> Vec<Lang> {
    let mut chain = Vec::new();
    let mut seen = BTreeSet::new();
    let mut waiting = VecDeque::from([lang]);
    while let Some(next) = waiting.pop_front() {
        if seen.insert(next) {
            chain.push(next.clone());
            waiting.extend(configured.get(next).into_iter().flatten());
        }
    }
    if !seen.contains(original) {
        chain.push(original.clone());
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: &str = "{ja: [en, zh-Hans], fr: [oc], oc: [ca, fr, en], ca: [oc], ko: [ja], de: [zh-Hans, en]}";

    fn check(lang: &str, expected: &str) {
        let configured = serde_yaml::from_str(SETTINGS).unwrap();
        let original = Lang::parse("zh-Hans").unwrap();
        let chain = chain(&Lang::parse(lang).unwrap(), &configured, &original);
        assert_eq!(chain.iter().map(Lang::as_str).collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn own_language_first_and_the_original_last() {
        check("ja", "ja en zh-Hans");
        check("en", "en zh-Hans");
    }

    #[test]
    fn the_original_needs_no_other() {
        check("zh-Hans", "zh-Hans");
    }

    #[test]
    fn a_language_without_settings_falls_back_to_the_original() {
        check("zh-Hant", "zh-Hant zh-Hans");
    }

    #[test]
    fn what_a_fallback_falls_back_to_comes_after_it() {
        check("ko", "ko ja en zh-Hans");
    }

    #[test]
    fn the_original_stays_where_the_setting_puts_it() {
        check("de", "de zh-Hans en");
    }

    #[test]
    fn a_loop_ends() {
        check("fr", "fr oc ca en zh-Hans");
    }
}
