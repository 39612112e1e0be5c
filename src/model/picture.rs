//! Pictures of the content: what their first bytes say, and what is to be made of them.

/// The form of a picture's bytes; the file's name does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    Jpeg,
    Png,
    Webp,
    Gif,
    Svg,
}

/// What is known of a picture without decoding it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Probe {
    pub format: Format,
    /// In pixels, as it is to be seen: turned where the camera says so.
    pub width: u32,
    pub height: u32,
    pub motion: Motion,
    pub ground: Ground,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Motion {
    Still,
    Moving,
}

/// Whether what lies behind a picture can be seen through it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ground {
    Opaque,
    Transparent,
}

/// Why a picture cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// No bytes at all.
    Empty,
    /// In none of the forms that are known here.
    Unknown,
    /// It ends early, or its bytes contradict each other.
    Broken,
    /// More pixels than anybody can look at, or more bytes than a picture has.
    TooLarge { width: u32, height: u32 },
    /// A drawing with a script, or one that fetches something.
    Active,
}

/// A picture of the content, as reading found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub probe: Result<Probe, Fault>,
    /// blake3 of its bytes.
    pub digest: [u8; 32],
}

/// One file that is made of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Recipe {
    pub width: u32,
    pub height: u32,
    pub form: Form,
}

/// How the pixels are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Photographs.
    WebpLossy,
    /// Drawings: without loss, or with a little if that is smaller.
    WebpSmallest,
    Jpeg,
    Png,
}

impl Form {
    pub fn ending(self) -> &'static str {
        match self {
            Form::WebpLossy | Form::WebpSmallest => "webp",
            Form::Jpeg => "jpg",
            Form::Png => "png",
        }
    }
}

/// Longer sides than this are refused before anything is decoded.
pub const LONGEST_SIDE: u32 = 20_000;
/// More pixels than this are refused; a pixel of sixteen bits a channel counts twice.
pub const MOST_PIXELS: u64 = 50_000_000;
/// Larger files are refused, in bytes.
pub const MOST_BYTES: u64 = 64 << 20;

/// Files with these endings are looked at as pictures.
pub const ENDINGS: [&str; 6] = ["jpg", "jpeg", "png", "webp", "gif", "svg"];
