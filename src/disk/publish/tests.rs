//! Publishing as a whole: small sites, built again and again into one target.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::disk::failure::{Failure, Forbidden, Remedy};
use crate::disk::publish::{Content, Item, Mode, PublishOptions, Published, Staged, Why, in_place, recover, stage};
use crate::model::path::{OutputPath, SourcePath};

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

    /// Puts a file into the target by hand.
    fn put(&self, path: &str, words: &str) {
        let place = self.at(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        fs::write(place, words).expect("a file");
    }

    fn stage(&self, files: &[(&str, &str)]) -> Result<Staged, Failure> {
        let items: Vec<Item> = files
            .iter()
            .map(|(path, words)| Item {
                path: OutputPath::new(path).expect("a path"),
                content: match words.strip_prefix("copy of ") {
                    Some(source) => Content::Copy(SourcePath::new(source).expect("a path")),
                    None => Content::Made,
                },
            })
            .collect();
        let render = |index: usize| {
            let words = files[index].1;
            (words != "FAILS").then_some(Cow::Borrowed(words.as_bytes()))
        };
        stage(self.folder.path(), &self.target(), &items, &render, &self.options)
    }

    fn build(&self, files: &[(&str, &str)]) -> Result<Published, Failure> {
        self.stage(files)?.commit()
    }

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

    /// The whole target as text, one line a file or empty folder.
    fn shown(&self) -> String {
        let mut lines = Vec::new();
        show(&self.target(), "", &mut lines);
        lines.sort();
        lines.join("\n")
    }

    fn check(&self, expected: &[&str]) {
        assert_eq!(self.shown(), expected.join("\n"));
    }

    fn own(&self, name: &str) -> PathBuf {
        self.folder.path().join(".wutong").join(name)
    }

    fn record(&self) -> PathBuf {
        let mut entries = fs::read_dir(self.own("published")).expect("a folder");
        entries.next().expect("a record").expect("a record").path()
    }

    fn stamps(&self) -> BTreeMap<String, (std::time::SystemTime, Option<(u64, u64)>)> {
        let mut lines = Vec::new();
        show(&self.target(), "", &mut lines);
        let paths = lines
            .iter()
            .filter_map(|line| line.split_once(": "))
            .map(|(path, _)| path);
        let stamp = |path: &str| {
            let found = fs::symlink_metadata(self.at(path)).expect("a file");
            let identity = crate::disk::publish::files::identity(&found);
            (found.modified().expect("a time"), identity)
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
        let path = path.trim_start_matches('/').to_owned();
        let kind = entry.file_type().expect("a kind");
        if kind.is_dir() {
            show(&entry.path(), &path, lines);
        } else if kind.is_symlink() {
            lines.push(format!("{path} -> elsewhere"));
        } else {
            let words = fs::read_to_string(entry.path()).expect("words");
            lines.push(format!("{path}: {words}"));
        }
    }
}

fn foreign_names(outcome: Result<Published, Failure>) -> (Vec<String>, Remedy) {
    match outcome {
        Err(Failure::ForeignTarget { names, remedy, .. }) => (names, remedy),
        other => panic!("{other:?}"),
    }
}

const OLD: [(&str, &str); 4] = [
    ("index.html", "1"),
    ("a/x.html", "1"),
    ("a/y.html", "same"),
    ("b/z.html", "1"),
];
const NEW: [(&str, &str); 4] = [
    ("index.html", "2"),
    ("a/x.html", "2"),
    ("a/y.html", "same"),
    ("c/n.html", "2"),
];
const NEW_SHOWN: [&str; 4] = ["a/x.html: 2", "a/y.html: same", "c/n.html: 2", "index.html: 2"];

#[test]
fn a_first_build_appears_and_a_second_writes_nothing() {
    let site = Site::new();
    let first = site.built(&OLD);
    assert_eq!((first.mode, first.written, first.bytes), (Mode::First, 4, 7));
    site.check(&["a/x.html: 1", "a/y.html: same", "b/z.html: 1", "index.html: 1"]);
    let (stamps, record) = (site.stamps(), fs::metadata(site.record()).expect("a record"));
    let second = site.built(&OLD);
    assert_eq!((second.mode, second.written, second.unchanged), (Mode::Nothing, 0, 4));
    assert_eq!(site.stamps(), stamps);
    let again = fs::metadata(site.record()).expect("a record");
    assert_eq!(again.modified().expect("a time"), record.modified().expect("a time"));
}

#[test]
fn one_differing_file_is_replaced_or_removed_and_no_other_is_touched() {
    let site = Site::new();
    site.built(&OLD);
    let before = site.stamps();
    let mut files = OLD;
    files[1].1 = "2";
    let published = site.built(&files);
    assert_eq!(
        (published.mode, published.written, published.unchanged),
        (Mode::OneFile, 1, 3)
    );
    site.check(&["a/x.html: 2", "a/y.html: same", "b/z.html: 1", "index.html: 1"]);
    let published = site.built(&files[..3]);
    assert_eq!(
        (published.mode, published.written, published.removed),
        (Mode::OneFile, 0, 1)
    );
    site.check(&["a/x.html: 2", "a/y.html: same", "index.html: 1"]);
    let after = site.stamps();
    assert_eq!(after["a/y.html"], before["a/y.html"]);
    assert_ne!(after["a/x.html"], before["a/x.html"]);
}

#[cfg(target_os = "linux")]
#[test]
fn more_are_exchanged_as_a_whole_and_unchanged_files_stay_the_same_files() {
    let site = Site::new();
    site.built(&OLD);
    let before = site.stamps();
    let published = site.built(&NEW);
    assert_eq!((published.mode, published.why), (Mode::Swap, Why::Usual));
    assert_eq!((published.written, published.unchanged, published.removed), (3, 1, 1));
    site.check(&NEW_SHOWN);
    assert_eq!(site.stamps()["a/y.html"], before["a/y.html"]);
    assert_eq!(site.built(&NEW).mode, Mode::Nothing);
}

#[test]
fn in_place_comes_to_the_same() {
    let site = Site::in_place();
    site.built(&OLD);
    let published = site.built(&NEW);
    assert_eq!((published.mode, published.why), (Mode::InPlace, Why::Asked));
    site.check(&NEW_SHOWN);
    assert_eq!(site.built(&NEW).mode, Mode::Nothing);
}

#[test]
fn what_is_foreign_survives_every_way() {
    for site in [Site::new(), Site::in_place()] {
        site.built(&OLD);
        site.put(".git/HEAD", "main");
        site.put("CNAME", "example.com");
        site.put("a/hand.txt", "mine");
        site.put("a/old/deep/kept.txt", "mine");
        site.put("b/hand.txt", "mine");
        fs::create_dir(site.at("empty")).expect("a folder");
        let published = site.built(&NEW);
        let foreign = [".git/", "CNAME", "a/hand.txt", "a/old/", "b/hand.txt", "empty/"];
        assert_eq!(published.foreign, foreign);
        let mut expected = vec![
            ".git/HEAD: main",
            "CNAME: example.com",
            "a/hand.txt: mine",
            "a/old/deep/kept.txt: mine",
            "b/hand.txt: mine",
            "empty/",
        ];
        expected.extend(NEW_SHOWN);
        expected.sort_unstable();
        site.check(&expected);
        assert_eq!(site.built(&NEW).mode, Mode::Nothing);
    }
}

#[test]
fn a_file_changed_or_removed_by_hand_is_written_again_and_a_touched_one_is_not() {
    let site = Site::new();
    site.built(&OLD);
    site.put("a/x.html", "by hand");
    fs::remove_file(site.at("b/z.html")).expect("removed");
    site.put("a/y.html", "same");
    let published = site.built(&OLD);
    assert_eq!((published.written, published.unchanged), (2, 2));
    site.check(&["a/x.html: 1", "a/y.html: same", "b/z.html: 1", "index.html: 1"]);
}

#[test]
fn a_file_changed_by_hand_is_never_removed() {
    for site in [Site::new(), Site::in_place()] {
        site.built(&OLD);
        site.put("b/z.html", "by hand");
        let published = site.built(&NEW);
        assert_eq!((published.removed, published.foreign), (0, vec!["b/z.html".to_owned()]));
        assert!(site.shown().contains("b/z.html: by hand"), "{}", site.shown());
    }
}

#[test]
fn without_a_record_what_is_byte_for_byte_ours_is_ours() {
    let spoil: [fn(&Site); 4] = [
        |site| fs::remove_dir_all(site.own("")).expect("removed"),
        |site| fs::write(site.record(), "").expect("written"),
        |site| {
            let bytes = fs::read(site.record()).expect("read");
            fs::write(site.record(), &bytes[..bytes.len() - 7]).expect("written");
        },
        |site| {
            let mut bytes = fs::read(site.record()).expect("read");
            bytes[40] ^= 1;
            fs::write(site.record(), bytes).expect("written");
        },
    ];
    for spoil in spoil {
        let site = Site::new();
        site.built(&OLD);
        let before = site.stamps();
        spoil(&site);
        let published = site.built(&OLD);
        assert_eq!((published.mode, published.unchanged), (Mode::Nothing, 4));
        assert_eq!(site.stamps(), before);
        assert_eq!(site.built(&NEW).removed, 1);
        spoil(&site);
        let changed = [("index.html", "3"), ("a/x.html", "2")];
        let (names, remedy) = foreign_names(site.build(&changed));
        assert_eq!(
            (names, remedy),
            (vec_of(&["a/y.html", "c/", "index.html"]), Remedy::Adopt)
        );
        site.check(&NEW_SHOWN);
        site.check_no_leavings();
    }
}

fn vec_of(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn hidden_files_and_empty_folders_never_block_a_first_build() {
    let site = Site::new();
    site.put(".gitignore", "*");
    site.put(".git/HEAD", "main");
    site.put("CNAME", "example.com");
    fs::create_dir_all(site.at("empty/deeper")).expect("a folder");
    let published = site.built(&OLD[..1]);
    assert_eq!(published.foreign, [".git/", ".gitignore", "CNAME", "empty/"]);
    site.check(&[
        ".git/HEAD: main",
        ".gitignore: *",
        "CNAME: example.com",
        "empty/deeper/",
        "index.html: 1",
    ]);
}

#[test]
fn a_foreign_target_is_left_alone_until_it_is_adopted() {
    let mut site = Site::new();
    site.put("index.html", "someone's");
    site.put("photos/a.jpg", "someone's");
    let (names, _) = foreign_names(site.build(&OLD));
    assert_eq!(names, ["index.html", "photos/"]);
    site.check(&["index.html: someone's", "photos/a.jpg: someone's"]);
    site.check_no_leavings();
    site.options.adopt = true;
    let published = site.built(&OLD[..1]);
    assert_eq!(published.foreign, ["photos/"]);
    site.options.adopt = false;
    site.built(&OLD[..2]);
    site.check(&["a/x.html: 1", "index.html: 1", "photos/a.jpg: someone's"]);
}

#[test]
fn a_new_page_never_replaces_a_foreign_file() {
    for site in [Site::new(), Site::in_place()] {
        site.built(&OLD);
        site.put("c/n.html", "someone's");
        let (names, remedy) = foreign_names(site.build(&NEW));
        assert_eq!((names, remedy), (vec_of(&["c/n.html"]), Remedy::Adopt));
        site.put("d", "a file where a folder must be");
        let (names, remedy) = foreign_names(site.build(&[("d/e.html", "1"), ("index.html", "2")]));
        assert_eq!((names, remedy), (vec_of(&["d"]), Remedy::MoveAway));
        let (names, remedy) = foreign_names(site.build(&[("c", "1"), ("index.html", "2")]));
        assert_eq!((names, remedy), (vec_of(&["c/"]), Remedy::MoveAway));
        assert!(site.shown().contains("index.html: 1"), "{}", site.shown());
    }
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    for site in [Site::new(), Site::in_place()] {
        site.built(&[("a", "1"), ("b/c/d.html", "1"), ("b/e.html", "1")]);
        site.built(&[("a/x.html", "2"), ("b", "2")]);
        site.check(&["a/x.html: 2", "b: 2"]);
    }
}

#[test]
fn a_failed_output_publishes_nothing() {
    for site in [Site::new(), Site::in_place()] {
        site.built(&OLD);
        let before = site.shown();
        let files = [
            ("index.html", "2"),
            ("a/x.html", "FAILS"),
            ("n.html", "2"),
            ("b/z.html", "FAILS"),
        ];
        let staged = site.stage(&files).expect("staged");
        assert_eq!(staged.failed(), [1, 3]);
        staged.discard().expect("discarded");
        site.check_no_leavings();
        assert!(matches!(site.build(&files), Err(Failure::Incomplete { failed: 2 })));
        assert_eq!(site.shown(), before);
        site.check_no_leavings();
        assert_eq!(site.built(&OLD).mode, Mode::Nothing);
    }
}

#[test]
fn discarding_or_dropping_what_is_staged_leaves_no_trace() {
    let site = Site::new();
    site.built(&OLD);
    let before = (site.shown(), site.stamps());
    site.stage(&NEW).expect("staged").discard().expect("discarded");
    site.check_no_leavings();
    drop(site.stage(&NEW).expect("staged"));
    site.check_no_leavings();
    assert_eq!((site.shown(), site.stamps()), before);
}

#[test]
fn a_disk_that_refuses_leaves_the_target_as_it_was() {
    for site in [Site::new(), Site::in_place()] {
        site.built(&OLD);
        let before = site.shown();
        let too_deep = vec!["long".repeat(50); 40].join("/");
        let files = [("index.html", "2"), ("a/x.html", "2"), (too_deep.as_str(), "2")];
        assert!(matches!(site.build(&files), Err(Failure::Refused { .. })));
        assert_eq!(site.shown(), before);
        site.check_no_leavings();
    }
}

#[test]
fn files_are_copied_from_the_site_and_only_when_they_change() {
    let site = Site::new();
    let source = site.folder.path().join("content/a.jpg");
    fs::write(&source, "one").expect("a file");
    let files = [("media/a.jpg", "copy of content/a.jpg"), ("index.html", "1")];
    site.built(&files);
    site.check(&["index.html: 1", "media/a.jpg: one"]);
    assert_eq!(site.built(&files).mode, Mode::Nothing);
    fs::write(&source, "two").expect("a file");
    assert_eq!(site.built(&files).mode, Mode::OneFile);
    site.check(&["index.html: 1", "media/a.jpg: two"]);
    fs::remove_file(&source).expect("removed");
    assert!(matches!(site.build(&files), Err(Failure::Refused { .. })));
    site.check(&["index.html: 1", "media/a.jpg: two"]);
}

#[test]
fn two_outputs_at_one_path_are_refused() {
    let site = Site::new();
    for files in [[("a.html", "1"), ("a.html", "2")], [("a/b", "1"), ("a", "1")]] {
        assert!(matches!(site.build(&files), Err(Failure::PathTwice { .. })));
    }
}

#[test]
fn no_target_may_mix_with_what_the_site_is_made_from() {
    let site = Site::new();
    let root = site.folder.path();
    let home = std::env::home_dir().expect("a home");
    let cases = [
        (root.to_owned(), Forbidden::Site),
        (root.join("content"), Forbidden::Source),
        (root.join("content/public"), Forbidden::Source),
        (root.join("themes/x"), Forbidden::Source),
        (root.join(".wutong/public"), Forbidden::Source),
        (root.join("public/../content"), Forbidden::Source),
        (root.join("none/../content"), Forbidden::Nowhere),
        (root.parent().expect("a parent").to_owned(), Forbidden::Site),
        (PathBuf::from("/"), Forbidden::Root),
        (home, Forbidden::Home),
    ];
    fs::create_dir(root.join("public")).expect("a folder");
    for (target, expected) in cases {
        let outcome = stage(root, &target, &[], &|_| None, &site.options);
        let reason = match outcome {
            Err(Failure::TargetForbidden { reason, .. }) => reason,
            other => panic!("{}: {other:?}", target.display()),
        };
        assert_eq!(reason, expected, "{}", target.display());
    }
}

#[test]
fn a_second_build_at_once_is_told_to_wait() {
    let site = Site::new();
    let staged = site.stage(&OLD).expect("staged");
    assert!(matches!(site.build(&OLD), Err(Failure::Busy { .. })));
    fs::remove_dir_all(site.own("")).expect("removed");
    assert!(matches!(site.build(&OLD), Err(Failure::Busy { .. })));
    staged.commit().expect("published");
    assert_eq!(site.built(&OLD).mode, Mode::Nothing);
}

#[test]
fn builds_from_many_threads_never_mix() {
    let site = Site::new();
    site.built(&[("index.html", "0"), ("a/x.html", "0")]);
    std::thread::scope(|scope| {
        for words in ["1", "2", "3", "4"] {
            let site = &site;
            scope.spawn(move || {
                for _ in 0..20 {
                    match site.build(&[("index.html", words), ("a/x.html", words)]) {
                        Ok(_) | Err(Failure::Busy { .. }) => {}
                        Err(other) => panic!("{other}"),
                    }
                }
            });
        }
    });
    let words = fs::read_to_string(site.at("index.html")).expect("words");
    site.check(&[&format!("a/x.html: {words}"), &format!("index.html: {words}")]);
    site.check_no_leavings();
}

#[test]
fn an_update_in_place_that_breaks_off_at_any_step_is_finished_by_the_next_run() {
    for steps in 0..4 {
        let site = Site::in_place();
        site.built(&OLD);
        site.put("b/hand.txt", "mine");
        let staged = site.stage(&NEW).expect("staged");
        in_place::break_point::STEPS_LEFT.set(Some(steps));
        let outcome = staged.commit();
        in_place::break_point::STEPS_LEFT.set(None);
        assert!(matches!(outcome, Err(Failure::Refused { .. })), "{steps}: {outcome:?}");
        if steps == 2 {
            fs::remove_dir_all(site.own("")).expect("removed");
        }
        let notices = recover(site.folder.path(), &site.target(), &site.options);
        assert_eq!(notices.expect("healed").len(), 1);
        site.check_no_leavings();
        let mut expected = NEW_SHOWN.to_vec();
        expected.insert(2, "b/hand.txt: mine");
        site.check(&expected);
        assert_eq!(site.built(&NEW).mode, Mode::Nothing);
    }
}

#[test]
fn a_folder_that_is_no_workshop_of_ours_is_never_removed() {
    let site = Site::new();
    let folder = site.folder.path().join(".public.next");
    fs::create_dir(&folder).expect("a folder");
    fs::write(folder.join("diary.txt"), "mine").expect("a file");
    assert!(matches!(site.build(&OLD), Err(Failure::Occupied { .. })));
    assert!(folder.join("diary.txt").exists());
}

#[test]
fn a_damaged_journal_is_laid_aside_and_nothing_is_lost() {
    let site = Site::new();
    site.built(&OLD);
    let folder = site.folder.path().join(".public.next");
    fs::create_dir_all(folder.join("tree")).expect("a folder");
    fs::write(folder.join("tree/page.html"), "whose?").expect("a file");
    fs::write(folder.join("journal"), "wutong jour").expect("a file");
    let published = site.build(&NEW).expect("published");
    assert_eq!(published.notices.len(), 1);
    let aside = site.folder.path().join(".public.left-1/tree/page.html");
    assert_eq!(fs::read_to_string(aside).expect("kept"), "whose?");
    site.check(&NEW_SHOWN);
}

#[cfg(target_os = "linux")]
mod on_linux {
    use std::fs;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use crate::disk::failure::Remedy;
    use crate::disk::publish::tests::{NEW, NEW_SHOWN, OLD, Site, foreign_names};
    use crate::disk::publish::{Mode, Why};

    #[test]
    fn a_target_that_is_a_link_is_filled_in_place() {
        let site = Site::new();
        let real = tempfile::tempdir().expect("a folder");
        symlink(real.path(), site.target()).expect("a link");
        site.built(&OLD);
        let published = site.built(&NEW);
        assert_eq!((published.mode, published.why), (Mode::InPlace, Why::TargetIsLink));
        site.check(&NEW_SHOWN);
        assert!(fs::symlink_metadata(site.target()).expect("it").is_symlink());
        assert!(real.path().join("c/n.html").exists());
    }

    #[test]
    fn no_file_is_written_through_a_link_in_the_target() {
        for site in [Site::new(), Site::in_place()] {
            let outside = tempfile::tempdir().expect("a folder");
            fs::write(outside.path().join("x.html"), "outside").expect("a file");
            site.built(&OLD);
            symlink(outside.path(), site.at("c")).expect("a link");
            let (names, remedy) = foreign_names(site.build(&NEW));
            assert_eq!(
                (names.as_slice(), remedy),
                (["c".to_owned()].as_slice(), Remedy::MoveAway)
            );
            fs::remove_file(site.at("c")).expect("removed");
            fs::remove_file(site.at("a/x.html")).expect("removed");
            symlink(outside.path().join("x.html"), site.at("a/x.html")).expect("a link");
            symlink(outside.path(), site.at("away")).expect("a link");
            site.built(&NEW);
            let words = fs::read_to_string(outside.path().join("x.html"));
            assert_eq!(words.expect("words"), "outside");
            assert_eq!(fs::read_dir(outside.path()).expect("a folder").count(), 1);
            let mut expected = NEW_SHOWN.to_vec();
            expected.insert(2, "away -> elsewhere");
            site.check(&expected);
        }
    }

    #[test]
    fn a_folder_of_ours_replaced_by_a_link_is_not_followed() {
        for site in [Site::new(), Site::in_place()] {
            let outside = tempfile::tempdir().expect("a folder");
            fs::write(outside.path().join("x.html"), "1").expect("a file");
            site.built(&OLD);
            fs::remove_dir_all(site.at("a")).expect("removed");
            symlink(outside.path(), site.at("a")).expect("a link");
            let (names, _) = foreign_names(site.build(&NEW));
            assert_eq!(names, ["a"]);
            let published = site.built(&[("index.html", "2"), ("d.html", "2")]);
            assert_eq!(published.foreign, ["a"]);
            assert!(outside.path().join("x.html").exists());
        }
    }

    #[test]
    fn files_can_be_read_by_a_web_server_and_folders_keep_their_rights() {
        let site = Site::new();
        site.built(&OLD);
        let mode = |path: &str| fs::metadata(site.at(path)).expect("it").mode() & 0o7777;
        assert_eq!(
            (mode("index.html"), mode("a/x.html"), mode("a"), mode("")),
            (0o644, 0o644, 0o755, 0o755)
        );
        fs::set_permissions(site.at("a"), fs::Permissions::from_mode(0o2775)).expect("set");
        assert_eq!(site.built(&NEW).mode, Mode::Swap);
        assert_eq!((mode("a"), mode("c")), (0o2775, 0o755));
    }

    #[test]
    fn a_foreign_folder_that_cannot_be_carried_over_leads_to_in_place() {
        let site = Site::new();
        site.built(&OLD);
        site.put("mine/a.txt", "mine");
        site.put("yours/a.txt", "yours");
        let staged = site.stage(&NEW).expect("staged");
        // Takes the place of the folder in the new tree, so that giving it back is refused.
        let taken = site.folder.path().join(".public.next/tree/yours");
        fs::create_dir_all(taken).expect("a folder");
        let published = staged.commit().expect("published");
        assert_eq!(published.mode, Mode::InPlace);
        assert!(matches!(published.why, Why::ExchangeRefused(_)));
        let mut expected = NEW_SHOWN.to_vec();
        expected.extend(["mine/a.txt: mine", "yours/a.txt: yours"]);
        site.check(&expected);
        site.check_no_leavings();
    }

    #[test]
    fn a_file_that_came_between_staging_and_publishing_is_kept() {
        let site = Site::new();
        site.built(&OLD);
        let staged = site.stage(&NEW).expect("staged");
        site.put("late.txt", "mine");
        site.put("late/a.txt", "mine");
        staged.commit().expect("published");
        let mut expected = NEW_SHOWN.to_vec();
        expected.extend(["late.txt: mine", "late/a.txt: mine"]);
        site.check(&expected);
        site.check_no_leavings();
    }
}
