//! Entries: what good ones say, and one mistake of every sort.

mod cases;
mod values;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use self::cases::{MISTAKES, TRANSLATED};
use crate::build::aids::{Aids, Manner};
use crate::build::validate::{Context, Identity, Role, validate};
use crate::diag::Diagnostic;
use crate::diag::catalogue::{Speech, rows};
use crate::diag::terminal::words;
use crate::markdown;
use crate::model::lang::Lang;
use crate::model::path::SourcePath;
use crate::model::types::{Type, Types};
use crate::schema::Layer;
use crate::schema::testing::{lines, types_of, units};
use crate::site::document::Document;
use crate::site::record::{EntryKey, Record};

const TYPE: &str = "
folder: projects
label: {zh-Hans: 项目}
fields:
  stage: {kind: choice, label: {zh-Hans: 阶段, en: Stage}, options: {open: {zh-Hans: 招商中, en: Open}, built: {zh-Hans: 已建成}}}
  region: {kind: reference, to: project, label: {zh-Hans: 地区}}
  investment: {kind: money, label: {zh-Hans: 总投资}, range: {min: 1万元}}
  land: {kind: area, label: {zh-Hans: 用地面积}}
  share: {kind: percent, label: {zh-Hans: 占比}, range: {max: 100%}}
  beds: {kind: quantity, unit: 张, label: {zh-Hans: 床位}}
  floors: {kind: integer, label: {zh-Hans: 层数}, default: 3}
  ratio: {kind: decimal, label: {zh-Hans: 容积率}}
  number: {kind: text, label: {zh-Hans: 文号}}
  opened: {kind: date, label: {zh-Hans: 开业日期}}
  held: {kind: datetime, label: {zh-Hans: 举办时间}}
  schedule: {kind: period, label: {zh-Hans: 建设周期}}
  values: {kind: series, of: quantity, label: {zh-Hans: 分年目标}}
  highlights: {kind: list, of: text, localized: true, at_most: 2, label: {zh-Hans: 亮点}}
  tags: {kind: list, of: text, facet: true, label: {zh-Hans: 标签}}
  ways: {kind: list, of: choice, options: {joint: 合资, lease: 租赁}, label: {zh-Hans: 合作方式}}
  steps:
    kind: list
    of: {kind: group, fields: {date: {kind: date, required: true, label: {zh-Hans: 日期}}, text: {kind: text, localized: true, label: {zh-Hans: 内容}}}}
    label: {zh-Hans: 进度}
  location: {kind: place, label: {zh-Hans: 坐标}}
  cover: {kind: image, label: {zh-Hans: 封面}}
  papers: {kind: list, of: file, label: {zh-Hans: 资料}}
  contact: {kind: contact, label: {zh-Hans: 联系方式}}
  link: {kind: link, label: {zh-Hans: 网址}}
  old: {kind: text, deprecated: {zh-Hans: 文号}, label: {zh-Hans: 旧文号}}
";

fn project() -> &'static Type {
    static READ: LazyLock<Types> = LazyLock::new(|| {
        let (types, faults, _) = types_of(&[(Layer::Theme, "project", TYPE)]);
        assert_eq!(faults, []);
        types
    });
    READ.get("project").expect("the type of the tests")
}

fn read(yaml: &str, role: Role) -> (Option<Record>, Vec<Diagnostic>, String) {
    read_row(yaml, role, &[])
}

fn read_row(yaml: &str, role: Role, row: &[&str]) -> (Option<Record>, Vec<Diagnostic>, String) {
    let text = format!("---\n{yaml}\n---\n正文\n");
    let front = 4..4 + yaml.len() + 1;
    let (name, tag) = match role {
        Role::Original => ("content/projects/shili.md", "zh-Hans"),
        Role::Translation => ("content/projects/shili.en.md", "en"),
    };
    let document = Document {
        file: SourcePath::new(name).unwrap(),
        text: text.as_str().into(),
        front: crate::yaml::read(yaml).expect("good YAML"),
        body_range: Some(front.end + 4..text.len()),
        front_range: front,
    };
    let languages = ["zh-Hans", "en"].map(|tag| Lang::parse(tag).unwrap());
    let what = Identity {
        key: EntryKey {
            type_name: "project".to_owned(),
            name: "shili".to_owned(),
        },
        lang: Lang::parse(tag).unwrap(),
        trail: row.iter().map(|step| (*step).to_owned()).collect(),
        role,
    };
    let context = Context {
        units: units(),
        original: &languages[0],
        languages: &languages,
        aids: &Aids::default(),
        manner: Manner {
            converted: false,
            options: markdown::Options {
                dialect: markdown::Dialect::Wutong,
                raw_html: markdown::RawHtml::Refuse,
                mixed_break: markdown::MixedBreak::Blank,
            },
        },
    };
    let (record, diagnostics) = validate(&document, &what, project(), &context);
    (record, diagnostics, text)
}

