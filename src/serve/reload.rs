//! The reload stream: tells each open page when what it shows has changed. It carries no content and takes no commands.

use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use hyper::upgrade::Upgraded;
use hyper_util::rt::TokioIo;
use tokio::sync::watch;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::{Message, Role, WebSocketConfig};

use crate::serve::{Shared, inside};

/// Keeps the connection from being taken for dead.
const BEAT: Duration = Duration::from_secs(20);
/// Nothing that a page sends is of use.
const LONGEST_MESSAGE: usize = 1024;

/// Where all open pages hear of a new state.
pub(crate) struct Hub {
    states: watch::Sender<u64>,
}

impl Hub {
    pub(crate) fn new() -> Self {
        Hub {
            states: watch::Sender::new(0),
        }
    }

    pub(crate) fn tell(&self, number: u64) {
        self.states.send_replace(number);
    }

    pub(crate) fn listen(&self) -> watch::Receiver<u64> {
        self.states.subscribe()
    }
}

/// Tells one page until it goes away.
pub(crate) async fn stream(upgraded: Upgraded, shared: Arc<Shared>, path: String) {
    let config = WebSocketConfig::default()
        .max_message_size(Some(LONGEST_MESSAGE))
        .max_frame_size(Some(LONGEST_MESSAGE));
    let mut socket = WebSocketStream::from_raw_socket(TokioIo::new(upgraded), Role::Server, Some(config)).await;
    let mut states = shared.hub.listen();
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
