//! Who is measured: the command of each generator, and what it leaves behind.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::Arguments;
use crate::portal::{Breadth, Facets, Form};

pub(crate) struct Peer {
    pub(crate) name: &'static str,
    pub(crate) form: Form,
    pub(crate) facets: Facets,
    pub(crate) site: PathBuf,
    /// The program and its arguments; it is run in the site's folder.
    pub(crate) command: Vec<OsString>,
    /// Folders that a cold build does not have.
    pub(crate) made: &'static [&'static str],
    /// Whether it builds every page.
    pub(crate) whole: bool,
}

const WUTONG: &[&str] = &["public", ".wutong"];
const BUILD: &[&str] = &["build", "--today", "2026-06-01"];

pub(crate) fn peers(arguments: &Arguments, pages: usize) -> Vec<Peer> {
    let own = || OsString::from(env!("CARGO_BIN_EXE_wutong"));
    let three = Form::Wutong(Breadth::Three);
    let peer = |name: &'static str, form, program: OsString, words: &[&str], made| Peer {
        name,
        form,
        facets: arguments.facets,
        site: arguments.work.join(format!("{name}-{pages}")),
        command: [program].into_iter().chain(words.iter().map(OsString::from)).collect(),
        made,
        whole: true,
    };
    let mut peers = vec![peer("wutong", three, own(), BUILD, WUTONG)];
    if arguments.without_facets {
        let plain = peer("wutong-no-facets", three, own(), BUILD, WUTONG);
        let facets = Facets::None;
        peers.push(Peer { facets, ..plain });
    }
    if arguments.wide {
        peers.push(peer("wutong-wide", Form::Wutong(Breadth::Ten), own(), BUILD, WUTONG));
    }
    if let Some(share) = &arguments.share {
        let words = [BUILD, &["--output", "public", "--shard", share]].concat();
        let share = peer("wutong-share", three, own(), &words, WUTONG);
        peers.push(Peer { whole: false, ..share });
    }
    if let Some(other) = std::env::var_os("OTHER") {
        peers.push(peer("other", three, other, BUILD, WUTONG));
    }
    if arguments.alone {
        return peers;
    }
    let hugo = std::env::var_os("HUGO").unwrap_or("hugo".into());
    if answers(&hugo, "version") {
        peers.push(peer("hugo", Form::Hugo, hugo, &["--quiet"], &["public", "resources"]));
    }
    if let Some(zola) = std::env::var_os("ZOLA").filter(|zola| answers(zola, "--version")) {
        peers.push(peer("zola", Form::Zola, zola, &["build"], &["public"]));
    }
    peers
}

fn answers(program: &OsString, word: &str) -> bool {
    let run = Command::new(program)
        .arg(word)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    run.is_ok_and(|status| status.success())
}
