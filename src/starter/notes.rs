//! The comments beside a field: what it is for, what may stand there, and an example, in the clerk's language.

use std::collections::BTreeMap;

use crate::diag::catalogue::Speech;
use crate::model::lang::Lang;
use crate::model::types::{Field, Kind};
use crate::model::words::Words;
use crate::schema::value::{Reading, example};

/// Names of entries that are there already, by type.
pub type Neighbours = BTreeMap<String, Vec<String>>;

/// At most so many neighbours are listed.
const LISTED: usize = 12;

/// Whom the comments are for.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub speech: Speech,
    pub reading: &'a Reading<'a>,
    pub neighbours: &'a Neighbours,
    /// Type → what it is called.
    pub types: &'a crate::model::types::Types,
}

impl Reader<'_> {
    pub fn say<'w>(&self, chinese: &'w str, english: &'w str) -> &'w str {
        match self.speech {
            Speech::Chinese => chinese,
            Speech::English => english,
        }
    }

    /// Words in the clerk's language, as near as there are any.
    pub(super) fn told<'w>(&self, words: &'w Words) -> Option<&'w str> {
        let mut chain: Vec<Lang> = match self.speech {
            Speech::Chinese => languages(&["zh-Hans", "zh-Hant", "zh"]),
            Speech::English => languages(&["en"]),
        };
        chain.extend(self.reading.chain.iter().cloned());
        chain.extend(languages(&["en"]));
        let found = chain.iter().find_map(|lang| words.by_lang.get(lang));
        found
            .or(words.any.as_ref())
            .or_else(|| words.by_lang.values().next())
            .map(String::as_str)
    }

    /// What a word of the type file is called in the original language, which is what a clerk writes.
    pub fn written<'w>(&self, words: &'w Words, key: &'w str) -> &'w str {
        let label = self.reading.chain.iter().find_map(|lang| words.by_lang.get(lang));
        label.or(words.any.as_ref()).map_or(key, String::as_str)
    }

    /// Comment lines for a field, without their `#`.
    pub fn notes(&self, field: &Field) -> Vec<String> {
        let mut notes: Vec<String> = self.told(&field.help).map(one_line).into_iter().collect();
        let (kind, many) = match &field.kind {
            Kind::List(item) => (item.as_ref(), true),
            kind => (kind, false),
        };
        match kind {
            Kind::Choice { options } => {
                let words: Vec<&str> = options.iter().map(|(key, label)| self.written(label, key)).collect();
                let told = if many {
                    self.say("可以写几个，如 [甲, 乙]；只能是：", "One or more, as [A, B], of: ")
                } else {
                    self.say("只能是：", "One of: ")
                };
                notes.push(format!("{told}{}", words.join(self.say("、", ", "))));
            }
            Kind::Reference { to } => notes.push(self.reference(to, many)),
            Kind::Text | Kind::Markdown if many => {
                notes.push(self.say("可以写几个，如 [甲, 乙]", "One or more, as [A, B]").to_owned());
            }
            Kind::Text | Kind::Markdown => {}
            _ => {
                let example = example(&field.kind, self.reading);
                if !notes.iter().any(|note| note.contains(&example)) {
                    notes.push(format!("{}{example}", self.say("例：", "Example: ")));
                }
            }
        }
        notes
    }

    fn reference(&self, to: &[String], many: bool) -> String {
        let called: Vec<&str> = to
            .iter()
            .map(|name| {
                let kind = self.types.get(name);
                kind.and_then(|kind| self.told(&kind.one)).unwrap_or(name)
            })
            .collect();
        let called = called.join(self.say("或", " or "));
        let mut told = match self.speech {
            Speech::Chinese => format!("写“{called}”的文件名或标题"),
            Speech::English => format!("File name or title of: {called}"),
        };
        if many {
            told.push_str(self.say("，可以写几个，如 [甲, 乙]", "; one or more, as [A, B]"));
        }
        let there: Vec<&String> = to
            .iter()
            .filter_map(|name| self.neighbours.get(name))
            .flatten()
            .collect();
        if !there.is_empty() {
            let shown: Vec<&str> = there.iter().take(LISTED).map(|name| name.as_str()).collect();
            let more = if there.len() > LISTED { "…" } else { "" };
            told.push_str(self.say("。已有：", ". There are: "));
            told.push_str(&shown.join(self.say("、", ", ")));
            told.push_str(more);
        }
        told
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn languages(tags: &[&str]) -> Vec<Lang> {
    tags.iter().filter_map(|tag| Lang::parse(tag).ok()).collect()
}
