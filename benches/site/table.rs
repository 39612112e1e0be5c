//! One table of what was measured, in Markdown.

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

pub(crate) fn print(pages: usize, build: Build, peers: &[Peer], rows: &[Row]) {
    let what = match build {
        Build::Cold => "cold",
        Build::OneBody => "one body edited",
        Build::Nothing => "nothing changed",
    };
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
