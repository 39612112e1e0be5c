//! The site's own words for the conversion, found by how a text begins.

use std::cmp::Reverse;

/// Terms sorted by first character, then longest first.
pub(super) struct Terms(Vec<Term>);

/// A word and what it becomes; the word has a Chinese character at least.
pub(super) struct Term {
    first: char,
    pub(super) simplified: Box<str>,
    pub(super) traditional: Box<str>,
}

impl Terms {
    /// Takes in pairs of simplified and traditional words. A pair without a Chinese
    /// character, or with an empty side, is left out; of two for one word the first
    /// counts.
    pub(super) fn new(pairs: &[(String, String)]) -> Terms {
        let mut terms: Vec<Term> = pairs
            .iter()
            .filter(|(simplified, traditional)| simplified.chars().any(is_han) && !traditional.is_empty())
            .filter_map(|(simplified, traditional)| {
                Some(Term {
                    first: simplified.chars().next()?,
                    simplified: simplified.as_str().into(),
                    traditional: traditional.as_str().into(),
                })
            })
            .collect();
        terms.sort_by(|one, other| one.place().cmp(&other.place()));
        terms.dedup_by(|later, first| later.simplified == first.simplified);
        Terms(terms)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The longest term that the text begins with.
    pub(super) fn at(&self, text: &str) -> Option<&Term> {
        let first = text.chars().next()?;
        let from = self.0.partition_point(|term| term.first < first);
        self.0[from..]
            .iter()
            .take_while(|term| term.first == first)
            .find(|term| text.starts_with(&*term.simplified))
    }
}

impl Term {
    fn place(&self) -> (char, Reverse<usize>, &str) {
        (self.first, Reverse(self.simplified.len()), &self.simplified)
    }
}

/// Whether the tables may know this character: Han, its radicals and extensions.
pub(super) fn is_han(letter: char) -> bool {
    matches!(letter, '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let pairs = [
            ("青山", "甲"),
            ("青山县", "乙"),
            ("青山", "丙"),
            ("abc", "丁"),
            ("", "戊"),
            ("白露", ""),
        ];
        let pairs = pairs.map(|(simplified, traditional)| (simplified.to_owned(), traditional.to_owned()));
        let terms = Terms::new(&pairs);
        assert_eq!(
            terms.at(text).map_or("none", |term| &term.traditional),
            expected,
            "{text}"
        );
    }

    #[test]
    fn the_longest_term_is_found() {
        check("青山县城", "乙");
        check("青山城", "甲");
    }

    #[test]
    fn a_pair_that_cannot_be_a_term_is_left_out() {
        for text in ["abc", "白露", "", "山青山"] {
            check(text, "none");
        }
    }
}
