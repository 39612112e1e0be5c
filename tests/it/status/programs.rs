//! The same for programs.

use serde_json::Value;

use super::{changed, interface_words, json};

#[test]
fn json_tells_all_of_it() {
    let folder = changed();
    let found = json(&folder, &["--to", "en"]);
    let counts = |fresh: usize, stale: usize, unknown: usize, missing: usize| json!({"fresh": fresh, "stale": stale, "unknown": unknown, "derived": 0, "missing": missing});
    assert_eq!(
        found["languages"],
        json!([{
            "lang": "en",
            "derived_from": null,
            "pages": counts(0, 1, 1, 3),
            "strings": counts(interface_words(), 0, 0, 0),
            "strings_missing": [],
        }])
    );
    assert_eq!(
        found["types"],
        json!([
            {"type": "_index", "languages": {"en": counts(0, 0, 0, 1)}},
            {"type": "project", "languages": {"en": counts(0, 1, 0, 0)}},
            {"type": "region", "languages": {"en": counts(0, 0, 1, 2)}},
        ])
    );
    assert_eq!(found["translations"].as_array().unwrap().len(), 5);
    assert_eq!(
        found["translations"][1],
        json!({
            "type": "project",
            "name": "温泉",
            "lang": "en",
            "state": "stale",
            "file": "content/projects/温泉.en.md",
            "original": "content/projects/温泉.md",
            "key": null,
            "changed": [
                {"part": "title", "line": 2, "words": "青山温泉康养小镇项目"},
                {"part": "3", "line": 11, "words": "温泉在县城以南三十里的山脚，出水口水温五十八度，\n四季不变；沿着河边的小路走，半个小时可以到达古镇。"},
            ],
            "gone": 2,
        })
    );
    let held = |name: &str, reason: &str, date: Value| {
        let file = format!("content/regions/{name}.md");
        json!({"file": file, "key": null, "type": "region", "lang": "zh-Hans", "reason": reason, "date": date})
    };
    assert_eq!(
        found["held"],
        json!([
            held("白露县", "future", json!("2030-01-02")),
            held("示例县", "draft", Value::Null)
        ])
    );
    let keys: Vec<&String> = found.as_object().unwrap().keys().collect();
    let documented = [
        "today",
        "timezone",
        "original",
        "errors",
        "languages",
        "types",
        "translations",
        "held",
    ];
    assert_eq!(keys, documented);
    let korean = json(&folder, &["--to", "ko", "--type", "region"]);
    assert_eq!(
        korean["languages"][0]["strings"],
        Value::Null,
        "no pages of one type have words of the interface"
    );
}
