//! Mistakes as an author makes them, with the exact message: `tests/mistakes/*.md`.
//!
//! Each file tells of one mistake. Code blocks named by a path are put into the small site: `gbk PATH`,
//! `big5 PATH` and `utf16 PATH` in that encoding, `escaped PATH` with `\u{200b}`, `\t` and `\r` for what
//! nobody could see, and `removed PATH` takes a file away. The blocks `zh` and `en` are all that the
//! program says. A block `fixed PATH` is the file after its mechanical corrections: the site then builds.
//! With `WUTONG_WRITE_MISTAKES=1` the last three sorts are written anew, to be read before they are kept.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use anstream::adapter::strip_str;
use wutong::build::correct::mend;
use wutong::build::link::Drafts;
use wutong::build::pipeline::{Memory, Rendering, Request, Today, prepare_again};
use wutong::config::iso_date;
use wutong::diag::catalogue::Speech;
use wutong::diag::terminal;
use wutong::diag::{Diagnostic, Severity, has_errors};
use wutong::disk::read_site;
use wutong::model::snapshot::Snapshot;

use crate::folder::Folder;

const DAY: &str = "2030-01-01";

/// So many mistakes at least are told here, and so many of them are mended by the program.
const LEAST_CASES: usize = 100;
const LEAST_FIXED: usize = 40;

struct Block {
    name: String,
    text: String,
}

/// What the program says of one site, and its mechanical corrections.
struct Told {
    zh: String,
    en: String,
    /// The text of each file that is corrected, after all corrections.
    fixed: BTreeMap<String, String>,
    /// Nothing is left but notes that need no correction.
    clean: bool,
    /// Every mistake has a correction.
    mechanical: bool,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for line in text.split_inclusive('\n') {
        match (&mut open, line.trim_end()) {
            (None, line) if line.starts_with("````") => {
                open = Some(Block {
                    name: line.trim_start_matches('`').trim().to_owned(),
                    text: String::new(),
                });
            }
            (Some(_), "````") => blocks.extend(open.take()),
            (Some(block), _) => block.text.push_str(line),
            (None, _) => {}
        }
    }
    blocks
}

/// `\u{200b}`, `\t` and `\r` as the characters themselves.
fn unescaped(text: &str) -> String {
    let mut plain = text.replace("\\t", "\t").replace("\\r", "\r");
    while let Some(start) = plain.find("\\u{") {
        let end = start + plain[start..].find('}').unwrap();
        let letter = char::from_u32(u32::from_str_radix(&plain[start + 3..end], 16).unwrap()).unwrap();
        plain.replace_range(start..=end, &letter.to_string());
    }
    plain
}

/// What stands in a `fixed` block for a text.
fn escaped(text: &str) -> String {
    let seen =
        |letter: char| letter == '\n' || !letter.is_control() && !"\u{200b}\u{a0}\u{feff}\u{2060}".contains(letter);
    let shown = |letter: char| match letter {
        '\t' => "\\t".to_owned(),
        '\r' => "\\r".to_owned(),
        letter if seen(letter) => letter.to_string(),
        letter => format!("\\u{{{:x}}}", u32::from(letter)),
    };
    text.chars().map(shown).collect()
}

fn put(folder: &Folder, block: &Block) {
    let Some((how, path)) = block.name.split_once(' ') else {
        if block.name.contains('/') {
            folder.write(&block.name, &block.text);
        }
        return;
    };
    let encoded = |encoding: &'static encoding_rs::Encoding| encoding.encode(&block.text).0.into_owned();
    let utf16 = || block.text.encode_utf16().flat_map(u16::to_le_bytes);
    match how {
        "gbk" => folder.write_bytes(path, &encoded(encoding_rs::GBK)),
        "big5" => folder.write_bytes(path, &encoded(encoding_rs::BIG5)),
        "utf16" => folder.write_bytes(path, &[0xFF, 0xFE].into_iter().chain(utf16()).collect::<Vec<u8>>()),
        "escaped" => folder.write(path, &unescaped(&block.text)),
        "removed" => fs::remove_file(folder.path().join(path)).unwrap(),
        "fixed" => {}
        _ => folder.write(&block.name, &block.text),
    }
}

fn request() -> Request {
    Request {
        today: Today::Is(iso_date(DAY).unwrap()),
        drafts: Drafts::Hold,
        base_url: None,
        profile: std::sync::Arc::default(),
        aids: wutong::build::aids::Aids::default(),
    }
}

/// Everything that a build says, up to the last page.
fn diagnostics(snapshot: &Snapshot, memory: &mut Memory) -> Vec<Diagnostic> {
    let (prepared, mut found) = prepare_again(snapshot, &request(), memory);
    if let Some(prepared) = prepared.filter(|_| !has_errors(&found)) {
        let context = prepared.context();
        let rendering = Rendering::new(&context, &prepared.outputs);
        rendering.try_all();
        found.extend(rendering.mistakes());
    }
    found
}

fn told(folder: &Folder, memory: &mut Memory) -> Told {
    let snapshot = read_site(folder.path(), None, &["content", "themes"]).unwrap();
    let found = diagnostics(&snapshot, memory);
    let text = |path: &_| {
        let own = snapshot.text(path).map(ToString::to_string);
        own.or_else(|| wutong::theme::builtin::text(path).map(str::to_owned))
    };
    let show = |speech| {
        let told = terminal::show(&found, &text, speech);
        strip_str(&told).to_string().trim_end().to_owned()
    };
    Told {
        zh: show(Speech::Chinese),
        en: show(Speech::English),
        fixed: fixed(&snapshot, &found, memory),
        clean: found
            .iter()
            .all(|one| one.severity() == Severity::Note && one.fix.is_none()),
        mechanical: found
            .iter()
            .all(|one| one.severity() == Severity::Note || one.fix.is_some()),
    }
}

