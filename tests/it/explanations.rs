//! The examples of `check --explain`: what is called wrong is told so, and what is called right is not.

use rayon::prelude::*;

use wutong::build::link::Drafts;
use wutong::build::pipeline::{Request, Today, prepare};
use wutong::config::iso_date;
use wutong::diag::catalogue::rows;
use wutong::diag::explain::{Explanation, explanations};
use wutong::disk::read_site;

use crate::folder::{Folder, SETTINGS};

/// Families whose examples are fields or running text of an entry.
const FAMILIES: [&str; 14] = [
    "anchor-",
    "block-",
    "boolean-",
    "choice-",
    "date-",
    "field-",
    "figure-",
    "footnote-",
    "front-",
    "image-",
    "item-",
    "link-",
    "part-",
    "yaml-",
];

/// Their examples need other files or another type.
const NEED_MORE: [&str; 10] = [
    "front-dashes",
    "anchor-unknown",
    "date-no-time",
    "date-zone",
    "field-missing",
    "field-range",
    "front-missing",
    "image-missing",
    "item-key-missing",
    "link-address",
];

/// An entry that holds these lines, with what else an entry must have.
fn entry(lines: &[&str]) -> String {
    let text = lines.join("\n");
    if text.starts_with("---") {
        return format!("{text}\n");
    }
    let usual = ["标题: 白露镇旅居项目", "地区: 青山县", "阶段: 招商中"];
    let is_field = lines[0].contains(['：', ':', '=']) && !lines[0].starts_with([':', '：', '!', '[', '<']);
    let is_text = lines[0].contains("{=") || lines[0].contains("｛=") || lines[0].contains("](");
    if is_field && !is_text {
        let named = |field: &&str| !lines.iter().any(|line| line.contains(&field[..6]));
        let others: Vec<&str> = usual.into_iter().filter(named).collect();
        return format!("---\n{}\n{text}\n---\n", others.join("\n"));
    }
    format!("---\n{}\n总投资: 约3.5亿元\n---\n{text}\n", usual.join("\n"))
}

/// The codes that a site with this entry is told of.
fn codes(lines: &[&str]) -> Vec<&'static str> {
    let folder = Folder::new(&[
        ("content/site.yaml", SETTINGS),
        ("content/regions/青山县.md", "---\n标题: 青山县\n---\n"),
        ("content/regions/shili.md", "---\n标题: 示例县\n---\n"),
        ("content/projects/bailu.md", &entry(lines)),
    ]);
    folder.write_bytes("content/projects/a.jpg", include_bytes!("../../docs/home.png"));
    folder.write_bytes("content/projects/温泉.jpg", include_bytes!("../../docs/home.png"));
    let snapshot = read_site(folder.path(), None, &["content"]).unwrap();
    let request = Request {
        today: Today::Is(iso_date("2030-01-01").unwrap()),
        drafts: Drafts::Hold,
        base_url: None,
        profile: std::sync::Arc::default(),
        aids: wutong::build::aids::Aids::default(),
    };
    let (_, found) = prepare(&snapshot, &request);
    found.into_iter().map(|one| one.code).collect()
}

fn wrong_example(one: &Explanation) -> Option<String> {
    let (wrong, right) = (codes(&one.wrong), codes(&one.right));
    (!wrong.contains(&one.code) || right.contains(&one.code))
        .then(|| format!("{}: wrong {wrong:?}, right {right:?}\n{}", one.code, entry(&one.wrong)))
}

#[test]
fn wrong_examples_are_wrong_and_right_ones_right() {
    let examples: Vec<Explanation> = explanations()
        .into_iter()
        .filter(|one| !one.wrong.is_empty() && FAMILIES.iter().any(|family| one.code.starts_with(family)))
        .filter(|one| rows().any(|row| row.code == one.code) && !NEED_MORE.contains(&one.code))
        .collect();
    assert!(examples.len() > 50, "{} examples", examples.len());
    let wrong: Vec<String> = examples.par_iter().filter_map(wrong_example).collect();
    assert!(
        wrong.is_empty(),
        "{} of {}\n{}",
        wrong.len(),
        examples.len(),
        wrong.join("\n")
    );
}
