//! The marks of the matrix: signs where the terminal can show them, else words. Colour is never needed.

use crate::build::standing::Standing;
use crate::cli::console::{Console, Speech};

/// How standings are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signs {
    /// `✓ ⟳ ? ~ -`, explained below the table.
    Signs,
    /// `最新`, `fresh`.
    Words(Speech),
}

/// What can be known of the terminal's letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Platform {
    Windows,
    Other,
}

impl Signs {
    pub(super) fn of_terminal(console: &Console) -> Signs {
        let platform = if cfg!(windows) {
            Platform::Windows
        } else {
            Platform::Other
        };
        let environment = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        if shows_signs(platform, environment) {
            Signs::Signs
        } else {
            Signs::Words(console.speech)
        }
    }

    pub(super) fn mark(self, standing: Standing) -> &'static str {
        match (self, standing) {
            (Signs::Words(Speech::Chinese), standing) => name(Speech::Chinese, standing),
            (Signs::Words(Speech::English), standing) => name(Speech::English, standing),
            (Signs::Signs, Standing::Fresh) => "✓",
            (Signs::Signs, Standing::Stale) => "⟳",
            (Signs::Signs, Standing::Unknown) => "?",
            (Signs::Signs, Standing::Derived) => "~",
            (Signs::Signs, Standing::Missing) => "-",
        }
    }

    /// What each of these marks means; nothing where the marks are words.
    pub(super) fn legend(self, console: &Console, standings: &[Standing]) -> Option<String> {
        if self != Signs::Signs || standings.is_empty() {
            return None;
        }
        let told = standings
            .iter()
            .map(|standing| format!("{} {}", self.mark(*standing), name(console.speech, *standing)));
        Some(told.collect::<Vec<_>>().join("  "))
    }
}

pub(super) fn name(speech: Speech, standing: Standing) -> &'static str {
    match (speech, standing) {
        (Speech::Chinese, Standing::Fresh) => "最新",
        (Speech::Chinese, Standing::Stale) => "过期",
        (Speech::Chinese, Standing::Unknown) => "未核对",
        (Speech::Chinese, Standing::Derived) => "转换",
        (Speech::Chinese, Standing::Missing) => "缺少",
        (Speech::English, Standing::Fresh) => "fresh",
        (Speech::English, Standing::Stale) => "stale",
        (Speech::English, Standing::Unknown) => "unknown",
        (Speech::English, Standing::Derived) => "derived",
        (Speech::English, Standing::Missing) => "missing",
    }
}

/// Not in a locale that is not UTF-8, nor on a plain console; the old console of Windows has no such letters.
fn shows_signs(platform: Platform, environment: impl Fn(&str) -> Option<String>) -> bool {
    if environment("TERM").is_some_and(|term| matches!(term.as_str(), "dumb" | "linux")) {
        return false;
    }
    if platform == Platform::Windows {
        let modern = ["WT_SESSION", "TERM_PROGRAM", "TERM"];
        return modern.iter().any(|name| environment(name).is_some());
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| environment(name));
    locale.is_none_or(|locale| {
        let locale = locale.to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(platform: Platform, environment: &[(&str, &str)], expected: bool) {
        let environment = |name: &str| {
            let found = environment.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(shows_signs(platform, environment), expected);
    }

    #[test]
    fn signs_stand_where_they_can_be_seen() {
        check(Platform::Other, &[("LANG", "zh_CN.UTF-8")], true);
        check(Platform::Other, &[("LANG", "en_US.utf8"), ("TERM", "xterm")], true);
        check(Platform::Other, &[], true);
        check(Platform::Other, &[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C")], false);
        check(Platform::Other, &[("LANG", "zh_CN.GBK")], false);
        check(Platform::Other, &[("LANG", "zh_CN.UTF-8"), ("TERM", "linux")], false);
        check(Platform::Windows, &[], false);
        check(Platform::Windows, &[("WT_SESSION", "1")], true);
    }
}
