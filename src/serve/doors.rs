//! Where the preview can be reached: the bound addresses, the names it may be called by, and the secret of this run.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket};

use crate::serve::Trouble;
use crate::serve::keys::{Keys, secret};

/// How many ports are tried.
const PORTS: u16 = 100;

/// The folder of the preview's own pages, which no site can have: addresses of a site begin with no underscore.
pub(crate) const INSIDE: &str = "_wutong/";

/// What requests are measured by.
pub(crate) struct Doors {
    /// On this machine.
    pub(crate) home: Door,
    /// In the local network, where the person at the keyboard asked for it.
    pub(crate) lan: Option<Door>,
    /// `/`, or the folder that the site is shown in.
    pub(crate) base: String,
    /// Known to the pages of this run only.
    pub(crate) token: String,
}

/// One address that is listened at.
pub(crate) struct Door {
    /// `http://127.0.0.1:1111`
    pub(crate) origin: String,
    /// What may stand in `Host`.
    pub(crate) hosts: Vec<String>,
    /// What may stand in `Origin`.
    pub(crate) origins: Vec<String>,
    /// Needed to come in; none on this machine.
    pub(crate) keys: Option<Keys>,
}

/// Which of them a request came through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Home,
    Lan,
}

impl Doors {
    pub(crate) fn new(home: SocketAddr, lan: Option<SocketAddr>, base: &str) -> io::Result<Self> {
        let port = home.port();
        let names = vec![home.to_string(), format!("localhost:{port}")];
        let lan = match lan {
            Some(address) => Some(Door::new(address, vec![address.to_string()], Some(Keys::new()?))),
            None => None,
        };
        Ok(Doors {
            home: Door::new(home, names, None),
            lan,
            base: base.to_owned(),
            token: secret()?,
        })
    }

    pub(crate) fn door(&self, side: Side) -> &Door {
        match (side, &self.lan) {
            (Side::Lan, Some(lan)) => lan,
            _ => &self.home,
        }
    }

    /// Where the home page stands.
    pub(crate) fn address(&self) -> String {
        format!("{}{}", self.home.origin, self.base)
    }

    /// Where it stands in the local network, good for one browser.
    pub(crate) fn lan_address(&self) -> Option<String> {
        let lan = self.lan.as_ref()?;
        let ticket = lan.keys.as_ref()?.ticket();
        Some(format!("{}{}?ticket={ticket}", lan.origin, self.base))
    }
}

impl Door {
    fn new(address: SocketAddr, hosts: Vec<String>, keys: Option<Keys>) -> Self {
        Door {
            origin: format!("http://{address}"),
            origins: hosts.iter().map(|host| format!("http://{host}")).collect(),
            hosts,
            keys,
        }
    }
}

/// The first free port of this machine, from the wanted one on.
pub(crate) fn bind_home(wanted: u16) -> Result<TcpListener, Trouble> {
    bind(IpAddr::V4(Ipv4Addr::LOCALHOST), wanted)
}

/// The same at the machine's address in its network.
pub(crate) fn bind_lan(wanted: u16) -> Result<TcpListener, Trouble> {
    bind(own_address().ok_or(Trouble::NoNetwork)?, wanted)
}

fn bind(ip: IpAddr, wanted: u16) -> Result<TcpListener, Trouble> {
    let mut refused = None;
    for port in wanted..=wanted.saturating_add(PORTS) {
        match TcpListener::bind((ip, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if matches!(error.kind(), ErrorKind::AddrInUse | ErrorKind::PermissionDenied) => {
                refused = Some(error);
            }
            Err(error) => return Err(Trouble::Machine(error)),
        }
    }
    Err(Trouble::Ports(
        wanted,
        refused.unwrap_or_else(|| io::Error::from(ErrorKind::AddrInUse)),
    ))
}

/// The address by which this machine would reach others. Nothing is sent: a UDP socket only chooses its way.
fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // TEST-NET-1 of RFC 5737, which nobody has.
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_loopback() && !ip.is_unspecified()).then_some(ip)
}
