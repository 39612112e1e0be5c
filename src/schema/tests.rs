//! Type files: what is read of good ones, and one mistake of every sort.

mod cases;

use std::collections::BTreeSet;

use self::cases::CASES;
use crate::diag::catalogue::rows;
use crate::model::figure::Figure;
use crate::model::types::{Facet, Kind, Range};
use crate::schema::testing::{lines, types_of};
use crate::schema::{KIND_NAMES, Layer};

const REGION: &str = "
folder: regions
label: {zh-Hans: 地区}
parent: parent
fields:
  parent: {kind: reference, to: region, label: {zh-Hans: 上级}}
";

const PROJECT: &str = "
folder: projects
label: {one: {zh-Hans: 项目, en: Project}, many: {en: Projects}}
fields:
  stage:
    kind: choice
    required: true
    facet: true
    label: {zh-Hans: 阶段, en: Stage}
    options: {open: {zh-Hans: 招商中}, closed: 已终止}
  region: {kind: reference, to: region, facet: tree, label: {zh-Hans: 地区}}
  investment: {kind: money, facet: [5000万元, 1亿元], range: {min: 1元}, label: {zh-Hans: 总投资}}
  land: {kind: area, range: {min: 15亩, max: 20000}, label: 用地}
  beds: {kind: quantity, unit: 张, default: 20张}
  highlights: {kind: list, of: text, localized: true, at_most: 2, label: {zh-Hans: 亮点}}
  ways: {kind: list, of: choice, options: {joint: 合资, lease: 租赁}, label: 合作方式}
  steps: {kind: list, of: {kind: group, fields: {date: {kind: date}, text: {kind: text, localized: true, label: 内容}}}}
  values: {kind: series, of: {kind: quantity}}
groups:
  - {label: {zh-Hans: 概况}, fields: [stage, region, investment]}
order: [-weight, title]
card: [stage]
";

const THEME: [(Layer, &str, &str); 2] = [(Layer::Theme, "region", REGION), (Layer::Theme, "project", PROJECT)];

/// The mistakes in one more file beside good ones.
#[track_caller]
fn check(layer: Layer, name: &str, text: &str, expected: &str) {
    let mut files = THEME.to_vec();
    files.push((layer, name, text));
    let (_, diagnostics, files) = types_of(&files);
    let text = |file: &crate::model::path::SourcePath| {
        let found = files.iter().find(|one| one.file == *file);
        found.map_or_else(String::new, |one| one.text.to_string())
    };
    assert_eq!(lines(&diagnostics, &text), expected, "in {name}");
}

#[test]
fn each_mistake_is_told_at_its_place() {
    for (layer, name, text, expected) in CASES {
        check(*layer, name, text, expected);
    }
}

#[test]
fn every_code_of_type_files_has_a_case() {
    let shown: BTreeSet<&str> = CASES
        .iter()
        .map(|(_, _, _, expected)| expected.split(' ').next().unwrap())
        .collect();
    let silent: Vec<&str> = rows()
        .map(|row| row.code)
        .filter(|code| code.starts_with("type-") && !shown.contains(code))
        .collect();
    assert_eq!(silent, Vec::<&str>::new());
}

#[test]
fn good_types_are_read_whole() {
    let (types, diagnostics, _) = types_of(&THEME);
    assert_eq!(diagnostics, []);
    let project = types.get("project").unwrap();
    let names: Vec<&str> = project.fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names[..3], ["title", "summary", "draft"]);
    assert_eq!(project.many, project.many);
    assert_eq!(project.field_written("总投资").unwrap().name, "investment");
    let kinds: Vec<&str> = project.fields[5..].iter().map(|field| field.kind.name()).collect();
    assert_eq!(
        kinds.join(" "),
        "choice reference money area quantity list list list series"
    );
    let beds = project.field("beds").unwrap();
    assert_eq!(
        beds.kind,
        Kind::Quantity {
            unit: Some("bed".to_owned())
        }
    );
    assert!(beds.default.is_some() && !beds.envelope);
    assert_eq!(types.of_folder("regions").unwrap().parent.as_deref(), Some("parent"));
}

