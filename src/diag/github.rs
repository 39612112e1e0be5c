//! Diagnostics as workflow commands, which GitHub shows beside the lines of a change.

use crate::diag::catalogue::Speech;
use crate::diag::place::place;
use crate::diag::terminal::{Sources, words};
use crate::diag::{Diagnostic, Severity};

/// One line each: `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=CODE::MESSAGE`.
///
/// `folder` stands before the paths: the place of the site in the repository.
pub fn github(diagnostics: &[Diagnostic], folder: &str, sources: Sources<'_>, speech: Speech) -> String {
    diagnostics
        .iter()
        .map(|one| line(one, folder, sources, speech))
        .collect()
}

fn line(diagnostic: &Diagnostic, folder: &str, sources: Sources<'_>, speech: Speech) -> String {
    let (message, help) = words(diagnostic, speech);
    let command = match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let said = if help.is_empty() {
        message
    } else {
        format!("{message}\n{help}")
    };
    let mut properties = vec![format!("file={}", property(&format!("{folder}{}", diagnostic.file)))];
    if let (Some(span), Some(text)) = (&diagnostic.span, sources(&diagnostic.file)) {
        let (start, end) = (place(&text, span.start), place(&text, span.end.max(span.start)));
        properties.push(format!("line={},endLine={}", start.line, end.line));
        // Columns over several lines are refused.
        if start.line == end.line {
            properties.push(format!("col={},endColumn={}", start.column, end.column));
        }
    }
    properties.push(format!("title={}", property(diagnostic.code)));
    format!("::{command} {}::{}\n", properties.join(","), escaped(&said))
}

/// What the runner's own library escapes in a message.
fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// In a property also the signs that end one.
fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use crate::diag::Diagnostic;
    use crate::diag::catalogue::Speech;
    use crate::diag::github::github;
    use crate::model::path::SourcePath;

    #[test]
    fn signs_that_would_end_a_command_are_escaped() {
        let file = SourcePath::new("content/projects/a,b%.md").expect("a path");
        let found = [
            Diagnostic::new("file-not-text", &file)
                .with("path", "100%\n::error::x")
                .with("line", 3),
            Diagnostic::new("yaml-tab", &file).at(7..8),
        ];
        let shown = github(&found, "site/", &|_| Some("标题\n\tx".to_owned()), Speech::English);
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines.len(), 2, "{shown}");
        assert!(
            lines[0].starts_with(
                "::error file=site/content/projects/a%2Cb%25.md,title=file-not-text::`100%25%0A::error::x` "
            ),
            "{shown}"
        );
        assert!(
            lines[1].starts_with(
                "::error file=site/content/projects/a%2Cb%25.md,line=2,endLine=2,col=1,endColumn=2,title=yaml-tab::"
            ),
            "{shown}"
        );
    }
}
