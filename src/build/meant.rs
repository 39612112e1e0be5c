//! Reads YAML and front matter as they are meant: the first stage, a snapshot to a snapshot.
//!
//! All later stages see the mended texts; what they say is told at its place in the text as written.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::build::aids::Aids;
use crate::build::memory::Memory;
use crate::diag::Diagnostic;
use crate::model::path::SourcePath;
use crate::model::snapshot::{Snapshot, SourceFile};
use crate::yaml::front::{self, Front, front_matter};
use crate::yaml::mend::{Mended, is_sound, mend};

/// What was mended, by file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mends {
    files: BTreeMap<SourcePath, Arc<Option<Mended>>>,
}

/// The snapshot as it is meant; none where nothing had to be mended.
pub(crate) fn meant(snapshot: &Snapshot, aids: &Aids, memory: &mut Memory) -> (Option<Snapshot>, Mends) {
    // What was mended is not recalled.
    let sound = |path: &SourcePath| aids.recalled.as_ref().is_some_and(|recalled| recalled.knows(path));
    let texts = snapshot.files.iter().filter_map(|(path, file)| match file {
        SourceFile::Text { text, .. } => (!sound(path)).then_some((path, text)),
        SourceFile::Binary { .. } => None,
    });
    let texts: Vec<(&SourcePath, &Arc<str>)> = texts.collect();
    let mended = memory
        .mended
        .each(&texts, |(path, text)| (path, text), |(path, text)| one(path, text));
    let found: BTreeMap<SourcePath, Arc<Option<Mended>>> = texts
        .into_iter()
        .zip(mended)
        .filter(|(_, mended)| mended.is_some())
        .map(|((path, _), mended)| (path.clone(), mended))
        .collect();
    if found.is_empty() {
        return (None, Mends::default());
    }
    let mut snapshot = snapshot.clone();
    for (path, mended) in &found {
        if let (Some(SourceFile::Text { text, .. }), Some(mended)) = (snapshot.files.get_mut(path), &**mended) {
            *text = mended.text.as_str().into();
        }
    }
    (Some(snapshot), Mends { files: found })
}

/// How one file is meant; none where it is so already.
pub(crate) fn one(path: &SourcePath, text: &str) -> Option<Mended> {
    if path.as_str().starts_with("content/files/") {
        return None;
    }
    if is_sound_file(path, text) {
        return None;
    }
    let mut mended = Mended::new(text);
    match path.extension() {
        "yaml" | "yml" => {
            mended.then(front::end_mark(text));
            let whole = 0..mended.text.len();
            mend(&mut mended, whole);
        }
        "md" => {
            mended.then(front::mends(text));
            if let Front::Whole { yaml, .. } = front_matter(&mended.text) {
                mend(&mut mended, yaml);
            }
        }
        _ => return None,
    }
    (!mended.mends.is_empty() || !mended.remarks.is_empty()).then_some(mended)
}

fn is_sound_file(path: &SourcePath, text: &str) -> bool {
    match path.extension() {
        "yaml" | "yml" => front::end_mark(text).is_empty() && is_sound(text),
        "md" => match front_matter(text) {
            Front::Whole { yaml, .. } => is_sound(&text[yaml]),
            Front::None | Front::Open(_) => false,
        },
        _ => true,
    }
}

impl Mends {
    fn of(&self, path: &SourcePath) -> Option<&Mended> {
        self.files.get(path).and_then(|mended| mended.as_ref().as_ref())
    }

    pub(crate) fn files(&self) -> impl Iterator<Item = &SourcePath> {
        self.files.keys()
    }

    /// The mended text of a file; none where nothing had to be mended.
    pub(crate) fn text(&self, path: &SourcePath) -> Option<&str> {
        self.of(path).map(|mended| mended.text.as_str())
    }

    /// What was read otherwise than it stands.
    pub(crate) fn notes<'a>(&'a self, snapshot: &'a Snapshot) -> impl Iterator<Item = Diagnostic> + 'a {
        let mended = self.files.iter();
        let mended = mended.filter_map(|(path, mended)| Some((path, mended.as_ref().as_ref()?)));
        mended.flat_map(|(path, mended)| {
            let text = snapshot.text(path).map_or("", |text| &**text);
            let remarks = mended.remarks.iter().map(move |remark| {
                Diagnostic::new("yaml-remark", path)
                    .at(remark.clone())
                    .with("remark", &text[remark.clone()])
            });
            let notes = mended.mends.iter().map(move |mend| {
                let (range, piece) = mend.correction(text);
                Diagnostic::new(mend.code, path)
                    .at(mend.span.clone())
                    .with("sign", &mend.sign)
                    .fixed_by(range, piece)
            });
            remarks.chain(notes)
        })
    }

    /// The diagnostics at their places in the texts as written.
    pub(crate) fn restored(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if self.files.is_empty() {
            return diagnostics;
        }
        for diagnostic in &mut diagnostics {
            let of_file = self.of(&diagnostic.file);
            restore(of_file, diagnostic.span.as_mut());
            restore(of_file, diagnostic.fix.as_mut().map(|fix| &mut fix.span));
            for related in &mut diagnostic.related {
                restore(self.of(&related.file), related.span.as_mut());
            }
        }
        diagnostics
    }
}

fn restore(mended: Option<&Mended>, span: Option<&mut Range<usize>>) {
    if let (Some(mended), Some(span)) = (mended, span) {
        *span = mended.written(span);
    }
}
