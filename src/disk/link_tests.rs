//! Reading a folder with links, odd names and things that are no files.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;

use crate::disk::read::tests::{check, site};

#[test]
fn links_are_followed_inside_the_site_and_nowhere_else() {
    let site = site(&[("content/a/x.md", b"x"), (".git/secret.md", b"no")]);
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("passwd.md"), "no").expect("a file");
    let root = site.path();
    symlink("a", root.join("content/b")).expect("a link");
    symlink("a/x.md", root.join("content/y.md")).expect("a link");
    symlink(outside.path(), root.join("content/out")).expect("a link");
    symlink(outside.path().join("passwd.md"), root.join("content/p.md")).expect("a link");
    symlink("../.git", root.join("content/hidden")).expect("a link");
    symlink("nowhere", root.join("content/broken.md")).expect("a link");
    symlink("nowhere", root.join("content/.#lock.md")).expect("a link");
    let out = |name: &str, file: &str| {
        let target = format!("{}{file}", outside.path().display());
        format!("! content/{name} OutsideSite({target:?})")
    };
    check(
        &site,
        &[
            "content/a/x.md UTF-8: x",
            "content/b/x.md UTF-8: x",
            "content/y.md UTF-8: x",
            "! content/broken.md LinkBroken(\"nowhere\")",
            "! content/hidden OutsideSite(\"../.git\")",
            &out("out", ""),
            &out("p.md", "/passwd.md"),
        ],
    );
}

#[test]
fn a_loop_of_links_ends() {
    let site = site(&[("content/a/x.md", b"x"), ("content/b/y.md", b"y")]);
    let root = site.path();
    symlink(".", root.join("content/a/self")).expect("a link");
    symlink("..", root.join("content/a/up")).expect("a link");
    symlink("../..", root.join("content/a/top")).expect("a link");
    symlink("../b", root.join("content/a/to_b")).expect("a link");
    symlink("../a", root.join("content/b/to_a")).expect("a link");
    symlink("round.md", root.join("content/round.md")).expect("a link");
    check(
        &site,
        &[
            "content/a/to_b/y.md UTF-8: y",
            "content/a/x.md UTF-8: x",
            "content/b/to_a/x.md UTF-8: x",
            "content/b/y.md UTF-8: y",
            "! content/a/self LinkLoop",
            "! content/a/to_b/to_a LinkLoop",
            "! content/a/top LinkLoop",
            "! content/a/up LinkLoop",
            "! content/b/to_a/self LinkLoop",
            "! content/b/to_a/to_b LinkLoop",
            "! content/b/to_a/top LinkLoop",
            "! content/b/to_a/up LinkLoop",
            "! content/round.md LinkLoop",
        ],
    );
}

#[test]
fn unsafe_names_and_things_that_are_no_files_are_told() {
    let site = site(&[("content/a\\b.md", b"x"), ("content/c\nd.md", b"x")]);
    let bad = OsStr::from_bytes(b"bad\xFF.md");
    fs::write(site.path().join("content").join(bad), "x").expect("a file");
    let socket = site.path().join("content/s.md");
    let _listener = std::os::unix::net::UnixListener::bind(socket).expect("a socket");
    check(
        &site,
        &[
            "! content/a\\b.md UnsafeName",
            "! content/bad\u{FFFD}.md NameNotUnicode",
            "! content/c\nd.md UnsafeName",
            "! content/s.md NotAFile",
        ],
    );
}
