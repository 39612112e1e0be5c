//! Reads the site's folder into a snapshot: every text decoded, every other file known by its digest.
//!
//! The result does not depend on the order or the number of threads of reading.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use rayon::prelude::*;

use crate::disk::encoding::decode;
use crate::disk::failure::{Act, Failure};
use crate::disk::pictures;
use crate::disk::reason::reason;
use crate::disk::walk::{Found, Listing, Top, list};
use crate::model::path::SourcePath;
use crate::model::picture::{ENDINGS, Seen};
use crate::model::snapshot::{Encoding, ReadTrouble, ReadTroubleKind, Snapshot, SourceFile};

/// The largest text that is read, in bytes.
pub const TEXT_LIMIT: u64 = 16 << 20;

/// The largest text that is understood, and not only published: a million characters.
const WRITTEN_LIMIT: u64 = 3 << 20;

/// What is understood.
const WRITTEN: [&str; 7] = ["md", "markdown", "yaml", "yml", "html", "htm", "css"];

/// Files with these extensions are text; all others are known by length and digest only.
const TEXTS: [&str; 20] = [
    "md",
    "markdown",
    "yaml",
    "yml",
    "html",
    "htm",
    "xml",
    "xsl",
    "svg",
    "css",
    "js",
    "mjs",
    "txt",
    "json",
    "geojson",
    "csv",
    "tsv",
    "webmanifest",
    "ics",
    "vtt",
];

/// What lies here is copied to the site's root as it is, so nobody reads its words.
const AS_IT_IS: &str = "content/files/";

/// Reads some top folders (`content`, `themes`) of the site's folder `root`.
///
/// The shared themes in `themes_root` appear under `themes/`, save those that the site has itself.
/// Whatever is wrong with single files is in the snapshot's troubles, all at once; it is a
/// failure only if the site's folder itself cannot be read.
pub fn read_site(root: &Path, themes_root: Option<&Path>, what: &[&str]) -> Result<Snapshot, Failure> {
    Ok(read_all(list(&tops(root, themes_root, what)?)?))
}

/// The top folders to look into.
pub(super) fn tops<'a>(root: &Path, themes_root: Option<&Path>, what: &[&'a str]) -> Result<Vec<Top<'a>>, Failure> {
    let fence = fs::canonicalize(root).map_err(Failure::refused(Act::Read, root))?;
    let mut tops: Vec<Top<'_>> = what
        .iter()
        .map(|name| Top {
            name,
            folder: root.join(name),
            fence: fence.clone(),
            hidden: BTreeSet::new(),
        })
        .collect();
    if let Some(shared) = themes_root.filter(|_| what.contains(&"themes")) {
        tops.push(Top {
            name: "themes",
            folder: shared.to_owned(),
            fence: fs::canonicalize(shared).map_err(Failure::refused(Act::Read, shared))?,
            hidden: names_in(&root.join("themes")),
        });
    }
    Ok(tops)
}

fn names_in(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

/// Reads what was listed, in any order.
fn read_all(listing: Listing) -> Snapshot {
    let read: Vec<(SourcePath, Looked)> = listing
        .files
        .into_par_iter()
        .map(|found| {
            let read = read_one(&found);
            (found.path, read)
        })
        .collect();
    let mut snapshot = Snapshot {
        troubles: listing.troubles,
        ..Snapshot::default()
    };
    for (path, read) in read {
        if let Some(kind) = read.trouble {
            let path = path.to_string();
            snapshot.troubles.push(ReadTrouble { path, kind });
        }
        if let Some(picture) = read.picture {
            snapshot.pictures.insert(path.clone(), picture);
        }
        if let Some(file) = read.file {
            snapshot.files.insert(path, file);
        }
    }
    snapshot.troubles.sort();
    snapshot
}

/// What became of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Looked {
    pub(super) file: Option<SourceFile>,
    pub(super) trouble: Option<ReadTroubleKind>,
    pub(super) picture: Option<Seen>,
}

pub(super) fn read_one(found: &Found) -> Looked {
    let outcome = if is_text(&found.path) {
        read_text(&found.place, limit(&found.path)).map(|(file, trouble)| Looked {
            picture: is_picture(&found.path).then(|| pictures::drawing(&file)),
            file: Some(file),
            trouble,
        })
    } else if is_picture(&found.path) {
        pictures::read(&found.place).map(|(file, picture)| Looked {
            file: Some(file),
            picture: Some(picture),
            trouble: None,
        })
    } else {
        read_binary(&found.place).map(|file| Looked {
            file: Some(file),
            ..Looked::default()
        })
    };
    outcome.unwrap_or_else(|error| Looked {
        trouble: Some(ReadTroubleKind::Unreadable(reason(&error))),
        ..Looked::default()
    })
}

