//! The loop: a bell or the end of a pause, a look at the folder, the next state of the site, and word to all pages.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use rayon::prelude::*;

use crate::build::live::{Turn, Updater};
use crate::build::pipeline::Today;
use crate::disk::{Bell, Failure, Lookout, Seen, Watch, Way};
use crate::model::snapshot::Snapshot;
use crate::serve::routes::meaning;
use crate::serve::{Hooks, Shared, Told};

/// Between two looks that no bell asked for, at least.
const SHORTEST_PAUSE: Duration = Duration::from_secs(1);
/// The same, where the folder gives no events.
const SHORTEST_POLL: Duration = Duration::from_millis(250);
/// Looking takes at most one part in so many of a core.
const SHARE: u32 = 50;
/// How long a file that looks half written is waited for.
const BREATHS_MS: [u64; 5] = [4, 8, 16, 32, 60];
/// After so many changes that no bell told of, the folder is looked at often.
const MOST_UNHEARD: usize = 2;
/// Without a ring for so long, at least, there is time for what can wait.
const CALM: Duration = Duration::from_millis(20);

enum Ring {
    /// These files may have changed; where none is named, anything may have.
    Changed(Vec<PathBuf>),
    /// A browser of the local network came in; the next needs another ticket.
    Ticket,
    Stop,
}

pub(crate) struct Watching<'a> {
    shared: Arc<Shared>,
    hooks: &'a Hooks,
    lookout: Lookout,
    updater: Updater,
    watch: Watch,
    bell: Bell,
    rings: Receiver<Ring>,
    stop: Sender<Ring>,
    /// How long the last look took.
    looked: Duration,
    /// How long it took to do what could wait: who saves meanwhile would wait for it.
    settled: Duration,
    /// What was seen last.
    snapshot: Arc<Snapshot>,
    /// Changes in a row that no bell told of.
    unheard: usize,
    /// The failure that was told last.
    said: Option<String>,
}

/// Ends the loop from outside.
#[derive(Clone)]
pub(crate) struct Stopper(Sender<Ring>);

impl Stopper {
    pub(crate) fn stop(&self) {
        let _ = self.0.send(Ring::Stop);
    }

    pub(crate) fn ticket(&self) {
        let _ = self.0.send(Ring::Ticket);
    }
}

impl<'a> Watching<'a> {
    pub(crate) fn new(shared: Arc<Shared>, hooks: &'a Hooks, lookout: Lookout, updater: Updater, poll: bool) -> Self {
        let (stop, rings) = channel();
        let ring = stop.clone();
        let bell: Bell = Arc::new(move |places| {
            let _ = ring.send(Ring::Changed(places));
        });
        let watch = if poll {
            Watch::looking()
        } else {
            Watch::new(&shared.folder, shared.themes.as_deref(), &bell)
        };
        Watching {
            shared,
            hooks,
            lookout,
            updater,
            watch,
            bell,
            rings,
            stop,
            looked: Duration::ZERO,
            settled: Duration::ZERO,
            snapshot: Arc::default(),
            unheard: 0,
            said: None,
        }
    }

    pub(crate) fn stopper(&self) -> Stopper {
        Stopper(self.stop.clone())
    }

    /// The first state of the site.
    pub(crate) fn first(&mut self) -> Result<(), Failure> {
        let started = (self.hooks.clock)();
        let seen = self.look()?;
        self.bring(&seen, started);
        Ok(())
    }

