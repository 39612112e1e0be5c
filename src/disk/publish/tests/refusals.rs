//! Refuses the disk at every single act of a publish, once or for good, and looks what stands there then.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind};

use crate::disk::failure::Act;
use crate::disk::publish::tests::Site;
use crate::disk::publish::{Mode, Notice, Published};

/// Where the disk refuses.
#[derive(Clone, Copy, Debug)]
struct Refusal {
    /// So many acts go well before.
    after: usize,
    /// Whether all that follow are refused too, as if the program had been killed there.
    dies: bool,
    kind: ErrorKind,
}

thread_local! {
    /// Acts done since the last refusal was set.
    static DONE: Cell<usize> = const { Cell::new(0) };
    static EXCHANGED: Cell<bool> = const { Cell::new(false) };
    static REFUSAL: Cell<Option<Refusal>> = const { Cell::new(None) };
}

/// In the environment of a test's child: the process ends at the first act after an exchange.
pub(super) const ABORT: &str = "WUTONG_TEST_ABORT_AFTER_EXCHANGE";

/// Counts one act of this thread, and refuses it where a test asked for that.
pub(crate) fn pass(act: Act) -> io::Result<()> {
    if EXCHANGED.replace(act == Act::Exchange) && std::env::var_os(ABORT).is_some() {
        std::process::abort();
    }
    let done = DONE.replace(DONE.get() + 1);
    match REFUSAL.get() {
        Some(refusal) if done == refusal.after || refusal.dies && done > refusal.after => Err(refusal.kind.into()),
        _ => Ok(()),
    }
}

/// Does something while the disk refuses; gives also how many acts it came to.
fn refusing<T>(refusal: Option<Refusal>, does: impl FnOnce() -> T) -> (T, usize) {
    DONE.set(0);
    REFUSAL.set(refusal);
    let outcome = does();
    REFUSAL.set(None);
    (outcome, DONE.get())
}

/// Breaks a publish off at its `after`-th act as a kill would, for tests that need a broken run.
pub(super) fn dying<T>(after: usize, does: impl FnOnce() -> T) -> T {
    let kind = ErrorKind::StorageFull;
    refusing(
        Some(Refusal {
            after,
            dies: true,
            kind,
        }),
        does,
    )
    .0
}

/// Files by path and words; what stands behind `>` are the paths that a page links to.
type Files = &'static [(&'static str, &'static str)];

const BEFORE: Files = &[
    ("index.html", "1 > a/x.html a/y.html b/z.html assets/old.css feed.xml"),
    ("a/x.html", "1 > index.html a/y.html assets/old.css"),
    ("a/y.html", "same > index.html"),
    ("a/deep/er/w.html", "1 > index.html b/z.html"),
    ("b/z.html", "1 > a/deep/er/w.html"),
    ("shape", "a file"),
    ("assets/old.css", "1"),
    ("assets/same.css", "same"),
    ("feed.xml", "1"),
    ("robots.txt", "1"),
];
const AFTER: Files = &[
    ("index.html", "2 > a/x.html c/m.html assets/new.css feed.xml c/feed.xml"),
    ("a/x.html", "2 > index.html a/y.html c/n.html assets/new.css"),
    ("a/y.html", "same > index.html"),
    ("c/m.html", "2 > c/n.html c/feed.xml assets/same.css"),
    ("c/n.html", "2 > c/m.html shape/q.html"),
    ("shape/q.html", "2 > index.html"),
    ("assets/new.css", "2"),
    ("assets/same.css", "same"),
    ("feed.xml", "2"),
    ("c/feed.xml", "2"),
    ("robots.txt", "1"),
];
const FOREIGN: &[&str] = &[".git/HEAD", "CNAME", "a/hand.txt", "a/old/deep/kept.txt", "b/hand.txt"];

/// What is published over what.
#[derive(Clone, Copy)]
struct Case {
    before: Files,
    after: Files,
    foreign: &'static [&'static str],
    in_place: bool,
}

impl Case {
    /// The target as it was before, built without trouble.
    fn site(self) -> Site {
        let mut site = Site::quick();
        if !self.before.is_empty() {
            site.built(self.before);
        }
        self.foreign.iter().for_each(|path| site.put(path, path));
        site.options.force_in_place = self.in_place;
        site
    }

    /// Publishes with a refusal at every act until one publish meets none; gives how many there were.
    fn check(self, dies: bool, kind: ErrorKind) -> usize {
        // One thread, so that acts come in the same order every time.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
        pool.expect("a thread").install(|| {
            for after in 0.. {
                let refusal = Refusal { after, dies, kind };
                let nexts = if self.before.is_empty() {
                    vec![self.after]
                } else {
                    vec![self.after, self.before]
                };
                for next in nexts {
                    let site = self.site();
                    let (outcome, acts) = refusing(Some(refusal), || site.build(self.after).ok());
                    if acts <= after {
                        assert!(outcome.is_some());
                        return after;
                    }
                    self.check_standing(&site, outcome.as_ref(), refusal);
                    self.check_next(&site, next, refusal);
                }
            }
            unreachable!("a publish ends")
        })
    }

