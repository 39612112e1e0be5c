//! The sitemap: an index from the start, with parts by language (sitemaps.org, hreflang by the pages themselves).

use std::fmt::Write;

use quick_xml::escape::escape;

use crate::product::context::RenderContext;
use crate::site::LangId;
use crate::site::address::{PageKey, Subject};
use crate::site::output::SITEMAP_LIMIT;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

pub(super) fn index(context: &RenderContext<'_>, parts: &[String]) -> String {
    let mut xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for part in parts {
        let location = context.site.config.url.absolute(part);
        let _ = writeln!(xml, "<sitemap><loc>{}</loc></sitemap>", escape(&location));
    }
    xml.push_str("</sitemapindex>\n");
    xml
}

/// Standard pages of one language in words of its own.
pub(super) fn part(context: &RenderContext<'_>, lang: LangId, part: usize) -> String {
    let mut xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"{NAMESPACE}\">\n");
    for key in pages(context, lang).skip(part * SITEMAP_LIMIT).take(SITEMAP_LIMIT) {
        let location = context.site.config.url.absolute(&context.address(key).link);
        let _ = write!(xml, "<url><loc>{}</loc>", escape(&location));
        if let Subject::Entry(id) = &key.subject {
            let entry = context.site.entry(*id);
            if let Some(changed) = entry
                .date("updated")
                .or_else(|| entry.date("published"))
                .and_then(|date| date.first_day())
            {
                let _ = write!(xml, "<lastmod>{changed}</lastmod>");
            }
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

fn pages<'a>(context: &'a RenderContext<'a>, lang: LangId) -> impl Iterator<Item = &'a PageKey> {
    let own = move |key: &&PageKey| key.lang == lang && context.site.in_sitemap(key);
    context.pages().filter(own)
}
