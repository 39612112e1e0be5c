//! Where the target, the record and the workshop lie, and where no target may lie.

use std::fs;
use std::path::{Component, Path, PathBuf, absolute};

use crate::disk::failure::{Act, Failure, Forbidden};
use crate::disk::publish::PublishOptions;
use crate::disk::publish::lock::{make_real_folder, own_folder};
use crate::model::path::WORKSHOP;

/// The places of one site and one target, links resolved.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) site: PathBuf,
    pub(crate) target: PathBuf,
    /// Whether the target was named by a link.
    pub(crate) linked: bool,
    pub(crate) themes_root: Option<PathBuf>,
}

impl Place {
    /// Resolves both; a relative target is relative to the current folder.
    pub(crate) fn find(site: &Path, target: &Path, options: &PublishOptions) -> Result<Self, Failure> {
        let site = fs::canonicalize(site).map_err(Failure::refused(Act::Examine, site))?;
        let asked = absolute(target).map_err(Failure::refused(Act::Examine, target))?;
        let linked = fs::symlink_metadata(&asked).is_ok_and(|found| found.is_symlink());
        let real = real_path(&asked).ok_or_else(|| forbidden(target, Forbidden::Nowhere))?;
        let place = Self {
            site,
            target: real,
            linked,
            themes_root: options.themes_root.clone(),
        };
        place.refuse_harm().map_err(|reason| forbidden(target, reason))?;
        if fs::symlink_metadata(&place.target).is_ok_and(|found| !found.is_dir()) {
            return Err(Failure::NotAFolder { path: place.target });
        }
        Ok(place)
    }

    /// Whether there is a target yet.
    pub(crate) fn exists(&self) -> bool {
        self.target.is_dir()
    }

    /// The folder that holds the target.
    pub(crate) fn parent(&self) -> &Path {
        self.target.parent().unwrap_or(&self.target)
    }

    /// Where an update is prepared: beside the target.
    pub(crate) fn beside(&self) -> PathBuf {
        self.named_beside("next")
    }

    /// Where an update is prepared if it may not leave the target's file system.
    pub(crate) fn inside(&self) -> PathBuf {
        self.target.join(WORKSHOP)
    }

    /// A free name for what nobody can be given back.
    pub(crate) fn aside(&self, workshop: &Path) -> PathBuf {
        let name = |number: u32| {
            if workshop == self.inside() {
                self.target.join(format!(".wutong.left-{number}"))
            } else {
                self.named_beside(&format!("left-{number}"))
            }
        };
        let free = |place: &PathBuf| fs::symlink_metadata(place).is_err();
        (1..u32::MAX)
            .map(name)
            .find(free)
            .expect("a folder has fewer names than there are numbers")
    }

    /// Where the record of this target lies; its folder is made if need be.
    ///
    /// A target inside the site is known by its relative path, so the site may be moved.
    pub(crate) fn record(&self) -> Result<PathBuf, Failure> {
        make_real_folder(&own_folder(&self.site)?.join("published"))?;
        Ok(self.record_if_any())
    }

    /// The same for who only reads: nothing is made.
    pub(crate) fn record_if_any(&self) -> PathBuf {
        let known = self.target.strip_prefix(&self.site).unwrap_or(&self.target);
        let id = blake3::hash(known.as_os_str().as_encoded_bytes()).to_hex();
        self.site.join(format!(".wutong/published/{}.txt", &id[..16]))
    }

    fn named_beside(&self, ending: &str) -> PathBuf {
        let name = self.target.file_name().unwrap_or_default();
        let mut beside = std::ffi::OsString::from(".");
        beside.push(name);
        beside.push(".");
        beside.push(ending);
        self.parent().join(beside)
    }

    fn refuse_harm(&self) -> Result<(), Forbidden> {
        let target = &self.target;
        if target.parent().is_none() {
            return Err(Forbidden::Root);
        }
        let home = std::env::home_dir().and_then(|home| fs::canonicalize(home).ok());
        if home.is_some_and(|home| home.starts_with(target)) {
            return Err(Forbidden::Home);
        }
        if self.site.starts_with(target) {
            return Err(Forbidden::Site);
        }
        let own = ["content", "themes", ".wutong"].map(|name| self.site.join(name));
        for source in own.iter().chain(&self.themes_root) {
            let source = fs::canonicalize(source).unwrap_or_else(|_| source.clone());
            if target.starts_with(&source) || source.starts_with(target) {
                return Err(Forbidden::Source);
            }
        }
        Ok(())
    }
}

fn forbidden(target: &Path, reason: Forbidden) -> Failure {
    Failure::TargetForbidden {
        target: target.to_owned(),
        reason,
    }
}

/// The path with all links resolved; what is not there yet is kept as written.
fn real_path(asked: &Path) -> Option<PathBuf> {
    if let Ok(real) = fs::canonicalize(asked) {
        return Some(real);
    }
    if fs::symlink_metadata(asked).is_ok() {
        return None;
    }
    match asked.components().next_back()? {
        Component::Normal(name) => Some(real_path(asked.parent()?)?.join(name)),
        _ => None,
    }
}
