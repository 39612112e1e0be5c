//! One share of a build: `--shard 2/7`.
//!
//! The share of an output hangs on its path alone. So pages of one folder, which cost alike, are spread over all
//! shares, and a page stays in its share while others come and go: counted off in order, one new page would move all
//! behind it. What is made of one picture stays together, because it is decoded once.

use std::path::Path;

use crate::cli::console::{Console, Speech};
use crate::site::output::{Output, Product};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shard {
    /// From 1.
    number: u64,
    of: u64,
}

impl Shard {
    /// What was asked for, or what is wrong with it.
    pub(super) fn asked(
        console: &Console,
        written: Option<&str>,
        output: Option<&Path>,
    ) -> Result<Option<Shard>, String> {
        let Some(written) = written else {
            return Ok(None);
        };
        let shard = Shard::read(console, written).and_then(|shard| match output {
            Some(_) => Ok(Some(shard)),
            None => Err(console
                .say(
                    "每一份要写到自己的文件夹，请加上 --output DIR",
                    "each share needs a folder of its own: add --output DIR",
                )
                .to_owned()),
        });
        shard.map_err(|why| format!("--shard {written}: {why}"))
    }

    fn read(console: &Console, written: &str) -> Result<Shard, String> {
        let numbers = written
            .split_once('/')
            .and_then(|(number, of)| Some((digits(number)?, digits(of)?)));
        match (numbers, console.speech) {
            (None, Speech::Chinese) => Err("请写成 2/7，即七份中的第二份".to_owned()),
            (None, Speech::English) => Err("write it as 2/7, the second of seven shares".to_owned()),
            (Some((_, 0)), Speech::Chinese) => Err("至少要有一份，如 1/1".to_owned()),
            (Some((_, 0)), Speech::English) => Err("there must be at least one share, as in 1/1".to_owned()),
            (Some((0, of)), Speech::Chinese) => Err(format!("从 1 数起：1/{of} 到 {of}/{of}")),
            (Some((0, of)), Speech::English) => Err(format!("shares are counted from 1: 1/{of} to {of}/{of}")),
            (Some((number, of)), Speech::Chinese) if number > of => {
                Err(format!("一共只有 {of} 份：1/{of} 到 {of}/{of}"))
            }
            (Some((number, of)), Speech::English) if number > of => {
                Err(format!("there are only {of} shares: 1/{of} to {of}/{of}"))
            }
            (Some((number, of)), _) => Ok(Shard { number, of }),
        }
    }

    pub(super) fn holds(self, output: &Output) -> bool {
        let path = match &output.product {
            Product::Picture { source, .. } => source.as_str(),
            _ => output.path.as_str(),
        };
        self.share_of(path) == self.number
    }

    fn share_of(self, path: &str) -> u64 {
        let mut start = [0; 8];
        let mut hasher = blake3::Hasher::new();
        hasher.update(path.as_bytes()).finalize_xof().fill(&mut start);
        u64::from_le_bytes(start) % self.of + 1
    }

    /// For the summary.
    pub(super) fn told(self, console: &Console, own: usize, all: usize) -> String {
        let Shard { number, of } = self;
        match console.speech {
            Speech::Chinese => format!("第 {number} 份，共 {of} 份：{all} 个文件中的 {own} 个"),
            Speech::English => format!("share {number} of {of}: {own} of {all} files"),
        }
    }
}

fn digits(written: &str) -> Option<u64> {
    let plain = written.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| written.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, output: Option<&str>, expected: [&str; 2]) {
        let asked = |speech| Shard::asked(&Console::new(speech), Some(written), output.map(Path::new));
        for (speech, expected) in [Speech::Chinese, Speech::English].into_iter().zip(expected) {
            assert_eq!(asked(speech), Err(format!("--shard {written}: {expected}")));
        }
    }

    #[test]
    fn a_share_that_cannot_be_is_told_in_both_languages() {
        let form = [
            "请写成 2/7，即七份中的第二份",
            "write it as 2/7, the second of seven shares",
        ];
        for written in [
            "x",
            "",
            "3",
            "1/",
            "/3",
            "1/3/5",
            "-1/3",
            "+1/3",
            "1.5/3",
            "99999999999999999999/3",
        ] {
            check(written, Some("a"), form);
        }
        check(
            "0/3",
            Some("a"),
            ["从 1 数起：1/3 到 3/3", "shares are counted from 1: 1/3 to 3/3"],
        );
        check(
            "4/3",
            Some("a"),
            ["一共只有 3 份：1/3 到 3/3", "there are only 3 shares: 1/3 to 3/3"],
        );
        check(
            "0/0",
            Some("a"),
            ["至少要有一份，如 1/1", "there must be at least one share, as in 1/1"],
        );
        let alone = [
            "每一份要写到自己的文件夹，请加上 --output DIR",
            "each share needs a folder of its own: add --output DIR",
        ];
        check("1/3", None, alone);
    }

    #[test]
    fn pages_of_one_folder_are_spread_evenly() {
        let shard = Shard { number: 1, of: 7 };
        let mut pages = [0_usize; 7];
        for nth in 0..70_000 {
            let share = shard.share_of(&format!("en/projects/p{nth:06}.html"));
            pages[usize::try_from(share - 1).unwrap()] += 1;
        }
        assert!(pages.iter().all(|count| (9_700..10_300).contains(count)), "{pages:?}");
    }

    #[test]
    fn the_share_of_a_path_never_changes() {
        let shares = ["index.html", "sitemap.xml", "en/projects/温泉.html"]
            .map(|path| Shard { number: 1, of: 1000 }.share_of(path));
        assert_eq!(shares, [993, 149, 826]);
    }
}
