//! Request lines that no browser writes, at random.

use std::collections::BTreeSet;
use std::io::{Read, Write};

use super::{SECRET, site};
use crate::serve::preview::Preview;

/// A generator of numbers with a seed, so that a failure can be had again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below as u64).unwrap()
    }
}

#[test]
fn a_hundred_thousand_fuzzed_request_lines_open_nothing_and_crash_nothing() {
    let folder = site();
    let preview = Preview::of(&folder);
    let mut dice = Dice(0x5EED_2030);
    let parts = [
        "/",
        "..",
        "%2e",
        "%2f",
        "%5c",
        "\\",
        "%00",
        "\0",
        "secret.txt",
        "index.html",
        "con",
        "::$DATA",
        "%25",
        "?",
        "#",
        "http://",
        "\u{7f}",
        "é",
        "青山",
        "_wutong",
        "reload",
        "page",
        "&token=",
        " ",
        "\t",
        "%",
        ";",
        "*",
        "A",
        "projects",
        "~",
        "GET",
        "HTTP/1.1",
        "\r",
        "file:",
    ];
    let mut answers = BTreeSet::new();
    // Many requests a connection: the fuzz is of lines, not of connections.
    for _ in 0..1000 {
        let mut batch = Vec::new();
        for _ in 0..100 {
            let method = ["GET", "HEAD", "GET", "POST", "G\0T", ""][dice.roll(6)];
            let line: String = (0..dice.roll(12)).map(|_| parts[dice.roll(parts.len())]).collect();
            let version = ["HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/9.9", ""][dice.roll(5)];
            batch.extend(format!("{method} /{line} {version}\r\nHost: {}\r\n\r\n", preview.host).bytes());
            if dice.roll(3) == 0 {
                answers.insert(exchange(&preview, &batch));
                batch.clear();
            }
        }
        answers.insert(exchange(&preview, &batch));
    }
    assert!(answers.iter().all(|clean| *clean), "seed 0x5EED2030");
    assert_eq!(preview.get("/").status, 200);
}

/// Whether nothing of a secret was told.
fn exchange(preview: &Preview, batch: &[u8]) -> bool {
    let mut stream = preview.connect();
    let _ = stream.write_all(batch);
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let mut whole = Vec::new();
    let _ = stream.read_to_end(&mut whole);
    !String::from_utf8_lossy(&whole).contains(SECRET)
}
