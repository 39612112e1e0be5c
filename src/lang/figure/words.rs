//! Lists of words with what they mean, found by the longest that fits.

use std::collections::BTreeMap;

use crate::lang::figure::units_file::ReadingWords;
use crate::model::figure::{Mode, Op};

/// What a word before a number says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    Op(Op),
    Mode(Mode),
    Cumulative,
    Skip,
}

/// What a word behind a number says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trail {
    Op(Op),
    Skip,
}

/// Words with what they mean, found by the longest that fits; letter case does not count.
#[derive(Clone, Debug)]
pub(super) struct WordList<T> {
    by_first: BTreeMap<char, Vec<Entry<T>>>,
}

/// A folded word and what it means.
type Entry<T> = (Vec<char>, Vec<T>);

impl<T: Clone + PartialEq> WordList<T> {
    pub(super) fn new(words: impl Iterator<Item = (String, T)>) -> WordList<T> {
        let mut by_word: BTreeMap<Vec<char>, Vec<T>> = BTreeMap::new();
        for (word, meaning) in words {
            let folded: Vec<char> = word.chars().map(fold).collect();
            let meanings = by_word.entry(folded).or_default();
            if !meanings.contains(&meaning) {
                meanings.push(meaning);
            }
        }
        let mut by_first: BTreeMap<char, Vec<Entry<T>>> = BTreeMap::new();
        for (word, meanings) in by_word {
            if let Some(first) = word.first() {
                by_first.entry(*first).or_default().push((word, meanings));
            }
        }
        for list in by_first.values_mut() {
            list.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        WordList { by_first }
    }

    /// The longest word that the folded text begins with: its length in characters and its meanings.
    ///
    /// A word that ends in a letter of an alphabet must not run on into another such letter.
    pub(super) fn longest(&self, folded: &[char]) -> Option<(usize, &[T])> {
        let list = self.by_first.get(folded.first()?)?;
        list.iter()
            .find(|(word, _)| folded.starts_with(word) && ends_there(word, folded))
            .map(|(word, meanings)| (word.len(), meanings.as_slice()))
    }

    /// Every word, in order.
    pub(super) fn words(&self) -> impl Iterator<Item = (String, &[T])> {
        self.by_first
            .values()
            .flatten()
            .map(|(word, meanings)| (word.iter().collect(), meanings.as_slice()))
    }
}

fn ends_there(word: &[char], folded: &[char]) -> bool {
    let alphabetic = |letter: &char| letter.is_alphabetic() && *letter < '\u{0250}';
    !word.last().is_some_and(alphabetic) || !folded.get(word.len()).is_some_and(alphabetic)
}

/// A character in half width and lower case, one for one, so that places in the text stay the same.
pub(super) fn fold(letter: char) -> char {
    let half = match letter {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        '\u{3000}' | '\u{00A0}' | '\u{202F}' | '\u{2009}' => ' ',
        '\u{FFE5}' => '\u{00A5}',
        '\u{2212}' | '\u{2010}' | '\u{2011}' => '-',
        _ => letter,
    };
    let mut lower = half.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(single), None) => single,
        _ => half,
    }
}

/// Words that mean only that they are there.
pub(super) fn plain_words(words: &[String]) -> WordList<()> {
    WordList::new(words.iter().map(|word| (word.clone(), ())))
}

pub(super) fn op_words<T: Clone + PartialEq>(
    lists: &BTreeMap<String, Vec<String>>,
    meaning: impl Fn(Op) -> T,
) -> WordList<T> {
    WordList::new(named_ops(lists, meaning).into_iter())
}

fn named_ops<T>(lists: &BTreeMap<String, Vec<String>>, meaning: impl Fn(Op) -> T) -> Vec<(String, T)> {
    let mut found = Vec::new();
    for op in Op::ALL {
        for word in lists.get(op.name()).into_iter().flatten() {
            found.push((word.clone(), meaning(op)));
        }
    }
    found
}

pub(super) fn lead_words(words: &ReadingWords) -> WordList<Lead> {
    let mut all = named_ops(&words.before, Lead::Op);
    for mode in Mode::ALL {
        for word in words.modes.get(mode.key()).into_iter().flatten() {
            all.push((word.clone(), Lead::Mode(mode)));
        }
    }
    all.extend(words.cumulative.iter().map(|word| (word.clone(), Lead::Cumulative)));
    all.extend(words.skip.iter().map(|word| (word.clone(), Lead::Skip)));
    WordList::new(all.into_iter())
}

pub(super) fn trail_words(words: &ReadingWords) -> WordList<Trail> {
    let mut all = named_ops(&words.after, Trail::Op);
    all.extend(words.skip_after.iter().map(|word| (word.clone(), Trail::Skip)));
    WordList::new(all.into_iter())
}

pub(super) fn add_words(theme: &mut ReadingWords, site: &ReadingWords) {
    theme.scales.extend(site.scales.clone());
    for (into, from) in [
        (&mut theme.before, &site.before),
        (&mut theme.after, &site.after),
        (&mut theme.inner, &site.inner),
        (&mut theme.modes, &site.modes),
    ] {
        for (name, words) in from {
            into.entry(name.clone()).or_default().extend(words.clone());
        }
    }
    for (into, from) in [
        (&mut theme.cumulative, &site.cumulative),
        (&mut theme.skip, &site.skip),
        (&mut theme.skip_after, &site.skip_after),
        (&mut theme.to, &site.to),
        (&mut theme.per, &site.per),
        (&mut theme.ordinal_before, &site.ordinal_before),
        (&mut theme.ordinal_after, &site.ordinal_after),
        (&mut theme.ordinal_first, &site.ordinal_first),
        (&mut theme.vague, &site.vague),
    ] {
        into.extend(from.clone());
    }
}

#[cfg(test)]
mod tests {
    use crate::lang::figure::words::{WordList, fold};

    fn check(text: &str, expected: Option<(usize, &str)>) {
        let words = ["人", "人次", "m", "mu", "US$"];
        let list = WordList::new(words.iter().map(|word| ((*word).to_owned(), *word)));
        let folded: Vec<char> = text.chars().map(fold).collect();
        let found = list.longest(&folded).map(|(length, meanings)| (length, meanings[0]));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_longest_word_wins_and_letters_do_not_run_on() {
        check("人次以上", Some((2, "人次")));
        check("人以上", Some((1, "人")));
        check("MU", Some((2, "mu")));
        check("million", None);
        check("m²", Some((1, "m")));
        check("ＵＳ＄5", Some((3, "US$")));
        check("", None);
    }
}
