//! YAML text → values, and places of values. Alone names the YAML crates.
//!
//! serde_yaml gives the values; serde-saphyr, which is slower but knows where
//! everything stands, is asked only when something must be placed or doubted.

pub mod explain;
pub mod report;

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, EnumAccess, Error as _, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{DuplicateKeyPolicy, Spanned};

use crate::model::node::{Node, Scalar, Style};

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
    /// A colon inside a value that is not quoted.
    Colon,
    /// `标题：…`: a full-width colon behind a key; the range is the colon's.
    FullWidthColon,
    /// Nested or repeated beyond all use: a bomb.
    TooMuch,
    /// `!tag`, which Wutong does not use.
    Tag,
    /// A key that is no text.
    Key,
    /// Anything else the parser refuses, in its words.
    Syntax(String),
    /// The value does not have the form that is needed there, in the words of the decoder.
    Form(String),
}

/// The whole text as a tree. An empty text is `Null`.
pub fn read(text: &str) -> Result<Node, Mistake> {
    if text.trim().is_empty() {
        return Ok(Node::Null);
    }
    serde_yaml::from_str::<Node>(text).map_err(|error| explain(text, &error))
}

/// The text as a value of our own, for files that Wutong itself defines (units, formats, strings).
pub fn typed<T: DeserializeOwned>(text: &str) -> Result<T, Mistake> {
    read(text)?;
    serde_yaml::from_str(text).map_err(|error| {
        let start = error.location().map_or(0, |place| place.index().min(text.len()));
        Mistake {
            kind: MistakeKind::Form(error.to_string()),
            range: Some(line_around(text, start)),
        }
    })
}

/// Where keys and values stand in one text.
pub struct Locator<'a> {
    text: &'a str,
    root: Option<Spanned<Spans>>,
}

/// Bytes of the text; `key` is absent for items of lists, `value` where nothing was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Located {
    pub key: Option<Range<usize>>,
    pub value: Option<Range<usize>>,
}

impl<'a> Locator<'a> {
    pub fn new(text: &'a str) -> Self {
        let options = serde_saphyr::options! { duplicate_keys: DuplicateKeyPolicy::FirstWins };
        Locator {
            text,
            root: serde_saphyr::from_str_with_options(text, options).ok(),
        }
    }

    /// The place at the end of the trail, or of the nearest thing before it.
    pub fn locate<S: AsRef<str>>(&self, trail: &[S]) -> Located {
        let mut located = Located::default();
        let Some(mut at) = self.root.as_ref() else {
            return located;
        };
        for step in trail {
            let step = step.as_ref();
            let found = match &at.value {
                Spans::Map(entries) => entries.iter().find(|(key, _)| key.value == step).map(|(key, value)| {
                    located.key = self.bytes(key);
                    value
                }),
                Spans::List(items) => step
                    .parse::<usize>()
                    .ok()
                    .and_then(|place| items.get(place))
                    .inspect(|_| {
                        located.key = None;
                    }),
                Spans::Leaf => None,
            };
            let Some(found) = found else { return located };
            at = found;
            located.value = self.bytes(at);
        }
        located
    }

    /// A number or word as it was typed, which `read` does not keep for numbers (`78.790`, `007`).
    pub fn spelling<S: AsRef<str>>(&self, trail: &[S]) -> Option<&'a str> {
        self.text
            .get(self.locate(trail).value?)
            .map(|written| written.trim_matches(['"', '\'']))
    }

    fn bytes<T>(&self, spanned: &Spanned<T>) -> Option<Range<usize>> {
        let span = spanned.referenced.span();
        let start = usize::try_from(span.byte_offset()?).ok()?;
        let end = start + usize::try_from(span.byte_len()?).ok()?;
        let written = self.text.get(start..end)?;
        (!written.is_empty()).then(|| start..start + written.trim_end().len().max(1).min(written.len()))
    }
}

struct TreeVisitor;

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

