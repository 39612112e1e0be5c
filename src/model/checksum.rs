//! Checksums: whether a file still says what it said.

use std::hash::Hasher;

/// The first 128 bits of BLAKE3: nobody can make two contents that have the same, so that a file of one author never
/// passes for another's, and no edit for none.
pub type Checksum = [u8; 16];

pub fn checksum(bytes: &[u8]) -> Checksum {
    half(&blake3::hash(bytes))
}

/// The checksum of what is handed on piece by piece.
#[derive(Default)]
pub struct Summing(blake3::Hasher);

impl Summing {
    pub fn checksum(&self) -> Checksum {
        half(&self.0.finalize())
    }
}

impl Hasher for Summing {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Half of the checksum.
    fn finish(&self) -> u64 {
        u64::try_from(u128::from_be_bytes(self.checksum()) >> 64).unwrap_or_default()
    }
}

fn half(digest: &blake3::Hash) -> Checksum {
    let (half, _) = digest.as_bytes().split_first_chunk().expect("a digest has 32 bytes");
    *half
}

/// Writes thirty-two hexadecimal digits.
pub fn write(checksum: &Checksum, to: &mut String) {
    let halves = checksum.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    to.extend(halves.map(|half| char::from(b"0123456789abcdef"[usize::from(half)])));
}

/// The checksum that these digits write.
pub fn read(digits: &str) -> Option<Checksum> {
    let mut checksum = Checksum::default();
    let pairs = digits.as_bytes().chunks_exact(2);
    if digits.len() != 2 * checksum.len() {
        return None;
    }
    for (byte, pair) in checksum.iter_mut().zip(pairs) {
        let half = |place: usize| char::from(pair[place]).to_digit(16);
        *byte = u8::try_from(half(0)? << 4 | half(1)?).ok()?;
    }
    Some(checksum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_have_the_checksum_of_the_whole() {
        let text: Vec<u8> = (0..2000_u32).flat_map(u32::to_le_bytes).collect();
        let check = |text: &[u8], piece: usize| {
            let mut summing = Summing::default();
            text.chunks(piece).for_each(|piece| summing.write(piece));
            assert_eq!(
                summing.checksum(),
                checksum(text),
                "{} bytes in pieces of {piece}",
                text.len()
            );
        };
        for piece in [1, 7, 64, 1000] {
            (0..600).for_each(|length| check(&text[..length], piece));
            check(&text, piece);
        }
        assert_ne!(checksum(&text), checksum(&text[1..]));
    }

    #[test]
    fn digits_come_back_as_they_were_or_not_at_all() {
        let sum = checksum(b"");
        // As the authors of BLAKE3 give it for nothing at all.
        let mut written = String::new();
        write(&sum, &mut written);
        assert_eq!(written, "af1349b9f5f9a1a6a0404dea36dcc949");
        assert_eq!(read(&written), Some(sum));
        for digits in [
            "",
            "+9aa06d3014798d86001c324468d497f",
            "99aa06d3014798d86001c324468d497",
            "99aa06d3014798d86001c324468d497g",
            "99aa06d3014798d86001c324468d497ff",
            "99aa06d3014798d86001c324468d49é",
        ] {
            assert_eq!(read(digits), None, "{digits}");
        }
    }
}
