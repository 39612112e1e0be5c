//! What there is to know of one page: the files that it is made from, and how it stands in other languages.

use crate::build::held::{Reason, reason};
use crate::build::link::Drafts;
use crate::build::pipeline::Prepared;
use crate::build::places::{Place, place_of};
use crate::config::Edition;
use crate::model::path::SourcePath;
use crate::site::address::{PageKey, Subject};
use crate::site::entry::How;
use crate::site::{Site, Translation, Words};

/// One page.
#[derive(Clone, Debug)]
pub struct About {
    pub title: String,
    /// The file whose words it shows; none of a list page that nobody wrote words for.
    pub source: Option<SourcePath>,
    /// Every file whose mistakes are this page's.
    pub sources: Vec<SourcePath>,
    pub held: Option<Reason>,
    pub languages: Vec<InLanguage>,
    pub editions: Vec<(Edition, String)>,
}

/// The same page in one language.
#[derive(Clone, Debug)]
pub struct InLanguage {
    pub lang: String,
    pub name: String,
    pub state: &'static str,
    /// From the site's root.
    pub link: String,
    pub current: bool,
}

pub fn about(prepared: &Prepared, key: &PageKey) -> About {
    let site = &prepared.site;
    let words = words_of(site, &key.subject);
    let shown = site.shown(words, key.lang);
    let chain = &site.language(key.lang).chain;
    let mut sources: Vec<SourcePath> = chain
        .iter()
        .filter_map(|lang| words.get(usize::from(lang.0))?.as_ref())
        .map(|words| words.record.file.clone())
        .collect();
    let mut held = None;
    if let Subject::Entry(id) = key.subject {
        let facts = &site.entry(id).facts;
        sources.push(facts.file.clone());
        held = reason(facts, prepared.today, Drafts::Hold);
    }
    if held.is_none() && shown.is_some_and(|shown| is_draft_translation(site, shown.words)) {
        held = Some(Reason::DraftTranslation);
    }
    sources.sort();
    sources.dedup();
    About {
        title: shown.map_or_else(String::new, |shown| shown.title().to_owned()),
        source: shown.map(|shown| shown.words.record.file.clone()),
        sources,
        held,
        languages: languages(prepared, key, words),
        editions: editions(site, key),
    }
}

fn is_draft_translation(site: &Site, words: &Words) -> bool {
    let record = &words.record;
    record.lang != site.config.original && crate::build::link::hold::is_draft(record)
}

fn languages(prepared: &Prepared, key: &PageKey, words: &[Option<Words>]) -> Vec<InLanguage> {
    let site = &prepared.site;
    let languages = site.languages.iter().zip(prepared.formats.iter());
    languages
        .map(|(language, formats)| InLanguage {
            lang: language.lang.to_string(),
            name: formats.name().to_owned(),
            state: state(site, words, language.id),
            link: site
                .address(&PageKey {
                    lang: language.id,
                    ..key.clone()
                })
                .link,
            current: language.id == key.lang,
        })
        .collect()
}

fn state(site: &Site, words: &[Option<Words>], lang: crate::site::LangId) -> &'static str {
    let Some(shown) = site.shown(words, lang) else {
        return "original";
    };
    match (shown.how, &shown.words.translation) {
        (How::Derived, _) => "derived",
        (How::Fallback, _) => "missing",
        (How::Own, Translation::Original) => "original",
        (How::Own, Translation::Fresh) => "fresh",
        (How::Own, Translation::Stale(_)) => "stale",
        (How::Own, Translation::Unknown) => "unknown",
    }
}

fn editions(site: &Site, key: &PageKey) -> Vec<(Edition, String)> {
    let editions = site.config.editions.iter();
    editions
        .map(|&edition| {
            let key = PageKey { edition, ..key.clone() };
            (edition, site.address(&key).link)
        })
        .collect()
}

/// The words of a page in every language.
pub(super) fn words_of<'a>(site: &'a Site, subject: &Subject) -> &'a [Option<Words>] {
    let of_folder = |folder: &str| site.indexes.get(folder).map_or(&[][..], |index| index.words.as_slice());
    match subject {
        Subject::Home => of_folder(""),
        Subject::Entry(id) => &site.entry(*id).words,
        Subject::List(name) => of_folder(site.types.get(name).map_or("", |kind| kind.folder.as_str())),
        Subject::Term(..) => &[],
    }
}

/// Whether a file's mistakes concern the whole site: settings, types, words of the interface, the theme.
pub fn is_of_the_whole(path: &SourcePath) -> bool {
    !matches!(
        place_of(path),
        Place::Index { .. } | Place::Entry { .. } | Place::Rows { .. } | Place::Media | Place::Plain(_)
    )
}
