//! Reads `{key=value key="quoted value"}` behind a block's name or an image.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What stood between the braces.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    pub(super) values: BTreeMap<String, String>,
    /// False if a part could not be understood or a key stands twice; the rest is in `values`.
    pub(super) sound: bool,
}

/// Longer is no list of attributes but a slip.
const LONGEST: usize = 4096;

/// Reads the text between the braces.
pub(super) fn attributes(text: &str) -> Attributes {
    let mut read = Attributes {
        values: BTreeMap::new(),
        sound: text.len() <= LONGEST,
    };
    if !read.sound {
        return read;
    }
    let mut rest = text.trim();
    while !rest.is_empty() {
        let Some((key, value, behind)) = pair(rest) else {
            read.sound = false;
            let next = rest.find(char::is_whitespace).unwrap_or(rest.len());
            rest = rest[next..].trim_start();
            continue;
        };
        read.sound &= !read.values.contains_key(key);
        read.values.entry(key.to_owned()).or_insert_with(|| value.to_owned());
        read.sound &= behind.is_empty() || behind.starts_with(char::is_whitespace);
        rest = behind.trim_start();
    }
    read
}

/// Key, value and what stands behind them.
fn pair(text: &str) -> Option<(&str, &str, &str)> {
    let end = text.find(|c: char| !is_name(c)).filter(|end| *end > 0)?;
    let (key, rest) = text.split_at(end);
    let rest = rest.strip_prefix('=')?;
    for (open, close) in [('"', '"'), ('\'', '\''), ('“', '”')] {
        if let Some(quoted) = rest.strip_prefix(open) {
            let (value, behind) = quoted.split_once(close)?;
            return Some((key, value, behind));
        }
    }
    let end = rest
        .find(|c: char| c.is_whitespace() || c == '{' || c == '}')
        .unwrap_or(rest.len());
    let (value, behind) = rest.split_at(end);
    (!value.is_empty()).then_some((key, value, behind))
}

/// Letters and digits of any script, `-` and `_`.
pub(super) fn is_name(character: char) -> bool {
    character.is_alphanumeric() || character == '-' || character == '_'
}

/// How wide an image is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Width {
    /// A class of the theme: `width-full`, `width-half`, `width-third`, or `width-5` … `width-100` in steps of five percent.
    Class(String),
    /// At most 10,000.
    Pixels(u32),
}

/// Reads `full`, `half`, `third`, `300`, `300px` or `50%`.
pub(super) fn width(value: &str) -> Option<Width> {
    if let "full" | "half" | "third" = value {
        return Some(Width::Class(format!("width-{value}")));
    }
    if let Some(percent) = value.strip_suffix('%') {
        let percent = number(percent).filter(|n| *n <= 100)?;
        return Some(Width::Class(format!("width-{}", ((percent + 2) / 5 * 5).max(5))));
    }
    let pixels = number(value.strip_suffix("px").unwrap_or(value))?;
    (pixels <= 10_000).then_some(Width::Pixels(pixels))
}

fn number(digits: &str) -> Option<u32> {
    let all = digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|n| all && *n > 0)
}

#[cfg(test)]
mod tests {
    use super::{Width, attributes, width};

    fn check(text: &str, expected: &str) {
        let read = attributes(text);
        let values: Vec<String> = read.values.iter().map(|(k, v)| format!("{k}:{v}")).collect();
        assert_eq!(
            format!("{}{}", values.join(" "), if read.sound { "" } else { " !" }),
            expected,
            "{text}"
        );
    }

    #[test]
    fn keys_and_values_may_be_chinese_and_quoted() {
        check("", "");
        check(" a=b 列数=3 ", "a:b 列数:3");
        check("t=\"甲 乙\" u='x}' v=“引 号”", "t:甲 乙 u:x} v:引 号");
        check("src=../a/b.mp4#t=1", "src:../a/b.mp4#t=1");
    }

    #[test]
    fn what_cannot_be_understood_is_told_and_the_rest_kept() {
        check("a", " !");
        check("a=", " !");
        check("a=1 = b=2", "a:1 b:2 !");
        check("a=1 a=2", "a:1 !");
        check("a=\"open b=1", "b:1 !");
        check("a=\"1\"b=2", "a:1 b:2 !");
        check("a=1} b=2", "a:1 b:2 !");
    }

    #[test]
    fn a_width_is_a_class_or_a_number_of_pixels() {
        let class = |name: &str| Some(Width::Class(name.to_owned()));
        assert_eq!(width("half"), class("width-half"));
        assert_eq!(width("33%"), class("width-35"));
        assert_eq!(width("1%"), class("width-5"));
        assert_eq!(width("300"), Some(Width::Pixels(300)));
        assert_eq!(width("300px"), Some(Width::Pixels(300)));
        for wrong in ["", "0", "-1", "+3", "101%", "wide", "99999", "3em", "9999999999999"] {
            assert_eq!(width(wrong), None, "{wrong}");
        }
    }
}
