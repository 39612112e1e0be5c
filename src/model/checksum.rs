//! Checksums: whether a file still says what it said.

use std::hash::Hasher;

use twox_hash::XxHash3_128;

/// 128 bits of XXH3. No two contents of a file have the same by chance; whoever wants to can make two that have, and
/// gains that his own file counts as unchanged. What is found by its content alone is found by BLAKE3.
pub type Checksum = [u8; 16];

pub fn checksum(bytes: &[u8]) -> Checksum {
    XxHash3_128::oneshot(bytes).to_be_bytes()
}

/// The checksum of what is handed on piece by piece.
#[derive(Default)]
pub struct Summing(XxHash3_128);

impl Summing {
    pub fn checksum(&self) -> Checksum {
        self.0.finish_128().to_be_bytes()
    }
}

impl Hasher for Summing {
    fn write(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
    }

    /// Half of the checksum.
    fn finish(&self) -> u64 {
        u64::try_from(self.0.finish_128() >> 64).unwrap_or_default()
    }
}

/// Thirty-two hexadecimal digits.
pub fn written(checksum: &Checksum) -> String {
    format!("{:032x}", u128::from_be_bytes(*checksum))
}

/// The checksum that these digits write.
pub fn read(digits: &str) -> Option<Checksum> {
    let plain = digits.len() == 32 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    plain.then(|| u128::from_str_radix(digits, 16).ok().map(u128::to_be_bytes))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_have_the_checksum_of_the_whole() {
        let text: Vec<u8> = (0..2000_u32).flat_map(u32::to_le_bytes).collect();
        for piece in [1, 7, 64, 1000] {
            let mut summing = Summing::default();
            text.chunks(piece).for_each(|piece| summing.write(piece));
            assert_eq!(summing.checksum(), checksum(&text), "in pieces of {piece}");
        }
        assert_ne!(checksum(&text), checksum(&text[1..]));
    }

    #[test]
    fn digits_come_back_as_they_were_or_not_at_all() {
        let sum = checksum(b"");
        // As the authors of XXH3 give it for nothing at all.
        assert_eq!(written(&sum), "99aa06d3014798d86001c324468d497f");
        assert_eq!(read(&written(&sum)), Some(sum));
        for digits in [
            "",
            "+9aa06d3014798d86001c324468d497f",
            "99aa06d3014798d86001c324468d497",
        ] {
            assert_eq!(read(digits), None, "{digits}");
        }
    }
}
