//! The file of a fresh entry, by its title: a name that every system can keep and no language tag.

use crate::model::path::OutputPath;

/// The most characters of a file name made from a title.
const LONGEST: usize = 60;

/// `青山温泉（二期）: 酒店` → `青山温泉（二期）-酒店`; none where nothing usable is left.
pub fn file_stem(title: &str) -> Option<String> {
    let mut stem = String::new();
    for letter in title.trim().chars() {
        let apart = letter.is_control() || letter.is_whitespace() || "<>:\"/\\|?*.#%".contains(letter);
        match (apart, letter) {
            (true, _) | (_, '\u{200b}'..='\u{200f}' | '\u{feff}') => {
                if !stem.is_empty() && !stem.ends_with('-') {
                    stem.push('-');
                }
            }
            _ => stem.push(letter),
        }
        if stem.chars().count() >= LONGEST {
            break;
        }
    }
    let stem = stem.trim_matches(['-', '_', ' ']).to_owned();
    let kept = !stem.is_empty() && stem != "index" && OutputPath::new(&format!("{stem}.md")).is_ok();
    kept.then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::file_stem;

    fn check(title: &str, expected: &str) {
        assert_eq!(file_stem(title).as_deref().unwrap_or("none"), expected, "{title}");
    }

    #[test]
    fn a_title_makes_a_name_that_every_system_can_keep() {
        check("青山温泉", "青山温泉");
        check(" Hot spring: phase 2 ", "Hot-spring-phase-2");
        check("青山/白露", "青山-白露");
        check("项目.en", "项目-en");
        check("con", "none");
        check("index", "none");
        check("_index", "none");
        check("???", "none");
        check(&"长".repeat(200), &"长".repeat(60));
    }
}
