//! The words of every diagnostic, one row a code, in Chinese and English. Codes are permanent.

use crate::diag::Severity::{self, Error, Note, Warning};

/// Message and advice may hold `{name}` places, filled from the diagnostic's parts.
#[derive(Debug)]
pub struct Row {
    pub code: &'static str,
    pub severity: Severity,
    pub zh: Wording,
    pub en: Wording,
}

/// What happened and why; then what to do.
#[derive(Debug)]
pub struct Wording {
    pub message: &'static str,
    pub help: &'static str,
}

/// The language that messages are shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speech {
    Chinese,
    English,
}

impl Row {
    pub fn wording(&self, speech: Speech) -> &Wording {
        match speech {
            Speech::Chinese => &self.zh,
            Speech::English => &self.en,
        }
    }
}

pub fn row(code: &str) -> Option<&'static Row> {
    ROWS.iter()
        .flat_map(|family| family.iter())
        .find(|row| row.code == code)
}

/// Every row, in the order of its family.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    ROWS.iter().flat_map(|family| family.iter())
}

const ROWS: &[&[Row]] = &[];

const fn say(
    code: &'static str,
    severity: Severity,
    zh: &'static str,
    zh_help: &'static str,
    en: &'static str,
    en_help: &'static str,
) -> Row {
    Row {
        code,
        severity,
        zh: Wording {
            message: zh,
            help: zh_help,
        },
        en: Wording {
            message: en,
            help: en_help,
        },
    }
}

/// The wording with its places filled.
pub fn fill(pattern: &str, parts: &[(&'static str, String)]) -> String {
    let mut text = String::with_capacity(pattern.len() + 32);
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else {
            break;
        };
        text.push_str(&rest[..open]);
        let name = &rest[open + 1..open + length];
        match parts.iter().find(|(part, _)| *part == name) {
            Some((_, value)) => text.push_str(value),
            None => text.push_str(&rest[open..=open + length]),
        }
        rest = &rest[open + length + 1..];
    }
    text.push_str(rest);
    text
}
