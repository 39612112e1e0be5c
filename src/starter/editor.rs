//! What an editor is told: the schemas of every type, and the settings of VS Code that lead to them.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::config::{self, Config};
use crate::lang::figure::units::Units;
use crate::model::lang::Lang;
use crate::model::path::SourcePath;
use crate::model::types::{Field, Kind, Type, Types};
use crate::schema::json_schema::{DRAFT, Holding, schema};
use crate::schema::value::{Reading, Role};
use crate::starter::Fresh;
use crate::yaml::report::Places;

/// The folder of the schemas, relative to the site's.
pub const SCHEMAS: &str = ".vscode/schemas";

/// The file of completions inside Markdown.
pub const SNIPPETS: &str = ".vscode/wutong.code-snippets";

/// The frame of a site.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    pub config: &'a Config,
    pub types: &'a Types,
    /// The type of `_index.md` files.
    pub index: &'a Type,
    pub units: &'a Units,
}

/// A schema, and the files that it is for.
#[derive(Clone, Debug)]
pub struct SchemaFile {
    /// `project`, `project.translation`, `project.list`, `project.list.translation`, `site`, `_index`.
    pub name: String,
    /// Patterns of paths, those that are left out with `!`; none where no editor can use it yet (front matter).
    pub globs: Vec<String>,
    pub schema: Value,
}

/// Every schema of the site, in the order of type names.
pub fn schemas(frame: &Frame<'_>) -> Vec<SchemaFile> {
    let mut files = vec![SchemaFile {
        name: "site".to_owned(),
        globs: vec!["content/site.yaml".to_owned()],
        schema: config::json_schema(&frame.config.original),
    }];
    for kind in frame.types.types.values() {
        for holding in [Holding::One, Holding::Many] {
            for role in [Role::Original, Role::Translation] {
                files.push(of_type(kind, holding, role, frame));
            }
        }
    }
    for role in [Role::Original, Role::Translation] {
        let mut index = of_type(frame.index, Holding::One, role, frame);
        index.globs.clear();
        files.push(index);
    }
    files
}

fn of_type(kind: &Type, holding: Holding, role: Role, frame: &Frame<'_>) -> SchemaFile {
    let file = SourcePath::of_program("schema");
    let places = Places::new(&file, "", 0);
    let reading = Reading {
        units: frame.units,
        places: &places,
        role,
        chain: std::slice::from_ref(&frame.config.original),
    };
    let mut name = kind.name.clone();
    if holding == Holding::Many {
        name.push_str(".list");
    }
    if role == Role::Translation {
        name.push_str(".translation");
    }
    SchemaFile {
        name,
        globs: globs(&kind.folder, holding, role, frame.config),
        schema: schema(kind, holding, &reading),
    }
}

fn globs(folder: &str, holding: Holding, role: Role, config: &Config) -> Vec<String> {
    let others: Vec<Lang> = config
        .langs()
        .into_iter()
        .filter(|lang| *lang != config.original)
        .collect();
    let path = |ending: &str| format!("content/{folder}/**/*{ending}.yaml");
    let not = |ending: &str| format!("!{}", path(ending));
    match (holding, role) {
        (Holding::One, Role::Original) => {
            let left_out = others.iter().map(|lang| not(&format!(".{lang}")));
            [path(""), not(".list")].into_iter().chain(left_out).collect()
        }
        (Holding::One, Role::Translation) => others
            .iter()
            .flat_map(|lang| [path(&format!(".{lang}")), not(&format!(".list.{lang}"))])
            .collect(),
        (Holding::Many, Role::Original) => vec![path(".list")],
        (Holding::Many, Role::Translation) => others.iter().map(|lang| path(&format!(".list.{lang}"))).collect(),
    }
}

/// The schemas as files, and the completions inside Markdown: what `wutong schema` renews.
pub fn generated(frame: &Frame<'_>) -> Vec<Fresh> {
    let mut files: Vec<Fresh> = schemas(frame)
        .into_iter()
        .map(|file| Fresh {
            path: format!("{SCHEMAS}/{}.schema.json", file.name),
            text: format!("{}\n", beside(&file)),
        })
        .collect();
    files.push(fresh(SNIPPETS, &snippets(frame)));
    files
}

/// Of a list file only that each of its entries is one of the type: the type's own schema stands beside it.
fn beside(file: &SchemaFile) -> Value {
    match file.name.split_once(".list") {
        None => file.schema.clone(),
        Some((kind, role)) => json!({
            "$schema": DRAFT,
            "title": file.schema["title"],
            "type": file.schema["type"],
            "additionalProperties": {"$ref": format!("./{kind}{role}.schema.json")},
        }),
    }
}

