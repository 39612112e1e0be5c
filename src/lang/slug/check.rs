//! Checks the slug that an author wrote.
//!
//! Names that only one site reserves (its languages, its folders) are not known here.

use crate::model::path::is_device;

/// The most characters that a slug may have.
pub const LONGEST: usize = 80;

/// What is wrong with a slug that an author wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlugMistake {
    /// There is nothing.
    Empty,
    /// It has so many characters, more than [`LONGEST`].
    TooLong(usize),
    /// Only small letters a–z, digits and `-` may stand in it.
    Character(char),
    /// A hyphen stands at an end, or two together.
    Hyphen,
    /// Windows cannot keep a file of this name: `con`, `aux`, `com1` …
    Device,
    /// Pages of the site itself have this name: `index`, `404`, `page-2` …
    Reserved,
}

/// Checks a slug that an author wrote, which is taken as it stands.
///
/// A slug made by [`slug`] can only be wrong as a device or as a reserved name.
pub fn check_slug(slug: &str) -> Result<(), SlugMistake> {
    let allowed = |letter: char| matches!(letter, 'a'..='z' | '0'..='9' | '-');
    if slug.is_empty() {
        return Err(SlugMistake::Empty);
    }
    if let Some(letter) = slug.chars().find(|letter| !allowed(*letter)) {
        return Err(SlugMistake::Character(letter));
    }
    if slug.len() > LONGEST {
        return Err(SlugMistake::TooLong(slug.len()));
    }
    if slug.starts_with('-') || slug.ends_with('-') || slug.contains("--") {
        return Err(SlugMistake::Hyphen);
    }
    if is_device(slug) {
        return Err(SlugMistake::Device);
    }
    let numbered = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_digit());
    if slug == "index" || slug == "404" || slug.strip_prefix("page-").is_some_and(numbered) {
        return Err(SlugMistake::Reserved);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(slug: &str, expected: &str) {
        let found = check_slug(slug).map_or_else(|mistake| format!("{mistake:?}"), |()| "good".to_owned());
        assert_eq!(found, expected, "{slug}");
    }

    #[test]
    fn a_written_slug_may_be_letters_digits_and_single_hyphens() {
        for slug in [
            "a",
            "qingshan-2",
            "2020",
            "404-a",
            "com10",
            "console",
            "page",
            "page-two",
            "indexes",
        ] {
            check(slug, "good");
        }
    }

    #[test]
    fn no_slug_leaves_its_folder_or_is_a_path() {
        check("", "Empty");
        check("..", "Character('.')");
        check("/a", "Character('/')");
        check("a\\b", "Character('\\\\')");
        check("c:", "Character(':')");
        check("a.", "Character('.')");
        check("a ", "Character(' ')");
    }

    #[test]
    fn other_letters_are_refused() {
        check("Qingshan", "Character('Q')");
        check("青山", "Character('青')");
        check("é", "Character('é')");
        check("a_b", "Character('_')");
    }

    #[test]
    fn form_and_length_are_held() {
        check("-a", "Hyphen");
        check("a-", "Hyphen");
        check("a--b", "Hyphen");
        check(&"a".repeat(80), "good");
        check(&"a".repeat(81), "TooLong(81)");
    }

    #[test]
    fn names_that_have_a_meaning_already_are_refused() {
        for slug in ["con", "prn", "aux", "nul", "com1", "lpt9"] {
            check(slug, "Device");
        }
        for slug in ["index", "404", "page-2", "page-"] {
            check(slug, if slug == "page-" { "Hyphen" } else { "Reserved" });
        }
    }
}
