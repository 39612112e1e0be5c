//! What a build of the same site left: it may be the same again, or all but a few pages may be, or most texts are known.
//!
//! Whatever was left may be lost or damaged at any time; then everything is made from nothing, to the same bytes.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use object::Object;
use object::read::ReadCache;

use crate::build::aids::Aids;
use crate::build::digests::Digests;
use crate::build::faces::{Face, Stays, faces, unchanged};
use crate::build::link::Drafts;
use crate::build::pipeline::{Prepared, Request, day};
use crate::build::recalled::{Recalled, is_read, looks, written};
use crate::cli::console::{Console, Speech};
use crate::diag::Diagnostic;
use crate::disk::{
    Failure, FileNote, Finished, PublishOptions, Published, Spool, keep, kept, last_build, remember, stands,
};
use crate::lang::zone::Zone;
use crate::model::path::SourcePath;
use crate::model::shelf::Shelf;
use crate::model::snapshot::Snapshot;

/// The names under which records are kept, and the digest of templates that were tried.
const RECORDS: &str = "records";
const TRIED: &str = "templates";

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A linker's name is a digest of at least so many bytes.
const SHORTEST_NAME: usize = 16;

/// More files than this are no edit but another site: it is made anew.
const MOST_CHANGED: usize = 1_000;

/// BLAKE3 of something else than a file of the site.
type Digest = [u8; 32];

/// What a build is made of, and what the last one was made of.
pub(super) struct Earlier {
    program: Digest,
    /// Of everything but the day and the files.
    key: Digest,
    digests: Digests,
    last: Option<Last>,
}

/// The last build of the same site by the same program, on the same day.
struct Last {
    build: Finished,
    record: Digest,
    /// The files that say something else since; none where files came or went.
    changed: Option<Vec<SourcePath>>,
}

/// The note of the last build, whatever it was made of, and the digest of its record. Whatever is the matter with the
/// target, the usual way says it.
pub(super) fn noted((folder, target): (&Path, &Path), options: &PublishOptions) -> Option<(Finished, Digest)> {
    last_build(folder, target, options).ok().flatten()
}

impl Earlier {
    pub(super) fn new(
        (console, program): (&Console, Digest),
        (snapshot, request): (&Snapshot, &Request),
        noted: Option<(Finished, Digest)>,
    ) -> Self {
        let speech = match console.speech {
            Speech::Chinese => "zh",
            Speech::English => "en",
        };
        let asked = format!(
            "{speech} {} {:?} {:?}",
            request.drafts == Drafts::Show,
            request.base_url,
            snapshot.troubles
        );
        let key = *blake3::hash(&[program.as_slice(), asked.as_bytes()].concat()).as_bytes();
        let noted = noted.filter(|(build, _)| {
            let today = Zone::named(&build.zone).map(|zone| day(request.today, &zone).to_string());
            today.is_some_and(|today| build.key == on_day(&key, &today))
        });
        let before = noted.as_ref().map(|(build, _)| {
            let files = build.files.iter().map(|note| (note.path.clone(), note.digest));
            Digests::written(files, build.bundles.clone())
        });
        let digests = Digests::new(snapshot, before.as_ref().unwrap_or(&Digests::default()));
        let last = noted.zip(before).map(|((build, record), before)| {
            let changed = digests.changed_since(&before);
            Last {
                changed: changed.map(|paths| paths.into_iter().cloned().collect()),
                build,
                record,
            }
        });
        Earlier {
            program,
            key,
            digests,
            last,
        }
    }

    /// Whether there is a note of a build like this one.
    pub(super) fn is_second(&self) -> bool {
        self.last.is_some()
    }

    /// What the last build complained of and said of its pages, and what this one would do: nothing, where it would say
    /// the same.
    pub(super) fn same(&self, places: (&Path, &Path), options: &PublishOptions) -> Option<(&Finished, Published)> {
        let last = self.last.as_ref()?;
        if !last.changed.as_ref()?.is_empty() {
            return None;
        }
        let published = stands(places, options, &last.record).ok()??;
        Some((&last.build, published))
    }

    /// Which outputs are as the last build left them, and the record of that build.
    pub(super) fn unchanged(&self, prepared: &Prepared) -> Option<(Stays, Digest)> {
        let Last { build, record, changed } = self.last.as_ref()?;
        let changed: Vec<&SourcePath> = changed.as_ref()?.iter().collect();
        if changed.len() > MOST_CHANGED {
            return None;
        }
        let before = |path: &SourcePath| {
            let place = build.files.binary_search_by(|note| note.path.cmp(path)).ok()?;
            build.files[place].face
        };
        Some((unchanged(&prepared.site, &changed, before)?, *record))
    }