/// Entries with a title, and the mistakes that each must show; all that differ are shown together.
#[track_caller]
fn check(role: Role, cases: &[(&str, &str)]) {
    let mut differ = Vec::new();
    for (yaml, expected) in cases {
        let (_, diagnostics, text) = read(&format!("title: 青山\n{yaml}"), role);
        let found = lines(&diagnostics, &|_| text.clone());
        if found != *expected {
            differ.push(format!("{yaml}\n  expected {expected}\n  found {found}"));
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

#[test]
fn each_mistake_is_told_at_its_place() {
    check(Role::Original, MISTAKES);
    check(Role::Translation, TRANSLATED);
}

/// The files of the catalogue that speak of what is written in entries.
const OF_ENTRIES: [&str; 3] = [
    include_str!("../../diag/catalogue/fields.rs"),
    include_str!("../../diag/catalogue/values.rs"),
    include_str!("../../diag/catalogue/figures.rs"),
];

#[test]
fn every_code_has_a_case() {
    let shown: BTreeSet<&str> = MISTAKES
        .iter()
        .chain(TRANSLATED)
        .flat_map(|(_, expected)| expected.lines())
        .filter_map(|line| line.split(' ').next())
        .collect();
    let silent: Vec<&str> = rows()
        .map(|row| row.code)
        .filter(|code| OF_ENTRIES.iter().any(|file| file.contains(&format!("\"{code}\""))))
        .filter(|code| *code != "entry-shape" && !shown.contains(code))
        .collect();
    assert_eq!(silent, Vec::<&str>::new());
}

#[test]
fn messages_speak_to_the_person_who_wrote() {
    let said = |role, yaml: &str, speech| {
        let (_, diagnostics, _) = read(yaml, role);
        let (message, help) = words(&diagnostics[0], speech);
        format!("{message}|{help}")
    };
    assert_eq!(
        said(Role::Original, "标题: 青山\n用地面积: [64.29亩]", Speech::Chinese),
        "“用地面积”应当是面积，这里写的是多项列表|请写成 `用地面积: 64.29亩` 的样子。"
    );
    assert_eq!(
        said(Role::Original, "title: A\ninvestment: [80]", Speech::English),
        "`investment` must be an amount of money, but this is a list|Write it like `investment: 约3.5亿元`."
    );
    assert_eq!(
        said(Role::Translation, "title: A\n总投资: 3亿元", Speech::Chinese),
        "“总投资”是事实，不写在译文里；各语言共用原文里的那一处|请把这一行删去；要修改它，请改 `content/projects/shili.md`。"
    );
    assert_eq!(
        said(Role::Original, "阶段: 招商中", Speech::Chinese),
        "缺少“标题”，这一项必须填写|请加上一行，如 `标题: 温泉康养`（也可以写成 `title: …`）。"
    );
}

#[test]
fn a_translation_holds_words_and_what_it_was_made_from() {
    let yaml = "title: Qingshan\ntranslated_from: {lang: zh-Hans, blocks: 8f3a 21c0}";
    let (record, diagnostics, _) = read(yaml, Role::Translation);
    let record = record.unwrap();
    assert_eq!(diagnostics, []);
    assert_eq!(record.fields.keys().count(), 1, "no defaults, no facts");
    assert_eq!(record.translated_from.as_ref().unwrap().blocks, ["8f3a", "21c0"]);
    assert_eq!(record.markdown().unwrap_or_default().trim(), "正文");
}

#[test]
fn a_row_of_a_list_file_is_an_entry() {
    let yaml = "shan:\n  标题: 青山\n  总投资: 待定\nhe: {总投资: 1亿元}";
    let of = |row: &str| {
        let (record, diagnostics, text) = read_row(yaml, Role::Original, &[row]);
        (record.unwrap(), lines(&diagnostics, &|_| text.clone()))
    };
    let (record, found) = of("shan");
    assert_eq!(
        (record.text("title"), found.as_str()),
        (Some("青山"), "figure-unreadable 待定")
    );
    let (record, found) = of("he");
    assert_eq!(record.trail_to("investment"), ["he", "总投资"]);
    assert_eq!(found, "field-missing he");
}

#[test]
fn a_record_remembers_the_keys_as_written() {
    let (record, _, _) = read("标题: 青山\n总投资: 1亿元", Role::Original);
    assert_eq!(record.unwrap().trail_to("investment"), ["总投资"]);
}

#[test]
fn an_entry_with_mistakes_still_has_a_record_with_a_title() {
    let (record, diagnostics, _) = read("总投资: 待定\n阶段: 无", Role::Original);
    assert_eq!(diagnostics.len(), 3);
    assert_eq!(record.unwrap().text("title"), Some("shili"));
    let (record, diagnostics, text) = read("- 甲\n- 乙", Role::Original);
    assert!(record.is_none());
    assert_eq!(lines(&diagnostics, &|_| text.clone()), "entry-shape");
}

#[test]
fn odd_values_never_make_reading_panic() {
    let odd = [
        "",
        "~",
        "''",
        "'{'",
        "🙂",
        ".inf",
        ".nan",
        "1e400",
        "-0",
        "--",
        "..",
        "2020..",
        "99999999999年",
        "[[1]]",
        "[~, {}]",
        "{}",
        "{a: b}",
        "{value: {a: 1}}",
        "{file: [1]}",
        "{url: {}}",
        "{2020: {2020: 1}}",
        "{lang: [1]}",
        "{longitude: 1e400, latitude: '-', datum: []}",
        "'mailto:@'",
        "'https://'",
        "'../..'",
        "':'",
        "'\\\\'",
        "'年月日'",
        "亿万",
        "约",
        "'%'",
        "&a 1",
        "{语言: {a: b}}",
        "{key: [1], date: {}}",
    ];
    for field in &project().fields {
        for written in odd {
            for role in [Role::Original, Role::Translation] {
                let (_, diagnostics, text) = read(&format!("{}: {written}", field.name), role);
                lines(&diagnostics, &|_| text.clone());
            }
        }
    }
}
