//! Whether a picture's file goes on to its end. Decoders fill in what is missing with grey, which nobody wants to publish.

use crate::model::picture::Format;

pub(super) fn is_whole(bytes: &[u8], format: Format) -> bool {
    match format {
        Format::Jpeg => jpeg(bytes).is_some(),
        Format::Png => png(bytes).is_some(),
        Format::Webp => webp(bytes).is_some(),
        Format::Gif => bytes.iter().rev().find(|byte| **byte != 0) == Some(&0x3B),
        Format::Svg => true,
    }
}

/// From marker to marker up to the picture itself (ITU-T T.81, B.1.1); an end mark must follow.
fn jpeg(bytes: &[u8]) -> Option<()> {
    const START_OF_SCAN: u8 = 0xDA;
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xFF {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            0xFF => at += 1,
            0x01 | 0xD0..=0xD7 => at += 2,
            _ => {
                let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
                at += 2 + length;
                if marker == START_OF_SCAN {
                    break;
                }
            }
        }
    }
    let scan = bytes.get(at..)?;
    memchr::memmem::find(scan, b"\xFF\xD9").map(|_| ())
}

/// From chunk to chunk to the last (PNG, 5.3); nothing of any may be missing.
fn png(bytes: &[u8]) -> Option<()> {
    let mut at = 8;
    loop {
        let head = bytes.get(at..at + 8)?;
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        let end = at.checked_add(12)?.checked_add(usize::try_from(length).ok()?)?;
        if end > bytes.len() {
            return None;
        }
        if &head[4..] == b"IEND" {
            return Some(());
        }
        at = end;
    }
}

/// The container says how long it is (RIFF).
fn webp(bytes: &[u8]) -> Option<()> {
    let size: [u8; 4] = bytes.get(4..8)?.try_into().ok()?;
    let length = usize::try_from(u32::from_le_bytes(size)).ok()?;
    (bytes.len() >= length.checked_add(8)?).then_some(())
}
