//! How tests try many values at random: always the same ones.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// So many cases; nothing is written beside the sources.
pub(crate) fn runs(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(2025),
        ..ProptestConfig::default()
    }
}
