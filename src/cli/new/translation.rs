//! Writes a fresh translation beside its original.

use std::path::Path;

use crate::build::known::{Form, spoken};
use crate::build::parse::parse;
use crate::cli::console::{Console, Speech, complain_line, print_line};
use crate::cli::new::site_of;
use crate::cli::{CLEAN, MISTAKES, USAGE, build, failure_words, site_folder};
use crate::disk::create_text;
use crate::model::lang::Lang;
use crate::model::path::SourcePath;
use crate::starter::translation::{Original, Shape, path, text};

pub(super) fn run(console: &Console, folder: Option<&Path>, file: &Path, into: &str) -> Result<u8, String> {
    let folder = site_folder::find(console, folder)?;
    let (snapshot, known) = site_of(console, &folder)?;
    let langs = known.config.langs();
    let Some(into) = Lang::parse(into).ok().filter(|lang| langs.contains(lang)) else {
        complain_line(unknown_language(console, into, &langs));
        return Ok(USAGE);
    };
    if into == known.config.original {
        complain_line(console.say("这就是原文的语言", "this is the language of the originals"));
        return Ok(USAGE);
    }
    let Some((path_of_file, kept)) = relative(&folder, file).and_then(|path| {
        let kept = spoken(&path)?;
        snapshot.text(&path).is_some().then_some((path, kept))
    }) else {
        let told = console.say("不是本站里的文稿", "is no text of this site");
        complain_line(format!("{} {told}", file.display()));
        return Ok(USAGE);
    };
    if kept.lang.as_ref().is_some_and(|lang| *lang != known.config.original) {
        let told = console.say(
            "本身就是译文，请写原文的文件",
            "is a translation itself; name the original",
        );
        complain_line(format!("{path_of_file} {told}"));
        return Ok(USAGE);
    }
    let index = known.index_type();
    let kind = match kept.form {
        Form::Index => Some(&index),
        _ => known.types.of_folder(&kept.folder),
    };
    let Some(kind) = kind else {
        let told = console.say("不在任何类型的文件夹里", "lies in the folder of no type");
        complain_line(format!("{path_of_file} {told}"));
        return Ok(USAGE);
    };
    let source = snapshot.text(&path_of_file).expect("found above");
    let (document, diagnostics) = parse(&path_of_file, source);
    let Some(document) = document else {
        console.diagnostics(&diagnostics, &|path| build::text(&snapshot, path));
        return Ok(MISTAKES);
    };
    let original = Original {
        document: &document,
        kind,
        shape: if kept.form == Form::Rows {
            Shape::Rows
        } else {
            Shape::One
        },
        into: &into,
        speech: console.speech,
    };
    let fresh = path(&without_language(&path_of_file, &known.config.original), &into);
    create_text(&folder, &fresh, &text(&original)).map_err(|failure| failure_words::failure(console, &failure))?;
    print_line(format!("{}: {fresh}", console.say("新文件", "New file")));
    print_line(match console.speech {
        Speech::Chinese => format!("译好以后运行：wutong status --accept {fresh}"),
        Speech::English => format!("When it is translated: wutong status --accept {fresh}"),
    });
    Ok(CLEAN)
}

/// `温泉.zh-Hans.md` is the original `温泉.md` by its full name.
fn without_language(path: &SourcePath, original: &Lang) -> String {
    path.as_str().replace(&format!(".{original}."), ".")
}

fn unknown_language(console: &Console, written: &str, langs: &[Lang]) -> String {
    let known = langs.iter().map(Lang::as_str).collect::<Vec<_>>().join(" ");
    match console.speech {
        Speech::Chinese => {
            format!("网站没有语言 `{written}`。现有：{known}；要增加，写在 content/site.yaml 的 languages 里")
        }
        Speech::English => {
            format!(
                "the site has no language `{written}`. It has: {known}; add others to languages in content/site.yaml"
            )
        }
    }
}

/// The file as the site calls it: as named from here, or from the site's folder.
fn relative(folder: &Path, file: &Path) -> Option<SourcePath> {
    let absolute = std::path::absolute(file).ok()?;
    let inside = absolute.strip_prefix(folder).ok().filter(|_| absolute.exists());
    let path = inside.unwrap_or(file).to_string_lossy().replace('\\', "/");
    SourcePath::new(&path).ok()
}
