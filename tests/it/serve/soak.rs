//! A long day in short: random edits without a pause, none missed, no growth. The long form is `cargo bench --bench edit`.

use crate::folder::Folder;
use crate::serve::preview::Preview;

const EDITS: usize = 150;
/// After so many everything that is kept was kept once.
const WARM: usize = 50;
/// More than any page here weighs, less than keeping every state would take.
const SLACK_MB: u64 = 48;

fn memory(preview: &Preview) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", preview.id())).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}

#[test]
fn random_edits_are_all_seen_and_memory_stays_level() {
    let folder = Folder::small(&[]);
    let project = |nth: usize, words: &str, title: usize| {
        let text =
            format!("---\n标题: 项目{nth}之{title}\n地区: 青山县\n阶段: 招商中\n摘要: 一个项目。\n---\n{words}\n");
        folder.write(&format!("content/projects/s{nth}.md"), &text);
    };
    for nth in 0..20 {
        project(nth, "开头。", 0);
    }
    let preview = Preview::of(&folder);
    let mut number = 7_usize;
    let mut before = None;
    for edit in 0..EDITS {
        number = number.wrapping_mul(1_103_515_245).wrapping_add(12_345) % (1 << 31);
        let nth = (number >> 8) % 20;
        let words = format!("第{edit}次改的话。");
        project(nth, &words, if edit % 7 == 0 { edit } else { 0 });
        preview.until_shows(&format!("/projects/s{nth}.html"), &words);
        if edit == WARM {
            before = memory(&preview);
        }
    }
    if let (Some(before), Some(after)) = (before, memory(&preview)) {
        assert!(
            after < before + SLACK_MB,
            "{before} MB after {WARM} edits, {after} MB after {EDITS}"
        );
    }
}
