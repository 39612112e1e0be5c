//! Which pages are held back or past their day, and why.

use crate::build::link::Drafts;
use crate::build::link::hold::{is_draft, state};
use crate::model::date::Date;
use crate::model::lang::Lang;
use crate::model::path::SourcePath;
use crate::model::value::Value;
use crate::site::entry::Held;
use crate::site::record::Record;
use crate::site::{Site, State};

/// A page that is not published, or no longer listed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HeldPage {
    pub file: SourcePath,
    /// Of a list file's row.
    pub key: Option<String>,
    pub type_name: String,
    pub lang: Lang,
    pub reason: Reason,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    Draft,
    /// The translation alone is a draft; its language shows another language's words.
    DraftTranslation,
    /// To be published on this day.
    Future(Date),
    /// The last day that it counts for.
    Expired(Date),
}

/// In the order of files. `today` is a day of the site's own time zone; where drafts are shown, only what expired.
pub fn held(site: &Site, today: Date, drafts: Drafts) -> Vec<HeldPage> {
    let entries = site.entries.iter();
    let mut held: Vec<HeldPage> = entries
        .filter_map(|entry| Some(page(&entry.facts, reason(&entry.facts, today, drafts)?)))
        .collect();
    if drafts == Drafts::Hold {
        held.extend(draft_translations(site));
    }
    held.sort();
    held.dedup();
    held
}

fn page(record: &Record, reason: Reason) -> HeldPage {
    HeldPage {
        file: record.file.clone(),
        key: record.trail.first().cloned(),
        type_name: record.key.type_name.clone(),
        lang: record.lang.clone(),
        reason,
    }
}

fn reason(record: &Record, today: Date, drafts: Drafts) -> Option<Reason> {
    match state(record, today, drafts) {
        State::Published => None,
        State::Held(Held::Draft) => Some(Reason::Draft),
        State::Held(Held::Future(date)) => Some(Reason::Future(date)),
        State::Expired => match record.fields.get("expires") {
            Some(Value::Date(date)) => Some(Reason::Expired(*date)),
            Some(Value::DateTime(moment)) => Some(Reason::Expired(moment.date())),
            _ => None,
        },
    }
}

/// Those that linking left out, and, in a site that was linked with its drafts, those that it would leave out.
fn draft_translations(site: &Site) -> impl Iterator<Item = HeldPage> {
    let of_entries = site.entries.iter().map(|entry| &entry.words);
    let shown = of_entries
        .chain(site.indexes.values().map(|index| &index.words))
        .flatten()
        .flatten()
        .map(|words| &words.record)
        .filter(|record| record.lang != site.config.original && is_draft(record));
    shown
        .chain(&site.held_translations)
        .map(|record| page(record, Reason::DraftTranslation))
}
