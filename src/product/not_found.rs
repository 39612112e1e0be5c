//! `404.html`: one file for all languages, with addresses from the root of the host, since it may be shown anywhere.

use crate::config::Edition;
use crate::diag::Diagnostic;
use crate::product::context::{RenderContext, Viewpoint};
use crate::product::head;
use crate::site::address::{PageKey, Subject};
use crate::theme::view::page::{Kind, PageView, Part};
use crate::theme::view::parts::{MessageView, NotFoundPart};

pub(super) fn render(context: &RenderContext<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let site = context.site;
    let root = site.config.url.path.clone();
    let at = Viewpoint {
        wanted: std::sync::Arc::clone(&context.theme.asked.everywhere),
        lang: site.original,
        edition: Edition::Standard,
        root,
    };
    let key = PageKey {
        subject: Subject::Home,
        lang: site.original,
        edition: Edition::Standard,
        number: 1,
    };
    let messages = site
        .languages
        .iter()
        .map(|language| {
            let text = |name: &str| context.text(language.id, name).unwrap_or_default();
            let home = PageKey {
                lang: language.id,
                ..key.clone()
            };
            MessageView {
                html_lang: context.formats(language.id).html_lang().to_owned(),
                title: text("not_found_title"),
                text: text("not_found_text"),
                home: context.url_to(&at, &home),
                home_label: text("not_found_home"),
            }
        })
        .collect();
    let mut head = head::head(context, &at, &key, Kind::NotFound, None);
    head.title = context.text(site.original, "not_found_title").unwrap_or_default();
    head.alternates.clear();
    head.canonical.clear();
    let view = PageView {
        head,
        part: Part::NotFound(NotFoundPart { messages }),
    };
    let template = context.template(Kind::NotFound, None, Edition::Standard);
    let around = context.site_view(&at);
    context.theme.page(&template, context.around(&around, &at), &view)
}
