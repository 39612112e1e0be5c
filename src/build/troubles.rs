//! What could not be read from the disk, as diagnostics.

use crate::diag::Diagnostic;
use crate::model::path::SourcePath;
use crate::model::snapshot::{Encoding, ReadTrouble, ReadTroubleKind, Snapshot, SourceFile};

/// Every trouble of reading, and a note on each file that is not in UTF-8.
pub(crate) fn diagnostics(snapshot: &Snapshot, settings: &SourcePath) -> Vec<Diagnostic> {
    let troubles = snapshot.troubles.iter().map(|trouble| of(trouble, settings));
    let encodings = snapshot.files.iter().filter_map(|(path, file)| match file {
        SourceFile::Text {
            encoding: Encoding::Utf8,
            ..
        }
        | SourceFile::Binary { .. } => None,
        SourceFile::Text { encoding, .. } => {
            let note = Diagnostic::new("file-encoding", path).with("encoding", encoding.name());
            Some(note.fixed_by_saving())
        }
    });
    troubles.chain(encodings).collect()
}

fn of(trouble: &ReadTrouble, settings: &SourcePath) -> Diagnostic {
    let path = SourcePath::new(&trouble.path).unwrap_or_else(|_| settings.clone());
    let new = |code| Diagnostic::new(code, &path).with("path", &trouble.path);
    match &trouble.kind {
        ReadTroubleKind::Unreadable(reason) => new("file-unreadable").with("reason", reason),
        ReadTroubleKind::NotAFile => new("file-special"),
        ReadTroubleKind::NameNotUnicode => new("name-not-unicode"),
        ReadTroubleKind::UnsafeName => new("name-unsafe"),
        ReadTroubleKind::NamesCollide(other) => new("name-twice").with("other", other),
        ReadTroubleKind::OutsideSite(target) => new("symlink-outside").with("target", target),
        ReadTroubleKind::LinkLoop => new("symlink-loop"),
        ReadTroubleKind::LinkBroken(target) => new("symlink-broken").with("target", target),
        ReadTroubleKind::TooLarge { length, limit } => {
            new("file-too-large").with("length", length).with("limit", limit)
        }
        ReadTroubleKind::NulBytes => new("file-nul"),
        ReadTroubleKind::NotText { line } => new("file-not-text").with("line", line),
        ReadTroubleKind::EncodingDoubtful(encodings) => new("file-encoding-doubtful").with(
            "encodings",
            encodings.iter().map(|one| one.name()).collect::<Vec<_>>().join(" / "),
        ),
    }
}
