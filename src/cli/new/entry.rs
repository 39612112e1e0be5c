//! Writes a fresh entry: asks on a terminal, finds a free name and address, and says what is still to be filled.

use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::Path;

use crate::build::known::{Form as Kept, Known, all_spoken};
use crate::cli::arguments::NewOptions;
use crate::cli::console::{Console, Speech, complain_line, print_line};
use crate::cli::prompt::{Question, ask};
use crate::cli::{CLEAN, USAGE, failure_words};
use crate::config::AddressStyle;
use crate::disk::create_text;
use crate::lang::slug::{check_slug, slug};
use crate::model::path::{SourcePath, nfc};
use crate::model::snapshot::Snapshot;
use crate::model::types::{Address, Field, Kind, Type};
use crate::schema::value::{Reading, Role};
use crate::starter::entry::{Answers, Form, Neighbours, Reader, is_required, offered, text};
use crate::starter::name::file_stem;
use crate::yaml::report::Places;

/// The site that the entry is for.
pub(super) struct Site<'a> {
    pub(super) folder: &'a Path,
    pub(super) snapshot: &'a Snapshot,
    pub(super) known: &'a Known,
}

pub(super) fn run(
    console: &Console,
    site: &Site<'_>,
    kind: &Type,
    title: Option<&str>,
    options: &NewOptions,
) -> Result<u8, String> {
    let neighbours = neighbours(site);
    let file = SourcePath::of_program("new");
    let places = Places::new(&file, "", 0);
    let reading = Reading {
        units: &site.known.units,
        places: &places,
        role: Role::Original,
        chain: std::slice::from_ref(&site.known.config.original),
    };
    let reader = Reader {
        speech: console.speech,
        reading: &reading,
        neighbours: &neighbours,
        types: &site.known.types,
    };
    let mut answers = Answers::new();
    answers.extend(title.map(|title| ("title".to_owned(), title.trim().to_owned())));
    if !options.no_input && std::io::stdin().is_terminal() && std::io::stderr().is_terminal() {
        let given = ask(
            &questions(kind, &answers, &reader),
            &mut std::io::stdin().lock(),
            &mut std::io::stderr().lock(),
        );
        answers.extend(given.map_err(|error| error.to_string())?);
    }
    let Some(title) = answers.get("title").filter(|title| !title.is_empty()) else {
        complain_line(console.say(
            "请写上标题，如：wutong new project 青山温泉",
            "give a title, such as: wutong new project Qingshan",
        ));
        return Ok(USAGE);
    };
    let Some(stem) = file_stem(title) else {
        complain_line(console.say(
            "这个标题不能用作文件名，请换一个",
            "no file can have this title for its name; choose another",
        ));
        return Ok(USAGE);
    };
    if let Some(there) = same_name(site, kind, &stem) {
        let path = site.folder.join(there.as_str());
        return Err(failure_words::failure(console, &crate::disk::Failure::Exists { path }));
    }
    let address = free_slug(site, kind, &stem);
    if let Some(address) = &address.chosen {
        answers.insert("slug".to_owned(), address.clone());
    }
    let (form, ending) = if options.yaml {
        (Form::Yaml, "yaml")
    } else {
        (Form::Markdown, "md")
    };
    let path = format!("content/{}/{stem}.{ending}", kind.folder);
    create_text(site.folder, &path, &text(kind, &answers, form, &reader))
        .map_err(|failure| failure_words::failure(console, &failure))?;
    print_line(format!("{}: {path}", console.say("新文件", "New file")));
    print_line(format!(
        "{}: {}",
        console.say("网址", "Address"),
        published(site, kind, &address.slug)
    ));
    print_line(left_open(console, kind, &answers, &reader));
    Ok(CLEAN)
}

/// Title, then what is required and not answered yet.
fn questions(kind: &Type, answers: &Answers, reader: &Reader<'_>) -> Vec<Question> {
    let open = offered(kind)
        .into_iter()
        .filter(|field| is_required(field) && !answers.contains_key(&field.name));
    let asked = open.filter(|field| !matches!(field.kind, Kind::Group(_) | Kind::Series(_)));
    asked
        .map(|field| {
            let options = options(field, reader);
            let mut hints = reader.notes(field);
            if !options.is_empty() {
                hints.pop();
            }
            Question {
                field: field.name.clone(),
                label: reader.written(&field.label, &field.name).to_owned(),
                hints,
                options,
                no_such: reader
                    .say("没有这个编号，请再写一次", "there is no such number; once more, please")
                    .to_owned(),
            }
        })
        .collect()
}

