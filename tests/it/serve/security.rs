//! Nothing but this machine's own browser, looking at the preview itself, is answered. By raw sockets.

mod fuzz;

use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

use crate::folder::Folder;
use crate::serve::preview::Preview;

const SECRET: &str = "the-secret-words-of-a-file-outside";

fn site() -> Folder {
    Folder::small(&[
        ("content/files/robots-note.txt", "copied"),
        ("secret.txt", SECRET),
        ("content/site.yaml.bak", SECRET),
    ])
}

#[test]
fn the_printed_address_is_the_bound_one_and_is_this_machine_only() {
    let folder = site();
    let preview = Preview::of(&folder);
    assert!(preview.host.starts_with("127.0.0.1:"), "{}", preview.host);
    assert_eq!(preview.get("/").status, 200);
    let port: u16 = preview.host.rsplit(':').next().unwrap().parse().unwrap();
    let others = ["127.0.0.2".parse().unwrap(), own_address()];
    for other in others
        .into_iter()
        .filter(|other: &std::net::IpAddr| other.to_string() != "127.0.0.1")
    {
        let reached = TcpStream::connect_timeout(&(other, port).into(), Duration::from_secs(2));
        assert!(reached.is_err(), "reached by {other}");
    }
}

/// An address of this machine in its network; loopback where it has none.
fn own_address() -> std::net::IpAddr {
    let socket = std::net::UdpSocket::bind("0.0.0.0:0").unwrap();
    let found = socket.connect("192.0.2.1:9").and_then(|()| socket.local_addr());
    found.map_or([127, 0, 0, 1].into(), |address| address.ip())
}

#[test]
fn a_host_that_is_not_ours_is_refused_on_every_route() {
    let folder = site();
    let preview = Preview::of(&folder);
    let port = preview.host.rsplit(':').next().unwrap().to_owned();
    let hosts = [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        "127.0.0.1".to_owned(),
        "127.0.0.1:1".to_owned(),
        format!("127.0.0.1:{port}.evil.example"),
        format!("127.0.0.1.:{port}"),
        format!("[::1]:{port}"),
        format!("0.0.0.0:{port}"),
        format!("user@127.0.0.1:{port}"),
        String::new(),
    ];
    let paths = [
        "/",
        "/index.html",
        "/404.html",
        "/nowhere",
        "/_wutong/",
        "/_wutong/page?page=/",
        "/_wutong/reload",
        "/_wutong/preview.js",
    ];
    for path in paths {
        for host in &hosts {
            let forwarded = format!(
                "X-Forwarded-Host: {0}\r\nForwarded: host={0}\r\nX-Host: {0}\r\n",
                preview.host
            );
            let answer = preview
                .raw(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n{forwarded}Connection: close\r\n\r\n").as_bytes());
            assert!(matches!(answer.status, 400 | 421), "{path} {host}: {}", answer.head);
            assert!(!answer.text().contains("青山"), "{path} {host}");
        }
        let without = preview.raw(format!("GET {path} HTTP/1.1\r\nConnection: close\r\n\r\n").as_bytes());
        assert!(matches!(without.status, 400 | 421), "{path}: {}", without.head);
        let two = format!(
            "GET {path} HTTP/1.1\r\nHost: {0}\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
            preview.host
        );
        assert!(matches!(preview.raw(two.as_bytes()).status, 400 | 421), "{path}");
        let absolute = format!(
            "GET http://evil.example{path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            preview.host
        );
        assert!(matches!(preview.raw(absolute.as_bytes()).status, 400 | 421), "{path}");
        let old = preview.raw(format!("GET {path} HTTP/1.0\r\n\r\n").as_bytes());
        assert!(matches!(old.status, 400 | 421), "{path}: {}", old.head);
    }
    // Its own names are good, in any letter case, and what a proxy claims changes nothing.
    let named = format!(
        "GET / HTTP/1.1\r\nHost: LOCALHOST:{port}\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n"
    );
    assert_eq!(preview.raw(named.as_bytes()).status, 200);
}

#[test]
fn every_answer_bears_the_headers_that_keep_other_sites_out() {
    let folder = site();
    let preview = Preview::of(&folder);
    for path in [
        "/",
        "/nowhere.html",
        "/robots-note.txt",
        "/_wutong/",
        "/_wutong/page?page=/",
        "/_wutong/nothing",
        "/_wutong/preview.js",
        "/_wutong/reload",
    ] {
        let answer = preview.get_with(path, "Origin: http://evil.example\r\n");
        assert_eq!(answer.status, 403, "{path}");
        for answer in [answer, preview.get(path)] {
            let head = answer.head.to_ascii_lowercase();
            assert!(!head.contains("access-control-"), "{path}: {head}");
            assert_eq!(
                answer.header("cross-origin-resource-policy").as_deref(),
                Some("same-origin"),
                "{path}"
            );
            assert_eq!(
                answer.header("x-content-type-options").as_deref(),
                Some("nosniff"),
                "{path}"
            );
            let policy = answer.header("content-security-policy").unwrap();
            assert!(
                policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'self'"),
                "{policy}"
            );
            assert!(
                !policy.contains("unsafe-eval") && !policy.contains("script-src"),
                "{policy}"
            );
        }
    }
}

#[test]
fn requests_that_other_sites_send_are_refused() {
    let folder = site();
    let preview = Preview::of(&folder);
    for path in ["/", "/_wutong/page?page=/", "/_wutong/preview.js"] {
        for site in ["cross-site", "same-site", "unheard-of"] {
            for mode in ["no-cors", "cors", "navigate", "websocket"] {
                let headers = format!("Sec-Fetch-Site: {site}\r\nSec-Fetch-Mode: {mode}\r\n");
                let answer = preview.get_with(path, &headers);
                assert_eq!((answer.status, answer.body.len()), (403, 0), "{path} {site} {mode}");
            }
        }
        for site in ["same-origin", "none"] {
            assert_eq!(
                preview.get_with(path, &format!("Sec-Fetch-Site: {site}\r\n")).status,
                200,
                "{path} {site}"
            );
        }
        let two = "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site\r\n";
        assert_eq!(preview.get_with(path, two).status, 403);
    }
}

#[test]
fn nothing_but_get_and_head_is_done() {
    let folder = site();
    let preview = Preview::of(&folder);
    for method in [
        "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "BREW",
    ] {
        let request = format!(
            "{method} / HTTP/1.1\r\nHost: {}\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc",
            preview.host
        );
        let answer = preview.raw(request.as_bytes());
        assert!(matches!(answer.status, 400 | 405), "{method}: {}", answer.head);
        assert!(!answer.text().contains("青山"), "{method}");
    }
    let head =
        preview.raw(format!("HEAD / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", preview.host).as_bytes());
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), preview.get("/").header("content-length"));
}

