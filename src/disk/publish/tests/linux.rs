//! Links, rights and exchanges, as Linux has them.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use crate::disk::failure::{Failure, Remedy};
use crate::disk::publish::tests::{NEW, NEW_SHOWN, OLD, Site, check_foreign};
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
        check_foreign(site.build(&NEW), &["c"], Remedy::MoveAway);
        fs::remove_file(site.at("c")).expect("removed");
        fs::remove_file(site.at("a/x.html")).expect("removed");
        symlink(outside.path().join("x.html"), site.at("a/x.html")).expect("a link");
        symlink(outside.path(), site.at("away")).expect("a link");
        site.built(&NEW);
        let words = fs::read_to_string(outside.path().join("x.html"));
        assert_eq!(words.expect("words"), "outside");
        assert_eq!(fs::read_dir(outside.path()).expect("a folder").count(), 1);
        site.check_with(&NEW_SHOWN, &["away -> elsewhere"]);
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
        check_foreign(site.build(&NEW), &["a"], Remedy::MoveAway);
        let published = site.built(&[("index.html", "2"), ("d.html", "2")]);
        assert_eq!(published.foreign, ["a"]);
        site.check(&["a -> elsewhere", "d.html: 2", "index.html: 2"]);
        assert!(outside.path().join("x.html").exists());
    }
}

#[test]
fn files_can_be_read_by_a_web_server_and_folders_keep_their_rights() {
    let site = Site::new();
    site.built(&OLD);
    let mode = |path: &str| fs::metadata(site.at(path)).expect("it").mode() & 0o7777;
    assert_eq!(
        [mode("index.html"), mode("a/x.html"), mode("a"), mode("")],
        [0o644, 0o644, 0o755, 0o755]
    );
    fs::set_permissions(site.at("a"), fs::Permissions::from_mode(0o2775)).expect("set");
    assert_eq!(site.built(&NEW).mode, Mode::Swap);
    assert_eq!([mode("a"), mode("c")], [0o2775, 0o755]);
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
    site.check_with(&NEW_SHOWN, &["mine/a.txt: mine", "yours/a.txt: yours"]);
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
    site.check_with(&NEW_SHOWN, &["late.txt: mine", "late/a.txt: mine"]);
    site.check_no_leavings();
}

#[test]
fn a_killed_runs_tree_that_was_copied_elsewhere_is_laid_aside() {
    let site = Site::new();
    site.built(&OLD);
    let staged = site.stage(&NEW).expect("staged");
    // As a copy of the site after a kill would look: a journal, and the new tree is nowhere.
    let workshop = site.folder.path().join(".public.next");
    let journal = crate::disk::publish::journal::Swap {
        number: 0,
        folders: vec![".git".to_owned()],
        ours: std::collections::BTreeSet::new(),
    };
    let record = fs::read(workshop.join("record")).expect("a record");
    staged.discard().expect("discarded");
    fs::create_dir_all(workshop.join("tree/.git")).expect("a folder");
    fs::write(workshop.join("tree/.git/HEAD"), "mine").expect("a file");
    fs::write(workshop.join("record"), record).expect("a file");
    fs::write(workshop.join("journal"), journal.to_text()).expect("a file");
    assert_eq!(site.build(&NEW).expect("published").notices.len(), 1);
    let kept = site.folder.path().join(".public.left-1/tree/.git/HEAD");
    assert_eq!(fs::read_to_string(kept).expect("kept"), "mine");
    site.check(&NEW_SHOWN);
}

#[test]
fn a_name_with_a_backslash_is_a_name_of_its_own() {
    for site in [Site::new(), Site::in_place()] {
        site.built(&OLD);
        site.put("a\\x.html", "mine");
        let published = site.built(&NEW);
        assert_eq!(published.foreign, ["a\\x.html"]);
        site.check_with(&NEW_SHOWN, &["a\\x.html: mine"]);
    }
}

#[test]
fn a_file_that_goes_while_others_are_made_is_missed_and_made_by_the_next_build() {
    let mut site = Site::new();
    let first = site.built(&OLD);
    site.options.before = first.record;
    let files = [
        ("index.html", "2"),
        ("a/x.html", "2"),
        ("a/y.html", "as before"),
        ("b/z.html", "as before"),
    ];
    let outcome = site.stage_while(&files, None, &|| drop(fs::remove_file(site.at("b/z.html"))));
    match outcome {
        Err(Failure::Refused { path, .. }) => assert!(path.ends_with("b/z.html"), "{}", path.display()),
        other => panic!("{other:?}"),
    }
    site.check(&["a/x.html: 1", "a/y.html: same", "b/", "index.html: 1"]);
    let files = [
        ("index.html", "2"),
        ("a/x.html", "2"),
        ("a/y.html", "same"),
        ("b/z.html", "1"),
    ];
    site.build(&files).expect("it is published");
    site.check(&["a/x.html: 2", "a/y.html: same", "b/z.html: 1", "index.html: 2"]);
}

#[test]
fn a_target_that_goes_while_it_is_made_anew_is_missed() {
    for words in ["2", "as before"] {
        let mut site = Site::new();
        let old = ["index.html", "x.html", "y.html", "z.html"].map(|path| (path, "1"));
        site.options.before = site.built(&old).record;
        let new = [
            ("index.html", "2"),
            ("x.html", words),
            ("y.html", "as before"),
            ("z.html", "as before"),
        ];
        let outcome = site.stage_while(&new, None, &|| drop(fs::remove_dir_all(site.target())));
        assert!(matches!(outcome, Err(Failure::Refused { .. })), "{outcome:?}");
        drop(outcome);
        assert!(!site.target().exists());
        site.build(&NEW).expect("it is published");
        site.check(&NEW_SHOWN);
    }
}
