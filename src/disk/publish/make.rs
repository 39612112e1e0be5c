//! Renders every output and lays down those that differ from what stands in the target.
//!
//! Folder by folder and in parallel; bytes are dropped as soon as they are written.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock};

use rayon::prelude::*;

use crate::disk::failure::{Act, Failure};
use crate::disk::publish::place::Place;
use crate::disk::publish::record::{Record, Stamp, Written};
use crate::disk::publish::scan::{Known, Standing};
use crate::disk::publish::workshop::Workshop;
use crate::disk::publish::{Content, Item, PublishOptions, acts, files};
use crate::disk::sources::open_source;
use crate::model::checksum::{Checksum, checksum};
use crate::model::path::SourcePath;

/// So many files of one folder are one piece of work: enough to keep a disk's folders apart,
/// few enough to keep all processors busy.
const PIECE: usize = 128;

/// What an output came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The target has it already, as it should be.
    Kept(Written),
    /// It lies in the workshop; the target has nothing there.
    Added(Written),
    /// It lies in the workshop; the target has another, which is ours or taken over.
    Replaced(Written),
    /// The target has something foreign there.
    Clash,
    /// It could not be made.
    Failed,
    /// It was made, and not laid down because nothing will be published.
    Dropped,
}

/// What everything is compared with.
pub(crate) struct Before<'a> {
    pub(crate) place: &'a Place,
    pub(crate) record: &'a Record,
    pub(crate) standing: &'a Standing,
    pub(crate) options: &'a PublishOptions,
    /// Whether the record is that of the build which outputs may be as before of.
    pub(crate) trusted: bool,
}

impl Before<'_> {
    /// The file as the record's build left it, if it stands so.
    fn left(&self, path: &str) -> Option<Written> {
        let written = self.record.files.get(path).filter(|_| self.trusted)?;
        self.standing.as_left(self.place, path, written)
    }
}

/// The workshop, made when the first file needs it.
pub(crate) struct Bench {
    folder: PathBuf,
    workshop: OnceLock<Workshop>,
    making: Mutex<()>,
    /// Set once something failed: what is still made is only looked at.
    stopped: AtomicBool,
}

impl Bench {
    /// A bench whose workshop will be at `folder`.
    pub(crate) fn new(folder: PathBuf) -> Self {
        let (workshop, making) = (OnceLock::new(), Mutex::new(()));
        Self {
            folder,
            workshop,
            making,
            stopped: AtomicBool::new(false),
        }
    }

    /// From here on nothing is laid down.
    pub(crate) fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// The workshop.
    pub(crate) fn workshop(&self) -> Result<&Workshop, Failure> {
        if let Some(workshop) = self.workshop.get() {
            return Ok(workshop);
        }
        let _one = self.making.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(workshop) = self.workshop.get() {
            return Ok(workshop);
        }
        let made = Workshop::create(self.folder.clone())?;
        Ok(self.workshop.get_or_init(|| made))
    }

    /// The workshop, if anything needed it.
    pub(crate) fn into_workshop(self) -> Option<Workshop> {
        self.workshop.into_inner()
    }
}

/// What makes the bytes of items, by their places; none where it cannot.
pub(crate) type Render<'r, 'a> = &'r (dyn Fn(usize) -> Option<Cow<'a, [u8]>> + Sync);

/// Makes every output; one outcome an item, in the items' order. `meanwhile` goes on beside, and is done before the
/// items are made that need it.
pub(crate) fn make(
    items: &[Item],
    render: Render<'_, '_>,
    meanwhile: &(dyn Fn() + Sync),
    before: &Before<'_>,
    bench: &Bench,
) -> Result<Vec<Outcome>, Failure> {
    let (late, early): (Vec<usize>, Vec<usize>) =
        (0..items.len()).partition(|index| items[*index].content == Content::MadeMeanwhile);
    let of = |indices: &[usize]| make_pieces(&pieces(items, indices), items, render, before, bench);
    let (early, ()) = rayon::join(|| of(&early), meanwhile);
    let made = [early?, of(&late)?];
    let by_index: BTreeMap<usize, Outcome> = made.into_iter().flatten().collect();
    Ok(by_index.into_values().collect())
}

fn make_pieces(
    pieces: &[Vec<usize>],
    items: &[Item],
    render: Render<'_, '_>,
    before: &Before<'_>,
    bench: &Bench,
) -> Result<Vec<(usize, Outcome)>, Failure> {
    let made: Vec<Result<Vec<(usize, Outcome)>, Failure>> = pieces
        .par_iter()
        .with_max_len(1)
        .map(|piece| {
            let outcomes = piece.iter().map(|&index| {
                let outcome = make_one(index, &items[index], render, before, bench)?;
                if matches!(outcome, Outcome::Failed | Outcome::Clash) {
                    bench.stop();
                }
                Ok((index, outcome))
            });
            outcomes
                .collect::<Result<Vec<_>, Failure>>()
                .inspect_err(|_| bench.stop())
        })
        .collect();
    // Of several failures the first by place is told.
    let made: Vec<_> = made.into_iter().collect::<Result<_, Failure>>()?;
    Ok(made.concat())
}

