//! A content file: whatever stands in it, it is taken apart or refused, and every place that is told lies in the text.

#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use wutong::build::parse::parse;
use wutong::model::path::SourcePath;
use wutong::yaml::Locator;
use wutong::yaml::front::{end_mark, front_matter, mends};

fuzz_target!(|text: &str| {
    let _ = (front_matter(text), mends(text), end_mark(text));
    let text: Arc<str> = text.into();
    for name in ["content/projects/a.md", "content/projects/a.yaml"] {
        let file = SourcePath::new(name).expect("a path");
        let (document, mistakes) = parse(&file, &text);
        for span in mistakes.iter().filter_map(|mistake| mistake.span.clone()) {
            assert!(text.get(span.clone()).is_some(), "{span:?}");
        }
        if let Some(document) = document {
            let front = &text[document.front_range.clone()];
            let _ = document.body_range.map(|body| &text[body]);
            let _ = Locator::new(front).locate(&["标题"]);
        }
    }
});
