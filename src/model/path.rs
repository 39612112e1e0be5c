//! Paths of the files a site is made from and of the files it becomes.
//!
//! Both are text with `/` between the parts, the same on every machine; where
//! they lie on a disk is known to `disk` alone.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::sync::Arc;

use serde::Serialize;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A file of the site, relative to the site's folder (`content/projects/青山.md`), in Unicode form NFC.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct SourcePath(Arc<str>);

/// A file of the built site, relative to `public/` (`en/projects/qingshan.html`).
///
/// It can be made on every file system the site may be copied to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct OutputPath(String);

/// Why a text is no path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PathFault {
    /// There is nothing, or nothing between two slashes.
    Empty,
    /// It begins with `/` or with a drive.
    Absolute,
    /// A part is `.` or `..`.
    Dots,
    /// It holds a backslash.
    Backslash,
    /// It holds NUL or another control character.
    Control,
    /// A part is a name that Windows or Wutong keeps for itself (`con`, `nul.html`).
    Reserved,
    /// A part holds one of `< > : " | ? *` or ends with a dot or a space, which Windows cannot write.
    NotPortable,
    /// A part has more than 255 bytes.
    TooLong,
}

/// The longest name of one file or folder, in bytes, on the usual file systems.
const LONGEST_PART: usize = 255;

/// The folder in which `disk` prepares an update when it cannot stand beside the target.
pub const WORKSHOP: &str = ".wutong.next";

/// No file of a site's folder is called so: Windows cannot write `:`.
const IN_PROGRAM: &str = "wutong:";

/// Names that Windows gives to devices, with any extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

impl SourcePath {
    /// Makes a path of a text with `/` between the parts; brings it into form NFC.
    pub fn new(text: &str) -> Result<Self, PathFault> {
        parts_hold(text)?;
        Ok(Self(nfc(text).into()))
    }

    /// The path of a file of the theme that lies inside the program: `wutong:templates/base.html`.
    pub fn in_program(path: &str) -> Self {
        Self(format!("{IN_PROGRAM}{path}").into())
    }

    /// A path that the program itself gives; taken as it is.
    pub fn of_program(text: &str) -> Self {
        Self(text.into())
    }

    /// Whether it is a file of the theme that lies inside the program, not one of the site's folder.
    pub fn is_of_program(&self) -> bool {
        self.0.starts_with(IN_PROGRAM)
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part, with its extension.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The folder's path, without a slash at its end; empty for a file at the top.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// What stands behind the last dot of the name, as written; empty if there is none.
    pub fn extension(&self) -> &str {
        self.file_name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }
}

/// Looked up by its text in form NFC.
impl Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl OutputPath {
    /// Makes a path of a text with `/` between the parts.
    pub fn new(text: &str) -> Result<Self, PathFault> {
        parts_hold(text)?;
        text.split('/').try_for_each(portable)?;
        Ok(Self(text.to_owned()))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder's path, without a slash at its end; empty for a file at the top.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// In how many folders the file lies: 0 for `index.html`, 1 for `en/index.html`.
    pub fn depth(&self) -> usize {
        self.0.matches('/').count()
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A text in Unicode form NFC, in which names are compared.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

fn parts_hold(text: &str) -> Result<(), PathFault> {
    if text.chars().any(char::is_control) {
        return Err(PathFault::Control);
    }
    if text.contains('\\') {
        return Err(PathFault::Backslash);
    }
    if text.starts_with('/') || drive(text) {
        return Err(PathFault::Absolute);
    }
    for part in text.split('/') {
        match part {
            "" => return Err(PathFault::Empty),
            "." | ".." => return Err(PathFault::Dots),
            _ if part.len() > LONGEST_PART => return Err(PathFault::TooLong),
            _ => {}
        }
    }
    Ok(())
}

fn drive(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() > 1 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':'
}

fn portable(part: &str) -> Result<(), PathFault> {
    if part.contains(['<', '>', ':', '"', '|', '?', '*']) || part.ends_with(['.', ' ']) {
        return Err(PathFault::NotPortable);
    }
    if part.eq_ignore_ascii_case(WORKSHOP) || is_device(part) {
        return Err(PathFault::Reserved);
    }
    Ok(())
}

/// Whether Windows takes this name of a file or folder for a device, whatever its ending and letter case.
pub fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().trim_end();
    DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device)) || numbered_device(stem)
}

/// `com0`–`com9` and `lpt0`–`lpt9`, with the raised digits that Windows takes for digits.
fn numbered_device(stem: &str) -> bool {
    let Some((name, number)) = stem.split_at_checked(3) else {
        return false;
    };
    let mut rest = number.chars();
    let digit = rest
        .next()
        .is_some_and(|c| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³'));
    digit && rest.next().is_none() && ["com", "lpt"].iter().any(|device| name.eq_ignore_ascii_case(device))
}

#[cfg(test)]
mod tests {
    use crate::model::path::{OutputPath, PathFault, SourcePath};

    fn check(text: &str, expected: Result<(), PathFault>) {
        assert_eq!(OutputPath::new(text).map(drop), expected, "{text:?}");
    }

    #[test]
    fn ordinary_paths_stand() {
        for text in [
            "index.html",
            "en/projects/qingshan.html",
            "data/招商项目.csv",
            ".nojekyll",
            ".well-known/security.txt",
            "console.html",
            "com10.html",
            "a..b",
        ] {
            check(text, Ok(()));
        }
    }

    #[test]
    fn what_leaves_the_folder_or_cannot_be_written_is_refused() {
        check("", Err(PathFault::Empty));
        check("a//b", Err(PathFault::Empty));
        check("a/", Err(PathFault::Empty));
        check("/etc/passwd", Err(PathFault::Absolute));
        check("C:/a", Err(PathFault::Absolute));
        check("../a", Err(PathFault::Dots));
        check("a/../b", Err(PathFault::Dots));
        check("a/./b", Err(PathFault::Dots));
        check("a\\..\\b", Err(PathFault::Backslash));
        check("a\0b", Err(PathFault::Control));
        check("a\nb", Err(PathFault::Control));
        check("a/NUL.html", Err(PathFault::Reserved));
        check("con", Err(PathFault::Reserved));
        check("lpt¹.txt", Err(PathFault::Reserved));
        check("com1 .txt", Err(PathFault::Reserved));
        check(".wutong.next/a", Err(PathFault::Reserved));
        check("a?b", Err(PathFault::NotPortable));
        check("a./b", Err(PathFault::NotPortable));
        check(&"青".repeat(86), Err(PathFault::TooLong));
        check(&"青".repeat(85), Ok(()));
    }

    #[test]
    fn depth_counts_the_folders() {
        let depth = |text| OutputPath::new(text).expect("a path").depth();
        assert_eq!(depth("index.html"), 0);
        assert_eq!(depth("en/care/projects/a.html"), 3);
    }

    #[test]
    fn two_unicode_forms_of_a_name_are_one_source() {
        let composed = SourcePath::new("content/caf\u{e9}.md").expect("a path");
        let decomposed = SourcePath::new("content/cafe\u{301}.md").expect("a path");
        assert_eq!(composed, decomposed);
        assert_eq!(composed.file_name(), "caf\u{e9}.md");
        assert_eq!(composed.folder(), "content");
        assert_eq!(composed.extension(), "md");
    }
}
