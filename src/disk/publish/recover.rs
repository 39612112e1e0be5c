//! Heals what a killed run left: gives back, finishes or cleans up, and loses nothing.

use std::fs;
use std::path::Path;

use crate::disk::failure::Failure;
use crate::disk::publish::commit::{finish_in_place, finish_swap};
use crate::disk::publish::journal::{Journal, Swap};
use crate::disk::publish::place::Place;
use crate::disk::publish::workshop::Workshop;
use crate::disk::publish::{Notice, PublishOptions, files, lock, swap};

/// Heals the target before a build that may publish nothing. `stage` does it by itself.
pub fn recover(site: &Path, target: &Path, options: &PublishOptions) -> Result<Vec<Notice>, Failure> {
    let place = Place::find(site, target, options)?;
    let _lock = lock::take(&place.site)?;
    heal(&place)
}

/// The same with the site's lock held.
pub(crate) fn heal(place: &Place) -> Result<Vec<Notice>, Failure> {
    let mut notices = Vec::new();
    for folder in [place.beside(), place.inside()] {
        if let Some(workshop) = Workshop::left(folder)? {
            notices.extend(heal_one(place, workshop)?);
        }
    }
    Ok(notices)
}

fn heal_one(place: &Place, workshop: Workshop) -> Result<Vec<Notice>, Failure> {
    let Some(bytes) = workshop.journal()? else {
        // Never begun: the tree holds links and what we wrote, nothing else.
        workshop.remove()?;
        return Ok(vec![Notice::Cleaned]);
    };
    match Journal::parse(&bytes) {
        None => lay_aside(place, workshop),
        Some(Journal::InPlace(steps)) => {
            files::make_folders(&place.target)?;
            finish_in_place(place, workshop, &steps)?;
            Ok(vec![Notice::Resumed])
        }
        Some(Journal::Swap(swap)) => heal_swap(place, workshop, &swap),
    }
}

/// Where the new tree is tells how far the run came. If it is nowhere, someone copied or moved
/// the folders since: then nothing is removed.
fn heal_swap(place: &Place, workshop: Workshop, swap: &Swap) -> Result<Vec<Notice>, Failure> {
    let number = |place: &Path| {
        let found = fs::symlink_metadata(place).ok();
        found
            .and_then(|found| files::identity(&found))
            .map(|(_, number)| number)
    };
    if number(&place.target) == Some(swap.number) {
        swap::give_back(place, &workshop, &swap.folders);
        let aside = finish_swap(place, workshop, &swap.ours)?;
        return Ok([Notice::Resumed].into_iter().chain(aside).collect());
    }
    let tree = number(&workshop.tree());
    if tree.is_none() || tree == Some(swap.number) {
        workshop.remove()?;
        return Ok(vec![Notice::Cleaned]);
    }
    lay_aside(place, workshop)
}

fn lay_aside(place: &Place, workshop: Workshop) -> Result<Vec<Notice>, Failure> {
    let aside = place.aside(workshop.folder());
    workshop.lay_aside(&aside)?;
    Ok(vec![Notice::LaidAside(aside)])
}
