//! Plain CommonMark 0.31.2 → HTML by the parser's own writer; only addresses and words pass through the page.

use pulldown_cmark::{CowStr, Event, LinkType, Parser, Tag, TagEnd, html};

use crate::markdown::address::{Address, address};
use crate::markdown::escape::push_text;
use crate::markdown::{ImageAnswer, LinkAnswer, RawHtml, Scope};

/// With [`RawHtml::Allow`] and a scope that changes nothing this is the specification, byte for byte.
pub(super) fn render(text: &str, raw_html: RawHtml, scope: &dyn Scope) -> String {
    let mut filter = Filter {
        raw_html,
        scope,
        shown: Vec::new(),
        code: 0,
        images: 0,
        last: Item::Elsewhere,
    };
    let mut out = String::new();
    html::push_html(&mut out, Parser::new(text).filter_map(|event| filter.event(event)));
    out
}

/// Whether the last event began a list item: HTML right behind it gets a line of
/// its own in the specification, which the parser's writer forgets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Item {
    Begins,
    Elsewhere,
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    push_text(&mut escaped, text);
    escaped.replace('"', "&quot;")
}

struct Filter<'s> {
    raw_html: RawHtml,
    scope: &'s dyn Scope,
    /// For each link and image that is open: its end, if it is shown.
    shown: Vec<Option<()>>,
    /// Code blocks that are open.
    code: usize,
    /// Images that are open and shown.
    images: usize,
    last: Item,
}

