//! `wutong build --shard i/n`: the shares together are the whole, and each is content with its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::thread;

use crate::folder::{Folder, SETTINGS, files};
use crate::pictures;

type Site = BTreeMap<String, Vec<u8>>;

fn share(folder: &Folder, number: usize, of: usize) -> Site {
    let output = format!("shares/{of}-{number}");
    let shard = format!("{number}/{of}");
    let arguments = ["build", "--today", "2030-01-01", "--shard", &shard, "--output", &output];
    let run = folder.run(&arguments);
    assert_eq!(run.status, 0, "{}{}", run.said, run.complained);
    let share = files(&folder.path().join(output));
    let told = format!("share {number} of {of}: {} of ", share.len());
    assert!(run.said.contains(&told), "{told}: {}", run.said);
    share
}

/// That every file of the whole build is in one share, and nothing else is in any.
fn check(folder: &Folder) -> Site {
    folder.build();
    let whole = folder.public();
    for of in [2, 3, 7] {
        let mut union = Site::new();
        for number in 1..=of {
            for (path, bytes) in share(folder, number, of) {
                assert!(union.insert(path.clone(), bytes).is_none(), "{path} is in two of {of}");
            }
        }
        assert_eq!(union.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>());
        assert!(union == whole, "{of} shares have other bytes");
    }
    whole
}

/// Pictures, a drawing as it is, illustrations, an old address, a draft, feeds, sitemaps, both editions.
fn varied() -> Folder {
    let folder = pictures::site();
    folder.write("content/site.yaml", &format!("{SETTINGS}editions: [standard, care]\n"));
    folder.write(
        "content/projects/old.md",
        "---\n标题: 搬过的项目\n地区: 青山县\n阶段: 招商中\n旧网址: [/zt/b]\n---\n见[白露](bailu/index.md)。\n",
    );
    folder.write(
        "content/projects/later.md",
        "---\n标题: 草稿\n地区: 青山县\n阶段: 招商中\n草稿: 是\n---\n",
    );
    folder
}

#[test]
fn the_shares_of_a_site_are_the_whole_byte_for_byte() {
    let whole = check(&varied());
    for path in [
        "404.html",
        "care/index.html",
        "en/feed.xml",
        "media/projects/bailu/map.svg",
        "media/projects/bailu/spring-480.webp",
        "projects/old.html",
        "robots.txt",
        "sitemap.xml",
        "sitemap-en-1.xml",
        "zt/b.html",
    ] {
        assert!(
            whole.contains_key(path),
            "{path} was not put to the test: {:?}",
            whole.keys()
        );
    }
    for ending in [".css", ".svg", ".jpg"] {
        assert!(whole.keys().any(|path| path.ends_with(ending)), "no {ending}");
    }
}

#[test]
fn the_shares_of_every_small_site_are_the_whole_byte_for_byte() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    for case in fs::read_dir(cases).unwrap() {
        let case = case.unwrap().path();
        let folder = Folder::new(&[]);
        for part in ["content", "themes"] {
            for (path, bytes) in files(&case.join(part)) {
                folder.write_bytes(&format!("{part}/{path}"), &bytes);
            }
        }
        assert!(!check(&folder).is_empty());
    }
}

#[test]
fn variants_of_one_picture_are_made_by_one_share() {
    let folder = varied();
    let shares: Vec<Site> = (1..=7).map(|number| share(&folder, number, 7)).collect();
    for picture in ["spring-", "fengmian-"] {
        let made = |share: &&Site| share.keys().any(|path| path.contains(picture));
        assert_eq!(shares.iter().filter(made).count(), 1, "{picture}");
    }
}

#[test]
fn shares_are_built_side_by_side_of_one_folder() {
    let folder = varied();
    let together: Site = thread::scope(|scope| {
        let shares: Vec<_> = (1..=4)
            .map(|number| {
                scope.spawn({
                    let folder = &folder;
                    move || share(folder, number, 4)
                })
            })
            .collect();
        shares.into_iter().flat_map(|share| share.join().unwrap()).collect()
    });
    folder.build();
    assert!(together == folder.public());
}

#[test]
fn a_share_removes_nothing_and_may_be_built_again() {
    let folder = varied();
    let first = [1, 2].map(|number| share(&folder, number, 2));
    let of_old = first
        .iter()
        .flat_map(Site::keys)
        .filter(|path| path.contains("projects/old"));
    assert!(of_old.count() > 3);
    fs::remove_file(folder.path().join("content/projects/old.md")).unwrap();
    for (number, first) in (1..).zip(first) {
        let (output, shard) = (format!("shares/2-{number}"), format!("{number}/2"));
        folder.write(&format!("{output}/letter.txt"), "mine");
        let run = folder.run(&["build", "--today", "2030-01-01", "--shard", &shard, "--output", &output]);
        assert_eq!(run.status, 0, "{}", run.complained);
        assert!(
            run.said.contains(" 0 removed") && run.said.contains("letter.txt"),
            "{}",
            run.said
        );
        let mut left = files(&folder.path().join(output));
        assert_eq!(left.remove("letter.txt").as_deref(), Some(&b"mine"[..]));
        assert_eq!(left.keys().collect::<Vec<_>>(), first.keys().collect::<Vec<_>>());
        assert!(left != first, "lists have lost an entry");
    }
}

#[test]
fn mistakes_of_the_content_are_told_by_every_share_and_nothing_is_written() {
    let folder = varied();
    folder.write(
        "content/projects/b.md",
        "---\n标题: 乙\n地区: 白露县\n阶段: 招商中\n---\n",
    );
    for number in 1..=3 {
        let shard = format!("{number}/3");
        let run = folder.run(&["build", "--shard", &shard, "--output", "share"]);
        assert_eq!(run.status, 1);
        assert!(
            run.complained.contains("error[reference-unknown]"),
            "{}",
            run.complained
        );
    }
    assert!(!folder.path().join("share").exists());
}

#[test]
fn a_share_that_cannot_be_is_wrong_usage() {
    let folder = Folder::small(&[]);
    for (shard, chinese, english) in [
        ("0/3", "从 1 数起", "counted from 1"),
        ("4/3", "一共只有 3 份", "only 3 shares"),
        ("x", "请写成 2/7", "write it as 2/7"),
    ] {
        for (speech, words) in [("zh", chinese), ("en", english)] {
            let run = folder.run(&["build", "--lang", speech, "--output", "a", "--shard", shard]);
            assert_eq!(run.status, 64, "{}", run.said);
            assert!(run.complained.contains(words), "{}", run.complained);
        }
    }
    for (speech, words) in [("zh", "请加上 --output DIR"), ("en", "add --output DIR")] {
        let run = folder.run(&["build", "--lang", speech, "--shard", "1/3"]);
        assert_eq!(run.status, 64, "{}", run.said);
        assert!(run.complained.contains(words), "{}", run.complained);
    }
    assert!(!folder.path().join("public").exists() && !folder.path().join("a").exists());
    assert!(folder.run(&["build", "--help"]).said.contains("--shard <I/N>"));
}
