//! Which pages are held back or past their day, and why.

use crate::build::link::Drafts;
use crate::build::link::hold::{is_draft, state};
use crate::diag::catalogue::Speech;
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

/// Why a page is held or past its day, if it is.
pub fn reason(record: &Record, today: Date, drafts: Drafts) -> Option<Reason> {
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

/// The reason in words.
pub fn words(reason: &Reason, speech: Speech) -> String {
    match (speech, reason) {
        (Speech::Chinese, Reason::Draft) => "草稿".to_owned(),
        (Speech::English, Reason::Draft) => "draft".to_owned(),
        (Speech::Chinese, Reason::DraftTranslation) => "译文是草稿".to_owned(),
        (Speech::English, Reason::DraftTranslation) => "draft translation".to_owned(),
        (Speech::Chinese, Reason::Future(date)) => format!("发布日期未到，{date} 发布"),
        (Speech::English, Reason::Future(date)) => format!("to be published on {date}"),
        (Speech::Chinese, Reason::Expired(date)) => format!("{date} 后已失效，页面保留，不再列出"),
        (Speech::English, Reason::Expired(date)) => format!("expired after {date}; page kept, out of the lists"),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::pipeline::{Request, Today, prepare};
    use crate::model::snapshot::{Encoding, Snapshot, SourceFile};

    /// 2029-12-31 at 16:30 in UTC: already the first of January in Shanghai.
    const MOMENT: i64 = 1_893_429_000;

    fn check(zone: &str, drafts: Drafts, expected: &[&str]) {
        let files = [
            (
                "content/site.yaml",
                format!(
                    "title: 示例门户\nurl: https://example.com/\ntimezone: {zone}\nlanguages: {{zh-Hans: {{}}, en: {{}}}}\n"
                ),
            ),
            ("content/regions/a.md", "---\n标题: 甲\n草稿: 是\n---\n".to_owned()),
            (
                "content/regions/b.md",
                "---\n标题: 乙\n发布日期: 2030-01-01\n---\n".to_owned(),
            ),
            (
                "content/regions/c.md",
                "---\n标题: 丙\n失效日期: 2029-12-31\n---\n".to_owned(),
            ),
            ("content/regions/d.md", "---\n标题: 丁\n---\n".to_owned()),
            (
                "content/regions/d.en.md",
                "---\ntitle: D\ndraft: true\n---\n".to_owned(),
            ),
            ("content/regions/_index.md", "---\n标题: 地区\n---\n".to_owned()),
            (
                "content/regions/_index.en.md",
                "---\ntitle: Regions\ndraft: true\n---\n".to_owned(),
            ),
            (
                "content/regions/e.list.yaml",
                "戊:\n  标题: 戊\n  发布日期: 2030-02\n".to_owned(),
            ),
        ];
        let files = files.into_iter().map(|(path, text)| {
            let file = SourceFile::Text {
                text: text.into(),
                encoding: Encoding::Utf8,
            };
            (SourcePath::new(path).expect("a path"), file)
        });
        let snapshot = Snapshot {
            files: files.collect(),
            pictures: std::collections::BTreeMap::new(),
            troubles: Vec::new(),
        };
        let request = Request {
            today: Today::At(MOMENT),
            drafts,
            base_url: None,
            profile: std::sync::Arc::default(),
            aids: crate::build::aids::Aids::default(),
        };
        let (prepared, diagnostics) = prepare(&snapshot, &request);
        let prepared = prepared.unwrap_or_else(|| panic!("{diagnostics:#?}"));
        for asked in [Drafts::Hold, drafts] {
            let found = held(&prepared.site, prepared.today, asked);
            let told = found.iter().map(|page| {
                let key = page.key.as_deref().unwrap_or_default();
                let file = page.file.as_str().trim_start_matches("content/regions/");
                let reason = match page.reason {
                    Reason::Future(date) => format!("future {date}"),
                    Reason::Expired(date) => format!("expired {date}"),
                    Reason::Draft | Reason::DraftTranslation => format!("{:?}", page.reason),
                };
                format!("{file}{key} {} {reason}", page.lang)
            });
            let told: Vec<String> = told.collect();
            let expected = expected
                .iter()
                .filter(|line| asked == Drafts::Hold || line.contains("expired"));
            assert_eq!(told, expected.copied().collect::<Vec<_>>(), "{zone} {asked:?}");
        }
    }

    #[test]
    fn a_day_begins_in_the_sites_own_time_zone() {
        for drafts in [Drafts::Hold, Drafts::Show] {
            let shanghai = [
                "_index.en.md en DraftTranslation",
                "a.md zh-Hans Draft",
                "c.md zh-Hans expired 2029-12-31",
                "d.en.md en DraftTranslation",
                "e.list.yaml戊 zh-Hans future 2030-02",
            ];
            check("Asia/Shanghai", drafts, &shanghai);
            let new_york = [
                "_index.en.md en DraftTranslation",
                "a.md zh-Hans Draft",
                "b.md zh-Hans future 2030-01-01",
                "d.en.md en DraftTranslation",
                "e.list.yaml戊 zh-Hans future 2030-02",
            ];
            check("America/New_York", drafts, &new_york);
        }
    }
}
