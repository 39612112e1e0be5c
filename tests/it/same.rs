//! The same input gives the same bytes: any number of threads, any order of reading, any zone and locale.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use wutong::build::link::Drafts;
use wutong::build::pipeline::{Rendering, Request, Today, prepare};
use wutong::diag::has_errors;
use wutong::disk::read_site;
use wutong::model::date::Date;
use wutong::model::snapshot::Snapshot;

use crate::folder::{Folder, files};

fn request() -> Request {
    Request {
        today: Today::Is(Date::from_day(2030, 1, 1).unwrap()),
        drafts: Drafts::Hold,
        base_url: None,
        profile: std::sync::Arc::default(),
        aids: wutong::build::aids::Aids::default(),
    }
}

/// Every made file of the site.
fn built(snapshot: &Snapshot) -> BTreeMap<String, Vec<u8>> {
    let (prepared, diagnostics) = prepare(snapshot, &request());
    assert!(!has_errors(&diagnostics), "{diagnostics:#?}");
    let prepared = prepared.unwrap();
    let context = prepared.context();
    let rendering = Rendering::new(&context, &prepared.outputs);
    let places = 0..prepared.outputs.len();
    let files = places
        .into_par_iter()
        .map(|place| {
            (
                prepared.outputs[place].path.to_string(),
                rendering.bytes(place).unwrap().into_owned(),
            )
        })
        .collect();
    assert_eq!(rendering.mistakes(), Vec::new());
    files
}

fn with_threads(number: usize, snapshot: &Arc<Snapshot>) -> BTreeMap<String, Vec<u8>> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(number)
        .stack_size(16 << 20)
        .build()
        .unwrap();
    let snapshot = Arc::clone(snapshot);
    pool.install(move || built(&snapshot))
}

#[test]
fn the_portal_is_the_same_with_one_two_and_eight_threads() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let snapshot = Arc::new(read_site(root, None, &["content", "themes"]).unwrap());
    let one = with_threads(1, &snapshot);
    assert!(one.len() > 500, "{}", one.len());
    for number in [2, 8] {
        assert!(with_threads(number, &snapshot) == one, "{number} threads");
    }
}

#[test]
fn the_order_in_which_a_folder_lists_its_files_does_not_count() {
    // Folders list their files in the order of making on many file systems: make them in three orders.
    let files_of_site: Vec<(String, String)> = (0..30)
        .map(|number| {
            let text = format!(
                "---\n标题: 项目{number}\n地区: 青山县\n阶段: 招商中\n标签: [甲{}, 乙]\n---\n第{number}个。\n",
                number % 3
            );
            (format!("content/projects/项目{number}.md"), text)
        })
        .collect();
    let mut outcomes = Vec::new();
    for step in [1_usize, 7, 29] {
        let folder = Folder::small(&[]);
        for place in 0..files_of_site.len() {
            let (path, text) = &files_of_site[(place * step) % files_of_site.len()];
            folder.write(path, text);
        }
        folder.build();
        outcomes.push(folder.public());
    }
    assert!(outcomes[0].len() > 60);
    assert!(outcomes[0] == outcomes[1] && outcomes[0] == outcomes[2]);
}

#[test]
fn time_zone_and_locale_of_the_machine_do_not_count() {
    let mut outcomes = Vec::new();
    for (zone, locale) in [
        ("Asia/Shanghai", "zh_CN.UTF-8"),
        ("America/New_York", "fr_FR.UTF-8"),
        ("Pacific/Kiritimati", "C"),
    ] {
        let folder = Folder::small(&[]);
        let run = folder.run_with(
            &["build", "--today", "2030-01-01"],
            &[("TZ", zone), ("LANG", locale), ("LC_ALL", locale)],
        );
        assert_eq!(run.status, 0, "{}", run.complained);
        outcomes.push(files(&folder.path().join("public")));
    }
    assert!(outcomes[0] == outcomes[1] && outcomes[0] == outcomes[2]);
}

#[test]
fn a_different_day_changes_only_what_depends_on_it() {
    let folder = Folder::small(&[(
        "content/projects/later.md",
        "---\ntitle: 以后\nregion: 青山县\nstage: promoting\npublished: 2030-06-01\n---\n",
    )]);
    folder.build();
    assert!(!folder.public().contains_key("projects/later.html"));
    let run = folder.run(&["build", "--today", "2030-06-01"]);
    assert_eq!(run.status, 0, "{}", run.complained);
    assert!(folder.public().contains_key("projects/later.html"));
}
