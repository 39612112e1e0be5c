//! Writes into a translation what its original says today, so that later changes show. The rest of the file stays as it is.

use std::ops::Range;

use crate::model::node::Trail;
use crate::yaml::Locator;

const KEY: &str = "translated_from";

/// One entry of a translation file.
#[derive(Clone, Debug)]
pub struct Row {
    /// Empty, or the key of a list file's row.
    pub trail: Trail,
    /// Where the YAML stands in the file.
    pub front: Range<usize>,
    /// The key as it is written in the file, if it is there: `translated_from`, or its label.
    pub key: Option<String>,
    /// Language of the words it was translated from.
    pub from: String,
    /// Digests of the original's parts.
    pub blocks: Vec<String>,
}

/// The file's new text; none if nothing has to change.
pub fn accepted(text: &str, rows: &[Row]) -> Option<String> {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for row in rows {
        let value = format!("{{lang: {}, blocks: \"{}\"}}", row.from, row.blocks.join(" "));
        let yaml = text.get(row.front.clone())?;
        edits.extend(edit(text, yaml, row, &value));
    }
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut new = text.to_owned();
    for (range, replacement) in edits {
        new.replace_range(range, &replacement);
    }
    (new != text).then_some(new)
}

fn edit(text: &str, yaml: &str, row: &Row, value: &str) -> Option<(Range<usize>, String)> {
    let offset = row.front.start;
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let locator = Locator::new(yaml);
    let mut trail = row.trail.clone();
    let indent = if trail.is_empty() { "" } else { "  " };
    let written = row.key.as_deref().unwrap_or(KEY);
    trail.push(written.to_owned());
    if let Some(key) = locator
        .locate(&trail)
        .key
        .filter(|key| yaml.get(key.clone()) == Some(written))
    {
        let end = end_of_entry(yaml, &key);
        return Some((offset + key.start..offset + end, format!("{KEY}: {value}")));
    }
    if row.trail.is_empty() {
        let at = offset + yaml.trim_end().len();
        let lead = if yaml.trim().is_empty() { "" } else { newline };
        let tail = if yaml.trim().is_empty() { newline } else { "" };
        return Some((at..at, format!("{lead}{KEY}: {value}{tail}")));
    }
    // A row of a list file: right behind its own key.
    let key = locator.locate(&row.trail).key?;
    let line_end = yaml[key.end..].find('\n').map_or(yaml.len(), |at| key.end + at + 1);
    let written = yaml.get(key.end..line_end)?;
    if let Some(brace) = written.find('{') {
        let at = offset + key.end + brace + 1;
        return Some((at..at, format!("{KEY}: {value}, ")));
    }
    Some((
        offset + line_end..offset + line_end,
        format!("{indent}{KEY}: {value}{newline}"),
    ))
}

/// Where the value of this key ends: before the next line that is indented no deeper.
fn end_of_entry(yaml: &str, key: &Range<usize>) -> usize {
    let line_start = yaml[..key.start].rfind('\n').map_or(0, |at| at + 1);
    let depth = key.start - line_start;
    let mut end = key.end;
    let mut first = true;
    let mut at = line_start;
    for line in yaml[line_start..].split_inclusive('\n') {
        let content = line.trim_end();
        let indent = line.len() - line.trim_start_matches(' ').len();
        if !first && !content.is_empty() && indent <= depth {
            break;
        }
        if !content.is_empty() {
            end = at + content.len();
        }
        at += line.len();
        first = false;
    }
    end.max(key.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, trail: &[&str], expected: Option<&str>) {
        let front = match text.strip_prefix("---\n") {
            Some(rest) => 4..4 + rest.find("---\n").expect("closed"),
            None => 0..text.len(),
        };
        let row = Row {
            trail: trail.iter().map(|step| (*step).to_owned()).collect(),
            front,
            key: text.contains(KEY).then(|| KEY.to_owned()),
            from: "zh-Hans".into(),
            blocks: vec!["aaaa".into(), "bbbb".into()],
        };
        assert_eq!(accepted(text, &[row]).as_deref(), expected);
    }

    const LINE: &str = "translated_from: {lang: zh-Hans, blocks: \"aaaa bbbb\"}";

    #[test]
    fn it_is_added_below_and_the_rest_stays() {
        check(
            "---\ntitle: Hill  # name\n---\nText.\n",
            &[],
            Some(&format!("---\ntitle: Hill  # name\n{LINE}\n---\nText.\n")),
        );
        check("title: Hill\n", &[], Some(&format!("title: Hill\n{LINE}\n")));
    }

    #[test]
    fn it_is_replaced_where_it_stands() {
        check(
            "---\ntranslated_from:\n  lang: zh-Hans\n  blocks: \"0000\"\ntitle: Hill\n---\n",
            &[],
            Some(&format!("---\n{LINE}\ntitle: Hill\n---\n")),
        );
        check(&format!("---\ntitle: Hill\n{LINE}\n---\n"), &[], None);
    }

    #[test]
    fn a_row_of_a_list_has_its_own() {
        check(
            "a:\n  title: One\nb:\n  title: Two\n",
            &["b"],
            Some(&format!("a:\n  title: One\nb:\n  {LINE}\n  title: Two\n")),
        );
    }
}
