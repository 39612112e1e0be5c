//! Input that was made to do harm: a clear message, no panic, `public/` as it was, and memory that stays small.

use std::collections::BTreeMap;

use crate::folder::Folder;

/// A good site that was built, and what was published.
pub(crate) struct Attacked {
    pub(crate) folder: Folder,
    before: BTreeMap<String, Vec<u8>>,
}

impl Attacked {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let folder = Folder::small(&[]);
        folder.build();
        let before = folder.public();
        for (path, text) in files {
            folder.write(path, text);
        }
        Attacked { folder, before }
    }

    /// Builds with little memory: the site is refused for these reasons, and nothing changes.
    #[track_caller]
    pub(crate) fn refused(&self, expected: &[(&str, &str)]) -> String {
        let (status, complained) = built(&self.folder);
        assert_eq!(status, Some(1), "{complained}");
        assert!(!complained.contains("panicked"), "{complained}");
        for (code, place) in expected {
            // Of many alike some are only named.
            let told = complained.split("\n\n").find(|told| {
                let shown = told.starts_with(&format!("error[{code}]")) && told.contains(&format!("--> {place}"));
                shown || told.starts_with(&format!("[{code}]")) && told.contains(&format!("\n    {place}"))
            });
            assert!(told.is_some(), "no {code} at {place} in\n{complained}");
        }
        assert!(self.folder.public() == self.before);
        complained
    }

    /// Strange, but nothing is wrong with it.
    #[track_caller]
    pub(crate) fn built(&self) {
        let (status, complained) = built(&self.folder);
        assert_eq!(status, Some(0), "{complained}");
    }
}

/// Of the address space, not of memory: the program itself, room for the stacks of its threads, and what the allocator
/// sets aside in large pieces take more than half of this before anything is read.
#[cfg(unix)]
const ROOM_IN_KILOBYTES: u32 = 640_000;

