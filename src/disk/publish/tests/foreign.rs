//! What Wutong did not write is kept, named, and never written over unasked.

use std::fs;

use crate::disk::failure::Remedy;
use crate::disk::publish::Mode;
use crate::disk::publish::tests::{NEW, NEW_SHOWN, OLD, Site, check_foreign};

#[test]
fn what_is_foreign_survives_every_way() {
    for site in [Site::new(), Site::in_place()] {
        site.built(&OLD);
        for path in [".git/HEAD", "CNAME", "a/hand.txt", "a/old/deep/kept.txt", "b/hand.txt"] {
            site.put(path, "mine");
        }
        fs::create_dir(site.at("empty")).expect("a folder");
        let published = site.built(&NEW);
        let foreign = [".git/", "CNAME", "a/hand.txt", "a/old/", "b/hand.txt", "empty/"];
        assert_eq!(published.foreign, foreign);
        let kept = [
            ".git/HEAD: mine",
            "CNAME: mine",
            "a/hand.txt: mine",
            "a/old/deep/kept.txt: mine",
            "b/hand.txt: mine",
            "empty/",
        ];
        site.check_with(&NEW_SHOWN, &kept);
        assert_eq!(site.built(&NEW).mode, Mode::Nothing);
    }
}

#[test]
fn a_file_changed_by_hand_is_never_removed() {
    for site in [Site::new(), Site::in_place()] {
        site.built(&OLD);
        site.put("b/z.html", "by hand");
        let published = site.built(&NEW);
        assert_eq!((published.removed, published.foreign), (0, vec!["b/z.html".to_owned()]));
        site.check_with(&NEW_SHOWN, &["b/z.html: by hand"]);
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
        let outcome = site.build(&[("index.html", "3"), ("a/x.html", "2")]);
        check_foreign(outcome, &["a/y.html", "c/", "index.html"], Remedy::Adopt);
        site.check(&NEW_SHOWN);
        site.check_no_leavings();
    }
}

#[test]
fn hidden_files_and_empty_folders_never_block_a_first_build() {
    let site = Site::new();
    for path in [".gitignore", ".git/HEAD", "CNAME"] {
        site.put(path, "mine");
    }
    fs::create_dir_all(site.at("empty/deeper")).expect("a folder");
    let published = site.built(&OLD[..1]);
    assert_eq!(published.foreign, [".git/", ".gitignore", "CNAME", "empty/"]);
    let kept = [".git/HEAD: mine", ".gitignore: mine", "CNAME: mine", "empty/deeper/"];
    site.check_with(&["index.html: 1"], &kept);
}

#[test]
fn a_foreign_target_is_left_alone_until_it_is_adopted() {
    let mut site = Site::new();
    site.put("index.html", "someone's");
    site.put("photos/a.jpg", "someone's");
    check_foreign(site.build(&OLD), &["index.html", "photos/"], Remedy::Adopt);
    site.check(&["index.html: someone's", "photos/a.jpg: someone's"]);
    site.check_no_leavings();
    site.options.adopt = true;
    assert_eq!(site.built(&OLD[..1]).foreign, ["photos/"]);
    site.options.adopt = false;
    site.built(&OLD[..2]);
    site.check(&["a/x.html: 1", "index.html: 1", "photos/a.jpg: someone's"]);
}

#[test]
fn a_new_page_never_replaces_a_foreign_file() {
    for site in [Site::new(), Site::in_place()] {
        site.built(&OLD);
        site.put("c/n.html", "someone's");
        check_foreign(site.build(&NEW), &["c/n.html"], Remedy::Adopt);
        site.put("d", "a file where a folder must be");
        let outcome = site.build(&[("d/e.html", "1"), ("index.html", "2")]);
        check_foreign(outcome, &["d"], Remedy::MoveAway);
        let outcome = site.build(&[("c", "1"), ("index.html", "2")]);
        check_foreign(outcome, &["c/"], Remedy::MoveAway);
        assert!(site.shown().contains(&"index.html: 1".to_owned()));
        site.check_no_leavings();
    }
}
