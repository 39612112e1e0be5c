//! Photographs made ready for the web: `cargo bench --bench pictures [-- --photographs 1000 --runs 1]`.
//!
//! A site of as many entries as photographs of four million pixels, each shown once, so that each is made in three widths
//! and an old form. Built with nothing remembered, then with the pictures remembered and nothing published, then with
//! nothing changed. `--work DIR` is where the site lies.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench has a clock, a disk and a terminal, and fails loudly"
)]

#[path = "../site/measure.rs"]
mod measure;
mod photograph;
#[path = "../portal/mod.rs"]
mod portal;

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::thread::available_parallelism;

use measure::{Taken, run};
use portal::given::Given;
use portal::{Breadth, Facets, Form};

fn main() {
    let given = Given::read();
    let (photographs, runs) = (given.number("--photographs", 1000), given.number("--runs", 1));
    let site = given.work("pictures").join("site");
    portal::write(&site, Form::Wutong(Breadth::Three), 0, Facets::None);
    let bytes = photograph::write(&site.join("content/media"), photographs);
    for nth in 0..photographs {
        let name = photograph::name(nth);
        let text = format!("---\ntitle: Photograph {nth}\n---\n\n![View {nth}](../media/{name})\n");
        fs::write(site.join(format!("content/projects/p{nth:06}.md")), text).unwrap();
    }
    let cores = available_parallelism().map_or(1, usize::from);
    println!(
        "{photographs} photographs, {} MB; {cores} processors",
        bytes / 1_000_000
    );
    println!("| build | wall s | CPU s | share of the processors | peak MiB | photographs a second |");
    println!("|---|---:|---:|---:|---:|---:|");
    for _ in 0..runs {
        let _ = fs::remove_dir_all(site.join(".wutong"));
        for what in ["nothing remembered", "pictures remembered", "nothing changed"] {
            if what != "nothing changed" {
                let _ = fs::remove_dir_all(site.join("public"));
            }
            let taken = build(&site);
            let made = fs::read_dir(site.join("public/media")).unwrap().count();
            assert!(made >= photographs * 4, "{made} pictures were made");
            print(what, &taken, photographs, cores);
        }
    }
    fs::remove_dir_all(&site).unwrap();
}

fn build(site: &Path) -> Taken {
    let command = [env!("CARGO_BIN_EXE_wutong"), "build", "--today", "2026-06-01"].map(OsString::from);
    run(&command, site, &site.with_extension("log"))
}

#[expect(clippy::cast_precision_loss, reason = "photographs and processors are few")]
fn print(what: &str, taken: &Taken, photographs: usize, cores: usize) {
    println!(
        "| {what} | {:.2} | {:.2} | {:.0} % | {:.0} | {:.1} |",
        taken.wall_s,
        taken.processor_s,
        taken.processor_s / taken.wall_s / cores as f64 * 100.0,
        taken.peak_mib,
        photographs as f64 / taken.wall_s
    );
}
