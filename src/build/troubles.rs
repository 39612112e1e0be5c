//! What could not be read from the disk, as diagnostics.

use crate::build::places::{Place, place_of};
use crate::diag::Diagnostic;
use crate::model::path::SourcePath;
use crate::model::picture::Fault;
use crate::model::snapshot::{Encoding, ReadTrouble, ReadTroubleKind, Snapshot, SourceFile};

/// Every trouble of reading, and a note on each file that is not in UTF-8.
pub(crate) fn diagnostics(snapshot: &Snapshot, settings: &SourcePath) -> Vec<Diagnostic> {
    let troubles = snapshot.troubles.iter().filter(|trouble| !is_only_unread(trouble));
    let troubles = troubles.map(|trouble| of(trouble, settings));
    let encodings = snapshot.files.iter().filter_map(|(path, file)| match file {
        SourceFile::Text {
            encoding: Encoding::Utf8,
            ..
        }
        | SourceFile::Binary { .. } => None,
        SourceFile::Text { encoding, .. } => {
            let note = || Diagnostic::new("file-encoding", path).with("encoding", encoding.name());
            is_read(path).then(|| note().fixed_by_saving())
        }
    });
    let pictures = snapshot.pictures.iter();
    let pictures = pictures.filter_map(|(path, seen)| Some(picture_fault(path, seen.probe.as_ref().err()?)));
    troubles.chain(encodings).chain(pictures).collect()
}

/// A picture that cannot be shown.
pub fn picture_fault(path: &SourcePath, fault: &Fault) -> Diagnostic {
    match fault {
        Fault::Empty => Diagnostic::new("picture-empty", path),
        Fault::Unknown => Diagnostic::new("picture-unknown", path),
        Fault::Broken => Diagnostic::new("picture-broken", path),
        Fault::Active => Diagnostic::new("picture-active", path),
        Fault::TooLarge { width: 0, height: 0 } => Diagnostic::new("picture-too-large", path),
        Fault::TooLarge { width, height } => Diagnostic::new("picture-too-large", path)
            .with("width", width)
            .with("height", height),
    }
}

/// Whether we read the words. A document to download, such as a spreadsheet's CSV, is published as it is, and its
/// byte order mark is there for a reason.
fn is_read(path: &SourcePath) -> bool {
    !path.as_str().starts_with("content/") || place_of(path) != Place::Media
}

/// A document to download may be in any encoding.
fn is_only_unread(trouble: &ReadTrouble) -> bool {
    use ReadTroubleKind::{EncodingDoubtful, NotText, NulBytes, TooLarge};
    let of_words = matches!(
        trouble.kind,
        EncodingDoubtful(_) | NotText { .. } | NulBytes | TooLarge { .. }
    );
    of_words && SourcePath::new(&trouble.path).is_ok_and(|path| !is_read(&path))
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
        ReadTroubleKind::TooManyLinks(limit) => new("symlink-many").with("limit", limit),
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn codes(path: &str, kind: ReadTroubleKind) -> Vec<&'static str> {
        let settings = SourcePath::of_program("content/site.yaml");
        let file = SourceFile::Text {
            text: Arc::from("a,b"),
            encoding: Encoding::Utf8Mark,
        };
        let snapshot = Snapshot {
            files: [(SourcePath::of_program(path), file)].into(),
            pictures: std::collections::BTreeMap::new(),
            troubles: vec![ReadTrouble {
                path: path.to_owned(),
                kind,
            }],
        };
        diagnostics(&snapshot, &settings)
            .iter()
            .map(|found| found.code)
            .collect()
    }

    #[test]
    fn a_document_to_download_is_nobodys_text() {
        let csv = "content/media/targets.csv";
        assert_eq!(codes(csv, ReadTroubleKind::NotText { line: 1 }), [""; 0]);
        assert_eq!(codes(csv, ReadTroubleKind::NotAFile), ["file-special"]);
        let entry = "content/projects/a.md";
        let both = ["file-not-text", "file-encoding"];
        assert_eq!(codes(entry, ReadTroubleKind::NotText { line: 1 }), both);
    }
}
