//! Prepares an update beside the target, down to the last flush; nothing of the target is touched.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use foldhash::fast::RandomState;
use rayon::iter::Either;
use rayon::prelude::*;

use crate::disk::failure::{Act, Failure, Remedy};
use crate::disk::publish::choose::obstacle;
use crate::disk::publish::commit::{Plan, Staged, Tally};
use crate::disk::publish::make::{Before, Bench, Outcome, make};
use crate::disk::publish::place::Place;
use crate::disk::publish::record::{Record, Written};
use crate::disk::publish::recover::heal;
use crate::disk::publish::scan::{Known, Shape, Standing, Stranger, folders_of};
use crate::disk::publish::workshop::Workshop;
use crate::disk::publish::{Glance, Item, Mode, Notice, PublishOptions, Why, files, in_place, lock, swap};

/// Renders every item in parallel and puts what differs from the last record beside the target.
///
/// `render(index)` gives the bytes of an item that is not copied, or none when it failed; then
/// what is staged can only be discarded. `meanwhile` goes on beside. A target that does not exist yet is made by `commit`.
/// An earlier `glance` at the target is believed where all is as it was.
pub fn stage<'a>(
    (site, target): (&Path, &Path),
    items: &[Item],
    render: &(dyn Fn(usize) -> Option<Cow<'a, [u8]>> + Sync),
    meanwhile: &(dyn Fn() + Sync),
    options: &PublishOptions,
    glance: Option<Glance>,
) -> Result<Staged, Failure> {
    let place = Place::find(site, target, options)?;
    let lock = if options.part {
        lock::take_part(&place.site, &place.record()?.with_extension("lock"))?
    } else {
        lock::take(&place.site)?
    };
    let notices = heal(&place)?;
    let (claimed, looked) = rayon::join(
        || refuse_two_claims(items),
        || {
            let as_it_was = |glance: &Glance| notices.is_empty() && place.exists() && glance.holds(&place, items);
            glance.filter(as_it_was).map_or_else(|| Glance::of(&place, items), Ok)
        },
    );
    claimed?;
    let Glance {
        digest,
        record: recorded,
        standing,
    } = looked?;
    let trusted = options.before.is_some() && options.before == digest;
    let known = recorded.is_some();
    let record = recorded.unwrap_or_default();
    let obstacle = obstacle(&place, &standing, options);
    let folder = if obstacle.is_some() {
        place.inside()
    } else {
        place.beside()
    };
    let bench = Bench::new(folder);
    let blocking = blocking(&place, &standing, known || options.adopt);
    if !blocking.is_empty() {
        bench.stop();
    }
    let before = Before {
        place: &place,
        record: &record,
        standing: &standing,
        options,
        trusted,
    };
    let outcomes = make(items, render, meanwhile, &before, &bench)?;
    refuse_foreign(&place, items, &outcomes, blocking)?;
    let failed = (0..).zip(&outcomes).filter(|(_, one)| **one == Outcome::Failed);
    let failed: Vec<usize> = failed.map(|(index, _)| index).collect();
    let mut update = sort_out(&place, items, &outcomes, &record, standing);
    if options.part {
        update.remove_nothing();
    }
    update.refuse_blocked(&place)?;
    let workshop = bench.into_workshop();
    let tally = update.tally(notices);
    let plan = if failed.is_empty() {
        update.lay_out(&place, workshop, obstacle, &record)?
    } else {
        Plan::Failed { failed, workshop }
    };
    Ok(Staged {
        place,
        plan,
        tally,
        lock,
    })
}

/// What is to be done to the target.
#[derive(Debug)]
pub(crate) struct Update {
    /// New paths, and what they will be.
    pub(crate) added: BTreeMap<String, Written>,
    /// Paths of ours that change.
    pub(crate) replaced: BTreeMap<String, Written>,
    /// Paths of ours that stay.
    pub(crate) kept: BTreeMap<String, Written>,
    /// Paths of ours that go.
    pub(crate) removed: BTreeMap<String, Written>,
    /// Everything else, sorted; a file of ours that someone changed and the site lost is foreign.
    pub(crate) strangers: Vec<Stranger>,
    /// Folders in the target that are not foreign.
    pub(crate) folders: BTreeSet<String>,
}