#[cfg(unix)]
fn built(folder: &Folder) -> (Option<i32>, String) {
    let limited = format!("ulimit -v {ROOM_IN_KILOBYTES}; exec \"$0\" \"$@\"");
    let output = std::process::Command::new("sh")
        .args(["-c", &limited, env!("CARGO_BIN_EXE_wutong")])
        .args(["build", "--threads", "2", "--today", "2030-01-01", "--lang", "en"])
        .env("MALLOC_ARENA_MAX", "1")
        .current_dir(folder.path())
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[cfg(not(unix))]
fn built(folder: &Folder) -> (Option<i32>, String) {
    let run = folder.run(&["build", "--threads", "2", "--today", "2030-01-01", "--lang", "en"]);
    (Some(run.status), run.complained)
}

pub(crate) fn project(fields: &str, body: &str) -> String {
    format!("---\n标题: 乙\n地区: 青山县\n阶段: 招商中\n{fields}---\n{body}\n")
}

#[test]
fn fields_that_multiply_or_never_end() {
    let multiplied = |first: &str, rest: &dyn Fn(&str) -> String| -> String {
        let rows = (1..12).map(|n| format!("a{n}: &a{n} {}\n", rest(&vec![format!("*a{}", n - 1); 9].join(","))));
        std::iter::once(first.to_owned()).chain(rows).collect()
    };
    let lists = multiplied("a0: &a0 [x,x,x]\n", &|nine| format!("[{nine}]"));
    let merged = multiplied("a0: &a0 {x: 1}\n", &|nine| format!("{{<<: [{nine}]}}"));
    let words = format!(
        "a: &a {}\n标签: [{}]\n",
        "x".repeat(1_000_000),
        vec!["*a"; 5000].join(",")
    );
    let steps: String = (0..1000).map(|n| format!("{}a:\n", " ".repeat(n + 1))).collect();
    let keys: String = (0..20_000).map(|n| format!("k{n}: 1\n")).collect();
    let files = [
        ("lists", lists),
        ("merged", merged),
        ("words", words),
        ("brackets", format!("x: {}\n", "[".repeat(200_000))),
        ("braces", format!("x: {}\n", "{a: ".repeat(100_000))),
        ("steps", format!("x:\n{steps}")),
        ("keys", keys),
        ("rows", format!("标签: [{}]\n", vec!["x"; 60_000].join(","))),
    ];
    let site = Attacked::new(&[]);
    let mut expected = Vec::new();
    for (name, fields) in &files {
        let path = format!("content/projects/{name}.md");
        site.folder.write(&path, &project(fields, ""));
        expected.push(path);
    }
    // A dash behind a dash is read as words.
    let dashes = format!("x:\n {}a\n", "- ".repeat(100_000));
    site.folder.write("content/projects/dashes.md", &project(&dashes, ""));
    let list = "content/events/a.list.yaml";
    site.folder.write(list, &"- 标题: a\n".repeat(60_000));
    expected.push(list.to_owned());
    let mut expected: Vec<(&str, &str)> = expected.iter().map(|path| ("yaml-too-much", path.as_str())).collect();
    expected.push(("field-unknown", "content/projects/dashes.md"));
    site.refused(&expected);
}

#[test]
fn files_larger_than_any_text() {
    let line = "a".repeat(50_000_000);
    let site = Attacked::new(&[("content/projects/b.md", &project("", &line))]);
    site.folder
        .write("content/projects/c.md", &project(&format!("摘要: {line}\n"), ""));
    site.folder
        .write("content/projects/c.list.yaml", &format!("- 标题: {line}\n"));
    site.folder.write("content/units.yaml", &line);
    site.folder.write_bytes("content/projects/d.md", &vec![0; 1_000_000]);
    site.folder.write_bytes("content/projects/e.md", &vec![0xFF; 1_000_000]);
    site.refused(&[
        ("file-too-large", "content/projects/b.md"),
        ("file-too-large", "content/projects/c.md"),
        ("file-too-large", "content/projects/c.list.yaml"),
        ("file-too-large", "content/units.yaml"),
        ("file-nul", "content/projects/d.md"),
        ("file-not-text", "content/projects/e.md"),
    ]);
}

#[test]
fn text_that_nests_without_end_is_only_text() {
    let notes: String = (0..3000).map(|n| format!("[^{n}]: [^{}]\n\n", n + 1)).collect();
    let ticks: String = (1..1400).map(|n| format!("{} ", "`".repeat(n))).collect();
    let bodies = [
        ">".repeat(100_000),
        "- ".repeat(100_000),
        "[".repeat(100_000),
        "![".repeat(100_000),
        format!("{}{}", "[".repeat(50_000), "]".repeat(50_000)),
        "[a](".repeat(50_000),
        "*a ".repeat(100_000),
        "**a".repeat(100_000),
        "**山：**下".repeat(30_000),
        format!("{}a{}", "*".repeat(100_000), "*".repeat(100_000)),
        "~~a ".repeat(50_000),
        "<a ".repeat(100_000),
        "<!-- ".repeat(100_000),
        "&".repeat(100_000),
        format!("|{}\n|{}\n", "a|".repeat(1000), "-|".repeat(1000)),
        format!("{notes}[^3000]: x\n\n[^0]\n"),
        ticks,
        "1".repeat(100_000),
        "a  \n".repeat(50_000),
    ];
    let site = Attacked::new(&[]);
    for (number, body) in bodies.iter().enumerate() {
        site.folder
            .write(&format!("content/projects/b{number}.md"), &project("", body));
    }
    site.built();
}

const MARKET: &str = "folder: markets
label: {one: {zh-Hans: 集市, en: Market}, many: {zh-Hans: 集市, en: Markets}}
fields:
  notes: {kind: markdown, label: {zh-Hans: 说明, en: Notes}}
  parts: {kind: list, of: {kind: markdown}, label: {zh-Hans: 各段, en: Parts}}
groups: [{label: {zh-Hans: 概要, en: Overview}, fields: [notes, parts]}]
";

#[test]
fn a_type_does_not_give_every_page_too_long_a_text() {
    let long = format!("kind: markdown, default: \"{}\", label", "*a_ ".repeat(400_000));
    let market = MARKET.replace("kind: markdown, label", &long);
    let site = Attacked::new(&[
        ("content/types/market.yaml", &market),
        ("content/markets/a.yaml", "标题: 集市\n"),
    ]);
    site.refused(&[("type-default", "content/types/market.yaml")]);
}

#[test]
fn blocks_that_nest_without_end() {
    let site = Attacked::new(&[
        ("content/projects/b.md", &project("", &"::: note\n".repeat(5000))),
        ("content/projects/c.md", &project("", &"[a](n.md) ".repeat(15_000))),
        ("content/projects/e.md", &project("", &"[a](b.md) ".repeat(30_000))),
        ("content/projects/f.md", &project("", &"## 山\n\n".repeat(30_000))),
        (
            "content/projects/g.md",
            &project("", &format!("{}\n\n[^a]: x", "[^a]".repeat(30_000))),
        ),
        ("content/projects/d.md", &project("", &"{=".repeat(100_000))),
        ("content/types/market.yaml", MARKET),
        (
            "content/markets/a.yaml",
            &format!("标题: 集市\n说明: \"{}\"\n", "*a_ ".repeat(400_000)),
        ),
        (
            "content/markets/b.yaml",
            &format!("标题: 集市\n各段: [甲, \"{}\"]\n", r"a\n".repeat(400_000)),
        ),
    ]);
    let complained = site.refused(&[
        ("block-too-deep", "content/projects/b.md"),
        ("link-broken", "content/projects/c.md"),
        ("figure-form", "content/projects/d.md"),
        ("markdown-too-much", "content/projects/e.md"),
        ("markdown-too-much", "content/projects/f.md"),
        ("markdown-too-much", "content/projects/g.md"),
        ("field-too-many", "content/markets/a.yaml"),
        ("field-too-many", "content/markets/b.yaml"),
    ]);
    assert!(
        complained.len() < 60_000,
        "{} bytes are more than anyone reads",
        complained.len()
    );
}

/// A chunk of a PNG.
fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
    let mut body = name.to_vec();
    body.extend(data);
    let mut sum = u32::MAX;
    for byte in &body {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 {
                (sum >> 1) ^ 0xEDB8_8320
            } else {
                sum >> 1
            };
        }
    }
    let mut chunk = u32::try_from(data.len()).unwrap().to_be_bytes().to_vec();
    chunk.extend(body);
    chunk.extend((!sum).to_be_bytes());
    chunk
}

