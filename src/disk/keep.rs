//! What one build keeps for the next in `.wutong/cache`: it may be lost, cut short or damaged at any time.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use crate::disk::publish::lock::{make_real_folder, own_folder};

const HEAD: &[u8] = b"wutong kept 1\n";
const DIGEST: usize = 32;

/// What the program of this digest kept under this name; none if there is none, or if a single byte of it is missing or
/// changed.
pub fn kept(site: &Path, name: &str, program: &[u8; DIGEST]) -> Option<Vec<u8>> {
    let mut bytes = fs::read(site.join(".wutong/cache").join(name)).ok()?;
    let end = bytes.len().checked_sub(DIGEST)?;
    let (text, seal) = bytes.split_at(end);
    let start = HEAD.len() + DIGEST;
    let is_ours = text.strip_prefix(HEAD)?.starts_with(program);
    if !is_ours || blake3::hash(text).as_bytes() != seal {
        return None;
    }
    bytes.truncate(end);
    bytes.drain(..start);
    Some(bytes)
}

/// Keeps under this name the bytes that `write` hands on, whole or not at all. Without them everything is made again next
/// time.
pub fn keep(
    site: &Path,
    name: &str,
    program: &[u8; DIGEST],
    write: impl FnOnce(&mut (dyn FnMut(&[u8]) + Send)),
) -> io::Result<()> {
    let refused = |_| io::Error::from(io::ErrorKind::PermissionDenied);
    let folder = own_folder(site).map_err(refused)?.join("cache");
    make_real_folder(&folder).map_err(refused)?;
    // One name for all: what a broken-off run left is written over, and what two runs made of it at once has no seal.
    let aside = folder.join(format!("{name}.new"));
    let mut file = File::create(&aside)?;
    let mut hasher = blake3::Hasher::new();
    let mut outcome = Ok(());
    let mut put = |bytes: &[u8]| {
        hasher.update(bytes);
        if outcome.is_ok() {
            outcome = file.write_all(bytes);
        }
    };
    put(HEAD);
    put(program);
    write(&mut put);
    outcome?;
    file.write_all(hasher.finalize().as_bytes())?;
    drop(file);
    fs::rename(&aside, folder.join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_whole_or_not_at_all() {
        let site = tempfile::tempdir().unwrap();
        let (program, other) = ([1; 32], [2; 32]);
        let read = || kept(site.path(), "a", &program);
        assert_eq!(read(), None);
        keep(site.path(), "a", &program, |to| to(b"other")).unwrap();
        keep(site.path(), "a", &program, |to| {
            to(b"one, ");
            to(b"two. ");
        })
        .unwrap();
        assert_eq!(read().as_deref(), Some(&b"one, two. "[..]));
        assert_eq!(kept(site.path(), "a", &other), None);
        assert_eq!(kept(site.path(), "b", &program), None);
        let place = site.path().join(".wutong/cache/a");
        let whole = fs::read(&place).unwrap();
        for cut in 0..whole.len() {
            fs::write(&place, &whole[..cut]).unwrap();
            assert_eq!(read(), None, "cut at {cut}");
            let mut damaged = whole.clone();
            damaged[cut] ^= 1;
            fs::write(&place, damaged).unwrap();
            assert_eq!(read(), None, "damaged at {cut}");
        }
        let names = fs::read_dir(site.path().join(".wutong/cache")).unwrap().count();
        assert_eq!(names, 1);
    }
}
