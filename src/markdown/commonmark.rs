//! Plain CommonMark 0.31.2 → HTML by the parser's own writer; only addresses and words are left to the page.

use std::cell::RefCell;
use std::fmt;

use pulldown_cmark::{CowStr, Event, LinkType, Parser, Tag, TagEnd, html};

use crate::markdown::address::{Address, address};
use crate::markdown::escape::push_quoted_text;
use crate::markdown::figures::Word;
use crate::markdown::marked::Marked;
use crate::markdown::outline::outline;
use crate::markdown::pieces::{Hole, ImageHole, LinkHole, Pieces, Span, Words, place};
use crate::markdown::shape::{Shaper, extensions};
use crate::markdown::{Compiled, Dialect, Options, Picture, RawHtml};

/// With [`RawHtml::Allow`] and a scope that changes nothing this is the specification, byte for byte.
pub(super) fn compile(text: &str, options: Options) -> Compiled {
    let marked = Marked::unmarked(text);
    let mut shaper = Shaper::new(&marked, options);
    let pieces = RefCell::new(Pieces::new(Dialect::CommonMark, text.len()));
    let mut filter = Filter {
        raw_html: options.raw_html,
        pieces: &pieces,
        links: Vec::new(),
        image: None,
        code: 0,
        last: Item::Elsewhere,
    };
    let events = Parser::new_ext(text, extensions(options.dialect)).into_offset_iter();
    let events = events.filter_map(|(event, range)| {
        shaper.take(event.clone(), &range);
        filter.event(event)
    });
    // Writing to a String cannot fail.
    let _ = html::write_html_fmt(Out(&pieces), events);
    Compiled {
        outline: outline(text, shaper.finish()),
        pieces: pieces.into_inner().finish(),
    }
}

/// Appends the start of a link as the parser's writer does.
pub(super) fn start_link(out: &mut String, target: &str, title: &str) {
    let tag = Tag::Link {
        link_type: LinkType::Inline,
        dest_url: CowStr::Borrowed(target),
        title: CowStr::Borrowed(title),
        id: CowStr::Borrowed(""),
    };
    html::push_html(out, std::iter::once(Event::Start(tag)));
}

/// Appends an image as the parser's writer does.
pub(super) fn write_image(out: &mut String, picture: &Picture) {
    let tag = Tag::Image {
        link_type: LinkType::Inline,
        dest_url: CowStr::Borrowed(&picture.src),
        title: CowStr::Borrowed(&picture.caption),
        id: CowStr::Borrowed(""),
    };
    let alt = Event::Text(CowStr::Borrowed(&picture.alt));
    html::push_html(out, [Event::Start(tag), alt, Event::End(TagEnd::Image)].into_iter());
}

/// Stands for a hole while the parser's writer writes: it keeps count of the
/// lines, and must know that something stands there. No text holds it.
const HOLE: &str = "\0";

/// The parser's writer writes here. Between two events the filter sees how far it has come.
struct Out<'p>(&'p RefCell<Pieces>);

impl fmt::Write for Out<'_> {
    fn write_str(&mut self, html: &str) -> fmt::Result {
        if html != HOLE {
            self.0.borrow_mut().html.push_str(html);
        }
        Ok(())
    }
}

/// Whether the last event began a list item: HTML right behind it gets a line of
/// its own in the specification, which the parser's writer forgets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Item {
    Begins,
    Elsewhere,
}

/// What the end of a link is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LinkForm {
    Ready,
    Hole,
    /// Only the link's words are shown.
    Words,
}

struct Filter<'p, 'm> {
    raw_html: RawHtml,
    pieces: &'p RefCell<Pieces>,
    links: Vec<LinkForm>,
    image: Option<Draft<'m>>,
    /// Code blocks that are open.
    code: usize,
    last: Item,
}

/// An image whose alternative text is still being read.
struct Draft<'m> {
    target: CowStr<'m>,
    title: CowStr<'m>,
    alt: Vec<Word<'m>>,
    /// Tags open inside; their words count, they do not.
    depth: usize,
}

