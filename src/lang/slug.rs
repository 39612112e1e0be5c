//! Makes the last part of an address from a file's name.
//!
//! An address is permanent, so the rule must not move: it looks at nothing but
//! the name and the readings. Names reserved by a site (its languages, its
//! folders) and two claims to one address are not judged here.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::lang::readings::Readings;
use crate::lang::romanise;

mod check;

pub use check::{LONGEST, SlugMistake, check_slug};

/// What the characters of a word are, as far as writing them in a–z goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Han,
    Kana,
    Foreign,
}

/// The slug of a name: small letters a–z, digits and single hyphens, at most 80.
///
/// * A word is as long as the script does not change and no blank, hyphen or other
///   mark stands between. So a run of Chinese is one word, however many words a
///   reader sees in it: `三百山温泉` is `sanbaishanwenquan`, and no list of words
///   can ever cut it otherwise. An author who wants it cut writes `三百山-温泉`.
/// * Latin letters and digits that touch are one word (`5g`, `a4`), so that a slug is
///   its own slug. Signs and letters with a simple form are folded first: `é` `ß`
///   `Ａ` `①`.
/// * Chinese is written by its readings, phrases first, without tones, `ü` as `v`;
///   kana by its romanisation; a character without a reading by its number
///   (`u3400`); a word of another script by a hash of it (`x-8f3a21`).
/// * What is too long ends after a whole word, or in the first word after a whole
///   syllable. Nothing left is a hash of the name.
pub fn slug(name: &str, readings: &Readings) -> String {
    let folded: String = name.nfkc().collect();
    let mut slug = String::new();
    for (script, word) in words(&folded) {
        let parts = match script {
            Script::Latin => word.chars().map(String::from).collect(),
            Script::Han => han(&word, readings),
            Script::Kana => romanise::kana(&word),
            Script::Foreign => vec![hash(&word)],
        };
        let length: usize = parts.iter().map(String::len).sum();
        if slug.is_empty() {
            for part in parts {
                if slug.len() + part.len() > LONGEST {
                    return slug;
                }
                slug.push_str(&part);
            }
        } else if slug.len() + 1 + length <= LONGEST {
            slug.push('-');
            slug.extend(parts);
        } else {
            return slug;
        }
    }
    if slug.is_empty() { hash(&folded) } else { slug }
}

/// The words of a folded name; Latin ones are already small letters and digits.
fn words(folded: &str) -> Vec<(Script, String)> {
    let mut words: Vec<(Script, String)> = Vec::new();
    let mut apart = true;
    for letter in folded.chars().filter(|letter| !is_combining_mark(*letter)) {
        let latin = romanise::latin(letter).map(|written| (Script::Latin, written));
        let other = || Some((script_of(letter)?, letter.to_string()));
        let Some((script, written)) = latin.or_else(other) else {
            apart = true;
            continue;
        };
        match words.last_mut() {
            Some((last, word)) if *last == script && !apart => word.push_str(&written),
            _ => words.push((script, written)),
        }
        apart = false;
    }
    words
}

fn script_of(letter: char) -> Option<Script> {
    match letter {
        '々' | '〇' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => {
            Some(Script::Han)
        }
        '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | 'ー' => Some(Script::Kana),
        _ if letter.is_alphanumeric() => Some(Script::Foreign),
        _ => None,
    }
}

fn han(word: &str, readings: &Readings) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for (letter, syllable) in readings.read(word) {
        let part = match (letter, syllable, parts.last()) {
            (_, Some(syllable), _) => syllable.letters,
            ('々', None, Some(repeated)) => repeated.clone(),
            _ => format!("u{:x}", u32::from(letter)),
        };
        parts.push(part);
    }
    parts
}

