//! A record of the first form, with whole digests, says as much as one of now.

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use crate::disk::publish::sealed::seal;
use crate::disk::publish::tests::{NEW, NEW_SHOWN, OLD, Site};

/// A target with the record that a program of before would have left.
fn sites() -> [Site; 3] {
    let sites = [Site::new(), Site::in_place(), Site::new()];
    for site in &sites {
        site.built(&OLD);
        let record = fs::read_to_string(site.record()).expect("a record");
        let mut text = "wutong published 1\n".to_owned();
        for line in record.lines().filter(|line| line.contains(".html")) {
            let (_, rest) = line.split_once(' ').expect("a digest");
            let path = rest.splitn(3, ' ').last().expect("a path");
            let digest = blake3::hash(&fs::read(site.at(path)).expect("a file"));
            text.extend([digest.to_hex().as_str(), " ", rest, "\n"]);
        }
        fs::write(site.record(), seal(text)).expect("written");
    }
    let [swapped, in_place, mut part] = sites;
    part.options.part = true;
    [swapped, in_place, part]
}

fn touch(site: &Site, path: &str) {
    let file = File::options().write(true).open(site.at(path)).expect("a file");
    file.set_modified(SystemTime::now() + Duration::from_secs(9))
        .expect("touched");
}

#[test]
fn a_site_is_published_over_it() {
    for site in sites() {
        site.put("hand.txt", "mine");
        touch(&site, "a/y.html");
        let published = site.built(&NEW);
        let removed = usize::from(!site.options.part);
        assert_eq!((published.written, published.removed), (3, removed));
        assert_eq!(
            (published.unchanged, published.foreign),
            (2 - removed, vec!["hand.txt".to_owned()])
        );
        let old = ["b/z.html: 1", "hand.txt: mine"];
        site.check_with(&NEW_SHOWN, &old[removed..]);
        let record = fs::read_to_string(site.record()).expect("a record");
        assert!(record.starts_with("wutong published 2\n"), "{record}");
    }
}

#[test]
fn what_was_touched_goes_and_what_was_edited_stays() {
    for site in sites().into_iter().filter(|site| !site.options.part) {
        touch(&site, "b/z.html");
        assert_eq!(site.built(&NEW).removed, 1);
        site.check(&NEW_SHOWN);
    }
    for site in sites().into_iter().filter(|site| !site.options.part) {
        site.put("b/z.html", "by hand");
        assert_eq!(site.built(&NEW).removed, 0);
        site.check_with(&NEW_SHOWN, &["b/z.html: by hand"]);
    }
}
