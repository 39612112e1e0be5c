//! All that was read from a site's folder, as one complete value.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::path::SourcePath;
use crate::model::picture::Seen;

/// What the site's folder held at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// Every file that could be read.
    pub files: BTreeMap<SourcePath, SourceFile>,
    /// Those of the files that are pictures of the content.
    pub pictures: BTreeMap<SourcePath, Seen>,
    /// Everything that could not be read as it should, sorted by path and kind.
    pub troubles: Vec<ReadTrouble>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceFile {
    /// A file that people write, without its byte order mark, line ends as written.
    Text {
        /// Its words.
        text: Arc<str>,
        /// How they were written on the disk.
        encoding: Encoding,
    },
    /// Any other file, and a text that cannot be read as one (then a trouble says why).
    Binary {
        /// In bytes.
        length: u64,
        /// blake3 of its bytes.
        digest: [u8; 32],
    },
}

/// How a text was written on the disk. All but `Utf8` deserve a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-8 behind a byte order mark.
    Utf8Mark,
    /// UTF-16, little end first, behind its byte order mark.
    Utf16Little,
    /// UTF-16, big end first, behind its byte order mark.
    Utf16Big,
    /// GBK, recognised beyond doubt.
    Gbk,
    /// GB 18030 with characters that GBK does not have, recognised beyond doubt.
    Gb18030,
    /// Big5, recognised beyond doubt.
    Big5,
}

impl Encoding {
    /// The name that people know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf8Mark => "UTF-8 BOM",
            Self::Utf16Little => "UTF-16 LE",
            Self::Utf16Big => "UTF-16 BE",
            Self::Gbk => "GBK",
            Self::Gb18030 => "GB 18030",
            Self::Big5 => "Big5",
        }
    }
}

/// One thing in the folder that could not be read as it should.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReadTrouble {
    /// Relative to the site's folder, `/` between parts; what is no Unicode is shown by U+FFFD.
    pub path: String,
    /// What is wrong.
    pub kind: ReadTroubleKind,
}

/// What can be wrong with a file before anybody reads its words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReadTroubleKind {
    /// The machine did not give it; the reason is the key of a word in the catalogue, or in the machine's own words.
    Unreadable(String),
    /// A pipe, a device or the like stands where a file is looked for.
    NotAFile,
    /// The name is no Unicode text.
    NameNotUnicode,
    /// The name holds a backslash or a control character.
    UnsafeName,
    /// Another name in the folder differs only by letter case or Unicode form; it is given.
    NamesCollide(String),
    /// A link leads out of the site's folder, or into one of its hidden folders; the place is given.
    OutsideSite(String),
    /// A link leads to a folder that it lies in.
    LinkLoop,
    /// Links to folders are more than this many; the rest is not followed.
    TooManyLinks(usize),
    /// A link leads to nothing; the place as the link says it.
    LinkBroken(String),
    /// A text is larger than the limit; both in bytes.
    TooLarge {
        /// How large it is.
        length: u64,
        /// How large it may be.
        limit: u64,
    },
    /// A text holds the character NUL.
    NulBytes,
    /// A text is in no encoding that is known here; the first line (from 1) that shows it.
    NotText {
        /// From 1.
        line: usize,
    },
    /// A text may be in one of these encodings, or in another, and nothing settles it.
    EncodingDoubtful(Vec<Encoding>),
}

impl Snapshot {
    /// The words of a text file; none for another file or none at all.
    pub fn text(&self, path: &SourcePath) -> Option<&Arc<str>> {
        match self.files.get(path)? {
            SourceFile::Text { text, .. } => Some(text),
            SourceFile::Binary { .. } => None,
        }
    }
}
