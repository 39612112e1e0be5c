//! Rules about what a site says, beyond whether it can be built: one file a family, one line here.

mod labels;
mod prose_figures;

use crate::diag::Diagnostic;
use crate::lang::formats::Formats;
use crate::site::Site;

/// What the rules remember from one build to the next of the same languages, types and units.
#[derive(Default)]
pub struct Remembered {
    prose_figures: prose_figures::Remembered,
}

/// Everything that any rule finds. `formats` stand in the order of the site's languages.
pub fn check(site: &Site, formats: &[Formats], memory: Option<&mut Remembered>) -> Vec<Diagnostic> {
    let memory = memory.map(|memory| &mut memory.prose_figures);
    let (mut found, labels) = rayon::join(|| prose_figures::check(site, formats, memory), || labels::check(site));
    found.extend(labels);
    found
}
