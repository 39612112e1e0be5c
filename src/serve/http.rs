//! Answers requests: hyper reads them, `guard` judges them, `routes` and `inside` find what they mean.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener as StdListener;
use std::pin::pin;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{ALLOW, CONTENT_TYPE, HeaderValue, LOCATION, SET_COOKIE};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode, Uri};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::serve::crowd::{Crowd, Seat};
use crate::serve::doors::{INSIDE, Side};
use crate::serve::guard::{self, Refusal};
use crate::serve::watching::Stopper;
use crate::serve::{Shared, headers, inside, pages, reload};
use crate::theme::render::STACK_BYTES;

/// A request's line and headers together, in bytes.
const LONGEST_HEAD: usize = 16 << 10;
const MOST_HEADERS: usize = 64;
/// How long a client may take to send them.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// Work that is done at one time.
const WORKERS: usize = 8;

/// What answers are made of.
pub(crate) type Answer = Response<Full<Bytes>>;

/// Runs in a thread of its own until it is stopped.
pub(crate) struct Server {
    stop: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

pub(crate) fn start(shared: Arc<Shared>, listeners: Vec<(Side, StdListener)>, stopper: Stopper) -> io::Result<Server> {
    for (_, listener) in &listeners {
        listener.set_nonblocking(true)?;
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(WORKERS)
        .thread_stack_size(STACK_BYTES)
        .build()?;
    let (stop, stopped) = oneshot::channel();
    let (listening, listens) = mpsc::channel();
    let thread = std::thread::spawn(move || {
        runtime.block_on(async move {
            let crowd = Crowd::default();
            for (side, listener) in listeners {
                let Ok(listener) = TcpListener::from_std(listener) else {
                    return stopper.stop();
                };
                tokio::spawn(accept(Arc::clone(&shared), side, listener, crowd.clone()));
            }
            let mut interrupt = pin!(tokio::signal::ctrl_c());
            // By the first look at it the system is asked for the signal: from then on it ends the preview in order.
            let looked = futures_util::future::poll_immediate(&mut interrupt).await;
            let _ = listening.send(());
            if looked.is_some() {
                return stopper.stop();
            }
            tokio::select! {
                _ = interrupt => stopper.stop(),
                _ = stopped => {}
            }
        });
        runtime.shutdown_timeout(Duration::from_millis(200));
    });
    // Where the thread ended at once, there is nothing to wait for.
    let _ = listens.recv();
    Ok(Server { stop, thread })
}

impl Server {
    pub(crate) fn stop(self) {
        let _ = self.stop.send(());
        let _ = self.thread.join();
    }
}

async fn accept(shared: Arc<Shared>, side: Side, listener: TcpListener, crowd: Crowd) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let _ = stream.set_nodelay(true);
                crowd.admit(|seat| serve(Arc::clone(&shared), side, stream, seat));
            }
            // No more files may be open, say: others will go, and then there is room.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

pub(crate) async fn serve<Stream>(shared: Arc<Shared>, side: Side, stream: Stream, seat: Seat)
where
    Stream: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let answering = service_fn(move |request| {
        let (shared, seat) = (Arc::clone(&shared), seat.clone());
        async move {
            seat.touch();
            Ok::<_, Infallible>(answer(shared, side, request).await)
        }
    });
    let connection = http1::Builder::new()
        // Who has sent all and waits for the answer gets it.
        .half_close(true)
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_headers(MOST_HEADERS)
        .max_header_size(LONGEST_HEAD)
        .max_buf_size(LONGEST_HEAD)
        .serve_connection(TokioIo::new(stream), answering)
        .with_upgrades();
    // A client that went away or never made sense is nobody's trouble but its own.
    let _ = connection.await;
}

async fn answer(shared: Arc<Shared>, side: Side, request: Request<Incoming>) -> Answer {
    let door = shared.doors.door(side);
    let judged = guard::check(request.method(), request.uri(), request.headers(), door);
    let mut answer = match judged {
        Err(Refusal::Key) => admit(&shared, request.uri()),
        Err(refusal) => refuse(refusal),
        Ok(()) => found(shared, side, request).await,
    };
    headers::protect(&mut answer);
    answer
}

fn refuse(refusal: Refusal) -> Answer {
    let mut answer = plain(refusal.status(), "");
    if refusal == Refusal::Method {
        answer
            .headers_mut()
            .insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    answer
}

/// Lets a browser of the local network in that brings a good ticket.
fn admit(shared: &Shared, uri: &Uri) -> Answer {
    let keys = shared.doors.lan.as_ref().and_then(|lan| lan.keys.as_ref());
    let ticket = uri.query().and_then(|query| inside::parameter(query, "ticket"));
    let cookie = keys.zip(ticket).and_then(|(keys, ticket)| keys.admit(&ticket));
    let Some(cookie) = cookie.and_then(|cookie| HeaderValue::try_from(cookie).ok()) else {
        return refuse(Refusal::Key);
    };
    shared.hub.ticket_used();
    let mut answer = elsewhere(&shared.doors.base);
    answer.headers_mut().insert(SET_COOKIE, cookie);
    answer
}

async fn found(shared: Arc<Shared>, side: Side, mut request: Request<Incoming>) -> Answer {
    let path = request.uri().path().to_owned();
    let query = request.uri().query().unwrap_or_default().to_owned();
    if let Some(name) = path.strip_prefix('/').and_then(|path| path.strip_prefix(INSIDE)) {
        if name == "reload" {
            return listen(&shared, side, &mut request, &query);
        }
        let name = name.to_owned();
        return at_work(move || inside::answer(&shared, &name, &query)).await;
    }
    at_work(move || pages::answer(&shared, &path)).await
}

/// Making a page may take a while, and deep templates need much room: that is done beside the connections.
pub(crate) async fn at_work(work: impl FnOnce() -> Answer + Send + 'static) -> Answer {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| {
        plain(
            StatusCode::INTERNAL_SERVER_ERROR,
            "This page could not be made: a fault of Wutong.\n",
        )
    })
}

/// Turns the connection into the reload stream.
fn listen(shared: &Arc<Shared>, side: Side, request: &mut Request<Incoming>, query: &str) -> Answer {
    let token = inside::parameter(query, "token");
    let door = shared.doors.door(side);
    if !guard::may_listen(request.headers(), door, token.as_deref(), &shared.doors.token) {
        return plain(StatusCode::FORBIDDEN, "");
    }
    let Some(accept) = headers::upgrade(request.headers()) else {
        return plain(StatusCode::UPGRADE_REQUIRED, "");
    };
    let page = inside::parameter(query, "page").unwrap_or_default();
    let (upgrade, shared) = (hyper::upgrade::on(request), Arc::clone(shared));
    tokio::spawn(async move {
        if let Ok(upgraded) = upgrade.await {
            reload::stream(upgraded, shared, page).await;
        }
    });
    headers::switching(&accept)
}

pub(crate) fn plain(status: StatusCode, text: &'static str) -> Answer {
    with(status, "text/plain; charset=utf-8", Bytes::from_static(text.as_bytes()))
}

pub(crate) fn with(status: StatusCode, content_type: &'static str, bytes: Bytes) -> Answer {
    let mut answer = Response::new(Full::new(bytes));
    *answer.status_mut() = status;
    answer
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    answer
}

pub(crate) fn elsewhere(address: &str) -> Answer {
    let mut answer = plain(StatusCode::TEMPORARY_REDIRECT, "");
    match HeaderValue::from_str(address) {
        Ok(address) => {
            answer.headers_mut().insert(LOCATION, address);
            answer
        }
        Err(_) => plain(StatusCode::NOT_FOUND, ""),
    }
}
