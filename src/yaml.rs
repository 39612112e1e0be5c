//! YAML text → values, and places of values. Alone names the YAML crates.
//!
//! serde_yaml gives the values; serde-saphyr, which is slower but knows where
//! everything stands, is asked only when something must be placed or doubted.

pub mod explain;
pub mod front;
mod locate;
pub mod mend;
mod mistake;
pub mod report;
mod spelling;
#[cfg(test)]
pub(crate) mod testing;
mod tree;

use std::ops::Range;

use serde::de::DeserializeOwned;
use serde_yaml::Value;

pub use locate::{Located, Locator};

use crate::model::node::Node;

/// What is wrong with a YAML text, and where (bytes of the text given).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub kind: MistakeKind,
    pub range: Option<Range<usize>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MistakeKind {
    /// The same key twice in one map.
    Duplicate(String),
    /// A tab where YAML wants blanks.
    Tab,
    /// A quotation mark that is never closed.
    Quote,
    /// A bracket or brace that is never closed, or too many of them.
    Bracket,
    /// A line without a name and a colon.
    NoColon,
    /// A line that stands between two levels.
    Indent,
    /// More behind a line `---`.
    Documents,
    /// Nested or repeated beyond all use: a bomb.
    TooMuch,
    /// `!!tag`, which Wutong does not use.
    Tag,
    /// A key that is no text.
    Key,
    /// Anything else that the parser refuses.
    Syntax,
    /// The value does not have the form that is needed there.
    Form(Form),
}

/// What a file of our own needs at one place: the way to it, as `units.mu.factor`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub place: String,
    pub problem: FormProblem,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormProblem {
    Missing(String),
    /// What is written, and what may be.
    Unknown(String, Vec<String>),
    Other,
}

/// The whole text as a tree. An empty text is `Null`.
pub fn read(text: &str) -> Result<Node, Mistake> {
    if text.trim().is_empty() {
        return Ok(Node::Null);
    }
    if tree::too_deep(text) {
        let range = Some(mistake::line_around(text, text.find(['[', '{']).unwrap_or_default()));
        let kind = MistakeKind::TooMuch;
        return Err(Mistake { kind, range });
    }
    serde_yaml::from_str::<Node>(text).map_err(|error| mistake::mistake(text, &error))
}

/// The text as a value of our own, for files that Wutong itself defines (units, formats, strings).
pub fn typed<T: DeserializeOwned>(text: &str) -> Result<T, Mistake> {
    read(text)?;
    trusted(text)
}

/// The same of a text that the program itself brings: nothing in it multiplies or stands twice.
pub fn trusted<T: DeserializeOwned>(text: &str) -> Result<T, Mistake> {
    serde_yaml::from_str(text).map_err(|error| {
        let start = error.location().map_or(0, |place| place.index().min(text.len()));
        Mistake {
            kind: MistakeKind::Form(mistake::form(&error.to_string())),
            range: Some(mistake::line_around(text, start)),
        }
    })
}

/// Several texts of one form as one value, farthest first: maps are joined key by key, of all else the
/// nearest counts. Each must be good by itself; texts that are not are left to [`typed`].
pub fn joined<T: DeserializeOwned>(texts: &[&str]) -> Result<T, String> {
    let mut whole = Value::Null;
    for text in texts {
        let value = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
        join(&mut whole, value);
    }
    serde_yaml::from_value(whole).map_err(|error| error.to_string())
}

