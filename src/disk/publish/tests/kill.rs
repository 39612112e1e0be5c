//! Kills publishing at random moments and looks whether the target is one whole site.
//!
//! The test starts its own program as a child that publishes generation after generation.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::disk::publish::tests::reader::Reader;
use crate::disk::publish::tests::refusals;
use crate::disk::publish::{Content, Item, Mode, PublishOptions, recover, stage};
use crate::model::path::OutputPath;

const SITE: &str = "WUTONG_TEST_SITE";
const WAY: &str = "WUTONG_TEST_WAY";
const KILLS: &str = "WUTONG_KILLS";
const PAGES: usize = 160;

/// The child's part; in an ordinary run it has no site and does nothing.
#[test]
fn child() {
    let Some(site) = std::env::var_os(SITE) else {
        return;
    };
    let site = Path::new(&site);
    let way = std::env::var(WAY).unwrap_or_default();
    let options = options(&way);
    for generation in generation_of(site).map_or(1, |last| last + 1).. {
        publish(site, generation, &options);
    }
}

fn options(way: &str) -> PublishOptions {
    PublishOptions {
        adopt: way == "vandal",
        force_in_place: way == "in place",
        ..PublishOptions::default()
    }
}

/// How often to kill: a few times, or as often as the environment asks for.
fn kills() -> usize {
    std::env::var(KILLS).map_or(30, |kills| kills.parse().expect("a number"))
}

fn pages() -> Vec<String> {
    (0..PAGES).map(|page| format!("{}/{page}.html", page % 7)).collect()
}

fn only(generation: u64) -> String {
    format!("only/{generation}.html")
}

/// Reads the site while its builds are killed.
fn reader(site: &Path, way: &str) -> Reader {
    Reader::start(site.join("public"), pages(), way != "in place", only)
}

fn publish(site: &Path, generation: u64, options: &PublishOptions) -> Mode {
    let mut paths = pages();
    paths.push(only(generation));
    paths.push("same.html".to_owned());
    let item = |path: &String| Item {
        path: OutputPath::new(path).expect("a path"),
        content: Content::Made,
    };
    let items: Vec<Item> = paths.iter().map(item).collect();
    let render = |index: usize| {
        let same = paths[index] == "same.html";
        let words = if same {
            "same".to_owned()
        } else {
            generation.to_string()
        };
        Some(Cow::Owned(words.into_bytes()))
    };
    let staged = stage((site, &site.join("public")), &items, &render, &|| (), options, None).expect("staged");
    staged.commit().expect("published").mode
}

fn generation_of(site: &Path) -> Option<u64> {
    fs::read_to_string(site.join("public/0/0.html")).ok()?.parse().ok()
}

