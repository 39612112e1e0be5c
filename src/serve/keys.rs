//! Who may look from the local network: a ticket lets one browser in, which then bears a key.

use std::io;
use std::sync::{Mutex, PoisonError};

use hyper::header::{COOKIE, HeaderMap};

/// Browsers that are let in during one run.
const MOST_KEYS: usize = 64;
const NAME: &str = "wutong-preview";

pub(crate) struct Keys {
    inner: Mutex<Inner>,
}

struct Inner {
    /// Good once.
    ticket: String,
    keys: Vec<String>,
}

impl Keys {
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Keys {
            inner: Mutex::new(Inner {
                ticket: secret()?,
                keys: Vec::new(),
            }),
        })
    }

    /// The ticket for the next browser.
    pub(crate) fn ticket(&self) -> String {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner).ticket.clone()
    }

    /// Whether the browser was let in before.
    pub(crate) fn knows(&self, headers: &HeaderMap) -> bool {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let pairs = cookies
            .flat_map(|cookies| cookies.split(';'))
            .filter_map(|pair| pair.trim().split_once('='));
        pairs
            .filter(|(name, _)| *name == NAME)
            .any(|(_, key)| inner.keys.iter().any(|known| is_equal(known, key)))
    }

    /// Takes a ticket and gives the cookie of a new key; the next browser needs another ticket.
    pub(crate) fn admit(&self, ticket: &str) -> Option<String> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if !is_equal(&inner.ticket, ticket) || inner.keys.len() >= MOST_KEYS {
            return None;
        }
        let (key, next) = (secret().ok()?, secret().ok()?);
        inner.ticket = next;
        inner.keys.push(key.clone());
        Some(format!("{NAME}={key}; Path=/; HttpOnly; SameSite=Strict"))
    }
}

/// 128 bits that nobody can guess.
pub(crate) fn secret() -> io::Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}

/// Takes as long for a wrong secret as for the right one.
pub(crate) fn is_equal(one: &str, other: &str) -> bool {
    blake3::hash(one.as_bytes()) == blake3::hash(other.as_bytes())
}

#[cfg(test)]
mod tests {
    use hyper::header::HeaderValue;

    use super::*;

    fn bearing(cookie: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_str(cookie).expect("a header"));
        headers
    }

    #[test]
    fn a_ticket_lets_one_browser_in() {
        let keys = Keys::new().expect("random bytes");
        let ticket = keys.ticket();
        assert!(keys.admit("").is_none() && keys.admit(&ticket[1..]).is_none());
        let cookie = keys.admit(&ticket).expect("good once");
        assert!(keys.admit(&ticket).is_none(), "and not again");
        let pair = cookie.split(';').next().expect("a pair");
        assert!(keys.knows(&bearing(pair)) && keys.knows(&bearing(&format!("a=b; {pair}"))));
        assert!(!keys.knows(&bearing(&pair.replace("wutong", "other"))) && !keys.knows(&bearing("wutong-preview=")));
        assert_ne!(keys.ticket(), ticket);
    }
}
