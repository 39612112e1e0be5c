//! One table of what was measured, in Markdown; and of three sizes or more, the line through them.

use std::collections::BTreeMap;

use crate::Build;
use crate::measure::Taken;
use crate::peers::Peer;

/// One generator's rounds of one build.
#[derive(Clone, Default)]
pub(crate) struct Row {
    pub(crate) taken: Vec<Taken>,
}

pub(crate) fn head() -> String {
    let names = "| pages | build | generator | wall s (min-max) | CPU s | peak MiB | ms a page | to Hugo |";
    format!("{names}\n|---:|---|---|---:|---:|---:|---:|---:|")
}

fn words(build: Build) -> &'static str {
    match build {
        Build::Cold => "cold",
        Build::OneBody => "one body edited",
        Build::Nothing => "nothing changed",
    }
}

pub(crate) fn print(pages: usize, build: Build, peers: &[Peer], rows: &[Row]) {
    let what = words(build);
    let hugo = peers
        .iter()
        .position(|peer| peer.name == "hugo")
        .map(|place| &rows[place]);
    for (peer, row) in peers.iter().zip(rows) {
        let wall: Vec<f64> = sorted(row.taken.iter().map(|taken| taken.wall_s));
        let middle = |of: fn(&Taken) -> f64| median(&sorted(row.taken.iter().map(of)));
        let ratio = hugo.map(|hugo| {
            let rounds = row.taken.iter().zip(&hugo.taken);
            median(&sorted(rounds.map(|(own, other)| own.wall_s / other.wall_s)))
        });
        #[expect(clippy::cast_precision_loss, reason = "pages are few enough")]
        let each_ms = median(&wall) * 1000.0 / pages as f64;
        println!(
            "| {pages} | {what} | {} | {:.3} ({:.3}-{:.3}) | {:.2} | {:.0} | {each_ms:.3} | {} |",
            peer.name,
            median(&wall),
            wall[0],
            wall[wall.len() - 1],
            middle(|taken| taken.processor_s),
            middle(|taken| taken.peak_mib),
            ratio.map_or_else(|| "-".to_owned(), |ratio| format!("{ratio:.3}")),
        );
    }
}

/// Pages with the seconds and mebibytes that they took, by generator and build.
#[derive(Default)]
pub(crate) struct Lines(BTreeMap<(&'static str, &'static str), Vec<[f64; 3]>>);

impl Lines {
    #[expect(clippy::cast_precision_loss, reason = "pages are few enough")]
    pub(crate) fn add(&mut self, pages: usize, build: Build, peers: &[Peer], rows: &[Row]) {
        for (peer, row) in peers.iter().zip(rows) {
            let middle = |of: fn(&Taken) -> f64| median(&sorted(row.taken.iter().map(of)));
            let point = [
                pages as f64,
                middle(|taken| taken.wall_s),
                middle(|taken| taken.peak_mib),
            ];
            self.0.entry((peer.name, words(build))).or_default().push(point);
        }
    }

    pub(crate) fn print(&self) {
        for ((name, what), points) in self.0.iter().filter(|(_, points)| points.len() > 2) {
            let (start_s, page_s) = line(points.iter().map(|[pages, wall, _]| (*pages, *wall)));
            let (start_mib, page_mib) = line(points.iter().map(|[pages, _, peak]| (*pages, *peak)));
            println!(
                "{name}, {what}: {start_s:.2} s and {:.3} ms a page, {start_mib:.0} MiB and {:.2} KiB a page; \
                 a million pages by this line: {:.0} s, {:.1} GiB",
                page_s * 1000.0,
                page_mib * 1024.0,
                start_s + page_s * 1e6,
                (start_mib + page_mib * 1e6) / 1024.0
            );
        }
    }
}

/// The start and the slope of the line whose squared distances are least.
fn line(points: impl Iterator<Item = (f64, f64)> + Clone) -> (f64, f64) {
    let count: f64 = points.clone().map(|_| 1.0).sum();
    let [x, y] = [
        points.clone().map(|point| point.0).sum::<f64>(),
        points.clone().map(|point| point.1).sum(),
    ];
    let (x, y) = (x / count, y / count);
    let slope = points.clone().map(|point| (point.0 - x) * (point.1 - y)).sum::<f64>()
        / points.map(|point| (point.0 - x).powi(2)).sum::<f64>();
    (y - slope * x, slope)
}

fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values
}

/// Of values in their order.
fn median(values: &[f64]) -> f64 {
    let middle = values.len() / 2;
    if values.len() % 2 == 1 {
        values[middle]
    } else {
        f64::midpoint(values[middle - 1], values[middle])
    }
}