/// Settings, recommended extensions and tasks: written once, then the site's own.
pub fn settings(frame: &Frame<'_>) -> Vec<Fresh> {
    let schemas: Map<String, Value> = schemas(frame)
        .into_iter()
        .filter(|file| !file.globs.is_empty())
        .map(|file| (format!("./{SCHEMAS}/{}.schema.json", file.name), json!(file.globs)))
        .collect();
    let settings = json!({
        "yaml.schemas": schemas,
        "yaml.schemaStore.enable": false,
        "redhat.telemetry.enabled": false,
        "files.encoding": "utf8",
        "files.autoGuessEncoding": true,
        "files.exclude": {"public": true, ".wutong": true},
        "[markdown]": {
            "editor.wordWrap": "on",
            "editor.quickSuggestions": {"other": "on", "comments": "off", "strings": "on"},
            "editor.unicodeHighlight.ambiguousCharacters": false,
        },
    });
    vec![
        fresh(".vscode/settings.json", &settings),
        fresh(
            ".vscode/extensions.json",
            &json!({"recommendations": ["redhat.vscode-yaml"]}),
        ),
        fresh(".vscode/tasks.json", &tasks()),
    ]
}

fn fresh(path: &str, value: &Value) -> Fresh {
    Fresh {
        path: path.to_owned(),
        text: format!("{value:#}\n"),
    }
}

/// Runs the check, and underlines what it finds: the words stand in one line, the place in the next.
fn tasks() -> Value {
    let matcher = |severity: &str, words: &str| {
        json!({
            "owner": format!("wutong-{severity}"),
            "source": "wutong",
            "severity": severity,
            "fileLocation": ["relative", "${workspaceFolder}"],
            "pattern": [
                {"regexp": format!("^(?:{words})\\[([a-z-]+)\\]\\s*[:：]\\s*(.*)$"), "code": 1, "message": 2},
                {"regexp": "^\\s*(?:-->|╭▸|::>)\\s+(.+?):(\\d+):(\\d+)\\s*$", "file": 1, "line": 2, "column": 3},
            ],
        })
    };
    json!({
        "version": "2.0.0",
        "tasks": [
            {
                "label": "梧桐：检查",
                "detail": "wutong check",
                "type": "process",
                "command": "wutong",
                "args": ["check"],
                "group": {"kind": "test", "isDefault": true},
                "problemMatcher": [
                    matcher("error", "错误|error"),
                    matcher("warning", "警告|warning"),
                    matcher("info", "提示|note"),
                ],
            },
            {
                "label": "梧桐：生成网站",
                "detail": "wutong build",
                "type": "process",
                "command": "wutong",
                "args": ["build"],
                "group": {"kind": "build", "isDefault": true},
                "problemMatcher": [matcher("error", "错误|error"), matcher("warning", "警告|warning")],
            },
        ],
    })
}

/// One line of front matter for each field, offered inside Markdown, where no YAML extension reaches.
fn snippets(frame: &Frame<'_>) -> Value {
    let original = &frame.config.original;
    let mut lines: BTreeMap<(String, String), (Vec<String>, String, Vec<String>)> = BTreeMap::new();
    for kind in frame.types.types.values() {
        let shown = kind
            .fields
            .iter()
            .filter(|field| !field.hidden && field.deprecated.is_none());
        for field in shown {
            let label = word(&field.label, original).unwrap_or(&field.name);
            let body = body(label, field, original);
            let of = word(&kind.one, original).unwrap_or(&kind.name);
            let help = word(&field.help, original).unwrap_or_default();
            let (prefixes, told, types) = lines
                .entry((label.to_owned(), body))
                .or_insert_with(|| (vec![label.to_owned(), field.name.clone()], help.to_owned(), Vec::new()));
            if told.is_empty() {
                help.clone_into(told);
            }
            if !prefixes.contains(&field.name) {
                prefixes.push(field.name.clone());
            }
            if !field.envelope {
                types.push(of.to_owned());
            }
        }
    }
    let mut shown = Map::new();
    for ((label, body), (prefixes, help, types)) in lines {
        let of = types.join("、");
        let name = if of.is_empty() {
            label
        } else {
            format!("{label}（{of}）")
        };
        shown.insert(
            name,
            json!({"scope": "markdown", "prefix": prefixes, "body": body, "description": help}),
        );
    }
    Value::Object(shown)
}

fn body(label: &str, field: &Field, original: &Lang) -> String {
    let options = match &field.kind {
        Kind::Choice { options } => Some((options, "", "")),
        Kind::List(item) => match item.as_ref() {
            Kind::Choice { options } => Some((options, "[", "]")),
            _ => None,
        },
        _ => None,
    };
    let escaped = |text: &str| text.replace('\\', "\\\\").replace(',', "\\,").replace('|', "\\|");
    match options {
        Some((options, open, close)) => {
            let words: Vec<String> = options
                .iter()
                .map(|(key, label)| escaped(word(label, original).unwrap_or(key)))
                .collect();
            format!("{label}: {open}${{1|{}|}}{close}", words.join(","))
        }
        None if field.kind == Kind::Boolean => format!("{label}: ${{1|true,false|}}"),
        None => format!("{label}: $0"),
    }
}

fn word<'w>(words: &'w crate::model::words::Words, lang: &Lang) -> Option<&'w str> {
    words.by_lang.get(lang).or(words.any.as_ref()).map(String::as_str)
}
