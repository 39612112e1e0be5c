//! Mistakes that only follow from another one: told once, by their cause.

use crate::diag::Diagnostic;

/// Causes, and what follows from them.
const ECHOES: [(&[&str], &[&str]); 4] = [
    (
        &["theme-unknown", "theme-circle", "theme-key"],
        &["folder-unknown", "template-missing"],
    ),
    (&["language-tag"], &["language-unknown"]),
    (&["name-reserved"], &["route-form"]),
    (&["name-twice"], &["route-taken"]),
];

pub(crate) fn without_echoes(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    for (causes, echoes) in ECHOES {
        if diagnostics.iter().any(|one| causes.contains(&one.code)) {
            diagnostics.retain(|one| !echoes.contains(&one.code));
        }
    }
    diagnostics
}

#[cfg(test)]
mod tests {
    use crate::build::echoes::without_echoes;
    use crate::diag::Diagnostic;
    use crate::model::path::SourcePath;

    #[test]
    fn an_echo_goes_with_its_cause_only() {
        let file = SourcePath::of_program("content/site.yaml");
        let check = |codes: &[&'static str], expected: &[&str]| {
            let found = codes.iter().map(|code| Diagnostic::new(code, &file)).collect();
            let kept: Vec<&str> = without_echoes(found).iter().map(|one| one.code).collect();
            assert_eq!(kept, expected);
        };
        check(&["folder-unknown", "theme-unknown"], &["theme-unknown"]);
        check(&["folder-unknown", "yaml-tab"], &["folder-unknown", "yaml-tab"]);
    }
}
