//! What editors, shells and manuals are told: `wutong schema`, `completions`, `man`, and `wutong` alone.

use crate::folder::{Folder, files};
use crate::new::{run, started};

#[test]
fn every_schema_that_the_editor_is_told_of_is_there() {
    let folder = started();
    let settings: serde_json::Value = serde_json::from_str(&folder.read("site/.vscode/settings.json")).unwrap();
    let schemas = settings["yaml.schemas"].as_object().unwrap();
    assert!(schemas.len() > 80, "{}", schemas.len());
    for path in schemas.keys() {
        let schema: serde_json::Value = serde_json::from_str(&folder.read(&format!("site/{path}"))).unwrap();
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        assert!(
            !schema.to_string().contains("\"enum\":[]"),
            "{path}: editors refuse an empty enum"
        );
        if let Some(beside) = schema["additionalProperties"]["$ref"].as_str() {
            let beside = path.rsplit_once('/').unwrap().0.to_owned() + &beside[1..];
            assert!(schemas.contains_key(&beside), "{path}: {beside}");
        }
    }
    let written = files(&folder.path().join("site/.vscode"));
    let bytes: usize = written.values().map(Vec::len).sum();
    assert!(
        bytes < 600_000,
        "{bytes} bytes are more than a small site should begin with"
    );
    let shared = folder.read("site/.vscode/schemas/_shared.schema.json");
    assert!(shared.contains("项目现在走到哪一步"), "{shared}");
}

/// How many messages a matcher of an editor's task finds: its words in one line, its place in the next.
fn found(matcher: &serde_json::Value, complained: &str) -> usize {
    let matches = |place: usize, line: &str| {
        let pattern = serde_json::json!({"pattern": matcher["pattern"][place]["regexp"]});
        jsonschema::is_valid(&pattern, &serde_json::json!(line))
    };
    let lines: Vec<&str> = complained.lines().collect();
    let pairs = lines.windows(2);
    pairs.filter(|pair| matches(0, pair[0]) && matches(1, pair[1])).count()
}

#[test]
fn an_editors_tasks_read_what_the_program_says() {
    let folder = started();
    folder.write("site/content/projects/甲.md", "---\n标题: 甲\n阶段: 无此\n---\n甲。\n");
    folder.write(
        "site/content/projects/乙.md",
        "---\n标题: 乙\n地区: 无此县\n---\n乙。\n",
    );
    let tasks: serde_json::Value = serde_json::from_str(&folder.read("site/.vscode/tasks.json")).unwrap();
    for speech in ["zh", "en"] {
        let built = run(&folder, &["build", "--today", "2030-02-01", "--lang", speech]);
        let count = |owner: &str| {
            let matchers = tasks["tasks"][0]["problemMatcher"].as_array().unwrap();
            let matcher = matchers.iter().find(|matcher| matcher["owner"] == owner).unwrap();
            found(matcher, &built.complained)
        };
        let said = [
            "wutong-error-location",
            "wutong-error-file",
            "wutong-warning-location",
            "wutong-warning-file",
        ]
        .map(count);
        assert_eq!(said, [2, 2, 0, 0], "{}", built.complained);
    }
}

#[test]
fn wutong_alone_says_what_to_do_next() {
    let folder = started();
    let outside = folder.run(&["--lang", "zh"]);
    assert_eq!(outside.status, 0);
    assert!(outside.said.contains("wutong new site"), "{}", outside.said);
    let inside = run(&folder, &[]);
    assert_eq!(inside.status, 0);
    assert!(
        inside.said.contains("wutong check") && !inside.said.contains("new site"),
        "{}",
        inside.said
    );
}

#[test]
fn shells_and_manuals_know_every_command() {
    let folder = Folder::new(&[]);
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = folder.run(&["completions", shell]);
        assert_eq!(script.status, 0);
        for command in ["build", "status", "new", "schema"] {
            assert!(script.said.contains(command), "{shell}: {command}");
        }
        assert!(script.said.contains("translate"), "{shell}");
    }
    assert_eq!(folder.run(&["completions", "tcsh"]).status, 64);
    let page = folder.run(&["man"]);
    assert!(
        page.said.contains(".TH wutong 1") && page.said.contains("wutong\\-new(1)"),
        "{}",
        page.said
    );
    let page = folder.run(&["man", "new"]);
    assert!(
        page.said.contains(".TH wutong-new 1") && page.said.contains("translate"),
        "{}",
        page.said
    );
    assert_eq!(folder.run(&["man", "nothing"]).status, 64);
}

#[test]
fn a_schema_is_printed_written_or_renewed() {
    let folder = started();
    let printed = run(&folder, &["schema", "project.list"]);
    assert!(printed.said.contains("\"title\": \"招商项目\""), "{}", printed.said);
    assert_eq!(run(&folder, &["schema", "nothing"]).status, 64);
    folder.write(
        "site/content/types/market.yaml",
        "folder: markets\nlabel: {zh-Hans: 集市}\nfields:\n  stalls: {kind: integer, label: {zh-Hans: 摊位}}\n",
    );
    let settings = folder.read("site/.vscode/settings.json");
    let renewed = run(&folder, &["schema"]);
    assert_eq!(renewed.status, 0, "{}", renewed.complained);
    assert!(folder.read("site/.vscode/schemas/market.schema.json").contains("摊位"));
    assert!(folder.read("site/.vscode/wutong.code-snippets").contains("摊位"));
    assert_eq!(folder.read("site/.vscode/settings.json"), settings);
    let out = folder.path().join("out");
    let written = run(&folder, &["schema", "town", "--output", out.to_str().unwrap()]);
    assert_eq!(written.status, 0, "{}", written.complained);
    assert_eq!(files(&out).into_keys().collect::<Vec<_>>(), ["town.schema.json"]);
}
