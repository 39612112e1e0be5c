//! The preview: watches the site's folder, keeps the site in memory, and shows it to the browsers of this machine.
//!
//! It writes nothing to the published folder. What it tells, `cli` prints.

mod block;
mod crowd;
mod doors;
mod excerpt;
mod guard;
mod headers;
mod http;
mod inside;
mod keys;
mod list;
mod mime;
mod notes;
mod pages;
mod reload;
mod routes;
pub mod trial;
mod watching;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use crate::build::live::{Live, live};
use crate::build::pipeline::Request;
use crate::diag::Diagnostic;
use crate::diag::catalogue::Speech;
use crate::disk::{Darkroom, Failure, Lookout, Order};
use crate::model::path::SourcePath;
use crate::model::snapshot::Snapshot;
use crate::serve::doors::{Doors, Side};
use crate::serve::reload::Hub;
use crate::serve::watching::Watching;

/// What the preview is started with.
pub struct Options {
    pub folder: PathBuf,
    pub themes: Option<PathBuf>,
    pub request: Request,
    /// The first port that is tried; the next free one is taken.
    pub port: u16,
    /// `/` or `/zt/yanglao/`.
    pub base: String,
    /// Look often instead of waiting for events.
    pub poll: bool,
    /// Let browsers of the local network look, too.
    pub lan: bool,
    /// The language of the list of all pages.
    pub speech: Speech,
}

/// What the preview needs of the one who started it, and what it tells.
pub struct Hooks {
    pub tell: Box<dyn Fn(&Told<'_>) + Send + Sync>,
    /// Seconds since 1970 in UTC, where days pass at all.
    pub now: Option<fn() -> i64>,
    /// Time that only goes forward.
    pub clock: fn() -> Duration,
}

/// What happened.
pub enum Told<'a> {
    /// The preview can be looked at.
    Ready { address: &'a str },
    /// A browser of the local network can come in by this address, once.
    Lan { address: &'a str },
    /// The site was brought to what the folder holds now.
    Rebuilt {
        /// The first state is 1.
        number: u64,
        changed: &'a [SourcePath],
        live: &'a Live,
        rendered: u64,
        took: Duration,
    },
    /// Everything that is wrong with it; told anew for every state.
    Mistakes {
        mistakes: &'a [Diagnostic],
        snapshot: &'a Snapshot,
    },
    /// A panic, which is our fault; the site stays as it was.
    Fault,
    /// The folder could not be read.
    Refused(&'a Failure),
}

/// Why the preview did not start.
#[derive(Debug)]
pub enum Trouble {
    Disk(Failure),
    /// No port is free from this one on.
    Ports(u16, std::io::Error),
    /// This machine is in no network.
    NoNetwork,
    Machine(std::io::Error),
}

/// What all who answer share.
pub(crate) struct Shared {
    live: Live,
    hub: Hub,
    doors: Doors,
    folder: PathBuf,
    themes: Option<PathBuf>,
    speech: Speech,
    darkroom: RwLock<Arc<Darkroom>>,
}

/// Serves until the person at the keyboard ends it.
pub fn serve(options: Options, hooks: &Hooks) -> Result<(), Trouble> {
    let home = doors::bind_home(options.port)?;
    let address = home.local_addr().map_err(Trouble::Machine)?;
    let mut listeners = vec![(Side::Home, home)];
    let mut lan = None;
    if options.lan {
        let listener = doors::bind_lan(address.port())?;
        lan = Some(listener.local_addr().map_err(Trouble::Machine)?);
        listeners.push((Side::Lan, listener));
    }
    let doors = Doors::new(address, lan, &options.base).map_err(Trouble::Machine)?;
    let (live, updater) = live(options.request);
    let shared = Arc::new(Shared {
        darkroom: RwLock::new(Arc::new(Darkroom::new(&options.folder, BTreeMap::new()))),
        hub: Hub::new(),
        live,
        doors,
        folder: options.folder.clone(),
        themes: options.themes.clone(),
        speech: options.speech,
    });
    let lookout = Lookout::new(&options.folder, options.themes.as_deref());
    let mut watching = Watching::new(Arc::clone(&shared), hooks, lookout, updater, options.poll);
    watching.first().map_err(Trouble::Disk)?;
    shared.hub.tell_of_tickets(watching.stopper());
    let server = http::start(Arc::clone(&shared), listeners, watching.stopper()).map_err(Trouble::Machine)?;
    (hooks.tell)(&Told::Ready {
        address: &shared.doors.address(),
    });
    watching.invite();
    watching.run();
    server.stop();
    Ok(())
}

impl Shared {
    /// Pictures are made of what the folder holds now.
    fn renew_darkroom(&self) {
        let orders = self.live.with(|prepared, _, _| {
            let pictures = prepared
                .into_iter()
                .flat_map(|prepared| prepared.site.pictures.values());
            let shown = pictures.filter(|picture| !picture.variants.is_empty());
            shown
                .map(|picture| (picture.source.clone(), Order::of(picture)))
                .collect()
        });
        let room = Arc::new(Darkroom::new(&self.folder, orders));
        *self.darkroom.write().unwrap_or_else(PoisonError::into_inner) = room;
    }

    fn darkroom(&self) -> Arc<Darkroom> {
        Arc::clone(&self.darkroom.read().unwrap_or_else(PoisonError::into_inner))
    }
}
