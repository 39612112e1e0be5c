//! How Chinese characters are read: the common reading of each, and whole phrases that read otherwise.
//!
//! Readings serve addresses (`lang::slug`) and the order of lists (`lang::collate`).

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer};

mod syllable;

pub use syllable::{Syllable, common_reading, only_reading};

/// Phrases that do not read as their characters usually do, such as 厦门 or 银行.
///
/// Read from a YAML map of phrase to syllables, one syllable a character,
/// separated by blanks: `厦门: xià mén`. Tone marks may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readings {
    /// Sorted by first character, then longest first.
    phrases: Vec<Phrase>,
}

/// A row of a readings file that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadingMistake {
    /// The phrase has not as many characters as its reading has syllables.
    Length {
        phrase: String,
        characters: usize,
        syllables: usize,
    },
    /// This is not a syllable of pinyin.
    Syllable { phrase: String, written: String },
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Phrase {
    first: char,
    text: Box<str>,
    syllables: Vec<Syllable>,
}

impl Readings {
    /// Takes in rows of phrase and reading.
    pub fn new(rows: &BTreeMap<String, String>) -> Result<Readings, ReadingMistake> {
        let mut phrases = Vec::with_capacity(rows.len());
        for (text, reading) in rows {
            let Some(first) = text.chars().next() else {
                continue;
            };
            phrases.push(Phrase {
                first,
                text: text.as_str().into(),
                syllables: syllables(text, reading)?,
            });
        }
        Ok(Readings { phrases }.sorted())
    }

    /// These readings with those of `base` below them: on the same phrase, these count.
    #[must_use]
    pub fn over(&self, base: &Readings) -> Readings {
        let phrases = self.phrases.iter().chain(&base.phrases).cloned().collect();
        Readings { phrases }.sorted()
    }

    /// The longest phrase that the text begins with, and its syllables, one a character.
    pub fn phrase_at(&self, text: &str) -> Option<(&str, &[Syllable])> {
        let first = text.chars().next()?;
        let from = self.phrases.partition_point(|phrase| phrase.first < first);
        self.phrases[from..]
            .iter()
            .take_while(|phrase| phrase.first == first)
            .find(|phrase| text.starts_with(&*phrase.text))
            .map(|phrase| (&*phrase.text, phrase.syllables.as_slice()))
    }

    /// Each character with its reading, phrases first; `None` for what has no reading.
    pub fn read(&self, text: &str) -> Vec<(char, Option<Syllable>)> {
        let mut read = Vec::with_capacity(text.len() / 3);
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if let Some((phrase, syllables)) = self.phrase_at(rest) {
                read.extend(phrase.chars().zip(syllables.iter().cloned().map(Some)));
                rest = &rest[phrase.len()..];
            } else {
                read.push((first, common_reading(first)));
                rest = &rest[first.len_utf8()..];
            }
        }
        read
    }

    fn sorted(mut self) -> Readings {
        self.phrases.sort_by(|one, other| {
            let length = |phrase: &Phrase| std::cmp::Reverse(phrase.text.len());
            (one.first, length(one), &one.text).cmp(&(other.first, length(other), &other.text))
        });
        self.phrases.dedup_by(|later, first| later.text == first.text);
        self
    }
}

fn syllables(phrase: &str, reading: &str) -> Result<Vec<Syllable>, ReadingMistake> {
    let syllables = reading
        .split_whitespace()
        .map(|written| {
            Syllable::parse(written).ok_or_else(|| ReadingMistake::Syllable {
                phrase: phrase.to_owned(),
                written: written.to_owned(),
            })
        })
        .collect::<Result<Vec<_>, _>>()?;
    let characters = phrase.chars().count();
    if characters == syllables.len() {
        Ok(syllables)
    } else {
        Err(ReadingMistake::Length {
            phrase: phrase.to_owned(),
            characters,
            syllables: syllables.len(),
        })
    }
}

impl fmt::Display for ReadingMistake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadingMistake::Length {
                phrase,
                characters,
                syllables,
            } => {
                write!(
                    formatter,
                    "`{phrase}` has {characters} characters, but its reading has {syllables} syllables"
                )
            }
            ReadingMistake::Syllable { phrase, written } => {
                write!(
                    formatter,
                    "`{written}` in the reading of `{phrase}` is not a syllable of pinyin"
                )
            }
        }
    }
}

impl std::error::Error for ReadingMistake {}

