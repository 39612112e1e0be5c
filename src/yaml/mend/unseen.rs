//! Characters that nobody can see, and that came along when words were copied.

use crate::yaml::mend::{Edit, Mend};

/// Each run of unseen characters is left out; what parts words in a word processor becomes a blank.
pub(super) fn mends(yaml: &str) -> Vec<Mend> {
    if yaml
        .bytes()
        .all(|byte| matches!(byte, b'\t' | b'\n' | b'\r' | 0x20..=0x7E))
    {
        return Vec::new();
    }
    let mut mends: Vec<Mend> = Vec::new();
    for (at, letter) in yaml.char_indices() {
        let Some(replacement) = unseen(letter) else { continue };
        let end = at + letter.len_utf8();
        match mends.last_mut() {
            Some(last) if last.span.end == at => {
                last.span.end = end;
                let edit = &mut last.edits[0];
                edit.range.end = end;
                let all = if edit.replacement.is_empty() { replacement } else { " " };
                all.clone_into(&mut edit.replacement);
            }
            _ => mends.push(Mend {
                code: "yaml-unseen",
                span: at..end,
                sign: format!("U+{:04X}", u32::from(letter)),
                edits: vec![Edit::new(at..end, replacement)],
            }),
        }
    }
    mends
}

fn unseen(letter: char) -> Option<&'static str> {
    match letter {
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(" "),
        '\t' | '\n' | '\r' => None,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{7f}' => Some(""),
        letter if letter.is_control() => Some(""),
        _ => None,
    }
}
