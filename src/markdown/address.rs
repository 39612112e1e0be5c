//! Tells addresses inside the site from foreign and from dangerous ones.

use serde::{Deserialize, Serialize};

/// What kind of address an author wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Address {
    /// Relative: a path, a query or a `#part`.
    Inside,
    /// `http:`, `https:` or `//host`.
    Web,
    /// `mailto:` or `tel:`.
    Contact,
    /// Any other scheme, also one disguised by letter case, blanks or control characters.
    Dangerous,
}

/// Reads a scheme as browsers do (WHATWG URL: white space and control characters
/// in it do not count), and more strictly: invisible characters do not count either.
pub fn address(target: &str) -> Address {
    let end = target.find([':', '/', '\\', '?', '#']);
    let (before, sign) = end.map_or((target, None), |end| (&target[..end], target[end..].chars().next()));
    let plain = !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_graphic());
    match sign {
        None | Some('?' | '#') => Address::Inside,
        Some(':') if plain => by_scheme(before),
        Some(_) if plain => Address::Inside,
        Some(_) => disguised(target),
    }
}

/// The same for a target that begins with `/` or with characters that may not count.
fn disguised(target: &str) -> Address {
    let mut scheme = String::new();
    let mut characters = target.chars().filter(|c| !is_ignored(*c)).peekable();
    while let Some(character) = characters.next() {
        match character {
            '/' | '\\' if scheme.is_empty() && matches!(characters.peek(), Some('/' | '\\')) => {
                return Address::Web;
            }
            '/' | '\\' | '?' | '#' => return Address::Inside,
            ':' => return by_scheme(&scheme),
            _ => scheme.push(character),
        }
    }
    Address::Inside
}

fn by_scheme(scheme: &str) -> Address {
    let is = |known: &str| scheme.eq_ignore_ascii_case(known);
    match scheme {
        _ if is("https") || is("http") => Address::Web,
        _ if is("mailto") || is("tel") => Address::Contact,
        _ if scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)) =>
        {
            Address::Dangerous
        }
        _ => Address::Inside,
    }
}

fn is_ignored(character: char) -> bool {
    character.is_control()
        || character.is_whitespace()
        || matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::{Address, address};

    fn check(expected: Address, targets: &[&str]) {
        for target in targets {
            assert_eq!(address(target), expected, "{target:?}");
        }
    }

    #[test]
    fn relative_addresses_are_inside() {
        check(
            Address::Inside,
            &[
                "",
                "#简介",
                "a.md",
                "../projects/",
                "/x",
                "?a=b:c",
                "a/b:c",
                "图：一.jpg",
                "图:一.jpg",
                "1:2",
            ],
        );
    }

    #[test]
    fn the_web_and_contacts_are_known_by_their_scheme() {
        check(
            Address::Web,
            &["http://a.b", "HTTPS://a.b", "//a.b", "\\\\a.b", "/\\a.b"],
        );
        check(Address::Contact, &["mailto:a@b.c", "tel:+86-1"]);
    }

    #[test]
    fn every_other_scheme_is_dangerous_however_it_is_disguised() {
        check(
            Address::Dangerous,
            &[
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                " javascript:x",
                "java\tscript:x",
                "java\nscript:x",
                "\u{1}javascript:x",
                "java\u{200B}script:x",
                "javascript\u{0}:x",
                "data:text/html,x",
                "vbscript:x",
                "file:///etc/passwd",
                "ftp://a.b",
                "c:\\x",
            ],
        );
    }
}
