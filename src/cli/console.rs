//! What the terminal shows: diagnostics, summaries, progress. In a pipe no colour and no progress.

use std::fmt::Display;
use std::io::{IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget};

pub(super) use crate::diag::catalogue::Speech;
use crate::diag::terminal::{self, Sources};
use crate::diag::{Diagnostic, Severity};
use crate::model::lang::Lang;

/// A terminal, and the language it is spoken to in.
pub(super) struct Console {
    pub(super) speech: Speech,
}

impl Console {
    pub(super) fn new(speech: Speech) -> Self {
        Console { speech }
    }

    /// One of two wordings.
    pub(super) fn say<'a>(&self, chinese: &'a str, english: &'a str) -> &'a str {
        match self.speech {
            Speech::Chinese => chinese,
            Speech::English => english,
        }
    }

    /// The languages in which labels are looked for, best first.
    pub(super) fn chain(&self) -> [Lang; 2] {
        let lang = |tag| Lang::parse(tag).expect("a good tag");
        match self.speech {
            Speech::Chinese => [lang("zh-Hans"), lang("en")],
            Speech::English => [lang("en"), lang("zh-Hans")],
        }
    }

    pub(super) fn diagnostics(&self, diagnostics: &[Diagnostic], sources: Sources<'_>) {
        complain(&self.told(diagnostics, sources));
    }

    /// All diagnostics, then how many of each severity there are, with the colours of a terminal.
    pub(super) fn told(&self, diagnostics: &[Diagnostic], sources: Sources<'_>) -> String {
        if diagnostics.is_empty() {
            return String::new();
        }
        let mut text = terminal::show(diagnostics, sources, self.speech);
        let count = |severity| {
            diagnostics
                .iter()
                .filter(|diagnostic| diagnostic.severity() == severity)
                .count()
        };
        let counts = [
            (count(Severity::Error), self.say("处错误", "error")),
            (count(Severity::Warning), self.say("处警告", "warning")),
            (count(Severity::Note), self.say("条提示", "note")),
        ];
        let ending = |count| match self.speech {
            Speech::English if count > 1 => "s",
            _ => "",
        };
        let told: Vec<String> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}{}", ending(*count)))
            .collect();
        text.push_str(&told.join(self.say("，", ", ")));
        text.push('\n');
        let mendable = diagnostics.iter().filter(|diagnostic| diagnostic.fix.is_some()).count();
        let mend = match self.speech {
            Speech::Chinese => {
                format!("其中 {mendable} 处可以自动改正：wutong check --fix（先看改动：加 --dry-run）\n")
            }
            Speech::English => {
                format!("{mendable} of them can be corrected: wutong check --fix (to see it first: --dry-run)\n")
            }
        };
        if mendable > 0 {
            text.push_str(&mend);
        }
        text
    }

    /// The machine refused.
    pub(super) fn fail(&self, failure: &dyn Display) {
        complain(&format!("{}: {failure}\n", self.say("无法完成", "failed")));
    }
}

pub(super) fn print_line(text: impl Display) {
    print(&format!("{text}\n"));
}

pub(super) fn complain_line(text: impl Display) {
    complain(&format!("{text}\n"));
}

/// A bar for work that takes long; unseen in a pipe.
pub(super) fn progress(total: usize) -> ProgressBar {
    let target = if std::io::stderr().is_terminal() && total > 500 {
        ProgressDrawTarget::stderr_with_hz(10)
    } else {
        ProgressDrawTarget::hidden()
    };
    ProgressBar::with_draw_target(Some(total as u64), target)
}

/// Standard output; a reader that went away is no failure.
pub(super) fn print(text: &str) {
    let _ = anstream::stdout().write_all(text.as_bytes());
}

/// Standard error; colours are left out where it is no terminal, or `NO_COLOR` is set.
pub(super) fn complain(text: &str) {
    let _ = anstream::stderr().write_all(text.as_bytes());
}

/// `--lang` before the arguments are understood, else the system's language.
pub(super) fn speech_of_arguments() -> Speech {
    let arguments: Vec<String> = std::env::args_os()
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    let after = arguments
        .iter()
        .position(|argument| argument == "--lang")
        .and_then(|place| arguments.get(place + 1));
    let written = after
        .map(String::as_str)
        .or_else(|| arguments.iter().find_map(|argument| argument.strip_prefix("--lang=")));
    match written {
        Some("zh") => Speech::Chinese,
        Some(_) => Speech::English,
        None => speech_of_system(),
    }
}

fn speech_of_system() -> Speech {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let locale = named.or_else(sys_locale::get_locale).unwrap_or_default();
    if locale.to_lowercase().starts_with("zh") {
        Speech::Chinese
    } else {
        Speech::English
    }
}
