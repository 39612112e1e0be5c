//! `wutong schema`: the JSON Schemas of a site's types, printed or written for editors.

use std::path::Path;

use crate::build::known::{Known, as_meant, known, known_of_settings};
use crate::cli::arguments::SchemaOptions;
use crate::cli::console::{Console, complain_line, print, print_line};
use crate::cli::{CLEAN, USAGE, failure_words, site_folder};
use crate::disk::{Failure, create_text, read_site, write_text};
use crate::model::types::Type;
use crate::starter::editor::{self, Frame, SchemaFile};
use crate::starter::{Fresh, site};

pub(super) fn run(console: &Console, site: Option<&Path>, options: &SchemaOptions) -> Result<u8, String> {
    let folder = site_folder::find(console, site);
    let known = match &folder {
        Ok(folder) => read(console, folder)?,
        Err(_) => known_of_settings(site::SETTINGS),
    };
    let Some(known) = known else {
        return folder.map(|_| USAGE);
    };
    let index = known.index_type();
    let frame = frame(&known, &index);
    match (&options.name, &options.output) {
        (Some(name), output) => one(console, name, output.as_deref(), &frame),
        (None, Some(output)) => {
            let files = editor::files(editor::schemas(&frame));
            for Fresh { path, text } in &files {
                write(console, output, path, text)?;
            }
            print_line(written(console, files.len(), output));
            Ok(CLEAN)
        }
        (None, None) => renew(console, &folder?, &frame),
    }
}

/// The frame of the site in this folder.
fn read(console: &Console, folder: &Path) -> Result<Option<Known>, String> {
    let snapshot =
        read_site(folder, None, &["content", "themes"]).map_err(|failure| failure_words::failure(console, &failure))?;
    Ok(known(&as_meant(snapshot)))
}

pub(super) fn frame<'a>(known: &'a Known, index: &'a Type) -> Frame<'a> {
    Frame {
        config: &known.config,
        types: &known.types,
        index,
        units: &known.units,
    }
}

fn one(console: &Console, name: &str, output: Option<&Path>, frame: &Frame<'_>) -> Result<u8, String> {
    let schemas = editor::schemas(frame);
    let Some(file) = schemas.iter().find(|file| file.name == name) else {
        let names: Vec<&str> = schemas.iter().map(|file| file.name.as_str()).collect();
        complain_line(format!(
            "{name}: {} {}",
            console.say("没有这个类型。有：", "there is no such type. There are:"),
            names.join(" ")
        ));
        return Ok(USAGE);
    };
    match output {
        None => print(&text(file)),
        Some(output) => {
            write(console, output, &file_name(file), &text(file))?;
            print_line(written(console, 1, output));
        }
    }
    Ok(CLEAN)
}

/// Renews what is generated; settings that are there stay as they are.
fn renew(console: &Console, folder: &Path, frame: &Frame<'_>) -> Result<u8, String> {
    let generated = editor::generated(frame);
    for Fresh { path, text } in &generated {
        write(console, folder, path, text)?;
    }
    let mut kept = Vec::new();
    for Fresh { path, text } in editor::settings(frame) {
        match create_text(folder, &path, &text) {
            Ok(_) => {}
            Err(Failure::Exists { .. }) => kept.push(path),
            Err(failure) => return Err(failure_words::failure(console, &failure)),
        }
    }
    print_line(written(console, generated.len(), &folder.join(".vscode")));
    if !kept.is_empty() {
        print_line(format!(
            "{}: {}",
            console.say("原来就有，没有改动", "there already, left as they are"),
            kept.join(" ")
        ));
    }
    Ok(CLEAN)
}

fn write(console: &Console, folder: &Path, path: &str, text: &str) -> Result<(), String> {
    write_text(folder, path, text)
        .map(|_| ())
        .map_err(|failure| failure_words::failure(console, &failure))
}

fn written(console: &Console, count: usize, folder: &Path) -> String {
    match console.speech {
        crate::cli::console::Speech::Chinese => format!("写入 {count} 个文件：{}", folder.display()),
        crate::cli::console::Speech::English => format!("{count} files written: {}", folder.display()),
    }
}

fn file_name(file: &SchemaFile) -> String {
    format!("{}.schema.json", file.name)
}

fn text(file: &SchemaFile) -> String {
    format!("{:#}\n", editor::alone(file))
}
