//! The home page.

use crate::product::context::{RenderContext, Viewpoint};
use crate::product::{body, head, key_figures, lists};
use crate::site::address::PageKey;
use crate::theme::view::page::{Kind, PageView, Part};

pub(super) fn view(context: &RenderContext<'_>, at: &Viewpoint, key: &PageKey) -> PageView {
    let index = context.site.indexes.get("");
    let shown = index.and_then(|index| context.site.shown(&index.words, at.lang));
    let mut head = head::head(context, at, key, Kind::Home, shown.as_ref());
    if head.title.is_empty() {
        head.title = context.short(&context.site.config.title, at.lang);
    }
    if let Some(shown) = &shown {
        head.body = body::render(context, at, None, shown);
        head.toc = body::toc(context, at, None, shown);
    }
    head.figures = key_figures::views(context, at, index);
    head.lists = lists::declared(context, at, "home", None);
    PageView { head, part: Part::Home }
}