#[test]
fn an_address_never_becomes_a_path_of_the_disk() {
    let folder = site();
    let preview = Preview::of(&folder);
    let tricks = [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/%252e%252e%252fsecret.txt",
        "/assets/../../secret.txt",
        "/.././../secret.txt",
        "//secret.txt",
        "/./secret.txt",
        "/secret.txt%00.html",
        "/index.html%00",
        "/index.html::$DATA",
        "/index.html%3a%3a$DATA",
        "/con",
        "/nul.html",
        "/aux",
        "/COM1",
        "/C:/Windows/win.ini",
        "/C%3a%5cWindows",
        "/%c0%ae%c0%ae/secret.txt",
        "/%uff0e%uff0e/secret.txt",
        "/etc/passwd",
        "//etc/passwd",
        "/proc/self/environ",
        "/file:///etc/passwd",
        "/content/site.yaml",
        "/content/site.yaml.bak",
        "/content/projects/温泉.md",
        "/.wutong/",
        "/themes/",
        "/_wutong/../secret.txt",
        "/_wutong/%2e%2e/secret.txt",
        "/_wutong/assets/preview.js",
        "/_wutong//",
        "/index.html/",
        "/index.html/secret.txt",
        "/%",
        "/%zz",
        "/%2",
        "/index.html ",
        "/INDEX.HTML",
        "/index.html.",
        "/index.html%20",
        "/robots-note.txt/../../../secret.txt",
        "/robots-note.txt%2f..",
        "/~/",
        "/*",
    ];
    for trick in tricks {
        let answer = preview.raw(
            [format!(
                "GET {trick} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
                preview.host
            )
            .as_bytes()]
            .concat()
            .as_slice(),
        );
        assert!(matches!(answer.status, 400 | 404), "{trick}: {}", answer.head);
        assert!(
            !answer.text().contains(SECRET) && !answer.text().contains("root:"),
            "{trick}"
        );
    }
    for absolute in [
        format!("http://{}/../secret.txt", preview.host),
        "file:///etc/passwd".to_owned(),
        "*".to_owned(),
    ] {
        let answer = preview.raw(
            format!(
                "GET {absolute} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
                preview.host
            )
            .as_bytes(),
        );
        assert!(
            !answer.text().contains(SECRET) && !answer.text().contains("root:"),
            "{absolute}"
        );
        assert!(answer.status != 200, "{absolute}: {}", answer.head);
    }
    assert_eq!(preview.get("/robots-note.txt").text(), "copied");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_that_comes_while_the_preview_runs_is_not_followed() {
    let folder = site();
    let preview = Preview::of(&folder);
    let outside = Folder::new(&[("secret.txt", SECRET)]);
    let note = folder.path().join("content/files/robots-note.txt");
    std::fs::remove_file(&note).unwrap();
    std::os::unix::fs::symlink(outside.path().join("secret.txt"), &note).unwrap();
    for _ in 0..20 {
        assert!(!preview.get("/robots-note.txt").text().contains(SECRET));
    }
}

#[test]
fn heads_are_bounded_and_slow_or_many_clients_do_not_stop_others() {
    let folder = site();
    let preview = Preview::of(&folder);
    let long = format!(
        "GET /{} HTTP/1.1\r\nHost: {}\r\n\r\n",
        "a".repeat(200_000),
        preview.host
    );
    assert!(matches!(preview.raw(long.as_bytes()).status, 0 | 400 | 414 | 431));
    let many: String = (0..500).map(|nth| format!("X-{nth}: a\r\n")).collect();
    assert!(matches!(preview.get_with("/", &many).status, 0 | 400 | 431));
    let large = format!("X-Large: {}\r\n", "a".repeat(100_000));
    assert!(matches!(preview.get_with("/", &large).status, 0 | 400 | 431));
    // Some send half a request, some ask and never read: more than there are seats.
    let mut slow = Vec::new();
    for nth in 0..600 {
        let mut stream = preview.connect();
        let request: &[u8] = if nth % 2 == 0 { b"GET / HTTP/1.1\r\nHo" } else { b"" };
        let _ = stream.write_all(request);
        slow.push(stream);
    }
    for _ in 0..50 {
        assert_eq!(preview.get("/").status, 200);
    }
    drop(slow);
    assert_eq!(preview.get("/").status, 200);
}
