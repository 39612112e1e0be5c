//! The preview's own addresses below `/_wutong/`: its script and style, and what it knows of a page.

use std::sync::Arc;

use hyper::StatusCode;
use hyper::body::Bytes;

use crate::build::live::FileBytes;
use crate::serve::Shared;
use crate::serve::http::{Answer, plain, with};
use crate::serve::mime::content_type;
use crate::serve::routes::{Meaning, decoded, meaning};

const FILES: [(&str, &str); 2] = [
    ("preview.js", include_str!("assets/preview.js")),
    ("idiomorph.js", include_str!("assets/idiomorph-0.8.0.esm.js")),
];

pub(crate) fn answer(_shared: &Shared, name: &str, _query: &str) -> Answer {
    if let Some((name, text)) = FILES.iter().find(|(known, _)| *known == name) {
        return with(StatusCode::OK, content_type(name), Bytes::from_static(text.as_bytes()));
    }
    plain(StatusCode::NOT_FOUND, "")
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

/// What a page is told: a digest, or `gone`.
pub(crate) async fn state_of(shared: &Arc<Shared>, path: &str) -> String {
    let (shared, path) = (Arc::clone(shared), path.to_owned());
    tokio::task::spawn_blocking(move || page_state(&shared, &path))
        .await
        .unwrap_or_default()
}

fn page_state(shared: &Shared, path: &str) -> String {
    match meaning(&shared.live, &shared.doors, path) {
        Meaning::File(_, file) => match &file.bytes {
            FileBytes::Here(bytes) => digest(bytes),
            _ => "never".to_owned(),
        },
        _ => "gone".to_owned(),
    }
}