/// A picture whose header says so much and whose pixels are a handful.
fn png(width: u32, height: u32, depth: u8) -> Vec<u8> {
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    head.extend([depth, 2, 0, 0, 0]);
    let few = [0x78, 0x9C, 0x63, 0x60, 0, 0, 0, 2, 0, 1];
    let chunks = [chunk(b"IHDR", &head), chunk(b"IDAT", &few), chunk(b"IEND", b"")];
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunks.concat()].concat()
}

fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = b"\xFF\xD8\xFF\xC0\0\x11\x08".to_vec();
    bytes.extend(height.to_be_bytes());
    bytes.extend(width.to_be_bytes());
    bytes.extend(b"\x03\x01\x22\0\x02\x11\x01\x03\x11\x01\xFF\xDA\0\x0C\x03\x01\0\x02\x11\x03\x11\0\x3F\0\0\xFF\xD9");
    bytes
}

fn webp(side: u32) -> Vec<u8> {
    let mut data = b"VP8L\x0E\0\0\0\x2F".to_vec();
    data.extend(((side - 1) | (side - 1) << 14).to_le_bytes());
    data.extend([0; 9]);
    let length = u32::try_from(data.len() + 4).unwrap();
    [b"RIFF".as_slice(), &length.to_le_bytes(), b"WEBP", &data].concat()
}

#[test]
fn pictures_that_claim_more_than_they_hold() {
    let bomb = (b'b'..=b'm').fold("<!ENTITY a \"aaaaaaaaaa\">".to_owned(), |bomb, name| {
        let (name, before) = (char::from(name), char::from(name - 1));
        format!("{bomb}<!ENTITY {name} \"{}\">", format!("&{before};").repeat(10))
    });
    let svg = |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {inner}</svg>").into_bytes();
    let whole = include_bytes!("../../docs/home.png");
    let pictures: Vec<(&str, Vec<u8>, &str)> = vec![
        ("wide.png", png(60_000, 60_000, 8), "picture-too-large"),
        ("many.png", png(20_000, 2_600, 8), "picture-too-large"),
        ("deep.png", png(6_000, 5_000, 16), "picture-too-large"),
        ("few.png", png(20_000, 2_000, 8), "picture-broken"),
        ("cut.png", whole[..whole.len() / 2].to_vec(), "picture-broken"),
        ("wide.jpg", jpeg(60_000, 60_000), "picture-too-large"),
        ("cut.jpg", jpeg(600, 400)[..30].to_vec(), "picture-broken"),
        ("wide.webp", webp(16_000), "picture-too-large"),
        (
            "wide.gif",
            b"GIF89a\x60\xEA\x60\xEA\0\0\0,\0\0\0\0\x60\xEA\x60\xEA\0\x02\x01\0\0;".to_vec(),
            "picture-too-large",
        ),
        (
            "wide.svg",
            svg("width=\"60000\" height=\"60000\">"),
            "picture-too-large",
        ),
        (
            "script.svg",
            svg("width=\"9\" height=\"9\"><script>1</script>"),
            "picture-active",
        ),
        (
            "bomb.svg",
            [format!("<!DOCTYPE svg [{bomb}]>").into_bytes(), svg(">&m;")].concat(),
            "picture-active",
        ),
    ];
    let site = Attacked::new(&[]);
    let mut places = Vec::new();
    for (name, bytes, code) in &pictures {
        site.folder.write_bytes(&format!("content/projects/{name}"), bytes);
        let entry = format!("content/projects/{}.md", name.replace('.', "-"));
        site.folder.write(&entry, &project(&format!("封面: {name}\n"), ""));
        // It is told when the header is read, else when the pixels are made.
        if *name != "few.png" {
            places.push((*code, format!("content/projects/{name}")));
        }
    }
    let expected: Vec<(&str, &str)> = places.iter().map(|(code, place)| (*code, place.as_str())).collect();
    site.refused(&expected);
    let site = Attacked::new(&[("content/projects/few.md", &project("封面: few.png\n", ""))]);
    site.folder
        .write_bytes("content/projects/few.png", &png(20_000, 2_000, 8));
    site.refused(&[("picture-broken", "content/projects/few.png")]);
}