/// The texts after all mechanical corrections.
fn fixed(snapshot: &Snapshot, found: &[Diagnostic], memory: &mut Memory) -> BTreeMap<String, String> {
    if found.iter().all(|one| one.fix.is_none()) {
        return BTreeMap::new();
    }
    let mended = mend(snapshot, &request(), memory, &|_| true);
    let files = mended.files.into_iter();
    files
        .map(|(path, file)| (path.to_string(), file.after.to_string()))
        .collect()
}

/// What is wrong with this case; its blocks of results, written anew.
fn check(name: &str, text: &str, memory: &mut Memory) -> (Vec<String>, String) {
    let given = blocks(text);
    let folder = Folder::small(&[]);
    for block in &given {
        put(&folder, block);
    }
    let told = told(&folder, memory);
    let mut wrong = Vec::new();
    let wanted = |name: &str| {
        given
            .iter()
            .find(|block| block.name == name)
            .map_or("", |block| block.text.trim_end())
    };
    for (lang, said) in [("zh", &told.zh), ("en", &told.en)] {
        if wanted(lang) != said {
            wrong.push(format!("{name} ({lang}):\n{said}"));
        }
    }
    for (path, text) in &told.fixed {
        if wanted(&format!("fixed {path}")) != escaped(text).trim_end() {
            wrong.push(format!("{name}: {path} is mended to\n{text}"));
        }
        folder.write(path, text);
    }
    for block in given.iter().filter_map(|block| block.name.strip_prefix("fixed ")) {
        if !told.fixed.contains_key(block) {
            wrong.push(format!("{name}: nothing mends {block}"));
        }
    }
    if !told.fixed.is_empty() {
        let after = self::told(&folder, memory);
        if told.mechanical && !after.clean {
            wrong.push(format!("{name}: after the corrections\n{}", after.zh));
        }
    }
    (wrong, written(text, &told))
}

fn written(text: &str, told: &Told) -> String {
    let results = ["\n````zh\n", "\n````en\n", "\n````fixed "];
    let head = results
        .iter()
        .filter_map(|block| text.find(block))
        .min()
        .unwrap_or(text.len());
    let mut new = format!(
        "{}\n\n````zh\n{}\n````\n\n````en\n{}\n````\n",
        text[..head].trim_end(),
        told.zh,
        told.en
    );
    new.extend(told.fixed.iter().map(|(path, text)| {
        let text = escaped(text);
        format!("\n````fixed {path}\n{}\n````\n", text.trim_end_matches('\n'))
    }));
    new
}

#[test]
fn every_mistake_is_told_as_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes");
    let mut paths: Vec<_> = fs::read_dir(&root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let write = std::env::var_os("WUTONG_WRITE_MISTAKES").is_some();
    let wrong = Mutex::new(Vec::new());
    let (next, mended) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || {
        let mut memory = Memory::default();
        while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
            let text = fs::read_to_string(path).unwrap();
            let (found, new) = check(&path.file_name().unwrap().to_string_lossy(), &text, &mut memory);
            mended.fetch_add(usize::from(new.contains("\n````fixed ")), Ordering::Relaxed);
            if write {
                fs::write(path, new).unwrap();
            }
            wrong.lock().unwrap().extend(found);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            std::thread::Builder::new()
                .stack_size(wutong::theme::render::STACK_BYTES)
                .spawn_scoped(scope, work)
                .unwrap();
        }
    });
    let mut wrong = wrong.into_inner().unwrap();
    wrong.sort();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    let mended = mended.into_inner();
    assert!(
        paths.len() >= LEAST_CASES && mended >= LEAST_FIXED,
        "{} cases, {mended} mended",
        paths.len()
    );
}

/// What an earlier reading lends changes nothing, whatever was read before.
#[test]
fn a_memory_changes_nothing() {
    let mut memory = Memory::default();
    for (path, text) in [
        ("content/projects/b.md", "---\n标题: 乙\n---\n"),
        (
            "content/site.yaml",
            "title: 示例\nurl: https://example.com/\nper_page: 二十\n",
        ),
        (
            "content/types/project.yaml",
            "extends: project\nfields:\n  depth: {kind: lenght}\n",
        ),
        (
            "content/projects/b.md",
            "---\n标题: 乙\n地区: 青山县\n阶段: 招商中\n---\n",
        ),
    ] {
        let folder = Folder::small(&[(path, text)]);
        let (first, again) = (told(&folder, &mut Memory::default()), told(&folder, &mut memory));
        assert_eq!((first.zh, first.en), (again.zh, again.en), "{path}");
    }
}

/// The terminal says what the cases say.
#[test]
fn the_program_says_it_too() {
    let folder = Folder::small(&[(
        "content/projects/a.md",
        "---\n标题: 白露\n地区: 青山\n阶段: 招商\n---\n",
    )]);
    let told = told(&folder, &mut Memory::default());
    for (lang, words) in [("zh", &told.zh), ("en", &told.en)] {
        let run = folder.run(&["build", "--today", DAY, "--lang", lang]);
        assert!(run.complained.starts_with(words.as_str()), "{}", run.complained);
    }
}
