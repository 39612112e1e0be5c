//! Completions inside Markdown, where no YAML extension reaches: one line of front matter for each field.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::model::lang::Lang;
use crate::model::types::{Field, Kind, Types};
use crate::model::words::Words;

/// One line as it is offered; types whose field reads alike share it.
#[derive(Default)]
struct Line {
    prefixes: Vec<String>,
    help: String,
    types: Vec<String>,
}

/// The snippets of VS Code, by the label in the original language, or by the key.
pub(super) fn snippets(types: &Types, original: &Lang) -> Value {
    let mut lines: BTreeMap<(String, String), Line> = BTreeMap::new();
    for kind in types.types.values() {
        let shown = kind
            .fields
            .iter()
            .filter(|field| !field.hidden && field.deprecated.is_none());
        for field in shown {
            let label = word(&field.label, original).unwrap_or(&field.name);
            let line = lines
                .entry((label.to_owned(), body(label, field, original)))
                .or_default();
            for prefix in [label, &field.name] {
                if !line.prefixes.iter().any(|known| known == prefix) {
                    line.prefixes.push(prefix.to_owned());
                }
            }
            if line.help.is_empty() {
                word(&field.help, original)
                    .unwrap_or_default()
                    .clone_into(&mut line.help);
            }
            if !field.envelope {
                line.types
                    .push(word(&kind.one, original).unwrap_or(&kind.name).to_owned());
            }
        }
    }
    let mut shown = Map::new();
    for ((label, body), line) in lines {
        let of = line.types.join("、");
        let name = if of.is_empty() {
            label
        } else {
            format!("{label}（{of}）")
        };
        let snippet = json!({"scope": "markdown", "prefix": line.prefixes, "body": body, "description": line.help});
        shown.insert(name, snippet);
    }
    Value::Object(shown)
}

/// `阶段: ${1|招商中,洽谈中|}`: what can be chosen is offered too.
fn body(label: &str, field: &Field, original: &Lang) -> String {
    let options = match &field.kind {
        Kind::Choice { options } => Some((options, "", "")),
        Kind::List(item) => match item.as_ref() {
            Kind::Choice { options } => Some((options, "[", "]")),
            _ => None,
        },
        _ => None,
    };
    let escaped = |text: &str| text.replace('\\', "\\\\").replace(',', "\\,").replace('|', "\\|");
    match options {
        Some((options, open, close)) => {
            let words: Vec<String> = options
                .iter()
                .map(|(key, label)| escaped(word(label, original).unwrap_or(key)))
                .collect();
            format!("{label}: {open}${{1|{}|}}{close}", words.join(","))
        }
        None if field.kind == Kind::Boolean => format!("{label}: ${{1|true,false|}}"),
        None => format!("{label}: $0"),
    }
}

fn word<'w>(words: &'w Words, lang: &Lang) -> Option<&'w str> {
    words.by_lang.get(lang).or(words.any.as_ref()).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Layer;
    use crate::schema::testing::types_of;

    #[test]
    fn a_field_is_offered_by_label_and_key_with_its_options() {
        let town = "folder: towns\nlabel: {zh-Hans: 小镇}\nfields:\n  stage: {kind: choice, label: {zh-Hans: 阶段}, help: {zh-Hans: 走到哪一步}, options: {a: 招商中, b: '「甲,乙」'}}\n";
        let (types, _, _) = types_of(&[(Layer::Theme, "town", town)]);
        let found = snippets(&types, &Lang::parse("zh-Hans").unwrap());
        assert_eq!(
            found["阶段（小镇）"],
            json!({
                "scope": "markdown",
                "prefix": ["阶段", "stage"],
                "body": "阶段: ${1|招商中,「甲\\,乙」|}",
                "description": "走到哪一步",
            })
        );
        assert_eq!(found["草稿"]["body"], "草稿: ${1|true,false|}");
    }
}
