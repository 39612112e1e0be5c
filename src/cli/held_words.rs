//! Why a page is held back or no longer listed, in the language of the person at the keyboard.

use crate::build::held::{HeldPage, Reason};
use crate::cli::console::{Console, Speech};

/// The file and the reason.
pub(super) fn line(console: &Console, page: &HeldPage) -> String {
    let row = page.key.as_ref().map_or_else(String::new, |key| format!("#{key}"));
    format!("{}{row}: {}", page.file, reason(console, &page.reason))
}

fn reason(console: &Console, reason: &Reason) -> String {
    match (console.speech, reason) {
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
