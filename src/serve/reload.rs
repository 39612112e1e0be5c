//! The reload stream: tells each open page when what it shows has changed. It carries no content and takes no commands.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use hyper::upgrade::Upgraded;
use hyper_util::rt::TokioIo;
use tokio::sync::watch;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::{Message, Role, WebSocketConfig};

use crate::serve::watching::Stopper;
use crate::serve::{Shared, inside};

/// Keeps the connection from being taken for dead.
const BEAT: Duration = Duration::from_secs(20);
/// Nothing that a page sends is of use.
const LONGEST_MESSAGE: usize = 1024;

/// Where all open pages hear of a new state.
pub(crate) struct Hub {
    states: watch::Sender<u64>,
    /// Addresses of open pages, with how often each is open.
    open: Mutex<BTreeMap<String, usize>>,
    tickets: Mutex<Option<Stopper>>,
}

/// A page is open as long as this is kept.
struct Open<'a> {
    hub: &'a Hub,
    address: &'a str,
}

impl Hub {
    pub(crate) fn new() -> Self {
        Hub {
            states: watch::Sender::new(0),
            open: Mutex::default(),
            tickets: Mutex::default(),
        }
    }

    pub(crate) fn tell(&self, number: u64) {
        self.states.send_replace(number);
    }

    /// Addresses that somebody looks at.
    pub(crate) fn open(&self) -> Vec<String> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.keys().cloned().collect()
    }

    /// Whom to tell that a browser of the local network came in.
    pub(crate) fn tell_of_tickets(&self, stopper: Stopper) {
        *self.tickets.lock().unwrap_or_else(PoisonError::into_inner) = Some(stopper);
    }

    pub(crate) fn ticket_used(&self) {
        if let Some(stopper) = &*self.tickets.lock().unwrap_or_else(PoisonError::into_inner) {
            stopper.ticket();
        }
    }

    fn enter<'a>(&'a self, address: &'a str) -> Open<'a> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        *open.entry(address.to_owned()).or_default() += 1;
        Open { hub: self, address }
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        let mut open = self.hub.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(times) = open.get_mut(self.address) {
            *times -= 1;
            if *times == 0 {
                open.remove(self.address);
            }
        }
    }
}

/// Tells one page until it goes away.
pub(crate) async fn stream(upgraded: Upgraded, shared: Arc<Shared>, path: String) {
    let config = WebSocketConfig::default()
        .max_message_size(Some(LONGEST_MESSAGE))
        .max_frame_size(Some(LONGEST_MESSAGE));
    let mut socket = WebSocketStream::from_raw_socket(TokioIo::new(upgraded), Role::Server, Some(config)).await;
    let mut states = shared.hub.states.subscribe();
    let _open = shared.hub.enter(&path);
    let mut told = String::new();
    loop {
        let state = inside::state_of(&shared, &path).await;
        if state != told {
            if socket.send(Message::text(state.clone())).await.is_err() {
                return;
            }
            told = state;
        }
        loop {
            tokio::select! {
                changed = states.changed() => {
                    if changed.is_err() { return }
                    break;
                }
                heard = socket.next() => match heard {
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                    // A page has nothing to say: whatever else it sends ends the stream.
                    _ => return,
                },
                () = tokio::time::sleep(BEAT) => {
                    if socket.send(Message::Ping(Vec::new().into())).await.is_err() { return }
                }
            }
        }
    }
}
