//! A part of a site removes nothing, and knows what it wrote before.

use crate::disk::failure::Remedy;
use crate::disk::publish::Mode;
use crate::disk::publish::tests::{OLD, Site, check_foreign};

fn sites() -> [Site; 2] {
    [Site::new(), Site::in_place()]
}

#[test]
fn nothing_is_removed_and_a_whole_build_still_knows_what_was_ours() {
    for mut site in sites() {
        site.options.part = true;
        site.built(&OLD);
        site.put("letter.txt", "mine");
        let published = site.built(&[("index.html", "2"), ("c/n.html", "2"), ("d.html", "2")]);
        assert_eq!((published.written, published.removed), (3, 0));
        assert_eq!(published.foreign, ["letter.txt"]);
        let all = [
            "a/x.html: 1",
            "a/y.html: same",
            "b/z.html: 1",
            "c/n.html: 2",
            "d.html: 2",
            "index.html: 2",
            "letter.txt: mine",
        ];
        site.check(&all);
        assert_eq!(site.built(&[("index.html", "2")]).mode, Mode::Nothing);
        site.check(&all);
        site.options.part = false;
        assert_eq!(site.built(&[("index.html", "2"), ("c/n.html", "3")]).removed, 4);
        site.check(&["c/n.html: 3", "index.html: 2", "letter.txt: mine"]);
    }
}

#[test]
fn what_stands_in_the_way_is_named_and_stays() {
    for mut site in sites() {
        site.options.part = true;
        site.built(&[("a", "1"), ("b/c", "1"), ("index.html", "1")]);
        let outcome = site.build(&[("a/x.html", "2"), ("b", "2"), ("index.html", "2")]);
        check_foreign(outcome, &["a", "b/c"], Remedy::MoveAway);
        site.check(&["a: 1", "b/c: 1", "index.html: 1"]);
        site.check_no_leavings();
    }
}
