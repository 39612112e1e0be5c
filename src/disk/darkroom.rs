//! Makes the variants of pictures when they are asked for, and remembers them by content below `.wutong/cache/`.
//!
//! The cache may be deleted, cut off or spoilt at any time: what does not bear its own digest is made again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::disk::failure::Failure;
use crate::disk::gate::Gate;
use crate::disk::sources::read_source;
use crate::model::path::SourcePath;
use crate::model::picture::{Fault, Recipe};
use crate::picture::{develop, key};
use crate::site::Picture;

/// All that is made of one picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    pub digest: [u8; 32],
    /// Of the whole picture.
    pub pixels: u64,
    pub recipes: Vec<Recipe>,
}

impl Order {
    /// Everything that the site shows of a picture.
    pub fn of(picture: &Picture) -> Self {
        Order {
            digest: picture.digest,
            pixels: u64::from(picture.probe.width) * u64::from(picture.probe.height),
            recipes: picture.variants.iter().map(|variant| variant.recipe).collect(),
        }
    }
}

/// Why there are no bytes.
#[derive(Debug)]
pub enum Spoilt {
    Fault(Fault),
    Failure(Failure),
}

/// Where pictures are developed. Shared by all threads; one picture is decoded by one of them.
pub struct Darkroom {
    site: PathBuf,
    cache: PathBuf,
    gate: Gate,
    orders: BTreeMap<SourcePath, (Order, Mutex<()>)>,
}

/// Pixels that may be open at one time, of all pictures together: four bytes each, and as much again while they are turned.
const OPEN_PIXELS: u64 = 64_000_000;

/// A digest before the bytes.
const HEAD: usize = 32;

impl Darkroom {
    pub fn new(site: &Path, orders: BTreeMap<SourcePath, Order>) -> Self {
        Darkroom {
            site: site.to_owned(),
            cache: site.join(".wutong/cache/pictures"),
            gate: Gate::new(OPEN_PIXELS),
            orders: orders
                .into_iter()
                .map(|(source, order)| (source, (order, Mutex::new(()))))
                .collect(),
        }
    }

    /// The bytes that a recipe makes of a picture. The first that asks for one of its variants makes them all.
    pub fn bytes(&self, source: &SourcePath, recipe: &Recipe) -> Result<Vec<u8>, Spoilt> {
        let Some((order, turn)) = self.orders.get(source) else {
            return Err(Spoilt::Fault(Fault::Unknown));
        };
        let wanted = key(&order.digest, recipe);
        if let Some(bytes) = self.remembered(&wanted) {
            return Ok(bytes);
        }
        let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = self.remembered(&wanted) {
            return Ok(bytes);
        }
        let made = self.made(source, order)?;
        let mut all = order.recipes.iter().zip(made);
        let found = all.find(|(one, _)| *one == recipe).map(|(_, bytes)| bytes);
        found.ok_or(Spoilt::Fault(Fault::Unknown))
    }

    /// Makes the variants of a picture beforehand, unless all are there; whether they are whole is seen when they are
    /// asked for.
    pub fn prepare(&self, source: &SourcePath) -> Result<(), Spoilt> {
        let Some((order, turn)) = self.orders.get(source) else {
            return Err(Spoilt::Fault(Fault::Unknown));
        };
        let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        let is_there = |recipe| self.cache.join(key(&order.digest, recipe)).is_file();
        if !order.recipes.iter().all(is_there) {
            self.made(source, order)?;
        }
        Ok(())
    }

    /// Makes all variants of a picture and remembers them.
    fn made(&self, source: &SourcePath, order: &Order) -> Result<Vec<Vec<u8>>, Spoilt> {
        let pass = self.gate.enter(order.pixels);
        let raw = read_source(&self.site, None, source).map_err(Spoilt::Failure)?;
        let made = develop(&raw, &order.recipes).map_err(Spoilt::Fault)?;
        drop((raw, pass));
        for (recipe, bytes) in order.recipes.iter().zip(&made) {
            // Without a cache everything is made again next time; that is no reason to stop.
            let _ = self.remember(&key(&order.digest, recipe), bytes);
        }
        Ok(made)
    }

    /// Whether a picture can be made at all. Nothing is written; what is remembered needs no trial.
    pub fn try_out(&self, source: &SourcePath) -> Result<(), Spoilt> {
        let Some((order, _)) = self.orders.get(source) else {
            return Err(Spoilt::Fault(Fault::Unknown));
        };
        let Some(recipe) = order.recipes.first() else {
            return Ok(());
        };
        if self.remembered(&key(&order.digest, recipe)).is_some() {
            return Ok(());
        }
        let _pass = self.gate.enter(order.pixels);
        let raw = read_source(&self.site, None, source).map_err(Spoilt::Failure)?;
        develop(&raw, std::slice::from_ref(recipe)).map_err(Spoilt::Fault)?;
        Ok(())
    }

