//! A bell that rings when something in the site's folder may have changed. What changed, it does not say.
//!
//! Alone names notify. Its debouncer is not used: it waits before it tells, and what an event says
//! about itself differs with every editor and system, so that only looking again can be trusted.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use notify::event::{EventKind, ModifyKind};
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::disk::walk::left_out;

/// What is called at every ring, with the files that may have changed; with none, anything may have.
pub type Bell = Arc<dyn Fn(Vec<PathBuf>) + Send + Sync>;

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By events of the system.
    Events,
    /// By looking often: the folder gives no events.
    Looking,
}

/// Rings until it is dropped.
pub struct Watch {
    pub way: Way,
    _watcher: Option<RecommendedWatcher>,
}

impl Watch {
    /// Watches folders and everything in them; those that are not there yet are watched by their parent.
    pub fn new(root: &Path, themes_root: Option<&Path>, bell: &Bell) -> Self {
        let started = begin(root, themes_root, bell);
        Watch {
            way: if started.is_some() { Way::Events } else { Way::Looking },
            _watcher: started,
        }
    }

    /// Watches by looking only.
    pub fn looking() -> Self {
        Watch {
            way: Way::Looking,
            _watcher: None,
        }
    }
}

fn begin(root: &Path, themes_root: Option<&Path>, bell: &Bell) -> Option<RecommendedWatcher> {
    let ring = Arc::clone(bell);
    let notice = move |event: notify::Result<Event>| {
        match event {
            Ok(event) if !matters(&event) => {}
            Ok(event) => ring(event.paths.into_iter().filter(|path| !is_left_out(path)).collect()),
            // An error may hide a change, so it rings too.
            Err(_) => ring(Vec::new()),
        }
    };
    let mut watcher = RecommendedWatcher::new(notice, Config::default()).ok()?;
    watcher.watch(root, RecursiveMode::NonRecursive).ok()?;
    for folder in [root.join("content"), root.join("themes")] {
        if folder.is_dir() {
            watcher.watch(&folder, RecursiveMode::Recursive).ok()?;
        }
    }
    if let Some(shared) = themes_root {
        watcher.watch(shared, RecursiveMode::Recursive).ok()?;
    }
    Some(watcher)
}

/// Reading a file is no change of it, and what editors leave beside a file is nobody's.
fn matters(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => false,
        _ => event.paths.is_empty() || event.paths.iter().any(|path| !is_left_out(path)),
    }
}

fn is_left_out(path: &Path) -> bool {
    path.file_name().is_some_and(|name| left_out(&name.to_string_lossy()))
}
