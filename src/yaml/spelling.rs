//! Numbers as they were typed, where that can be seen without reading the whole YAML with its places.

/// The word behind `key:` in a line of its own, or in `key: {part: word, …}` on one line.
///
/// None where the text is not as simple as that, or where the key seems to stand twice: then the places of a
/// real reader tell.
pub(super) fn plain<'a, S: AsRef<str>>(yaml: &'a str, trail: &[S]) -> Option<&'a str> {
    let (key, part) = match trail {
        [key] => (key.as_ref(), None),
        [key, part] => (key.as_ref(), Some(part.as_ref())),
        _ => return None,
    };
    let mut lines = yaml.lines().filter_map(|line| value(line, key));
    let (written, None) = (lines.next()?, lines.next()) else {
        return None;
    };
    let written = without_remark(written);
    match part {
        None => word(written),
        Some(part) => {
            let inner = written.strip_prefix('{')?.strip_suffix('}')?;
            if inner.contains(['{', '[', '"', '\'', '#']) {
                return None;
            }
            let mut parts = inner.split(',').filter_map(|one| value(one.trim(), part));
            let (found, None) = (parts.next()?, parts.next()) else {
                return None;
            };
            word(found)
        }
    }
}

fn value<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let rest = line.strip_prefix(key)?.strip_prefix(':')?;
    rest.starts_with(' ').then(|| rest.trim())
}

fn without_remark(written: &str) -> &str {
    written.split(" #").next().unwrap_or(written).trim_end()
}

/// Letters, digits and what numbers hold: nothing that YAML would read as anything but itself.
fn word(written: &str) -> Option<&str> {
    let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '+' | '-' | '_');
    (!written.is_empty() && written.chars().all(plain)).then_some(written)
}

#[cfg(test)]
mod tests {
    use super::plain;

    fn check(yaml: &str, trail: &[&str], expected: Option<&str>) {
        assert_eq!(plain(yaml, trail), expected);
    }

    #[test]
    fn a_number_in_a_line_of_its_own_is_seen() {
        check("标题: 青山\nbeds: 078.790\n", &["beds"], Some("078.790"));
        check("beds: 300 # 张\r\narea: 5\r\n", &["beds"], Some("300"));
        check(
            "place: {longitude: 113.50, latitude: 38.5}\n",
            &["place", "longitude"],
            Some("113.50"),
        );
    }

    #[test]
    fn what_is_not_plain_is_left_to_the_reader() {
        check("beds: &a 300\n", &["beds"], None);
        check("beds: \"300\"\n", &["beds"], None);
        check("beds:300\n", &["beds"], None);
        check("\"beds\": 300\n", &["beds"], None);
        check("text: |\n  a\nbeds: 3\nbeds: 3.0\n", &["beds"], None);
        check("place:\n  longitude: 113.5\n", &["place", "longitude"], None);
        check("place: {longitude: 1, longitude: 1.0}\n", &["place", "longitude"], None);
        check("place: {at: {longitude: 1}}\n", &["place", "longitude"], None);
    }
}
