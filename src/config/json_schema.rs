//! `site.yaml` as JSON Schema (draft-07) for editors; the tests hold it to the keys that are read.

use serde_json::{Map, Value, json};

use crate::config::read::IDENTITY;

/// The key, what it says in Chinese and English, and the form of its value.
type Setting = (&'static str, &'static str, &'static str, fn() -> Value);

const SETTINGS: [Setting; 17] = [
    (
        "title",
        "网站名称，各语言各写一个",
        "The site’s name, one in each language",
        || words(Empty::Refused),
    ),
    (
        "url",
        "网站发布后的完整网址，以 https:// 开头；可以是别的网站下的一个目录",
        "The full address where the site will stand; it may be a folder of another site",
        || json!({"type": "string", "pattern": r"^https?://[A-Za-z0-9.:\[\]-]+(?:/[A-Za-z0-9._~/%-]*)?$"}),
    ),
    (
        "timezone",
        "时区，决定哪一天发布",
        "The time zone that says which day it is",
        || json!({"type": ["string", "null"], "examples": ["Asia/Shanghai"]}),
    ),
    (
        "theme",
        "主题；不写就用自带的",
        "The theme; the built-in one if nothing is written",
        || json!({"type": ["string", "null"], "default": "wutong"}),
    ),
    (
        "original",
        "原文的语言，事实都写在这种语言的文件里",
        "The language whose files hold the facts",
        || json!({"type": ["string", "null"]}),
    ),
    (
        "languages",
        "网站的语言，按导航里的顺序",
        "The site’s languages, in the order of the menu",
        languages,
    ),
    (
        "editions",
        "版本：standard 标准版，care 关怀版（大字、一栏）",
        "Editions: standard, and care (large type, one column)",
        || json!({"type": ["array", "null"], "items": {"enum": ["standard", "care"]}}),
    ),
    (
        "menu",
        "导航：栏目文件夹名（projects）或页面（pages/about），也可以分组",
        "The menu: folders of types (projects) or pages (pages/about), also in groups",
        || menu(2),
    ),
    (
        "identity",
        "主办单位、备案号等，写了才显示",
        "Organiser, licence numbers and the like, shown only where given",
        identity,
    ),
    (
        "rates",
        "汇率；没有汇率就不换算",
        "Exchange rates; without one nothing is converted",
        rates,
    ),
    (
        "addresses",
        "网址的样子：files 是 qingshan.html，folders 是 qingshan/",
        "Addresses as files (qingshan.html) or folders (qingshan/)",
        || json!({"enum": ["files", "folders", null]}),
    ),
    (
        "raw_html",
        "正文里的 HTML 是否原样输出；一般不要打开",
        "Whether HTML in the text is kept; better not",
        || json!({"enum": [true, false, "true", "false", "yes", "no", "是", "否", null]}),
    ),
    (
        "mixed_break",
        "中文和拉丁字母之间换行：blank 留一个空格，none 不留",
        "A line break between Chinese and Latin letters: blank, or none",
        || json!({"enum": ["blank", "none", null]}),
    ),
    ("per_page", "列表每页几条", "Entries on one page of a list", count),
    ("feed_limit", "订阅源里几条", "Entries of a feed", count),
    (
        "settings",
        "主题的设置，见主题说明",
        "Settings of the theme: see its description",
        || json!({"type": ["object", "null"]}),
    ),
    (
        "severity",
        "每种提示在本站有多重，见 docs/checking.md",
        "How much each message weighs on this site: see docs/checking.md",
        || {
            // YAML takes `off` for no.
            let levels = json!(["error", "warning", "note", "off", false, "错误", "警告", "提示", "关"]);
            json!({"type": ["object", "null"], "additionalProperties": {"enum": levels}})
        },
    ),
];

/// The schema; its explanations are in Chinese unless the original language is another.
pub fn json_schema(original: &crate::model::lang::Lang) -> Value {
    let mut properties = Map::new();
    for (key, zh, en, form) in SETTINGS {
        let mut schema = form();
        let told = if original.language() == "zh" { zh } else { en };
        schema["description"] = json!(told);
        properties.insert(key.to_owned(), schema);
    }
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "site.yaml",
        "type": "object",
        "required": ["title", "url"],
        "additionalProperties": false,
        "properties": properties,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Empty {
    Allowed,
    Refused,
}

/// A text for all languages, or one for each.
fn words(empty: Empty) -> Value {
    let mut schema = json!({
        "type": ["string", "number", "boolean", "object"],
        "propertyNames": {"pattern": "^[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*$"},
        "additionalProperties": {"type": ["string", "number", "boolean"]},
    });
    if empty == Empty::Allowed {
        schema["type"] = json!(["string", "number", "boolean", "object", "null"]);
    } else {
        schema["minProperties"] = json!(1);
    }
    schema
}

fn languages() -> Value {
    let names = json!({"type": ["array", "string", "null"], "items": {"type": "string"}});
    json!({
        "type": ["object", "array", "null"],
        "items": {"type": "string"},
        "additionalProperties": {
            "type": ["object", "null"],
            "additionalProperties": false,
            "properties": {
                "convert_from": {"type": ["string", "null"], "description": "由哪种语言转换而来（繁体由简体） · made from this language by conversion"},
                "usage": {"enum": ["hk", "tw", null], "description": "繁体用字：香港或台湾 · usage of Hong Kong or Taiwan"},
                "fallback": names,
            },
        },
    })
}

fn menu(depth: usize) -> Value {
    let mut group = json!({
        "label": words(Empty::Allowed),
        "page": {"type": "string"},
    });
    if depth > 0 {
        group["items"] = menu(depth - 1);
    }
    json!({
        "type": ["array", "null"],
        "items": {
            "type": ["string", "object"],
            "properties": group,
            "additionalProperties": false,
            "anyOf": [{"required": ["page"]}, {"required": ["label", "items"]}],
        },
    })
}

fn identity() -> Value {
    let rows = IDENTITY.iter().map(|key| ((*key).to_owned(), words(Empty::Allowed)));
    json!({"type": ["object", "null"], "additionalProperties": false, "properties": rows.collect::<Map<_, _>>()})
}

fn rates() -> Value {
    json!({
        "type": ["array", "null"],
        "items": {
            "type": "object",
            "additionalProperties": false,
            "required": ["from", "to", "rate", "date", "source"],
            "properties": {
                "from": {"type": "string"},
                "to": {"type": "string"},
                "rate": {"type": ["number", "string"]},
                "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$"},
                "source": {"type": ["string", "number"]},
            },
        },
    })
}

fn count() -> Value {
    json!({"type": ["integer", "null"], "minimum": 1, "maximum": 1000})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::read;
    use crate::config::read::KEYS;
    use crate::model::lang::Lang;
    use crate::model::path::SourcePath;
    use crate::yaml;
    use crate::yaml::testing::json_of;

    /// Settings, and whether they are right; said by the program and by the schema.
    const CASES: [(&str, bool); 26] = [
        ("", true),
        ("per_pages: 3", false),
        ("per_page: 3", true),
        ("per_page: 0", false),
        ("per_page: 许多", false),
        ("addresses: folders", true),
        ("addresses: folder", false),
        ("editions: [standard, care]", true),
        ("editions: [large]", false),
        ("editions: care", false),
        ("languages: {zh-Hans: {}, en: {fallback: [zh-Hans]}}", true),
        ("languages: {zh-Hans: {}, en: {falback: [zh-Hans]}}", false),
        (
            "languages: {zh-Hans: {}, zh-Hant: {convert_from: zh-Hans, usage: hk}}",
            true,
        ),
        (
            "languages: {zh-Hans: {}, zh-Hant: {convert_from: zh-Hans, usage: uk}}",
            false,
        ),
        ("menu: [projects, {label: 关于, items: [pages/about]}]", true),
        ("menu: [{label: 关于}]", false),
        ("menu: projects", false),
        ("identity: {organiser: 青山县}", true),
        ("identity: {organizer: 青山县}", false),
        (
            "rates: [{from: CNY, to: EUR, rate: 0.13, date: 2030-06-30, source: 甲}]",
            true,
        ),
        ("rates: [{from: CNY, to: EUR, rate: 0.13}]", false),
        ("raw_html: 是", true),
        ("mixed_break: none", true),
        ("mixed_break: comma", false),
        ("severity: {link-held: error, translation-stale: off}", true),
        ("severity: {link-held: loud}", false),
    ];

    #[test]
    fn the_schema_judges_as_the_program_does() {
        let schema = jsonschema::validator_for(&json_schema(&Lang::parse("zh-Hans").unwrap())).unwrap();
        let file = SourcePath::new("content/site.yaml").unwrap();
        for (more, right) in CASES {
            let text = format!("title: 示例\nurl: https://example.com/\n{more}\n");
            let node = yaml::read(&text).unwrap();
            let (_, faults) = read(&file, &text, &node);
            assert_eq!(faults.is_empty(), right, "the program on {more}");
            let value = json_of(&node);
            assert_eq!(schema.is_valid(&value), right, "the schema on {more}");
        }
        for missing in [
            json!({"title": "示例"}),
            json!({"url": "https://example.com/"}),
            json!({"title": {}, "url": "https://example.com/"}),
        ] {
            assert!(!schema.is_valid(&missing));
        }
    }

    #[test]
    fn every_setting_is_described() {
        let schema = json_schema(&Lang::parse("zh-Hans").unwrap());
        let described: Vec<&str> = schema["properties"]
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        assert_eq!(described, KEYS);
    }
}
