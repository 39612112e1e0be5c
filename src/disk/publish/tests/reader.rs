//! Reads the target over and over, as a web server would, while others publish and are killed.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

use crate::disk::publish::files::identity;

/// Reads until it is told to stop.
pub(super) struct Reader {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<usize>,
}

impl Reader {
    /// `pages` are in the target at any time; each holds the number of its generation, which never
    /// goes back. `link` is the page that those of a generation link to.
    pub(super) fn start(target: PathBuf, pages: Vec<String>, swap: bool, link: fn(u64) -> String) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let thread = thread::spawn(move || {
            let (mut last, mut whole) = (vec![0; pages.len()], 0);
            while !stopped.load(Ordering::Relaxed) {
                if swap {
                    whole += usize::from(is_whole(&target, &pages));
                } else {
                    whole += 1;
                }
                for (page, last) in pages.iter().zip(&mut last) {
                    let generation = read(&target, page);
                    assert!(generation >= *last, "{page} went back from {last} to {generation}");
                    *last = generation;
                }
                follow(&target, &pages[0], link);
            }
            whole
        });
        Self { stop, thread }
    }

    /// How often the reader saw a whole site.
    pub(super) fn stop(self) -> usize {
        self.stop.store(true, Ordering::Relaxed);
        self.thread.join().expect("the reader saw nothing wrong")
    }
}

/// Looks up the target's name once and reads all pages below what it found. They are all there and
/// of one generation; true if that could be told, because the target was not exchanged meanwhile.
fn is_whole(target: &Path, pages: &[String]) -> bool {
    let folder = File::open(target).expect("the target");
    let held = PathBuf::from(format!("/proc/self/fd/{}", folder.as_raw_fd()));
    let read = |page: &String| fs::read_to_string(held.join(page)).map_err(|error| format!("{page}: {error}"));
    let generations: Vec<_> = pages.iter().map(read).collect();
    let same = identity(&fs::metadata(target).expect("it")) == identity(&folder.metadata().expect("it"));
    if same {
        let first = generations[0].as_ref().expect("a page");
        for (page, generation) in pages.iter().zip(&generations) {
            assert_eq!(generation.as_ref(), Ok(first), "{page} is not of the same site");
        }
    }
    same
}

/// The generation of a page. It may be missing only if the target was exchanged while it was looked up.
fn read(target: &Path, page: &str) -> u64 {
    loop {
        let before = identity(&fs::metadata(target).expect("the target"));
        match fs::read_to_string(target.join(page)) {
            Ok(words) => return words.parse().unwrap_or_else(|_| panic!("{page} is `{words}`")),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let after = identity(&fs::metadata(target).expect("the target"));
                assert_ne!(before, after, "{page} is missing");
            }
            Err(error) => panic!("{page}: {error}"),
        }
    }
}

/// Follows the link of a page. It leads somewhere as long as the page is of that generation.
fn follow(target: &Path, page: &str, link: fn(u64) -> String) {
    let generation = read(target, page);
    let found = fs::read_to_string(target.join(link(generation)));
    if found.ok() != Some(generation.to_string()) {
        assert_ne!(read(target, page), generation, "the link of {page} leads nowhere");
    }
}
