//! The word that was probably meant.

/// A known word near to what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nearest<'a> {
    pub word: &'a str,
    /// Nothing else can be meant, so it may be offered as a correction.
    pub certain: bool,
}

/// The nearest of the known words, each given with the number of the thing it names.
///
/// At most a third of the letters may differ, but one always may, so that a two-character
/// Chinese word with a slip is still recognised (without certainty).
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = (&'a str, usize)>) -> Option<Nearest<'a>> {
    let plain = folded(written);
    let length = plain.chars().count();
    if length > LONGEST {
        return None;
    }
    let mut best: Option<(usize, &str, usize)> = None;
    let mut alone = true;
    for (word, meaning) in known {
        let other = folded(word);
        let longer = length.max(other.chars().count());
        if longer > LONGEST {
            continue;
        }
        let distance = strsim::osa_distance(&plain, &other);
        let near = distance < length && distance <= (longer / 3).max(1);
        match best {
            _ if !near => {}
            Some((shortest, _, _)) if distance > shortest => {}
            Some((shortest, _, first)) if distance == shortest => {
                alone = alone && first == meaning;
            }
            _ => {
                best = Some((distance, word, meaning));
                alone = true;
            }
        }
    }
    best.map(|(distance, word, _)| Nearest {
        word,
        certain: alone && distance * 3 <= length,
    })
}

/// Longer words are sentences, not slips.
const LONGEST: usize = 60;

/// At most so many words are listed in a message.
const LISTED: usize = 16;

/// Words for a message: `甲、乙、丙`.
pub fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut words = words.into_iter();
    let mut shown: Vec<&str> = words.by_ref().take(LISTED).collect();
    if words.next().is_some() {
        shown.push("…");
    }
    shown.join("、")
}

/// Without case and full width, in which slips are not counted.
pub(crate) fn folded(word: &str) -> String {
    word.trim()
        .chars()
        .map(|letter| match letter {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
            '\u{3000}' => ' ',
            _ => letter,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::diag::suggest::nearest;

    const KNOWN: [(&str, usize); 6] = [
        ("title", 0),
        ("标题", 0),
        ("region", 1),
        ("地区", 1),
        ("总投资", 2),
        ("地址", 3),
    ];

    fn check(written: &str, expected: &str) {
        let found = nearest(written, KNOWN).map_or_else(String::new, |near| {
            format!("{}{}", near.word, if near.certain { "!" } else { "" })
        });
        assert_eq!(found, expected, "{written}");
    }

    #[test]
    fn slips_are_recognised() {
        check("titel", "title!");
        check("Ｔitle", "title!");
        check("regoin", "region!");
        check("总投资额", "总投资!");
        check("标提", "标题");
    }

    #[test]
    fn doubt_is_no_correction() {
        check("地方", "地区");
        check("完全不同", "");
        check("x", "");
        check(&"很长".repeat(400), "");
    }
}