fn refuse_two_claims(items: &[Item]) -> Result<(), Failure> {
    let mut paths: HashSet<&str, RandomState> = HashSet::default();
    if let Some(item) = items.iter().find(|item| !paths.insert(item.path.as_str())) {
        return Err(Failure::PathTwice {
            path: item.path.clone(),
        });
    }
    let inside_a_file = |item: &&Item| folders_of(item.path.as_str()).any(|up| paths.contains(up));
    match items.iter().find(inside_a_file) {
        Some(item) => Err(Failure::PathTwice {
            path: item.path.clone(),
        }),
        None => Ok(()),
    }
}

/// Foreign names that forbid a build into a target without a record.
fn blocking(place: &Place, standing: &Standing, known: bool) -> Vec<String> {
    let strangers = standing.strangers.iter().filter(|_| !known);
    strangers
        .filter(|one| !one.never_blocks(&place.target))
        .map(Stranger::shown)
        .collect()
}

fn refuse_foreign(place: &Place, items: &[Item], outcomes: &[Outcome], blocking: Vec<String>) -> Result<(), Failure> {
    let clashes = items.iter().zip(outcomes).filter(|(_, one)| **one == Outcome::Clash);
    let mut names: BTreeSet<String> = blocking.into_iter().collect();
    names.extend(clashes.map(|(item, _)| item.path.to_string()));
    if names.is_empty() {
        return Ok(());
    }
    let (target, names) = (place.target.clone(), names.into_iter().collect());
    Err(Failure::ForeignTarget {
        target,
        names,
        remedy: Remedy::Adopt,
    })
}

fn sort_out(place: &Place, items: &[Item], outcomes: &[Outcome], record: &Record, standing: Standing) -> Update {
    let [mut added, mut replaced, mut kept] = [const { Vec::new() }; 3];
    for (item, outcome) in items.iter().zip(outcomes) {
        let (list, written) = match outcome {
            Outcome::Added(written) => (&mut added, written),
            Outcome::Replaced(written) => (&mut replaced, written),
            Outcome::Kept(written) => (&mut kept, written),
            Outcome::Clash | Outcome::Failed | Outcome::Dropped => continue,
        };
        list.push((item.path.to_string(), *written));
    }
    let recorded = record.files.iter();
    // Against a record without files nobody is looked up.
    let asked = items.iter().filter(|_| !record.files.is_empty());
    let paths: HashSet<&str, RandomState> = asked.map(|item| item.path.as_str()).collect();
    let gone: Vec<(&String, &Written)> = recorded
        .filter(|(path, _)| !paths.contains(path.as_str()) && standing.known.contains_key(*path))
        .collect();
    let (removed, changed): (BTreeMap<_, _>, Vec<_>) =
        gone.into_par_iter().partition_map(
            |(path, written)| match files::as_left(&place.target.join(path), written) {
                Some(found) => Either::Left((path.clone(), found)),
                None => Either::Right(path),
            },
        );
    let mut strangers = standing.strangers;
    strangers.extend(changed.into_iter().map(|path| Stranger {
        path: path.into(),
        shape: match standing.known.get(path) {
            Some(Known::Other) => Shape::Other,
            Some(Known::File(_)) | None => Shape::File,
        },
    }));
    strangers.sort_by(|one, other| one.path.cmp(&other.path));
    Update {
        added: added.into_iter().collect(),
        replaced: replaced.into_iter().collect(),
        kept: kept.into_iter().collect(),
        removed,
        strangers,
        folders: standing.folders,
    }
}

impl Update {
    /// The record that is true when this is done.
    pub(crate) fn record(&self) -> Record {
        let parts = [&self.added, &self.replaced, &self.kept];
        let files = parts.into_iter().flatten();
        Record {
            files: files.map(|(path, written)| (path.clone(), *written)).collect(),
        }
    }