    /// Removes what no picture of this build needs any more.
    pub fn tidy(&self) {
        let needed: BTreeSet<String> = self
            .orders
            .values()
            .flat_map(|(order, _)| order.recipes.iter().map(|recipe| key(&order.digest, recipe)))
            .collect();
        for entry in fs::read_dir(&self.cache).into_iter().flatten().flatten() {
            if !entry.file_name().to_str().is_some_and(|name| needed.contains(name)) {
                // What cannot be removed does no harm.
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    fn remembered(&self, key: &str) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.cache.join(key)).ok()?;
        let head: [u8; HEAD] = bytes.get(..HEAD)?.try_into().ok()?;
        if blake3::hash(&bytes[HEAD..]) != blake3::Hash::from_bytes(head) {
            return None;
        }
        bytes.drain(..HEAD);
        Some(bytes)
    }

    fn remember(&self, key: &str, bytes: &[u8]) -> std::io::Result<()> {
        fs::create_dir_all(&self.cache)?;
        let whole = [blake3::hash(bytes).as_bytes().as_slice(), bytes].concat();
        let temporary = self.cache.join(format!("{key}.new"));
        fs::write(&temporary, whole)?;
        fs::rename(&temporary, self.cache.join(key))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{DynamicImage, ImageFormat, RgbImage};

    use super::*;
    use crate::disk::read::tests::site;
    use crate::picture::{probe, recipes};

    fn photograph() -> Vec<u8> {
        let picture = RgbImage::from_fn(600, 300, |x, y| {
            image::Rgb([x, y, 90].map(|part| (part % 256).try_into().unwrap()))
        });
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::ImageRgb8(picture)
            .write_to(&mut bytes, ImageFormat::Jpeg)
            .unwrap();
        bytes.into_inner()
    }

    fn order(bytes: &[u8]) -> Order {
        Order {
            digest: *blake3::hash(bytes).as_bytes(),
            pixels: 600 * 300,
            recipes: recipes(&probe(bytes).unwrap()),
        }
    }

    #[test]
    fn what_was_made_once_is_remembered_and_what_was_spoilt_is_made_again() {
        let bytes = photograph();
        let site = site(&[("content/media/a.jpg", &bytes)]);
        let source = SourcePath::new("content/media/a.jpg").unwrap();
        let order = order(&bytes);
        let room = || Darkroom::new(site.path(), [(source.clone(), order.clone())].into());
        let first = room().bytes(&source, &order.recipes[0]).unwrap();
        let cache = site.path().join(".wutong/cache/pictures");
        assert_eq!(fs::read_dir(&cache).unwrap().count(), order.recipes.len());
        // The picture itself is not needed any more.
        fs::write(site.path().join("content/media/a.jpg"), "spoilt").unwrap();
        assert_eq!(room().bytes(&source, &order.recipes[0]).unwrap(), first);
        fs::write(site.path().join("content/media/a.jpg"), &bytes).unwrap();
        let file = cache.join(key(&order.digest, &order.recipes[0]));
        let good = fs::read(&file).unwrap();
        for bad in [
            &[][..],
            &good[..good.len() - 1],
            b"something else that is long enough to hold a digest",
        ] {
            fs::write(&file, bad).unwrap();
            assert_eq!(room().bytes(&source, &order.recipes[0]).unwrap(), first);
            assert_eq!(fs::read(&file).unwrap(), good);
        }
        fs::remove_dir_all(site.path().join(".wutong")).unwrap();
        assert_eq!(room().bytes(&source, &order.recipes[0]).unwrap(), first);
    }

    #[test]
    fn what_is_made_beforehand_is_there_when_it_is_asked_for() {
        let bytes = photograph();
        let site = site(&[("content/media/a.jpg", &bytes)]);
        let source = SourcePath::new("content/media/a.jpg").unwrap();
        let order = order(&bytes);
        let room = Darkroom::new(site.path(), [(source.clone(), order.clone())].into());
        room.prepare(&source).unwrap();
        let kept = |recipe| {
            site.path()
                .join(".wutong/cache/pictures")
                .join(key(&order.digest, recipe))
        };
        let made: Vec<Vec<u8>> = order
            .recipes
            .iter()
            .map(|recipe| fs::read(kept(recipe)).unwrap())
            .collect();
        fs::remove_file(kept(&order.recipes[1])).unwrap();
        room.prepare(&source).unwrap();
        assert_eq!(fs::read(kept(&order.recipes[1])).unwrap(), made[1]);
        // Nothing is lacking: the picture itself is not looked at.
        fs::write(site.path().join("content/media/a.jpg"), "spoilt").unwrap();
        room.prepare(&source).unwrap();
        for (recipe, made) in order.recipes.iter().zip(made) {
            assert_eq!(room.bytes(&source, recipe).unwrap(), made[HEAD..]);
        }
        fs::remove_file(kept(&order.recipes[0])).unwrap();
        assert!(matches!(room.prepare(&source), Err(Spoilt::Fault(_))));
    }

    #[test]
    fn what_no_picture_needs_is_tidied_away() {
        let bytes = photograph();
        let site = site(&[("content/media/a.jpg", &bytes)]);
        let source = SourcePath::new("content/media/a.jpg").unwrap();
        let order = order(&bytes);
        let room = Darkroom::new(site.path(), [(source.clone(), order.clone())].into());
        room.bytes(&source, &order.recipes[0]).unwrap();
        let cache = site.path().join(".wutong/cache/pictures");
        fs::write(cache.join("old"), "old").unwrap();
        room.tidy();
        assert_eq!(fs::read_dir(&cache).unwrap().count(), order.recipes.len());
    }
}
