//! What is staged, and the moment it becomes the site.

use std::collections::BTreeSet;

use crate::disk::failure::Failure;
use crate::disk::publish::journal::{Step, Swap, steps_text};
use crate::disk::publish::lock::Lock;
use crate::disk::publish::place::Place;
use crate::disk::publish::record::Record;
use crate::disk::publish::stage::Update;
use crate::disk::publish::workshop::Workshop;
use crate::disk::publish::{Mode, Notice, Published, Why, acts, again, files, in_place, swap};

/// An update that is ready. Dropped or discarded, it leaves no trace.
#[derive(Debug)]
pub struct Staged {
    pub(crate) place: Place,
    pub(crate) plan: Plan,
    pub(crate) tally: Tally,
    /// Held until the update is done.
    pub(crate) lock: Lock,
}

/// What was counted while staging.
#[derive(Debug)]
pub(crate) struct Tally {
    pub(crate) written: usize,
    pub(crate) unchanged: usize,
    pub(crate) removed: usize,
    pub(crate) foreign: Vec<String>,
    pub(crate) bytes: u64,
    pub(crate) notices: Vec<Notice>,
}

/// How it will be done.
#[derive(Debug)]
pub(crate) enum Plan {
    /// Some outputs could not be made.
    Failed {
        failed: Vec<usize>,
        workshop: Option<Workshop>,
    },
    /// Nothing differs; a record is there if the old one was not true.
    Nothing { record: Option<Record> },
    /// In one call, or by the steps of the update if that is refused.
    Swap {
        workshop: Workshop,
        swap: Swap,
        update: Update,
        mode: Mode,
    },
    /// File by file.
    InPlace {
        workshop: Workshop,
        steps: Vec<Step>,
        mode: Mode,
        why: Why,
    },
}

impl Staged {
    /// The items whose rendering failed; if there are any, `commit` refuses.
    pub fn failed(&self) -> &[usize] {
        match &self.plan {
            Plan::Failed { failed, .. } => failed,
            _ => &[],
        }
    }

    /// Removes what was prepared; the target is as it was.
    pub fn discard(self) -> Result<(), Failure> {
        match self.plan {
            Plan::Failed { workshop, .. } => workshop.map_or(Ok(()), Workshop::remove),
            Plan::Nothing { .. } => Ok(()),
            Plan::Swap { workshop, .. } | Plan::InPlace { workshop, .. } => workshop.remove(),
        }
    }

    /// Puts the new site in place and records it.
    ///
    /// After a failure the target is the old site, or (in place) the next run finishes the new one.
    pub fn commit(self) -> Result<Published, Failure> {
        let Self {
            place,
            plan,
            mut tally,
            lock: _lock,
        } = self;
        let (mode, why) = match plan {
            Plan::Failed { failed, workshop } => {
                drop(workshop);
                return Err(Failure::Incomplete { failed: failed.len() });
            }
            Plan::Nothing { record } => {
                if let Some(record) = record {
                    files::write_durably(&place.record()?, record.to_text().as_bytes())?;
                }
                (Mode::Nothing, Why::Usual)
            }
            Plan::InPlace {
                workshop,
                steps,
                mode,
                why,
            } => {
                publish_in_place(&place, workshop, &steps)?;
                (mode, why)
            }
            Plan::Swap {
                workshop,
                swap,
                update,
                mode,
            } => {
                let notices = &mut tally.notices;
                match publish_whole(&place, workshop, &swap, &update, mode, notices)? {
                    None => (mode, Why::Usual),
                    Some(reason) => (Mode::InPlace, Why::ExchangeRefused(reason)),
                }
            }
        };
        // While the lock is held: nobody else has published yet.
        let record = again::record_digest(&place.record()?);
        Ok(tally.published(mode, why, record))
    }
}

fn publish_in_place(place: &Place, mut workshop: Workshop, steps: &[Step]) -> Result<(), Failure> {
    workshop.begin(&steps_text(steps))?;
    files::make_folders(&place.target)?;
    finish_in_place(place, workshop, steps)
}

/// Exchanges the trees; where that is refused goes by steps and gives the reason.
fn publish_whole(
    place: &Place,
    mut workshop: Workshop,
    swap: &Swap,
    update: &Update,
    mode: Mode,
    notices: &mut Vec<Notice>,
) -> Result<Option<String>, Failure> {
    workshop.begin(&swap.to_text())?;
    let refused = if mode == Mode::First {
        acts::rename(&workshop.tree(), &place.target).err()
    } else {
        swap::exchange(place, &workshop, &swap.folders)?
    };
    if let Some(error) = refused {
        publish_in_place(place, workshop, &in_place::steps(update))?;
        return Ok(Some(error.to_string()));
    }
    notices.extend(finish_swap(place, workshop, &swap.ours)?);
    Ok(None)
}

/// What follows the exchange: the record becomes true, the old tree goes.
pub(crate) fn finish_swap(
    place: &Place,
    workshop: Workshop,
    ours: &BTreeSet<String>,
) -> Result<Option<Notice>, Failure> {
    files::flush_folder(place.parent());
    workshop.install_record(place)?;
    if swap::sweep(place, &workshop, ours) {
        let aside = place.aside(workshop.folder());
        workshop.lay_aside(&aside)?;
        return Ok(Some(Notice::LaidAside(aside)));
    }
    workshop.remove()?;
    Ok(None)
}

/// All steps that are left, then the record.
pub(crate) fn finish_in_place(place: &Place, workshop: Workshop, steps: &[Step]) -> Result<(), Failure> {
    let taken = in_place::apply(&place.target, &workshop, steps)?;
    if !taken.is_empty() {
        workshop.forget(&taken)?;
    }
    workshop.install_record(place)?;
    workshop.remove()
}

impl Tally {
    fn published(self, mode: Mode, why: Why, record: Option<[u8; 32]>) -> Published {
        let Self {
            written,
            unchanged,
            removed,
            foreign,
            bytes,
            notices,
        } = self;
        Published {
            mode,
            why,
            written,
            unchanged,
            removed,
            foreign,
            bytes,
            notices,
            record,
        }
    }
}
