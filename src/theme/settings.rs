//! Settings of a theme: what `theme.yaml` declares and what the site chooses.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::{Diagnostic, suggest};
use crate::model::lang::Lang;
use crate::model::node::{Node, Style};
use crate::model::path::SourcePath;
use crate::model::words::Words;
use crate::theme::colour::Colour;
use crate::theme::colour_rule::{ColourRule, colour, colours, rule};
use crate::theme::manifest::{form, unknown_key};
use crate::theme::written::Written;

/// `accent: {kind: colour, default: "#2f6b4f", label: {en: Accent}}`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Setting {
    pub kind: SettingKind,
    pub default: SettingValue,
    pub label: Words,
    /// Where the default stands.
    place: (SourcePath, Option<Range<usize>>),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SettingKind {
    Text,
    /// One of these.
    Choice(Vec<String>),
    Boolean,
    Colour(ColourRule),
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SettingValue {
    Text(String),
    Boolean(bool),
    /// In a dark surrounding another one; where none is chosen, it is made from the first.
    Colour {
        light: Colour,
        dark: Option<Colour>,
    },
}

pub(in crate::theme) const FORM: &str = "`accent: {kind: colour, default: \"#2f6b4f\"}`";
const KEYS: [&str; 7] = ["kind", "default", "label", "options", "dark", "on", "contrast"];

/// Reads the declaration of one setting. One that a farther theme declares may be given a new default alone.
pub(in crate::theme) fn declare(
    written: &Written<'_>,
    name: &str,
    node: &Node,
    farther: Option<&Setting>,
) -> Result<Setting, Box<Diagnostic>> {
    let place = || (written.file.clone(), written.place(&["settings", name]));
    if let Some(farther) = farther.filter(|_| node.get("kind").is_none()) {
        let default = value(&farther.kind, node)
            .ok_or_else(|| refused(written, &["settings", name], name, &farther.kind, node))?;
        return Ok(Setting {
            default: farther.with_own_dark(default),
            place: place(),
            ..farther.clone()
        });
    }
    let entries = node.map().ok_or_else(|| form(written, &["settings", name], FORM))?;
    if let Some((key, _)) = entries.iter().find(|(key, _)| !KEYS.contains(&key.as_str())) {
        return Err(unknown_key(written, &["settings", name, key], &KEYS).into());
    }
    let kind = match node.get("kind").and_then(Node::text) {
        Some("text") => SettingKind::Text,
        Some("boolean") => SettingKind::Boolean,
        Some("colour") => SettingKind::Colour(rule(written, name, node)?),
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
            let refused = |key, given| refused(written, &["settings", name, key], name, &kind, given);
            match (value(&kind, given), node.get("dark")) {
                (Some(SettingValue::Colour { light, .. }), Some(dark)) => SettingValue::Colour {
                    light,
                    dark: Some(colour(dark).ok_or_else(|| refused("dark", dark))?),
                },
                (Some(value), _) => value,
                (None, _) => return Err(refused("default", given).into()),
            }
        }
        (None, SettingKind::Text) => SettingValue::Text(String::new()),
        (None, SettingKind::Boolean) => SettingValue::Boolean(false),
        (None, SettingKind::Choice(options)) => SettingValue::Text(options[0].clone()),
        (None, SettingKind::Colour(_)) => {
            return Err(form(written, &["settings", name], FORM).into());
        }
    };
    Ok(Setting {
        kind,
        default,
        label: words(node.get("label")),
        place: place(),
    })
}

impl Setting {
    /// A mistake in the default.
    pub(in crate::theme) fn mistake(&self, code: &'static str) -> Diagnostic {
        Diagnostic::new(code, &self.place.0).at(self.place.1.clone())
    }

    /// A ground that is chosen for the light alone keeps the dark one of its default; what stands on it follows by itself.
    fn with_own_dark(&self, value: SettingValue) -> SettingValue {
        match (&self.kind, value, &self.default) {
            (
                SettingKind::Colour(rule),
                SettingValue::Colour { light, dark: None },
                SettingValue::Colour { dark, .. },
            ) if rule.on.is_empty() => SettingValue::Colour { light, dark: *dark },
            (_, value, _) => value,
        }
    }
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
                values.insert(name.clone(), setting.with_own_dark(value));
            }
            None => diagnostics.push(refused(written, &[name], name, &setting.kind, node)),
        }
    }
    (values, diagnostics)
}

