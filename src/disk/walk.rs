//! Lists the files of the site's folders, with everything that is wrong about their names and links.
//!
//! No file is opened here. Links are followed only while they stay inside.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use foldhash::fast::RandomState;
use walkdir::{DirEntry, WalkDir};

use crate::disk::failure::{Act, Failure};
use crate::disk::reason::reason;
use crate::model::path::{SourcePath, nfc};
use crate::model::snapshot::{ReadTrouble, ReadTroubleKind};

/// More files and folders than this are no site but a mistake or a trap of links.
const MOST_FILES: usize = 2_000_000;

/// So many links to folders may be followed, one after the other or within one another: links to folders
/// full of links double with every step.
const MOST_LINKS: usize = 1_000;

/// One top folder of the site.
pub(crate) struct Top<'a> {
    /// Its name in source paths: `content`, `themes`.
    pub(crate) name: &'a str,
    /// Where it lies.
    pub(crate) folder: PathBuf,
    /// The real folder that no link may leave.
    pub(crate) fence: PathBuf,
    /// Names directly under it that are left out.
    pub(crate) hidden: BTreeSet<String>,
}

/// A file that was found.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) path: SourcePath,
    /// Its real spelling on this disk.
    pub(crate) place: PathBuf,
}

/// All files in the order of their paths, and what is wrong.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    pub(crate) files: Vec<Found>,
    pub(crate) troubles: Vec<ReadTrouble>,
}

/// Lists the files under some top folders; a top folder that is not there holds none.
pub(crate) fn list(tops: &[Top<'_>]) -> Result<Listing, Failure> {
    let mut files = Vec::new();
    let troubles = walk(tops, &mut |found| files.push(found))?;
    Ok(Listing { files, troubles })
}

/// Hands on each file as it is found, and gives what is wrong.
pub(crate) fn walk(tops: &[Top<'_>], found: &mut dyn FnMut(Found)) -> Result<Vec<ReadTrouble>, Failure> {
    let mut walking = Walking {
        found,
        troubles: Vec::new(),
    };
    let mut names = Names::default();
    for top in tops {
        list_top(top, &mut walking, &mut names)?;
    }
    Ok(walking.troubles)
}

/// Paths as they are written, by the same in small letters.
type Names = HashMap<String, String, RandomState>;

/// Where files and troubles go.
struct Walking<'f> {
    found: &'f mut dyn FnMut(Found),
    troubles: Vec<ReadTrouble>,
}

/// Left out everywhere: what editors, systems and version control put beside the files.
pub(crate) fn left_out(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
    let begins = |starts: &[&str]| starts.iter().any(|start| lower.starts_with(start));
    lower.ends_with('~')
        || ending == "tmp"
        || matches!(ending, "swp" | "swo") && lower.starts_with('.')
        || matches!(lower.as_str(), "thumbs.db" | "desktop.ini" | ".ds_store")
        || begins(&["~$", "~wps", ".~lock", ".#", "._", ".git"])
}

fn left_out_folder(name: &str) -> bool {
    name.starts_with('.') && name != ".well-known"
}

fn list_top(top: &Top<'_>, walking: &mut Walking<'_>, names: &mut Names) -> Result<(), Failure> {
    match fs::symlink_metadata(&top.folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Failure::refused(Act::List, &top.folder)(error)),
        Ok(found) if found.is_symlink() => {
            if let Some(kind) = link_trouble(&top.folder, &top.fence) {
                trouble(walking, top.name, kind);
                return Ok(());
            }
        }
        Ok(_) => {}
    }
    let walk = WalkDir::new(&top.folder).min_depth(1).follow_links(true);
    let mut entries = walk.sort_by_file_name().into_iter();
    let (mut seen, mut links) = (0, 0);
    while let Some(entry) = entries.next() {
        seen += 1;
        if seen > MOST_FILES {
            return Err(Failure::TooManyFiles {
                path: top.folder.clone(),
            });
        }
        match entry {
            Err(error) => walk_trouble(top, &error, walking),
            Ok(entry) if entry.path_is_symlink() && entry.file_type().is_dir() && links == MOST_LINKS => {
                let shown = shown_path(top, entry.path());
                if !walking
                    .troubles
                    .iter()
                    .any(|trouble| matches!(trouble.kind, ReadTroubleKind::TooManyLinks(_)))
                {
                    trouble(walking, &shown, ReadTroubleKind::TooManyLinks(MOST_LINKS));
                }
                entries.skip_current_dir();
            }
            Ok(entry) => {
                links += usize::from(entry.path_is_symlink() && entry.file_type().is_dir());
                if !keep(top, &entry, walking, names) && entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
            }
        }
    }
    Ok(())
}

