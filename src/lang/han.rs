//! Derives Traditional Chinese from Simplified, phrase by phrase, with the site's own terms on top.
//!
//! Only words are converted: whoever calls this hands over text nodes, never
//! addresses, code or file names. The vocabulary is never exchanged (`s2twp` of
//! the tables would turn 项目 into 專案), only the characters.

use std::borrow::Cow;
use std::fmt;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

use crate::model::lang::Usage;

mod terms;

use terms::{Terms, is_han};

/// How many characters beside a term are read again to see whether a phrase of
/// the tables reaches across the term's edge. Their longest phrase has 16.
const BESIDE: usize = 32;
/// How many of those must read the same. The far half only brings the reading
/// into step.
const COMPARED: usize = 16;

/// The conversion tables of one usage, and the site's terms. Made once and shared.
pub struct Converter {
    tables: OpenCC,
    terms: Terms,
}

/// The tables that are part of the program could not be read.
#[derive(Debug)]
pub struct BrokenTables(String);

impl Converter {
    /// Loads the tables (some milliseconds) and takes in the terms as pairs of simplified
    /// and traditional words.
    ///
    /// A term without a Chinese character, or with an empty side, is left out. Of
    /// two rows for one word the first counts.
    pub fn new(usage: Usage, terms: &[(String, String)]) -> Result<Converter, BrokenTables> {
        let tables = match usage {
            Usage::Hk => BuiltinConfig::S2hk,
            Usage::Tw => BuiltinConfig::S2tw,
            Usage::General => BuiltinConfig::S2t,
        };
        let tables = OpenCC::from_config(tables).map_err(|error| BrokenTables(error.to_string()))?;
        Ok(Converter {
            tables,
            terms: Terms::new(terms),
        })
    }

    /// The text in traditional characters; borrowed when nothing changes.
    ///
    /// The tables read the whole text first, longest phrase first from the left. A
    /// term then puts its own word in its place, longest term first, and that word
    /// is not converted again. One place is left to the tables: where a phrase
    /// reaches across the term's edge and means something else by it (the term 发展
    /// in 理发展示). A longer term settles such a place the other way. A term of one
    /// character reaches into every word that has it, such as 台 to prefer 平台 to 平臺.
    pub fn convert<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if !text.chars().any(is_han) {
            // A quotation mark alone, before a link say, belongs to the words around it.
            let words = text.chars().any(char::is_alphabetic);
            return if words || !text.contains(QUOTES) {
                Cow::Borrowed(text)
            } else {
                Cow::Owned(with_corner_quotes(text.to_owned()))
            };
        }
        let converted = self.tables.convert(text);
        let converted = match self.with_terms(text, &converted) {
            Some(changed) => changed,
            None => converted,
        };
        let converted = with_corner_quotes(converted);
        if converted == text {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(converted)
        }
    }

    /// The converted text with the terms put in, or `None` if they change nothing.
    fn with_terms(&self, text: &str, converted: &str) -> Option<String> {
        if self.terms.len() == 0 || text.chars().count() != converted.chars().count() {
            return None; // the tables map one character to one, which a test holds
        }
        let mut changed: Option<String> = None;
        let (mut at, mut copied) = (0, 0);
        let mut reading = converted.char_indices();
        while let Some(first) = text[at..].chars().next() {
            let start = reading.offset();
            let Some(term) = self.terms.at(&text[at..]) else {
                reading.next();
                at += first.len_utf8();
                continue;
            };
            let until = at + term.simplified.len();
            let mut after = reading.clone();
            after.nth(term.simplified.chars().count() - 1);
            let end = after.offset();
            if converted[start..end] != *term.traditional {
                if !self.stands_alone(text, at..until, converted, start..end) {
                    reading.next();
                    at += first.len_utf8();
                    continue;
                }
                let changed = changed.get_or_insert_with(|| String::with_capacity(converted.len() + 16));
                changed.push_str(&converted[copied..start]);
                changed.push_str(&term.traditional);
                copied = end;
            }
            reading = after;
            at = until;
        }
        changed.map(|mut changed| {
            changed.push_str(&converted[copied..]);
            changed
        })
    }

    /// Whether the term and the text on both sides read alone as they read together,
    /// so that no phrase that matters reaches across an edge.
    fn stands_alone(
        &self,
        text: &str,
        place: std::ops::Range<usize>,
        converted: &str,
        reading: std::ops::Range<usize>,
    ) -> bool {
        let before = last_chars(&text[..place.start], BESIDE);
        let before = self.tables.convert(before);
        let before = last_chars(&before, COMPARED);
        let after = first_chars(&text[place.end..], BESIDE);
        let after = self.tables.convert(after);
        let after = first_chars(&after, COMPARED);
        converted[..reading.start].ends_with(before)
            && converted[reading.end..].starts_with(after)
            && converted[reading] == *self.tables.convert(&text[place])
    }
}

const QUOTES: [char; 3] = ['“', '”', '‘'];

/// “甲‘乙’” → 「甲『乙』」, as Hong Kong and Taiwan write. A lone ’ is an apostrophe and stays.
fn with_corner_quotes(text: String) -> String {
    if !text.contains(QUOTES) {
        return text;
    }
    let mut open = 0_usize;
    text.chars()
        .map(|sign| match sign {
            '“' => '「',
            '”' => '」',
            '‘' => {
                open += 1;
                '『'
            }
            '’' if open > 0 => {
                open -= 1;
                '』'
            }
            other => other,
        })
        .collect()
}

impl fmt::Debug for Converter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "Converter({}, {} terms)",
            self.tables.name(),
            self.terms.len()
        )
    }
}

impl fmt::Display for BrokenTables {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the conversion tables cannot be read: {}", self.0)
    }
}

impl std::error::Error for BrokenTables {}

fn last_chars(text: &str, count: usize) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take(count)
        .last()
        .map_or(text.len(), |(at, _)| at);
    &text[start..]
}

fn first_chars(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

#[cfg(test)]
mod tests;
