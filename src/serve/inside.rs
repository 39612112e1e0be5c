//! The preview's own addresses below `/_wutong/`: its script and style, what it knows of a page, and the list of all pages.

use std::sync::Arc;

use hyper::StatusCode;
use hyper::body::Bytes;
use serde::Serialize;

use crate::build::live::FileBytes;
use crate::serve::Shared;
use crate::serve::http::{Answer, plain, with};
use crate::serve::list;
use crate::serve::mime::content_type;
use crate::serve::notes::{notes, speech_of};
use crate::serve::routes::{Meaning, decoded, meaning};

const FILES: [(&str, &str); 10] = [
    ("preview.js", include_str!("assets/preview.js")),
    ("morph.js", include_str!("assets/morph.js")),
    ("bar.js", include_str!("assets/bar.js")),
    ("mistakes.js", include_str!("assets/mistakes.js")),
    ("words.js", include_str!("assets/words.js")),
    ("dom.js", include_str!("assets/dom.js")),
    ("list.js", include_str!("assets/list.js")),
    ("preview.css", include_str!("assets/preview.css")),
    ("list.css", include_str!("assets/list.css")),
    ("idiomorph.js", include_str!("assets/idiomorph-0.8.0.esm.js")),
];

/// Where the list of all pages stands.
const LIST: &str = "/_wutong/";

pub(crate) fn answer(shared: &Shared, name: &str, query: &str) -> Answer {
    match name {
        "" => with(StatusCode::OK, content_type("a.html"), list::page(shared).into()),
        "page" => {
            let page = parameter(query, "page").unwrap_or_default();
            let lang = parameter(query, "lang").unwrap_or_default();
            json(&notes(shared, &page, speech_of(&lang)))
        }
        _ => match FILES.iter().find(|(known, _)| *known == name) {
            Some((name, text)) => with(StatusCode::OK, content_type(name), Bytes::from_static(text.as_bytes())),
            None => plain(StatusCode::NOT_FOUND, ""),
        },
    }
}

fn json(value: &impl Serialize) -> Answer {
    let text = serde_json::to_vec(value).unwrap_or_default();
    with(StatusCode::OK, content_type("a.json"), text.into())
}

/// A value of a query, decoded.
pub(crate) fn parameter(query: &str, name: &str) -> Option<String> {
    query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        (key == name).then(|| decoded(value)).flatten()
    })
}

/// Tells one state of a page from another.
pub(crate) fn digest(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..16].to_owned()
}

/// What an open page is told: what tells its present state, and that of what is known of it.
#[derive(Serialize)]
struct State {
    /// A digest, `gone` or `never`.
    page: String,
    notes: String,
}

pub(crate) async fn state_of(shared: &Arc<Shared>, address: &str) -> String {
    let (shared, address) = (Arc::clone(shared), address.to_owned());
    let state = tokio::task::spawn_blocking(move || state(&shared, &address));
    state.await.unwrap_or_default()
}

fn state(shared: &Shared, address: &str) -> String {
    let page = if address == LIST {
        digest(&list::page_alone(shared))
    } else {
        match meaning(&shared.live, &shared.doors, address) {
            Meaning::File(_, file) => match &file.bytes {
                FileBytes::Here(bytes) => digest(bytes),
                _ => "never".to_owned(),
            },
            _ => "gone".to_owned(),
        }
    };
    let notes = notes(shared, address, speech_of(""));
    let notes = digest(&serde_json::to_vec(&notes).unwrap_or_default());
    serde_json::to_string(&State { page, notes }).unwrap_or_default()
}
