//! Puts names into the order in which readers of a language look for them.
//!
//! Simplified Chinese stands by pinyin, Traditional by strokes, every other
//! language as the Unicode collation (CLDR) has it. Nothing depends on the machine.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use icu_collator::CollatorBorrowed;

use crate::lang::readings::Readings;
use crate::model::lang::Lang;

mod order;
mod pinyin;

use order::order_of;
use pinyin::Pinyin;

/// Marks that a name may open with and that nobody looks under.
const OPENING: [char; 16] = [
    '"', '\'', '“', '‘', '«', '‹', '„', '《', '〈', '「', '『', '【', '（', '(', '[', ' ',
];

/// The order of one language. Made once and shared.
pub struct Collator {
    order: CollatorBorrowed<'static>,
    pinyin: Option<Pinyin>,
}

/// The place of a name in the order of one language.
///
/// Keys of one [`Collator`] may be compared, and only those. Two keys are equal
/// only if the names are: what the language does not tell apart stands by code
/// points.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortKey(Arc<[u8]>);

impl Collator {
    /// The order of a language; readings count for Simplified Chinese only.
    pub fn new(lang: &Lang, readings: &Readings) -> Collator {
        let order = order_of(lang.as_str());
        let pinyin = lang.is_simplified_chinese().then(|| Pinyin::new(readings));
        Collator { order, pinyin }
    }

    /// The key of a name, or of the `sort_key` that the author wrote for it.
    ///
    /// Numbers stand by value (2号 before 10号), and marks that open a name do not
    /// count. In Simplified Chinese a `sort_key` may be pinyin (`xia men`, `xiamen`)
    /// or other characters that read as the name should.
    pub fn key(&self, text: &str, sort_key: Option<&str>) -> SortKey {
        let sorted_as = sort_key.map_or(text, str::trim);
        let sorted_as = sorted_as.trim_start_matches(OPENING);
        let sorted_as = match (&self.pinyin, sort_key) {
            (Some(pinyin), Some(_)) => pinyin.of_sort_key(sorted_as),
            (Some(pinyin), None) => pinyin.of_name(sorted_as),
            (None, _) => Cow::Borrowed(sorted_as),
        };
        let mut key = Vec::with_capacity(4 * text.len() + 8);
        let Ok(()) = self.order.write_sort_key_to(&sorted_as, &mut key);
        key.push(0); // less than any byte of a key, so that a shorter one comes first
        key.extend_from_slice(text.as_bytes());
        SortKey(key.into())
    }
}

impl fmt::Debug for Collator {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.pinyin.is_some() {
            "Collator(pinyin)"
        } else {
            "Collator"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collator(lang: &str) -> Collator {
        let readings = serde_yaml::from_str(include_str!("../../themes/wutong/readings.yaml")).unwrap();
        Collator::new(&Lang::parse(lang).unwrap(), &readings)
    }

    /// `names` in any order, a sort key behind `=`; `expected` in the language's order.
    fn check(lang: &str, names: &str, expected: &str) {
        let collator = collator(lang);
        let mut names: Vec<_> = names
            .split_whitespace()
            .map(|name| {
                name.split_once('=')
                    .map_or((name, None), |(name, key)| (name, Some(key)))
            })
            .collect();
        names.sort_by_cached_key(|(name, sort_key)| collator.key(name, *sort_key));
        assert_eq!(
            names.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" "),
            expected
        );
    }

    #[test]
    fn simplified_chinese_stands_by_pinyin() {
        check("zh-Hans", "张村 白露镇 青山 阿村", "阿村 白露镇 青山 张村");
    }

    #[test]
    fn places_stand_where_their_people_say_them() {
        check(
            "zh-Hans",
            "长沙 沙县 厦门 夏县 常州 陈村 一村",
            "常州 长沙 陈村 沙县 夏县 厦门 一村",
        );
        check("zh-Hans", "乐清 雷州 玉林 月塘 乐平", "乐平 雷州 玉林 月塘 乐清");
        check("zh-Hans", "地热田 德村 定村", "德村 地热田 定村");
        check("zh-Hans", "重庆 周口 楚雄 滁州", "重庆 滁州 楚雄 周口");
    }

    #[test]
    fn words_of_one_character_stay_together() {
        check("zh-Hans", "常德 长沙 常州 长春", "常德 常州 长春 长沙");
    }

    #[test]
    fn a_sort_key_may_be_pinyin() {
        check("zh-Hans", "乜村=nie-cun 南村 聂村 宁村", "南村 乜村 聂村 宁村");
        check("zh-Hans", "乜村=niecun 南村 宁村 钟村", "南村 乜村 宁村 钟村");
    }

    #[test]
    fn a_sort_key_may_be_a_word() {
        check("zh-Hans", "甲=青山 白露 张村 Zeta=Alpha Beta", "白露 甲 张村 Zeta Beta");
        check("en", "The-Hills=Hills Gate River", "Gate The-Hills River");
        check("ja", "示例=しれい 青山=あおやま 白露=はくろ", "青山 示例 白露");
    }

    #[test]
    fn traditional_chinese_stands_by_strokes() {
        check("zh-Hant", "臺村 一村 三村 青山 二村", "一村 二村 三村 青山 臺村");
    }

    #[test]
    fn other_languages_have_their_own_order() {
        check("fr", "zone Écluse eau Eau étang", "eau Eau Écluse étang zone");
        check("en", "b A a B", "a A b B");
    }

    #[test]
    fn numbers_stand_by_value() {
        for lang in ["zh-Hans", "zh-Hant", "en"] {
            check(lang, "10号 2号 1号", "1号 2号 10号");
        }
    }

    #[test]
    fn marks_that_open_a_name_do_not_count() {
        check(
            "zh-Hans",
            "张村 “青山”品牌 《白露》 安村",
            "安村 《白露》 “青山”品牌 张村",
        );
    }

    #[test]
    fn equal_places_stand_by_code_points() {
        let collator = collator("ja");
        let (hiragana, katakana) = (collator.key("あ", None), collator.key("ア", None));
        assert!(hiragana < katakana);
        assert_eq!(collator.key("あ", Some("か")), collator.key("あ", Some("か")));
        assert!(collator.key("a", Some("x")) < collator.key("b", Some("x")));
    }

    #[test]
    fn any_text_has_a_place() {
        let collator = collator("zh-Hans");
        for text in ["", " ", "“", "\u{0}", "\u{10FFFF}", "👍", "lv", &"xian".repeat(500)] {
            assert_eq!(collator.key(text, Some(text)), collator.key(text, Some(text)));
        }
    }

    #[test]
    fn threads_may_share_an_order() {
        fn shared<T: Send + Sync>() {}
        shared::<Collator>();
    }
}
