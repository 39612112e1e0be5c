//! Markdown bodies as HTML: what a page lends to its text.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::markdown::{self, ImageAnswer, LinkAnswer, Phrase, Picture, Scope, Wording};
use crate::model::path::SourcePath;
use crate::product::context::{RenderContext, Viewpoint};
use crate::product::lists;
use crate::product::picture::{Lent, lend};
use crate::product::value::Looking;
use crate::site::Entry;
use crate::site::address::Subject;
use crate::site::entry::{How, Shown};
use crate::site::figures::Named;
use crate::site::links::{Meaning, meaning};
use crate::theme::view::block::{BlockView, PictureView};
use crate::theme::view::page::HeadingView;
use crate::theme::visible::Html;

/// The body of an entry, or of a list's or the home page's words where there is no entry.
pub(super) fn render(context: &RenderContext<'_>, at: &Viewpoint, entry: Option<&Entry>, shown: &Shown<'_>) -> Html {
    let page = PageText {
        context,
        at,
        entry,
        shown,
    };
    Html(markdown::render(&shown.words.text.pieces(), &page))
}

/// A field of kind `markdown`.
pub(super) fn render_text(looking: Looking<'_>, text: &str) -> String {
    let Looking {
        context,
        at,
        entry,
        shown,
        ..
    } = looking;
    let page = PageText {
        context,
        at,
        entry: Some(entry),
        shown,
    };
    markdown::render(&markdown::pieces(text, &context.markdown), &page)
}

/// A title or summary as the page says it, its `{=…}` filled.
pub(super) fn line(
    context: &RenderContext<'_>,
    at: &Viewpoint,
    entry: Option<&Entry>,
    shown: &Shown<'_>,
    text: &str,
) -> String {
    if !markdown::may_name(text) {
        return context.said(shown, at.lang, text).into_owned();
    }
    let page = PageText {
        context,
        at,
        entry,
        shown,
    };
    let filled = markdown::fill(text, |name: &str| page.figure(name));
    context.said(shown, at.lang, &filled).into_owned()
}

/// The headings of a body, for a table of contents.
pub(super) fn toc(
    context: &RenderContext<'_>,
    at: &Viewpoint,
    entry: Option<&Entry>,
    shown: &Shown<'_>,
) -> Vec<HeadingView> {
    let page = PageText {
        context,
        at,
        entry,
        shown,
    };
    let headings = shown.words.text.outline.headings.iter();
    headings
        .map(|heading| {
            let text = markdown::fill(&heading.text, |name: &str| page.figure(name));
            HeadingView {
                level: u32::from(heading.level),
                id: heading.id.clone(),
                title: page.words(&text).into_owned(),
            }
        })
        .collect()
}

/// One page's answers to its own text.
struct PageText<'a> {
    context: &'a RenderContext<'a>,
    at: &'a Viewpoint,
    entry: Option<&'a Entry>,
    shown: &'a Shown<'a>,
}

impl PageText<'_> {
    fn meaning(&self, target: &str) -> Meaning {
        let file = &self.shown.words.record.file;
        let original: &SourcePath = self.entry.map_or(file, Entry::file);
        meaning(self.context.site, file, original, target)
    }
}

impl Scope for PageText<'_> {
    fn link(&self, target: &str) -> LinkAnswer {
        let Self { context, at, .. } = self;
        match self.meaning(target) {
            Meaning::Entry { id, fragment } => {
                let entry = context.site.entry(id);
                if entry.is_held() {
                    return LinkAnswer::Text;
                }
                let outline = &context.site.words(entry, at.lang).words.text.outline;
                let there = |id: &String| outline.headings.iter().any(|heading| heading.id == *id);
                let mut url = context.url(at, Subject::Entry(id));
                if let Some(fragment) = fragment.filter(there) {
                    url.push('#');
                    url.push_str(&fragment);
                }
                LinkAnswer::Address(url)
            }
            Meaning::List { type_name } => LinkAnswer::Address(context.url(at, Subject::List(type_name))),
            Meaning::Home => LinkAnswer::Address(context.url(at, Subject::Home)),
            Meaning::Here { fragment } => LinkAnswer::Address(format!("#{fragment}")),
            Meaning::Media(published) => LinkAnswer::Address(format!("{}{published}", at.root)),
            Meaning::Nothing => LinkAnswer::Text,
        }
    }

    fn image(&self, target: &str) -> ImageAnswer {
        match self.meaning(target) {
            Meaning::Media(published) => {
                let Lent {
                    src,
                    srcset,
                    width,
                    height,
                } = lend(self.context, self.at, &published);
                ImageAnswer::Picture {
                    src,
                    srcset,
                    width,
                    height,
                }
            }
            _ => ImageAnswer::Missing,
        }
    }

    fn figure(&self, name: &str) -> Option<String> {
        let (entry, field) = match self.context.site.figure(self.entry, name) {
            Named::Value { entry, field, .. } => (entry, field),
            Named::Year { figure, .. } => {
                let formats = self.context.formats(self.at.lang);
                return Some(formats.figure(figure, &self.context.rates).text);
            }
            Named::Empty { .. } | Named::Unknown => return None,
        };
        let own = self.entry.is_some_and(|own| own.id == entry.id);
        let other = self.context.site.words(entry, self.at.lang);
        let shown = if own { self.shown } else { &other };
        crate::product::field::plain(self.context, self.at, entry, shown, field).map(|field| field.text)
    }

    fn wording(&self) -> Wording {
        if self.shown.how == How::Derived {
            Wording::Converted
        } else {
            Wording::AsWritten
        }
    }

    fn words<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.context.said(self.shown, self.at.lang, text)
    }

    fn block(
        &self,
        name: &str,
        arguments: &BTreeMap<String, String>,
        body: &str,
        pictures: &[Picture],
    ) -> Option<String> {
        let Self { context, at, .. } = self;
        let view = BlockView {
            name: name.to_owned(),
            words: crate::product::head::words_of(context, at, Some(self.shown)),
            arguments: arguments
                .iter()
                .map(|(key, text)| (key.clone(), self.words(text).into_owned()))
                .collect(),
            body: Html(body.to_owned()),
            pictures: pictures
                .iter()
                .map(|picture| PictureView {
                    src: picture.src.clone(),
                    srcset: picture.srcset.clone(),
                    alt: picture.alt.clone(),
                    title: Some(picture.caption.clone()).filter(|caption| !caption.is_empty()),
                    width: picture.width,
                    height: picture.height,
                })
                .collect(),
            cards: if name == "list" {
                lists::of_block(context, at, arguments)
            } else {
                Vec::new()
            },
        };
        let site = context.site_view(at);
        let path = self.shown.words.record.file.as_str();
        match context
            .theme
            .block(&format!("blocks/{name}.html"), context.around(&site, at), &view, path)
        {
            Ok(html) => Some(html),
            Err(diagnostic) => {
                context.note(*diagnostic);
                None
            }
        }
    }

    fn phrase(&self, phrase: Phrase) -> Option<String> {
        let (key, number) = match phrase {
            Phrase::Footnotes => ("footnotes", None),
            Phrase::BackToText(number) => ("footnote_back", Some(number)),
            Phrase::Table(number) => ("table", Some(number)),
        };
        let arguments = number
            .map(|number| ("n".to_owned(), number.to_string()))
            .into_iter()
            .collect();
        self.context.words(self.at.lang, key, &arguments)
    }
}
