//! What changed between two texts, as a unified difference; alone names the library.

use std::fmt::Write;

use similar::TextDiff;

/// Lines around a change that do not change.
const AROUND: usize = 3;

/// Nothing, where the texts are the same.
pub fn unified(file: &str, before: &str, after: &str) -> String {
    let difference = TextDiff::from_lines(before, after);
    let mut shown = String::new();
    let mut unified = difference.unified_diff();
    let lines = unified.context_radius(AROUND).header(file, file);
    write!(shown, "{lines}").expect("a string takes everything");
    shown
}

#[cfg(test)]
mod tests {
    use crate::diag::difference::unified;

    #[test]
    fn lines_that_change_stand_between_lines_that_do_not() {
        let shown = unified("content/a.md", "甲\n乙\n丙\n", "甲\n丁\n丙\n");
        assert_eq!(
            shown,
            "--- content/a.md\n+++ content/a.md\n@@ -1,3 +1,3 @@\n 甲\n-乙\n+丁\n 丙\n"
        );
        assert_eq!(unified("content/a.md", "甲\n", "甲\n"), "");
    }
}
