//! Which diagnostics are wanted: `--only` and `--except`, by code or by family (`figure-*`).

use crate::diag::Diagnostic;
use crate::diag::catalogue;
use crate::diag::suggest::nearest;

/// What is wanted; everything, where nothing was asked for.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    only: Vec<Pattern>,
    except: Vec<Pattern>,
}

/// A code, or the family of all codes that begin alike.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Pattern {
    Code(String),
    Family(String),
}

/// A word that is no code, and the one that was probably meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    pub written: String,
    pub near: Option<&'static str>,
}

impl Selection {
    /// Every word that is no code is told, not only the first.
    pub fn new(only: &[String], except: &[String]) -> Result<Self, Vec<Unknown>> {
        let (only, mut unknown) = patterns(only);
        let (except, more) = patterns(except);
        unknown.extend(more);
        if unknown.is_empty() {
            Ok(Selection { only, except })
        } else {
            Err(unknown)
        }
    }

    pub fn wants(&self, diagnostic: &Diagnostic) -> bool {
        let fits = |pattern: &Pattern| pattern.fits(diagnostic.code);
        (self.only.is_empty() || self.only.iter().any(fits)) && !self.except.iter().any(fits)
    }
}

impl Pattern {
    fn fits(&self, code: &str) -> bool {
        match self {
            Pattern::Code(wanted) => code == wanted,
            Pattern::Family(start) => code.starts_with(start.as_str()),
        }
    }
}

/// The code that was probably meant.
pub fn near(written: &str) -> Option<&'static str> {
    nearest(written, catalogue::rows().map(|row| row.code).zip(0..)).map(|near| near.word)
}

/// Words may be joined by commas, as lists are on a command line.
fn patterns(written: &[String]) -> (Vec<Pattern>, Vec<Unknown>) {
    let words = written.iter().flat_map(|word| word.split([',', '，', '、']));
    let (mut found, mut unknown) = (Vec::new(), Vec::new());
    for word in words.map(str::trim).filter(|word| !word.is_empty()) {
        let pattern = match word.strip_suffix('*') {
            Some(start) => Pattern::Family(start.to_owned()),
            None => Pattern::Code(word.to_owned()),
        };
        if catalogue::rows().any(|row| pattern.fits(row.code)) {
            found.push(pattern);
        } else {
            unknown.push(Unknown {
                written: word.to_owned(),
                near: near(word.trim_end_matches(['*', '-'])),
            });
        }
    }
    (found, unknown)
}

#[cfg(test)]
mod tests {
    use crate::diag::Diagnostic;
    use crate::diag::selection::Selection;
    use crate::model::path::SourcePath;

    fn check(only: &[&str], except: &[&str], expected: &[&str]) {
        let owned = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
        let file = SourcePath::new("content/a.md").expect("a path");
        let codes = ["figure-unit", "figure-ends", "yaml-tab", "link-broken"];
        let shown = match Selection::new(&owned(only), &owned(except)) {
            Ok(selection) => codes
                .into_iter()
                .filter(|code| selection.wants(&Diagnostic::new(code, &file)))
                .map(str::to_owned)
                .collect::<Vec<_>>(),
            Err(unknown) => unknown
                .into_iter()
                .map(|one| format!("{}? {}", one.written, one.near.unwrap_or("-")))
                .collect(),
        };
        assert_eq!(shown, expected);
    }

    #[test]
    fn codes_and_families_are_chosen_and_left_out() {
        check(&[], &[], &["figure-unit", "figure-ends", "yaml-tab", "link-broken"]);
        check(&["figure-*"], &[], &["figure-unit", "figure-ends"]);
        check(&["figure-*,yaml-tab"], &["figure-ends"], &["figure-unit", "yaml-tab"]);
        check(&[], &["figure-*", "yaml-*"], &["link-broken"]);
    }

    #[test]
    fn words_that_are_no_codes_are_all_told() {
        check(
            &["figure-unti"],
            &["缺字段"],
            &["figure-unti? figure-unit", "缺字段? -"],
        );
        check(&["figures-*"], &[], &["figures-*? -"]);
    }
}
