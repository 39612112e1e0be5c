//! Lets so many pictures be open at one time as there is memory for.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

pub(super) struct Gate {
    whole: u64,
    free: Mutex<u64>,
    given_back: Condvar,
}

/// Gives its share back when it is dropped.
pub(super) struct Pass<'a> {
    gate: &'a Gate,
    share: u64,
}

impl Gate {
    pub(super) fn new(whole: u64) -> Self {
        Gate {
            whole,
            free: Mutex::new(whole),
            given_back: Condvar::new(),
        }
    }

    /// Waits until there is room. Who wants more than there is at all goes alone.
    pub(super) fn enter(&self, wanted: u64) -> Pass<'_> {
        let share = wanted.min(self.whole);
        let mut free = self.lock();
        while *free < share {
            free = self.given_back.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
        *free -= share;
        Pass { gate: self, share }
    }

    fn lock(&self) -> MutexGuard<'_, u64> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        *self.gate.lock() += self.share;
        self.gate.given_back.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::thread;

    use super::Gate;

    #[test]
    fn no_more_is_given_out_than_there_is() {
        let gate = Gate::new(10);
        let (out, most) = (AtomicU64::new(0), AtomicU64::new(0));
        thread::scope(|scope| {
            for wanted in [3, 4, 5, 99, 1, 10, 6, 2] {
                let (gate, out, most) = (&gate, &out, &most);
                scope.spawn(move || {
                    for _ in 0..50 {
                        let pass = gate.enter(wanted);
                        let now = out.fetch_add(pass.share, Ordering::SeqCst) + pass.share;
                        most.fetch_max(now, Ordering::SeqCst);
                        thread::yield_now();
                        out.fetch_sub(pass.share, Ordering::SeqCst);
                    }
                });
            }
        });
        assert!(most.into_inner() <= 10);
        assert_eq!(*gate.lock(), 10);
    }
}
