//! A build of the same files, on the same day, by the same program: it would say and write the same.

use std::fs::File;
use std::path::Path;

use rayon::prelude::*;

use crate::build::link::Drafts;
use crate::build::pipeline::{Request, day};
use crate::cli::console::{Console, Speech};
use crate::disk::{Finished, PublishOptions, Published, last_build, stands};
use crate::lang::zone::Zone;
use crate::model::snapshot::{Snapshot, SourceFile};

/// The key of everything that a build is made of but the day.
pub(super) fn key(console: &Console, snapshot: &Snapshot, request: &Request) -> Option<[u8; 32]> {
    let program = std::env::current_exe().and_then(File::open).ok()?;
    let mut whole = blake3::Hasher::new();
    whole.update_reader(program).ok()?;
    let files: Vec<_> = snapshot.files.iter().collect();
    let files: Vec<blake3::Hash> = files
        .into_par_iter()
        .map(|(path, file)| {
            let mut hasher = blake3::Hasher::new();
            hasher.update(path.as_str().as_bytes()).update(&[0]);
            match file {
                SourceFile::Text { text, encoding } => {
                    hasher.update(encoding.name().as_bytes()).update(text.as_bytes());
                }
                SourceFile::Binary { length, digest } => {
                    hasher.update(&length.to_le_bytes()).update(digest);
                }
            }
            hasher.finalize()
        })
        .collect();
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
    for hash in &files {
        whole.update(hash.as_bytes());
    }
    Some(*whole.update(asked.as_bytes()).finalize().as_bytes())
}

/// The key on one day.
pub(super) fn on_day(key: &[u8; 32], day: &str) -> [u8; 32] {
    *blake3::hash(&[key.as_slice(), day.as_bytes()].concat()).as_bytes()
}

/// What the last build said of its pages, and what this one would do: nothing, where it would say the same.
pub(super) fn same(
    (folder, target): (&Path, &Path),
    options: &PublishOptions,
    request: &Request,
    key: &[u8; 32],
) -> Option<(Finished, Published)> {
    // Whatever is the matter with the target, the usual way says it.
    let last = last_build(folder, target, options).ok()??;
    let zone = Zone::named(&last.zone)?;
    let today = day(request.today, &zone).to_string();
    if last.key != on_day(key, &today) {
        return None;
    }
    let published = stands(folder, target, options).ok()??;
    Some((last, published))
}