    /// Keeps what the next build may want to know of this one, whose texts are all still there.
    pub(super) fn keep(&self, folder: &Path, prepared: &Prepared, aids: &Aids, told: &[Diagnostic]) {
        let site = &prepared.site;
        let told = told.iter().map(|diagnostic| &diagnostic.file);
        let told: BTreeSet<&SourcePath> = told.chain(prepared.mended()).collect();
        if !aids.tried && told.iter().all(|file| is_read(file)) {
            let looks = looks(&self.digests);
            drop(keep(folder, TRIED, &self.program, |to| to(&looks)));
        }
        let missing = aids.recalled.as_ref().map(|recalled| recalled.missing(site, &told));
        // A few more files to read are less work than a new list of all.
        if missing.is_none_or(|missing| missing > self.digests.iter().count() / 64) {
            // Without them all files are read again next time; that is no reason to stop.
            drop(keep(folder, RECORDS, &self.program, |to| {
                written(site, &self.digests, &told, to);
            }));
        }
    }

    /// The faces of all files. Where outputs were found `unchanged` by them, they are those of the last build.
    pub(super) fn faces(&self, prepared: &Prepared, unchanged: bool) -> Vec<(SourcePath, Face)> {
        let last = self.last.as_ref().filter(|_| unchanged);
        let Some(last) = last else {
            return faces(&prepared.site);
        };
        let noted = last.build.files.iter();
        noted.filter_map(|note| Some((note.path.clone(), note.face?))).collect()
    }

    /// Leaves a note of a build that was just published.
    pub(super) fn remember(
        &self,
        (folder, target): (&Path, &Path),
        options: &PublishOptions,
        prepared: &Prepared,
        (faces, lines, told): (&[(SourcePath, Face)], &[String], &str),
        published: &Published,
    ) -> Result<(), Failure> {
        let Some(record) = &published.record else {
            return Ok(());
        };
        let face = |path: &SourcePath| {
            let place = faces.binary_search_by(|(one, _)| one.cmp(path)).ok()?;
            Some(faces[place].1)
        };
        let files = self.digests.iter().map(|(path, digest)| FileNote {
            path: path.clone(),
            digest: *digest,
            face: face(path),
        });
        let build = Finished {
            key: on_day(&self.key, &prepared.today.to_string()),
            files: files.collect(),
            bundles: self.digests.bundles().to_vec(),
            zone: prepared.site.config.timezone.clone(),
            told: told.to_owned(),
            lines: lines.to_vec(),
        };
        remember((folder, target), options, &build, record)
    }
}

/// What is known of files, with a shelf for what else is read of them.
pub(super) fn aids(earlier: Option<&Earlier>, folder: &Path, spool: &Arc<Spool>) -> Aids {
    let shelf: Arc<dyn Shelf> = Arc::<Spool>::clone(spool);
    let recalled = || {
        let earlier = earlier?;
        let bytes = kept(folder, RECORDS, &earlier.program)?;
        Recalled::new(bytes, earlier.digests.clone())
    };
    let tried = || {
        earlier.is_some_and(|earlier| {
            let tried = kept(folder, TRIED, &earlier.program);
            tried.is_some_and(|tried| tried == looks(&earlier.digests))
        })
    };
    let (recalled, tried) = rayon::join(recalled, tried);
    Aids {
        shelf: Some(shelf),
        recalled: recalled.map(Arc::new),
        tried,
    }
}

/// What tells this program from every other build of it; none where nothing does.
pub(super) fn program() -> Option<Digest> {
    let program = std::env::current_exe().ok()?;
    linked(&program).or_else(|| {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(File::open(&program).ok()?).ok()?;
        Some(*hasher.finalize().as_bytes())
    })
}

/// Of the name that the linker gave this build, a digest of its content: many megabytes need not be read for it.
fn linked(program: &Path) -> Option<Digest> {
    let file = ReadCache::new(File::open(program).ok()?);
    let program = object::File::parse(&file).ok()?;
    // Who gives a name of his own to what he builds gives a short one.
    let name = program.build_id().ok()??;
    let digest = (name.len() >= SHORTEST_NAME).then(|| blake3::hash(&[VERSION.as_bytes(), name].concat()))?;
    Some(*digest.as_bytes())
}

/// The key on one day.
fn on_day(key: &Digest, day: &str) -> Digest {
    *blake3::hash(&[key.as_slice(), day.as_bytes()].concat()).as_bytes()
}
