//! A syllable of pinyin, and the readings of single characters.
//!
//! This file alone names the pinyin crate.

use pinyin::{ToPinyin, ToPinyinMulti};
use unicode_normalization::UnicodeNormalization;

/// One syllable of pinyin.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Syllable {
    /// Small letters a–z without the tone; `ü` is `v`, as it is typed: `lv`.
    pub letters: String,
    /// 1 to 4, or 0 where the tone is neutral or not written.
    pub tone: u8,
}

impl Syllable {
    /// Reads one syllable as people write it: `xià`, `xia`, `xia4`, `lǜ`, `lv`.
    pub fn parse(written: &str) -> Option<Syllable> {
        let (written, mut tone) = match written.as_bytes().last() {
            Some(digit @ b'0'..=b'5') => (&written[..written.len() - 1], (digit - b'0') % 5),
            _ => (written, 0),
        };
        let mut letters = String::with_capacity(written.len());
        for part in written.nfd() {
            match part {
                'a'..='z' | 'A'..='Z' => letters.push(part.to_ascii_lowercase()),
                '\u{304}' => tone = 1,
                '\u{301}' => tone = 2,
                '\u{30C}' => tone = 3,
                '\u{300}' => tone = 4,
                '\u{308}' if letters.ends_with('u') => {
                    letters.pop();
                    letters.push('v');
                }
                _ => return None,
            }
        }
        if letters.is_empty() {
            None
        } else {
            Some(Syllable { letters, tone })
        }
    }
}

/// The usual reading of a character.
pub fn common_reading(character: char) -> Option<Syllable> {
    Syllable::parse(character.to_pinyin()?.with_tone_num_end())
}

/// The reading of a character that can be read in one way only.
pub fn only_reading(character: char) -> Option<Syllable> {
    let readings = character.to_pinyin_multi();
    if readings.is_some_and(|readings| readings.count() > 1) {
        None
    } else {
        common_reading(character)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, expected: &str) {
        let parsed = Syllable::parse(written).map(|read| format!("{}{}", read.letters, read.tone));
        assert_eq!(parsed.as_deref().unwrap_or("none"), expected, "{written}");
    }

    #[test]
    fn syllables_are_read_as_people_write_them() {
        check("xià", "xia4");
        check("Xia4", "xia4");
        check("lǜ", "lv4");
        check("lüè", "lve4");
        check("men", "men0");
        check("men5", "men0");
    }

    #[test]
    fn what_is_no_syllable_is_refused() {
        for written in ["", "4", "xi'an", "xia4a", "xia9", "厦"] {
            check(written, "none");
        }
    }

    #[test]
    fn a_character_with_two_readings_has_no_only_one() {
        assert_eq!(common_reading('山').unwrap().letters, "shan");
        assert_eq!(only_reading('山'), common_reading('山'));
        assert_eq!(only_reading('长'), None);
        assert_eq!(common_reading('A'), None);
    }
}
