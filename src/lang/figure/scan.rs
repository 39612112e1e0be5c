//! A text read from left to right, in half width and lower case, that knows the bytes of each place.

use std::ops::Range;

use crate::lang::figure::words::{WordList, fold};

/// A text and a place in it. Places count characters; ranges given out are bytes of the text.
#[derive(Clone, Debug)]
pub(super) struct Scan<'a> {
    text: &'a str,
    folded: Vec<char>,
    bytes: Vec<usize>,
    place: usize,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Scan<'a> {
        let (mut bytes, folded): (Vec<usize>, Vec<char>) =
            text.char_indices().map(|(byte, letter)| (byte, fold(letter))).unzip();
        bytes.push(text.len());
        Scan {
            text,
            folded,
            bytes,
            place: 0,
        }
    }

    /// What is still to be read, folded.
    pub(super) fn rest(&self) -> &[char] {
        self.folded.get(self.place..).unwrap_or_default()
    }

    pub(super) fn at_end(&self) -> bool {
        self.rest().is_empty()
    }

    pub(super) fn place(&self) -> usize {
        self.place
    }

    /// Goes back, or on, to a place that was given out before.
    pub(super) fn return_to(&mut self, place: usize) {
        self.place = place.min(self.folded.len());
    }

    pub(super) fn advance(&mut self, characters: usize) {
        self.return_to(self.place.saturating_add(characters));
    }

    pub(super) fn skip_spaces(&mut self) {
        let spaces = self.rest().iter().take_while(|letter| letter.is_whitespace()).count();
        self.advance(spaces);
    }

    /// Steps over one character if it is among these.
    pub(super) fn step_over(&mut self, letters: &[char]) -> Option<char> {
        let letter = *self.rest().first()?;
        letters.contains(&letter).then(|| {
            self.advance(1);
            letter
        })
    }

    /// Steps over the longest word of the list that stands here; gives its meanings.
    pub(super) fn word<T: Clone + PartialEq>(&mut self, list: &WordList<T>) -> Option<Vec<T>> {
        let (length, meanings) = list.longest(self.rest())?;
        let meanings = meanings.to_vec();
        self.advance(length);
        Some(meanings)
    }

    /// Bytes from a place up to where we are.
    pub(super) fn since(&self, place: usize) -> Range<usize> {
        self.byte(place)..self.byte(self.place)
    }

    /// Bytes of all that is still to be read, without spaces at its end.
    pub(super) fn remaining(&self) -> Range<usize> {
        let start = self.byte(self.place);
        start..start + self.text[start..].trim_end().len()
    }

    /// Byte at which a place begins.
    pub(super) fn byte(&self, place: usize) -> usize {
        self.bytes.get(place).copied().unwrap_or(self.text.len())
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use crate::lang::figure::scan::Scan;

    #[test]
    fn places_are_bytes_of_the_original() {
        let mut scan = Scan::new("　８０亿 ");
        scan.skip_spaces();
        let start = scan.place();
        scan.advance(2);
        assert_eq!(scan.since(start), 3..9);
        assert_eq!(scan.rest(), ['亿', ' ']);
        assert_eq!(scan.remaining(), 9..12);
        scan.advance(99);
        assert!(scan.at_end());
    }

    #[test]
    fn a_step_is_taken_only_over_the_named() {
        let mut scan = Scan::new("/年");
        assert_eq!(scan.step_over(&['·']), None);
        assert_eq!(scan.step_over(&['/']), Some('/'));
        assert_eq!(scan.rest(), ['年']);
    }
}
