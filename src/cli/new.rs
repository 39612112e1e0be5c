//! `wutong new`: a site, an entry of any type, or a translation. Nothing that is there is ever written over.

mod entry;
mod translation;

use std::path::Path;

use crate::build::known::{Known, as_meant, known, known_of_settings};
use crate::cli::arguments::NewOptions;
use crate::cli::console::{Console, Speech, complain_line, print, print_line};
use crate::cli::{CLEAN, USAGE, failure_words, schema, site_folder};
use crate::diag::suggest::nearest;
use crate::disk::{create_text, empty_folder, read_site};
use crate::model::path::OutputPath;
use crate::model::snapshot::Snapshot;
use crate::model::types::Type;
use crate::starter::entry::{is_required, offered};
use crate::starter::{Fresh, editor, site};

pub(super) fn run(console: &Console, folder: Option<&Path>, options: &NewOptions) -> Result<u8, String> {
    match (&options.translate, &options.what, &options.name) {
        (Some(into), Some(file), None) => translation::run(console, folder, Path::new(file), into),
        (Some(_), ..) => Ok(usage(
            console,
            "请这样写：wutong new --translate en content/projects/名称.md",
            "write: wutong new --translate en content/projects/NAME.md",
        )),
        (None, Some(what), Some(place)) if what == "site" => new_site(console, Path::new(place)),
        (None, Some(what), None) if what == "site" => Ok(usage(
            console,
            "请给新网站起个文件夹名，如：wutong new site 我的网站",
            "name a folder for the site, such as: wutong new site my-site",
        )),
        (None, Some(what), title) => new_entry(console, folder, what, title.as_deref(), options),
        (None, None, _) => list_types(console, folder),
    }
}

fn usage(console: &Console, chinese: &str, english: &str) -> u8 {
    complain_line(console.say(chinese, english));
    USAGE
}

fn new_site(console: &Console, place: &Path) -> Result<u8, String> {
    if !can_be_named_so(place) {
        return Ok(usage(
            console,
            "文件夹不能叫这个名称（Windows 不允许），请换一个，如：wutong new site 我的网站",
            "no folder can be called that on Windows; choose another, such as: wutong new site my-site",
        ));
    }
    let told = |failure| failure_words::failure(console, &failure);
    empty_folder(place).map_err(told)?;
    let known = known_of_settings(site::SETTINGS).expect("the starter's settings are settings");
    let index = known.index_type();
    let frame = schema::frame(&known, &index);
    let files = [site::files(), editor::generated(&frame), editor::settings(&frame)].concat();
    for Fresh { path, text } in &files {
        create_text(place, path, text).map_err(told)?;
    }
    let shown = place.display();
    print(&match console.speech {
        Speech::Chinese => format!(
            "新网站在 {shown}（{} 个文件）。接下来：\n\n  cd {shown}\n  wutong build      # 然后打开 public/index.html\n\n怎么改成自己的，见 README.md。\n",
            files.len()
        ),
        Speech::English => format!(
            "The new site is in {shown} ({} files). Next:\n\n  cd {shown}\n  wutong build      # then open public/index.html\n\nREADME.md tells how to make it yours.\n",
            files.len()
        ),
    });
    Ok(CLEAN)
}

/// Whether a folder of this name can be copied to every system; `.` and the like name one that is there.
fn can_be_named_so(place: &Path) -> bool {
    let name = place.file_name().map(|name| name.to_string_lossy());
    place.exists() || name.is_none_or(|name| OutputPath::new(&name).is_ok())
}

/// What a site holds and knows; none without settings that can be read.
fn site_of(console: &Console, folder: &Path) -> Result<(Snapshot, Known), String> {
    let snapshot =
        read_site(folder, None, &["content", "themes"]).map_err(|failure| failure_words::failure(console, &failure))?;
    let missing = console.say(
        "找不到能读的 content/site.yaml",
        "there is no content/site.yaml that can be read",
    );
    let snapshot = as_meant(snapshot);
    let known = known(&snapshot).ok_or_else(|| missing.to_owned())?;
    Ok((snapshot, known))
}

fn new_entry(
    console: &Console,
    folder: Option<&Path>,
    what: &str,
    title: Option<&str>,
    options: &NewOptions,
) -> Result<u8, String> {
    let folder = site_folder::find(console, folder)?;
    let (snapshot, known) = site_of(console, &folder)?;
    let Some(kind) = known.type_written(what) else {
        complain_line(no_such_type(console, what, &known));
        return Ok(USAGE);
    };
    let site = entry::Site {
        folder: &folder,
        snapshot: &snapshot,
        known: &known,
    };
    entry::run(console, &site, kind, title, options)
}

fn no_such_type(console: &Console, what: &str, known: &Known) -> String {
    let types = || known.types.types.values();
    let words = types().zip(0..).flat_map(|(kind, number)| {
        [kind.name.as_str(), kind.folder.as_str()]
            .into_iter()
            .chain(kind.one.all())
            .map(move |word| (word, number))
    });
    let near = nearest(what, words).map(|near| near.word);
    let told = match (console.speech, near) {
        (Speech::Chinese, Some(near)) => format!("没有 `{what}` 这个类型。是不是 `{near}`？\n\n"),
        (Speech::Chinese, None) => format!("没有 `{what}` 这个类型。\n\n"),
        (Speech::English, Some(near)) => format!("there is no type `{what}`. Did you mean `{near}`?\n\n"),
        (Speech::English, None) => format!("there is no type `{what}`.\n\n"),
    };
    format!("{told}{}", types_listed(console, known))
}

fn list_types(console: &Console, folder: Option<&Path>) -> Result<u8, String> {
    let Ok(folder) = site_folder::find(console, folder) else {
        return Ok(usage(
            console,
            "这里还没有网站。先建一个：wutong new site 我的网站",
            "there is no site here yet. Start one: wutong new site my-site",
        ));
    };
    let (_, known) = site_of(console, &folder)?;
    print_line(console.say(
        "新建一个条目：wutong new 类型 标题；类型可以是：\n",
        "Start an entry: wutong new TYPE TITLE, where TYPE is one of:\n",
    ));
    print(&types_listed(console, &known));
    print_line(console.say(
        "\n译文：wutong new --translate en 原文的文件",
        "\nA translation: wutong new --translate en FILE",
    ));
    Ok(USAGE)
}

/// Each type with its label in the original language and what it cannot do without.
fn types_listed(console: &Console, known: &Known) -> String {
    let chain = std::slice::from_ref(&known.config.original);
    let wide = known.types.types.keys().map(String::len).max().unwrap_or_default();
    let row = |kind: &Type| {
        let label = kind.one.first(chain).map_or("", |(text, _)| text);
        let needed: Vec<&str> = offered(kind)
            .into_iter()
            .filter(|field| is_required(field))
            .map(|field| field.label.first(chain).map_or(field.name.as_str(), |(text, _)| text))
            .collect();
        let needed = needed.join(console.say("、", ", "));
        let told = console.say("必填", "required");
        format!("  {:wide$}  {label} · {told} {needed}\n", kind.name)
    };
    known.types.types.values().map(row).collect()
}
