//! A running preview, and raw conversations with it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::folder::Folder;

/// What must happen happens within this time, on however slow a machine; tests end as soon as it did.
const PATIENCE: Duration = Duration::from_mins(1);

/// Ends with the test.
pub(crate) struct Preview {
    child: Child,
    said: BufReader<ChildStdout>,
    /// `127.0.0.1:PORT`
    pub(crate) host: String,
    /// The printed address.
    pub(crate) address: String,
}

/// An answer, taken apart.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The value of a header, by its name in small letters.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            (key.to_ascii_lowercase() == name).then(|| value.trim().to_owned())
        })
    }
}

impl Preview {
    pub(crate) fn of(folder: &Folder) -> Self {
        Preview::with(folder, &[])
    }

    /// On any free port, on a fixed day.
    pub(crate) fn with(folder: &Folder, arguments: &[&str]) -> Self {
        Preview::on(folder.path(), arguments)
    }

    pub(crate) fn on(folder: &std::path::Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_wutong"))
            .current_dir(folder)
            .args(["serve", "--today", "2030-01-01"])
            .args(if arguments.contains(&"--port") {
                &[][..]
            } else {
                &["--port", "0"]
            })
            .args(arguments)
            .env("LANG", "en_US.UTF-8")
            .env_remove("LC_ALL")
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
        let address = line[line.find("http://").unwrap()..].trim().to_owned();
        let host = address["http://".len()..].split('/').next().unwrap().to_owned();
        Preview {
            child,
            said,
            host,
            address,
        }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// The next line that it prints.
    pub(crate) fn line(&mut self) -> String {
        let mut line = String::new();
        self.said.read_line(&mut line).unwrap();
        line
    }

    /// How it ended.
    pub(crate) fn ended(&mut self) -> i32 {
        self.child.wait().unwrap().code().unwrap_or(-1)
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends bytes as they are and reads until the other side ends.
    pub(crate) fn raw(&self, request: &[u8]) -> Answer {
        Preview::raw_at(&self.host, request)
    }

    pub(crate) fn raw_at(host: &str, request: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(host).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        // A server that refuses may close before everything was sent.
        let _ = stream.write_all(request);
        let mut whole = Vec::new();
        let _ = stream.read_to_end(&mut whole);
        parted(&whole)
    }

    /// A good request with further headers.
    pub(crate) fn get_with(&self, path: &str, headers: &str) -> Answer {
        let host = &self.host;
        self.raw(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n").as_bytes())
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.get_with(path, "")
    }

    /// A page without the preview's block.
    pub(crate) fn page(&self, path: &str) -> String {
        without_block(&self.get(path).text())
    }

    /// The page as soon as it is as it should be.
    pub(crate) fn until(&self, path: &str, good: impl Fn(&Answer) -> bool) -> Answer {
        let started = Instant::now();
        loop {
            let answer = self.get(path);
            if good(&answer) {
                return answer;
            }
            assert!(started.elapsed() < PATIENCE, "{path} never came: {}", answer.text());
            thread::sleep(Duration::from_millis(10));
        }
    }

    pub(crate) fn until_shows(&self, path: &str, words: &str) {
        self.until(path, |answer| answer.text().contains(words));
    }

    /// The secret that pages of this run bear.
    pub(crate) fn token(&self) -> String {
        let page = self.get("/").text();
        let start = page.find("data-token=\"").unwrap() + "data-token=\"".len();
        page[start..].split('"').next().unwrap().to_owned()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn parted(whole: &[u8]) -> Answer {
    let end = whole.windows(4).position(|four| four == b"\r\n\r\n");
    let (head, body) = end.map_or((whole, &[][..]), |end| (&whole[..end], &whole[end + 4..]));
    let head = String::from_utf8_lossy(head).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    Answer {
        status: status.unwrap_or(0),
        head,
        body: body.to_vec(),
    }
}

pub(crate) fn without_block(page: &str) -> String {
    match (
        page.find("<!-- wutong preview -->"),
        page.find("<!-- /wutong preview -->"),
    ) {
        (Some(start), Some(end)) => format!("{}{}", &page[..start], &page[end + "<!-- /wutong preview -->".len()..]),
        _ => page.to_owned(),
    }
}
