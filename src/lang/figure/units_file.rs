//! The shape of `units.yaml`: units as data, and the words by which figures are read.
//!
//! Nothing is checked or looked up here: see `lang::figure::units`.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A whole `units.yaml`, of a theme or of a site.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct UnitsFile {
    /// Unit key → its row.
    pub units: BTreeMap<String, UnitRow>,
    /// Words by which figures are read, in all languages together.
    pub words: ReadingWords,
}

/// One unit, or what a nearer file adds to one.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitRow {
    /// What it measures. Only a row that adds to one of a farther file has none.
    #[serde(default)]
    pub dimension: Option<Dimension>,
    /// How many of the dimension's base unit one of it is: `1`, `0.5` or `10000/15`.
    #[serde(default)]
    pub factor: Option<String>,
    /// How it is written behind a number.
    #[serde(default)]
    pub names: Vec<String>,
    /// How it is written before a number.
    #[serde(default)]
    pub before: Vec<String>,
    /// Further names that count only where a field asks for this very unit.
    #[serde(default)]
    pub accepts: Vec<String>,
    /// Language → the words that show it.
    #[serde(default)]
    pub show: BTreeMap<String, UnitWords>,
    /// The pattern for languages without words of their own.
    #[serde(default)]
    pub symbol: Option<String>,
    /// Language (or `other`) → units to show instead, the first that gives 1 or more.
    #[serde(default)]
    pub convert: BTreeMap<String, Vec<String>>,
}

/// What a unit measures. Only units of one dimension can be compared or converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dimension {
    Money,
    Area,
    Length,
    Percent,
    Count,
    Time,
    Mass,
    Volume,
    Energy,
    Power,
    Other,
}

/// The words that show a unit: one pattern such as `{n}元`, or patterns by plural form.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum UnitWords {
    /// The same pattern for every number.
    One(String),
    /// A pattern per plural form of CLDR.
    Forms(Box<UnitForms>),
}

/// Patterns by plural form.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitForms {
    #[serde(default)]
    pub zero: Option<String>,
    #[serde(default)]
    pub one: Option<String>,
    #[serde(default)]
    pub two: Option<String>,
    #[serde(default)]
    pub few: Option<String>,
    #[serde(default)]
    pub many: Option<String>,
    /// The pattern for every form that is not given.
    pub other: String,
    /// The pattern behind "million" and above: `{n} de yuans`.
    #[serde(default)]
    pub compact: Option<String>,
    /// The unit alone; else the pattern without its number.
    #[serde(default)]
    pub name: Option<String>,
    /// The unit behind "per"; else its name in the singular.
    #[serde(default)]
    pub per: Option<String>,
}

impl UnitWords {
    /// Every pattern that must hold the number.
    pub fn patterns(&self) -> Vec<&str> {
        match self {
            UnitWords::One(pattern) => vec![pattern],
            UnitWords::Forms(forms) => [
                forms.zero.as_deref(),
                forms.one.as_deref(),
                forms.two.as_deref(),
                forms.few.as_deref(),
                forms.many.as_deref(),
                Some(forms.other.as_str()),
                forms.compact.as_deref(),
            ]
            .into_iter()
            .flatten()
            .collect(),
        }
    }
}

/// Words by which figures are read. A site's words are added to the theme's.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReadingWords {
    /// Word → the powers of ten it can mean; more than one makes two readings.
    pub scales: BTreeMap<String, Vec<u32>>,
    /// Operators before the number, by `Op::name`.
    pub before: BTreeMap<String, Vec<String>>,
    /// Operators behind the unit.
    pub after: BTreeMap<String, Vec<String>>,
    /// Operators directly behind the digits (330多人).
    pub inner: BTreeMap<String, Vec<String>>,
    /// Words for modes, by `Mode::key`.
    pub modes: BTreeMap<String, Vec<String>>,
    /// Words for "in total since the beginning".
    pub cumulative: Vec<String>,
    /// Words before a number that change nothing.
    pub skip: Vec<String>,
    /// Words behind a number that change nothing.
    pub skip_after: Vec<String>,
    /// Words between the two ends of a span.
    pub to: Vec<String>,
    /// Words for "per".
    pub per: Vec<String>,
    /// Words before a rank (第六届).
    pub ordinal_before: Vec<String>,
    /// Words behind a rank (二期, 6th).
    pub ordinal_after: Vec<String>,
    /// Words that mean the first (首届).
    pub ordinal_first: Vec<String>,
    /// Words from which no number can be read (数, 几).
    pub vague: Vec<String>,
}
