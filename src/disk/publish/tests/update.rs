//! What is written, kept and removed from one build to the next.

use std::fs;

use crate::disk::failure::Failure;
use crate::disk::publish::files::write_durably;
use crate::disk::publish::tests::{NEW, NEW_SHOWN, OLD, OLD_SHOWN, Site};
use crate::disk::publish::{Mode, Staged, Why, look};

#[test]
fn a_first_build_appears_and_a_second_writes_nothing() {
    let site = Site::new();
    let first = site.built(&OLD);
    assert_eq!((first.mode, first.written, first.bytes), (Mode::First, 4, 7));
    site.check(&OLD_SHOWN);
    let written = || {
        fs::metadata(site.record())
            .and_then(|found| found.modified())
            .expect("it")
    };
    let (stamps, record) = (site.stamps(), written());
    let second = site.built(&OLD);
    assert_eq!((second.mode, second.written, second.unchanged), (Mode::Nothing, 0, 4));
    assert_eq!((site.stamps(), written()), (stamps, record));
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
    assert_eq!(after["index.html"], before["index.html"]);
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
fn a_file_changed_or_removed_by_hand_is_written_again_and_a_touched_one_is_not() {
    let site = Site::new();
    site.built(&OLD);
    site.put("a/x.html", "by hand");
    fs::remove_file(site.at("b/z.html")).expect("removed");
    site.put("a/y.html", "same");
    let published = site.built(&OLD);
    assert_eq!((published.written, published.unchanged), (2, 2));
    site.check(&OLD_SHOWN);
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
fn the_record_moves_with_the_site() {
    let site = Site::new();
    site.built(&OLD);
    let there = Site::new();
    fs::remove_dir_all(there.folder.path()).expect("removed");
    fs::rename(site.folder.path(), there.folder.path()).expect("moved");
    assert_eq!(there.built(&NEW).removed, 1);
    there.check(&NEW_SHOWN);
}

#[test]
fn a_touched_file_that_the_site_lost_is_removed() {
    for site in [Site::new(), Site::in_place()] {
        site.built(&OLD);
        site.put("b/z.html", "1");
        assert_eq!(site.built(&NEW).removed, 1);
        site.check(&NEW_SHOWN);
    }
}

#[test]
fn what_is_as_before_is_made_only_where_the_record_and_the_file_are_those_of_before() {
    let mut site = Site::new();
    let build = [("a.html", "as before, one"), ("b.html", "two")];
    site.built(&[("a.html", "one"), ("b.html", "one")]);
    site.options.before = Some([7; 32]);
    site.built(&build);
    site.check(&["a.html: as before, one", "b.html: two"]);
    let record = |site: &Site| *blake3::hash(&fs::read(site.record()).expect("a record")).as_bytes();
    site.built(&[("a.html", "one"), ("b.html", "one")]);
    site.options.before = Some(record(&site));
    site.built(&build);
    site.check(&["a.html: one", "b.html: two"]);
    site.options.before = Some(record(&site));
    site.put("a.html", "by hand");
    site.built(&build);
    site.check(&["a.html: as before, one", "b.html: two"]);
}

#[test]
fn what_is_written_aside_is_no_other_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("a.new")).expect("a folder");
    for name in ["a.txt", "a.built", "a"] {
        fs::write(at(name), "before").expect("written");
    }
    for name in ["a.txt", "a.built"] {
        write_durably(&at(name), name.as_bytes()).expect("written");
        assert_eq!(fs::read_to_string(at(name)).expect("there"), name);
    }
    assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 4);
}

#[test]
fn what_was_seen_before_is_believed_only_while_nothing_else_was_published() {
    let see = |site: &Site| look((site.folder.path(), &site.target()), &site.options);
    for site in [Site::new(), Site::in_place()] {
        assert!(see(&site).is_none());
        site.built(&OLD);
        let early = see(&site);
        assert!(early.is_some());
        // A file that was not there yet, and one that went and came again since.
        site.built(&[("index.html", "3"), ("b/z.html", "3")]);
        site.put("hand.txt", "mine");
        let published = site
            .stage_after(&NEW, early)
            .and_then(Staged::commit)
            .expect("published");
        assert_eq!(
            (published.written, published.removed, published.foreign),
            (4, 1, vec!["hand.txt".to_owned()])
        );
        site.check_with(&NEW_SHOWN, &["hand.txt: mine"]);
        // Nothing went on since; but one of the items was unknown then.
        let published = site
            .stage_after(&OLD, see(&site))
            .and_then(Staged::commit)
            .expect("published");
        assert_eq!((published.written, published.removed), (3, 1));
        site.check_with(&OLD_SHOWN, &["hand.txt: mine"]);
        // And where all were known, the same comes of it as without.
        let published = site
            .stage_after(&OLD[..3], see(&site))
            .and_then(Staged::commit)
            .expect("published");
        assert_eq!((published.written, published.unchanged, published.removed), (0, 3, 1));
        assert_eq!(published.foreign, ["hand.txt"]);
        site.check_with(&OLD_SHOWN[..2], &["hand.txt: mine", "index.html: 1"]);
    }
}

#[test]
fn what_came_since_it_was_seen_is_kept() {
    for site in [Site::new(), Site::in_place()] {
        site.built(&OLD);
        let early = look((site.folder.path(), &site.target()), &site.options);
        site.put("a/hand.txt", "mine");
        site.put("new/hand.txt", "mine");
        site.put("b/z.html", "by hand");
        let new = [("index.html", "2"), ("a/x.html", "2"), ("a/y.html", "same")];
        site.stage_after(&new, early)
            .and_then(Staged::commit)
            .expect("published");
        let expected = [
            "a/hand.txt: mine",
            "a/x.html: 2",
            "a/y.html: same",
            "b/z.html: by hand",
            "index.html: 2",
            "new/hand.txt: mine",
        ];
        site.check(&expected);
    }
}
