//! A language of the site, such as `zh-Hans` or `en`.
//!
//! Only the shape of a tag is checked here (BCP 47, RFC 5646 section 2.1), not
//! whether anyone speaks it. What a language falls back to is `lang::fallback`.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A language tag in its customary spelling: `zh-Hans`, `en`, `pt-BR`.
///
/// Tags differ in nothing but meaning: `ZH-hans` parses to the same value as
/// `zh-Hans`. Cloning is cheap.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang(Arc<str>);

/// Which characters a converted Traditional Chinese page uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Usage {
    /// Hong Kong: 裏面, 着眼.
    Hk,
    /// Taiwan: 裡面, 著眼. The characters only; the vocabulary stays the author's own.
    Tw,
    /// The common forms of the conversion tables, without a region's preferences.
    General,
}

/// A text that has not the shape of a language tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotALanguage {
    /// The text as it was written.
    pub written: String,
}

impl Lang {
    /// Reads a tag: language, then where given script, region and variants.
    ///
    /// Extensions and private use (`-u-…`, `-x-…`) are refused, because a tag is
    /// also a part of addresses and file names.
    pub fn parse(written: &str) -> Result<Lang, NotALanguage> {
        match customary(written) {
            Some(tag) => Ok(Lang(tag.into())),
            None => Err(NotALanguage {
                written: written.to_owned(),
            }),
        }
    }

    /// The tag in its customary spelling.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first part: `zh` of `zh-Hans`.
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// The script if the tag names one: `Hans` of `zh-Hans`.
    pub fn script(&self) -> Option<&str> {
        self.0
            .split('-')
            .nth(1)
            .filter(|part| part.len() == 4 && is_letters(part))
    }

    /// The region if the tag names one: `BR` of `pt-BR`, `419` of `es-419`.
    pub fn region(&self) -> Option<&str> {
        self.0.split('-').skip(1).take(2).find(|part| is_region(part))
    }

    /// Whether this is Chinese in simplified characters: `zh`, `zh-Hans`, `zh-CN`.
    pub fn is_simplified_chinese(&self) -> bool {
        self.language() == "zh"
            && match self.script() {
                Some(script) => script == "Hans",
                None => !matches!(self.region(), Some("TW" | "HK" | "MO")),
            }
    }
}

/// The customary spelling of a well-formed tag: language small, script with a
/// capital, region in capitals (RFC 5646 section 2.1.1).
fn customary(written: &str) -> Option<String> {
    let mut parts = written.split('-').peekable();
    let language = parts
        .next()
        .filter(|part| (2..=3).contains(&part.len()) && is_letters(part))?;
    let mut tag = language.to_ascii_lowercase();
    if let Some(script) = parts.next_if(|part| part.len() == 4 && is_letters(part)) {
        let (first, rest) = script.split_at(1);
        tag.push('-');
        tag.push_str(&first.to_ascii_uppercase());
        tag.push_str(&rest.to_ascii_lowercase());
    }
    if let Some(region) = parts.next_if(|part| is_region(part)) {
        tag.push('-');
        tag.push_str(&region.to_ascii_uppercase());
    }
    for variant in parts {
        if !is_variant(variant) {
            return None;
        }
        tag.push('-');
        tag.push_str(&variant.to_ascii_lowercase());
    }
    Some(tag)
}

fn is_letters(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_region(part: &str) -> bool {
    match part.len() {
        2 => is_letters(part),
        3 => part.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

fn is_variant(part: &str) -> bool {
    let starts_with_digit = part.as_bytes().first().is_some_and(u8::is_ascii_digit);
    part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && ((5..=8).contains(&part.len()) || (part.len() == 4 && starts_with_digit))
}

impl fmt::Display for Lang {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for NotALanguage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "`{}` is not a language tag such as `zh-Hans` or `en`",
            self.written
        )
    }
}

impl std::error::Error for NotALanguage {}

impl FromStr for Lang {
    type Err = NotALanguage;

    fn from_str(written: &str) -> Result<Lang, NotALanguage> {
        Lang::parse(written)
    }
}

impl<'de> Deserialize<'de> for Lang {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Lang, D::Error> {
        let written = String::deserialize(deserializer)?;
        Lang::parse(&written).map_err(serde::de::Error::custom)
    }
}

impl Serialize for Lang {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, expected: &str) {
        let found = Lang::parse(written).map_or("refused".to_owned(), |lang| lang.to_string());
        assert_eq!(found, expected, "{written}");
    }

    #[test]
    fn the_tags_of_a_site_are_read() {
        for tag in [
            "zh-Hans",
            "zh-Hant",
            "zh-Hant-HK",
            "en",
            "ja",
            "fr",
            "ko",
            "pt-BR",
            "es-419",
            "de-1996",
        ] {
            check(tag, tag);
        }
    }

    #[test]
    fn letter_case_means_nothing() {
        check("ZH-hans", "zh-Hans");
        check("PT-br", "pt-BR");
    }

    #[test]
    fn what_cannot_be_a_folder_or_is_no_tag_is_refused() {
        for written in [
            "",
            "-",
            "z",
            "zh-",
            "zh_Hans",
            "english",
            "zh--Hans",
            "../en",
            "en-x-a",
            "en-u-co-standard",
            "中文",
            "zh-Hans ",
        ] {
            check(written, "refused");
        }
    }

    #[test]
    fn parts_are_told_apart() {
        let parts = |tag: &str| {
            let lang = Lang::parse(tag).unwrap();
            format!("{} {:?} {:?}", lang.language(), lang.script(), lang.region())
        };
        assert_eq!(parts("zh-Hant-HK"), r#"zh Some("Hant") Some("HK")"#);
        assert_eq!(parts("pt-BR"), r#"pt None Some("BR")"#);
        assert_eq!(parts("de-1996"), "de None None");
    }

    #[test]
    fn simplified_chinese_is_known_by_script_or_region() {
        let simplified = |tag: &str| Lang::parse(tag).unwrap().is_simplified_chinese();
        assert!(simplified("zh-Hans") && simplified("zh") && simplified("zh-CN"));
        assert!(!simplified("zh-Hant") && !simplified("zh-TW") && !simplified("ja"));
    }

    #[test]
    fn a_map_of_languages_is_read_from_yaml() {
        let read: Result<std::collections::BTreeMap<Lang, Usage>, _> = serde_yaml::from_str("zh-hant: hk\n");
        let (lang, usage) = read.unwrap().pop_first().unwrap();
        assert_eq!((lang.as_str(), usage), ("zh-Hant", Usage::Hk));
        assert!(serde_yaml::from_str::<Vec<Lang>>("[nonsense]").is_err());
    }
}
