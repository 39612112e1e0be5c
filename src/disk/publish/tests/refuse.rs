//! Where nothing may be published, the target stays as it was.

use std::fs;
use std::path::PathBuf;

use crate::disk::failure::{Failure, Forbidden};
use crate::disk::publish::tests::{NEW, OLD, Site};
use crate::disk::publish::{Mode, stage};

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
    fs::create_dir(root.join("public")).expect("a folder");
    let cases = [
        (root.to_owned(), Forbidden::Site),
        (root.join("content"), Forbidden::Source),
        (root.join("content/public"), Forbidden::Source),
        (root.join("themes/x"), Forbidden::Source),
        (root.join(".wutong/public"), Forbidden::Source),
        (root.join("public/../content"), Forbidden::Source),
        (root.join("none/../content"), Forbidden::Nowhere),
        (PathBuf::from("/"), Forbidden::Root),
        (std::env::home_dir().expect("a home"), Forbidden::Home),
    ];
    for (target, expected) in cases {
        let outcome = stage((root, &*target), &[], &|_| None, &|| (), &site.options, None);
        let reason = match outcome {
            Err(Failure::TargetForbidden { reason, .. }) => reason,
            other => panic!("{}: {other:?}", target.display()),
        };
        assert_eq!(reason, expected, "{}", target.display());
    }
    fs::write(root.join("file"), "").expect("a file");
    let outcome = stage((root, &root.join("file")), &[], &|_| None, &|| (), &site.options, None);
    assert!(matches!(outcome, Err(Failure::NotAFolder { .. })));
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
    assert_ne!(words, "0");
    site.check(&[&format!("a/x.html: {words}"), &format!("index.html: {words}")]);
    site.check_no_leavings();
}
