//! Reads a settings map key by key and notes every key that nobody asked for.

use std::cell::RefCell;

use crate::diag::Diagnostic;
use crate::diag::suggest::nearest;
use crate::lang::tags;
use crate::model::lang::Lang;
use crate::model::node::{Node, Trail};
use crate::model::path::SourcePath;
use crate::model::words::Words;
use crate::yaml::Locator;

/// One settings file while it is read.
pub(super) struct Reader<'a> {
    file: &'a SourcePath,
    locator: Locator<'a>,
    pub(super) diagnostics: RefCell<Vec<Diagnostic>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(file: &'a SourcePath, text: &'a str) -> Self {
        Reader {
            file,
            locator: Locator::new(text),
            diagnostics: RefCell::new(Vec::new()),
        }
    }

    pub(super) fn say(&self, diagnostic: Diagnostic) {
        self.diagnostics.borrow_mut().push(diagnostic);
    }

    /// A mistake in the value at the end of the trail.
    pub(super) fn at_value(&self, code: &'static str, trail: &Trail) -> Diagnostic {
        let located = self.locator.locate(trail);
        Diagnostic::new(code, self.file).at(located.value.or(located.key))
    }

    /// A mistake in the key at the end of the trail.
    pub(super) fn at_key(&self, code: &'static str, trail: &Trail) -> Diagnostic {
        let located = self.locator.locate(trail);
        Diagnostic::new(code, self.file).at(located.key.or(located.value))
    }

    /// The value is not what this setting wants; `expected` is an example of what it does.
    pub(super) fn form(&self, trail: &Trail, expected: &str) {
        self.say(
            self.at_value("config-form", trail)
                .with("name", shown(trail))
                .with("expected", expected),
        );
    }

    /// Says of each key that is not known what was probably meant.
    pub(super) fn known(&self, node: &Node, trail: &Trail, names: &[&str]) {
        for (key, _) in node.map().unwrap_or_default() {
            if !names.contains(&key.as_str()) {
                let near = nearest(key, names.iter().copied().zip(0..)).map(|near| near.word);
                let diagnostic = self.at_key("config-unknown", &step(trail, key));
                self.say(
                    diagnostic
                        .with("name", key)
                        .with_some("near", near)
                        .with("known", names.join(" ")),
                );
            }
        }
    }

    pub(super) fn text(&self, node: &Node, trail: &Trail, name: &str, expected: &str) -> Option<String> {
        let value = node.get(name)?;
        let trail = step(trail, name);
        match value {
            Node::Null => None,
            Node::Scalar(scalar) => Some(
                self.locator
                    .spelling(&trail)
                    .map_or_else(|| scalar.text.clone(), str::to_owned),
            ),
            _ => {
                self.form(&trail, expected);
                None
            }
        }
    }

    pub(super) fn lang(&self, written: &str, trail: &Trail) -> Option<Lang> {
        if let Ok(lang) = Lang::parse(written) {
            Some(lang)
        } else {
            let diagnostic = self.at_value("language-tag", trail).with("written", written);
            self.say(diagnostic.with_some("near", tags::meant(written)));
            None
        }
    }

    /// A text for all languages, or one for each.
    pub(super) fn words(&self, node: &Node, trail: &Trail, languages: &[Lang]) -> Words {
        match node {
            Node::Scalar(scalar) => Words::plain(scalar.text.clone()),
            Node::Map(entries) => {
                let mut words = Words::default();
                for (key, value) in entries {
                    let trail = step(trail, key);
                    match (
                        Lang::parse(key).ok().filter(|lang| languages.contains(lang)),
                        value.text(),
                    ) {
                        (Some(lang), Some(text)) => {
                            words.by_lang.insert(lang, text.to_owned());
                        }
                        (Some(_), None) => self.form(&trail, "示例"),
                        (None, _) => self.say(self.at_key("language-unknown", &trail).with("written", key).with(
                            "known",
                            languages.iter().map(Lang::as_str).collect::<Vec<_>>().join(" "),
                        )),
                    }
                }
                words
            }
            _ => {
                self.form(trail, "{zh-Hans: 示例, en: Example}");
                Words::default()
            }
        }
    }
}

/// `menu.0.label` as a person counts: `menu[1].label`.
fn shown(trail: &Trail) -> String {
    let steps = trail
        .iter()
        .enumerate()
        .map(|(depth, step)| match step.parse::<usize>() {
            Ok(place) => format!("[{}]", place + 1),
            Err(_) if depth == 0 => step.clone(),
            Err(_) => format!(".{step}"),
        });
    steps.collect()
}

pub(super) fn step(trail: &Trail, name: &str) -> Trail {
    let mut longer = trail.clone();
    longer.push(name.to_owned());
    longer
}
