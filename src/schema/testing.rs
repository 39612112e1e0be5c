//! What tests of types and entries share: the units, an envelope, and mistakes shown as lines.

use std::sync::LazyLock;

use crate::diag::Diagnostic;
use crate::diag::catalogue::Speech;
use crate::diag::terminal::words;
use crate::lang::figure::units::Units;
use crate::model::path::SourcePath;
use crate::model::types::Types;
use crate::schema::{Layer, TypeFile, declared, read_types};

/// The units of the default theme.
const UNITS: &str = include_str!("../../themes/wutong/units.yaml");

/// The envelope of the tests.
pub(crate) const ENVELOPE: &str = "
fields:
  title: {kind: text, required: true, localized: true, label: {zh-Hans: 标题, en: Title}}
  summary: {kind: text, localized: true, at_most: 12, label: {zh-Hans: 摘要, en: Summary}}
  draft: {kind: boolean, label: {zh-Hans: 草稿, en: Draft}}
  weight: {kind: integer, label: {zh-Hans: 排序, en: Order}}
  translated_from:
    kind: group
    hidden: true
    fields: {lang: {kind: text}, blocks: {kind: text}}
    label: {zh-Hans: 译自}
";

pub(crate) fn units() -> &'static Units {
    static READ: LazyLock<Units> = LazyLock::new(|| {
        let file = crate::yaml::typed(UNITS).expect("good units");
        Units::new(&file).expect("good units")
    });
    &READ
}

/// Types from `(layer, name, text)`, with the envelope before them.
pub(crate) fn types_of(files: &[(Layer, &str, &str)]) -> (Types, Vec<Diagnostic>, Vec<TypeFile>) {
    let envelope = std::iter::once((Layer::Theme, "_entry", ENVELOPE));
    let files: Vec<TypeFile> = envelope
        .chain(files.iter().copied())
        .map(|(layer, name, text)| {
            let folder = match layer {
                Layer::Theme => "themes/wutong",
                Layer::Site => "content",
            };
            TypeFile {
                file: SourcePath::new(&format!("{folder}/types/{name}.yaml")).unwrap(),
                text: text.into(),
                layer,
            }
        })
        .collect();
    let (types, diagnostics) = read_types(&files, declared(&files), units());
    (types, diagnostics, files)
}

/// One line a mistake: code, and the words that it underlines. Checks that all its words are filled.
pub(crate) fn lines(diagnostics: &[Diagnostic], text: &dyn Fn(&SourcePath) -> String) -> String {
    let mut shown = Vec::new();
    for diagnostic in diagnostics {
        for speech in [Speech::Chinese, Speech::English] {
            let (message, help) = words(diagnostic, speech);
            let unfilled = [&message, &help].into_iter().any(|words| {
                words.split('{').skip(1).any(|rest| {
                    let place = rest.split('}').next().unwrap_or_default();
                    !place.is_empty() && place.bytes().all(|b| matches!(b, b'a'..=b'z' | b'_'))
                })
            });
            assert!(!unfilled, "{}: {message} {help}", diagnostic.code);
        }
        let file = text(&diagnostic.file);
        let place = diagnostic.span.clone().map_or("", |span| &file[span]);
        let fix = diagnostic.fix.as_ref();
        let fix = fix.map_or_else(String::new, |fix| format!(" → {}", fix.replacement));
        shown.push(format!("{} {place}{fix}", diagnostic.code).trim_end().to_owned());
    }
    shown.join("\n")
}
