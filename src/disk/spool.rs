//! A file without a name, in which a build of a large site puts aside what it need not hold: gone when the program ends,
//! however it ends.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::disk::failure::{Act, Failure};
use crate::disk::publish::lock::own_folder;
use crate::model::shelf::{Place, Shelf};

/// So much stays in memory, in bytes: most sites need no file at all.
const IN_MEMORY: usize = 16 << 20;

/// So much is written at once, in bytes.
const BLOCK: usize = 1 << 18;

/// Where bytes wait; see [`Shelf`].
#[derive(Debug)]
pub struct Spool {
    site: PathBuf,
    in_memory: usize,
    kept: AtomicUsize,
    state: Mutex<State>,
    lost: Mutex<Option<Failure>>,
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Unopened,
    Open(Open),
    /// The machine gave no file, or no more room in it.
    Refused(Option<Open>),
}

#[derive(Debug)]
struct Open {
    file: Arc<File>,
    /// Bytes in the file.
    written: u64,
    /// What comes next in it.
    waiting: Vec<u8>,
}

impl Spool {
    pub fn new(site: &Path) -> Self {
        Self::beyond(site, IN_MEMORY)
    }

    /// As [`Spool::new`], where so many bytes stay in memory.
    fn beyond(site: &Path, in_memory: usize) -> Self {
        Spool {
            site: site.to_owned(),
            in_memory,
            kept: AtomicUsize::new(0),
            state: Mutex::default(),
            lost: Mutex::default(),
        }
    }

    /// Why something could not be given back, if anything could not: what was made of it is worth nothing.
    pub fn lost(&self) -> Option<Failure> {
        self.lost.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn open(&self) -> Result<Open, Failure> {
        let folder = own_folder(&self.site)?;
        let file = tempfile::tempfile_in(&folder).map_err(Failure::refused(Act::Write, &folder))?;
        Ok(Open {
            file: Arc::new(file),
            written: 0,
            waiting: Vec::with_capacity(2 * BLOCK),
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self, place: Place) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; place.length];
        let mut state = self.state();
        let (State::Open(open) | State::Refused(Some(open))) = &mut *state else {
            return Err(io::ErrorKind::NotFound.into());
        };
        if let Some(start) = place.at.checked_sub(open.written) {
            let start = usize::try_from(start).unwrap_or(usize::MAX);
            let waiting = open.waiting.get(start..start.saturating_add(place.length));
            bytes.copy_from_slice(waiting.ok_or(io::ErrorKind::UnexpectedEof)?);
            return Ok(bytes);
        }
        let file = Arc::clone(&open.file);
        drop(state);
        read_at(&file, &mut bytes, place.at)?;
        Ok(bytes)
    }
}

impl Open {
    fn write_out(&mut self) -> io::Result<()> {
        write_at(&self.file, &self.waiting, self.written)?;
        self.written += self.waiting.len() as u64;
        self.waiting.clear();
        Ok(())
    }
}

impl Shelf for Spool {
    fn wants(&self, length: usize) -> bool {
        self.kept.fetch_add(length, Ordering::Relaxed) >= self.in_memory
    }

    fn put(&self, bytes: &[u8]) -> Option<Place> {
        let mut state = self.state();
        if matches!(*state, State::Unopened) {
            *state = self.open().map_or(State::Refused(None), State::Open);
        }
        let State::Open(open) = &mut *state else { return None };
        let at = open.written + open.waiting.len() as u64;
        open.waiting.extend_from_slice(bytes);
        if open.waiting.len() >= BLOCK && open.write_out().is_err() {
            // What waits stays here.
            let State::Open(open) = std::mem::take(&mut *state) else {
                return None;
            };
            *state = State::Refused(Some(open));
        }
        let length = bytes.len();
        Some(Place { at, length })
    }

    fn take(&self, place: Place) -> Option<Vec<u8>> {
        let taken = self.read(place);
        taken
            .map_err(|error| {
                let folder = self.site.join(".wutong");
                let mut lost = self.lost.lock().unwrap_or_else(PoisonError::into_inner);
                *lost = Some(Failure::refused(Act::Read, &folder)(error));
            })
            .ok()
    }
}

#[cfg(unix)]
fn write_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, at)
}

#[cfg(windows)]
fn write_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    let (mut bytes, mut at) = (bytes, at);
    while !bytes.is_empty() {
        let written = std::os::windows::fs::FileExt::seek_write(file, bytes, at)?;
        if written == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        bytes = &bytes[written..];
        at += written as u64;
    }
    Ok(())
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(windows)]
fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    let (mut bytes, mut at) = (bytes, at);
    while !bytes.is_empty() {
        let read = std::os::windows::fs::FileExt::seek_read(file, bytes, at)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes = &mut bytes[read..];
        at += read as u64;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use rayon::prelude::*;

    use super::*;

    fn text(number: usize) -> Vec<u8> {
        number.to_string().into_bytes().repeat(1 + number % 700)
    }

    #[test]
    fn what_is_put_aside_comes_back_and_no_name_stays() {
        let site = tempfile::tempdir().unwrap();
        let spool = Spool::beyond(site.path(), 1000);
        let placed: Vec<(usize, Option<Place>)> = (0..2000)
            .into_par_iter()
            .map(|number| {
                let text = text(number);
                let wanted = spool.wants(text.len());
                (number, spool.put(&text).filter(|_| wanted))
            })
            .collect();
        let aside: Vec<(usize, Place)> = placed.iter().filter_map(|(n, place)| Some((*n, (*place)?))).collect();
        let kept: usize = placed
            .iter()
            .filter(|(_, place)| place.is_none())
            .map(|(n, _)| text(*n).len())
            .sum();
        assert!((1000..1000 + 4 * 2800).contains(&kept), "{kept}");
        aside.par_iter().for_each(|(number, place)| {
            assert_eq!(spool.take(*place), Some(text(*number)));
        });
        assert!(spool.lost().is_none());
        let names: Vec<_> = fs::read_dir(site.path().join(".wutong"))
            .unwrap()
            .flatten()
            .map(|one| one.file_name())
            .collect();
        assert_eq!(names, [".gitignore"]);
    }

    #[test]
    fn small_sites_and_folders_without_room_need_no_file() {
        let site = tempfile::tempdir().unwrap();
        let spool = Spool::new(site.path());
        assert!(!spool.wants(5000));
        assert!(!site.path().join(".wutong").exists());
        let nowhere = Spool::beyond(&site.path().join("none"), 0);
        assert_eq!(nowhere.put(&[1; 5000]), None);
    }

    #[test]
    fn what_the_machine_lost_is_told() {
        let site = tempfile::tempdir().unwrap();
        let spool = Spool::beyond(site.path(), 0);
        let place = spool.put(&vec![1; 2 * BLOCK]).unwrap();
        let late = spool.put(&[2; 10]).unwrap();
        match &*spool.state() {
            State::Open(open) => open.file.set_len(10).unwrap(),
            _ => panic!("no file"),
        }
        assert_eq!(spool.take(late), Some(vec![2; 10]));
        assert_eq!(spool.take(place), None);
        assert!(matches!(spool.lost(), Some(Failure::Refused { .. })));
    }
}
