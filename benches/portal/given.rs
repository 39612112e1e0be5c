//! What a bench was asked on its command line.

use std::path::{Path, PathBuf};

/// The words behind `--`.
pub(crate) struct Given(Vec<String>);

impl Given {
    pub(crate) fn read() -> Self {
        Given(std::env::args().collect())
    }

    /// The word behind a name.
    pub(crate) fn after(&self, name: &str) -> Option<&str> {
        let place = self.0.iter().position(|word| word == name)?;
        Some(
            self.0
                .get(place + 1)
                .unwrap_or_else(|| panic!("{name} wants a word behind it")),
        )
    }

    pub(crate) fn number(&self, name: &str, otherwise: usize) -> usize {
        self.after(name).map_or(otherwise, |written| {
            written.parse().unwrap_or_else(|_| panic!("{name} wants a number"))
        })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|word| word == name)
    }

    /// Where sites lie: behind `--work`, or below `target/bench`.
    pub(crate) fn work(&self, bench: &str) -> PathBuf {
        let usual = || Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench").join(bench);
        self.after("--work").map_or_else(usual, PathBuf::from)
    }
}
