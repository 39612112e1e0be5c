//! A text that knows whether it is whole: its last line is the digest of all lines before it.

/// Adds the line that proves the text whole. The text must end with a line end or be empty.
pub(crate) fn seal(text: String) -> String {
    let mut sealed = text;
    let digest = blake3::hash(sealed.as_bytes()).to_hex();
    sealed.push_str("seal ");
    sealed.push_str(&digest);
    sealed.push('\n');
    sealed
}

/// The text without that line; none if a single byte is missing or changed.
pub(crate) fn open(sealed: &[u8]) -> Option<&str> {
    let sealed = std::str::from_utf8(sealed).ok()?;
    let at = sealed.trim_end_matches('\n').rfind('\n').map_or(0, |at| at + 1);
    let (text, last) = sealed.split_at(at);
    let digest = last.strip_prefix("seal ")?.strip_suffix('\n')?;
    (digest == blake3::hash(text.as_bytes()).to_hex().as_str()).then_some(text)
}

#[cfg(test)]
mod tests {
    use crate::disk::publish::sealed::{open, seal};

    #[test]
    fn a_whole_text_opens_and_no_damaged_one() {
        let sealed = seal("one\ntwo\n".to_owned());
        assert_eq!(open(sealed.as_bytes()), Some("one\ntwo\n"));
        assert_eq!(open(seal(String::new()).as_bytes()), Some(""));
        for cut in 0..sealed.len() {
            assert_eq!(open(&sealed.as_bytes()[..cut]), None, "cut at {cut}");
            let mut damaged = sealed.clone().into_bytes();
            damaged[cut] ^= 1;
            assert_eq!(open(&damaged), None, "damaged at {cut}");
        }
        assert_eq!(open(&[sealed.as_bytes(), b"more\n"].concat()), None);
    }
}