/// The one generation that all pages of the target are of.
fn whole(site: &Path) -> u64 {
    let public = site.join("public");
    let read = |path: String| fs::read_to_string(public.join(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let generations: BTreeSet<String> = pages().into_iter().map(read).collect();
    assert_eq!(generations.len(), 1, "mixed: {generations:?}");
    assert_eq!(read("same.html".to_owned()), "same");
    let generation = generations.first().expect("one").clone();
    assert_eq!(read(format!("only/{generation}.html")), generation);
    generation.parse().expect("a number")
}

fn put_foreign(site: &Path) {
    for path in [".git/HEAD", "CNAME", "3/hand.txt", "3/mine/deep/a.txt"] {
        let place = site.join("public").join(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        fs::write(place, path).expect("a file");
    }
}

/// Foreign files are in the target; before recovery folders may still be in the old tree.
fn check_foreign(site: &Path, places: &[&str]) {
    for path in [".git/HEAD", "CNAME", "3/hand.txt", "3/mine/deep/a.txt"] {
        let words = places
            .iter()
            .find_map(|place| fs::read_to_string(site.join(place).join(path)).ok());
        assert_eq!(words.as_deref(), Some(path), "lost");
    }
}

fn start(site: &Path, way: &str) -> Child {
    let name = module_path!().split_once("::").expect("a module").1;
    Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", &format!("{name}::child"), "--test-threads=1"])
        .env(SITE, site)
        .env(WAY, way)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a child")
}

/// A new site with its first generation and foreign files, and the child's luck.
fn begin(way: &str) -> (tempfile::TempDir, Luck) {
    let site = tempfile::tempdir().expect("a folder");
    publish(site.path(), 1, &options(way));
    put_foreign(site.path());
    (site, Luck(0x9E37_79B9_7F4A_7C15))
}

/// Numbers that are the same in every run.
struct Luck(u64);

impl Luck {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// Kills a new child: every second one at once or soon, the others in the midst of a later generation.
fn kill_one(site: &Path, way: &str, round: usize, luck: &mut Luck) {
    let before = generation_of(site);
    let mut child = start(site, way);
    while round.is_multiple_of(2) && generation_of(site) == before {
        // A child that ends by itself has failed.
        assert!(child.try_wait().expect("a child").is_none(), "the child failed");
        sleep(Duration::from_micros(200));
    }
    sleep(Duration::from_micros(luck.below(40_000)));
    child.kill().expect("killed");
    child.wait().expect("ended");
}

#[test]
fn killed_at_any_moment_the_target_is_the_old_site_or_the_new() {
    let (site, mut luck) = begin("swap");
    let site = site.path();
    let mut last = 1;
    let reader = reader(site, "swap");
    for round in 0..kills() {
        kill_one(site, "swap", round, &mut luck);
        let generation = whole(site);
        assert!(generation >= last, "went back from {last} to {generation}");
        last = generation;
        check_foreign(site, &["public", ".public.next/tree"]);
    }
    assert!(reader.stop() > 0, "the reader never saw a whole site");
    assert!(last > 1, "no generation was ever published");
    recover(site, &site.join("public"), &options("swap")).expect("healed");
    assert_eq!(whole(site), last);
    check_foreign(site, &["public"]);
    assert_eq!(publish(site, last, &options("swap")), Mode::Nothing);
    let only = fs::read_dir(site.join("public/only")).expect("a folder").count();
    assert_eq!(only, 1, "a page of an older generation is left");
}

#[test]
fn killed_and_robbed_of_its_record_it_still_loses_nothing() {
    let (site, mut luck) = begin("vandal");
    let site = site.path();
    let reader = reader(site, "vandal");
    for round in 0..kills() {
        kill_one(site, "vandal", round, &mut luck);
        whole(site);
        check_foreign(site, &["public", ".public.next/tree"]);
        let own = site.join(".wutong");
        match luck.below(3) {
            // Right after a robbery a child may be killed before it makes a new one.
            0 => drop(fs::remove_dir_all(&own)),
            1 => {
                for record in fs::read_dir(own.join("published")).into_iter().flatten().flatten() {
                    fs::write(record.path(), "wutong published 2\n00").expect("spoilt");
                }
            }
            _ => {}
        }
    }
    assert!(reader.stop() > 0, "the reader never saw a whole site");
    recover(site, &site.join("public"), &options("vandal")).expect("healed");
    whole(site);
    check_foreign(site, &["public"]);
    assert!(!site.join(".public.left-1").exists());
}

#[test]
fn killed_in_place_the_next_run_finishes() {
    let (site, mut luck) = begin("in place");
    let site = site.path();
    let mut last = 1;
    let reader = reader(site, "in place");
    for round in 0..kills() {
        kill_one(site, "in place", round, &mut luck);
        check_foreign(site, &["public"]);
        recover(site, &site.join("public"), &options("in place")).expect("healed");
        let generation = whole(site);
        assert!(generation >= last, "went back from {last} to {generation}");
        last = generation;
    }
    assert!(reader.stop() > 0, "the reader never came to an end");
    assert!(last > 1, "no generation was ever published");
    assert_eq!(fs::read_dir(site.join("public/only")).expect("a folder").count(), 1);
}

#[test]
fn killed_between_the_exchange_and_the_giving_back_nothing_foreign_is_lost() {
    let (site, _) = begin("swap");
    let site = site.path();
    let name = module_path!().split_once("::").expect("a module").1;
    for generation in 2..5 {
        let ended = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", &format!("{name}::child"), "--test-threads=1"])
            .env(SITE, site)
            .env(refusals::ABORT, "yes")
            .output()
            .expect("a child");
        assert!(!ended.status.success());
        assert_eq!(whole(site), generation);
        assert!(
            !site.join("public/.git").exists(),
            "the break was not where it should be"
        );
        check_foreign(site, &["public", ".public.next/tree"]);
        fs::remove_dir_all(site.join(".wutong")).expect("removed");
        let notices = recover(site, &site.join("public"), &options("swap")).expect("healed");
        assert_eq!(notices.len(), 1, "{notices:?}");
        check_foreign(site, &["public"]);
        assert_eq!(publish(site, generation, &options("swap")), Mode::Nothing);
    }
}
