//! `wutong serve`: the preview, and what it tells at the terminal.

use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;

use crate::build::held::held;
use crate::build::link::Drafts;
use crate::build::live::Live;
use crate::cli::arguments::ServeOptions;
use crate::cli::build::{self, text};
use crate::cli::console::{Console, Speech, complain_line, print_line};
use crate::cli::{CLEAN, REFUSED, USAGE, failure_words, site_folder};
use crate::config::SiteUrl;
use crate::diag::Diagnostic;
use crate::model::path::SourcePath;
use crate::serve::{self, Hooks, Told, Trouble};

/// Files that are named in one line.
const NAMED: usize = 3;

pub(super) fn run(console: &Console, site: Option<&Path>, options: &ServeOptions) -> Result<u8, String> {
    let request = build::request(console, options.today.as_deref(), None, !options.no_drafts);
    let (request, base) = match (request, base(options.base_path.as_deref())) {
        (Ok(request), Some(base)) => (request, base),
        (Err(usage), _) => {
            complain_line(usage);
            return Ok(USAGE);
        }
        (_, None) => {
            complain_line(format!(
                "--base-path: {}",
                console.say("请写成 /zt/yanglao/", "write it as /zt/yanglao/")
            ));
            return Ok(USAGE);
        }
    };
    let folder = site_folder::find(console, site)?;
    build::threads(None)?;
    let terminal = Terminal {
        console: Console::new(console.speech),
        open: options.open,
        told: Mutex::default(),
    };
    let hooks = Hooks {
        tell: Box::new(move |told| terminal.tell(told)),
        now: options.today.is_none().then_some(build::now),
        clock,
    };
    let options = serve::Options {
        folder,
        themes: options.themes.clone(),
        request,
        port: options.port,
        base,
        poll: options.poll,
        lan: options.lan,
        speech: console.speech,
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

/// The path with a slash before and behind it; none where it is no path of an address.
fn base(written: Option<&str>) -> Option<String> {
    let inner = written.unwrap_or_default().trim_matches('/');
    SiteUrl::parse(&format!("http://localhost/{inner}")).map(|url| url.path)
}

struct Terminal {
    console: Console,
    open: bool,
    /// Mistakes that stand as they were told.
    told: Mutex<Vec<Diagnostic>>,
}

impl Terminal {
    fn tell(&self, told: &Told<'_>) {
        let console = &self.console;
        match told {
            Told::Ready { address } => self.ready(address),
            Told::Lan { address } => {
                let what = console.say("手机扫码或打开（一次有效）", "scan or open on a phone (good once)");
                print_line(format!("{what}: {address}\n{}", code(address)));
            }
            Told::Rebuilt {
                number,
                changed,
                live,
                rendered,
                took,
            } => {
                let took = took.as_secs_f64() * 1000.0;
                if *number == 1 {
                    self.first(live, took);
                } else if !changed.is_empty() {
                    print_line(self.line(changed, *rendered, took));
                }
            }
            Told::Mistakes { mistakes, snapshot } => self.mistakes(mistakes, &|path| text(snapshot, path)),
            Told::Fault => complain_line(console.say(
                "这次更新没有做成，是梧桐自己的毛病；网页停在上一次的样子，请把上面的信息发给我们",
                "this update failed by a fault of Wutong; pages stay as they were; please send us the message above",
            )),
            Told::Refused(failure) => console.fail(&failure_words::failure(console, failure)),
        }
    }

    fn ready(&self, address: &str) {
        let console = &self.console;
        print_line(format!("{} {address}", console.say("预览网址", "Preview at")));
        print_line(console.say(
            "存盘后网页自动更新；按 Ctrl-C 结束",
            "Every save shows by itself; Ctrl-C ends",
        ));
        if self.open && opener::open_browser(address).is_err() {
            complain_line(console.say(
                "没能打开浏览器，请自己打开上面的网址",
                "no browser could be opened; open the address yourself",
            ));
        }
    }

    /// What there is, and what would not be published.
    fn first(&self, live: &Live, took: f64) {
        let console = &self.console;
        live.with(|prepared, _, _| {
            let Some(prepared) = prepared else { return };
            let files = prepared.outputs.len();
            print_line(match console.speech {
                Speech::Chinese => format!("{files} 个文件，{took:.0} 毫秒"),
                Speech::English => format!("{files} files, {took:.0} ms"),
            });
            for page in held(&prepared.site, prepared.today, Drafts::Hold) {
                let how = console.say("预览中可见，发布时不含", "in the preview only");
                print_line(format!("{how}: {}", crate::cli::held_words::line(console, &page)));
            }
        });
    }

    /// One line a rebuild.
    fn line(&self, changed: &[SourcePath], rendered: u64, took: f64) -> String {
        let named: Vec<&str> = changed.iter().take(NAMED).map(SourcePath::as_str).collect();
        let more = changed.len().saturating_sub(NAMED);
        match self.console.speech {
            Speech::Chinese => {
                let more = if more > 0 {
                    format!(" 等 {} 个文件", changed.len())
                } else {
                    String::new()
                };
                format!("{}{more}：重做 {rendered} 页，{took:.0} 毫秒", named.join("、"))
            }
            Speech::English => {
                let more = if more > 0 {
                    format!(" and {more} more")
                } else {
                    String::new()
                };
                format!("{}{more}: {rendered} pages rendered, {took:.0} ms", named.join(", "))
            }
        }
    }

    /// Mistakes that were not told before; and that all are gone.
    fn mistakes(&self, now: &[Diagnostic], texts: crate::diag::terminal::Sources<'_>) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let new: Vec<Diagnostic> = now.iter().filter(|one| !told.contains(one)).cloned().collect();
        self.console.diagnostics(&new, texts);
        if now.is_empty() && !told.is_empty() {
            print_line(self.console.say("错误都改好了", "no mistakes are left"));
        }
        *told = now.to_vec();
    }
}

/// An address as letters that a phone's camera reads.
fn code(address: &str) -> String {
    let code = QrCode::new(address.as_bytes());
    code.map_or_else(
        |_| String::new(),
        |code| code.render::<Dense1x2>().quiet_zone(true).build(),
    )
}

fn trouble(console: &Console, trouble: &Trouble) -> String {
    match trouble {
        Trouble::Disk(failure) => failure_words::failure(console, failure),
        Trouble::Ports(port, error) => match console.speech {
            Speech::Chinese => format!("从 {port} 起的端口都不能用：{error}；请用 --port 换一个"),
            Speech::English => format!("no port can be used from {port} on: {error}; choose another with --port"),
        },
        Trouble::NoNetwork => console
            .say(
                "这台电脑没有连上局域网，不能用 --lan",
                "this machine is in no network, so --lan cannot be used",
            )
            .to_owned(),
        Trouble::Machine(error) => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::base;

    #[test]
    fn a_base_path_stands_between_slashes() {
        let check = |written: Option<&str>, expected: Option<&str>| assert_eq!(base(written).as_deref(), expected);
        check(None, Some("/"));
        check(Some("/"), Some("/"));
        check(Some("zt/yanglao"), Some("/zt/yanglao/"));
        check(Some("/zt/yanglao/"), Some("/zt/yanglao/"));
        check(Some("/a/../b"), None);
        check(Some("/a?b"), None);
    }
}