impl<'de> Deserialize<'de> for Readings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Readings, D::Error> {
        let rows = BTreeMap::deserialize(deserializer)?;
        Readings::new(&rows).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readings() -> Readings {
        serde_yaml::from_str(include_str!("../../themes/wutong/readings.yaml")).unwrap()
    }

    fn check(text: &str, expected: &str) {
        let read = readings().read(text);
        let letters: Vec<String> = read
            .into_iter()
            .map(|(letter, syllable)| syllable.map_or(letter.to_string(), |read| read.letters))
            .collect();
        assert_eq!(letters.join(" "), expected, "{text}");
    }

    #[test]
    fn places_read_as_their_people_say_them() {
        check("厦门", "xia men");
        check("长沙长春", "chang sha chang chun");
        check("重庆乐清", "chong qing yue qing");
        check("六安蚌埠亳州台州丽水", "lu an beng bu bo zhou tai zhou li shui");
        check("大埔单县铅山番禺", "da bu shan xian yan shan pan yu");
        check("东阿洪洞莘县", "dong e hong tong shen xian");
    }

    #[test]
    fn everyday_words_read_right() {
        check("银行行业重点重组", "yin hang hang ye zhong dian chong zu");
        check("行长调整调研", "hang zhang tiao zheng diao yan");
        check("会计师会议", "kuai ji shi hui yi");
        check("推介会计划", "tui jie hui ji hua");
        check("中国温泉之都", "zhong guo wen quan zhi du");
        check("朝阳产业", "zhao yang chan ye");
    }

    #[test]
    fn the_end_of_a_word_is_not_the_start_of_another() {
        check("市长安排", "shi zhang an pai");
        check("招商行动进行情况", "zhao shang xing dong jin xing qing kuang");
        check("为了解决个人参与", "wei le jie jue ge ren can yu");
    }

    #[test]
    fn traditional_places_read_the_same() {
        check("廈門長沙重慶", "xia men chang sha chong qing");
    }

    #[test]
    fn the_longest_phrase_wins() {
        let rows = BTreeMap::from([("长".to_owned(), "a".to_owned()), ("长白".to_owned(), "b c".to_owned())]);
        let read = Readings::new(&rows).unwrap().read("长白长");
        assert_eq!(
            read.iter()
                .filter_map(|(_, syllable)| Some(syllable.as_ref()?.letters.as_str()))
                .collect::<String>(),
            "bca"
        );
    }

    #[test]
    fn what_is_not_chinese_has_no_reading() {
        check("A1 あ", "A 1   あ");
    }

    #[test]
    fn a_site_reads_its_own_way_over_the_theme() {
        let own: Readings = serde_yaml::from_str("{厦门: ya me}").unwrap();
        let both = own.over(&readings());
        assert_eq!(both.phrase_at("厦门").unwrap().1[0].letters, "ya");
        assert_eq!(both.phrase_at("长沙").unwrap().1[0].letters, "chang");
    }

    #[test]
    fn a_wrong_row_says_what_is_wrong() {
        let mistake = |yaml: &str| serde_yaml::from_str::<Readings>(yaml).unwrap_err().to_string();
        assert_eq!(
            mistake("{厦门: xiàmén}"),
            "`厦门` has 2 characters, but its reading has 1 syllables"
        );
        assert_eq!(
            mistake("{厦门: 下 门}"),
            "`下` in the reading of `厦门` is not a syllable of pinyin"
        );
    }

    #[test]
    fn every_row_of_the_theme_changes_a_reading_or_keeps_another_row_out() {
        let nothing = Readings::default();
        let all = readings().phrases;
        let (idle, active): (Vec<&Phrase>, Vec<&Phrase>) = all.iter().partition(|phrase| {
            let usual = nothing.read(&phrase.text);
            usual
                .into_iter()
                .map(|(_, syllable)| syllable)
                .eq(phrase.syllables.iter().cloned().map(Some))
        });
        let useless = idle.into_iter().filter(|phrase| {
            if phrase.text.chars().count() == 1 {
                return false; // it serves the order of lists, which has tables of its own
            }
            let mut ends = phrase.text.char_indices().skip(1).map(|(at, _)| &phrase.text[at..]);
            !ends.any(|end| active.iter().any(|other| other.text.starts_with(end)))
                && !active.iter().any(|other| phrase.text.starts_with(&*other.text))
        });
        assert_eq!(useless.map(|phrase| &*phrase.text).collect::<Vec<_>>().join(" "), "");
    }
}