#[test]
fn thresholds_are_figures_and_ranges_are_kept_in_base_units() {
    let (types, _, _) = types_of(&THEME);
    let project = types.get("project").unwrap();
    let investment = project.field("investment").unwrap();
    let Some(Facet::Thresholds(thresholds)) = &investment.facet else {
        panic!("no thresholds");
    };
    let shown: Vec<String> = thresholds.iter().map(Figure::canonical).collect();
    assert_eq!(shown, ["50000000 CNY", "100000000 CNY"]);
    let land = project.field("land").unwrap();
    let range = Range {
        min: Some(10_000.into()),
        max: Some(20_000.into()),
    };
    assert_eq!(land.range, range);
}

#[test]
fn a_site_adds_without_copying() {
    let addition = "
extends: project
label: {one: {fr: Projet}}
fields:
  permit: {kind: text, label: 土地证号}
  stage: {options: {paused: 暂停}, label: {zh-Hans: 项目阶段}, required: false}
  ways: {of: {options: {buy: 收购}}}
  steps: {of: {fields: {place: {kind: text, label: 地点}}}}
  title: {label: {zh-Hans: 名称}}
  beds: {hidden: true}
groups: [{label: 土地, fields: [permit]}]
back: {parts: {from: plot, field: project}}
card: [permit]
";
    let plot = "folder: plots\nfields: {project: {kind: reference, to: project}}";
    let mut files = THEME.to_vec();
    files.extend([(Layer::Site, "project", addition), (Layer::Site, "plot", plot)]);
    let (types, diagnostics, _) = types_of(&files);
    assert_eq!(diagnostics, []);
    let project = types.get("project").unwrap();
    let name = |written: &str| project.field_written(written).map(|field| field.name.as_str());
    assert_eq!(name("名称"), Some("title"));
    assert_eq!(name("标题"), Some("title"), "the old label is still understood");
    assert_eq!(name("项目阶段"), Some("stage"));
    let stage = project.field("stage").unwrap();
    assert!(!stage.required && stage.facet == Some(Facet::Values));
    assert!(matches!(&stage.kind, Kind::Choice { options } if options.len() == 3));
    let shape = |name: &str| format!("{:?}", project.field(name).unwrap().kind);
    assert!(shape("ways").contains("buy") && shape("ways").contains("lease"));
    assert!(shape("steps").contains("place") && shape("steps").contains("date"));
    assert!(project.field("beds").unwrap().hidden);
    assert_eq!(project.groups.len(), 2);
    assert_eq!(project.card, ["stage", "permit"]);
    assert_eq!(project.one.by_lang.len(), 3);
}

#[test]
fn a_nearer_theme_hides_a_file_of_the_same_name() {
    let mut files = THEME.to_vec();
    files.push((Layer::Theme, "project", "folder: schemes\nfields: {a: {kind: text}}"));
    let (types, diagnostics, _) = types_of(&files);
    assert_eq!(diagnostics, []);
    let project = types.get("project").unwrap();
    assert_eq!((project.folder.as_str(), project.field("stage")), ("schemes", None));
}

#[test]
fn kinds_have_names_in_both_languages() {
    use crate::diag::catalogue::fill;
    for name in KIND_NAMES {
        let parts = [("kind", name.to_owned())];
        assert_ne!(fill("{zh:kind}", &parts), name);
    }
}

#[test]
fn a_broken_file_breaks_nothing_else() {
    let mut files = THEME.to_vec();
    files.push((Layer::Theme, "town", "folder: [towns\n"));
    let (types, diagnostics, _) = types_of(&files);
    assert_eq!(types.types.len(), 2);
    assert_eq!(diagnostics.len(), 1);
}
