//! What an editor is told: the schemas of every type, and the settings of VS Code that lead to them.

use serde_json::{Map, Value, json};

use crate::config::{self, Config};
use crate::lang::figure::units::Units;
use crate::model::lang::Lang;
use crate::model::path::SourcePath;
use crate::model::types::{Type, Types};
use crate::schema::json_schema::{DRAFT, Holding, schema, share};
use crate::schema::value::{Reading, Role};
use crate::starter::Fresh;
use crate::starter::snippets::snippets;
use crate::yaml::report::Places;

/// The folder of the schemas, relative to the site's.
pub const SCHEMAS: &str = ".vscode/schemas";

/// What the schemas say alike.
const SHARED: &str = "_shared.schema.json";

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
    let mut files = files(schemas(frame));
    for file in &mut files {
        file.path = format!("{SCHEMAS}/{}", file.path);
    }
    files.push(fresh(SNIPPETS, &snippets(frame.types, &frame.config.original)));
    files
}

/// The schemas as files beside each other, with what they say alike in one of its own.
pub fn files(schemas: Vec<SchemaFile>) -> Vec<Fresh> {
    let mut lean: Vec<(String, Value)> = schemas
        .into_iter()
        .map(|file| (format!("{}.schema.json", file.name), beside(file)))
        .collect();
    let mut all: Vec<&mut Value> = lean.iter_mut().map(|(_, schema)| schema).collect();
    let shelf = share(&mut all, &format!("./{SHARED}#/definitions/"));
    lean.push((SHARED.to_owned(), json!({"$schema": DRAFT, "definitions": shelf})));
    lean.into_iter()
        .map(|(path, schema)| Fresh {
            path,
            text: format!("{schema}\n"),
        })
        .collect()
}

/// One schema that needs no other file.
pub fn alone(file: &SchemaFile) -> Value {
    let mut schema = file.schema.clone();
    let shelf = share(&mut [&mut schema], "#/definitions/");
    schema["definitions"] = Value::Object(shelf);
    schema
}

/// Of a list file only that each of its entries is one of the type: the type's own schema stands beside it.
fn beside(file: SchemaFile) -> Value {
    match file.name.split_once(".list") {
        None => file.schema,
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

/// Runs the check, and underlines what it finds: the words stand in one line, the place in the next, with or without
/// a line of the file.
fn tasks() -> Value {
    let task = |label: &str, command: &str, group: &str, matchers: Vec<Value>| {
        json!({
            "label": label,
            "detail": format!("wutong {command}"),
            "type": "process",
            "command": "wutong",
            "args": [command],
            "group": {"kind": group, "isDefault": true},
            "problemMatcher": matchers,
        })
    };
    json!({
        "version": "2.0.0",
        "tasks": [
            task("梧桐：检查", "check", "test", matchers(&SEVERITIES)),
            task("梧桐：生成网站", "build", "build", matchers(&SEVERITIES[..2])),
        ],
    })
}

/// What VS Code calls a severity, and how it begins in our messages.
const SEVERITIES: [(&str, &str); 3] = [
    ("error", "错误|error"),
    ("warning", "警告|warning"),
    ("info", "提示|note"),
];

fn matchers(severities: &[(&str, &str)]) -> Vec<Value> {
    let matcher = |severity: &str, words: &str, kind: &str, place: Value| {
        json!({
            "owner": format!("wutong-{severity}-{kind}"),
            "source": "wutong",
            "severity": severity,
            "fileLocation": ["relative", "${workspaceFolder}"],
            "pattern": [
                {
                    "kind": kind,
                    "regexp": format!("^(?:{words})\\[([a-z-]+)\\]\\s*[:：]\\s*(.*)$"),
                    "code": 1,
                    "message": 2,
                },
                place,
            ],
        })
    };
    let placed = json!({"regexp": format!("{ARROW}(.+?):(\\d+):(\\d+)\\s*$"), "file": 1, "line": 2, "column": 3});
    let whole = json!({"regexp": format!("{ARROW}([^:]+?)\\s*$"), "file": 1});
    severities
        .iter()
        .flat_map(|(severity, words)| {
            [
                matcher(severity, words, "location", placed.clone()),
                matcher(severity, words, "file", whole.clone()),
            ]
        })
        .collect()
}

/// What stands before the place of a message.
const ARROW: &str = "^\\s*(?:-->|╭▸|::>)\\s+";