    /// What would go stays ours. In the way of something new it is treated as foreign: nobody is asked less than that.
    fn remove_nothing(&mut self) {
        let new: BTreeSet<&str> = self.added.keys().map(String::as_str).collect();
        let folders: BTreeSet<&str> = new.iter().flat_map(|path| folders_of(path)).collect();
        for (path, written) in std::mem::take(&mut self.removed) {
            if folders.contains(path.as_str()) || folders_of(&path).any(|up| new.contains(up)) {
                let (path, shape) = (path.into(), Shape::File);
                self.strangers.push(Stranger { path, shape });
            } else {
                self.kept.insert(path, written);
            }
        }
        self.strangers.sort_by(|one, other| one.path.cmp(&other.path));
    }

    /// Foreign things that stand where a file or folder must be.
    fn refuse_blocked(&self, place: &Place) -> Result<(), Failure> {
        if self.strangers.is_empty() {
            return Ok(());
        }
        let new = || self.added.keys().chain(self.replaced.keys()).map(String::as_str);
        let files: BTreeSet<&str> = new().collect();
        let folders: BTreeSet<&str> = new().flat_map(folders_of).collect();
        let in_the_way = |one: &&Stranger| {
            let path = one.written();
            files.contains(path.as_str())
                || folders_of(&path).any(|up| files.contains(up))
                || one.shape != Shape::Folder && folders.contains(path.as_str())
        };
        let names: Vec<String> = self.strangers.iter().filter(in_the_way).map(Stranger::shown).collect();
        if names.is_empty() {
            return Ok(());
        }
        let target = place.target.clone();
        Err(Failure::ForeignTarget {
            target,
            names,
            remedy: Remedy::MoveAway,
        })
    }

    /// Chooses the mode and prepares it.
    fn lay_out(
        self,
        place: &Place,
        workshop: Option<Workshop>,
        obstacle: Option<Why>,
        old: &Record,
    ) -> Result<Plan, Failure> {
        let record = self.record();
        let differing = self.added.len() + self.replaced.len() + self.removed.len();
        if differing == 0 {
            return Ok(Plan::Nothing {
                record: (record != *old).then_some(record),
            });
        }
        if !self.kept.is_empty() && !place.exists() {
            let gone = io::Error::from(ErrorKind::NotFound);
            return Err(Failure::refused(Act::Examine, &place.target)(gone));
        }
        let usual = obstacle.is_none();
        let folder = if usual { place.beside() } else { place.inside() };
        let workshop = match workshop {
            Some(workshop) => workshop,
            None => Workshop::create(folder)?,
        };
        workshop.lay_record(&record)?;
        let why = match obstacle {
            None if !place.exists() => {
                return swap::prepare(place, workshop, self, Mode::First);
            }
            None if differing > 1 => match swap::link_the_rest(place, &workshop, &self) {
                Ok(()) => return swap::prepare(place, workshop, self, Mode::Swap),
                // A file that was to stay is gone since it was looked at.
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    let mut kept = self.kept.keys().map(|path| place.target.join(path));
                    let gone = kept.find(|file| fs::symlink_metadata(file).is_err());
                    return Err(Failure::refused(Act::Link, gone.as_ref().unwrap_or(&place.target))(
                        error,
                    ));
                }
                Err(error) => Why::LinksRefused(error.to_string()),
            },
            None => Why::Usual,
            Some(why) => why,
        };
        in_place::prepare(workshop, &self, differing, why)
    }

    fn tally(&self, notices: Vec<Notice>) -> Tally {
        let written = || self.added.values().chain(self.replaced.values());
        Tally {
            written: written().count(),
            bytes: written().map(|one| one.stamp.length).sum(),
            unchanged: self.kept.len(),
            removed: self.removed.len(),
            foreign: self.strangers.iter().map(Stranger::shown).collect(),
            notices,
        }
    }
}
