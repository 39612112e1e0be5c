//! The site of the preview: the last good state of every file, its pages made when they are asked for.
//!
//! Who changes the site is one thread, `update`; who asks for pages are many, `file`.

mod about;
mod gone;
mod good;
mod patch;
mod state;

use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::build::foundation::is_of_looks;
use crate::build::live::good::{Good, Settled, files_with_errors};
use crate::build::live::patch::{Patch, Reach, changed, patches};
use crate::build::live::state::State;
use crate::build::pipeline::{Prepared, Request, day, relook};
use crate::diag::{Diagnostic, has_errors};
use crate::model::path::SourcePath;
use crate::model::snapshot::Snapshot;
use crate::site::output::Output;
use crate::theme::render::Theme;

pub use crate::build::live::about::{About, InLanguage, about, is_of_the_whole};
pub use crate::build::live::gone::Went;
pub use crate::build::live::state::{File, FileBytes, PageFile};

/// A site that is looked at while it is written.
pub struct Live {
    state: RwLock<State>,
}

/// Takes one snapshot after the other.
pub struct Updater {
    request: Request,
    good: Good,
    snapshot: Arc<Snapshot>,
    /// The site shows the snapshot, but what is wrong with it was not looked for yet.
    unsettled: bool,
}

/// What a new snapshot led to.
#[derive(Debug)]
pub struct Turn {
    /// Counts the states of the site, from 1.
    pub number: u64,
    /// Whether there is a site to show at all.
    pub shown: bool,
    /// Whether `mistakes` are those of this snapshot; else [`Updater::settle`] finds them.
    pub settled: bool,
    pub mistakes: Arc<[Diagnostic]>,
}

impl Turn {
    pub fn has_errors(&self) -> bool {
        has_errors(&self.mistakes)
    }
}

/// A site without any state yet, and what brings it forward.
pub fn live(request: Request) -> (Live, Updater) {
    let updater = Updater {
        request,
        good: Good::default(),
        snapshot: Arc::default(),
        unsettled: false,
    };
    (
        Live {
            state: RwLock::new(State::default()),
        },
        updater,
    )
}

impl Updater {
    /// Which day it is may change while the preview is open.
    pub fn request_mut(&mut self) -> &mut Request {
        &mut self.request
    }

    /// Brings the site to a new snapshot. Whoever asks meanwhile is answered by the state before.
    pub fn update(&mut self, live: &Live, snapshot: Arc<Snapshot>) -> Turn {
        let before = std::mem::replace(&mut self.snapshot, snapshot);
        let now = Arc::clone(&self.snapshot);
        let Some(changed) = changed(&before, &now) else {
            return self.whole(live, &before);
        };
        if let Some(patches) = self.patches(live, &changed)
            && let Some(ground) = self.good.memory.last_ground()
        {
            self.unsettled = true;
            let mut state = live.write();
            state.patch(patches, ground, now);
            return turn(&state, Settlement::Open);
        }
        if let Some((theme, outputs)) = self.looks(live, &changed) {
            self.unsettled = true;
            let mut state = live.write();
            state.dress(theme, outputs, now);
            return turn(&state, Settlement::Open);
        }
        self.whole(live, &before)
    }

    /// Whether the site as it is linked is that of today.
    fn is_of_today(&self, prepared: &Prepared) -> bool {
        day(self.request.today, &prepared.zone) == prepared.today
    }

    /// Another look for the same site.
    fn looks(&mut self, live: &Live, changed: &[&SourcePath]) -> Option<(Arc<Theme>, Vec<Output>)> {
        let state = live.read();
        let prepared = state.prepared.as_ref()?;
        let bad = files_with_errors(&state.mistakes);
        let only_looks = changed.iter().all(|path| is_of_looks(path)) && bad.is_empty();
        if !only_looks || !self.is_of_today(prepared) {
            return None;
        }
        relook(&self.snapshot, &self.request, &mut self.good.memory, prepared)
    }

    /// Looks for what is wrong, where a quick update left that for later.
    pub fn settle(&mut self, live: &Live) -> Option<Turn> {
        self.unsettled.then(|| {
            let Settled { prepared, mistakes } = self.good.settle(&self.snapshot, &self.request);
            self.unsettled = false;
            let mut state = live.write();
            let as_before = files_with_errors(&state.mistakes) == files_with_errors(&mistakes);
            let left = if as_before {
                state.remark(mistakes.into());
                prepared
            } else {
                state.replace(prepared, mistakes.into(), Arc::clone(&self.snapshot))
            };
            let turn = turn(&state, Settlement::Done);
            drop(state);
            // A whole site takes a while to be taken apart; nobody waits for that.
            rayon::spawn(move || drop(left));
            turn
        })
    }

    fn whole(&mut self, live: &Live, before: &Snapshot) -> Turn {
        let mut settled = self.good.settle(&self.snapshot, &self.request);
        if std::mem::take(&mut self.unsettled) && has_errors(&settled.mistakes) {
            // What was shown last may be the last good text of a file that is none any more: that is looked at first.
            self.good.settle(before, &self.request);
            settled = self.good.settle(&self.snapshot, &self.request);
        }
        let Settled { prepared, mistakes } = settled;
        let mut state = live.write();
        let left = state.replace(prepared, mistakes.into(), Arc::clone(&self.snapshot));
        let turn = turn(&state, Settlement::Done);
        drop(state);
        rayon::spawn(move || drop(left));
        turn
    }

    fn patches(&self, live: &Live, changed: &[&SourcePath]) -> Option<Vec<Patch>> {
        let state = live.read();
        let prepared = state.prepared.as_ref()?;
        if !self.is_of_today(prepared) {
            return None;
        }
        let patches = patches(
            prepared,
            self.request.drafts,
            &self.good.memory,
            (changed, &self.snapshot),
        )?;
        let bad = files_with_errors(&state.mistakes);
        let is_good = |patch: &Patch| match patch.reach() {
            Reach::Own => patch.files().all(|file| !bad.contains(file)),
            // A reference that leads nowhere may lead to what is called so from now on.
            Reach::All => bad.is_empty(),
        };
        patches.iter().all(is_good).then_some(patches)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Settlement {
    Open,
    Done,
}

fn turn(state: &State, settlement: Settlement) -> Turn {
    Turn {
        number: state.number,
        shown: state.prepared.is_some(),
        settled: settlement == Settlement::Done,
        mistakes: Arc::clone(&state.mistakes),
    }
}

impl Live {
    /// The file that the site has under this path; made now if nobody asked for it before.
    pub fn file(&self, path: &str) -> Option<File> {
        self.read().file(path)
    }

    /// Whether the site has a file under this path.
    pub fn has(&self, path: &str) -> bool {
        self.read().has(path)
    }

    /// Where a page went that the site had once.
    pub fn went(&self, path: &str) -> Option<Went> {
        self.read().went(path)
    }

    /// All there is to know at this moment.
    pub fn with<R>(&self, look: impl FnOnce(Option<&Prepared>, &[Diagnostic], &Snapshot) -> R) -> R {
        let state = self.read();
        look(state.prepared.as_ref(), &state.mistakes, &state.snapshot)
    }

    /// Every mistake that is known: of the site, and of pages that were made.
    pub fn mistakes(&self) -> Vec<Diagnostic> {
        self.read().all_mistakes()
    }

    /// How many files were made since the beginning.
    pub fn made(&self) -> u64 {
        self.read().made()
    }

    fn write(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }
}
