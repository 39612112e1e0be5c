//! What a broken-off run left is finished, cleaned up or laid aside.

use std::fs;

use crate::disk::failure::{Failure, Remedy};
use crate::disk::publish::tests::refusals::dying;
use crate::disk::publish::tests::{NEW, NEW_SHOWN, OLD, Site, check_foreign};
use crate::disk::publish::{Mode, Notice, recover};

/// So many acts write the journal.
const JOURNAL: usize = 5;

#[test]
fn an_update_in_place_that_breaks_off_at_any_step_is_finished_by_the_next_run() {
    for step in 0..4 {
        let site = Site::in_place();
        site.built(&OLD);
        site.put("b/hand.txt", "mine");
        let staged = site.stage(&NEW).expect("staged");
        let outcome = dying(JOURNAL + step, || staged.commit());
        assert!(matches!(outcome, Err(Failure::Refused { .. })), "{step}: {outcome:?}");
        assert_ne!(site.shown(), NEW_SHOWN);
        if step == 2 {
            fs::remove_dir_all(site.own("")).expect("removed");
        }
        let notices = recover(site.folder.path(), &site.target(), &site.options);
        assert_eq!(notices.expect("healed"), [Notice::Resumed]);
        site.check_no_leavings();
        site.check_with(&NEW_SHOWN, &["b/hand.txt: mine"]);
        assert_eq!(site.built(&NEW).mode, Mode::Nothing);
    }
}

#[test]
fn a_stranger_that_came_during_the_break_is_not_written_over() {
    let site = Site::in_place();
    site.built(&OLD);
    let staged = site.stage(&NEW).expect("staged");
    drop(dying(JOURNAL, || staged.commit()));
    site.put("c/n.html", "mine");
    site.put("b/z.html", "changed by hand");
    recover(site.folder.path(), &site.target(), &site.options).expect("healed");
    let others = ["b/z.html: changed by hand", "c/n.html: mine"];
    site.check_with(&["a/x.html: 2", "a/y.html: same", "index.html: 2"], &others);
    check_foreign(site.build(&NEW), &["c/n.html"], Remedy::Adopt);
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
    assert!(
        matches!(published.notices[..], [Notice::LaidAside(_)]),
        "{:?}",
        published.notices
    );
    let aside = site.folder.path().join(".public.left-1/tree/page.html");
    assert_eq!(fs::read_to_string(aside).expect("kept"), "whose?");
    site.check(&NEW_SHOWN);
}
