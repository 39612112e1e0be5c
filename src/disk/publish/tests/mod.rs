//! Publishing as a whole: small sites, built again and again into one target.

mod first_form;
mod foreign;
mod heal;
#[cfg(target_os = "linux")]
mod kill;
#[cfg(target_os = "linux")]
mod linux;
mod part;
#[cfg(target_os = "linux")]
mod reader;
pub(crate) mod refusals;
mod refuse;
mod update;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tempfile::TempDir;

use crate::disk::failure::{Failure, Remedy};
use crate::disk::publish::files::identity;
use crate::disk::publish::{Content, Glance, Item, PublishOptions, Published, Staged, stage};
use crate::model::path::{OutputPath, SourcePath};

const OLD: [(&str, &str); 4] = [
    ("index.html", "1"),
    ("a/x.html", "1"),
    ("a/y.html", "same"),
    ("b/z.html", "1"),
];
const OLD_SHOWN: [&str; 4] = ["a/x.html: 1", "a/y.html: same", "b/z.html: 1", "index.html: 1"];
const NEW: [(&str, &str); 4] = [
    ("index.html", "2"),
    ("a/x.html", "2"),
    ("a/y.html", "same"),
    ("c/n.html", "2"),
];
const NEW_SHOWN: [&str; 4] = ["a/x.html: 2", "a/y.html: same", "c/n.html: 2", "index.html: 2"];

/// When each file was changed, and which file it is.
type Stamps = BTreeMap<String, (SystemTime, Option<(u64, u64)>)>;

/// A site in a folder of its own, with its target beside the content.
struct Site {
    folder: TempDir,
    options: PublishOptions,
}

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("content")).expect("a folder");
        Self {
            folder,
            options: PublishOptions::default(),
        }
    }

    /// One on a RAM disk, where there is one, for tests that publish hundreds of times.
    fn quick() -> Self {
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
        let folder = folder.expect("a folder");
        fs::create_dir(folder.path().join("content")).expect("a folder");
        let options = PublishOptions::default();
        Self { folder, options }
    }

    fn in_place() -> Self {
        let mut site = Self::new();
        site.options.force_in_place = true;
        site
    }

    fn target(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    fn at(&self, path: &str) -> PathBuf {
        self.target().join(path)
    }

    /// A place in the site's `.wutong`.
    fn own(&self, name: &str) -> PathBuf {
        self.folder.path().join(".wutong").join(name)
    }

    fn record(&self) -> PathBuf {
        let mut entries = fs::read_dir(self.own("published")).expect("a folder");
        entries.next().expect("a record").expect("a record").path()
    }

    /// Puts a file into the target by hand.
    fn put(&self, path: &str, words: &str) {
        let place = self.at(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        fs::write(place, words).expect("a file");
    }

    /// Stages files by path and words; `copy of PATH` copies, `FAILS` fails, `as before, …` is made only if need be.
    fn stage(&self, files: &[(&str, &str)]) -> Result<Staged, Failure> {
        self.stage_after(files, None)
    }

    fn stage_after(&self, files: &[(&str, &str)], glance: Option<Glance>) -> Result<Staged, Failure> {
        self.stage_while(files, glance, &|| ())
    }

    fn stage_while(
        &self,
        files: &[(&str, &str)],
        glance: Option<Glance>,
        meanwhile: &(dyn Fn() + Sync),
    ) -> Result<Staged, Failure> {
        let items: Vec<Item> = files
            .iter()
            .map(|(path, words)| Item {
                path: OutputPath::new(path).expect("a path"),
                content: match words.strip_prefix("copy of ") {
                    Some(source) => Content::Copy(SourcePath::new(source).expect("a path")),
                    None if words.starts_with("as before") => Content::AsBefore,
                    None => Content::Made,
                },
            })
            .collect();
        let render = |index: usize| {
            let words = files[index].1;
            (words != "FAILS").then_some(Cow::Borrowed(words.as_bytes()))
        };
        let places = (self.folder.path(), &*self.target());
        stage(places, &items, &render, meanwhile, &self.options, glance)
    }

    fn build(&self, files: &[(&str, &str)]) -> Result<Published, Failure> {
        self.stage(files)?.commit()
    }

    /// Builds what must go well and leave nothing behind.
    fn built(&self, files: &[(&str, &str)]) -> Published {
        let published = self.build(files).expect("it is published");
        assert!(published.notices.is_empty(), "{:?}", published.notices);
        self.check_no_leavings();
        published
    }

    fn check_no_leavings(&self) {
        for place in [self.folder.path().join(".public.next"), self.at(".wutong.next")] {
            assert!(!place.exists(), "{} is left", place.display());
        }
    }

    /// The whole target, one line a file or empty folder, sorted.
    fn shown(&self) -> Vec<String> {
        let mut lines = Vec::new();
        show(&self.target(), "", &mut lines);
        lines.sort();
        lines
    }

    fn check(&self, expected: &[&str]) {
        assert_eq!(self.shown(), expected);
    }

    /// The same where other lines stand between those of a build.
    fn check_with(&self, build: &[&str], others: &[&str]) {
        let mut expected = [build, others].concat();
        expected.sort_unstable();
        self.check(&expected);
    }

    fn stamps(&self) -> Stamps {
        let shown = self.shown();
        let paths = shown.iter().filter_map(|line| Some(line.split_once(": ")?.0));
        let stamp = |path: &str| {
            let found = fs::symlink_metadata(self.at(path)).expect("a file");
            (found.modified().expect("a time"), identity(&found))
        };
        paths.map(|path| (path.to_owned(), stamp(path))).collect()
    }
}

fn show(folder: &Path, name: &str, lines: &mut Vec<String>) {
    let entries: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().collect();
    if entries.is_empty() && !name.is_empty() {
        lines.push(format!("{name}/"));
    }
    for entry in entries {
        let path = format!("{name}/{}", entry.file_name().to_string_lossy());
        let path = path.trim_start_matches('/');
        let kind = entry.file_type().expect("a kind");
        if kind.is_dir() {
            show(&entry.path(), path, lines);
        } else if kind.is_symlink() {
            lines.push(format!("{path} -> elsewhere"));
        } else {
            let words = fs::read_to_string(entry.path()).expect("words");
            lines.push(format!("{path}: {words}"));
        }
    }
}

/// That the build was refused for these foreign names.
fn check_foreign(outcome: Result<Published, Failure>, expected: &[&str], remedy_expected: Remedy) {
    match outcome {
        Err(Failure::ForeignTarget { names, remedy, .. }) => {
            assert_eq!((names, remedy), (owned(expected), remedy_expected));
        }
        other => panic!("{other:?}"),
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}
