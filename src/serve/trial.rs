//! A preview without a socket and a disk, which is sent bytes and answers: for tests that send it anything.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, RwLock};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::runtime::Runtime;

use crate::build::link::Drafts;
use crate::build::live::live;
use crate::build::pipeline::{Request, Today};
use crate::diag::catalogue::Speech;
use crate::disk::Darkroom;
use crate::model::path::SourcePath;
use crate::model::snapshot::{Encoding, Snapshot, SourceFile};
use crate::serve::crowd::Crowd;
use crate::serve::doors::{Doors, Side};
use crate::serve::reload::Hub;
use crate::serve::{Shared, http};
use crate::theme::render::STACK_BYTES;

/// How much of an answer is in flight at one time.
const PIPE: usize = 1 << 16;

/// Shows one small site as `127.0.0.1:1111`.
pub struct Trial {
    runtime: Runtime,
    shared: Arc<Shared>,
}

impl Default for Trial {
    fn default() -> Self {
        Self::new()
    }
}

impl Trial {
    /// # Panics
    ///
    /// If the machine gives no threads and no chance.
    pub fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .thread_stack_size(STACK_BYTES)
            .build()
            .expect("a trial needs a thread");
        let request = Request {
            today: Today::At(1_893_456_000),
            drafts: Drafts::Show,
            base_url: None,
            profile: std::sync::Arc::default(),
            aids: crate::build::aids::Aids::default(),
        };
        let (live, mut updater) = live(request);
        updater.update(&live, Arc::new(site()));
        let home = SocketAddr::from((Ipv4Addr::LOCALHOST, 1111));
        let nowhere = Path::new("/nowhere");
        let shared = Arc::new(Shared {
            darkroom: RwLock::new(Arc::new(Darkroom::new(nowhere, BTreeMap::new()))),
            hub: Hub::new(),
            live,
            doors: Doors::new(home, None, "/").expect("a trial needs chance"),
            folder: nowhere.to_owned(),
            themes: None,
            speech: Speech::English,
        });
        Self { runtime, shared }
    }

    /// What is answered to these bytes on one connection, up to its end.
    pub fn answer(&self, sent: &[u8]) -> Vec<u8> {
        let (ours, theirs) = tokio::io::duplex(PIPE);
        let (mut reading, mut writing) = tokio::io::split(ours);
        let mut answer = Vec::new();
        self.runtime.block_on(async {
            Crowd::default().admit(|seat| http::serve(Arc::clone(&self.shared), Side::Home, theirs, seat));
            let send = async {
                // A server that refuses may close before everything was sent.
                let _ = writing.write_all(sent).await;
                let _ = writing.shutdown().await;
            };
            let _ = tokio::join!(send, reading.read_to_end(&mut answer));
        });
        answer
    }
}

fn site() -> Snapshot {
    let files = [
        (
            "content/site.yaml",
            "title: {zh-Hans: 示例门户}\nurl: https://example.com/\nlanguages:\n  zh-Hans: {}\n",
        ),
        ("content/regions/青山县.md", "---\n标题: 青山县\n---\n山。\n"),
    ];
    let files = files.map(|(path, text)| {
        let path = SourcePath::new(path).expect("a path of ours");
        let encoding = Encoding::Utf8;
        let text = text.into();
        (path, SourceFile::Text { text, encoding })
    });
    Snapshot {
        files: files.into(),
        ..Snapshot::default()
    }
}

#[cfg(test)]
mod tests {
    use super::Trial;

    #[track_caller]
    fn check(sent: &str, expected: &str) {
        let answer = Trial::new().answer(sent.as_bytes());
        let answer = String::from_utf8_lossy(&answer);
        assert_eq!(answer.lines().next().unwrap_or_default(), expected, "{answer}");
    }

    #[test]
    fn what_is_sent_is_answered_as_the_preview_would() {
        let ours = "Host: 127.0.0.1:1111\r\n\r\n";
        check(&format!("GET / HTTP/1.1\r\n{ours}"), "HTTP/1.1 200 OK");
        check(&format!("GET /nothing HTTP/1.1\r\n{ours}"), "HTTP/1.1 404 Not Found");
        check(
            "GET / HTTP/1.1\r\nHost: example.com\r\n\r\n",
            "HTTP/1.1 421 Misdirected Request",
        );
        check(&format!("POST / HTTP/1.1\r\n{ours}"), "HTTP/1.1 405 Method Not Allowed");
        check("\0\0", "HTTP/1.1 400 Bad Request");
    }
}
