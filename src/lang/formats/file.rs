//! The shape of `formats/LANG.yaml`: how one language shows figures and dates, as data.
//!
//! Everything may be left out: then ICU's data of the language and international patterns are used.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::lang::figure::units_file::UnitWords;

/// A whole `formats/LANG.yaml`. In patterns `{n}` is the number with its unit, other names stand in braces too.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FormatsFile {
    /// The language's own name for itself.
    pub name: Option<String>,
    /// The value of the HTML attribute `lang`.
    pub html_lang: Option<String>,
    /// The locale whose ICU data are used.
    pub icu: Option<String>,
    /// Where lines begin.
    pub direction: Direction,
    /// Languages whose unit words stand in for missing ones, nearest first.
    pub names_from: Vec<String>,
    pub number: NumberRules,
    /// Words of money units, before those of `units.yaml`.
    pub currencies: BTreeMap<String, UnitWords>,
    /// Words of other units, before those of `units.yaml`.
    pub units: BTreeMap<String, UnitWords>,
    pub range: RangeRules,
    /// `Op::name` → pattern.
    pub operators: BTreeMap<String, String>,
    /// Pattern of figures that count since a beginning.
    pub cumulative: Option<String>,
    /// `Mode::key` → pattern.
    pub modes: BTreeMap<String, String>,
    pub per: PerRules,
    pub converted: ConvertedRules,
    pub buckets: BucketRules,
    pub dates: DateRules,
}

/// Where lines begin; the value of the HTML attribute `dir`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    #[default]
    Ltr,
    Rtl,
}

/// How numbers are written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NumberRules {
    pub grouping: Grouping,
    pub compact: CompactRules,
}

/// When digits are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grouping {
    /// As ICU's data of the language say.
    #[default]
    Auto,
    /// Only from five digits: 1100, but 12,345.
    Min2,
    Never,
}

/// How great numbers are shortened.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CompactRules {
    pub style: CompactStyle,
    /// The power of ten from which numbers are shortened.
    pub from: i16,
    /// With more decimals than these a number is written in full.
    pub decimals: u32,
    /// For `myriads`: the word of each group of four digits, from the right, the first mostly empty.
    pub words: Vec<String>,
    /// For `scales`: word → the power of ten it stands for.
    pub scales: BTreeMap<String, u8>,
    /// What stands for ICU's space between number and word; for `myriads`, between the groups: 78억 7,900만.
    pub space: Option<String>,
}

impl Default for CompactRules {
    fn default() -> CompactRules {
        CompactRules {
            style: CompactStyle::Icu,
            from: 6,
            decimals: 3,
            words: Vec::new(),
            scales: BTreeMap::new(),
            space: None,
        }
    }
}

/// By which words numbers are shortened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CompactStyle {
    /// One word of ICU's data: 78.79亿, 7.879 billion.
    Icu,
    /// A word for every group of four digits: 78億7,900万.
    Myriads,
    /// One word of the language's own table `scales`.
    Scales,
    /// Never.
    None,
}

/// How spans are written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RangeRules {
    /// With `{low}` and `{high}`.
    pub pattern: String,
    /// Units that both ends carry: 80%–120%.
    pub repeat_unit: Vec<String>,
    /// Whether only the second end carries a scale that both share: 50–100 million.
    pub share_scale: bool,
}

impl Default for RangeRules {
    fn default() -> RangeRules {
        RangeRules {
            pattern: "{low}–{high}".to_owned(),
            repeat_unit: Vec::new(),
            share_scale: false,
        }
    }
}

/// How compound units are written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PerRules {
    /// With `{n}` and `{per}`.
    pub pattern: String,
    /// Between two units behind "per".
    pub joiner: String,
}

impl Default for PerRules {
    fn default() -> PerRules {
        PerRules {
            pattern: "{n}/{per}".to_owned(),
            joiner: "·".to_owned(),
        }
    }
}

/// How converted amounts are written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ConvertedRules {
    /// The reader's unit first, the document's in brackets: `{converted}` and `{n}`.
    pub unit: String,
    /// An amount in another currency: `{converted}`, `{date}`, `{source}`.
    pub rate: String,
}

impl Default for ConvertedRules {
    fn default() -> ConvertedRules {
        ConvertedRules {
            unit: "{converted} ({n})".to_owned(),
            rate: "≈ {converted} ({date})".to_owned(),
        }
    }
}

/// How the labels of facet buckets are written.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BucketRules {
    pub below: String,
    pub from: String,
}

impl Default for BucketRules {
    fn default() -> BucketRules {
        BucketRules {
            below: "< {n}".to_owned(),
            from: "≥ {n}".to_owned(),
        }
    }
}

/// How dates are written; a missing pattern is ICU's own.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DateRules {
    /// With `{year}`.
    pub year: Option<String>,
    /// With `{year}` and `{month}`.
    pub year_month: Option<String>,
    /// With `{month}` and `{day}`.
    pub month_day: Option<String>,
    /// With `{year}`, `{month}` and `{day}`.
    pub day: Option<String>,
    /// With `{from}` and `{to}`.
    pub period: Option<String>,
    /// Spans of whole years, with the bare years as `{from}` and `{to}`.
    pub years: Option<String>,
    /// An open end: `{from}`.
    pub since: Option<String>,
    /// An open start: `{to}`.
    pub until: Option<String>,
}