/// Notes a file or folder; false where nothing under it is to be looked at.
fn keep(top: &Top<'_>, entry: &DirEntry, walking: &mut Walking<'_>, names: &mut Names) -> bool {
    let shown = shown_path(top, entry.path());
    let is_folder = entry.file_type().is_dir();
    let lossy = entry.file_name().to_string_lossy();
    if left_out(&lossy) || is_folder && left_out_folder(&lossy) || entry.depth() == 1 && top.hidden.contains(&*lossy) {
        return false;
    }
    if entry.file_name().to_str().is_none() {
        trouble(walking, &shown, ReadTroubleKind::NameNotUnicode);
        return false;
    }
    let Ok(path) = SourcePath::new(&shown) else {
        trouble(walking, &shown, ReadTroubleKind::UnsafeName);
        return false;
    };
    if entry.path_is_symlink()
        && let Some(kind) = link_trouble(entry.path(), &top.fence)
    {
        trouble(walking, &shown, kind);
        return false;
    }
    if let Some(other) = names.insert(path.as_str().to_lowercase(), shown.clone())
        && other != shown
    {
        let same = nfc(&other) == nfc(&shown);
        trouble(walking, &shown, ReadTroubleKind::NamesCollide(other.clone()));
        names.insert(path.as_str().to_lowercase(), other);
        if same {
            return false;
        }
    }
    if entry.file_type().is_file() {
        let place = entry.path().to_owned();
        (walking.found)(Found { path, place });
    } else if !is_folder {
        trouble(walking, &shown, ReadTroubleKind::NotAFile);
    }
    is_folder
}

/// What is wrong with a link that leads somewhere.
fn link_trouble(link: &Path, fence: &Path) -> Option<ReadTroubleKind> {
    let target = match fs::canonicalize(link) {
        Ok(target) => target,
        Err(error) => {
            return Some(match error.kind() {
                ErrorKind::NotFound => ReadTroubleKind::LinkBroken(said_target(link)),
                ErrorKind::PermissionDenied => ReadTroubleKind::Unreadable(reason(&error)),
                _ => ReadTroubleKind::LinkLoop,
            });
        }
    };
    let Ok(inside) = target.strip_prefix(fence) else {
        return Some(ReadTroubleKind::OutsideSite(said_target(link)));
    };
    let hidden = |part: std::path::Component<'_>| {
        let name = part.as_os_str().to_string_lossy();
        left_out_folder(&name)
    };
    if inside.parent().is_some_and(|folder| folder.components().any(hidden))
        || target.is_dir() && inside.components().any(hidden)
    {
        return Some(ReadTroubleKind::OutsideSite(said_target(link)));
    }
    let home = link.parent().and_then(|folder| fs::canonicalize(folder).ok());
    home.is_some_and(|folder| folder.starts_with(&target))
        .then_some(ReadTroubleKind::LinkLoop)
}

fn said_target(link: &Path) -> String {
    fs::read_link(link).map_or_else(|_| String::new(), |target| target.to_string_lossy().into_owned())
}

fn walk_trouble(top: &Top<'_>, error: &walkdir::Error, walking: &mut Walking<'_>) {
    let place = error.path().unwrap_or(&top.folder);
    let name = place.file_name().map(|name| name.to_string_lossy());
    if name.is_some_and(|name| left_out(&name) || left_out_folder(&name)) {
        return;
    }
    let is_link = fs::symlink_metadata(place).is_ok_and(|found| found.is_symlink());
    let kind = if error.loop_ancestor().is_some() {
        ReadTroubleKind::LinkLoop
    } else if is_link {
        link_trouble(place, &top.fence).unwrap_or(ReadTroubleKind::LinkLoop)
    } else {
        let reason = error.io_error().map(reason);
        ReadTroubleKind::Unreadable(reason.unwrap_or_default())
    };
    trouble(walking, &shown_path(top, place), kind);
}

fn shown_path(top: &Top<'_>, place: &Path) -> String {
    let mut shown = top.name.to_owned();
    for part in place.strip_prefix(&top.folder).unwrap_or(place) {
        shown.push('/');
        shown.push_str(&part.to_string_lossy());
    }
    shown
}

fn trouble(walking: &mut Walking<'_>, path: &str, kind: ReadTroubleKind) {
    let path = path.to_owned();
    walking.troubles.push(ReadTrouble { path, kind });
}

#[cfg(test)]
mod tests {
    use crate::disk::walk::{left_out, left_out_folder};

    #[test]
    fn editors_leavings_are_left_out_and_nothing_else() {
        let (out, kept): (Vec<&str>, Vec<&str>) = [
            ".青山.md.swp",
            "青山.md~",
            "~$青山.docx",
            ".~lock.表.ods#",
            ".#青山.md",
            "a.TMP",
            "~WPS1.md",
            ".DS_Store",
            "Thumbs.db",
            "Desktop.ini",
            "._a.jpg",
            ".gitkeep",
            "青山.md",
            ".nojekyll",
            "a.tmpl",
            "swp",
            "~a.md",
            "index.md",
        ]
        .into_iter()
        .partition(|name| left_out(name));
        assert_eq!(kept, ["青山.md", ".nojekyll", "a.tmpl", "swp", "~a.md", "index.md"]);
        assert_eq!(out.len(), 12);
        assert!(left_out_folder(".obsidian") && !left_out_folder(".well-known"));
    }
}
