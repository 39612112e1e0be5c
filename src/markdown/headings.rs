//! Gives every heading an id of its own.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::CowStr;

use crate::markdown::Mistake;
use crate::markdown::attributes::is_name;
use crate::markdown::steps::{Placed, Step, Title, as_written, push_figure};

/// What a heading's trailing `{#…}` says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum WrittenId {
    None,
    /// The id, and where the words before it end.
    Id(String, usize),
    /// Braces that hold no id: letters, digits, `-`, `_` and `.` only.
    Broken,
}

/// Looks for `{#id}` at the end of a heading's last stretch of text.
pub(super) fn written_id(text: &str) -> WrittenId {
    let words = text.trim_end();
    let Some((start, inner)) = words.rfind("{#").zip(words.strip_suffix('}')) else {
        return WrittenId::None;
    };
    let id = inner[start + 2..].trim();
    if !id.is_empty() && id.chars().all(|c| is_name(c) || c == '.') {
        WrittenId::Id(id.to_owned(), words[..start].trim_end().len())
    } else {
        WrittenId::Broken
    }
}

/// The plain text of the steps of a heading or a link, figures as written.
pub(super) fn plain_text(steps: &[Placed<'_>]) -> String {
    let mut text = String::new();
    for placed in steps {
        match &placed.step {
            Step::Text(words) | Step::Code(words) => text.push_str(words),
            Step::Figure(name) => push_figure(&mut text, name),
            Step::Image(image) => text.push_str(&as_written(&image.alt)),
            Step::SoftBreak | Step::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text.trim().to_owned()
}

/// Turns the written ids into unique ones: those the author wrote first, then
/// those made from the words.
pub(super) fn give_ids(steps: &mut [Placed<'_>], mistakes: &mut Vec<Mistake>) {
    let mut taken = Taken::default();
    for placed in steps.iter_mut() {
        if let Step::Heading(Title { id, .. }) = &mut placed.step
            && !id.is_empty()
            && !taken.ids.insert(id.clone())
        {
            mistakes.push(Mistake::DuplicateId {
                id: id.clone(),
                range: placed.range.clone(),
            });
            *id = taken.free(id);
        }
    }
    for placed in steps.iter_mut() {
        if let Step::Heading(Title { id, text, .. }) = &mut placed.step
            && id.is_empty()
        {
            *id = taken.free(&from_words(text));
        }
    }
}

/// Ids in use, and the last number behind each word so that many equal headings stay cheap.
#[derive(Default)]
struct Taken {
    ids: BTreeSet<String>,
    last: BTreeMap<String, usize>,
}

impl Taken {
    fn free(&mut self, wanted: &str) -> String {
        if self.ids.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let last = self.last.entry(wanted.to_owned()).or_insert(1);
        loop {
            *last += 1;
            let id = format!("{wanted}-{last}");
            if self.ids.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Lower case; letters and digits of any script and `_` stay, blanks and `-` become one `-`, figures go.
fn from_words(text: &str) -> String {
    let words = crate::markdown::fill(text, |_| None);
    let mut id = String::new();
    for character in words.trim().chars().flat_map(char::to_lowercase) {
        let joint = character == '-' || character.is_whitespace();
        if joint && !id.ends_with('-') {
            id.push('-');
        } else if is_name(character) && !joint {
            id.push(character);
        }
    }
    let id = id.trim_matches('-');
    if id.is_empty() {
        "section".to_owned()
    } else {
        id.to_owned()
    }
}

/// The text up to this length.
pub(super) fn shortened<'m>(text: &CowStr<'m>, length: usize) -> CowStr<'m> {
    match text {
        CowStr::Borrowed(words) => CowStr::Borrowed(&words[..length]),
        owned => CowStr::from(owned[..length].to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{WrittenId, from_words, written_id};

    #[test]
    fn an_id_keeps_letters_of_every_script() {
        let check = |text: &str, id: &str| assert_eq!(from_words(text), id);
        check("投资 概况（2020年）", "投资-概况2020年");
        check("Why  Invest?", "why-invest");
        check("ÉTAPE 1 - Début", "étape-1-début");
        check("总投资{=总投资}", "总投资");
        check("！？", "section");
    }

    #[test]
    fn braces_at_the_end_may_hold_an_id() {
        assert_eq!(written_id("概况 {#overview} "), WrittenId::Id("overview".into(), 6));
        assert_eq!(written_id("{#概况}"), WrittenId::Id("概况".into(), 0));
        assert_eq!(written_id("概况 {#a b}"), WrittenId::Broken);
        assert_eq!(written_id("概况 {#}"), WrittenId::Broken);
        assert_eq!(written_id("概况 {=a}"), WrittenId::None);
    }
}
