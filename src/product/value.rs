//! A checked value as the text and the HTML of one language.

use std::fmt::Write as _;

use quick_xml::escape::escape;
use rust_decimal::Decimal;

use crate::model::date::Period;
use crate::model::figure::Figure;
use crate::model::types::Kind;
use crate::model::value::{Contact, File, Link, Place, Value};
use crate::product::context::{RenderContext, Viewpoint};
use crate::product::dates;
use crate::product::field::{media_url, published, shown_as};
use crate::product::picture::lend;
use crate::site::address::Subject;
use crate::site::entry::Shown;
use crate::site::{Entry, LangId};

/// Text, the same as HTML, and where it leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) text: String,
    pub(super) html: String,
    pub(super) url: Option<String>,
    /// Option's key, ISO date or exact number.
    pub(super) key: Option<String>,
}

/// From where a value is looked at: the page, the entry that holds the value, and the words it shows.
#[derive(Clone, Copy)]
pub(super) struct Looking<'a> {
    pub(super) context: &'a RenderContext<'a>,
    pub(super) at: &'a Viewpoint,
    pub(super) entry: &'a Entry,
    pub(super) shown: &'a Shown<'a>,
    /// The language in which the value's own words were written.
    pub(super) from: LangId,
}

impl Looking<'_> {
    /// Words of the value as the page says them.
    fn said(self, words: &str) -> String {
        self.context
            .converted(words, self.at.lang, Some(self.from))
            .into_owned()
    }

    /// Words of the value, marked in HTML where they are in another language than the page.
    fn words(self, words: &str) -> Said {
        let said = plain(self.said(words));
        Said {
            html: self.marked(said.html, words, Some(self.from)),
            ..said
        }
    }

    /// HTML in a `span` that names the language of its words, where the page is in another and is not made from it.
    pub(super) fn marked(self, html: String, words: &str, from: Option<LangId>) -> String {
        match self.foreign(words, from) {
            Some(lang) => format!("<span lang=\"{lang}\">{html}</span>"),
            None => html,
        }
    }

    /// The HTML language of words that are not in the page's. What has no letters has no language.
    fn foreign(self, words: &str, from: Option<LangId>) -> Option<String> {
        let site = self.context.site;
        let from =
            from.filter(|from| *from != self.at.lang && site.language(self.at.lang).derived_from != Some(*from))?;
        let own_letters = matches!(site.language(from).lang.language(), "zh" | "ja" | "ko");
        let speaks = |letter: char| letter.is_alphabetic() && !(own_letters && letter.is_ascii());
        words
            .chars()
            .any(speaks)
            .then(|| self.context.formats(from).html_lang().to_owned())
    }
}

/// One value; lists and groups are taken apart by `field`.
pub(super) fn said(looking: Looking<'_>, kind: &Kind, value: &Value) -> Said {
    let Looking { context, at, entry, .. } = looking;
    let formats = context.formats(at.lang);
    match value {
        Value::Text(text) => looking.words(text),
        Value::Markdown(text) => markdown(looking, text),
        Value::Figure(figure) => self::figure(looking, figure),
        Value::Date(date) => time(&context.shown_date(at.lang, *date)),
        Value::DateTime(moment) => {
            let text = formats.date_time(moment);
            Said {
                html: format!("<time datetime=\"{moment}\">{}</time>", escape(&text)),
                key: Some(moment.to_string()),
                text,
                url: None,
            }
        }
        Value::Period(period) => self::period(looking, period),
        Value::Choice(key) => choice(looking, kind, key),
        Value::Boolean(truth) => {
            let key = if *truth { "yes" } else { "no" };
            Said {
                key: Some(key.to_owned()),
                ..plain(context.text(at.lang, key).unwrap_or_default())
            }
        }
        Value::Reference(written) => reference(looking, kind, written),
        Value::Place(place) => self::place(looking, place),
        Value::File(file) if matches!(kind, Kind::Image) => image(looking, file),
        Value::File(file) => {
            let name = || file.path.rsplit('/').next().unwrap_or_default().to_owned();
            let title = file.title.as_deref().map_or_else(name, |title| looking.said(title));
            let said = linked(title, media_url(context, at, entry, &file.path));
            Said {
                html: looking.marked(said.html, file.title.as_deref().unwrap_or_default(), Some(looking.from)),
                ..said
            }
        }
        Value::Contact(contact) => self::contact(looking, contact),
        Value::Link(link) => self::link(looking, link),
        Value::List(_) | Value::Group(_) | Value::Series(_) => Said::default(),
    }
}

/// A picture, with its address for those who want it large.
fn image(looking: Looking<'_>, file: &File) -> Said {
    let Looking { context, at, entry, .. } = looking;
    let text = shown_as(context, at, entry, file);
    let Some(published) = published(context, entry, &file.path) else {
        return plain(text);
    };
    let lent = lend(context, at, &published);
    let mut html = format!("<img src=\"{}\"", escape(&lent.src));
    if let Some(srcset) = &lent.srcset {
        // Writing to a text cannot fail.
        let _ = write!(
            html,
            " srcset=\"{}\" sizes=\"(min-width: 46em) 24em, 100vw\"",
            escape(srcset)
        );
    }
    let _ = write!(html, " alt=\"{}\"", escape(&text));
    if let Some((width, height)) = lent.width.zip(lent.height) {
        let _ = write!(html, " width=\"{width}\" height=\"{height}\"");
    }
    html.push_str(" loading=\"lazy\" decoding=\"async\">");
    Said {
        text,
        html,
        url: Some(lent.src),
        key: None,
    }
}

