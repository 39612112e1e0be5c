//! `wutong serve`: the preview, and what it tells at the terminal.

use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use crate::cli::arguments::ServeOptions;
use crate::cli::build::{self, text};
use crate::cli::console::{Console, complain_line, print_line};
use crate::cli::{CLEAN, REFUSED, USAGE, failure_words, site_folder};
use crate::serve::{self, Hooks, Told, Trouble};

pub(super) fn run(console: &Console, site: Option<&Path>, options: &ServeOptions) -> Result<u8, String> {
    let request = match build::request(console, options.today.as_deref(), None, !options.no_drafts) {
        Ok(request) => request,
        Err(usage) => {
            complain_line(usage);
            return Ok(USAGE);
        }
    };
    let folder = site_folder::find(console, site)?;
    build::threads(None)?;
    let speech = console.speech;
    let hooks = Hooks {
        tell: Box::new(move |told| tell(&Console::new(speech), told)),
        now: options.today.is_none().then_some(build::now),
        clock,
    };
    let options = serve::Options {
        folder,
        themes: options.themes.clone(),
        request,
        port: options.port,
        base: base(options.base_path.as_deref()),
        poll: options.poll,
    };
    match serve::serve(options, &hooks) {
        Ok(()) => Ok(CLEAN),
        Err(trouble) => {
            console.fail(&self::trouble(console, &trouble));
            Ok(REFUSED)
        }
    }
}

/// Since the first time somebody asked.
fn clock() -> Duration {
    static BEGINNING: OnceLock<Instant> = OnceLock::new();
    BEGINNING.get_or_init(Instant::now).elapsed()
}

fn base(written: Option<&str>) -> String {
    match written.unwrap_or_default().trim_matches('/') {
        "" => "/".to_owned(),
        inner => format!("/{inner}/"),
    }
}

fn tell(console: &Console, told: &Told<'_>) {
    match told {
        Told::Ready { address } => print_line(format!("{} {address}", console.say("预览", "preview"))),
        Told::Rebuilt {
            changed,
            turn,
            snapshot,
            took,
            ..
        } => {
            console.diagnostics(&turn.mistakes, &|path| text(snapshot, path));
            print_line(format!(
                "{} changed, {:.0} ms",
                changed.len(),
                took.as_secs_f64() * 1000.0
            ));
        }
        Told::Refused(failure) => console.fail(&failure_words::failure(console, failure)),
    }
}

fn trouble(console: &Console, trouble: &Trouble) -> String {
    match trouble {
        Trouble::Disk(failure) => failure_words::failure(console, failure),
        Trouble::Ports(port, error) => format!(
            "{} {port}: {error}",
            console.say("从这个端口起没有空闲的端口", "no free port from")
        ),
        Trouble::Machine(error) => error.to_string(),
    }
}
