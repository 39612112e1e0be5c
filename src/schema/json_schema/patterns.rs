//! Regular expressions that say of a text what can be said without reading it: plain enough for every editor.

/// Letters with which numbers are written; a few of them alone are enough (近亿元).
const NUMERALS: &str = "0-9０-９零〇一二三四五六七八九十百千万亿两兩萬億半廿卅壹贰叁肆伍陆柒捌玖拾佰仟";

pub(super) const BLANK: &str = r"^\s*$";

pub(super) const NOT_BLANK: &str = r"\S";

/// A figure whose field names its unit, or wants none.
pub(super) fn figure() -> String {
    format!("^\\s*$|[{NUMERALS}]")
}

/// A figure that is nothing without a unit: digits and marks alone are not enough.
pub(super) fn figure_with_unit() -> String {
    format!("^\\s*$|^(?=[\\s\\S]*[{NUMERALS}])[\\s\\S]*[^0-9０-９\\s.,+，．－-]")
}

/// Everything that dates are written with; months and days of the ISO form are counted.
pub(super) const DATE: &str = "^\\s*$|^(?!\\s*[0-9]{4}-(?:00|1[3-9]|[2-9][0-9])(?![0-9]))(?!\\s*[0-9]{4}-[0-9]{2}-(?:00|3[2-9]|[4-9][0-9])(?![0-9]))(?=[\\s\\S]*[0-9０-９〇零一二三四五六七八九十])[0-9０-９〇零一二三四五六七八九十元年月日号號.．。/／－—–\\s-]+(?:以前|之前|前|为?止|以后|之后|以来|以後|開始|开始|起|後|后)?\\s*$";

/// A day and a time, without a zone.
pub(super) const MOMENT: &str = "^\\s*$|^(?=[\\s\\S]*[0-9０-９])(?=[\\s\\S]*(?:[:：时時点]))[^A-SU-Za-su-z+]+$";

/// Two dates, or one, with something between them.
pub(super) const PERIOD: &str = "^\\s*$|[0-9０-９〇零一二三四五六七八九十]";

pub(super) const YEAR: &str = "^\\s*[1-9][0-9]{3}\\s*年*\\s*$";

pub(super) const EMAIL: &str = "^\\s*$|^\\s*[^\\s@]+@[^\\s@]*\\.[^\\s@]*\\s*$";

/// http, https or mailto, and whole.
pub(super) const LINK: &str = "^\\s*$|^\\s*[Hh][Tt][Tt][Pp][Ss]?://[^\\s!-/:-@\\\\-`{-~]\\S*\\s*$|^\\s*[Mm][Aa][Ii][Ll][Tt][Oo]:[^\\s@?!-/:-@\\\\-`{-~][^\\s@?]*@[^\\s@?]*\\.[^\\s@?]*(?:\\?\\S*)?\\s*$";

/// A relative path: no slash before it, no drive and no `https:`.
pub(super) const PATH: &str = "^(?!\\s*[/\\\\])[^/:]*(?:/[\\s\\S]*)?$";

/// Degrees with or without their sign.
pub(super) const DEGREES: &str = "^\\s*[+-]?[0-9]+(?:\\.[0-9]*)?\\s*°*\\s*$";

pub(super) const YES_OR_NO: &str = "^\\s*(?:[Tt][Rr][Uu][Ee]|[Yy][Ee][Ss]|是|[Ff][Aa][Ll][Ss][Ee]|[Nn][Oo]|否)?\\s*$";

/// One of these words, whatever the case of its letters.
pub(super) fn any_of<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let words: Vec<String> = words.into_iter().map(any_case).collect();
    format!("^\\s*(?:{})?\\s*$", words.join("|"))
}

/// One of these names, exactly as it stands.
pub(super) fn exactly(names: &[&str]) -> String {
    let mut pattern = String::from("^(?:");
    for (place, name) in names.iter().enumerate() {
        if place > 0 {
            pattern.push('|');
        }
        name.chars().for_each(|letter| push_plain(letter, &mut pattern));
    }
    pattern.push_str(")$");
    pattern
}

fn push_plain(letter: char, pattern: &mut String) {
    if r"\^$.|?*+()[]{}/".contains(letter) {
        pattern.push('\\');
    }
    pattern.push(letter);
}

fn any_case(word: &str) -> String {
    let mut pattern = String::new();
    for letter in word.chars() {
        let (lower, upper): (String, String) = (letter.to_lowercase().collect(), letter.to_uppercase().collect());
        if lower != upper && lower.chars().count() == 1 && upper.chars().count() == 1 {
            pattern.push('[');
            pattern.push_str(&lower);
            pattern.push_str(&upper);
            pattern.push(']');
        } else {
            push_plain(letter, &mut pattern);
        }
    }
    pattern
}
