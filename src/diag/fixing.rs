//! Applies the corrections that diagnostics carry to a text, and changes no other byte of it.

use crate::diag::place::{clamp, lines};
use crate::diag::{Diagnostic, Fix};

/// A text with some corrections made.
#[derive(Debug)]
pub struct Corrected<'d> {
    pub text: String,
    /// Those that were made, by their place in the old text.
    pub made: Vec<&'d Diagnostic>,
}

/// Makes every correction that is asked for. Where two overlap the first wins; the other may be
/// asked for again once the text is read anew.
pub fn correct<'d>(text: &str, diagnostics: &[&'d Diagnostic]) -> Corrected<'d> {
    let mut wanted: Vec<(&Fix, &'d Diagnostic)> = diagnostics
        .iter()
        .filter_map(|diagnostic| Some((diagnostic.fix.as_ref()?, *diagnostic)))
        .filter(|(fix, _)| fits(text, fix))
        .collect();
    wanted.sort_by_key(|(fix, _)| (fix.span.start, fix.span.end));
    let mut corrected = Corrected {
        text: String::with_capacity(text.len()),
        made: Vec::new(),
    };
    let mut taken = 0;
    let mut last: Option<&Fix> = None;
    for (fix, diagnostic) in wanted {
        if last == Some(fix) {
            // One correction that mends two mistakes.
            corrected.made.push(diagnostic);
            continue;
        }
        let touches =
            last.is_some_and(|last| last.changes_words() && fix.span.start <= last.span.end && fix.span.is_empty());
        if fix.span.start < taken || touches {
            continue;
        }
        corrected.text.push_str(&text[taken..fix.span.start]);
        corrected.text.push_str(&fix.replacement);
        taken = fix.span.end;
        last = Some(fix);
        corrected.made.push(diagnostic);
    }
    corrected.text.push_str(&text[taken..]);
    corrected
}

/// The lines that a correction touches, as they are to be; none where it changes no words.
pub fn corrected_lines(text: &str, fix: &Fix) -> Option<String> {
    if !fix.changes_words() || !fits(text, fix) {
        return None;
    }
    // A span that takes the line end with it still means that line, and not the next one.
    let last = fix.span.end - usize::from(text[fix.span.clone()].ends_with('\n'));
    let around = lines(text, &(fix.span.start..last));
    let (before, after) = (
        &text[around.start..fix.span.start],
        &text[fix.span.end.min(around.end)..around.end],
    );
    Some(format!("{before}{}{after}", fix.replacement.trim_end_matches('\n')))
}

fn fits(text: &str, fix: &Fix) -> bool {
    fix.span.start <= fix.span.end && clamp(text, &fix.span) == fix.span
}

#[cfg(test)]
mod tests {
    use crate::diag::Diagnostic;
    use crate::diag::fixing::{correct, corrected_lines};
    use crate::model::path::SourcePath;

    fn diagnostics(fixes: &[(usize, usize, &str)]) -> Vec<Diagnostic> {
        let file = SourcePath::new("content/a.md").expect("a path");
        let fixes = fixes.iter();
        fixes
            .map(|(start, end, text)| Diagnostic::new("yaml-tab", &file).fixed_by(*start..*end, *text))
            .collect()
    }

    fn check(text: &str, fixes: &[(usize, usize, &str)], expected: &str, made: usize) {
        let diagnostics = diagnostics(fixes);
        let corrected = correct(text, &diagnostics.iter().collect::<Vec<_>>());
        assert_eq!((corrected.text.as_str(), corrected.made.len()), (expected, made));
    }

    #[test]
    fn corrections_are_made_and_all_other_bytes_stay() {
        check(
            "a：b\r\nc：d \r\n",
            &[(1, 4, ": "), (8, 11, ": ")],
            "a: b\r\nc: d \r\n",
            2,
        );
        check("\tx\n", &[(0, 1, "  ")], "  x\n", 1);
        check("ab", &[(1, 1, "-")], "a-b", 1);
        check("ab", &[(0, 0, "")], "ab", 1);
    }

    #[test]
    fn of_two_that_overlap_the_first_is_made() {
        check("abcdef", &[(2, 5, "X"), (0, 3, "Y")], "Ydef", 1);
        check("abc", &[(0, 1, "X"), (1, 1, "Y")], "Xbc", 1);
        check("abc", &[(0, 1, "X"), (0, 1, "X")], "Xbc", 2);
        check("abc", &[(0, 0, ""), (0, 1, "X")], "Xbc", 2);
    }

    #[test]
    fn what_does_not_fit_the_text_is_left_alone() {
        check("山", &[(1, 2, "X"), (0, 9, "Y")], "山", 0);
    }

    #[test]
    fn the_corrected_lines_are_shown_whole() {
        let check = |text: &str, start: usize, end: usize, with: &str, expected: Option<&str>| {
            let found = diagnostics(&[(start, end, with)]);
            let shown = corrected_lines(text, found[0].fix.as_ref().expect("a fix"));
            assert_eq!(shown.as_deref(), expected);
        };
        check("甲\na：b\r\n乙", 5, 8, ": ", Some("a: b"));
        check("甲\n乙\n", 0, 3, "丙", Some("丙"));
        check("甲\n乙\n", 0, 4, "", Some(""));
        check("甲", 0, 0, "", None);
    }
}
