//! What the bar of one page shows: its source, its languages, its mistakes, and where it went.

use serde::Serialize;

use crate::build::held;
use crate::build::live::{About, FileBytes, PageFile, about, is_of_the_whole};
use crate::config::Edition;
use crate::diag::catalogue::Speech;
use crate::diag::{Diagnostic, Severity};
use crate::model::path::SourcePath;
use crate::serve::Shared;
use crate::serve::excerpt::{Told, told};
use crate::serve::routes::{Meaning, inner, meaning};

#[derive(Serialize)]
pub(crate) struct Notes {
    source: Option<String>,
    held: Option<String>,
    mistakes: Vec<Told>,
    /// Mistakes of other pages.
    elsewhere: usize,
    /// The page was never without mistakes.
    never: bool,
    languages: Vec<Language>,
    editions: Vec<EditionLink>,
    gone: Option<Gone>,
}

#[derive(Serialize)]
struct Language {
    lang: String,
    name: String,
    state: &'static str,
    href: String,
    current: bool,
}

#[derive(Serialize)]
struct EditionLink {
    edition: &'static str,
    href: String,
    current: bool,
}

#[derive(Serialize)]
struct Gone {
    source: Option<String>,
    now: Option<String>,
    upper: Option<String>,
    home: String,
}

/// Mistakes are told in Chinese on Chinese pages and in English on others.
pub(crate) fn speech_of(lang: &str) -> Speech {
    if lang.starts_with("zh") {
        Speech::Chinese
    } else {
        Speech::English
    }
}

/// Of the page that stands under an address.
pub(crate) fn notes(shared: &Shared, address: &str, speech: Speech) -> Notes {
    let found = meaning(&shared.live, &shared.doors, address);
    let (page, never) = match &found {
        Meaning::File(_, file) => (file.page.clone(), file.bytes == FileBytes::Never),
        _ => (None, false),
    };
    let mistakes = shared.live.mistakes();
    let went = matches!(found, Meaning::Nothing)
        .then(|| gone(shared, address))
        .flatten();
    shared.live.with(|prepared, _, snapshot| {
        let known = match (&page, prepared) {
            (Some(PageFile::Page(key)), Some(prepared)) => Some((about(prepared, key), key.edition)),
            _ => None,
        };
        let is_here = |mistake: &Diagnostic| match &known {
            Some((about, _)) => about.sources.contains(&mistake.file) || is_of_the_whole(&mistake.file),
            None => is_of_the_whole(&mistake.file) || is_unplaced(prepared, &mistake.file),
        };
        let (here, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
            mistakes.iter().partition(|mistake| is_here(mistake));
        let text = |path: &SourcePath| crate::theme::builtin::text(path).map(str::to_owned);
        let say = |mistake: &&Diagnostic| {
            let own = snapshot.text(&mistake.file).map(ToString::to_string);
            told(mistake, own.or_else(|| text(&mistake.file)).as_deref(), speech)
        };
        Notes {
            source: known
                .as_ref()
                .and_then(|(about, _)| about.source.as_ref().map(ToString::to_string)),
            held: known
                .as_ref()
                .and_then(|(about, _)| about.held.as_ref().map(|reason| held::words(reason, speech))),
            elsewhere: others
                .iter()
                .filter(|mistake| mistake.severity() == Severity::Error)
                .count(),
            mistakes: here.iter().map(say).collect(),
            never,
            languages: known
                .as_ref()
                .map_or_else(Vec::new, |(about, _)| languages(about, &shared.doors.base)),
            editions: known.as_ref().map_or_else(Vec::new, |(about, edition)| {
                editions(about, *edition, &shared.doors.base)
            }),
            gone: went,
        }
    })
}

/// A file that no page is made from yet, since it cannot be read.
fn is_unplaced(prepared: Option<&crate::build::pipeline::Prepared>, file: &SourcePath) -> bool {
    prepared.is_none_or(|prepared| !prepared.site.files.contains_key(file))
}

fn languages(about: &About, base: &str) -> Vec<Language> {
    let languages = about.languages.iter();
    languages
        .map(|one| Language {
            lang: one.lang.clone(),
            name: one.name.clone(),
            state: one.state,
            href: format!("{base}{}", one.link),
            current: one.current,
        })
        .collect()
}

fn editions(about: &About, current: Edition, base: &str) -> Vec<EditionLink> {
    let editions = about.editions.iter();
    editions
        .map(|(edition, link)| EditionLink {
            edition: match edition {
                Edition::Standard => "standard",
                Edition::Care => "care",
            },
            href: format!("{base}{link}"),
            current: *edition == current,
        })
        .collect()
}

fn gone(shared: &Shared, address: &str) -> Option<Gone> {
    let path = inner(&shared.doors, address)?;
    let went = shared.live.went(&path)?;
    let base = &shared.doors.base;
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let upper = format!("{folder}/index.html");
    Some(Gone {
        source: Some(went.source.to_string()),
        now: went.now.map(|now| format!("{base}{now}")),
        upper: (!folder.is_empty() && shared.live.has(&upper)).then(|| format!("{base}{upper}")),
        home: base.clone(),
    })
}
