//! The pictures of a build: made by the disk's darkroom, their faults told as mistakes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::build::picture_fault;
use crate::cli::console::Console;
use crate::cli::failure_words;
use crate::diag::{Diagnostic, sorted};
use crate::disk::{Darkroom, Order, Spoilt};
use crate::model::path::SourcePath;
use crate::model::picture::Recipe;
use crate::model::profile::{Part, Profile};
use crate::site::Site;

/// What a build asks its pictures of.
pub(super) struct Pictures {
    darkroom: Darkroom,
    spoilt: Mutex<BTreeMap<SourcePath, Spoilt>>,
}

impl Pictures {
    pub(super) fn new(folder: &Path, site: &Site) -> Self {
        let shown = site.pictures.values().filter(|picture| !picture.variants.is_empty());
        let order = shown.map(|picture| (picture.source.clone(), Order::of(picture)));
        Pictures {
            darkroom: Darkroom::new(folder, order.collect()),
            spoilt: Mutex::new(BTreeMap::new()),
        }
    }

    /// Makes what is not remembered of these pictures, and says when one is done. Each is work for whoever is free: asked
    /// for file by file, a folder of photographs would keep a few threads busy and leave the others idle.
    pub(super) fn prepare(&self, sources: &BTreeSet<&SourcePath>, profile: &Profile, done: &(dyn Fn() + Sync)) {
        let sources: Vec<&SourcePath> = sources.iter().copied().collect();
        sources.into_par_iter().with_max_len(1).for_each(|source| {
            let made = profile.measure(Part::Picture, source.as_str(), || self.darkroom.prepare(source));
            if let Err(why) = made {
                self.spoil(source, why);
            }
            done();
        });
    }

    /// None where the picture is spoilt.
    pub(super) fn bytes(&self, source: &SourcePath, recipe: &Recipe) -> Option<Vec<u8>> {
        let made = self.darkroom.bytes(source, recipe);
        made.map_err(|why| self.spoil(source, why)).ok()
    }

    fn spoil(&self, source: &SourcePath, why: Spoilt) {
        let mut spoilt = self.spoilt.lock().unwrap_or_else(PoisonError::into_inner);
        spoilt.insert(source.clone(), why);
    }

    /// Tries every picture for its mistakes alone; nothing is written.
    pub(super) fn try_all(&self, site: &Site) {
        let shown: Vec<_> = site.pictures.values().filter(|one| !one.variants.is_empty()).collect();
        shown.into_par_iter().for_each(|picture| {
            if let Err(why) = self.darkroom.try_out(&picture.source) {
                self.spoil(&picture.source, why);
            }
        });
    }

    /// One mistake a spoilt picture; a picture that the machine did not give is a failure.
    pub(super) fn mistakes(&self, console: &Console) -> Result<Vec<Diagnostic>, String> {
        let spoilt = std::mem::take(&mut *self.spoilt.lock().unwrap_or_else(PoisonError::into_inner));
        let told = spoilt.into_iter().map(|(source, why)| match why {
            Spoilt::Fault(fault) => Ok(picture_fault(&source, &fault)),
            Spoilt::Failure(failure) => Err(failure_words::failure(console, &failure)),
        });
        told.collect::<Result<Vec<_>, _>>().map(sorted)
    }

    /// Forgets what no picture of this build needs.
    pub(super) fn tidy(&self) {
        self.darkroom.tidy();
    }
}
