//! After any sequence of edits the preview's site equals a site built from nothing, and little was done for it.

pub(crate) mod edit;
mod quick;

use std::collections::BTreeMap;

use wutong::build::link::Drafts;
use wutong::build::live::{FileBytes, Live, Updater, live};
use wutong::build::pipeline::{Rendering, Request, Today, prepare};
use wutong::diag::has_errors;
use wutong::disk::{Lookout, read_site};
use wutong::model::date::Date;
use wutong::site::output::Product;

use crate::folder::Folder;
use crate::live::edit::{Dice, Draft};

/// Edits of one run. `WUTONG_STEPS` and `WUTONG_SEED` ask for others.
const STEPS: u64 = 100;
const SEED: u64 = 20_300_101;

fn request() -> Request {
    Request {
        today: Today::Is(Date::from_day(2030, 1, 1).unwrap()),
        drafts: Drafts::Show,
        base_url: None,
        profile: std::sync::Arc::default(),
        aids: wutong::build::aids::Aids::default(),
    }
}

/// A site that is looked at while its folder changes.
struct Watched {
    folder: Folder,
    lookout: Lookout,
    live: Live,
    updater: Updater,
}

impl Watched {
    fn new(folder: Folder) -> Self {
        let (live, updater) = live(request());
        let mut watched = Watched {
            lookout: Lookout::new(folder.path(), None),
            folder,
            live,
            updater,
        };
        watched.look();
        watched
    }

    /// Whether the site is without mistakes.
    fn look(&mut self) -> bool {
        let seen = self.lookout.look().unwrap();
        let turn = self.updater.update(&self.live, seen.snapshot);
        let turn = self.updater.settle(&self.live).unwrap_or(turn);
        !turn.has_errors()
    }

    fn served(&self, path: &str) -> Option<Vec<u8>> {
        match self.live.file(path)?.bytes {
            FileBytes::Here(bytes) => Some(bytes.to_vec()),
            FileBytes::Never => None,
            FileBytes::Source(source) => Some(format!("source {source}").into_bytes()),
            FileBytes::Picture { source, recipe } => Some(format!("picture {source} {recipe:?}").into_bytes()),
        }
    }

    /// How many files had to be made to serve everything.
    fn serve_all(&self) -> u64 {
        let before = self.live.made();
        for path in cold(&self.folder).expect("no mistakes").keys() {
            self.served(path);
        }
        self.live.made() - before
    }
}

/// Every file of the site as a build from nothing makes it; none where there are mistakes.
pub(crate) fn cold(folder: &Folder) -> Option<BTreeMap<String, Vec<u8>>> {
    let snapshot = read_site(folder.path(), None, &["content", "themes"]).unwrap();
    let (prepared, mistakes) = prepare(&snapshot, &request());
    if has_errors(&mistakes) {
        return None;
    }
    let prepared = prepared?;
    let context = prepared.context();
    let rendering = Rendering::new(&context, &prepared.outputs);
    let outputs = prepared.outputs.iter().enumerate();
    let files = outputs.map(|(place, output)| {
        let bytes = match &output.product {
            Product::Copy(source) => format!("source {source}").into_bytes(),
            Product::Picture { source, recipe } => format!("picture {source} {recipe:?}").into_bytes(),
            _ => rendering.bytes(place).expect("no mistakes").into_owned(),
        };
        (output.path.to_string(), bytes)
    });
    Some(files.collect())
}

pub(crate) fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|written| written.parse().ok())
        .unwrap_or(otherwise)
}

#[test]
fn after_any_edits_every_byte_is_that_of_a_build_from_nothing() {
    let (steps, seed) = (number("WUTONG_STEPS", STEPS), number("WUTONG_SEED", SEED));
    let mut dice = Dice(seed);
    let mut draft = Draft::new();
    let mut watched = Watched::new(draft.folder());
    assert!(watched.look(), "{:#?}", watched.live.mistakes());
    let mut compared = 0;
    for step in 0..steps {
        let edits = 1 + dice.roll(2);
        let told: Vec<String> = (0..edits).map(|_| draft.edit(&watched.folder, &mut dice)).collect();
        let clean = watched.look();
        let expected = cold(&watched.folder);
        assert_eq!(clean, expected.is_some(), "step {step} of seed {seed}: {told:?}");
        let Some(expected) = expected else { continue };
        compared += 1;
        for (path, bytes) in &expected {
            let served = watched.served(path);
            if served.as_ref() != Some(bytes) {
                let shown = served.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
                panic!(
                    "step {step} of seed {seed}, {told:?}: {path} is\n{shown:?}\nand not\n{}",
                    String::from_utf8_lossy(bytes)
                );
            }
        }
        for gone in draft.gone(&expected) {
            assert!(
                !watched.live.has(&gone),
                "step {step} of seed {seed}: {gone} is still there"
            );
        }
    }
    assert!(
        compared * 2 > steps,
        "most states have no mistakes: {compared} of {steps}"
    );
}

