//! What a site knows before any entry is read: its settings, types, units and readings of names.
//!
//! Its mistakes are left to `pipeline`: a half-filled entry must not keep anybody from making the next one.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::build::aids::Aids;
use crate::build::frame::{Frame, frame};
use crate::build::meant::meant;
use crate::build::memory::Memory;
use crate::build::places::{Place, place_of};
use crate::build::read_entries::index_type;
use crate::build::sources;
use crate::config::Config;
use crate::lang::figure::units::Units;
use crate::lang::readings::Readings;
use crate::model::lang::Lang;
use crate::model::path::SourcePath;
use crate::model::snapshot::{Encoding, Snapshot, SourceFile};
use crate::model::types::{Type, Types};

/// The frame of a site.
pub struct Known {
    pub config: Config,
    pub types: Types,
    pub units: Arc<Units>,
    pub readings: Readings,
}

/// A file that holds words of entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    pub path: SourcePath,
    /// The folder under `content/`; empty for the home page.
    pub folder: String,
    pub lang: Option<Lang>,
    pub form: Form,
}

/// How a file holds its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// One entry of this name.
    Entry(String),
    /// Many entries, one per key.
    Rows,
    /// The words of a list page or of the home page.
    Index,
}

/// The snapshot with its texts as they are meant, as a build reads them.
pub fn as_meant(snapshot: Snapshot) -> Snapshot {
    let (mended, _) = meant(&snapshot, &Aids::default(), &mut Memory::default());
    mended.unwrap_or(snapshot)
}

/// The frame of the site in this snapshot; none without settings.
pub fn known(snapshot: &Snapshot) -> Option<Known> {
    let content = sources::content(snapshot);
    let settings = content.settings?;
    let themes = sources::themes(snapshot);
    let Frame {
        config, made, types, ..
    } = frame(&content, settings, None, &themes, &mut Vec::new());
    Some(Known {
        config,
        types,
        units: made.units,
        readings: made.readings,
    })
}

/// A site of the default theme with these settings and nothing else.
pub fn known_of_settings(text: &str) -> Option<Known> {
    let file = SourcePath::new("content/site.yaml").expect("a good path");
    let text = SourceFile::Text {
        text: text.into(),
        encoding: Encoding::Utf8,
    };
    known(&Snapshot {
        files: BTreeMap::from([(file, text)]),
        ..Snapshot::default()
    })
}

/// What the file at this path holds, if it holds words of entries.
pub fn spoken(path: &SourcePath) -> Option<Spoken> {
    let (folder, lang, form) = match place_of(path) {
        Place::Entry { folder, name, lang } => (folder, lang, Form::Entry(name)),
        Place::Rows { folder, lang } => (folder, lang, Form::Rows),
        Place::Index { folder, lang } => (folder, lang, Form::Index),
        _ => return None,
    };
    Some(Spoken {
        path: path.clone(),
        folder,
        lang,
        form,
    })
}

/// Every file of the snapshot that holds words of entries, in the order of paths.
pub fn all_spoken(snapshot: &Snapshot) -> Vec<Spoken> {
    let texts = snapshot
        .files
        .iter()
        .filter(|(_, file)| matches!(file, SourceFile::Text { .. }));
    texts.filter_map(|(path, _)| spoken(path)).collect()
}

impl Known {
    /// The type of the words in `_index.md` files.
    pub fn index_type(&self) -> Type {
        index_type(&self.types)
    }

    /// The type that a person means: by its key, its folder, or its label in any language.
    pub fn type_written(&self, written: &str) -> Option<&Type> {
        let types = || self.types.types.values();
        self.types
            .get(written)
            .or_else(|| types().find(|kind| kind.folder == written))
            .or_else(|| types().find(|kind| kind.one.all().chain(kind.many.all()).any(|label| label == written)))
    }
}
