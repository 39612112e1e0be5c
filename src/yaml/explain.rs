//! What the YAML reader refuses, as a diagnostic for the person who wrote it.

use crate::diag::Diagnostic;
use crate::model::path::SourcePath;
use crate::yaml::{Mistake, MistakeKind};

/// `offset` is where the YAML begins in the file's text, in bytes.
pub fn yaml_diagnostic(file: &SourcePath, offset: usize, mistake: &Mistake) -> Diagnostic {
    let diagnostic = match &mistake.kind {
        MistakeKind::Duplicate(key) => Diagnostic::new("yaml-key-twice", file).with("key", key),
        MistakeKind::Tab => Diagnostic::new("yaml-tab", file),
        MistakeKind::Quote => Diagnostic::new("yaml-quote", file),
        MistakeKind::Colon => Diagnostic::new("yaml-colon", file),
        MistakeKind::FullWidthColon => Diagnostic::new("yaml-full-width", file),
        MistakeKind::TooMuch => Diagnostic::new("yaml-too-much", file),
        MistakeKind::Tag => Diagnostic::new("yaml-tag", file),
        MistakeKind::Key => Diagnostic::new("yaml-key", file),
        MistakeKind::Syntax(reason) => Diagnostic::new("yaml-syntax", file).with("reason", reason),
        MistakeKind::Form(reason) => Diagnostic::new("yaml-form", file).with("reason", reason),
    };
    let span = mistake
        .range
        .clone()
        .map(|range| range.start + offset..range.end + offset);
    match (&mistake.kind, span.clone()) {
        (MistakeKind::FullWidthColon, Some(colon)) => diagnostic.at(span).fixed_by(colon, ": "),
        _ => diagnostic.at(span),
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::catalogue::Speech;
    use crate::diag::terminal::words;
    use crate::model::path::SourcePath;
    use crate::yaml::explain::yaml_diagnostic;

    #[track_caller]
    fn check(yaml: &str, code: &str, place: &str, message: &str) {
        let file = SourcePath::new("content/projects/a.md").unwrap();
        let text = format!("---\n{yaml}---\n");
        let mistake = crate::yaml::read(yaml).expect_err("a mistake");
        let found = yaml_diagnostic(&file, 4, &mistake);
        assert_eq!(found.code, code);
        assert_eq!(&text[found.span.clone().unwrap()], place);
        assert_eq!(words(&found, Speech::Chinese).0, message);
    }

    #[test]
    fn slips_are_told_in_plain_words() {
        check(
            "标题: 甲\n标题: 乙\n",
            "yaml-key-twice",
            "标题",
            "“标题”在同一处写了两次",
        );
        check(
            "标题: 招商: 引资\n",
            "yaml-colon",
            "标题: 招商: 引资",
            "这一行里有两个冒号，分不清哪一个在名称后面",
        );
        check(
            "标题：甲\n地区: 乙\n",
            "yaml-full-width",
            "：",
            "名称后面的冒号是全角的“：”",
        );
        check("a:\n\tb: 1\n", "yaml-tab", "\tb: 1", "行首用了制表符（Tab 键）");
    }
}
