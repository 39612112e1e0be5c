//! Settings of a theme: what `theme.yaml` declares and what the site chooses.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, suggest};
use crate::model::lang::Lang;
use crate::model::node::{Node, Style};
use crate::model::words::Words;
use crate::theme::manifest::{form, unknown_key};
use crate::theme::written::Written;

/// `accent: {kind: colour, default: "#2f6b4f", label: {en: Accent}}`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Setting {
    pub kind: SettingKind,
    pub default: SettingValue,
    pub label: Words,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SettingKind {
    Text,
    /// One of these.
    Choice(Vec<String>),
    Boolean,
    /// `#rgb` or `#rrggbb`
    Colour,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SettingValue {
    Text(String),
    Boolean(bool),
}

pub(in crate::theme) const FORM: &str = "`accent: {kind: colour, default: \"#2f6b4f\"}`";
const KEYS: [&str; 4] = ["kind", "default", "label", "options"];

/// Reads the declaration of one setting.
pub(in crate::theme) fn declare(written: &Written<'_>, name: &str, node: &Node) -> Result<Setting, Box<Diagnostic>> {
    let entries = node.map().ok_or_else(|| form(written, &["settings", name], FORM))?;
    if let Some((key, _)) = entries.iter().find(|(key, _)| !KEYS.contains(&key.as_str())) {
        return Err(unknown_key(written, &["settings", name, key], &KEYS).into());
    }
    let kind = match node.get("kind").and_then(Node::text) {
        Some("text") => SettingKind::Text,
        Some("boolean") => SettingKind::Boolean,
        Some("colour") => SettingKind::Colour,
        Some("choice") => SettingKind::Choice(
            options(node.get("options"))
                .ok_or_else(|| form(written, &["settings", name, "options"], "`options: [wide, narrow]`"))?,
        ),
        _ => {
            return Err(form(
                written,
                &["settings", name, "kind"],
                "`text` `choice` `boolean` `colour`",
            )
            .into());
        }
    };
    let default = match (node.get("default"), &kind) {
        (Some(given), _) => {
            value(&kind, given).ok_or_else(|| refused(written, &["settings", name, "default"], name, &kind, given))?
        }
        (None, SettingKind::Text) => SettingValue::Text(String::new()),
        (None, SettingKind::Boolean) => SettingValue::Boolean(false),
        (None, SettingKind::Choice(options)) => SettingValue::Text(options[0].clone()),
        (None, SettingKind::Colour) => {
            return Err(form(written, &["settings", name], FORM).into());
        }
    };
    Ok(Setting {
        kind,
        default,
        label: words(node.get("label")),
    })
}

/// The settings with the values that the site gives; what it does not give is the default.
pub fn chosen(
    declared: &BTreeMap<String, Setting>,
    given: Option<(&Written<'_>, &Node)>,
) -> (BTreeMap<String, SettingValue>, Vec<Diagnostic>) {
    let mut values: BTreeMap<String, SettingValue> = declared
        .iter()
        .map(|(name, setting)| (name.clone(), setting.default.clone()))
        .collect();
    let mut diagnostics = Vec::new();
    let Some((written, node)) = given else {
        return (values, diagnostics);
    };
    if node.map().is_none() && *node != Node::Null {
        diagnostics.push(form(written, &[], "`settings: {accent: …}`"));
    }
    for (name, node) in node.map().unwrap_or_default() {
        let Some(setting) = declared.get(name) else {
            diagnostics.push(
                written
                    .mistake_in_key("setting-unknown", &[name])
                    .with("name", name)
                    .with("known", suggest::listed(declared.keys().map(String::as_str))),
            );
            continue;
        };
        match value(&setting.kind, node) {
            Some(value) => {
                values.insert(name.clone(), value);
            }
            None => diagnostics.push(refused(written, &[name], name, &setting.kind, node)),
        }
    }
    (values, diagnostics)
}

fn value(kind: &SettingKind, node: &Node) -> Option<SettingValue> {
    let Node::Scalar(scalar) = node else {
        return None;
    };
    let text = || Some(SettingValue::Text(scalar.text.clone()));
    match kind {
        SettingKind::Text => text(),
        SettingKind::Choice(options) if options.contains(&scalar.text) => text(),
        SettingKind::Colour if is_colour(&scalar.text) => text(),
        SettingKind::Boolean => match (scalar.style, scalar.text.as_str()) {
            (Style::Boolean, flag) => Some(SettingValue::Boolean(flag == "true")),
            (_, "是") => Some(SettingValue::Boolean(true)),
            (_, "否") => Some(SettingValue::Boolean(false)),
            _ => None,
        },
        SettingKind::Choice(_) | SettingKind::Colour => None,
    }
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|digits| matches!(digits.len(), 3 | 6) && digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

fn refused(written: &Written<'_>, trail: &[&str], name: &str, kind: &SettingKind, node: &Node) -> Diagnostic {
    let expected = match kind {
        SettingKind::Text => "`name: …`".to_owned(),
        SettingKind::Choice(options) => options.join("、"),
        SettingKind::Boolean => "true、false".to_owned(),
        SettingKind::Colour => "`\"#2f6b4f\"`".to_owned(),
    };
    written
        .mistake("setting-value", trail)
        .with("name", name)
        .with("value", node.text().unwrap_or("…"))
        .with("expected", expected)
}

/// `[wide, narrow]`, or `{wide: {en: Wide}, narrow: …}`.
fn options(node: Option<&Node>) -> Option<Vec<String>> {
    let options: Vec<String> = match node? {
        Node::List(items) => items
            .iter()
            .map(|item| item.text().map(str::to_owned))
            .collect::<Option<_>>()?,
        Node::Map(entries) => entries.iter().map(|(key, _)| key.clone()).collect(),
        _ => return None,
    };
    (!options.is_empty()).then_some(options)
}

fn words(node: Option<&Node>) -> Words {
    match node {
        Some(Node::Scalar(scalar)) => Words::plain(scalar.text.clone()),
        Some(Node::Map(entries)) => Words {
            by_lang: entries
                .iter()
                .filter_map(|(lang, words)| Some((Lang::parse(lang).ok()?, words.text()?.to_owned())))
                .collect(),
            any: None,
        },
        _ => Words::default(),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::path::SourcePath;
    use crate::theme::fixture::{layer, types};
    use crate::theme::manifest::manifest;
    use crate::theme::settings::chosen;
    use crate::theme::written::{Written, read};

    #[track_caller]
    fn check(theme: &str, site: &str, expected: &str) {
        let layer = layer("river", &[("theme.yaml", theme)]);
        let (manifest, mut diagnostics) = manifest(&[&layer], &types());
        let file = SourcePath::of_program("content/site.yaml");
        let node = read(&file, site).expect("good YAML");
        let given = Written::new(&file, site);
        let (values, more) = chosen(&manifest.settings, Some((&given, &node)));
        diagnostics.extend(more);
        let codes: Vec<_> = diagnostics.iter().map(|mistake| mistake.code).collect();
        assert_eq!(format!("{values:?} {codes:?}"), expected);
    }

    const ACCENT: &str = "settings: {accent: {kind: colour, default: '#2f6b4f'}}\n";

    #[test]
    fn the_site_chooses() {
        check(ACCENT, "{}", "{\"accent\": Text(\"#2f6b4f\")} []");
        check(ACCENT, "accent: '#abc'", "{\"accent\": Text(\"#abc\")} []");
        let wide = "settings: {width: {kind: choice, options: [wide, narrow]}, dark: {kind: boolean}}\n";
        check(
            wide,
            "dark: true",
            "{\"dark\": Boolean(true), \"width\": Text(\"wide\")} []",
        );
    }

    #[test]
    fn what_the_theme_does_not_know_is_a_mistake() {
        check(
            ACCENT,
            "acent: '#abc'",
            "{\"accent\": Text(\"#2f6b4f\")} [\"setting-unknown\"]",
        );
        check(
            ACCENT,
            "accent: green",
            "{\"accent\": Text(\"#2f6b4f\")} [\"setting-value\"]",
        );
        check("settings: {accent: {kind: color}}\n", "{}", "{} [\"theme-form\"]");
        check("settings: {accent: {kind: colour}}\n", "{}", "{} [\"theme-form\"]");
    }
}
