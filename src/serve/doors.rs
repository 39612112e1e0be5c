//! Where the preview can be reached: the bound address, the names it may be called by, and the secret of this run.

use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};

use crate::serve::{Trouble, origin_of};

/// How many ports are tried.
const PORTS: u16 = 100;

/// The folder of the preview's own pages, which no site can have: addresses of a site begin with no underscore.
pub(crate) const INSIDE: &str = "_wutong/";

/// What requests are measured by.
pub(crate) struct Doors {
    /// `http://127.0.0.1:1111`
    pub(crate) origin: String,
    /// What may stand in `Host`.
    pub(crate) hosts: Vec<String>,
    /// What may stand in `Origin`.
    pub(crate) origins: Vec<String>,
    /// `/`, or the folder that the site is shown in.
    pub(crate) base: String,
    /// Known to the pages of this run only.
    pub(crate) token: String,
}

impl Doors {
    pub(crate) fn new(address: SocketAddr, base: &str) -> io::Result<Self> {
        let port = address.port();
        let hosts = vec![address.to_string(), format!("localhost:{port}")];
        Ok(Doors {
            origin: origin_of(address),
            origins: hosts.iter().map(|host| format!("http://{host}")).collect(),
            hosts,
            base: base.to_owned(),
            token: token()?,
        })
    }

    /// Where the home page stands.
    pub(crate) fn address(&self) -> String {
        format!("{}{}", self.origin, self.base)
    }
}

/// The first free port of this machine, from the wanted one on.
pub(crate) fn bind(wanted: u16) -> Result<TcpListener, Trouble> {
    let mut refused = None;
    for port in wanted..=wanted.saturating_add(PORTS) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
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

/// 128 bits that nobody can guess.
pub(crate) fn token() -> io::Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(
        blake3::Hash::from_bytes([bytes, bytes].concat().try_into().expect("thirty-two bytes")).to_hex()[..32]
            .to_owned(),
    )
}
