//! What pages say of one language: its names as views, and its dates.

use std::sync::Arc;

use crate::lang::formats::Formats;
use crate::product::dates::Dates;
use crate::site::Language;
use crate::theme::view::page::WordsView;
use crate::theme::view::site::LangView;
use crate::theme::visible::Shared;
use crate::theme::wanted::Wanted;

pub(super) struct Tongue {
    /// For views that name a language.
    pub(super) called: LangView,
    pub(super) lang: Shared<LangView>,
    pub(super) words: Shared<WordsView>,
    pub(super) dates: Dates,
}

impl Tongue {
    pub(super) fn new(language: &Language, formats: &Formats, wanted: &Wanted) -> Self {
        let called = LangView {
            code: language.lang.to_string().into(),
            html_lang: formats.html_lang().into(),
            name: formats.name().into(),
            dir: formats.direction().into(),
        };
        let words = WordsView {
            code: Arc::clone(&called.code),
            html_lang: Arc::clone(&called.html_lang),
            name: Arc::clone(&called.name),
        };
        Tongue {
            lang: Shared::new(&called, wanted),
            words: Shared::new(&words, wanted),
            dates: Dates::default(),
            called,
        }
    }
}
