//! A site in a folder of its own, and the program run on it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A site's folder that goes away by itself.
pub(crate) struct Folder {
    folder: TempDir,
}

/// What a run of the program said and how it ended.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) said: String,
    pub(crate) complained: String,
}

/// The least settings that a site needs.
pub(crate) const SETTINGS: &str = "title: {zh-Hans: 示例门户, en: Sample portal}\nurl: https://example.com/kangyang/\n\
    languages:\n  zh-Hans: {}\n  en: {fallback: [zh-Hans]}\n";

/// A region and a project in it: a site that builds without a word of complaint.
pub(crate) const SMALL: &[(&str, &str)] = &[
    ("content/site.yaml", SETTINGS),
    ("content/regions/青山县.md", "---\n标题: 青山县\n---\n"),
    (
        "content/projects/温泉.md",
        "---\n标题: 青山温泉康养项目\n地区: 青山县\n阶段: 招商中\n总投资: 约3.5亿元\n---\n总投资{=总投资}，分两期建设。\n\n## 位置\n\n温泉在县城以北。\n",
    ),
    (
        "content/projects/温泉.en.md",
        "---\ntitle: Qingshan hot spring\n---\nThe total is {=investment}, in two phases.\n",
    ),
];

impl Folder {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let folder = Folder {
            folder: tempfile::tempdir().unwrap(),
        };
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    /// The small site with these files added or put in place of its own.
    pub(crate) fn small(files: &[(&str, &str)]) -> Self {
        let folder = Folder::new(SMALL);
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        self.write_bytes(path, text.as_bytes());
    }

    pub(crate) fn write_bytes(&self, path: &str, bytes: &[u8]) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, &[])
    }

    pub(crate) fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wutong"));
        command
            .current_dir(self.path())
            .args(arguments)
            .env("LANG", "en_US.UTF-8")
            .env_remove("LC_ALL");
        for (name, value) in environment {
            command.env(name, value);
        }
        let output = command.output().unwrap();
        Run {
            status: output.status.code().unwrap_or(-1),
            said: String::from_utf8(output.stdout).unwrap(),
            complained: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Builds on a fixed day; the site must be without mistakes.
    pub(crate) fn build(&self) -> Run {
        let run = self.run(&["build", "--today", "2030-01-01"]);
        assert_eq!(run.status, 0, "{}{}", run.said, run.complained);
        run
    }

    /// Every file of the folder with its bytes.
    pub(crate) fn all(&self) -> BTreeMap<String, Vec<u8>> {
        files(self.path())
    }

    /// Every file of the built site with its bytes.
    pub(crate) fn public(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.path().join("public"))
    }
}

/// Every file below a folder, by its path with `/`.
pub(crate) fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open: Vec<PathBuf> = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}
