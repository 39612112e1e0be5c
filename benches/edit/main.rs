//! From the save of a file to the changed page: `cargo bench --bench edit [-- --pages 10000 --edits 20 --rounds 0]`.
//!
//! On the example portal and on a generated one; on the latter Hugo is measured beside it where the machine has it
//! (`hugo` on the path, or `HUGO=`). `--rounds N` adds N random edits at five a second, for a look at memory.
//! `--no-terms` leaves out the lists by region and sector, `--work DIR` is where the sites lie.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench has a clock, a disk and a terminal, and fails loudly"
)]

#[path = "../portal/mod.rs"]
mod portal;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use portal::given::Given;
use portal::{Breadth, Facets, Form, Item};

const OWN: Form = Form::Wutong(Breadth::Three);

struct Arguments {
    pages: usize,
    edits: usize,
    rounds: usize,
}

/// A server that watches a site.
struct Server {
    child: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A file to edit, and the page that shows it.
struct Edit {
    what: &'static str,
    file: PathBuf,
    page: String,
    /// What the file says, with a place for words that were never there before.
    text: Box<dyn Fn(&str) -> String>,
}

fn main() {
    let given = Given::read();
    let arguments = Arguments {
        pages: given.number("--pages", 10_000),
        edits: given.number("--edits", 20),
        rounds: given.number("--rounds", 0),
    };
    let facets = if given.has("--no-terms") {
        Facets::None
    } else {
        Facets::Two
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let work = given.work("edit");
    example(&work.join("example"), root, &arguments);
    let site = work.join("generated");
    portal::write(&site, OWN, arguments.pages, facets);
    println!("a generated portal of {} pages", arguments.pages);
    let entry = portal::item(7, portal::items(arguments.pages));
    let server = wutong(&site);
    let page = page_of(&entry);
    measure(
        &server,
        &edits(
            &site,
            &portal::file(&entry, 0),
            "themes/bench/templates/base.html",
            &page,
        ),
        &arguments,
    );
    soak(&server, &site, &arguments);
    drop(server);
    let site = work.join("hugo");
    portal::write(&site, Form::Hugo, arguments.pages, facets);
    if let Some(server) = hugo(&site) {
        println!("the same, by Hugo");
        let page = format!("/{}/{}/", entry.section, entry.name);
        let file = portal::file(&entry, 0);
        measure(&server, &edits(&site, &file, "layouts/baseof.html", &page), &arguments);
    }
}

fn example(site: &Path, root: &Path, arguments: &Arguments) {
    let _ = fs::remove_dir_all(site);
    copy(&root.join("content"), &site.join("content"));
    copy(&root.join("themes"), &site.join("themes"));
    println!("the example portal");
    let file = "content/projects/sanbaishan.md";
    let page = "/projects/sanbaishan-hot-spring.html";
    measure(
        &wutong(site),
        &edits(site, file, "themes/wutong/templates/base.html", page),
        arguments,
    );
}

fn page_of(entry: &Item) -> String {
    format!("/{}", portal::page(OWN, entry, 0))
}

fn edits(site: &Path, file: &str, base: &str, page: &str) -> [Edit; 3] {
    let (file, base) = (site.join(file), site.join(base));
    let entry = fs::read_to_string(&file).unwrap();
    let template = fs::read_to_string(&base).unwrap();
    let (for_body, for_title) = (entry.clone(), entry);
    [
        Edit {
            what: "body",
            file: file.clone(),
            page: page.to_owned(),
            text: Box::new(move |words| format!("{for_body}\n{words}\n")),
        },
        Edit {
            what: "title",
            file,
            page: page.to_owned(),
            text: Box::new(move |words| retitled(&for_title, words)),
        },
        Edit {
            what: "template",
            file: base,
            page: page.to_owned(),
            text: Box::new(move |words| template.replace("</body>", &format!("<p>{words}</p></body>"))),
        },
    ]
}

/// The entry with the words in its title, whatever the key is called.
fn retitled(entry: &str, words: &str) -> String {
    let line = entry
        .lines()
        .find(|line| line.starts_with("title:") || line.starts_with("标题"))
        .unwrap();
    let retitled = match line.strip_suffix('"') {
        Some(open) => format!("{open} {words}\""),
        None => format!("{line} {words}"),
    };
    entry.replacen(line, &retitled, 1)
}

/// The median, from the end of the save to the page that shows it.
fn measure(server: &Server, edits: &[Edit], arguments: &Arguments) {
    for edit in edits {
        let good = fs::read_to_string(&edit.file).unwrap();
        let mut took: Vec<Duration> = (0..arguments.edits).map(|nth| once(server, edit, nth)).collect();
        fs::write(&edit.file, good).unwrap();
        sleep(Duration::from_secs(2));
        took.sort();
        let at = |part: usize| took[(took.len() - 1) * part / 100].as_secs_f64() * 1000.0;
        println!(
            "  {:9} median {:7.1} ms, 90 % {:7.1} ms, of {} edits; {} MB",
            edit.what,
            at(50),
            at(90),
            took.len(),
            memory(server)
        );
    }
}

fn once(server: &Server, edit: &Edit, nth: usize) -> Duration {
    let words = format!("edit{}n{nth}", edit.what);
    // A person looks at the page and then saves again.
    sleep(Duration::from_millis(700));
    get(server, &edit.page);
    fs::write(&edit.file, (edit.text)(&words)).unwrap();
    let saved = Instant::now();
    while !get(server, &edit.page).contains(&words) {
        assert!(saved.elapsed() < Duration::from_mins(1), "{} never came", edit.what);
        sleep(Duration::from_millis(1));
    }
    saved.elapsed()
}

/// Random edits of bodies and titles, five a second; each must be seen.
fn soak(server: &Server, site: &Path, arguments: &Arguments) {
    let mut number = 1_u64;
    let before = memory(server);
    for round in 0..arguments.rounds {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let of = portal::items(arguments.pages);
        let entry = portal::item(usize::try_from(number >> 33).unwrap() % of, of);
        let file = site.join(portal::file(&entry, 0));
        let text = fs::read_to_string(&file).unwrap();
        let words = format!("round{round}");
        let body = text.rsplit_once("\n~").map_or(text.as_str(), |(body, _)| body);
        fs::write(
            &file,
            if round % 5 == 0 {
                retitled(body, &words)
            } else {
                format!("{body}\n~{words}\n")
            },
        )
        .unwrap();
        let page = page_of(&entry);
        let saved = Instant::now();
        while !get(server, &page).contains(&words) {
            assert!(saved.elapsed() < Duration::from_secs(30), "round {round} was missed");
            sleep(Duration::from_millis(2));
        }
        sleep(Duration::from_millis(200).saturating_sub(saved.elapsed()));
    }
    if arguments.rounds > 0 {
        println!(
            "  {} random edits, none missed; memory {before} MB before, {} MB after",
            arguments.rounds,
            memory(server)
        );
    }
}

fn wutong(site: &Path) -> Server {
    let mut child = Command::new(env!("CARGO_BIN_EXE_wutong"))
        .args(["serve", "--port", "0", "--site"])
        .arg(site)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains("http://") {
        line.clear();
        assert!(said.read_line(&mut line).unwrap() > 0, "the preview ended");
    }
    let port = line
        .rsplit(':')
        .next()
        .unwrap()
        .trim()
        .trim_end_matches('/')
        .parse()
        .unwrap();
    std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
    Server { child, port }
}

fn hugo(site: &Path) -> Option<Server> {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let child = Command::new(std::env::var_os("HUGO").unwrap_or("hugo".into()))
        .args(["server", "--bind", "127.0.0.1", "--port", &port.to_string(), "--source"])
        .arg(site)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let server = Server { child, port };
    for _ in 0..6000 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Some(server);
        }
        sleep(Duration::from_millis(100));
    }
    None
}

fn get(server: &Server, page: &str) -> String {
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", server.port)) else {
        return String::new();
    };
    let request = format!(
        "GET {page} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
        server.port
    );
    let mut bytes = Vec::new();
    let _ = stream.write_all(request.as_bytes());
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Of the server's process, where the system tells.
fn memory(server: &Server) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", server.child.id())).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