pub(super) fn plain(text: String) -> Said {
    Said {
        html: escape(&text).into_owned(),
        text,
        url: None,
        key: None,
    }
}

fn linked(text: String, url: Option<String>) -> Said {
    let html = match &url {
        Some(url) => format!("<a href=\"{}\">{}</a>", escape(url), escape(&text)),
        None => escape(&text).into_owned(),
    };
    Said {
        text,
        html,
        url,
        key: None,
    }
}

fn time(date: &dates::Shown) -> Said {
    // A day without its year is `--10-31`, which HTML writes `10-31`.
    let machine = date.iso.trim_start_matches('-');
    Said {
        text: date.text.to_string(),
        html: format!("<time datetime=\"{machine}\">{}</time>", escape(&*date.text)),
        url: None,
        key: Some(date.iso.to_string()),
    }
}

fn figure(looking: Looking<'_>, figure: &Figure) -> Said {
    let text = looking
        .context
        .formats(looking.at.lang)
        .figure(figure, &looking.context.rates)
        .text;
    let key = exact(figure);
    Said {
        html: figure_html(&key, &text),
        text,
        url: None,
        key: Some(key),
    }
}

/// A figure's text with its exact number beside.
pub(super) fn figure_html(exact: &str, text: &str) -> String {
    format!("<data value=\"{exact}\">{}</data>", escape(text))
}

/// The number without unit: `7879000000`, or `80..120`.
pub(super) fn exact(figure: &Figure) -> String {
    let number = |number: Decimal| number.normalize().to_string();
    match figure.high {
        Some(high) => format!("{}..{}", number(figure.low), number(high)),
        None => number(figure.low),
    }
}

fn period(looking: Looking<'_>, period: &Period) -> Said {
    Said {
        key: Some(period.to_string()),
        ..plain(looking.context.formats(looking.at.lang).period(period))
    }
}

fn choice(looking: Looking<'_>, kind: &Kind, key: &str) -> Said {
    let Kind::Choice { options } = kind else {
        return plain(key.to_owned());
    };
    let label = options
        .iter()
        .find(|(option, _)| option == key)
        .map(|(_, label)| looking.context.short_from(label, looking.at.lang));
    let (label, from) = label.unwrap_or_else(|| (key.to_owned(), None));
    let said = plain(label);
    Said {
        key: Some(key.to_owned()),
        html: looking.marked(said.html, &said.text, from),
        ..said
    }
}

fn reference(looking: Looking<'_>, kind: &Kind, written: &str) -> Said {
    let Looking { context, at, .. } = looking;
    let Kind::Reference { to } = kind else {
        return plain(written.to_owned());
    };
    let Some(&id) = context.site.named(to, written).first() else {
        return plain(written.to_owned());
    };
    let entry = context.site.entry(id);
    let title = context.title(id, at.lang).into_owned();
    let url = (!entry.is_held()).then(|| context.url(at, Subject::Entry(id)));
    let lang = context.site.words(entry, at.lang);
    let mut said = linked(title, url);
    said.key = Some(entry.key.name.clone());
    if lang.how == crate::site::entry::How::Fallback {
        let html_lang = context.formats(lang.from).html_lang();
        said.html = format!("<span lang=\"{html_lang}\">{}</span>", said.html);
    }
    said
}

fn place(looking: Looking<'_>, place: &Place) -> Said {
    let formats = looking.context.formats(looking.at.lang);
    let text = format!(
        "{}, {}",
        formats.decimal(&place.longitude),
        formats.decimal(&place.latitude)
    );
    Said {
        key: Some(format!("{},{} {}", place.longitude, place.latitude, place.datum)),
        ..plain(text)
    }
}

fn contact(looking: Looking<'_>, contact: &Contact) -> Said {
    let Looking { context, at, .. } = looking;
    let mut texts = Vec::new();
    let mut lines = Vec::new();
    for words in [&contact.name, &contact.unit, &contact.hours].into_iter().flatten() {
        let Said { text, html, .. } = looking.words(words);
        lines.push(html);
        texts.push(text);
    }
    if let Some(phone) = &contact.phone {
        let number: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        lines.push(format!("<a href=\"tel:{number}\">{}</a>", escape(phone)));
        texts.push(phone.clone());
    }
    if let Some(email) = &contact.email {
        lines.push(format!("<a href=\"mailto:{0}\">{0}</a>", escape(email)));
        texts.push(email.clone());
    }
    if !contact.languages.is_empty() {
        let text = context.formats(at.lang).list(&contact.languages);
        lines.push(escape(&text).into_owned());
        texts.push(text);
    }
    Said {
        text: texts.join(" "),
        html: lines.join("<br>"),
        url: None,
        key: None,
    }
}

fn link(looking: Looking<'_>, link: &Link) -> Said {
    let text = link.label.as_ref().map(|label| looking.said(label));
    let text = text.unwrap_or_else(|| link.url.clone());
    let html = format!(
        "<a href=\"{}\" rel=\"noopener\">{}</a>",
        escape(&link.url),
        escape(&text)
    );
    let html = looking.marked(html, link.label.as_deref().unwrap_or_default(), Some(looking.from));
    Said {
        text,
        html,
        url: Some(link.url.clone()),
        key: None,
    }
}

fn markdown(looking: Looking<'_>, text: &str) -> Said {
    let html = crate::product::body::render_text(looking, text);
    let html = match looking.foreign(text, Some(looking.from)) {
        Some(lang) => format!("<div lang=\"{lang}\">{html}</div>"),
        None => html,
    };
    Said {
        text: looking.said(text),
        html,
        url: None,
        key: None,
    }
}