impl<'m> Filter<'_, 'm> {
    /// What the parser's writer is to write of an event.
    fn event(&mut self, event: Event<'m>) -> Option<Event<'m>> {
        let begins = matches!(event, Event::Start(Tag::Item));
        let now = if begins { Item::Begins } else { Item::Elsewhere };
        let before = std::mem::replace(&mut self.last, now);
        if self.image.is_some() {
            return self.in_image(event);
        }
        match event {
            Event::Start(Tag::HtmlBlock) if before == Item::Begins => {
                return Some(Event::Html(CowStr::Borrowed("\n")));
            }
            Event::Start(tag @ Tag::Link { .. }) => return self.start_link(tag),
            Event::End(TagEnd::Link) => match self.links.pop() {
                Some(LinkForm::Hole) => return Some(self.hole(Hole::LinkEnd)),
                Some(LinkForm::Words) => return None,
                _ => {}
            },
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                self.image = Some(Draft {
                    target: dest_url,
                    title,
                    alt: Vec::new(),
                    depth: 0,
                });
                return None;
            }
            Event::Start(Tag::CodeBlock(_)) => self.code += 1,
            Event::End(TagEnd::CodeBlock) => self.code -= 1,
            Event::Text(text) if self.code == 0 => return Some(self.words(&text)),
            Event::Text(text) => return Some(Event::InlineHtml(escaped(&text))),
            Event::Code(code) => {
                let html = format!("<code>{}</code>", escaped(&code));
                return Some(Event::InlineHtml(CowStr::from(html)));
            }
            Event::Html(html) | Event::InlineHtml(html) if self.raw_html == RawHtml::Refuse => {
                return Some(Event::InlineHtml(escaped(&html)));
            }
            _ => {}
        }
        Some(event)
    }

    fn start_link(&mut self, tag: Tag<'m>) -> Option<Event<'m>> {
        let Tag::Link {
            link_type,
            dest_url,
            title,
            ..
        } = &tag
        else {
            return Some(Event::Start(tag));
        };
        let kind = match link_type {
            LinkType::Email => Address::Contact,
            _ => address(dest_url),
        };
        if kind == Address::Dangerous && self.raw_html == RawHtml::Refuse {
            self.links.push(LinkForm::Words);
            return None;
        }
        if kind != Address::Inside && title.is_empty() {
            self.links.push(LinkForm::Ready);
            return Some(Event::Start(tag));
        }
        self.links.push(LinkForm::Hole);
        let mut pieces = self.pieces.borrow_mut();
        let link = LinkHole {
            target: pieces.lend(dest_url),
            kind,
            title: lend(&mut pieces, title),
        };
        pieces.links.push(link);
        let hole = Hole::Link(place(pieces.links.len() - 1));
        drop(pieces);
        Some(self.hole(hole))
    }

    /// An event between an image's start and end.
    fn in_image(&mut self, event: Event<'m>) -> Option<Event<'m>> {
        let image = self.image.as_mut()?;
        match event {
            Event::Start(_) => image.depth += 1,
            Event::End(_) if image.depth > 0 => image.depth -= 1,
            Event::End(_) => return self.end_image(),
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => image.alt.push(Word::Text(text)),
            Event::SoftBreak | Event::HardBreak => image.alt.push(Word::Text(CowStr::Borrowed(" "))),
            _ => {}
        }
        None
    }

    fn end_image(&mut self) -> Option<Event<'m>> {
        let Draft { target, title, alt, .. } = self.image.take()?;
        let kind = address(&target);
        if self.raw_html == RawHtml::Refuse && matches!(kind, Address::Dangerous | Address::Contact) {
            let alt: String = alt
                .iter()
                .map(|word| match word {
                    Word::Text(text) | Word::Figure(text) => &**text,
                })
                .collect();
            return Some(self.words(&alt));
        }
        let mut pieces = self.pieces.borrow_mut();
        let image = ImageHole {
            target: pieces.lend(&target),
            kind,
            alt: pieces.lend_words(&alt),
            title: lend(&mut pieces, &title),
            width: None,
        };
        pieces.images.push(image);
        let hole = Hole::Image(place(pieces.images.len() - 1));
        drop(pieces);
        Some(self.hole(hole))
    }

    fn hole(&self, hole: Hole) -> Event<'m> {
        self.pieces.borrow_mut().hole(hole);
        Event::InlineHtml(CowStr::Borrowed(HOLE))
    }

    /// The writer writes what it is given here at once, so its place is known.
    fn words(&self, text: &str) -> Event<'m> {
        let words = escaped(text);
        let mut pieces = self.pieces.borrow_mut();
        let start = pieces.html.len();
        pieces
            .words
            .extend((!words.is_empty()).then(|| Span::new(start, start + words.len())));
        Event::InlineHtml(words)
    }
}

/// The parser's writer leaves `"` in text as it is, the specification writes `&quot;`.
fn escaped<'m>(text: &str) -> CowStr<'m> {
    let mut escaped = String::with_capacity(text.len() + 16);
    push_quoted_text(&mut escaped, text);
    CowStr::from(escaped)
}

fn lend(pieces: &mut Pieces, title: &CowStr<'_>) -> Words {
    if title.is_empty() {
        return pieces.lend_words(&[]);
    }
    pieces.lend_words(&[Word::Text(CowStr::Borrowed(title))])
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::collections::BTreeMap;

    use crate::markdown::{
        Dialect, ImageAnswer, LinkAnswer, MixedBreak, Options, Picture, RawHtml, Scope, compile, render,
    };

    struct Unchanged;

    impl Scope for Unchanged {
        fn link(&self, target: &str) -> LinkAnswer {
            LinkAnswer::Address(target.to_owned())
        }
        fn image(&self, target: &str) -> ImageAnswer {
            ImageAnswer::Picture {
                src: target.to_owned(),
                srcset: None,
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
        mixed_break: MixedBreak::Blank,
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
            let compiled = compile(&markdown, &PLAIN);
            let made = render(&compiled.pieces, &Unchanged);
            assert_eq!(made, html, "example {number}: {markdown}");
            assert_eq!(compiled.outline.mistakes, [], "example {number}");
        }
        assert_eq!(count, 652);
    }

    #[test]
    fn refused_html_is_text_and_dangerous_links_are_words() {
        let options = Options {
            raw_html: RawHtml::Refuse,
            ..PLAIN
        };
        let compiled = compile("a <b>c</b> [d](javascript:x) ![e](data:x)", &options);
        let made = render(&compiled.pieces, &Unchanged);
        assert_eq!(made, "<p>a &lt;b&gt;c&lt;/b&gt; d e</p>\n");
        let compiled = compile("a <b> [d](javascript:x)", &options);
        assert_eq!(compiled.outline.mistakes.len(), 2);
    }
}
