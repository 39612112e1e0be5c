//! One process from its start to its end: time, processor time, peak memory.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Taken {
    pub(crate) wall_s: f64,
    /// Of the process and its children, in steps of 10 ms; 0 where the system does not tell.
    pub(crate) processor_s: f64,
    /// The most that lay in memory at one time; 0 where the system does not tell.
    pub(crate) peak_mib: f64,
}

/// Runs a command to its end; one that fails ends the bench.
pub(crate) fn run(command: &[OsString], folder: &Path, log: &Path) -> Taken {
    // What earlier runs left to be written is none of this one's work.
    let _ = Command::new("sync").status();
    let before = children_s();
    let said = File::create(log).unwrap();
    let started = Instant::now();
    let mut child = Command::new(&command[0])
        .args(&command[1..])
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(said.try_clone().unwrap())
        .stderr(said)
        .spawn()
        .unwrap();
    let (ended, peak_kib) = (AtomicBool::new(false), AtomicU64::new(0));
    let place = format!("/proc/{}/status", child.id());
    let (status, wall) = thread::scope(|scope| {
        scope.spawn(|| {
            while !ended.load(Ordering::Relaxed) {
                peak_kib.fetch_max(high_water_kib(&place), Ordering::Relaxed);
                thread::sleep(Duration::from_millis(4));
            }
        });
        let status = child.wait().unwrap();
        let wall = started.elapsed();
        ended.store(true, Ordering::Relaxed);
        (status, wall)
    });
    assert!(status.success(), "{command:?} failed: see {}", log.display());
    Taken {
        wall_s: wall.as_secs_f64(),
        processor_s: children_s() - before,
        #[expect(clippy::cast_precision_loss, reason = "kibibytes of memory are few")]
        peak_mib: peak_kib.into_inner() as f64 / 1024.0,
    }
}

/// The system keeps the high-water mark itself: reading it now and then misses only what was taken right before the end.
fn high_water_kib(status: &str) -> u64 {
    let text = fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with("VmHWM:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok())
        .unwrap_or(0)
}

/// Processor time of all children that have ended (proc(5), fields 16 and 17, in hundredths of a second).
fn children_s() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = text.rsplit_once(')').map_or("", |(_, fields)| fields);
    let ticks = fields.split_whitespace().skip(13).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}
