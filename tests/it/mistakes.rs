//! Mistakes as an author makes them, with the exact message: `tests/mistakes/*.md`.
//!
//! Each file tells of one mistake: code blocks named by a path are put into a small
//! site, and the block named `message` is what the program says (`--lang zh`, then `--lang en`).

use std::fs;
use std::path::Path;

use crate::folder::Folder;

struct Block {
    name: String,
    text: String,
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

#[test]
fn every_mistake_is_told_as_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes");
    let mut paths: Vec<_> = fs::read_dir(&root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    let mut wrong = Vec::new();
    for path in paths {
        let blocks = blocks(&fs::read_to_string(&path).unwrap());
        let folder = Folder::small(&[]);
        for block in blocks.iter().filter(|block| block.name.contains('/')) {
            folder.write(&block.name, &block.text);
        }
        for lang in ["zh", "en"] {
            let run = folder.run(&["build", "--today", "2030-01-01", "--lang", lang]);
            let expected = blocks
                .iter()
                .find(|block| block.name == lang)
                .unwrap_or_else(|| panic!("{}: no block {lang}", path.display()));
            if !run.complained.contains(expected.text.trim_end()) {
                wrong.push(format!(
                    "{} ({lang}):\n{}",
                    path.file_name().unwrap().to_string_lossy(),
                    run.complained
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
