//! Numbers that look random and are always the same.

pub(super) struct Numbers(u64);

impl Numbers {
    /// Of one entry and one purpose, whatever was drawn before.
    pub(super) fn of(nth: usize, purpose: &str) -> Self {
        let seed = purpose
            .bytes()
            .fold(nth as u64 + 1, |seed, byte| mixed(seed ^ u64::from(byte)));
        Numbers(seed)
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        usize::try_from(mixed(self.0) % limit as u64).expect("below a usize")
    }

    pub(super) fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    /// Different ones, in the order in which they stand.
    pub(super) fn some<T: Copy>(&mut self, of: &[T], count: usize) -> Vec<T> {
        let mut left = count;
        let chosen = of.iter().enumerate().filter(|(place, _)| {
            let chosen = self.below(of.len() - place) < left;
            left -= usize::from(chosen);
            chosen
        });
        chosen.map(|(_, one)| *one).collect()
    }
}

/// The finaliser of SplitMix64.
fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}
