//! The reload stream: who may hear it, and what it says.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::folder::Folder;
use crate::serve::preview::Preview;

const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";

fn handshake(preview: &Preview, origin: &str, token: &str, page: &str) -> (TcpStream, String) {
    let mut stream = preview.connect();
    let origin = if origin.is_empty() {
        String::new()
    } else {
        format!("Origin: {origin}\r\n")
    };
    let request = format!(
        "GET /_wutong/reload?token={token}&page={page} HTTP/1.1\r\nHost: {}\r\n{origin}Connection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {KEY}\r\n\r\n",
        preview.host
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
        head.push(byte[0]);
    }
    (stream, String::from_utf8(head).unwrap())
}

/// The next text that the server sends.
fn heard(stream: &mut TcpStream) -> String {
    loop {
        let mut head = [0; 2];
        stream.read_exact(&mut head).unwrap();
        assert_eq!(head[1] & 0x80, 0, "a server masks nothing");
        let mut length = usize::from(head[1]);
        if length == 126 {
            let mut two = [0; 2];
            stream.read_exact(&mut two).unwrap();
            length = usize::from(u16::from_be_bytes(two));
        }
        let mut text = vec![0; length];
        stream.read_exact(&mut text).unwrap();
        if head[0] == 0x81 {
            return String::from_utf8(text).unwrap();
        }
    }
}

/// A masked frame, as browsers send.
fn say(stream: &mut TcpStream, text: &[u8]) {
    let mut frame = vec![0x81, 0x80 | u8::try_from(text.len()).unwrap(), 1, 2, 3, 4];
    frame.extend(
        text.iter()
            .zip([1_u8, 2, 3, 4].iter().cycle())
            .map(|(byte, mask)| byte ^ mask),
    );
    let _ = stream.write_all(&frame);
}

#[test]
fn the_stream_needs_the_exact_origin_and_the_token_of_this_run() {
    let folder = Folder::small(&[]);
    let preview = Preview::of(&folder);
    let (token, own) = (preview.token(), format!("http://{}", preview.host));
    let port = preview.host.rsplit(':').next().unwrap();
    let foreign = [
        String::new(),
        "null".to_owned(),
        "http://evil.example".to_owned(),
        format!("https://{}", preview.host),
        format!("{own}/"),
        format!("{own}.evil.example"),
        format!("http://127.0.0.1:{port}0"),
        own.to_uppercase(),
        format!("http://localhost:{port}"),
    ];
    for origin in &foreign {
        let (_, head) = handshake(&preview, origin, &token, "/");
        assert!(head.starts_with("HTTP/1.1 403"), "{origin}: {head}");
    }
    for wrong in [
        String::new(),
        "0".repeat(32),
        token.to_uppercase() + "0",
        token[1..].to_owned(),
    ] {
        let (_, head) = handshake(&preview, &own, &wrong, "/");
        assert!(head.starts_with("HTTP/1.1 403"), "{wrong}: {head}");
    }
    let (mut stream, head) = handshake(&preview, &own, &token, "/");
    assert!(head.starts_with("HTTP/1.1 101"), "{head}");
    // RFC 6455, section 1.3.
    assert!(head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), "{head}");
    assert!(heard(&mut stream).contains("\"page\""));
    assert_ne!(Preview::of(&folder).token(), token, "each run has its own");
}

#[test]
fn the_stream_tells_that_a_page_changed_and_nothing_of_what_it_says() {
    let folder = Folder::small(&[]);
    let preview = Preview::of(&folder);
    let own = format!("http://{}", preview.host);
    let pages = ["/projects/wenquan.html", "/regions/qingshanxian.html"];
    let paths: Vec<&str> = pages
        .iter()
        .copied()
        .filter(|page| preview.get(page).status == 200)
        .collect();
    assert_eq!(paths.len(), 2);
    let mut project = handshake(&preview, &own, &preview.token(), pages[0]).0;
    let mut region = handshake(&preview, &own, &preview.token(), pages[1]).0;
    let (first, other) = (heard(&mut project), heard(&mut region));
    let text = folder.read("content/projects/温泉.md");
    folder.write(
        "content/projects/温泉.md",
        &text.replace("温泉在县城以北", "温泉在县城以南"),
    );
    let second = heard(&mut project);
    assert_ne!(first, second);
    assert!(!second.contains("温泉") && second.len() < 100, "{second}");
    // The other page shows none of those words: the next it hears is of its own change.
    folder.write("content/regions/青山县.md", "---\n标题: 青山县\n---\n县城在山下。\n");
    let third = heard(&mut region);
    assert_ne!(other, third);
    std::fs::remove_file(folder.path().join("content/projects/温泉.en.md")).unwrap();
    std::fs::remove_file(folder.path().join("content/projects/温泉.md")).unwrap();
    assert!(heard(&mut project).contains("\"gone\""));
}

#[test]
fn the_stream_takes_no_commands() {
    let folder = Folder::small(&[]);
    let preview = Preview::of(&folder);
    let own = format!("http://{}", preview.host);
    let (mut stream, _) = handshake(&preview, &own, &preview.token(), "/");
    heard(&mut stream);
    say(&mut stream, b"{\"rebuild\":true}");
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest);
    assert!(rest.first().is_none_or(|first| *first == 0x88), "{rest:?}");
    assert_eq!(preview.get("/").status, 200);
}
