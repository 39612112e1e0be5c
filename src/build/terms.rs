//! `terms.yaml`: one row a term with its word in each language.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::model::lang::Lang;
use crate::model::node::Node;
use crate::model::path::SourcePath;
use crate::yaml::Locator;

/// By the word in the original language.
pub(crate) type Terms = BTreeMap<String, BTreeMap<Lang, String>>;

/// `[{zh-Hans: 养老, en: elderly care, note: …}]`; unknown languages and rows without the original's word are told.
pub(crate) fn read(file: &SourcePath, text: &str, node: &Node, config: &Config) -> (Terms, Vec<Diagnostic>) {
    let mut terms = Terms::new();
    let mut diagnostics = Vec::new();
    let locator = Locator::new(text);
    let at = |code, trail: &[String]| {
        let located = locator.locate(trail);
        Diagnostic::new(code, file).at(located.key.or(located.value))
    };
    for (place, row) in node.list().unwrap_or_default().iter().enumerate() {
        let trail = vec![place.to_string()];
        let mut words = BTreeMap::new();
        for (key, value) in row.map().unwrap_or_default() {
            let here = vec![place.to_string(), key.clone()];
            match (
                Lang::parse(key).ok().filter(|lang| config.language(lang).is_some()),
                value.text(),
            ) {
                (Some(lang), Some(word)) => {
                    words.insert(lang, word.to_owned());
                }
                (None, _) if key == "note" => {}
                (None, _) => {
                    let known = config.langs().iter().map(Lang::to_string).collect::<Vec<_>>().join(" ");
                    diagnostics.push(at("language-unknown", &here).with("written", key).with("known", known));
                }
                (Some(_), None) => diagnostics.push(at("term-form", &here)),
            }
        }
        match words.get(&config.original).cloned() {
            Some(word) if terms.contains_key(&word) => diagnostics.push(at("term-twice", &trail).with("word", word)),
            Some(word) => {
                terms.insert(word, words);
            }
            None => diagnostics.push(at("term-form", &trail)),
        }
    }
    if node.list().is_none() && *node != Node::Null {
        diagnostics.push(Diagnostic::new("term-form", file));
    }
    (terms, diagnostics)
}