    /// What stands there after the break.
    fn check_standing(self, site: &Site, outcome: Option<&Published>, refusal: Refusal) {
        let standing = standing(site);
        let whole = |files: Files| {
            files.len() == standing.len()
                && files
                    .iter()
                    .all(|(path, words)| standing.get(*path).is_some_and(|it| it == words))
        };
        if self.in_place {
            for (path, words) in &standing {
                let known = self
                    .before
                    .iter()
                    .chain(self.after)
                    .any(|it| it == &(path.as_str(), words.as_str()));
                assert!(known, "{refusal:?}: {path} is `{words}`");
            }
            check_links(&standing, refusal);
        } else {
            assert!(whole(self.before) || whole(self.after), "{refusal:?}: {standing:?}");
        }
        if outcome.is_some() {
            assert!(whole(self.after), "{refusal:?}: {standing:?}");
        }
        let old_tree = site.folder.path().join(".public.next/tree");
        for path in self.foreign {
            let found = fs::read_to_string(site.at(path));
            // A folder of strangers may still be in the old tree, to be given back.
            let found = if path.contains('/') {
                found.or_else(|_| fs::read_to_string(old_tree.join(path)))
            } else {
                found
            };
            assert_eq!(found.ok().as_deref(), Some(*path), "{refusal:?}");
        }
    }

    /// The next build heals by itself, gives exactly the new site and leaves nothing behind.
    fn check_next(self, site: &Site, next: Files, refusal: Refusal) {
        let published = site
            .build(next)
            .unwrap_or_else(|failure| panic!("{refusal:?}: {failure}"));
        let aside = published
            .notices
            .iter()
            .any(|notice| matches!(notice, Notice::LaidAside(_)));
        assert!(!aside, "{refusal:?}: {:?}", published.notices);
        let expected: BTreeMap<String, String> = next
            .iter()
            .map(|(path, words)| ((*path).to_owned(), (*words).to_owned()))
            .collect();
        assert_eq!(standing(site), expected, "{refusal:?}");
        for path in self.foreign {
            assert_eq!(
                fs::read_to_string(site.at(path)).ok().as_deref(),
                Some(*path),
                "{refusal:?}"
            );
        }
        let names = |place: &str| names_in(site, place);
        assert_eq!(names(""), set(&[".wutong", "content", "public"]), "{refusal:?}");
        assert!(
            names(".wutong").is_subset(&set(&[".gitignore", "lock", "published"])),
            "{refusal:?}"
        );
        assert!(names(".wutong/published").len() <= 1, "{refusal:?}");
        let folders: BTreeSet<String> = next
            .iter()
            .map(|(path, _)| path)
            .chain(self.foreign)
            .filter_map(|path| path.split_once('/'))
            .map(|(folder, _)| folder.to_owned())
            .collect();
        let stays = |name: &String| {
            // In place, a folder of which nothing but its own removal was refused may stay, empty.
            let refused = || self.in_place && !refusal.dies && names(&format!("public/{name}")).is_empty();
            site.at(name).is_dir() && !folders.contains(name) && !refused()
        };
        let others: Vec<String> = names("public").into_iter().filter(stays).collect();
        assert_eq!(others, Vec::<String>::new(), "{refusal:?}");
        assert_eq!(site.build(next).expect("again").mode, Mode::Nothing, "{refusal:?}");
    }
}

/// What is ours in the target, with its words.
fn standing(site: &Site) -> BTreeMap<String, String> {
    let lines = site.shown().into_iter().filter_map(|line| {
        let (path, words) = line.split_once(": ")?;
        let ours = !FOREIGN.contains(&path) && !path.starts_with(".wutong.next/");
        ours.then(|| (path.to_owned(), words.to_owned()))
    });
    lines.collect()
}

/// Whoever follows links from the home page meets none that leads nowhere.
fn check_links(standing: &BTreeMap<String, String>, refusal: Refusal) {
    let (mut seen, mut open) = (BTreeSet::new(), vec!["index.html"]);
    while let Some(page) = open.pop() {
        if !seen.insert(page) || !page.ends_with(".html") {
            continue;
        }
        let links = standing
            .get(page)
            .and_then(|words| words.split_once('>'))
            .map_or("", |(_, links)| links);
        for link in links.split_whitespace() {
            assert!(
                standing.contains_key(link),
                "{refusal:?}: {page} links to {link}, in {standing:?}"
            );
            open.push(link);
        }
    }
}

fn names_in(site: &Site, place: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(site.folder.path().join(place)).expect("a folder");
    entries
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect()
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Every way of refusing a case; the least number of acts that it must come to.
fn check(before: Files, after: Files, in_place: bool, least: usize) {
    let case = |foreign| Case {
        before,
        after,
        foreign,
        in_place,
    };
    let strangers = case(if before.is_empty() { &FOREIGN[..2] } else { FOREIGN });
    let points = [
        case(&[]).check(false, ErrorKind::StorageFull),
        case(&[]).check(true, ErrorKind::StorageFull),
        strangers.check(false, ErrorKind::StorageFull),
        strangers.check(true, ErrorKind::StorageFull),
        // As if another disk stood there, or one that cannot do such things.
        strangers.check(false, ErrorKind::CrossesDevices),
        strangers.check(false, ErrorKind::Unsupported),
    ];
    assert!(points.iter().all(|points| *points >= least), "{points:?}");
}

#[test]
fn a_first_build_refused_at_any_act_is_there_whole_or_not_at_all() {
    check(&[], AFTER, false, 60);
}

#[test]
fn a_changed_site_refused_at_any_act_is_the_old_one_or_the_new() {
    check(BEFORE, AFTER, false, 70);
}

#[test]
fn a_changed_site_refused_at_any_act_in_place_has_whole_files_and_no_dead_link() {
    check(BEFORE, AFTER, true, 70);
}

#[test]
fn one_file_refused_at_any_act_is_the_old_one_or_the_new() {
    for in_place in [false, true] {
        let mut files = BEFORE.to_vec();
        files[2].1 = "other > index.html";
        check(BEFORE, files.leak(), in_place, 28);
        let (_, less) = BEFORE.split_last().expect("files");
        check(BEFORE, less, in_place, 22);
    }
}
