//! The example portal in this repository: it builds, holds together, and prints nothing empty.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use crate::folder::files;

/// The portal, built once for all tests of this file.
static PORTAL: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let output = tempfile::tempdir().unwrap();
    let target = output.path().join("public");
    let run = Command::new(env!("CARGO_BIN_EXE_wutong"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["build", "--today", "2030-01-01", "--output"])
        .arg(&target)
        .output()
        .unwrap();
    let complained = String::from_utf8(run.stderr).unwrap();
    assert!(run.status.success(), "{complained}");
    assert!(!complained.contains("warning["), "{complained}");
    files(&target)
        .into_iter()
        .map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned()))
        .collect()
});

fn pages() -> impl Iterator<Item = (&'static String, &'static String)> {
    PORTAL.iter().filter(|(path, _)| path.ends_with(".html"))
}

#[test]
fn every_entry_has_a_page_in_every_language_and_edition() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/projects");
    assert!(root.exists());
    for prefix in ["", "zh-Hant/", "en/", "ja/", "fr/"] {
        for edition in ["", "care/"] {
            for page in [
                "index.html",
                "projects/index.html",
                "projects/sanbaishan-hot-spring.html",
                "regions/zaozhuang.html",
                "about.html",
            ] {
                let path = format!("{prefix}{edition}{page}");
                assert!(PORTAL.contains_key(&path), "{path}");
            }
        }
    }
}

#[test]
fn every_relative_link_leads_to_a_file() {
    let mut broken = BTreeSet::new();
    for (path, text) in pages().filter(|(path, _)| *path != "404.html") {
        for attribute in [" href=\"", " src=\""] {
            for (at, _) in text.match_indices(attribute) {
                let rest = &text[at + attribute.len()..];
                let target = rest.split('"').next().unwrap().split('#').next().unwrap();
                if target.is_empty()
                    || target.starts_with("http")
                    || target.starts_with("mailto:")
                    || target.starts_with("tel:")
                {
                    continue;
                }
                assert!(!target.starts_with('/'), "{path}: {target}");
                let mut parts: Vec<&str> = path.split('/').collect();
                parts.pop();
                for part in target.split('/') {
                    match part {
                        ".." => assert!(parts.pop().is_some(), "{path}: {target} leaves the site"),
                        "." | "" => {}
                        part => parts.push(part),
                    }
                }
                let file = parts.join("/");
                if !PORTAL.contains_key(&file) {
                    broken.insert(format!("{path}: {target}"));
                }
            }
        }
    }
    assert_eq!(broken, BTreeSet::new());
}

#[test]
fn no_label_stands_alone() {
    let empty = [
        "<dd></dd>",
        "<dd> </dd>",
        "<dl></dl>",
        "<dl>\n</dl>",
        "<ul></ul>",
        "<ul>\n</ul>",
        "<h2></h2>",
        "<h3></h3>",
        "<td></td>",
        "<p></p>",
        "<a href=\"\"",
        "content=\"\"",
    ];
    for (path, text) in pages() {
        for pattern in empty {
            assert!(!text.contains(pattern), "{path}: {pattern}");
        }
    }
}

#[test]
fn figures_of_the_sources_are_shown_in_each_language() {
    let shown = [
        ("regions/zaozhuang.html", "78.79亿元"),
        ("zh-Hant/regions/zaozhuang.html", "78.79億元"),
        ("en/regions/zaozhuang.html", "CNY 7.879 billion"),
        ("ja/regions/zaozhuang.html", "78億7,900万元"),
        ("fr/regions/zaozhuang.html", "7,879\u{a0}milliards de yuans"),
    ];
    for (path, figure) in shown {
        let text = PORTAL[path].replace('\u{202f}', "\u{a0}");
        assert!(text.contains(figure), "{path}: {figure}");
    }
}

#[test]
fn hreflang_is_reciprocal() {
    let base = "https://example.com/kangyang/";
    let claims: BTreeMap<String, BTreeSet<String>> = pages()
        .map(|(path, text)| {
            let links = text.split("<link rel=\"alternate\" hreflang=\"").skip(1);
            let urls = links.filter_map(|link| link.split("href=\"").nth(1)?.split('"').next());
            (
                path.clone(),
                urls.filter_map(|url| url.strip_prefix(base))
                    .map(str::to_owned)
                    .collect(),
            )
        })
        .collect();
    let mut claimed = 0;
    for (path, others) in &claims {
        for other in others {
            claimed += 1;
            assert!(claims[other].contains(path), "{path} claims {other}");
        }
    }
    assert!(claimed > 500, "{claimed}");
}

#[test]
fn the_portal_loads_nothing_from_elsewhere() {
    for (path, text) in pages() {
        assert!(
            !text.contains("<script src") && !text.contains(" style=\"") && !text.contains(" onclick="),
            "{path}"
        );
        assert!(!text.contains("src=\"http"), "{path}");
    }
}

#[test]
fn not_found_speaks_every_language_from_the_root_of_the_host() {
    let page = &PORTAL["404.html"];
    for text in [
        "没有这个页面",
        "沒有這個頁面",
        "There is no such page",
        "ページが見つかりません",
        "Cette page n’existe pas",
        "href=\"/kangyang/fr/index.html\"",
    ] {
        assert!(page.contains(text), "{text}");
    }
}
