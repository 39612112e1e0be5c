//! Every code on one page, as Markdown: what is said, why, what to do, and how it is written right.

use crate::diag::Severity;
use crate::diag::catalogue::{Row, Speech, pattern, row, rows};
use crate::diag::explain::{Explanation, GROUPS, Group, name};

/// `docs/mistakes.md`.
pub fn handbook() -> String {
    let mut page = HEAD.to_owned();
    let all = rows().count();
    page.extend([format!("共 {all} 个代号 · {all} codes in all\n\n")]);
    for group in GROUPS {
        page.push_str(&contents(group));
    }
    for group in GROUPS {
        page.extend([format!("\n## {} · {}\n\n", group.zh, group.en)]);
        for explained in group.explanations() {
            page.push_str(&section(&explained));
        }
    }
    page.trim_end().to_owned() + "\n"
}

const HEAD: &str = "# 提示一览 · Every message\n\n\
    `wutong build` 和 `wutong check` 的每条提示都带一个代号，如 `错误[yaml-tab]`。在本页查这个代号，就知道它为什么出现、怎样改。\
    同样的说明也可以在命令行里看：`wutong check --explain yaml-tab`。命令的用法见 [checking.md](checking.md)。\n\n\
    Every message of `wutong build` and `wutong check` carries a code, such as `error[yaml-tab]`. This page says for each \
    why it appears and what to do; so does `wutong check --explain yaml-tab`. How the command is used: [checking.md](checking.md).\n\n\
    - **错误** error：网站不会更新，原来的网站保持不变。The site is not updated and stays as it was.\n\
    - **警告** warning：网站照常更新，但最好改一改。The site is updated; better mend it.\n\
    - **提示** note：只是让你知道。Worth knowing.\n\n\
    “…” 是具体的文件、名称或数字。`…` stands for the file, name or number at hand.\n\n";

/// The group's codes, each leading to its section.
fn contents(group: &Group) -> String {
    let codes = group.explanations();
    let links = codes.iter().filter(|one| row(one.code).is_some());
    let links: Vec<String> = links.map(|one| format!("[{0}](#{0})", one.code)).collect();
    format!("- {} · {}: {}\n", group.zh, group.en, links.join(" · "))
}

fn section(explained: &Explanation) -> String {
    let Some(row) = row(explained.code) else {
        return String::new();
    };
    let mut section = format!("### {}\n\n", explained.code);
    for speech in [Speech::Chinese, Speech::English] {
        section.push_str(&words(row, explained, speech));
    }
    section.push_str(&example("错误的写法 · wrong", &explained.wrong));
    section.push_str(&example("正确的写法 · right", &explained.right));
    section
}

fn words(row: &Row, explained: &Explanation, speech: Speech) -> String {
    let wording = row.wording(speech);
    let (why, to_do) = match speech {
        Speech::Chinese => ("为什么：", "怎么办："),
        Speech::English => ("Why: ", "What to do: "),
    };
    let mut words = format!("{}{}\n\n", heading(row, speech), inline(&pattern(wording.message)));
    for (head, told) in [(why, explained.why(speech)), (to_do, &pattern(wording.help))] {
        if !told.is_empty() {
            words.extend([format!("- {head}{}\n", inline(told))]);
        }
    }
    words.push('\n');
    words
}

/// The severity, and whether a site may lower it.
fn heading(row: &Row, speech: Speech) -> String {
    let severity = name(row.severity, speech);
    let lowered = row.severity == Severity::Error && row.may_be_lowered();
    match (speech, lowered) {
        (Speech::Chinese, false) => format!("**{severity}**："),
        (Speech::Chinese, true) => format!("**{severity}**（可以调低）："),
        (Speech::English, false) => format!("**{severity}**: "),
        (Speech::English, true) => format!("**{severity}** (may be lowered): "),
    }
}

/// Words that are no Markdown; what stands between backquotes is left as it is.
fn inline(words: &str) -> String {
    let parts = words.split('`').enumerate().map(|(number, part)| match number % 2 {
        0 => part
            .replace('*', "\\*")
            .replace('<', "\\<")
            .replace('[', "\\[")
            .replace('_', "\\_"),
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("`")
}

fn example(head: &str, lines: &[&str]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let indented = lines.iter().map(|line| format!("    {line}\n"));
    format!("{head}:\n\n{}\n", indented.collect::<String>())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::diag::catalogue::rows;
    use crate::diag::handbook::{handbook, inline};

    #[test]
    fn every_code_has_one_section_and_one_link() {
        let page = handbook();
        let sections: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("### ")).collect();
        let codes: BTreeSet<&str> = rows().map(|row| row.code).collect();
        assert_eq!(sections.iter().copied().collect::<BTreeSet<_>>(), codes);
        assert_eq!(sections.len(), codes.len());
        for code in codes {
            assert_eq!(page.matches(&format!("](#{code})")).count(), 1, "{code}");
        }
    }

    #[test]
    fn signs_of_markdown_in_the_words_are_only_signs() {
        assert_eq!(inline("写 `a*b` 或 *c* <b>"), "写 `a*b` 或 \\*c\\* \\<b>");
    }
}
