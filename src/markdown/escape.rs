//! Makes text safe inside HTML, and takes that back; makes a foreign address safe inside an attribute.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::markdown::scan::holds_markup;

/// Appends a text node.
pub(super) fn push_text(out: &mut String, text: &str) {
    if !holds_markup(text) {
        return out.push_str(text);
    }
    push_escaped(out, text, |byte| match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        _ => "",
    });
}

/// Appends a text node with its quotation marks written out, as the examples of CommonMark have them.
pub(super) fn push_quoted_text(out: &mut String, text: &str) {
    push_escaped(out, text, |byte| match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        _ => "",
    });
}

/// Appends ` name="value"`.
pub(super) fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_escaped(out, value, |byte| match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        b'\'' => "&#39;",
        _ => "",
    });
    out.push('"');
}

/// `entity` answers with nothing for a byte that stays.
fn push_escaped(out: &mut String, text: &str, entity: impl Fn(u8) -> &'static str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = entity(byte);
        if !entity.is_empty() {
            out.push_str(&text[from..at]);
            out.push_str(entity);
            from = at + 1;
        }
    }
    out.push_str(&text[from..]);
}

/// The plain text of a text node written by this module.
pub(super) fn unescaped(html: &str) -> Cow<'_, str> {
    let Some(first) = html.find('&') else {
        return Cow::Borrowed(html);
    };
    let mut text = String::with_capacity(html.len());
    text.push_str(&html[..first]);
    let mut rest = &html[first..];
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let entities = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"')];
        let found = entities
            .iter()
            .find_map(|(entity, sign)| rest.strip_prefix(entity).map(|behind| (*sign, behind)));
        // Every `&` of a written text node begins one of these.
        let (sign, behind) = found.unwrap_or(('&', &rest[1..]));
        text.push(sign);
        rest = behind;
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// Percent-encodes what the WHATWG URL standard allows in no URL; letters of any script stay.
pub(super) fn foreign_address(target: &str) -> Cow<'_, str> {
    let stays = |byte: u8| {
        !matches!(
            byte,
            0..=b' ' | 0x7F | b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}'
        )
    };
    if target.bytes().all(stays) {
        return Cow::Borrowed(target);
    }
    let mut address = String::with_capacity(target.len() + 8);
    for character in target.chars() {
        match u8::try_from(character) {
            Ok(byte) if byte.is_ascii() && !stays(byte) => {
                // Writing to a String cannot fail.
                let _ = write!(address, "%{byte:02X}");
            }
            _ => address.push(character),
        }
    }
    Cow::Owned(address)
}

#[cfg(test)]
mod tests {
    use super::{foreign_address, push_attribute, push_quoted_text, push_text, unescaped};

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
    fn what_was_escaped_can_be_read_again() {
        for text in ["", "甲", "<a&b>", "&amp;&lt;", "a \"b\" && c&", ">甲<"] {
            let (mut plain, mut quoted) = (String::new(), String::new());
            push_text(&mut plain, text);
            push_quoted_text(&mut quoted, text);
            assert_eq!(unescaped(&plain), text);
            assert_eq!(unescaped(&quoted), text);
        }
    }

    #[test]
    fn a_foreign_address_keeps_its_letters_and_loses_its_blanks() {
        assert_eq!(
            foreign_address("https://example.com/a b/中?x=%20"),
            "https://example.com/a%20b/中?x=%20"
        );
        assert_eq!(foreign_address("//a/é"), "//a/é");
    }
}
