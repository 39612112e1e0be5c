//! Gives a Chinese name the characters by which the collation finds its pinyin.
//!
//! The collation reads each character in one way only. Where a name reads otherwise
//! (厦门), another character with the right reading stands in for the key.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::lang::collate::order::order_of;
use crate::lang::readings::{Readings, Syllable, only_reading};

/// What the order by pinyin needs beyond the collation's own table.
pub(super) struct Pinyin {
    readings: Readings,
}

/// For each syllable a character that has its place in the collation.
///
/// With tone it is the last of those that read so, hence rare: a phrase that reads
/// otherwise comes right after the common characters of its syllable, without
/// mixing with one of them. Without tone (0) it is the first of all tones.
type StandIns = BTreeMap<Syllable, char>;

/// They follow from the tables in the program alone, so they are found once.
static STAND_INS: LazyLock<StandIns> = LazyLock::new(stand_ins);

impl Pinyin {
    pub(super) fn new(readings: &Readings) -> Pinyin {
        Pinyin {
            readings: readings.clone(),
        }
    }

    /// The name with stand-ins where a phrase reads otherwise than its characters may.
    pub(super) fn of_name<'a>(&self, name: &'a str) -> Cow<'a, str> {
        let mut read = String::new();
        let (mut at, mut copied) = (0, 0);
        while let Some(first) = name[at..].chars().next() {
            let Some((phrase, syllables)) = self.readings.phrase_at(&name[at..]) else {
                at += first.len_utf8();
                continue;
            };
            read.push_str(&name[copied..at]);
            read.extend(phrase.chars().zip(syllables).map(|(character, syllable)| {
                if only_reading(character).is_some() {
                    character
                } else {
                    stand_in(syllable).unwrap_or(character)
                }
            }));
            at += phrase.len();
            copied = at;
        }
        if copied == 0 {
            return Cow::Borrowed(name);
        }
        read.push_str(&name[copied..]);
        Cow::Owned(read)
    }

    /// A sort key of pinyin and numbers with stand-ins; any other is read as a name.
    pub(super) fn of_sort_key<'a>(&self, sort_key: &'a str) -> Cow<'a, str> {
        let mut read = String::new();
        for word in sort_key.split([' ', '-', '\'', '’']).filter(|word| !word.is_empty()) {
            if word.bytes().all(|byte| byte.is_ascii_digit()) {
                read.push_str(word);
            } else if let Some(stand_ins) = syllables_of(word) {
                read.extend(stand_ins);
            } else {
                return self.of_name(sort_key);
            }
        }
        Cow::Owned(read)
    }
}

/// The stand-ins of a word that is pinyin throughout; the longest syllable is
/// tried first, so a key that means 西安 is written `xi an`.
fn syllables_of(word: &str) -> Option<Vec<char>> {
    const LONGEST: usize = 7; // zhuang4
    let letters: Vec<char> = word.chars().take(80).collect();
    // rest[n]: where the syllable that begins at letter n ends, if all from n on is pinyin
    let mut rest: Vec<Option<(usize, char)>> = vec![None; letters.len() + 1];
    for start in (0..letters.len()).rev() {
        rest[start] = (1..=LONGEST.min(letters.len() - start)).rev().find_map(|length| {
            let end = start + length;
            let syllable = Syllable::parse(&letters[start..end].iter().collect::<String>())?;
            let stand_in = stand_in(&syllable)?;
            (end == letters.len() || rest[end].is_some()).then_some((end, stand_in))
        });
    }
    let (mut at, mut found) = (0, Vec::new());
    while at < letters.len() {
        let (end, stand_in) = rest[at]?;
        found.push(stand_in);
        at = end;
    }
    Some(found)
}

fn stand_in(syllable: &Syllable) -> Option<char> {
    let without_tone = || Syllable {
        letters: syllable.letters.clone(),
        tone: 0,
    };
    STAND_INS
        .get(syllable)
        .or_else(|| STAND_INS.get(&without_tone()))
        .copied()
}

/// Finds the stand-ins by putting all characters of one reading in order. A run
/// of neighbours that read alike is where a syllable has its place; the longest
/// run counts, since a few characters stand elsewhere by a reading we do not know.
fn stand_ins() -> StandIns {
    let order = order_of("zh-Hans");
    let mut characters: Vec<(Vec<u8>, char, Syllable)> = ('\u{4E00}'..='\u{9FA5}')
        .filter_map(|character| {
            let syllable = only_reading(character)?;
            let mut key = Vec::new();
            let Ok(()) = order.write_sort_key_to(character.encode_utf8(&mut [0; 4]), &mut key);
            Some((key, character, syllable))
        })
        .collect();
    characters.sort();
    let mut longest: BTreeMap<Syllable, usize> = BTreeMap::new();
    let mut stand_ins = StandIns::new();
    for run in characters.chunk_by(|one, next| one.2 == next.2) {
        let [.., (_, last, syllable)] = run else {
            continue;
        };
        if longest.get(syllable).is_none_or(|length| *length < run.len()) {
            longest.insert(syllable.clone(), run.len());
            stand_ins.insert(syllable.clone(), *last);
        }
    }
    for run in characters.chunk_by(|one, next| one.2.letters == next.2.letters) {
        let [(_, first, syllable), ..] = run else {
            continue;
        };
        let syllable = Syllable {
            letters: syllable.letters.clone(),
            tone: 0,
        };
        if longest.get(&syllable).is_none_or(|length| *length < run.len()) {
            longest.insert(syllable.clone(), run.len());
            stand_ins.insert(syllable, *first);
        }
    }
    stand_ins
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pinyin() -> Pinyin {
        let readings = include_str!("../../../themes/wutong/readings.yaml");
        Pinyin::new(&serde_yaml::from_str(readings).unwrap())
    }

    fn check(sort_key: &str, expected: &str) {
        let pinyin = pinyin();
        let letters = pinyin
            .of_sort_key(sort_key)
            .chars()
            .filter_map(only_reading)
            .map(|read| read.letters)
            .collect::<Vec<_>>();
        assert_eq!(letters.join(" "), expected, "{sort_key}");
    }

    #[test]
    fn pinyin_is_cut_into_syllables() {
        check("xia men", "xia men");
        check("xiamen", "xia men");
        check("xian", "xian");
        check("xi'an", "xi an");
        check("fangang", "fang ang");
        check("zhuangao", "zhuang ao");
        check("lv you", "lv you");
        check("xia4men2", "xia men");
    }

    #[test]
    fn what_is_not_pinyin_throughout_is_left() {
        for text in ["Hills", "apple", "3x", "青山", ""] {
            assert_eq!(pinyin().of_sort_key(text), text);
        }
    }

    #[test]
    fn only_characters_of_several_readings_are_stood_in_for() {
        assert_eq!(pinyin().of_name("青山"), "青山");
        let name = pinyin().of_name("新厦门").into_owned();
        assert!(
            name.starts_with('新') && name.ends_with('门') && !name.contains('厦'),
            "{name}"
        );
    }

    #[test]
    fn every_phrase_of_the_theme_finds_its_stand_ins() {
        let readings = include_str!("../../../themes/wutong/readings.yaml");
        let rows: BTreeMap<String, String> = serde_yaml::from_str(readings).unwrap();
        for syllable in rows.values().flat_map(|reading| reading.split(' ')) {
            assert!(stand_in(&Syllable::parse(syllable).unwrap()).is_some(), "{syllable}");
        }
    }
}
