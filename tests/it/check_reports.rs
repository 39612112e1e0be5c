//! The reports that programs read: JSON, SARIF against its published schema, and GitHub's workflow commands.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::folder::Folder;

/// A mistake with a correction below a line of Chinese, two that belong together, and a file as a whole.
fn broken() -> Folder {
    let folder = Folder::small(&[
        (
            "content/projects/甲 乙%.md",
            "---\n标题：甲\n地区: 青山县\n阶段: 招商中\n---\n[a](nowhere.md)\n",
        ),
        (
            "content/projects/c.md",
            "---\n标题: 丙\n地区: 青山县\n阶段: 招商中\nslug: x\n---\n",
        ),
        (
            "content/projects/d.md",
            "---\n标题: 丁\n地区: 青山县\n阶段: 招商中\nslug: x\n---\n",
        ),
        ("content/types/odd.txt", "?"),
    ]);
    let (text, _, _) =
        encoding_rs::GBK.encode("---\n标题: 青山县\n---\n全县有温泉二十处，山林茂密，空气清新，适合老人居住。\n");
    folder.write_bytes("content/regions/青山县.md", &text);
    folder
}

fn said(folder: &Folder, arguments: &[&str]) -> String {
    let run = folder.run(&[&["check"], arguments].concat());
    assert_eq!((run.status, run.complained.as_str()), (1, ""), "{}", run.said);
    run.said
}

fn read(said: &str) -> Value {
    serde_json::from_str(said).unwrap_or_else(|error| panic!("{error}\n{said}"))
}

fn found<'v>(report: &'v Value, code: &str) -> &'v Value {
    let all = report["diagnostics"].as_array().unwrap();
    all.iter()
        .find(|one| one["code"] == code)
        .unwrap_or_else(|| panic!("no {code} in {report:#}"))
}

#[test]
fn json_tells_the_place_the_words_and_the_correction() {
    let report = read(&said(&broken(), &["--json", "--lang", "zh"]));
    let colon = found(&report, "yaml-full-width-read");
    assert_eq!(colon["file"], "content/projects/甲 乙%.md");
    assert_eq!(colon["region"]["line"], 2);
    assert!(colon["message"].as_str().unwrap().contains("冒号"), "{colon}");
    let fix = json!({
        "region": {"line": 2, "column": 3, "end_line": 2, "end_column": 4},
        "replacement": ": ",
        "corrected": "标题: 甲",
    });
    assert_eq!(colon["fix"], fix);
    let taken = found(&report, "route-taken");
    assert_eq!(taken["severity"], "error");
    assert_eq!(taken["related"].as_array().unwrap().len(), 1, "{taken}");
    let encoding = found(&report, "file-encoding");
    assert_eq!(
        (&encoding["region"], &encoding["severity"]),
        (&Value::Null, &json!("note"))
    );
    assert_eq!(encoding["fix"]["corrected"], Value::Null);
    let count = |severity: &str| {
        let all = report["diagnostics"].as_array().unwrap();
        all.iter().filter(|one| one["severity"] == severity).count()
    };
    assert_eq!(report["errors"], count("error"));
    assert_eq!(report["warnings"], count("warning"));
    assert_eq!(report["notes"], count("note"));
    assert_eq!(
        report["files"]["content/types/odd.txt"],
        json!({"errors": 0, "warnings": 1, "notes": 0})
    );
}

#[test]
fn a_clean_site_gives_whole_reports() {
    let clean = Folder::small(&[]);
    let run = clean.run(&["check", "--json"]);
    let empty = json!({"diagnostics": [], "files": {}, "errors": 0, "warnings": 0, "notes": 0});
    assert_eq!((run.status, read(&run.said)), (0, empty));
    let run = clean.run(&["check", "--github"]);
    assert_eq!((run.status, run.said.as_str()), (0, ""));
    let report = read(&clean.run(&["check", "--sarif"]).said);
    assert_eq!(report["runs"][0]["results"], json!([]));
    valid(&report);
}

/// Against the schema that OASIS publishes.
#[track_caller]
fn valid(report: &Value) {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/sarif-2.1.0.json");
    let mut schema = read(&fs::read_to_string(schema).unwrap());
    // The published pattern of `language` has a bracket too many, which only lax readers of patterns take.
    for holder in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][holder]["properties"]["language"];
        assert!(language.as_object_mut().unwrap().remove("pattern").is_some());
    }
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> = validator
        .iter_errors(report)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
    let mut spoilt = report.clone();
    spoilt["version"] = json!("2.0.0");
    assert!(!validator.is_valid(&spoilt));
}

#[test]
fn sarif_follows_the_published_schema() {
    for lang in ["zh", "en"] {
        let report = read(&said(&broken(), &["--sarif", "--lang", lang]));
        valid(&report);
        let run = &report["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let results = run["results"].as_array().unwrap();
        assert!(results.len() >= 5, "{report:#}");
        for result in results {
            let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[rule]["id"], result["ruleId"]);
        }
        let colon = results
            .iter()
            .find(|one| one["ruleId"] == "yaml-full-width-read")
            .unwrap();
        let place = &colon["locations"][0]["physicalLocation"];
        assert_eq!(
            place["artifactLocation"]["uri"],
            "content/projects/%E7%94%B2%20%E4%B9%99%25.md"
        );
        assert_eq!(place["region"]["startLine"], 2);
        let replaced = &colon["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(replaced["insertedContent"]["text"], ": ");
        assert_eq!(
            (
                &replaced["deletedRegion"]["startColumn"],
                &replaced["deletedRegion"]["endColumn"]
            ),
            (&json!(3), &json!(4))
        );
        let taken = results.iter().find(|one| one["ruleId"] == "route-taken").unwrap();
        assert_eq!(taken["relatedLocations"].as_array().unwrap().len(), 1);
    }
}

#[test]
fn github_gets_one_line_for_each_mistake() {
    let folder = broken();
    let report = said(&folder, &["--github"]);
    let lines: Vec<&str> = report.lines().collect();
    let every = read(&said(&folder, &["--json"]))["diagnostics"]
        .as_array()
        .unwrap()
        .len();
    assert_eq!(lines.len(), every, "{report}");
    for line in &lines {
        let head = ["::error file=", "::warning file=", "::notice file="];
        assert!(head.iter().any(|head| line.starts_with(head)), "{line}");
    }
    let colon = lines
        .iter()
        .find(|line| line.contains("title=yaml-full-width-read::"))
        .unwrap();
    assert!(
        colon.contains("file=content/projects/甲 乙%25.md,line=2,endLine=2,col="),
        "{colon}"
    );
    assert!(colon.contains("%0A"), "{colon}");
}

/// A runner starts in the repository's folder; the site may lie below it.
#[test]
fn githubs_paths_begin_where_the_program_is_started() {
    let folder = Folder::new(&[
        ("site/content/site.yaml", crate::folder::SETTINGS),
        ("site/content/regions/a.md", "---\n标题: 甲\n---\n[a](nowhere.md)\n"),
    ]);
    let report = said(&folder, &["--github", "--site", "site"]);
    assert!(
        report.starts_with("::error file=site/content/regions/a.md,line=4,"),
        "{report}"
    );
}