/// These items, those of one folder together, in pieces.
fn pieces(items: &[Item], indices: &[usize]) -> Vec<Vec<usize>> {
    let mut folders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for index in indices {
        folders.entry(items[*index].path.folder()).or_default().push(*index);
    }
    let pieces = folders.values().flat_map(|folder| folder.chunks(PIECE));
    pieces.map(<[usize]>::to_vec).collect()
}

fn make_one(
    index: usize,
    item: &Item,
    render: Render<'_, '_>,
    before: &Before<'_>,
    bench: &Bench,
) -> Result<Outcome, Failure> {
    let path = item.path.as_str();
    let lay_down = |fill: &mut dyn FnMut(&mut File) -> io::Result<Checksum>| {
        if bench.stopped.load(Ordering::Relaxed) {
            return Ok(None);
        }
        files::write_new(&bench.workshop()?.tree().join(path), fill).map(Some)
    };
    let (verdict, written) = match &item.content {
        Content::Made | Content::MadeMeanwhile | Content::AsBefore => {
            if item.content == Content::AsBefore
                && let Some(written) = before.left(path)
            {
                return Ok(Outcome::Kept(written));
            }
            let Some(bytes) = render(index) else {
                return Ok(Outcome::Failed);
            };
            let digest = checksum(&bytes);
            let verdict = judge(path, digest, bytes.len() as u64, before)?;
            if let Some(outcome) = verdict.settled() {
                return Ok(outcome);
            }
            let mut fill = |file: &mut File| acts::write(file, &bytes).map(|()| digest);
            (verdict, lay_down(&mut fill)?)
        }
        Content::Copy(source) => {
            let verdict = judge_copy(path, source, before)?;
            if let Some(outcome) = verdict.settled() {
                return Ok(outcome);
            }
            let themes = before.place.themes_root.as_deref();
            let mut from = open_source(&before.place.site, themes, source)?;
            let mut fill = |file: &mut File| Ok(files::summed(&mut from, &mut |block| acts::write(file, block))?.0);
            (verdict, lay_down(&mut fill)?)
        }
    };
    Ok(match (verdict, written) {
        (_, None) => Outcome::Dropped,
        (Verdict::Replace, Some(written)) => Outcome::Replaced(written),
        (_, Some(written)) => Outcome::Added(written),
    })
}

enum Verdict {
    Keep(Written),
    Add,
    Replace,
    Clash,
}

impl Verdict {
    fn settled(&self) -> Option<Outcome> {
        match self {
            Self::Keep(written) => Some(Outcome::Kept(*written)),
            Self::Clash => Some(Outcome::Clash),
            Self::Add | Self::Replace => None,
        }
    }
}

/// Compares what was made with what stands there.
fn judge(path: &str, digest: Checksum, length: u64, before: &Before<'_>) -> Result<Verdict, Failure> {
    let recorded = before.record.files.get(path);
    let ours = recorded.is_some() || before.options.adopt;
    let other = if ours { Verdict::Replace } else { Verdict::Clash };
    match before.standing.known.get(path) {
        None => return Ok(Verdict::Add),
        Some(Known::Other) => return Ok(other),
        Some(Known::File(_)) => {}
    }
    let place = before.place.target.join(path);
    let found = match fs::symlink_metadata(&place) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Verdict::Add),
        outcome => outcome.map_err(Failure::refused(Act::Examine, &place))?,
    };
    let stamp = Stamp::from(&found);
    if let Some(written) = recorded
        && written.stamp == stamp
    {
        return Ok(if written.digest == digest {
            Verdict::Keep(*written)
        } else {
            other
        });
    }
    // Not as we left it, or not recorded: only its bytes can tell.
    let same = found.is_file() && found.len() == length && files::digest_of(&place).is_ok_and(|there| there == digest);
    Ok(if same {
        Verdict::Keep(Written { digest, stamp })
    } else {
        other
    })
}

/// Reads the source only if something stands there to compare it with.
fn judge_copy(path: &str, source: &SourcePath, before: &Before<'_>) -> Result<Verdict, Failure> {
    if !before.standing.known.contains_key(path) {
        return Ok(Verdict::Add);
    }
    let themes = before.place.themes_root.as_deref();
    let mut file = open_source(&before.place.site, themes, source)?;
    let wanted = before.place.site.join(source.as_str());
    let (digest, length) = files::summed(&mut file, &mut |_| Ok(())).map_err(Failure::refused(Act::Read, &wanted))?;
    judge(path, digest, length, before)
}
