//! What the Wutong dialect means, as texts and the HTML and outlines they give.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::markdown::{
    Dialect, ImageAnswer, LinkAnswer, MixedBreak, Options, Outline, Phrase, Picture, RawHtml, Scope, Wording, compile,
};

mod blocks;
mod emphasis;
mod noise;
mod pages;
mod reading;

const WUTONG: Options = Options {
    dialect: Dialect::Wutong,
    raw_html: RawHtml::Refuse,
    mixed_break: MixedBreak::Blank,
};

/// The HTML of a text that is read for one page.
fn render(text: &str, options: &Options, scope: &dyn Scope) -> String {
    crate::markdown::render(&compile(text, options).pieces, scope)
}

/// Answers in a way that shows who was asked.
struct Page;

impl Scope for Page {
    fn link(&self, target: &str) -> LinkAnswer {
        if target.starts_with("held") {
            return LinkAnswer::Text;
        }
        LinkAnswer::Address(format!("to/{target}"))
    }

    fn image(&self, target: &str) -> ImageAnswer {
        match target {
            "missing.jpg" => ImageAnswer::Missing,
            "big.jpg" => ImageAnswer::Picture {
                src: "m/big.jpg".into(),
                srcset: None,
                width: Some(1200),
                height: Some(800),
            },
            other => ImageAnswer::Picture {
                src: format!("m/{other}"),
                srcset: None,
                width: None,
                height: None,
            },
        }
    }

    fn figure(&self, name: &str) -> Option<String> {
        (name != "无").then(|| format!("<{name}>"))
    }

    fn words<'a>(&self, text: &'a str) -> Cow<'a, str> {
        Cow::Owned(text.replace("发", "發"))
    }

    fn block(
        &self,
        name: &str,
        arguments: &BTreeMap<String, String>,
        body_html: &str,
        pictures: &[Picture],
    ) -> Option<String> {
        let mut given = format!("data-name=\"{name}\"");
        for (key, value) in arguments {
            let _ = write!(given, " {key}={value:?}");
        }
        for picture in pictures {
            let _ = write!(given, " [{} {} {}]", picture.src, picture.alt, picture.caption);
        }
        let given = given.replace('<', "‹");
        (name != "unknown").then(|| format!("<div {given}>\n{body_html}</div>"))
    }

    fn phrase(&self, phrase: Phrase) -> Option<String> {
        Some(match phrase {
            Phrase::Footnotes => "脚注".to_owned(),
            Phrase::BackToText(number) => format!("回到 {number}"),
            Phrase::Table(number) => format!("表 {number}"),
        })
    }
}

/// The HTML of a text, its last line end left out.
fn check(text: &str, expected: &str) {
    assert_eq!(
        render(text, &WUTONG, &Page).trim_end_matches('\n'),
        expected.trim_end_matches('\n'),
        "{text}"
    );
}

/// A paragraph's inner HTML.
fn check_words(text: &str, expected: &str) {
    check(text, &format!("<p>{expected}</p>"));
}

fn read(text: &str) -> Outline {
    compile(text, &WUTONG).outline
}

/// The mistakes of a text, each as its name and the source it marks.
fn mistakes(text: &str) -> Vec<String> {
    read(text)
        .mistakes
        .iter()
        .map(|mistake| {
            let name: String = format!("{mistake:?}")
                .chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect();
            format!("{name} {}", &text[mistake.range().clone()])
        })
        .collect()
}

/// Converts words to what they are, and otherwise answers as [`Page`] does.
struct Unchanged;

/// The same, and says that it converts nothing.
struct AsWritten;

macro_rules! answers_as_page {
    ($scope:ty, $wording:expr) => {
        impl Scope for $scope {
            fn link(&self, target: &str) -> LinkAnswer {
                Page.link(target)
            }
            fn image(&self, target: &str) -> ImageAnswer {
                Page.image(target)
            }
            fn figure(&self, name: &str) -> Option<String> {
                Page.figure(name)
            }
            fn wording(&self) -> Wording {
                $wording
            }
            fn words<'a>(&self, text: &'a str) -> Cow<'a, str> {
                assert_eq!($wording, Wording::Converted, "asked for {text:?}");
                Cow::Borrowed(text)
            }
            fn block(
                &self,
                name: &str,
                arguments: &BTreeMap<String, String>,
                body_html: &str,
                pictures: &[Picture],
            ) -> Option<String> {
                Page.block(name, arguments, body_html, pictures)
            }
            fn phrase(&self, phrase: Phrase) -> Option<String> {
                Page.phrase(phrase)
            }
        }
    };
}

answers_as_page!(Unchanged, Wording::Converted);
answers_as_page!(AsWritten, Wording::AsWritten);

#[test]
fn a_page_that_converts_nothing_need_not_be_asked() {
    let text =
        "# 发 <a>\n\n发*乙* & {=丙} [发](a \"发\")\n\n![发](b.jpg \"发\")\n\n::: note\n发[^1]\n:::\n\n[^1]: 发\n";
    let compiled = compile(text, &WUTONG).pieces;
    let html = crate::markdown::render(&compiled, &AsWritten);
    assert_eq!(html, crate::markdown::render(&compiled, &Unchanged));
    assert_eq!(
        html.replace("发", "發").replace("id=\"發-a\"", "id=\"发-a\""),
        render(text, &WUTONG, &Page)
    );
}

#[test]
fn what_was_read_can_be_shared_between_threads() {
    fn check<T: Send + Sync>() {}
    check::<crate::markdown::Compiled>();
}