impl Filter<'_> {
    fn event<'m>(&mut self, event: Event<'m>) -> Option<Event<'m>> {
        let begins = matches!(event, Event::Start(Tag::Item));
        let before = std::mem::replace(&mut self.last, if begins { Item::Begins } else { Item::Elsewhere });
        match event {
            Event::Start(Tag::HtmlBlock) if before == Item::Begins => Some(Event::Html(CowStr::Borrowed("\n"))),
            Event::Start(tag @ (Tag::Link { .. } | Tag::Image { .. })) => {
                let tag = self.target(tag);
                self.shown.push(tag.as_ref().map(|_| ()));
                self.images += usize::from(matches!(tag, Some(Tag::Image { .. })));
                tag.map(Event::Start)
            }
            Event::End(tag @ (TagEnd::Link | TagEnd::Image)) => {
                let shown = self.shown.pop().flatten();
                self.images -= usize::from(shown.is_some() && tag == TagEnd::Image);
                shown.map(|()| Event::End(tag))
            }
            Event::Start(tag @ Tag::CodeBlock(_)) => {
                self.code += 1;
                Some(Event::Start(tag))
            }
            Event::End(TagEnd::CodeBlock) => {
                self.code -= 1;
                Some(Event::End(TagEnd::CodeBlock))
            }
            Event::Text(text) if self.code == 0 => Some(self.quoted(self.words(text))),
            Event::Text(text) => Some(self.quoted(text)),
            Event::Code(code) => Some(self.quoted_code(code)),
            Event::Html(html) | Event::InlineHtml(html) if self.raw_html == RawHtml::Refuse => Some(self.quoted(html)),
            other => Some(other),
        }
    }

    /// The parser's writer leaves `"` in text as it is, the specification writes `&quot;`.
    /// In alternative text the writer escapes everything itself.
    fn quoted<'m>(&self, text: CowStr<'m>) -> Event<'m> {
        if self.images == 0 && text.contains('"') {
            Event::InlineHtml(CowStr::from(escaped(&text)))
        } else {
            Event::Text(text)
        }
    }

    fn quoted_code<'m>(&self, code: CowStr<'m>) -> Event<'m> {
        if self.images == 0 && code.contains('"') {
            Event::InlineHtml(CowStr::from(format!("<code>{}</code>", escaped(&code))))
        } else {
            Event::Code(code)
        }
    }

    fn words<'m>(&self, text: CowStr<'m>) -> CowStr<'m> {
        let words = self.scope.words(&text).into_owned();
        if words == *text { text } else { CowStr::from(words) }
    }

    /// The tag with the page's address; none if only its words are to be shown.
    fn target<'m>(&self, tag: Tag<'m>) -> Option<Tag<'m>> {
        match tag {
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => {
                let dest_url = match address(&dest_url) {
                    Address::Inside if link_type != LinkType::Email => match self.scope.link(&dest_url) {
                        LinkAnswer::Address(address) => CowStr::from(address),
                        LinkAnswer::Text => return None,
                    },
                    Address::Dangerous if self.raw_html == RawHtml::Refuse => return None,
                    _ => dest_url,
                };
                Some(Tag::Link {
                    link_type,
                    dest_url,
                    title: self.words(title),
                    id,
                })
            }
            Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            } => {
                let dest_url = match address(&dest_url) {
                    Address::Inside => match self.scope.image(&dest_url) {
                        ImageAnswer::Picture { src, .. } => CowStr::from(src),
                        ImageAnswer::Missing => return None,
                    },
                    Address::Dangerous | Address::Contact if self.raw_html == RawHtml::Refuse => {
                        return None;
                    }
                    _ => dest_url,
                };
                Some(Tag::Image {
                    link_type,
                    dest_url,
                    title: self.words(title),
                    id,
                })
            }
            other => Some(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::collections::BTreeMap;

    use crate::markdown::{Dialect, ImageAnswer, LinkAnswer, Options, Picture, RawHtml, Scope, outline, render};

    struct Unchanged;

    impl Scope for Unchanged {
        fn link(&self, target: &str) -> LinkAnswer {
            LinkAnswer::Address(target.to_owned())
        }
        fn image(&self, target: &str) -> ImageAnswer {
            ImageAnswer::Picture {
                src: target.to_owned(),
                width: None,
                height: None,
            }
        }
        fn figure(&self, _: &str) -> Option<String> {
            None
        }
        fn words<'a>(&self, text: &'a str) -> Cow<'a, str> {
            Cow::Borrowed(text)
        }
        fn block(&self, _: &str, _: &BTreeMap<String, String>, _: &str, _: &[Picture]) -> Option<String> {
            None
        }
    }

    const PLAIN: Options = Options {
        dialect: Dialect::CommonMark,
        raw_html: RawHtml::Allow,
    };

    #[test]
    fn all_652_examples_of_the_specification_come_out_exactly() {
        let examples = include_str!("../../tests/commonmark/spec-0.31.2.txt").replace('→', "\t");
        let fence = "`".repeat(32);
        let mut count = 0;
        for example in examples.split(&format!("{fence} example ")).skip(1) {
            count += 1;
            let (number, rest) = example.split_once('\n').expect("a number and a line end");
            let (body, _) = rest.split_once(&format!("{fence}\n")).expect("an end");
            let (markdown, html) = body
                .strip_prefix(".\n")
                .map(|html| ("", html))
                .or_else(|| body.split_once("\n.\n"))
                .expect("a dot");
            let markdown = if markdown.is_empty() {
                String::new()
            } else {
                format!("{markdown}\n")
            };
            assert_eq!(
                render(&markdown, &PLAIN, &Unchanged),
                html,
                "example {number}: {markdown}"
            );
            assert_eq!(outline(&markdown, &PLAIN).mistakes, [], "example {number}");
        }
        assert_eq!(count, 652);
    }

    #[test]
    fn refused_html_is_text_and_dangerous_links_are_words() {
        let options = Options {
            raw_html: RawHtml::Refuse,
            ..PLAIN
        };
        let html = render("a <b>c</b> [d](javascript:x) ![e](data:x)", &options, &Unchanged);
        assert_eq!(html, "<p>a &lt;b&gt;c&lt;/b&gt; d e</p>\n");
        assert_eq!(outline("a <b> [d](javascript:x)", &options).mistakes.len(), 2);
    }
}