fn scalar(text: String, style: Style) -> Node {
    Node::Scalar(Scalar { text, style })
}

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(scalar(value.to_string(), Style::Boolean))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(scalar(value.to_string(), Style::Number))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(scalar(value.to_string(), Style::Number))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Node, E> {
        Ok(scalar(value.to_string(), Style::Number))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Node, E> {
        Ok(scalar(value.to_string(), Style::Number))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(scalar(value.to_string(), Style::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(scalar(value.to_owned(), Style::Text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries: Vec<(String, Node)> = Vec::new();
        let mut many: HashSet<String> = HashSet::new();
        while let Some(Key(key)) = map.next_key::<Key>()? {
            let twice = if entries.len() < 32 {
                entries.iter().any(|(other, _)| *other == key)
            } else {
                if many.is_empty() {
                    many.extend(entries.iter().map(|(other, _)| other.clone()));
                }
                !many.insert(key.clone())
            };
            if twice {
                return Err(A::Error::custom(format_args!("{DUPLICATE}{key}")));
            }
            entries.push((key, map.next_value()?));
        }
        Ok(Node::Map(entries))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<Node, A::Error> {
        Err(A::Error::custom(TAG))
    }
}

const DUPLICATE: &str = "duplicate key: ";
const TAG: &str = "tags are not used";

struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl Visitor<'_> for KeyVisitor {
            type Value = Key;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a key")
            }
            fn visit_str<E>(self, value: &str) -> Result<Key, E> {
                Ok(Key(value.to_owned()))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}

/// The shape of a text with the place of everything in it.
enum Spans {
    Leaf,
    List(Vec<Spanned<Spans>>),
    Map(Vec<(Spanned<String>, Spanned<Spans>)>),
}

impl<'de> Deserialize<'de> for Spans {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SpansVisitor)
    }
}

struct SpansVisitor;

impl<'de> Visitor<'de> for SpansVisitor {
    type Value = Spans;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Spans, E> {
        Ok(Spans::Leaf)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Spans, E> {
        Ok(Spans::Leaf)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Spans, E> {
        Ok(Spans::Leaf)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Spans, E> {
        Ok(Spans::Leaf)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Spans, E> {
        Ok(Spans::Leaf)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Spans, E> {
        Ok(Spans::Leaf)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Spans, E> {
        Ok(Spans::Leaf)
    }

    fn visit_str<E>(self, _: &str) -> Result<Spans, E> {
        Ok(Spans::Leaf)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Spans, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Spans::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Spans, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Spans::Map(entries))
    }
}

/// The parser's complaint as a typed mistake with the best place that can be found.
fn explain(text: &str, error: &serde_yaml::Error) -> Mistake {
    let message = error.to_string();
    if let Some(at) = message.find(DUPLICATE) {
        let key = message[at + DUPLICATE.len()..]
            .split(" at line ")
            .next()
            .unwrap_or_default()
            .to_owned();
        return Mistake {
            range: second_key(text).or_else(|| nth_key(text, &key)),
            kind: MistakeKind::Duplicate(key),
        };
    }
    if let Some(colon) = full_width_colon(text) {
        return Mistake {
            kind: MistakeKind::FullWidthColon,
            range: Some(colon),
        };
    }
    let index = error.location().map_or(0, |place| place.index().min(text.len()));
    let line = line_around(text, index);
    let kind = if message.contains("recursion limit") || message.contains("repetition limit") {
        MistakeKind::TooMuch
    } else if message.contains(TAG) {
        MistakeKind::Tag
    } else if text
        .get(line.clone())
        .is_some_and(|written| written.starts_with('\t') || written.trim_start_matches(' ').starts_with('\t'))
    {
        MistakeKind::Tab
    } else if message.contains("mapping values are not allowed") {
        MistakeKind::Colon
    } else if message.contains("quoted scalar") {
        MistakeKind::Quote
    } else if message.contains("expected a key") || message.contains("invalid type: map") {
        MistakeKind::Key
    } else {
        MistakeKind::Syntax(message.split(" at line ").next().unwrap_or_default().to_owned())
    };
    Mistake {
        kind,
        range: Some(line),
    }
}

/// The first line that is a key, a full-width colon and a value.
fn full_width_colon(text: &str) -> Option<Range<usize>> {
    half_width_colons(text).1.into_iter().next()
}

/// The text with `：` behind a key as `:` and blanks of the same length, and where they stand. Every place stays where it was.
pub fn half_width_colons(text: &str) -> (String, Vec<Range<usize>>) {
    let mut mended = text.to_owned();
    let mut colons = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some((key, _)) = line.split_once('：') {
            let word = key.trim();
            if !word.is_empty() && !word.contains([':', '#', '"', '\'', '{', '[', ' ', '，', '。']) {
                colons.push(start + key.len()..start + key.len() + '：'.len_utf8());
            }
        }
        start += line.len();
    }
    for colon in &colons {
        mended.replace_range(colon.clone(), ":  ");
    }
    (mended, colons)
}

/// Where the stricter reader sees a key for the second time.
fn second_key(text: &str) -> Option<Range<usize>> {
    let options = serde_saphyr::options! { duplicate_keys: DuplicateKeyPolicy::Error };
    let error = serde_saphyr::from_str_with_options::<Spanned<Spans>>(text, options).err()?;
    let span = error.location()?.span();
    let start = usize::try_from(span.byte_offset()?).ok()?;
    let end = start + usize::try_from(span.byte_len()?).ok()?;
    text.get(start..end)
        .filter(|written| !written.is_empty())
        .map(|_| start..end)
}

/// The second line that begins with the key.
fn nth_key(text: &str, key: &str) -> Option<Range<usize>> {
    let mut start = 0;
    let mut seen = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        if line[indent..].starts_with(key) && line[indent + key.len()..].trim_start().starts_with(':') {
            seen += 1;
            if seen == 2 {
                return Some(start + indent..start + indent + key.len());
            }
        }
        start += line.len();
    }
    None
}

/// The line that holds this place, without its end and its indentation by blanks.
fn line_around(text: &str, index: usize) -> Range<usize> {
    let mut index = index.min(text.len());
    while !text.is_char_boundary(index) {
        index -= 1;
    }
    // The parser may point behind the last line: mean the last line that says something.
    let index = if text[index..].trim().is_empty() {
        text.trim_end().len()
    } else {
        index
    };
    let start = text[..index].rfind('\n').map_or(0, |at| at + 1);
    let end = text[index..].find('\n').map_or(text.len(), |at| index + at);
    let line = &text[start..end];
    let blanks = line.len() - line.trim_start_matches(' ').len();
    start + blanks..start + line.trim_end().len().max(blanks)
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
        refused("标题: 招商: 引资\n", &MistakeKind::Colon, "标题: 招商: 引资");
        refused("a:\n\tb: 1\n", &MistakeKind::Tab, "\tb: 1");
        assert_eq!(read("a: !x 1\n").expect_err("refused").kind, MistakeKind::Tag);
        assert_eq!(read("a: \"x\nb: 1\n").expect_err("refused").kind, MistakeKind::Quote);
    }

    #[test]
    fn bombs_are_refused() {
        let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f,*f,*f,*f,*f]\n";
        assert_eq!(read(bomb).expect_err("refused").kind, MistakeKind::TooMuch);
        assert_eq!(read(&"[".repeat(5000)).expect_err("refused").kind, MistakeKind::TooMuch);
    }
}
