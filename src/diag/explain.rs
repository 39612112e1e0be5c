//! What a code means, why it matters, and how it is written right: `check --explain CODE`.
//!
//! The words stand in `explain/*.txt`, one block a code: its name, a line `zh` and a line `en` that say
//! why, then, where an example helps, lines behind `-` (wrong) and lines behind `+` (right).

use crate::diag::Severity;
use crate::diag::catalogue::{self, Speech, pattern};

/// One block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    pub code: &'static str,
    zh: &'static str,
    en: &'static str,
    pub wrong: Vec<&'static str>,
    pub right: Vec<&'static str>,
}

/// Codes that belong together, under one heading.
#[derive(Debug)]
pub struct Group {
    pub zh: &'static str,
    pub en: &'static str,
    text: &'static str,
}

/// In the order in which a clerk meets them; a theme's come last.
pub const GROUPS: &[Group] = &[
    Group {
        zh: "文件和图片",
        en: "Files and pictures",
        text: include_str!("explain/files.txt"),
    },
    Group {
        zh: "书写格式",
        en: "How fields are written",
        text: include_str!("explain/yaml.txt"),
    },
    Group {
        zh: "字段和它们的内容",
        en: "Fields and their values",
        text: include_str!("explain/fields.txt"),
    },
    Group {
        zh: "数字和金额",
        en: "Figures and amounts",
        text: include_str!("explain/figures.txt"),
    },
    Group {
        zh: "正文",
        en: "Running text",
        text: include_str!("explain/text.txt"),
    },
    Group {
        zh: "网站的设置、网址和译文",
        en: "Settings, addresses and translations",
        text: include_str!("explain/site.txt"),
    },
    Group {
        zh: "类型、单位和格式",
        en: "Types, units and formats",
        text: include_str!("explain/types.txt"),
    },
    Group {
        zh: "主题和模板",
        en: "Themes and templates",
        text: include_str!("explain/theme.txt"),
    },
];

impl Group {
    pub fn explanations(&self) -> Vec<Explanation> {
        blocks(self.text)
    }
}

impl Explanation {
    /// Why it matters.
    pub fn why(&self, speech: Speech) -> &'static str {
        match speech {
            Speech::Chinese => self.zh,
            Speech::English => self.en,
        }
    }
}

/// Every block, in the order of the groups.
pub fn explanations() -> Vec<Explanation> {
    GROUPS.iter().flat_map(Group::explanations).collect()
}

fn blocks(text: &'static str) -> Vec<Explanation> {
    let mut blocks: Vec<Explanation> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        let word = line.split(' ').next().unwrap_or_default();
        let rest = line.get(word.len() + 1..).unwrap_or_default();
        match (word, blocks.last_mut()) {
            ("zh", Some(block)) => block.zh = rest,
            ("en", Some(block)) => block.en = rest,
            ("-", Some(block)) => block.wrong.push(rest),
            ("+", Some(block)) => block.right.push(rest),
            (code, _) => blocks.push(Explanation {
                code,
                ..Explanation::default()
            }),
        }
    }
    blocks
}

/// All that there is to say of a code; none where there is no such code.
pub fn explain(code: &str, speech: Speech) -> Option<String> {
    let row = catalogue::row(code)?;
    let wording = row.wording(speech);
    let found = explanations().into_iter().find(|found| found.code == code);
    let found = found.unwrap_or_default();
    let heads = match speech {
        Speech::Chinese => ["为什么", "怎么办", "错误的写法", "正确的写法", "本站可否调整"],
        Speech::English => ["Why", "What to do", "Wrong", "Right", "May this site change it?"],
    };
    let parts: [Vec<String>; 5] = [
        vec![found.why(speech).to_owned()],
        vec![pattern(wording.help)],
        found.wrong.iter().map(ToString::to_string).collect(),
        found.right.iter().map(ToString::to_string).collect(),
        vec![may_be_changed(row, speech)],
    ];
    let mut told = format!(
        "{} [{}]\n  {}\n",
        name(row.severity, speech),
        row.code,
        pattern(wording.message)
    );
    for (head, lines) in heads.iter().zip(parts) {
        if lines.iter().any(|line| !line.is_empty()) {
            told.extend([format!("\n{head}\n")]);
            told.extend(lines.iter().map(|line| format!("  {line}\n")));
        }
    }
    Some(told)
}

/// The word for a severity.
pub fn name(severity: Severity, speech: Speech) -> &'static str {
    match (severity, speech) {
        (Severity::Error, Speech::Chinese) => "错误",
        (Severity::Warning, Speech::Chinese) => "警告",
        (Severity::Note, Speech::Chinese) => "提示",
        (_, Speech::English) => severity.key(),
    }
}

fn may_be_changed(row: &catalogue::Row, speech: Speech) -> String {
    let code = row.code;
    match (row.may_be_lowered(), speech) {
        (true, Speech::Chinese) => format!(
            "可以。在 content/site.yaml 里写 `severity: {{{code}: off}}` 就不再提示；也可以写 error（错误）、warning（警告）、note（提示）。"
        ),
        (true, Speech::English) => format!(
            "Yes: `severity: {{{code}: off}}` in content/site.yaml silences it; error, warning and note are possible too."
        ),
        (false, Speech::Chinese) => "不可以。不改正它，网站就会缺内容、出错或不安全。".to_owned(),
        (false, Speech::English) => "No: with it the site would lack something, be wrong, or be unsafe.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::diag::catalogue::{Speech, rows};
    use crate::diag::explain::{explain, explanations};

    #[test]
    fn every_code_is_explained_once() {
        let found = explanations();
        let codes: BTreeSet<&str> = found.iter().map(|one| one.code).collect();
        assert_eq!(codes.len(), found.len(), "a code is explained twice");
        let known: BTreeSet<&str> = rows().map(|row| row.code).collect();
        let unexplained: Vec<_> = known.difference(&codes).collect();
        assert_eq!(unexplained, Vec::<&&str>::new(), "add them to src/diag/explain/*.txt");
        for one in &found {
            for speech in [Speech::Chinese, Speech::English] {
                assert!(one.why(speech).chars().count() >= 12, "{}: say why", one.code);
            }
            let shown = (one.wrong.is_empty(), one.right.is_empty());
            assert!(shown.0 || !shown.1, "{}: a wrong example needs a right one", one.code);
        }
    }

    #[test]
    fn an_explanation_says_why_what_to_do_and_how_it_is_written() {
        let told = explain("yaml-tab", Speech::Chinese).expect("a code");
        for part in [
            "错误 [yaml-tab]",
            "为什么\n",
            "怎么办\n",
            "错误的写法\n",
            "正确的写法\n",
            "不可以。",
        ] {
            assert!(told.contains(part), "no {part} in\n{told}");
        }
        assert!(
            explain("link-held", Speech::English)
                .expect("a code")
                .contains("severity: {link-held: off}")
        );
        assert_eq!(explain("no-such-code", Speech::English), None);
    }
}
