//! Gives every heading an id of its own.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::CowStr;

use crate::markdown::attributes::is_name;
use crate::markdown::steps::{Image, Placed, Step, as_written, push_figure};
use crate::markdown::{Heading, Mistake};

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
pub(super) fn plain_text(steps: &[Placed<'_>], images: &[Image<'_>]) -> String {
    if let [
        Placed {
            step: Step::Text(words),
            ..
        },
    ] = steps
    {
        return words.trim().to_owned();
    }
    let mut text = String::new();
    for placed in steps {
        match &placed.step {
            Step::Text(words) | Step::Code(words) => text.push_str(words),
            Step::Figure(name) => push_figure(&mut text, name),
            Step::Image(index) => text.push_str(&as_written(&images[*index].alt)),
            Step::SoftBreak | Step::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text.trim().to_owned()
}

/// Turns the written ids into unique ones: those the author wrote first, then
/// those made from the words.
pub(super) fn give_ids(headings: &mut [Heading], mistakes: &mut Vec<Mistake>) {
    let (mut written, mut made): (Vec<&mut Heading>, Vec<&mut Heading>) =
        headings.iter_mut().partition(|heading| !heading.id.is_empty());
    for heading in &mut made {
        heading.id = from_words(&heading.text);
    }
    let mut ids: Vec<&str> = written.iter().chain(&made).map(|heading| heading.id.as_str()).collect();
    ids.sort_unstable();
    if ids.windows(2).all(|pair| pair[0] != pair[1]) {
        return;
    }
    let mut taken = Taken::default();
    for Heading { id, range, .. } in written.iter_mut().map(|heading| &mut **heading) {
        if !taken.ids.insert(id.clone()) {
            mistakes.push(Mistake::DuplicateId {
                id: id.clone(),
                range: range.clone(),
            });
            *id = taken.free(id);
        }
    }
    for heading in made {
        heading.id = taken.free(&heading.id);
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
    let words = if crate::markdown::may_name(text) {
        Cow::Owned(crate::markdown::fill(text, |_| None))
    } else {
        Cow::Borrowed(text)
    };
    let mut id = String::with_capacity(words.len());
    for character in words.trim().chars() {
        match character {
            // Han, which has no letter case, is known without a table.
            'a'..='z' | '0'..='9' | '_' | '\u{4E00}'..='\u{9FFF}' => id.push(character),
            '-' | ' ' => push_joint(&mut id),
            _ if character.is_whitespace() => push_joint(&mut id),
            _ => id.extend(character.to_lowercase().filter(|c| is_name(*c))),
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    if id.is_empty() {
        id.push_str("section");
    }
    id
}

fn push_joint(id: &mut String) {
    if !id.is_empty() && !id.ends_with('-') {
        id.push('-');
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