fn value(kind: &SettingKind, node: &Node) -> Option<SettingValue> {
    if let SettingKind::Colour(_) = kind {
        return colours(node);
    }
    let Node::Scalar(scalar) = node else {
        return None;
    };
    let text = || Some(SettingValue::Text(scalar.text.clone()));
    match kind {
        SettingKind::Text => text(),
        SettingKind::Choice(options) if options.contains(&scalar.text) => text(),
        SettingKind::Boolean => match (scalar.style, scalar.text.as_str()) {
            (Style::Boolean, flag) => Some(SettingValue::Boolean(flag == "true")),
            (_, "是") => Some(SettingValue::Boolean(true)),
            (_, "否") => Some(SettingValue::Boolean(false)),
            _ => None,
        },
        SettingKind::Choice(_) | SettingKind::Colour(_) => None,
    }
}

fn refused(written: &Written<'_>, trail: &[&str], name: &str, kind: &SettingKind, node: &Node) -> Diagnostic {
    let expected = match kind {
        SettingKind::Text => "`name: …`".to_owned(),
        SettingKind::Choice(options) => options.join("、"),
        SettingKind::Boolean => "true、false".to_owned(),
        SettingKind::Colour(_) => "`\"#2f6b4f\"`, `{light: \"#2f6b4f\", dark: \"#9fd8bb\"}`".to_owned(),
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
    use crate::theme::settings::{SettingValue, chosen};
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
        let values: Vec<String> = values
            .iter()
            .map(|(name, value)| format!("{name}={}", said(value)))
            .collect();
        let codes = diagnostics.iter().map(|mistake| mistake.code);
        let found: Vec<&str> = values.iter().map(String::as_str).chain(codes).collect();
        assert_eq!(found.join(" "), expected);
    }

    fn said(value: &SettingValue) -> String {
        match value {
            SettingValue::Text(text) => text.clone(),
            SettingValue::Boolean(flag) => flag.to_string(),
            SettingValue::Colour { light, dark: None } => light.to_string(),
            SettingValue::Colour {
                light,
                dark: Some(dark),
            } => format!("{light}/{dark}"),
        }
    }

    const ACCENT: &str = "settings: {accent: {kind: colour, default: '#2f6b4f'}}\n";

    #[test]
    fn the_site_chooses() {
        check(ACCENT, "{}", "accent=#2f6b4f");
        check(ACCENT, "accent: '#abc'", "accent=#aabbcc");
        let wide = "settings: {width: {kind: choice, options: [wide, narrow]}, dark: {kind: boolean}}\n";
        check(wide, "dark: true", "dark=true width=wide");
    }

    #[test]
    fn a_colour_has_a_light_and_a_dark_side() {
        let both = "settings: {paper: {kind: colour, default: '#fff', dark: '#111'}}\n";
        check(both, "{}", "paper=#ffffff/#111111");
        check(both, "paper: '#fee'", "paper=#ffeeee/#111111");
        check(both, "paper: {light: '#fee', dark: '#211'}", "paper=#ffeeee/#221111");
        check(both, "paper: {dark: '#211'}", "paper=#ffffff/#111111 setting-value");
        // What stands on a ground follows the light side that was chosen.
        let ink = "settings: {ink: {kind: colour, default: '#000', dark: '#fff', on: '#eee'}}\n";
        check(ink, "ink: '#211'", "ink=#221111");
        check(
            "settings: {ink: {kind: colour, default: '#000', contrast: 40}}\n",
            "{}",
            "theme-form",
        );
    }

    #[test]
    fn what_the_theme_does_not_know_is_a_mistake() {
        check(ACCENT, "acent: '#abc'", "accent=#2f6b4f setting-unknown");
        check(ACCENT, "accent: green", "accent=#2f6b4f setting-value");
        check("settings: {accent: {kind: color}}\n", "{}", "theme-form");
        check("settings: {accent: {kind: colour}}\n", "{}", "theme-form");
    }
}
