//! A body: it is rendered whatever it is, every place that is told lies in it, and no script comes out.

#![no_main]

use std::borrow::Cow;
use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use wutong::markdown::{
    Dialect, ImageAnswer, LinkAnswer, MixedBreak, Options, Picture, RawHtml, Scope, compile, render, slips,
};

struct Page;

impl Scope for Page {
    fn link(&self, target: &str) -> LinkAnswer {
        if target.starts_with('h') {
            return LinkAnswer::Text;
        }
        LinkAnswer::Address(format!("to/{target}"))
    }

    fn image(&self, target: &str) -> ImageAnswer {
        if target.starts_with('m') {
            return ImageAnswer::Missing;
        }
        ImageAnswer::Picture {
            src: format!("media/{target}"),
            srcset: None,
            width: Some(4),
            height: Some(3),
        }
    }

    fn figure(&self, name: &str) -> Option<String> {
        (name != "无").then(|| format!("<{name}>"))
    }

    fn words<'a>(&self, text: &'a str) -> Cow<'a, str> {
        Cow::Borrowed(text)
    }

    fn block(&self, name: &str, _: &BTreeMap<String, String>, body: &str, _: &[Picture]) -> Option<String> {
        (name != "gone").then(|| format!("<aside>{body}</aside>"))
    }
}

fuzz_target!(|text: &str| {
    for dialect in [Dialect::Wutong, Dialect::CommonMark] {
        let options = Options {
            dialect,
            raw_html: RawHtml::Refuse,
            mixed_break: MixedBreak::Blank,
        };
        let compiled = compile(text, &options);
        let outline = &compiled.outline;
        let mistakes = outline.mistakes.iter().map(|one| one.range());
        let links = outline.links.iter().map(|one| &one.range);
        let headings = outline.headings.iter().map(|one| &one.range);
        let figures = outline.figures.iter().map(|one| &one.range);
        let blocks = outline.blocks.iter().map(|one| &one.range);
        for range in mistakes.chain(links).chain(headings).chain(figures).chain(blocks) {
            assert!(text.get(range.clone()).is_some(), "{range:?}");
        }
        let html = render(&compiled.pieces, &Page).to_ascii_lowercase();
        // In words and in attributes `<` is escaped, so every one that is left begins a tag.
        for tag in html.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap_or_default();
            let active = ["=\"javascript:", "=\"data:", "=\"vbscript:"];
            let bad = active.iter().any(|bad| tag.contains(bad));
            assert!(!bad && !tag.starts_with("script") && !tag.starts_with("iframe"), "<{tag}>");
        }
    }
    let _ = slips(text);
});
