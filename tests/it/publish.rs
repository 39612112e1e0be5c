//! Publishing as the machine and other programs meet it: full and read-only disks, builds at once, a preview beside them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use crate::folder::{Folder, SMALL, files};
use crate::serve::preview::Preview;

const PAGE: &str = "content/projects/温泉.md";

fn write(site: &Path, path: &str, text: &str) {
    let place = site.join(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(place, text).unwrap();
}

/// Another title, so that every page is another.
fn retitle(site: &Path, title: &str) {
    let settings = SMALL[0].1.replace("示例门户", title);
    write(site, SMALL[0].0, &settings);
}

fn command(site: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wutong"));
    command
        .current_dir(site)
        .args(["build", "--today", "2030-01-01"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn start(site: &Path) -> Child {
    command(site).spawn().unwrap()
}

fn said(output: &Output) -> String {
    [&output.stdout, &output.stderr]
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
        .concat()
}

#[track_caller]
fn built(site: &Path) {
    let output = command(site).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

/// The machine refuses in both languages, with these words, and nothing changes.
#[track_caller]
fn refused(site: &Path, words: [&str; 2]) {
    let before = files(&site.join("public"));
    for (lang, words) in ["zh", "en"].into_iter().zip(words) {
        let output = command(site).args(["--lang", lang]).output().unwrap();
        let said = said(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(words), "no `{words}` in {said}");
        assert!(files(&site.join("public")) == before, "{said}");
    }
}

fn no_leavings(site: &Path) {
    let names = fs::read_dir(site).unwrap().map(|entry| entry.unwrap().file_name());
    let left: Vec<String> = names
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| name.starts_with(".public."))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

/// What a site of these files comes to in a folder of its own.
fn alone(site: &Path) -> BTreeMap<String, Vec<u8>> {
    let other = Folder::new(&[]);
    for (path, bytes) in files(&site.join("content")) {
        other.write_bytes(&format!("content/{path}"), &bytes);
    }
    other.build();
    other.public()
}

#[cfg(target_os = "linux")]
mod disks {
    use super::{Command, Folder, Path, SMALL, built, fs, no_leavings, refused, retitle, write};

    /// A small disk in memory. Not every machine lets a test have one.
    struct Disk {
        place: tempfile::TempDir,
    }

    impl Disk {
        fn with_site() -> Option<Self> {
            let place = tempfile::tempdir().unwrap();
            let mount = |options: &str| mount(place.path(), options);
            mount("size=24m").then(|| {
                for (path, text) in SMALL {
                    write(place.path(), path, text);
                }
                Disk { place }
            })
        }

        fn path(&self) -> &Path {
            self.place.path()
        }
    }

    impl Drop for Disk {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg(self.path()).status();
        }
    }

    fn mount(place: &Path, options: &str) -> bool {
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(place)
            .output();
        mount.is_ok_and(|output| output.status.success())
    }

    /// Fills the disk but for so many bytes.
    fn fill(disk: &Path, left: usize) {
        use std::io::Write;
        let mut file = fs::File::create(disk.join("filler")).unwrap();
        let block = [0; 4096];
        while file.write_all(&block).is_ok() {}
        let whole = file.metadata().unwrap().len();
        file.set_len(whole.saturating_sub(left as u64)).unwrap();
    }

    #[test]
    fn a_full_disk_leaves_the_site_as_it_was_and_says_so() {
        let Some(disk) = Disk::with_site() else {
            return no_file_may_be_large();
        };
        let site = disk.path();
        built(site);
        retitle(site, "另一个门户");
        for left in [0, 4096, 16_384, 32_768] {
            fill(site, left);
            refused(site, ["磁盘满了", "the disk is full"]);
            fs::remove_file(site.join("filler")).unwrap();
        }
        built(site);
        assert!(super::files(&site.join("public")) == super::alone(site));
        no_leavings(site);
    }

    #[test]
    fn no_file_may_be_large() {
        let site = Folder::small(&[]);
        built(site.path());
        retitle(site.path(), "另一个门户");
        let before = site.public();
        for (lang, words) in [("zh", "文件太大"), ("en", "the file is too large")] {
            // Without the trap the system would end the program.
            let limited = "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"";
            let output = Command::new("sh")
                .args(["-c", limited, env!("CARGO_BIN_EXE_wutong")])
                .args(["build", "--today", "2030-01-01", "--lang", lang])
                .current_dir(site.path())
                .output()
                .unwrap();
            let said = super::said(&output);
            assert_eq!(output.status.code(), Some(2), "{said}");
            assert!(said.contains(words), "no `{words}` in {said}");
            assert!(site.public() == before);
        }
        built(site.path());
        no_leavings(site.path());
    }

    #[test]
    fn a_disk_that_may_only_be_read_is_named() {
        let Some(disk) = Disk::with_site() else {
            let site = Folder::small(&[]);
            built(site.path());
            let output = super::command(site.path()).args(["--output", "/proc/wutong"]).output();
            let output = output.unwrap();
            assert_eq!(output.status.code(), Some(2), "{}", super::said(&output));
            return;
        };
        let site = disk.path();
        built(site);
        retitle(site, "另一个门户");
        assert!(mount(site, "remount,ro"));
        refused(site, ["磁盘是只读的", "the disk is read-only"]);
        assert!(mount(site, "remount,rw"));
        built(site);
        no_leavings(site);
    }
}

#[test]
fn a_build_beside_another_says_that_it_is_running() {
    let site = Folder::small(&[]);
    site.build();
    let lock = fs::File::options()
        .write(true)
        .open(site.path().join(".wutong/lock"))
        .unwrap();
    lock.lock().unwrap();
    refused(site.path(), ["另一个构建正在进行", "another build is running"]);
    lock.unlock().unwrap();
    site.build();
}

#[test]
fn builds_at_once_are_told_apart_and_leave_one_whole_site() {
    let site = Folder::small(&[]);
    site.build();
    for round in 0..5 {
        retitle(site.path(), &format!("门户{round}"));
        let builds: Vec<Child> = (0..4).map(|_| start(site.path())).collect();
        let outputs: Vec<Output> = builds
            .into_iter()
            .map(|build| build.wait_with_output().unwrap())
            .collect();
        for output in &outputs {
            let busy = said(output).contains("`.wutong/lock`") || said(output).contains("/.wutong/lock`");
            assert!(
                output.status.success() || output.status.code() == Some(2) && busy,
                "{}",
                said(output)
            );
        }
        assert!(outputs.iter().any(|output| output.status.success()));
        assert!(site.public() == alone(site.path()));
        no_leavings(site.path());
    }
}

#[test]
fn a_preview_beside_builds_disturbs_nothing() {
    let site = Folder::small(&[]);
    site.build();
    site.write_bytes("public/.git/HEAD", b"mine");
    site.write_bytes("public/hand.txt", b"mine");
    let preview = Preview::of(&site);
    for round in 0..5 {
        let before = site.public();
        let words = format!("第{round}次改的话。");
        let text = SMALL[2].1.replace("温泉在县城以北。", &words);
        site.write(PAGE, &text);
        preview.until_shows("/projects/wenquan.html", &words);
        assert!(site.public() == before, "the preview wrote to the published site");
        site.build();
        let mut public = site.public();
        assert_eq!(public.remove(".git/HEAD").as_deref(), Some(&b"mine"[..]));
        assert_eq!(public.remove("hand.txt").as_deref(), Some(&b"mine"[..]));
        assert!(public == alone(site.path()));
        let page = String::from_utf8(public["projects/wenquan.html"].clone()).unwrap();
        assert_eq!(preview.page("/projects/wenquan.html"), page);
        no_leavings(site.path());
    }
}