/// What can be chosen by number: options, or entries that are there.
fn options(field: &Field, reader: &Reader<'_>) -> Vec<String> {
    match &field.kind {
        Kind::Choice { options } => options
            .iter()
            .map(|(key, label)| reader.written(label, key).to_owned())
            .collect(),
        Kind::Reference { to } => {
            let there = to.iter().filter_map(|name| reader.neighbours.get(name)).flatten();
            there.cloned().collect()
        }
        _ => Vec::new(),
    }
}

/// Names of the entries of each type, in the order of paths.
fn neighbours(site: &Site<'_>) -> Neighbours {
    let mut neighbours = Neighbours::new();
    for spoken in all_spoken(site.snapshot) {
        if let (Kept::Entry(name), Some(kind)) = (spoken.form, site.known.types.of_folder(&spoken.folder)) {
            let names = neighbours.entry(kind.name.clone()).or_default();
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    neighbours
}

/// A file of this type whose entry has the name already, whatever the form of either.
fn same_name(site: &Site<'_>, kind: &Type, stem: &str) -> Option<SourcePath> {
    let wanted = nfc(stem).to_lowercase();
    let mut same: Vec<_> = all_spoken(site.snapshot)
        .into_iter()
        .filter(|spoken| spoken.folder == kind.folder)
        .filter(|spoken| matches!(&spoken.form, Kept::Entry(name) if name.to_lowercase() == wanted))
        .collect();
    same.sort_by_key(|spoken| spoken.lang.is_some());
    same.into_iter().next().map(|spoken| spoken.path)
}

struct Free {
    slug: String,
    /// Where the file's name alone would lead to an address that is taken.
    chosen: Option<String>,
}

/// The address that the file's name gives, else the first free one behind it.
fn free_slug(site: &Site<'_>, kind: &Type, stem: &str) -> Free {
    let readings = &site.known.readings;
    let root = kind.address == Address::Root;
    let mut taken: BTreeSet<String> = all_spoken(site.snapshot)
        .iter()
        .filter(|spoken| spoken.folder == kind.folder)
        .filter_map(|spoken| match &spoken.form {
            Kept::Entry(name) => Some(slug(name, readings)),
            _ => None,
        })
        .collect();
    if root {
        taken.extend(reserved(site));
    }
    let own = slug(stem, readings);
    let free = |slug: &str| check_slug(slug).is_ok() && !taken.contains(slug);
    if free(&own) {
        return Free {
            slug: own,
            chosen: None,
        };
    }
    let numbered = (2..).map(|number| format!("{own}-{number}"));
    let chosen = numbered.into_iter().find(|slug| free(slug)).unwrap_or(own);
    Free {
        slug: chosen.clone(),
        chosen: Some(chosen),
    }
}

/// What stands at the site's root beside free pages.
fn reserved(site: &Site<'_>) -> Vec<String> {
    let fixed = ["care", "assets", "data", "feed", "media", "robots", "sitemap"];
    let langs = site
        .known
        .config
        .langs()
        .into_iter()
        .map(|lang| lang.to_string().to_lowercase());
    let folders = site.known.types.types.values().map(|kind| kind.folder.clone());
    fixed
        .into_iter()
        .map(str::to_owned)
        .chain(langs)
        .chain(folders)
        .collect()
}

fn published(site: &Site<'_>, kind: &Type, slug: &str) -> String {
    let folder = match kind.address {
        Address::Folder => format!("{}/", kind.folder),
        Address::Root => String::new(),
    };
    match site.known.config.addresses {
        AddressStyle::Files => format!("{folder}{slug}.html"),
        AddressStyle::Folders => format!("{folder}{slug}/"),
    }
}

/// What must still be filled before the site builds again.
fn left_open(console: &Console, kind: &Type, answers: &Answers, reader: &Reader<'_>) -> String {
    let open: Vec<&str> = offered(kind)
        .into_iter()
        .filter(|field| is_required(field) && !answers.contains_key(&field.name))
        .map(|field| reader.written(&field.label, &field.name))
        .collect();
    match (console.speech, open.is_empty()) {
        (Speech::Chinese, true) => "必填的都填了；其余字段在文件里，想填就填。".to_owned(),
        (Speech::Chinese, false) => format!("还要填：{}（打开文件填好，再运行 wutong check）", open.join("、")),
        (Speech::English, true) => "All that is required is there; the file lists what else can be said.".to_owned(),
        (Speech::English, false) => format!("Still to be filled: {} (then run wutong check)", open.join(", ")),
    }
}
