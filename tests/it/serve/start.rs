//! Starting and ending: ports, addresses, sub-paths, the local network.

use std::net::TcpListener;

use crate::folder::Folder;
use crate::serve::preview::Preview;

#[test]
fn the_next_free_port_is_taken() {
    let folder = Folder::small(&[]);
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let preview = Preview::with(&folder, &["--port", &port.to_string()]);
    let bound: u16 = preview.host.rsplit(':').next().unwrap().parse().unwrap();
    assert!(bound > port && bound - port < 100, "{bound} after {port}");
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn a_sub_path_shows_the_site_below_it_and_nowhere_else() {
    let folder = Folder::small(&[]);
    let preview = Preview::with(&folder, &["--base-path", "zt/yanglao"]);
    assert!(preview.address.ends_with("/zt/yanglao/"), "{}", preview.address);
    assert_eq!(preview.get("/zt/yanglao/projects/wenquan.html").status, 200);
    for (path, to) in [
        ("/", "/zt/yanglao/"),
        ("/zt/yanglao", "/zt/yanglao/"),
        ("/zt/yanglao/projects", "projects/"),
    ] {
        let answer = preview.get(path);
        assert_eq!(
            (answer.status, answer.header("location").as_deref()),
            (307, Some(to)),
            "{path}"
        );
    }
    assert_eq!(preview.get("/projects/wenquan.html").status, 404);
    assert_eq!(folder.run(&["serve", "--base-path", "/a/../b"]).status, 64);
}

/// What 404.html links to by the site's own place is found there.
#[test]
fn the_page_that_is_not_there_has_its_style() {
    let folder = Folder::small(&[]);
    let preview = Preview::of(&folder);
    let page = preview.get("/no/where.html").text();
    let start = page.find("rel=\"stylesheet\" href=\"").unwrap() + "rel=\"stylesheet\" href=\"".len();
    let style = page[start..].split('"').next().unwrap();
    assert!(style.starts_with("/kangyang/"), "{style}");
    assert_eq!(preview.get(style).status, 200);
}

#[cfg(unix)]
#[test]
fn it_ends_cleanly() {
    let folder = Folder::small(&[]);
    let mut preview = Preview::of(&folder);
    let _open = preview.connect();
    let ended = std::process::Command::new("kill")
        .args(["-INT", &preview.id().to_string()])
        .status()
        .unwrap();
    assert!(ended.success());
    assert_eq!(preview.ended(), 0);
}

#[test]
fn each_rebuild_is_one_line() {
    let folder = Folder::small(&[]);
    let mut preview = Preview::of(&folder);
    folder.write("content/regions/青山县.md", "---\n标题: 青山县\n---\n县城在山下。\n");
    let line = loop {
        let line = preview.line();
        if line.contains("content/") {
            break line;
        }
    };
    assert!(
        line.starts_with("content/regions/青山县.md: ")
            && line.contains("pages rendered")
            && line.trim_end().ends_with("ms"),
        "{line}"
    );
}

#[test]
fn the_local_network_needs_a_ticket_that_is_good_once() {
    let folder = Folder::small(&[]);
    let mut preview = Preview::with(&folder, &["--lan"]);
    let address = loop {
        let line = preview.line();
        if line.is_empty() || line.contains("?ticket=") {
            break line;
        }
    };
    // A machine without a network says so and ends; there is nothing more to see.
    let Some(start) = address.find("http://") else { return };
    let address = address[start + "http://".len()..].trim();
    let (host, path) = address.split_once('/').unwrap();
    let ask = |path: &str, headers: &str| {
        Preview::raw_at(
            host,
            format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n").as_bytes(),
        )
    };
    for path in [
        "/",
        "/projects/wenquan.html",
        "/_wutong/",
        "/_wutong/preview.js",
        "/?ticket=",
        "/?ticket=0123",
    ] {
        let answer = ask(path, "");
        assert_eq!((answer.status, answer.body.len()), (403, 0), "{path}");
    }
    let first = ask(&format!("/{path}"), "");
    assert_eq!(first.status, 307);
    let cookie = first.header("set-cookie").unwrap();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"),
        "{cookie}"
    );
    assert_eq!(ask(&format!("/{path}"), "").status, 403, "good once");
    let pair = cookie.split(';').next().unwrap();
    assert_eq!(ask("/", &format!("Cookie: {pair}\r\n")).status, 200);
    assert_eq!(ask("/", "Cookie: wutong-preview=0\r\n").status, 403);
    let post = format!("POST / HTTP/1.1\r\nHost: {host}\r\nCookie: {pair}\r\nConnection: close\r\n\r\n");
    assert_eq!(Preview::raw_at(host, post.as_bytes()).status, 405);
    let other = format!(
        "GET / HTTP/1.1\r\nHost: {}\r\nCookie: {pair}\r\nConnection: close\r\n\r\n",
        preview.host
    );
    assert_eq!(Preview::raw_at(host, other.as_bytes()).status, 421, "another name");
    // This machine's own browser needs none, and another phone gets another ticket.
    assert_eq!(preview.get("/").status, 200);
    let next = loop {
        let line = preview.line();
        if line.contains("?ticket=") {
            break line;
        }
    };
    assert!(!next.contains(path), "{next}");
}
