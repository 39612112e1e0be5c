//! Questions to the bytes of a whole text.
//!
//! None stops early, and none branches: so the compiler looks at many bytes at once.
#![expect(
    clippy::needless_bitwise_bool,
    reason = "a branch for each byte costs more than the comparison"
)]

/// Whether `&`, `<` or `>` stands there.
pub(super) fn holds_markup(text: &str) -> bool {
    let found = text
        .bytes()
        .fold(0, |seen, b| seen | u8::from((b == b'&') | (b == b'<') | (b == b'>')));
    found != 0
}

/// Whether three colons stand next to each other.
pub(super) fn holds_three_colons(text: &str) -> bool {
    holds(text, |a, b, c| (a == b':') & (b == b':') & (c == b':'))
}

/// The next `*`, `_` or `~`.
pub(super) fn next_sign(bytes: &[u8], from: usize) -> Option<usize> {
    let sign = |b: u8| (b == b'*') | (b == b'_') | (b == b'~');
    let mut at = from;
    for part in bytes[from..].chunks(64) {
        if part.iter().fold(0, |seen, b| seen | u8::from(sign(*b))) != 0 {
            return part.iter().position(|b| sign(*b)).map(|found| at + found);
        }
        at += part.len();
    }
    None
}

/// Whether there is other white space than `\n`, single blanks, and blanks where a
/// line begins. White space at the very end may be overlooked.
pub(super) fn holds_rare_space(text: &str) -> bool {
    let control = |a: u8| (a < 0x20) & (a != b'\n');
    let blanks = |a: u8, b: u8, c: u8| (a != b'\n') & (a != b' ') & (b == b' ') & (c == b' ');
    // The bytes of white space beyond ASCII: U+0085 and U+00A0, U+1680, U+2000 to U+205F, U+3000.
    let two = |a: u8, b: u8| ((a == 0xC2) & ((b == 0x85) | (b == 0xA0))) | ((a == 0xE1) & (b == 0x9A));
    let general = |a: u8, b: u8, c: u8| {
        let points = (b == 0x80) & ((c <= 0x8A) | ((0xA8..=0xAF).contains(&c)));
        (a == 0xE2) & (points | (b == 0x81))
    };
    let wide = |a: u8, b: u8, c: u8| (a == 0xE3) & (b == 0x80) & (c == 0x80);
    let alone = text.bytes().fold(0, |seen, a| seen | u8::from(control(a)));
    alone != 0
        || holds(text, |a, b, c| {
            blanks(a, b, c) | two(a, b) | general(a, b, c) | wide(a, b, c)
        })
}

/// Whether three bytes in a row are what is asked for.
fn holds(text: &str, asked: impl Fn(u8, u8, u8) -> bool) -> bool {
    let bytes = text.as_bytes();
    let (second, third) = (bytes.get(1..).unwrap_or_default(), bytes.get(2..).unwrap_or_default());
    let found = bytes
        .iter()
        .zip(second)
        .zip(third)
        .fold(0, |seen, ((a, b), c)| seen | u8::from(asked(*a, *b, *c)));
    found != 0
}

#[cfg(test)]
mod tests {
    use super::{holds_markup, holds_rare_space, holds_three_colons, next_sign};

    #[test]
    fn signs_are_found_wherever_they_stand() {
        for length in [0, 1, 15, 63, 64, 65, 200] {
            let text = format!("{}{}", "山".repeat(length), "a".repeat(length));
            assert!(!holds_markup(&text) && !holds_three_colons(&text), "{length}");
            assert_eq!(next_sign(text.as_bytes(), 0), None);
            for sign in ["&", "<", ">"] {
                assert!(holds_markup(&format!("{text}{sign}")) && holds_markup(&format!("{sign}{text}")));
            }
            assert!(holds_three_colons(&format!("{text}:::")) && !holds_three_colons(&format!("{text}::")));
            for sign in ["*", "_", "~"] {
                let marked = format!("*{text}{sign}b");
                assert_eq!(next_sign(marked.as_bytes(), 1), Some(1 + text.len()));
            }
        }
    }

    #[test]
    fn every_white_space_but_a_blank_is_rare() {
        let spaces = ('\0'..=char::MAX).filter(|c| c.is_whitespace() && !" \n".contains(*c));
        for space in spaces {
            assert!(holds_rare_space(&format!("甲{space}b")), "{space:?}");
        }
        assert!(holds_rare_space("a  b") && holds_rare_space("a  \nb"));
        assert!(!holds_rare_space("a b\n   “c” — 丁、だ é·ü…\n\nd"));
    }
}
