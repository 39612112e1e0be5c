//! What the YAML reader refuses, as a diagnostic for the person who wrote it.

use crate::diag::Diagnostic;
use crate::diag::suggest::{listed, nearest};
use crate::model::path::SourcePath;
use crate::yaml::{Form, FormProblem, Mistake, MistakeKind};

/// `offset` is where the YAML begins in the file's text, in bytes.
pub fn yaml_diagnostic(file: &SourcePath, offset: usize, mistake: &Mistake) -> Diagnostic {
    let diagnostic = match &mistake.kind {
        MistakeKind::Duplicate(key) => Diagnostic::new("yaml-key-twice", file).with("key", key),
        MistakeKind::Tab => Diagnostic::new("yaml-tab", file),
        MistakeKind::Quote => Diagnostic::new("yaml-quote", file),
        MistakeKind::Bracket => Diagnostic::new("yaml-bracket-open", file),
        MistakeKind::NoColon => Diagnostic::new("yaml-no-colon", file),
        MistakeKind::Indent => Diagnostic::new("yaml-between-levels", file),
        MistakeKind::Documents => Diagnostic::new("yaml-documents", file),
        MistakeKind::TooMuch => Diagnostic::new("yaml-too-much", file),
        MistakeKind::Tag => Diagnostic::new("yaml-tag", file),
        MistakeKind::Key => Diagnostic::new("yaml-key", file),
        MistakeKind::Syntax => Diagnostic::new("yaml-syntax", file),
        MistakeKind::Form(form) => self::form(file, form),
    };
    let span = mistake.range.clone();
    diagnostic.at(span.map(|range| range.start + offset..range.end + offset))
}

fn form(file: &SourcePath, form: &Form) -> Diagnostic {
    let diagnostic = match &form.problem {
        FormProblem::Missing(part) => Diagnostic::new("form-missing", file).with("part", part),
        FormProblem::Unknown(written, known) => Diagnostic::new("form-unknown", file)
            .with("written", written)
            .with_some(
                "suggestion",
                nearest(written, known.iter().map(String::as_str).zip(0..)).map(|near| near.word),
            )
            .with("known", listed(known.iter().map(String::as_str))),
        FormProblem::Other => Diagnostic::new("form-wrong", file),
    };
    let place = if form.place.is_empty() {
        file.file_name()
    } else {
        &form.place
    };
    diagnostic.with("place", place)
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
            "标题 甲\n地区: 乙\n",
            "yaml-no-colon",
            "标题 甲",
            "这一行没有冒号，不知道哪里是名称、哪里是内容",
        );
        check("a: 1\n\tb: 1\n", "yaml-tab", "\tb: 1", "行首用了制表符（Tab 键）");
    }
}
