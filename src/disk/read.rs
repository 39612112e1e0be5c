//! Reads the site's folder into a snapshot: every text decoded, every other file known by its digest.
//!
//! The result does not depend on the order or the number of threads of reading.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::disk::encoding::decode;
use crate::disk::failure::{Act, Failure};
use crate::disk::pictures;
use crate::disk::reason::reason;
use crate::disk::walk::{Found, Top, walk};
use crate::model::path::SourcePath;
use crate::model::picture::{ENDINGS, Seen};
use crate::model::snapshot::{ReadTrouble, ReadTroubleKind, Snapshot, SourceFile};

/// The largest text that is read, in bytes.
pub const TEXT_LIMIT: u64 = 16 << 20;

/// The largest text that is understood, and not only published: a million characters.
const WRITTEN_LIMIT: u64 = 3 << 20;

/// What is understood.
const WRITTEN: [&str; 5] = ["yaml", "yml", "html", "htm", "css"];

/// The largest page: three hundred thousand characters. Markdown takes up to 160 times its length while it is read.
const PAGE_LIMIT: u64 = 1 << 20;

const PAGES: [&str; 2] = ["md", "markdown"];

/// So many files are read at a time, one after the other.
const BATCH: usize = 32;

/// Files with these extensions are text; all others are known by length and digest only.
const TEXTS: [&str; 20] = [
    "md",
    "markdown",
    "yaml",
    "yml",
    "html",
    "htm",
    "xml",
    "xsl",
    "svg",
    "css",
    "js",
    "mjs",
    "txt",
    "json",
    "geojson",
    "csv",
    "tsv",
    "webmanifest",
    "ics",
    "vtt",
];

/// What lies here is copied to the site's root as it is, so nobody reads its words.
const AS_IT_IS: &str = "content/files/";

/// Reads some top folders (`content`, `themes`) of the site's folder `root`.
///
/// The shared themes in `themes_root` appear under `themes/`, save those that the site has itself.
/// Whatever is wrong with single files is in the snapshot's troubles, all at once; it is a
/// failure only if the site's folder itself cannot be read.
pub fn read_site(root: &Path, themes_root: Option<&Path>, what: &[&str]) -> Result<Snapshot, Failure> {
    let read = Mutex::new(Vec::new());
    let put = |batch: Vec<Found>| {
        let looked: Vec<(SourcePath, Looked)> = batch
            .into_iter()
            .map(|found| {
                let looked = read_one(&found);
                (found.path, looked)
            })
            .collect();
        read.lock().unwrap_or_else(PoisonError::into_inner).extend(looked);
    };
    let (put, tops) = (&put, tops(root, themes_root, what)?);
    // What is found is read while the walk goes on.
    let troubles = rayon::scope(|scope| {
        let mut batch = Vec::with_capacity(BATCH);
        let troubles = walk(&tops, &mut |found| {
            batch.push(found);
            if batch.len() == BATCH {
                let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
                scope.spawn(move |_| put(full));
            }
        });
        put(batch);
        troubles
    })?;
    let read = read.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok(snapshot(read, troubles))
}

/// The top folders to look into.
pub(super) fn tops<'a>(root: &Path, themes_root: Option<&Path>, what: &[&'a str]) -> Result<Vec<Top<'a>>, Failure> {
    let fence = fs::canonicalize(root).map_err(Failure::refused(Act::Read, root))?;
    let mut tops: Vec<Top<'_>> = what
        .iter()
        .map(|name| Top {
            name,
            folder: root.join(name),
            fence: fence.clone(),
            hidden: BTreeSet::new(),
        })
        .collect();
    if let Some(shared) = themes_root.filter(|_| what.contains(&"themes")) {
        tops.push(Top {
            name: "themes",
            folder: shared.to_owned(),
            fence: fs::canonicalize(shared).map_err(Failure::refused(Act::Read, shared))?,
            hidden: names_in(&root.join("themes")),
        });
    }
    Ok(tops)
}

