//! Reads the pictures of the content as far as their headers; what is to be made of them, `darkroom` makes later.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::disk::read::read_binary;
use crate::model::picture::{Fault, MOST_BYTES, Seen};
use crate::model::snapshot::SourceFile;
use crate::picture::{probe, probe_svg};

/// A picture made of pixels. A file larger than any picture is not kept in memory.
pub(super) fn read(place: &Path) -> io::Result<(SourceFile, Seen)> {
    let file = File::open(place)?;
    let length = file.metadata()?.len();
    if length > MOST_BYTES {
        let seen = |digest| Seen {
            probe: Err(Fault::TooLarge { width: 0, height: 0 }),
            digest,
        };
        return read_binary(place).map(|file| {
            let digest = digest_of(&file);
            (file, seen(digest))
        });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
    file.take(MOST_BYTES).read_to_end(&mut bytes)?;
    let digest = *blake3::hash(&bytes).as_bytes();
    let file = SourceFile::Binary {
        length: bytes.len() as u64,
        digest,
    };
    let probe = probe(&bytes);
    Ok((file, Seen { probe, digest }))
}

/// A drawing, which was read as a text.
pub(super) fn drawing(file: &SourceFile) -> Seen {
    match file {
        SourceFile::Text { text, .. } => Seen {
            probe: probe_svg(text),
            digest: *blake3::hash(text.as_bytes()).as_bytes(),
        },
        SourceFile::Binary { digest, .. } => Seen {
            probe: Err(Fault::Unknown),
            digest: *digest,
        },
    }
}

fn digest_of(file: &SourceFile) -> [u8; 32] {
    match file {
        SourceFile::Binary { digest, .. } => *digest,
        SourceFile::Text { text, .. } => *blake3::hash(text.as_bytes()).as_bytes(),
    }
}
