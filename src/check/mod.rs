//! Rules about what a site says, beyond whether it can be built: one file a family, one row here.

mod labels;
mod prose_figures;

use crate::diag::Diagnostic;
use crate::lang::formats::Formats;
use crate::site::Site;

/// A family of rules: a site, and each language's formats in the site's order, to what is wrong.
type Rule = fn(&Site, &[Formats]) -> Vec<Diagnostic>;

const RULES: &[Rule] = &[prose_figures::check, labels::check];

/// Everything that any rule finds.
pub fn check(site: &Site, formats: &[Formats]) -> Vec<Diagnostic> {
    RULES.iter().flat_map(|rule| rule(site, formats)).collect()
}
