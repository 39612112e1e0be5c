//! Answers with a file of the site, and with the site's own page where there is none.

use hyper::StatusCode;
use hyper::body::Bytes;

use crate::build::live::{File, FileBytes};
use crate::disk::read_source;
use crate::serve::block::with_block;
use crate::serve::http::{Answer, elsewhere, plain, with};
use crate::serve::mime::content_type;
use crate::serve::routes::{Meaning, meaning};
use crate::serve::{Shared, inside};

/// What stands under an address of the site.
pub(crate) fn answer(shared: &Shared, written: &str) -> Answer {
    match meaning(&shared.live, &shared.doors, written) {
        Meaning::File(path, file) => this(shared, &path, &file, StatusCode::OK),
        Meaning::Elsewhere(address) => elsewhere(&address),
        Meaning::Nothing => nothing(shared),
    }
}

fn nothing(shared: &Shared) -> Answer {
    match shared.live.file("404.html") {
        Some(file) => this(shared, "404.html", &file, StatusCode::NOT_FOUND),
        None => bare(shared, StatusCode::NOT_FOUND),
    }
}

fn this(shared: &Shared, path: &str, file: &File, status: StatusCode) -> Answer {
    let kind = content_type(path);
    let bytes = match &file.bytes {
        FileBytes::Here(bytes) if file.page.is_some() => {
            with_block(bytes, &shared.doors, &inside::digest(bytes)).into()
        }
        FileBytes::Here(bytes) => Bytes::from_owner(bytes.clone()),
        FileBytes::Never => return bare(shared, StatusCode::OK),
        FileBytes::Source(source) => match read_source(&shared.folder, shared.themes.as_deref(), source) {
            Ok(bytes) => bytes.into(),
            Err(_) => return plain(StatusCode::NOT_FOUND, ""),
        },
        FileBytes::Picture { source, recipe } => match shared.darkroom().bytes(source, recipe) {
            Ok(bytes) => bytes.into(),
            Err(_) => return plain(StatusCode::NOT_FOUND, ""),
        },
    };
    with(status, kind, bytes)
}

/// A page without anything, over which the mistakes are shown.
fn bare(shared: &Shared, status: StatusCode) -> Answer {
    let page =
        b"<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>Wutong</title></head>\n<body></body></html>\n";
    with(
        status,
        "text/html; charset=utf-8",
        with_block(page, &shared.doors, &inside::digest(page)).into(),
    )
}