fn join(into: &mut Value, nearer: Value) {
    match (into, nearer) {
        (_, Value::Null) => {}
        (Value::Mapping(into), Value::Mapping(nearer)) => {
            for (key, value) in nearer {
                join(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (into, nearer) => *into = nearer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, trail: &[&str], key: &str, value: &str) {
        let found = Locator::new(text).locate(trail);
        let show = |range: Option<Range<usize>>| range.map_or("-", |range| &text[range]).to_owned();
        assert_eq!((show(found.key), show(found.value)), (key.to_owned(), value.to_owned()));
    }

    #[track_caller]
    fn refused(text: &str, kind: &MistakeKind, place: &str) {
        let mistake = read(text).expect_err("refused");
        assert_eq!(&mistake.kind, kind);
        assert_eq!(
            mistake.range.map(|range| text[range].to_owned()).as_deref(),
            Some(place)
        );
    }

    #[test]
    fn texts_are_joined_key_by_key() {
        let joined: Node = joined(&["a: {b: 1, c: [1, 2]}\n", "", "a: {c: [3], d: x}\n"]).expect("good");
        let a = joined.get("a").and_then(Node::map).expect("a map");
        assert_eq!(
            a.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(),
            ["b", "c", "d"]
        );
        assert_eq!(joined.get("a").and_then(|a| a.get("c")), read("[3]").ok().as_ref());
    }

    #[test]
    fn words_stay_words() {
        let node = read("国家: NO\n旗: yes\n编号: '007'\n年月: 2020-07\n2020: 3.50\n").expect("good");
        let texts: Vec<_> = node
            .map()
            .expect("a map")
            .iter()
            .map(|(key, value)| format!("{key}={}", value.text().unwrap_or_default()))
            .collect();
        assert_eq!(texts, ["国家=NO", "旗=yes", "编号=007", "年月=2020-07", "2020=3.5"]);
    }

    #[test]
    fn long_numbers_are_numbers() {
        for written in ["123456789012345678901234567890", "-123456789012345678901234567890"] {
            let node = read(&format!("a: {written}\n")).expect("good");
            assert_eq!(node.get("a").and_then(Node::text), Some(written));
        }
    }

    #[test]
    fn everything_can_be_placed() {
        let text = "标题: 示例县\n投资: {value: 78.79亿元, op: about}\n方式: [合作, 公建民营]\n";
        check(text, &["标题"], "标题", "示例县");
        check(text, &["投资", "value"], "value", "78.79亿元");
        check(text, &["方式", "1"], "-", "公建民营");
        check(text, &["无此"], "-", "-");
    }

    #[test]
    fn the_spelling_of_a_number_comes_back() {
        assert_eq!(Locator::new("a: 78.790\n").spelling(&["a"]), Some("78.790"));
    }

    #[test]
    fn a_key_written_twice_is_placed_at_the_second() {
        refused(
            "标题: 甲\n地区: 乙\n标题: 丙\n",
            &MistakeKind::Duplicate("标题".into()),
            "标题",
        );
        let text = "标题: 甲\n地区: 乙\n标题: 丙\n";
        assert_eq!(
            read(text).expect_err("refused").range.map(|range| range.start),
            Some(text.rfind("标题").expect("there"))
        );
    }

    #[test]
    fn common_slips_have_names() {
        refused("a: 1\n\tb: 1\n", &MistakeKind::Tab, "\tb: 1");
        refused("标题 青山\n地区: 甲\n", &MistakeKind::NoColon, "标题 青山");
        refused(
            "标题: 青山\n项目在镇东。\n地区: 甲\n",
            &MistakeKind::NoColon,
            "项目在镇东。",
        );
        refused("a:\n    b: 1\n  c: 1\n", &MistakeKind::Indent, "c: 1");
        refused("a: [b, [c]\nd: 1\n", &MistakeKind::Bracket, "a: [b, [c]");
        refused("---\na: 1\n---\nb\n", &MistakeKind::Documents, "---");
        assert_eq!(read("a: !x 1\n").expect_err("refused").kind, MistakeKind::Tag);
        assert_eq!(read("a: \"x\nb: 1\n").expect_err("refused").kind, MistakeKind::Quote);
    }

    #[test]
    fn bombs_are_refused() {
        let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f,*f,*f,*f,*f]\n";
        assert_eq!(read(bomb).expect_err("refused").kind, MistakeKind::TooMuch);
        for much in [
            "[".repeat(5000),
            format!("x: {}", "{a: ".repeat(200)),
            format!("a: &a {}\nb: [{}]\n", "x".repeat(100_000), "*a, ".repeat(1000)),
            "- 1\n".repeat(50_001),
            (0..10_001)
                .map(|key| format!("{key}: 1"))
                .collect::<Vec<_>>()
                .join("\n"),
        ] {
            assert_eq!(read(&much).expect_err("refused").kind, MistakeKind::TooMuch);
        }
        assert!(read(&"- [a, {b: c}]\n".repeat(200)).is_ok());
    }
}
