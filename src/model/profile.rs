//! Where the time of a build goes: by stage, by template, by type. Clock and scales are lent by the command line.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// What a row of a profile is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// One after another: their sum is the build.
    Stage,
    /// Summed over all threads.
    Template,
    /// Views of the pages of a type, summed over all threads.
    Type,
    /// Pictures made, summed over all threads.
    Picture,
}

/// All measurements of one name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    pub times: u64,
    pub total: Duration,
    pub longest: Duration,
    /// Bytes that the program held when it was done, where that can be known.
    pub held: Option<u64>,
    /// Which rows there were before.
    order: usize,
}

/// Measures, or does nothing where it has no clock.
#[derive(Default)]
pub struct Profile {
    /// Time since some fixed moment.
    clock: Option<fn() -> Duration>,
    /// Bytes of memory that the program holds; asked at the end of stages.
    scales: Option<fn() -> Option<u64>>,
    rows: Mutex<BTreeMap<(Part, String), Row>>,
}

impl Profile {
    pub fn new(clock: fn() -> Duration, scales: fn() -> Option<u64>) -> Self {
        Profile {
            clock: Some(clock),
            scales: Some(scales),
            rows: Mutex::default(),
        }
    }

    /// Does the work, and notes how long it took.
    pub fn measure<T>(&self, part: Part, name: &str, work: impl FnOnce() -> T) -> T {
        let Some(clock) = self.clock else { return work() };
        let start = clock();
        let done = work();
        let took = clock().saturating_sub(start);
        let held = self.scales.filter(|_| part == Part::Stage).and_then(|scales| scales());
        let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        let order = rows.len();
        let row = rows.entry((part, name.to_owned())).or_insert_with(|| Row {
            order,
            ..Row::default()
        });
        row.times += 1;
        row.total += took;
        row.longest = row.longest.max(took);
        row.held = held;
        done
    }

    pub fn stage<T>(&self, name: &str, work: impl FnOnce() -> T) -> T {
        self.measure(Part::Stage, name, work)
    }

    /// Stages in their order, anything else with the longest first.
    pub fn rows(&self, part: Part) -> Vec<(String, Row)> {
        let rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        let of_part = rows.iter().filter(|((of, _), _)| *of == part);
        let mut rows: Vec<(String, Row)> = of_part.map(|((_, name), row)| (name.clone(), row.clone())).collect();
        match part {
            Part::Stage => rows.sort_by_key(|(_, row)| row.order),
            _ => rows.sort_by(|a, b| b.1.total.cmp(&a.1.total).then_with(|| a.0.cmp(&b.0))),
        }
        rows
    }
}

impl fmt::Debug for Profile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Profile")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_clock_nothing_is_noted() {
        let profile = Profile::default();
        assert_eq!(profile.stage("link", || 3), 3);
        assert_eq!(profile.rows(Part::Stage), []);
    }

    #[test]
    fn rows_add_up_and_stages_stay_in_their_order() {
        use std::sync::atomic::{AtomicU64, Ordering};
        static NOW: AtomicU64 = AtomicU64::new(0);
        let profile = Profile::new(|| Duration::from_millis(NOW.load(Ordering::Relaxed)), || None);
        let wait = |milliseconds| {
            NOW.fetch_add(milliseconds, Ordering::Relaxed);
        };
        profile.stage("read", || wait(2));
        profile.stage("link", || wait(3));
        profile.stage("link", || wait(4));
        profile.measure(Part::Template, "home.html", || wait(9));
        profile.measure(Part::Template, "list.html", || wait(10));
        let rows = |part| {
            let rows = profile.rows(part).into_iter();
            rows.map(|(name, row)| (name, row.times, row.total.as_millis(), row.longest.as_millis()))
                .collect::<Vec<_>>()
        };
        let row = |name: &str, times, total, longest| (name.to_owned(), times, total, longest);
        assert_eq!(rows(Part::Stage), [row("read", 1, 2, 2), row("link", 2, 7, 4)]);
        assert_eq!(
            rows(Part::Template),
            [row("list.html", 1, 10, 10), row("home.html", 1, 9, 9)]
        );
    }
}
