//! `wutong status`, as a translator and an editor see it in the morning.

mod programs;
mod wrong;

use serde_json::{Value, json};

use crate::folder::{Folder, Run, SETTINGS};

const TODAY: &[&str] = &["--today", "2030-01-01"];

const REGION_EN: &str = "---\ntitle: Qingshan County\n---\n";

/// Four languages, one of them converted, one without any words; something of everything.
fn site(files: &[(&str, &str)]) -> Folder {
    let settings = format!("{SETTINGS}  zh-Hant: {{convert_from: zh-Hans}}\n  ko: {{fallback: [en, zh-Hans]}}\n");
    let mut all = vec![
        ("content/site.yaml", settings.as_str()),
        ("content/_index.md", "---\n标题: 首页\n---\n"),
        ("content/regions/青山县.en.md", REGION_EN),
    ];
    all.extend_from_slice(files);
    Folder::small(&all)
}

fn status(folder: &Folder, arguments: &[&str]) -> Run {
    folder.run(&[&["status"], TODAY, arguments].concat())
}

/// What is expected may begin on a line of its own; `93` stands for the number of words of the interface.
fn check(folder: &Folder, arguments: &[&str], expected: &str) {
    let run = status(folder, arguments);
    let expected = expected
        .trim_start_matches('\n')
        .replace("93", &interface_words().to_string());
    assert_eq!(run.said, expected, "{}", run.said);
    assert_eq!((run.complained.as_str(), run.status), ("", 0));
}

fn interface_words() -> usize {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/wutong/strings/en.yaml");
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .filter(|line| line.starts_with(|letter: char| letter.is_ascii_lowercase()))
        .count()
}

fn accept(folder: &Folder, file: &str) {
    let run = folder.run(&["status", "--accept", file]);
    assert_eq!(run.status, 0, "{}", run.complained);
}

fn json(folder: &Folder, arguments: &[&str]) -> Value {
    let run = status(folder, &[arguments, &["--json"]].concat());
    assert_eq!(run.status, 0, "{}", run.complained);
    serde_json::from_str(&run.said).unwrap()
}

/// The site after a review and a change in the original.
fn changed() -> Folder {
    let folder = site(&[
        ("content/regions/示例县.md", "---\n标题: 示例县\n草稿: 是\n---\n"),
        (
            "content/regions/白露县.md",
            "---\n标题: 白露县\n发布日期: 2030-01-02\n---\n",
        ),
    ]);
    accept(&folder, "content/projects/温泉.en.md");
    let original = folder.read("content/projects/温泉.md");
    let changed = original.replace("青山温泉康养项目", "青山温泉康养小镇项目").replace(
        "温泉在县城以北。\n",
        "温泉在县城以南三十里的山脚，出水口水温五十八度，\n四季不变；沿着河边的小路走，半个小时可以到达古镇。\n",
    );
    assert_ne!(changed, original);
    folder.write("content/projects/温泉.md", &changed);
    folder
}

#[test]
fn everything_is_shown_in_chinese() {
    check(
        &changed(),
        &["--lang", "zh"],
        "
                en                     zh-Hant    ko
首页和列表页                    1 -     1 ~        1 -
招商项目              1 ⟳               1 ~        1 -
地区                       1 ?  2 -     3 ~        3 -
合计                  1 ⟳  1 ?  3 -     5 ~        5 -
界面词          93 ✓                   93 ~       93 -

✓ 最新  ⟳ 过期  ? 未核对  ~ 转换  - 缺少

过期的译文（1）
  content/projects/温泉.en.md (en)
    content/projects/温泉.md：2 处是新写或改过的；译过的有 2 处已不在原文里（改掉或删去）
    第 2 行  标题：青山温泉康养小镇项目
    第 11 行  温泉在县城以南三十里的山脚，出水口水温五十八度，四季不变；…

未发布或已失效的页面（2），按 Asia/Shanghai 时间今天是 2030-01-01
  content/regions/白露县.md: 发布日期未到，2030-01-02 发布
  content/regions/示例县.md: 草稿

接下来
  过期的译文照原文改好以后，记下来：wutong status --accept content/projects/温泉.en.md
  没有记录的译文与原文核对以后，记下来：wutong status --accept content/regions/青山县.en.md
  补上缺少的译文：wutong new --translate en content/_index.md（共缺 8 处，逐个列出：wutong status --missing）
",
    );
}

