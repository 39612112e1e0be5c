//! `robots.txt`: everyone may come in; here is the map.

use crate::product::context::RenderContext;

pub(super) fn render(context: &RenderContext<'_>) -> String {
    format!(
        "User-agent: *\nAllow: {}\nSitemap: {}\n",
        context.site.config.url.path,
        context.site.config.url.absolute("sitemap.xml")
    )
}