    pub(crate) fn run(&mut self) {
        loop {
            let rung = match self.next_ring() {
                Ok(Ring::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(Ring::Ticket) => {
                    self.invite();
                    continue;
                }
                Ok(Ring::Changed(places)) => Some(places),
                Err(RecvTimeoutError::Timeout) => None,
            };
            let started = (self.hooks.clock)();
            let is_sweep = rung.is_none();
            if !is_sweep {
                self.unheard = 0;
            }
            let Some(named) = self.named(rung.unwrap_or_default()) else {
                return;
            };
            match self.look_settled(&named) {
                Err(failure) => self.refused(&failure),
                Ok(seen) if seen.changed.is_empty() && !self.is_another_day() => {}
                Ok(seen) => {
                    self.said = None;
                    self.bring(&seen, started);
                    if is_sweep && self.watch.way == Way::Events {
                        self.watch_better();
                    }
                }
            }
        }
    }

    /// A change came without a bell: the watch may have lost a folder, or the folder gives no events at all.
    fn watch_better(&mut self) {
        self.unheard += 1;
        self.watch = if self.unheard > MOST_UNHEARD {
            Watch::looking()
        } else {
            Watch::new(&self.shared.folder, self.shared.themes.as_deref(), &self.bell)
        };
    }

    /// All files that were named by now; empty where anything may have changed, none where the end is rung.
    fn named(&mut self, first: Vec<PathBuf>) -> Option<BTreeSet<PathBuf>> {
        let mut all = !first.is_empty();
        let mut named: BTreeSet<PathBuf> = first.into_iter().collect();
        for ring in self.rings.try_iter() {
            match ring {
                Ring::Stop => return None,
                Ring::Changed(places) => {
                    all &= !places.is_empty();
                    named.extend(places);
                }
                Ring::Ticket => {}
            }
        }
        Some(if all { named } else { BTreeSet::new() })
    }

    /// The next ring, or the end of a pause. What a quick update left for later is done when nobody rings.
    fn next_ring(&mut self) -> Result<Ring, RecvTimeoutError> {
        if let Ok(ring) = self.rings.recv_timeout(CALM.max(self.settled)) {
            return Ok(ring);
        }
        self.settle();
        self.rings.recv_timeout(self.pause())
    }

    /// Told once, however long it lasts.
    fn refused(&mut self, failure: &Failure) {
        let said = failure.to_string();
        if self.said.as_ref() != Some(&said) {
            (self.hooks.tell)(&Told::Refused(failure));
            self.said = Some(said);
        }
    }

    /// Tells the address for the next browser of the local network.
    pub(crate) fn invite(&self) {
        if let Some(address) = self.shared.doors.lan_address() {
            (self.hooks.tell)(&Told::Lan { address: &address });
        }
    }

    fn pause(&self) -> Duration {
        let least = match self.watch.way {
            Way::Events => SHORTEST_PAUSE,
            Way::Looking => SHORTEST_POLL,
        };
        least.max(self.looked * SHARE)
    }

    /// At the named files, where that is enough, or at everything.
    fn look_at(&mut self, named: &BTreeSet<PathBuf>) -> Result<Seen, Failure> {
        let quick = (!named.is_empty()).then(|| self.lookout.look_at(named)).flatten();
        quick.map_or_else(|| self.look(), Ok)
    }

    fn look(&mut self) -> Result<Seen, Failure> {
        let started = (self.hooks.clock)();
        let seen = self.lookout.look();
        self.looked = (self.hooks.clock)().saturating_sub(started);
        seen
    }

    /// A look that waits a moment for files that are just being written.
    fn look_settled(&mut self, named: &BTreeSet<PathBuf>) -> Result<Seen, Failure> {
        let mut seen = self.look_at(named)?;
        let mut breaths = 0;
        while seen.unsettled && breaths < BREATHS_MS.len() {
            std::thread::sleep(Duration::from_millis(BREATHS_MS[breaths]));
            let again = self.look_at(named)?;
            breaths = if again.changed.is_empty() { breaths + 1 } else { 0 };
            let unsettled = again.unsettled || again.changed.is_empty();
            let mut changed = seen.changed;
            changed.extend(again.changed.iter().cloned());
            changed.sort();
            changed.dedup();
            seen = Seen {
                changed,
                unsettled,
                ..again
            };
        }
        Ok(seen)
    }

    /// Whether midnight passed in the site's time zone since the last state.
    fn is_another_day(&self) -> bool {
        let Some(now) = self.hooks.now else { return false };
        self.shared.live.with(|prepared, _, _| {
            prepared.is_some_and(|prepared| prepared.zone.day_at(now()).is_some_and(|day| day != prepared.today))
        })
    }

    fn bring(&mut self, seen: &Seen, started: Duration) {
        if let Some(now) = self.hooks.now {
            self.updater.request_mut().today = Today::At(now());
        }
        let before = self.shared.live.made();
        let (updater, live) = (&mut self.updater, &self.shared.live);
        let update = || updater.update(live, Arc::clone(&seen.snapshot));
        let Ok(turn) = catch_unwind(AssertUnwindSafe(update)) else {
            // A fault of the program: what was shown is shown on, and the next save is another attempt.
            (self.hooks.tell)(&Told::Fault);
            return;
        };
        if turn.settled {
            self.shared.renew_darkroom();
        }
        self.make_open_pages();
        self.shared.hub.tell(turn.number);
        (self.hooks.tell)(&Told::Rebuilt {
            number: turn.number,
            changed: &seen.changed,
            live: &self.shared.live,
            rendered: self.shared.live.made() - before,
            took: (self.hooks.clock)().saturating_sub(started),
        });
        if turn.settled {
            self.told(&turn, &seen.snapshot);
        }
        self.snapshot = Arc::clone(&seen.snapshot);
    }

    /// After a quick update and when nothing else is to be done: what is wrong with the site now.
    fn settle(&mut self) {
        let started = (self.hooks.clock)();
        let (updater, live) = (&mut self.updater, &self.shared.live);
        let Ok(settled) = catch_unwind(AssertUnwindSafe(|| updater.settle(live))) else {
            (self.hooks.tell)(&Told::Fault);
            return;
        };
        if let Some(turn) = settled {
            self.settled = (self.hooks.clock)().saturating_sub(started);
            self.shared.renew_darkroom();
            self.make_open_pages();
            self.shared.hub.tell(turn.number);
            self.told(&turn, &Arc::clone(&self.snapshot));
        }
    }

    fn told(&self, turn: &Turn, snapshot: &Snapshot) {
        (self.hooks.tell)(&Told::Mistakes {
            mistakes: &turn.mistakes,
            snapshot,
        });
    }

    /// What somebody looks at is made first; all else when it is asked for.
    fn make_open_pages(&self) {
        let shared = &self.shared;
        shared.hub.open().par_iter().for_each(|address| {
            meaning(&shared.live, &shared.doors, address);
        });
    }
}
