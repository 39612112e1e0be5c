//! Refuses every request that does not come from this machine's own browser looking at the preview itself.
//!
//! A page of another site that is open in the same browser can send requests here, under another name of
//! this machine too (DNS rebinding). Nothing of what it sends is answered with content.

use hyper::header::{HOST, HeaderMap, HeaderName, HeaderValue, ORIGIN};
use hyper::{Method, StatusCode, Uri};

use crate::serve::doors::Door;
use crate::serve::keys::is_equal;

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It calls the preview by a name that is not its own.
    Host,
    /// It comes from a page of another site.
    CrossSite,
    Method,
    /// It comes from the local network without a key.
    Key,
}

impl Refusal {
    pub(crate) fn status(self) -> StatusCode {
        match self {
            Refusal::Host => StatusCode::MISDIRECTED_REQUEST,
            Refusal::CrossSite | Refusal::Key => StatusCode::FORBIDDEN,
            Refusal::Method => StatusCode::METHOD_NOT_ALLOWED,
        }
    }
}

/// Looked at before anything else, on every path.
pub(crate) fn check(method: &Method, uri: &Uri, headers: &HeaderMap, door: &Door) -> Result<(), Refusal> {
    if !calls_us(uri, headers, door) {
        return Err(Refusal::Host);
    }
    if comes_from_elsewhere(headers, door) {
        return Err(Refusal::CrossSite);
    }
    if *method != Method::GET && *method != Method::HEAD {
        return Err(Refusal::Method);
    }
    match &door.keys {
        Some(keys) if !keys.knows(headers) => Err(Refusal::Key),
        _ => Ok(()),
    }
}

/// The `Host`, written once, and the authority of an absolute address are ours. What proxies claim counts nothing.
fn calls_us(uri: &Uri, headers: &HeaderMap, door: &Door) -> bool {
    let Some(host) = only(headers, &HOST) else {
        return false;
    };
    let is_ours = |name: &str| door.hosts.iter().any(|ours| ours.eq_ignore_ascii_case(name));
    let named = uri.authority().is_none_or(|authority| is_ours(authority.as_str()));
    host.to_str().is_ok_and(is_ours) && named
}

/// By what the browser says of itself: only our own pages, and people who type or click an address, come in.
fn comes_from_elsewhere(headers: &HeaderMap, door: &Door) -> bool {
    let site = HeaderName::from_static("sec-fetch-site");
    let mut sites = headers.get_all(site).iter();
    let foreign_site = sites.any(|site| !matches!(site.as_bytes(), b"same-origin" | b"none"));
    let mut origins = headers.get_all(ORIGIN).iter();
    foreign_site || origins.any(|origin| !is_our_origin(origin, door))
}

/// The reload stream, which other sites could open, is told by its origin and by the secret of this run.
pub(crate) fn may_listen(headers: &HeaderMap, door: &Door, given: Option<&str>, token: &str) -> bool {
    let origin = only(headers, &ORIGIN).is_some_and(|origin| is_our_origin(origin, door));
    let same_as_host = only(headers, &ORIGIN)
        .zip(only(headers, &HOST))
        .is_some_and(|(origin, host)| origin.as_bytes().strip_prefix(b"http://") == Some(host.as_bytes()));
    origin && same_as_host && given.is_some_and(|given| is_equal(given, token))
}

fn is_our_origin(origin: &HeaderValue, door: &Door) -> bool {
    door.origins.iter().any(|ours| origin.as_bytes() == ours.as_bytes())
}

/// A header that stands once and no more.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a HeaderValue> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?;
    values.next().is_none().then_some(first)
}
