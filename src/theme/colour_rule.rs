//! How a setting of kind `colour` is declared, and how its value is written.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::diag::Diagnostic;
use crate::model::node::Node;
use crate::theme::colour::Colour;
use crate::theme::manifest::form;
use crate::theme::settings::SettingValue;
use crate::theme::written::Written;

/// What text needs (WCAG 2.2, 1.4.3).
const CONTRAST: u32 = 450;

/// What a colour has to be seen on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ColourRule {
    /// Other settings, or colours.
    pub on: Vec<String>,
    /// The least contrast with each of them, in hundredths.
    pub contrast: u32,
}

/// `on: paper`, `on: [paper, shade]`, `contrast: 3`.
pub(in crate::theme) fn rule(written: &Written<'_>, name: &str, node: &Node) -> Result<ColourRule, Box<Diagnostic>> {
    let on = match node.get("on") {
        None => Vec::new(),
        Some(Node::Scalar(scalar)) => vec![scalar.text.clone()],
        Some(Node::List(items)) => items.iter().filter_map(Node::text).map(str::to_owned).collect(),
        Some(Node::Null | Node::Map(_)) => {
            return Err(form(written, &["settings", name, "on"], "`on: [paper]`").into());
        }
    };
    let contrast = match node.get("contrast").map(|node| node.text().and_then(hundredths)) {
        None => CONTRAST,
        Some(Some(contrast)) => contrast,
        Some(None) => return Err(form(written, &["settings", name, "contrast"], "`contrast: 4.5`").into()),
    };
    Ok(ColourRule { on, contrast })
}

/// `4.5` → 450; from 1 to 21.
fn hundredths(text: &str) -> Option<u32> {
    let number = text.parse::<Decimal>().ok()?.checked_mul(Decimal::ONE_HUNDRED)?;
    number.to_u32().filter(|number| (100..=2100).contains(number))
}

/// `"#2f6b4f"`, or `{light: "#2f6b4f", dark: "#9fd8bb"}`.
pub(in crate::theme) fn colours(node: &Node) -> Option<SettingValue> {
    let (light, dark) = match node {
        Node::Map(entries) if entries.iter().all(|(key, _)| key == "light" || key == "dark") => {
            let dark = node.get("dark").map(colour);
            (
                colour(node.get("light")?)?,
                dark.map_or(Some(None), |dark| dark.map(Some))?,
            )
        }
        _ => (colour(node)?, None),
    };
    Some(SettingValue::Colour { light, dark })
}

pub(in crate::theme) fn colour(node: &Node) -> Option<Colour> {
    Colour::parse(node.text()?)
}
