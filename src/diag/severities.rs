//! How much each mistake weighs on this site: `severity` of `site.yaml`.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Severity};

/// What a site may say of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    As(Severity),
    Off,
}

/// Code → what the site says of it. Codes that must stay errors are not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Severities {
    pub levels: BTreeMap<&'static str, Level>,
}

impl Level {
    /// `error`, `warning`, `note`, `off`, or the same in Chinese.
    pub fn parse(written: &str) -> Option<Level> {
        match written {
            "error" | "错误" => Some(Level::As(Severity::Error)),
            "warning" | "警告" => Some(Level::As(Severity::Warning)),
            "note" | "提示" => Some(Level::As(Severity::Note)),
            // YAML takes `off` for no.
            "off" | "false" | "关" => Some(Level::Off),
            _ => None,
        }
    }
}

impl Severities {
    /// Each diagnostic with the site's weight, without those that the site does not want to hear.
    pub fn weigh(&self, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let weighed = diagnostics.into_iter().map(|diagnostic| self.weigh_one(diagnostic));
        weighed.flatten().collect()
    }

    fn weigh_one(&self, mut diagnostic: Diagnostic) -> Option<Diagnostic> {
        match self.levels.get(diagnostic.code) {
            None => {}
            Some(Level::Off) => return None,
            Some(Level::As(severity)) => diagnostic.weight = Some(*severity),
        }
        Some(diagnostic)
    }
}