/// Pictures of the content are looked at; a theme's are its own affair, and `content/files/` is nobody's.
fn is_picture(path: &SourcePath) -> bool {
    let extension = path.extension().to_ascii_lowercase();
    let within = path.as_str().starts_with("content/") && !path.as_str().starts_with(AS_IT_IS);
    within && ENDINGS.contains(&extension.as_str())
}

fn is_text(path: &SourcePath) -> bool {
    let extension = path.extension().to_ascii_lowercase();
    TEXTS.contains(&extension.as_str()) && !path.as_str().starts_with(AS_IT_IS)
}

fn limit(path: &SourcePath) -> u64 {
    match path.extension().to_ascii_lowercase().as_str() {
        written if WRITTEN.contains(&written) => WRITTEN_LIMIT,
        _ => TEXT_LIMIT,
    }
}

fn read_text(place: &Path, limit: u64) -> std::io::Result<(SourceFile, Option<ReadTroubleKind>)> {
    let file = File::open(place)?;
    let length = file.metadata()?.len();
    let too_large = |length| ReadTroubleKind::TooLarge { length, limit };
    if length > limit {
        return Ok((read_binary(place)?, Some(too_large(length))));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
    file.take(limit + 1).read_to_end(&mut bytes)?;
    let length = bytes.len() as u64;
    if length > limit {
        return Ok((read_binary(place)?, Some(too_large(length))));
    }
    match as_text(bytes) {
        Ok((text, encoding)) => Ok((
            SourceFile::Text {
                text: text.into(),
                encoding,
            },
            None,
        )),
        Err((bytes, trouble)) => {
            let digest = *blake3::hash(&bytes).as_bytes();
            Ok((SourceFile::Binary { length, digest }, Some(trouble)))
        }
    }
}

fn as_text(bytes: Vec<u8>) -> Result<(String, Encoding), (Vec<u8>, ReadTroubleKind)> {
    decode(&bytes).map_err(|trouble| (bytes, trouble))
}

pub(super) fn read_binary(place: &Path) -> std::io::Result<SourceFile> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(place)?)?;
    Ok(SourceFile::Binary {
        length: hasher.count(),
        digest: *hasher.finalize().as_bytes(),
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use std::fs;
    use std::path::Path;

    use tempfile::TempDir;

    use crate::disk::read::{TEXT_LIMIT, WRITTEN_LIMIT, read_all, read_site};
    use crate::disk::walk::{Top, list};
    use crate::model::snapshot::{Snapshot, SourceFile};

    pub(crate) fn site(files: &[(&str, &[u8])]) -> TempDir {
        let site = tempfile::tempdir().expect("a folder");
        for (path, bytes) in files {
            write(&site.path().join(path), bytes);
        }
        site
    }

    fn write(place: &Path, bytes: &[u8]) {
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        fs::write(place, bytes).expect("a file");
    }

    fn shown(snapshot: &Snapshot) -> Vec<String> {
        let files = snapshot.files.iter().map(|(path, file)| match file {
            SourceFile::Text { text, encoding } => format!("{path} {}: {text}", encoding.name()),
            SourceFile::Binary { length, .. } => format!("{path} {length}"),
        });
        let troubles = snapshot
            .troubles
            .iter()
            .map(|trouble| format!("! {} {:?}", trouble.path, trouble.kind));
        files.chain(troubles).collect()
    }

    pub(crate) fn check(site: &TempDir, expected: &[&str]) {
        let snapshot = read_site(site.path(), None, &["content", "themes"]).expect("a site");
        assert_eq!(shown(&snapshot), expected);
    }

    #[test]
    fn texts_are_read_and_other_files_known_by_their_digest() {
        let site = site(&[
            ("content/projects/青山.md", "温泉".as_bytes()),
            ("content/projects/spring.jpg", b"\xFF\xD8\0"),
            ("content/files/raw.txt", b"\xFF"),
            ("content/files/.well-known/a.txt", b"a"),
            ("themes/t/a.css", b"b{}"),
            ("public/index.html", b"no"),
            ("content/.obsidian/a.md", b"no"),
            ("content/~$a.md", b"no"),
        ]);
        check(
            &site,
            &[
                "content/files/.well-known/a.txt 1",
                "content/files/raw.txt 1",
                "content/projects/spring.jpg 3",
                "content/projects/青山.md UTF-8: 温泉",
                "themes/t/a.css UTF-8: b{}",
            ],
        );
        let jpeg = "content/projects/spring.jpg";
        let snapshot = read_site(site.path(), None, &["content"]).expect("a site");
        let file = snapshot.files.iter().find(|(path, _)| path.as_str() == jpeg);
        let digest = *blake3::hash(b"\xFF\xD8\0").as_bytes();
        let expected = SourceFile::Binary { length: 3, digest };
        assert_eq!(file.expect("it is there").1, &expected);
    }

    #[test]
    fn all_troubles_are_found_at_once_and_the_good_files_are_read() {
        let site = site(&[
            ("content/a.md", b"a\0"),
            ("content/b.md", b"\xE9t\xE9, cr\xE9\xE9e"),
            ("content/c.md", b"good"),
        ]);
        let large = fs::File::create(site.path().join("content/d.md")).expect("a file");
        large.set_len(WRITTEN_LIMIT + 1).expect("room");
        let larger = fs::File::create(site.path().join("content/e.json")).expect("a file");
        larger.set_len(TEXT_LIMIT + 1).expect("room");
        check(
            &site,
            &[
                "content/a.md 2",
                "content/b.md 10",
                "content/c.md UTF-8: good",
                "content/d.md 3145729",
                "content/e.json 16777217",
                "! content/a.md NulBytes",
                "! content/b.md NotText { line: 1 }",
                "! content/d.md TooLarge { length: 3145729, limit: 3145728 }",
                "! content/e.json TooLarge { length: 16777217, limit: 16777216 }",
            ],
        );
    }

    #[test]
    fn a_site_without_its_folders_is_empty_and_no_folder_is_a_failure() {
        let site = site(&[]);
        check(&site, &[]);
        assert!(read_site(&site.path().join("none"), None, &["content"]).is_err());
    }

    #[test]
    fn names_that_are_one_on_another_machine_are_told() {
        let site = site(&[
            ("content/A.md", b"1"),
            ("content/a.md", b"2"),
            ("content/cafe\u{301}.md", b"3"),
            ("content/caf\u{e9}.md", b"4"),
        ]);
        check(
            &site,
            &[
                "content/A.md UTF-8: 1",
                "content/a.md UTF-8: 2",
                "content/caf\u{e9}.md UTF-8: 3",
                "! content/a.md NamesCollide(\"content/A.md\")",
                "! content/caf\u{e9}.md NamesCollide(\"content/cafe\\u{301}.md\")",
            ],
        );
    }

    #[test]
    fn the_order_of_reading_changes_nothing() {
        let names: Vec<String> = (0..200).map(|n| format!("content/{}.md", n * 7919 % 211)).collect();
        let files: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), n.as_bytes())).collect();
        let site = site(&files);
        fs::write(site.path().join("content/bad.md"), b"\0").expect("a file");
        fs::write(site.path().join("content/5.yaml"), b"\0").expect("a file");
        let expected = read_site(site.path(), None, &["content"]).expect("a site");
        let mut seed = 1_u64;
        for _ in 0..5 {
            let mut listing = list(&[Top {
                name: "content",
                folder: site.path().join("content"),
                fence: fs::canonicalize(site.path()).expect("real"),
                hidden: std::collections::BTreeSet::new(),
            }])
            .expect("a list");
            for last in (1..listing.files.len()).rev() {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let other = usize::try_from(seed >> 33).expect("small") % (last + 1);
                listing.files.swap(last, other);
            }
            assert_eq!(read_all(listing), expected);
        }
    }

    #[test]
    fn shared_themes_stand_beside_the_sites_own() {
        let site = site(&[("themes/own/a.css", b"own")]);
        let shared = tempfile::tempdir().expect("a folder");
        write(&shared.path().join("own/a.css"), b"hidden");
        write(&shared.path().join("province/b.css"), b"shared");
        let snapshot = read_site(site.path(), Some(shared.path()), &["themes"]).expect("a site");
        assert_eq!(
            shown(&snapshot),
            ["themes/own/a.css UTF-8: own", "themes/province/b.css UTF-8: shared"]
        );
    }
}
