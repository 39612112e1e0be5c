//! A picture file: its header is read or refused, and a small one is made into what browsers are given.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wutong::picture::{develop, probe, probe_svg, recipes};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = probe_svg(text);
    }
    if let Ok(found) = probe(bytes) {
        assert!(found.width > 0 && found.height > 0);
        // Larger ones would only make every run slow.
        if found.width.max(found.height) <= 64 {
            let _ = develop(bytes, &recipes(&found));
        }
    }
});
