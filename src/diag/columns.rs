//! How wide words are on a terminal, where Chinese letters take two columns.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// In columns.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text with blanks behind it, so that what follows stands in one column.
pub fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text on one line, its white space as one blank (none where a line was broken between Chinese letters), and
/// cut with `…` where it is wider.
pub fn one_line(text: &str, columns: usize) -> String {
    let mut line = String::new();
    for part in text.lines() {
        let part = part.split_whitespace().collect::<Vec<_>>().join(" ");
        let wide = |letter: Option<char>| letter.and_then(UnicodeWidthChar::width) == Some(2);
        let joined = wide(line.chars().next_back()) && wide(part.chars().next());
        if !line.is_empty() && !part.is_empty() && !joined {
            line.push(' ');
        }
        line.push_str(&part);
    }
    if width(&line) <= columns {
        return line;
    }
    let mut room = columns.saturating_sub(1);
    let mut cut = String::new();
    for letter in line.chars() {
        let wide = letter.width().unwrap_or_default();
        if wide > room {
            break;
        }
        room -= wide;
        cut.push(letter);
    }
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_letters_take_two_columns() {
        assert_eq!((width("青山 a"), width("ｶﾅ"), width("✓⟳—")), (6, 2, 3));
        assert_eq!(padded("青山", 6), "青山  ");
        assert_eq!(padded("青山县", 4), "青山县");
    }

    #[test]
    fn a_long_text_is_cut_where_it_no_longer_fits() {
        let check = |text: &str, columns: usize, expected: &str| {
            let line = one_line(text, columns);
            assert_eq!(line, expected);
            assert!(width(&line) <= columns);
        };
        check("青山\n  温泉  a\n\nb 县\n", 20, "青山温泉 a b 县");
        check("青山温泉", 8, "青山温泉");
        check("青山温泉", 7, "青山温…");
        check("青山温泉", 6, "青山…");
        check("a bc", 3, "a…");
    }
}
