//! Bytes sent to the preview: it answers, and gives content to nobody who does not call it by its own name.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use wutong::serve::trial::Trial;

static TRIAL: LazyLock<Trial> = LazyLock::new(Trial::new);

fuzz_target!(|bytes: &[u8]| {
    let answer = TRIAL.answer(bytes);
    if answer.starts_with(b"HTTP/1.1 200") || answer.starts_with(b"HTTP/1.0 200") {
        let asked = bytes.to_ascii_lowercase();
        let calls = |name: &[u8]| asked.windows(name.len()).any(|part| part == name);
        assert!(calls(b"127.0.0.1:1111") || calls(b"localhost:1111"));
        assert!(asked.starts_with(b"get ") || asked.starts_with(b"head ") || asked.starts_with(b"\r\n"));
    }
});