/// `x-` and six digits that stand for a text. FNV-1a in 64 bits, folded to 24:
/// this must never change, so it is written out here.
fn hash(text: &str) -> String {
    let sum = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("x-{:06x}", (sum ^ (sum >> 24) ^ (sum >> 48)) & 0xff_ffff)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use crate::model::chance::runs;
    use proptest::prelude::*;

    use super::*;

    static READINGS: LazyLock<Readings> =
        LazyLock::new(|| serde_yaml::from_str(include_str!("../../themes/wutong/readings.yaml")).unwrap());

    fn readings() -> &'static Readings {
        &READINGS
    }

    fn check(name: &str, expected: &str) {
        assert_eq!(slug(name, readings()), expected, "{name}");
    }

    proptest! {
        #![proptest_config(runs(5_000))]

        #[test]
        fn whatever_a_file_is_called_its_address_is_plain_and_stays(
            name in "\\PC{0,40}|[一-龥a-zA-Z0-9 .·（）-]{1,40}|[ァ-ヶぁ-ん가-힣é]{1,20}",
        ) {
            let readings = readings();
            let found = slug(&name, readings);
            let named = [Ok(()), Err(SlugMistake::Device), Err(SlugMistake::Reserved)];
            prop_assert!(named.contains(&check_slug(&found)), "{}: {}", name, found);
            prop_assert!(!found.starts_with('-') && !found.ends_with('-') && !found.contains("--"), "{}", found);
            prop_assert_eq!(&slug(&found, readings), &found);
            let composed: String = name.nfc().collect();
            let taken_apart: String = name.nfd().collect();
            prop_assert_eq!(slug(&composed, readings), slug(&taken_apart, readings));
        }
    }

    #[test]
    fn chinese_is_written_in_pinyin_joined_within_a_word() {
        check("三百山温泉", "sanbaishanwenquan");
        check("三百山 温泉", "sanbaishan-wenquan");
        check("青山绿水（一期）", "qingshanlvshui-yiqi");
    }

    #[test]
    fn phrases_are_read_first() {
        check("重庆银行", "chongqingyinhang");
        check("厦门—长沙", "xiamen-changsha");
    }

    #[test]
    fn words_and_digits_stand_apart() {
        check("2024年招商会", "2024-nianzhaoshanghui");
        check("示例县2号地块", "shilixian-2-haodikuai");
        check("5G产业园A4", "5g-chanyeyuan-a4");
    }

    #[test]
    fn what_is_a_slug_stays_as_it_is() {
        for name in [
            "sanbaishan",
            "shili-2020",
            "5g",
            "a",
            "0",
            "lv-you",
            "page-2",
            "x-8f3a21",
        ] {
            check(name, name);
        }
    }

    #[test]
    fn latin_is_folded() {
        check("Écluse de l’Œuvre", "ecluse-de-l-oeuvre");
        check("STRASSE_Straße", "strasse-strasse");
        check("ＡＢＣ１２３ ①", "abc123-1");
        check("Łódź naïve İstanbul", "lodz-naive-istanbul");
        check("v1.2 (final)", "v1-2-final");
    }

    #[test]
    fn kana_is_romanised() {
        check("おんせん", "onsen");
        check("ガッツ ショッピング", "gattsu-shoppingu");
        check("温泉ツアー", "wenquan-tsuaa");
    }

    #[test]
    fn repeated_and_unread_characters_have_a_form() {
        check("人々", "renren");
        check("二〇二四", "erlingersi");
        check("\u{3104B}", "u3104b");
    }

    #[test]
    fn a_word_of_another_script_is_a_hash_that_never_changes() {
        check("Проект 5", "x-321887-5");
        check("한국", "x-d8b7d9");
    }

    #[test]
    fn nothing_left_is_a_hash_of_the_name() {
        check("", "x-be0c53");
        check("…", "x-75f22c");
    }

    #[test]
    fn what_is_too_long_ends_after_a_word() {
        let words = ["示例县"; 12].join("-");
        check(&words, &["shilixian"; 8].join("-"));
    }

    #[test]
    fn a_first_word_that_is_too_long_ends_after_a_syllable() {
        check(&"庄".repeat(30), &"zhuang".repeat(13));
        check(&"a".repeat(100), &"a".repeat(80));
    }

    #[test]
    fn the_unicode_form_of_a_name_makes_no_difference() {
        check("Cafe\u{301}", "cafe");
        check("か\u{3099}", "ga");
    }

    #[test]
    fn every_name_makes_a_slug_that_is_its_own() {
        let readings = readings();
        for start in (0..0x2_0000).step_by(7) {
            let name: String = (start..start + 7).filter_map(char::from_u32).collect();
            let made = slug(&name, readings);
            assert_eq!(slug(&made, readings), made, "{name:?}");
            assert!(
                matches!(
                    check_slug(&made),
                    Ok(()) | Err(SlugMistake::Device | SlugMistake::Reserved)
                ),
                "{made}"
            );
        }
    }
}
