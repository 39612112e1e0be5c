//! Short fingerprints of words, by which a translation knows what it was made from.

/// The first two bytes of the BLAKE3 hash of a text whose white space is folded; part of the content format, so it never changes.
pub fn fingerprint(text: &str) -> [u8; 2] {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let hash = blake3::hash(folded.as_bytes());
    [hash.as_bytes()[0], hash.as_bytes()[1]]
}

/// Four hexadecimal digits.
pub fn written(digest: [u8; 2]) -> String {
    format!("{:02x}{:02x}", digest[0], digest[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_does_not_count_and_words_do() {
        assert_eq!(fingerprint("温泉  在\n县城"), fingerprint("温泉 在 县城"));
        assert_ne!(fingerprint("温泉在县城"), fingerprint("温泉在城北"));
        assert_eq!(written(fingerprint("温泉在县城以北。")).len(), 4);
    }
}
