//! Makes text safe inside HTML; and a foreign address safe inside an attribute.

use std::fmt::Write as _;

/// Appends a text node.
pub(super) fn push_text(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ => out.push(character),
        }
    }
}

/// Appends ` name="value"`.
pub(super) fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    for character in value.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(character),
        }
    }
    out.push('"');
}

/// Percent-encodes what the WHATWG URL standard allows in no URL; letters of any script stay.
pub(super) fn foreign_address(target: &str) -> String {
    let mut address = String::with_capacity(target.len());
    for character in target.chars() {
        if character.is_ascii_control() || " \"<>\\^`{|}".contains(character) {
            for byte in character.to_string().bytes() {
                // Writing to a String cannot fail.
                let _ = write!(address, "%{byte:02X}");
            }
        } else {
            address.push(character);
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::{foreign_address, push_attribute, push_text};

    #[test]
    fn nothing_leaves_its_text_or_attribute() {
        let mut out = String::new();
        push_attribute(&mut out, "alt", "a\"b'c<d>&");
        push_text(&mut out, "<a href=\"x\">&amp;");
        assert_eq!(
            out,
            " alt=\"a&quot;b&#39;c&lt;d&gt;&amp;\"&lt;a href=\"x\"&gt;&amp;amp;"
        );
    }

    #[test]
    fn a_foreign_address_keeps_its_letters_and_loses_its_blanks() {
        assert_eq!(
            foreign_address("https://example.com/a b/中?x=%20"),
            "https://example.com/a%20b/中?x=%20"
        );
    }
}
