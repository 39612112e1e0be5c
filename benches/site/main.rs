//! Whole builds beside those of other generators: `cargo bench --bench site [-- --pages 1000,10000 --runs 5]`.
//!
//! Hugo is the `hugo` of the path or of `HUGO=`, Zola the one that `ZOLA=` names, and `OTHER=` names another build of
//! Wutong. Name the programs themselves: Hugo's Python package puts a script before it. The same portal is written in
//! each one's own way; all are run in turn, round by round, and a ratio is taken within its round. Cold means that
//! nothing of an earlier build is there. What else can be asked:
//!
//! - `--no-terms`: nobody lists entries by region and sector
//! - `--facets`: Wutong also without these lists, to see what they cost
//! - `--wide`: Wutong also in five languages and two editions
//! - `--share 1/7`: Wutong also with one share of the outputs
//! - `--alone`: no Hugo and no Zola
//! - `--cold`: first builds only, where those of Hugo take minutes
//! - `--work DIR`: where the sites lie (`target/bench/site`); a folder on a RAM disk compares generators and not disks
//! - `--aside`: outputs are put aside and removed at the end, for a disk that is slow after much was deleted

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench has a clock, a disk and a terminal, and fails loudly"
)]

mod measure;
mod peers;
#[path = "../portal/mod.rs"]
mod portal;
mod table;

use std::fs;
use std::path::PathBuf;

use measure::{Taken, run};
use peers::{Peer, peers};
use portal::given::Given;
use portal::{Facets, LANGUAGES};
use table::{Lines, Row, head};

pub(crate) struct Arguments {
    pages: Vec<usize>,
    runs: usize,
    facets: Facets,
    without_facets: bool,
    wide: bool,
    share: Option<String>,
    alone: bool,
    builds: &'static [Build],
    work: PathBuf,
    aside: bool,
}

/// What is built over what.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    Cold,
    /// The body of one entry was edited.
    OneBody,
    Nothing,
}

const BUILDS: [Build; 3] = [Build::Cold, Build::OneBody, Build::Nothing];

fn main() {
    let arguments = arguments();
    println!("{}", head());
    let mut lines = Lines::default();
    for pages in &arguments.pages {
        let peers = peers(&arguments, *pages);
        for peer in &peers {
            portal::write(&peer.site, peer.form, *pages, peer.facets);
        }
        let mut rows = vec![vec![Row::default(); peers.len()]; arguments.builds.len()];
        for round in 0..arguments.runs {
            for (&build, rows) in arguments.builds.iter().zip(&mut rows) {
                for (peer, row) in peers.iter().zip(rows) {
                    row.taken.push(built(peer, build, *pages, round, &arguments));
                }
            }
        }
        for (&build, rows) in arguments.builds.iter().zip(&rows) {
            table::print(*pages, build, &peers, rows);
            lines.add(*pages, build, &peers, rows);
        }
        for peer in &peers {
            fs::remove_dir_all(&peer.site).unwrap();
        }
        let _ = fs::remove_dir_all(arguments.work.join("aside"));
    }
    lines.print();
}

fn arguments() -> Arguments {
    let given = Given::read();
    let pages = given.after("--pages").unwrap_or("1000,10000");
    Arguments {
        pages: pages.split(',').map(|count| count.parse().unwrap()).collect(),
        runs: given.number("--runs", 5),
        facets: if given.has("--no-terms") {
            Facets::None
        } else {
            Facets::Two
        },
        without_facets: given.has("--facets"),
        wide: given.has("--wide"),
        share: given.after("--share").map(str::to_owned),
        alone: given.has("--alone"),
        builds: if given.has("--cold") { &[Build::Cold] } else { &BUILDS },
        work: given.work("site"),
        aside: given.has("--aside"),
    }
}

fn built(peer: &Peer, build: Build, pages: usize, round: usize, arguments: &Arguments) -> Taken {
    let entry = portal::item(portal::items(pages) / 2, portal::items(pages));
    let file = peer.site.join(portal::file(&entry, 0));
    let text = fs::read_to_string(&file).unwrap();
    let words = format!("edited{round}");
    match build {
        Build::Cold => clear(peer, arguments),
        Build::OneBody => fs::write(&file, format!("{text}\n{words}\n")).unwrap(),
        Build::Nothing => {}
    }
    let taken = run(
        &peer.command,
        &peer.site,
        &arguments.work.join(format!("{}.log", peer.name)),
    );
    let page = peer.site.join("public").join(portal::page(peer.form, &entry, 0));
    match build {
        Build::Cold if round == 0 && peer.whole => check(peer, pages),
        Build::OneBody if peer.whole => {
            let page = fs::read_to_string(page).unwrap();
            assert!(page.contains(&words), "{} did not see the edit", peer.name);
        }
        _ => {}
    }
    if build == Build::Nothing {
        let before = text.rsplit_once(&format!("\n{words}")).unwrap().0;
        fs::write(&file, before).unwrap();
    }
    taken
}

fn clear(peer: &Peer, arguments: &Arguments) {
    let aside = arguments.work.join("aside");
    for name in peer.made {
        let place = peer.site.join(name);
        if arguments.aside && place.exists() {
            fs::create_dir_all(&aside).unwrap();
            let number = fs::read_dir(&aside).unwrap().count();
            fs::rename(&place, aside.join(number.to_string())).unwrap();
        } else {
            let _ = fs::remove_dir_all(&place);
        }
    }
}

/// That everyone did the same work: every entry has its page in every language, and a few of them say what they should.
fn check(peer: &Peer, pages: usize) {
    let of = portal::items(pages);
    for nth in 0..of {
        let item = portal::item(nth, of);
        for lang in 0..LANGUAGES.len() {
            let page = peer.site.join("public").join(portal::page(peer.form, &item, lang));
            if nth % 97 < 10 {
                let text = fs::read_to_string(&page).unwrap().replace([',', '\u{202f}'], "");
                for words in portal::said(&item, lang) {
                    assert!(
                        text.contains(&words.replace(',', "")),
                        "{} lacks {words}",
                        page.display()
                    );
                }
            }
            assert!(page.is_file(), "{} is missing", page.display());
        }
    }
}
