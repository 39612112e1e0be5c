//! Atom feeds (RFC 4287): the newest entries of a language, or of one type in it.

use std::fmt::Write;

use quick_xml::escape::escape;

use crate::config::Edition;
use crate::model::date::Date;
use crate::model::types::Address;
use crate::product::body;
use crate::product::context::{RenderContext, Viewpoint};
use crate::site::address::{PageKey, Subject};
use crate::site::entry::How;
use crate::site::{Entry, EntryId, LangId};

pub(super) fn render(context: &RenderContext<'_>, lang: LangId, type_name: Option<&str>) -> String {
    let site = context.site;
    let at = Viewpoint {
        wanted: std::sync::Arc::clone(&context.theme.asked.everywhere),
        lang,
        edition: Edition::Standard,
        root: String::new(),
    };
    let prefix = &site.language(lang).prefix;
    let kind = type_name.and_then(|name| site.types.get(name));
    let own = match kind {
        Some(kind) => format!("{prefix}{}/feed.xml", kind.folder),
        None => format!("{prefix}feed.xml"),
    };
    let page = match type_name {
        Some(name) => PageKey {
            subject: Subject::List(name.to_owned()),
            lang,
            edition: Edition::Standard,
            number: 1,
        },
        None => PageKey {
            subject: Subject::Home,
            lang,
            edition: Edition::Standard,
            number: 1,
        },
    };
    let mut title = context.short(&site.config.title, lang);
    if let Some(kind) = kind {
        title = format!("{} — {title}", context.short(&kind.many, lang));
    }
    let entries = newest(context, lang, type_name);
    let absolute = |path: &str| escape_owned(&site.config.url.absolute(path));
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <title>{}</title>\n<id>{}</id>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<updated>{}</updated>\n<author><name>{}</name></author>\n",
        context.formats(lang).html_lang(),
        clean(&title),
        absolute(&own),
        absolute(&own),
        absolute(&context.address(&page).link),
        entries
            .first()
            .map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |(date, _)| moment(context, *date)),
        escape(context.short(&site.config.title, lang).as_str()),
    );
    for (date, id) in &entries {
        write_entry(context, &at, &mut xml, *date, *id);
    }
    xml.push_str("</feed>\n");
    xml
}

fn write_entry(context: &RenderContext<'_>, at: &Viewpoint, xml: &mut String, date: Date, id: EntryId) {
    let site = context.site;
    let entry = site.entry(id);
    let shown = site.words(entry, at.lang);
    let key = PageKey {
        subject: Subject::Entry(id),
        lang: at.lang,
        edition: Edition::Standard,
        number: 1,
    };
    let url = escape_owned(&site.config.url.absolute(&context.address(&key).link));
    // Words of another language are marked as such.
    let words = if shown.how == How::Fallback {
        shown.from
    } else {
        at.lang
    };
    let lang = context.formats(words).html_lang();
    let _ = write!(
        xml,
        "<entry xml:lang=\"{lang}\">\n<title>{}</title>\n<id>{url}</id>\n<link rel=\"alternate\" type=\"text/html\" href=\"{url}\"/>\n\
         <updated>{}</updated>\n",
        clean(&body::line(context, at, Some(entry), &shown, shown.title())),
        moment(context, date),
    );
    if let Some(published) = entry.date("published").and_then(|date| date.first_day()) {
        let _ = writeln!(xml, "<published>{}</published>", moment(context, published));
    }
    let summary = body::line(context, at, Some(entry), &shown, shown.summary());
    if !summary.is_empty() {
        let _ = writeln!(xml, "<summary>{}</summary>", clean(&summary));
    }
    xml.push_str("</entry>\n");
}

/// Dated entries, newest first.
fn newest(context: &RenderContext<'_>, lang: LangId, type_name: Option<&str>) -> Vec<(Date, EntryId)> {
    let site = context.site;
    let types = site.types.types.values().filter(|kind| match type_name {
        Some(name) => kind.name == name,
        None => kind.address == Address::Folder && kind.name != "source",
    });
    let ids = types.flat_map(|kind| {
        site.collections[&kind.name].ordered[usize::from(lang.0)]
            .iter()
            .copied()
    });
    let mut dated: Vec<(Date, EntryId)> = ids.filter_map(|id| Some((date(site.entry(id))?, id))).collect();
    dated.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    dated.truncate(site.config.feed_limit);
    dated
}

fn date(entry: &Entry) -> Option<Date> {
    entry
        .date("updated")
        .or_else(|| entry.date("published"))
        .and_then(|date| date.first_day())
}

/// Midnight of the day in the site's zone (RFC 3339).
fn moment(context: &RenderContext<'_>, date: Date) -> String {
    format!("{date}T00:00:00{}", context.offset_on(date))
}

fn escape_owned(text: &str) -> String {
    clean(text)
}

/// Escaped, without characters that XML 1.0 does not allow.
fn clean(text: &str) -> String {
    let allowed = |letter: &char| {
        !letter.is_control() && !matches!(letter, '\u{FFFE}' | '\u{FFFF}') || "\t\n\r".contains(*letter)
    };
    escape(text.chars().filter(allowed).collect::<String>().as_str()).into_owned()
}