#[test]
fn a_page_with_a_mistake_keeps_its_bytes_and_all_others_go_on() {
    let mut watched = Watched::new(Folder::small(&[]));
    let project = "projects/wenquan.html";
    let good = watched.served(project).unwrap();
    let text = watched.folder.read("content/projects/温泉.md");
    for broken in [
        text.replace("标题: ", "标题: [未"),
        text.replace("约3.5亿元", "三个多亿吧"),
        text.replace("---\n总投资", "总投资"),
        "没有抬头".to_owned(),
    ] {
        watched.folder.write("content/projects/温泉.md", &broken);
        watched
            .folder
            .write("content/regions/青山县.md", "---\n标题: 青山县\n---\n新写的一段。\n");
        assert!(!watched.look());
        assert_eq!(watched.served(project).unwrap(), good);
        let region = String::from_utf8(watched.served("regions/qingshanxian.html").unwrap()).unwrap();
        assert!(
            region.contains("新写的一段") && region.contains("青山温泉康养项目"),
            "{region}"
        );
        let files: Vec<String> = watched
            .live
            .mistakes()
            .iter()
            .map(|mistake| mistake.file.to_string())
            .collect();
        assert!(files.iter().all(|file| file == "content/projects/温泉.md"), "{files:?}");
    }
    watched
        .folder
        .write("content/projects/温泉.md", &text.replace("县城以北", "县城以南"));
    assert!(watched.look());
    assert!(
        String::from_utf8(watched.served(project).unwrap())
            .unwrap()
            .contains("县城以南")
    );
}

#[test]
fn a_broken_theme_or_setting_leaves_the_site_as_it_was() {
    let mut watched = Watched::new(Folder::small(&[
        ("themes/own/theme.yaml", "extends: [wutong]\n"),
        ("content/site.yaml", &format!("{}theme: own\n", crate::folder::SETTINGS)),
    ]));
    let home = watched.served("index.html").unwrap();
    watched.folder.write(
        "themes/own/templates/project.html",
        "{% extends \"entry.html\" %}{% block main %}{{ page.titel }}{% endblock %}",
    );
    assert!(!watched.look());
    assert_eq!(watched.served("index.html").unwrap(), home);
    assert!(watched.served("projects/wenquan.html").is_some());
    std::fs::remove_file(watched.folder.path().join("themes/own/templates/project.html")).unwrap();
    watched.folder.write("content/site.yaml", "title: [\n");
    assert!(!watched.look());
    assert_eq!(watched.served("index.html").unwrap(), home);
    watched.folder.write(
        "content/site.yaml",
        &format!("{}theme: own\nper_page: 3\n", crate::folder::SETTINGS),
    );
    assert!(watched.look());
}

#[test]
fn a_body_edit_makes_the_pages_that_show_those_words_and_no_other() {
    let settings = crate::folder::SETTINGS.replace(
        "  en:",
        "  zh-Hant: {convert_from: zh-Hans, usage: hk}\n  fr: {fallback: [zh-Hans]}\n  en:",
    ) + "editions: [standard, care]\n";
    let english = "---\ntitle: Qingshan hot spring\n---\nThe total is {=investment}.\n\nIn two phases.\n";
    let mut watched = Watched::new(Folder::small(&[
        ("content/site.yaml", &settings),
        ("content/projects/温泉.en.md", english),
    ]));
    watched.serve_all();
    let text = watched.folder.read("content/projects/温泉.md");
    watched.folder.write(
        "content/projects/温泉.md",
        &text.replace("温泉在县城以北", "温泉在县城以南，依山而建"),
    );
    assert!(watched.look());
    // zh-Hans, zh-Hant and the fallback in French, each with its care edition; English has its own words.
    assert_eq!(watched.serve_all(), 6);
    let text = watched.folder.read("content/projects/温泉.en.md");
    watched.folder.write(
        "content/projects/温泉.en.md",
        &text.replace("In two phases", "In three phases"),
    );
    assert!(watched.look());
    assert_eq!(watched.serve_all(), 2);
    // Nothing changed: nothing is made.
    assert!(watched.look());
    assert_eq!(watched.serve_all(), 0);
}

#[test]
fn only_what_is_asked_for_is_made() {
    let watched = Watched::new(Folder::small(&[]));
    assert_eq!(watched.live.made(), 0);
    watched.served("projects/wenquan.html");
    watched.served("projects/wenquan.html");
    assert_eq!(watched.live.made(), 1);
}