fn names_in(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

/// What was read, in any order.
fn snapshot(mut read: Vec<(SourcePath, Looked)>, troubles: Vec<ReadTrouble>) -> Snapshot {
    read.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    let mut snapshot = Snapshot {
        troubles,
        ..Snapshot::default()
    };
    for (path, read) in read {
        if let Some(kind) = read.trouble {
            let path = path.to_string();
            snapshot.troubles.push(ReadTrouble { path, kind });
        }
        if let Some(picture) = read.picture {
            snapshot.pictures.insert(path.clone(), picture);
        }
        if let Some(file) = read.file {
            snapshot.files.insert(path, file);
        }
    }
    snapshot.troubles.sort();
    snapshot
}

/// What became of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Looked {
    pub(super) file: Option<SourceFile>,
    pub(super) trouble: Option<ReadTroubleKind>,
    pub(super) picture: Option<Seen>,
}

pub(super) fn read_one(found: &Found) -> Looked {
    let outcome = if is_text(&found.path) {
        read_text(&found.place, limit(&found.path)).map(|(file, trouble)| Looked {
            picture: is_picture(&found.path).then(|| pictures::drawing(&file)),
            file: Some(file),
            trouble,
        })
    } else if is_picture(&found.path) {
        pictures::read(&found.place).map(|(file, picture)| Looked {
            file: Some(file),
            picture: Some(picture),
            trouble: None,
        })
    } else {
        read_binary(&found.place).map(|file| Looked {
            file: Some(file),
            ..Looked::default()
        })
    };
    outcome.unwrap_or_else(|error| Looked {
        trouble: Some(ReadTroubleKind::Unreadable(reason(&error))),
        ..Looked::default()
    })
}

/// Pictures of the content are looked at; a theme's are its own affair, and `content/files/` is nobody's.
fn is_picture(path: &SourcePath) -> bool {
    let extension = path.extension().to_ascii_lowercase();
    let within = path.as_str().starts_with("content/") && !path.as_str().starts_with(AS_IT_IS);
    within && ENDINGS.contains(&extension.as_str())
}

fn is_text(path: &SourcePath) -> bool {
    let extension = path.extension().to_ascii_lowercase();
    TEXTS.contains(&extension.as_str()) && !path.as_str().starts_with(AS_IT_IS)
}

fn limit(path: &SourcePath) -> u64 {
    match path.extension().to_ascii_lowercase().as_str() {
        page if PAGES.contains(&page) => PAGE_LIMIT,
        written if WRITTEN.contains(&written) => WRITTEN_LIMIT,
        _ => TEXT_LIMIT,
    }
}

fn read_text(place: &Path, limit: u64) -> std::io::Result<(SourceFile, Option<ReadTroubleKind>)> {
    let file = File::open(place)?;
    let length = file.metadata()?.len();
    let too_large = |length| ReadTroubleKind::TooLarge { length, limit };
    if length > limit {
        return Ok((read_binary(place)?, Some(too_large(length))));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
    // As long as it said it is, it is whole: nobody asks again whether more comes.
    (&file).take(length).read_to_end(&mut bytes)?;
    if length == 0 || (bytes.len() as u64) < length {
        file.take(limit + 1).read_to_end(&mut bytes)?;
    }
    let length = bytes.len() as u64;
    if length > limit {
        return Ok((read_binary(place)?, Some(too_large(length))));
    }
    match decode(&bytes) {
        Ok((text, encoding)) => Ok((
            SourceFile::Text {
                text: Arc::from(&*text),
                encoding,
            },
            None,
        )),
        Err(trouble) => {
            let digest = *blake3::hash(&bytes).as_bytes();
            Ok((SourceFile::Binary { length, digest }, Some(trouble)))
        }
    }
}

pub(super) fn read_binary(place: &Path) -> std::io::Result<SourceFile> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(place)?)?;
    Ok(SourceFile::Binary {
        length: hasher.count(),
        digest: *hasher.finalize().as_bytes(),
    })
}

#[cfg(test)]
pub(crate) mod tests;