#[test]
fn everything_is_shown_in_english() {
    check(&changed(), &["--lang", "en"], "
                       en                     zh-Hant    ko
Home and list pages                    1 -     1 ~        1 -
Investment projects          1 ⟳               1 ~        1 -
Regions                           1 ?  2 -     3 ~        3 -
Total                        1 ⟳  1 ?  3 -     5 ~        5 -
Interface words        93 ✓                   93 ~       93 -

✓ fresh  ⟳ stale  ? unknown  ~ derived  - missing

Stale translations (1)
  content/projects/温泉.en.md (en)
    content/projects/温泉.md: 2 passages are new or changed; 2 that were translated are no longer there (changed or deleted)
    line 2  Title: 青山温泉康养小镇项目
    line 11  温泉在县城以南三十里的山脚，出水口水温五十八度，四季不变；…

Held back or expired (2); today is 2030-01-01 in Asia/Shanghai
  content/regions/白露县.md: to be published on 2030-01-02
  content/regions/示例县.md: draft

Next
  Revise a stale translation, then record it: wutong status --accept content/projects/温泉.en.md
  Compare a translation without a record with its original, then record it: wutong status --accept content/regions/青山县.en.md
  Write what is missing: wutong new --translate en content/_index.md (one of 8; to list them: wutong status --missing)
");
}

#[test]
fn words_stand_in_place_of_signs_on_a_plain_terminal() {
    let folder = changed();
    let arguments = [
        "status",
        "--today",
        "2030-01-01",
        "--lang",
        "en",
        "--to",
        "en",
        "--type",
        "招商项目",
    ];
    let run = folder.run_with(&arguments, &[("LC_ALL", "C")]);
    assert!(
        run.said
            .starts_with("                       en\nInvestment projects    1 stale\n\n"),
        "{}",
        run.said
    );
}

#[test]
fn a_translation_goes_stale_and_fresh_again() {
    let folder = site(&[]);
    let file = "content/projects/温泉.en.md";
    let state = |folder: &Folder| {
        let found = json(folder, &["--to", "en", file]);
        let pages = found["translations"].as_array().unwrap().clone();
        assert_eq!(pages.len(), 1);
        pages[0]["state"].as_str().unwrap().to_owned()
    };
    assert_eq!(state(&folder), "unknown");
    accept(&folder, file);
    assert_eq!(state(&folder), "fresh");
    let original = folder.read("content/projects/温泉.md");
    let figures = original
        .replace("约3.5亿元", "约4亿元")
        .replace("---\n总投资", "发布日期: 2029-01-01\n---\n总投资");
    assert_ne!(figures, original);
    folder.write("content/projects/温泉.md", &figures);
    assert_eq!(state(&folder), "fresh", "figures and dates are no words");
    folder.write("content/projects/温泉.md", &figures.replace("\n\n温泉在县城以北。", ""));
    assert_eq!(state(&folder), "stale");
    check(
        &folder,
        &["--stale", "--to", "en"],
        "Stale translations (1)\n  content/projects/温泉.en.md (en)\n    content/projects/温泉.md: nothing new; \
         1 that was translated is no longer there (changed or deleted)\n",
    );
    let run = folder.run(&["status", "--accept", file]);
    assert_eq!(run.said, "content/projects/温泉.en.md: recorded (en)\n");
    assert_eq!(state(&folder), "fresh");
    let run = folder.run(&["status", "--accept", file]);
    assert_eq!(run.said, "content/projects/温泉.en.md: was fresh already (en)\n");
}

#[test]
fn changed_passages_are_shown_whole_when_asked() {
    check(
        &changed(),
        &["--stale", "--full", "--lang", "zh"],
        "\
过期的译文（1）
  content/projects/温泉.en.md (en)
    content/projects/温泉.md：2 处是新写或改过的；译过的有 2 处已不在原文里（改掉或删去）
    第 2 行  标题：
      青山温泉康养小镇项目
    第 11 行
      温泉在县城以南三十里的山脚，出水口水温五十八度，
      四季不变；沿着河边的小路走，半个小时可以到达古镇。
",
    );
}

#[test]
fn single_sections_are_listed() {
    let folder = site(&[
        (
            "content/regions/更多.list.yaml",
            "甲县:\n  标题: 甲县\n乙县:\n  标题: 乙县\n丙县:\n  标题: 丙县\n",
        ),
        ("content/regions/更多.list.en.yaml", "甲县:\n  title: Jia County\n"),
    ]);
    check(
        &folder,
        &["--missing", "--lang", "zh"],
        "\
缺少的译文（9）
  content/_index.md: en ko
  content/projects/温泉.md: ko
  content/regions/更多.list.yaml（2 项：丙县 乙县）: en ko
  content/regions/更多.list.yaml（1 项：甲县）: ko
  content/regions/青山县.md: ko
",
    );
    check(
        &folder,
        &["--unknown"],
        "\
Translations without a record of what they were made from (3)
  content/projects/温泉.en.md (en)
  content/regions/更多.list.en.yaml#甲县 (en)
  content/regions/青山县.en.md (en)
",
    );
    check(&folder, &["--held"], "None.\n");
    // A row that is missing in a file that is there cannot be started as a new file.
    let run = status(&folder, &["--to", "en", "content/regions/更多.list.yaml"]);
    assert!(
        run.said
            .contains("add `丙县` to content/regions/更多.list.en.yaml (one of 2; "),
        "{}",
        run.said
    );
}

#[test]
fn what_is_held_is_told_with_its_day_also_after_a_build() {
    let folder = site(&[
        ("content/regions/a.md", "---\n标题: 甲\n草稿: 是\n---\n"),
        ("content/regions/b.md", "---\n标题: 乙\n发布日期: 2030-01-02\n---\n"),
        ("content/regions/c.md", "---\n标题: 丙\n失效日期: 2029-12-31\n---\n"),
        (
            "content/regions/d.md",
            "---\n标题: 丁\n发布日期: 2030-01-01\n失效日期: 2030-01-01\n---\n",
        ),
        ("content/regions/d.en.md", "---\ntitle: D\ndraft: true\n---\n"),
    ]);
    check(
        &folder,
        &["--held", "--lang", "zh"],
        "\
未发布或已失效的页面（4），按 Asia/Shanghai 时间今天是 2030-01-01
  content/regions/a.md: 草稿
  content/regions/b.md: 发布日期未到，2030-01-02 发布
  content/regions/c.md: 2029-12-31 后已失效，页面保留，不再列出
  content/regions/d.en.md: 译文是草稿
",
    );
    let build = folder.build();
    for line in [
        "held back content/regions/a.md: draft\n",
        "held back content/regions/b.md: to be published on 2030-01-02\n",
        "expired content/regions/c.md: expired after 2029-12-31; page kept, out of the lists\n",
        "held back content/regions/d.en.md: draft translation\n",
    ] {
        assert!(build.said.contains(line), "{line}{}", build.said);
    }
    assert_eq!(build.said.matches("content/").count(), 4, "{}", build.said);
}

#[test]
fn when_all_is_fresh_nothing_is_left_to_do() {
    let folder = Folder::small(&[("content/regions/青山县.en.md", REGION_EN)]);
    accept(&folder, "content/projects/温泉.en.md");
    accept(&folder, "content/regions/青山县.en.md");
    check(
        &folder,
        &[],
        "
                       en
Investment projects     1 ✓
Regions                 1 ✓
Total                   2 ✓
Interface words        93 ✓

✓ fresh

Next
  Every translation is fresh; nothing to do.
",
    );
}
