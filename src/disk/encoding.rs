//! Turns the bytes of a text file into words; alone names the encodings' libraries.
//!
//! Nothing is guessed: an old Chinese encoding is taken only where two ways of
//! looking agree. Which message a doubt becomes is not decided here.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, GB18030, GBK, UTF_16BE, UTF_16LE};

use crate::model::snapshot::{Encoding, ReadTroubleKind};

/// Of a hundred characters beyond ASCII, so many must be everyday ones of the encoding.
const EVERYDAY_PERCENT: usize = 85;

/// The words of a text file, without a byte order mark, and how they were written.
///
/// Errors are `NulBytes`, `NotText` and `EncodingDoubtful` only.
pub(crate) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), ReadTroubleKind> {
    let (text, encoding) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (utf8(rest)?, Encoding::Utf8Mark),
        [0xFF, 0xFE, rest @ ..] => (utf16(rest, UTF_16LE)?.into(), Encoding::Utf16Little),
        [0xFE, 0xFF, rest @ ..] => (utf16(rest, UTF_16BE)?.into(), Encoding::Utf16Big),
        _ => match utf8(bytes) {
            Ok(text) => (text, Encoding::Utf8),
            Err(_) if memchr::memchr(0, bytes).is_some() => return Err(ReadTroubleKind::NulBytes),
            Err(trouble) => chinese(bytes, trouble)?,
        },
    };
    if memchr::memchr(0, text.as_bytes()).is_some() {
        return Err(ReadTroubleKind::NulBytes);
    }
    Ok((text, encoding))
}

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>, ReadTroubleKind> {
    match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(error) => Err(ReadTroubleKind::NotText {
            line: 1 + memchr::memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count(),
        }),
    }
}

fn utf16(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> Result<String, ReadTroubleKind> {
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text.into_owned());
    }
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let good = text.split('\u{FFFD}').next().unwrap_or_default();
    Err(ReadTroubleKind::NotText {
        line: 1 + good.matches('\n').count(),
    })
}

/// GBK, GB 18030 or Big5; `otherwise` where the bytes are none of them.
fn chinese(bytes: &[u8], otherwise: ReadTroubleKind) -> Result<(Cow<'_, str>, Encoding), ReadTroubleKind> {
    if damaged_utf8(bytes) {
        return Err(otherwise);
    }
    let gb = GB18030.decode_without_bom_handling_and_without_replacement(bytes);
    let big5 = BIG5.decode_without_bom_handling_and_without_replacement(bytes);
    let gb_name = if four_bytes(bytes) {
        Encoding::Gb18030
    } else {
        Encoding::Gbk
    };
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let sure_gb = (guess == GBK || guess == GB18030)
        && (big5.is_none() || everyday(bytes, simplified) && !everyday(bytes, traditional));
    let sure_big5 = guess == BIG5 && (gb.is_none() || everyday(bytes, traditional) && !everyday(bytes, simplified));
    match (gb, big5) {
        (Some(text), _) if sure_gb => Ok((text, gb_name)),
        (_, Some(text)) if sure_big5 => Ok((text, Encoding::Big5)),
        (None, None) => Err(otherwise),
        (gb, big5) => {
            let both = [gb.map(|_| gb_name), big5.map(|_| Encoding::Big5)];
            Err(ReadTroubleKind::EncodingDoubtful(both.into_iter().flatten().collect()))
        }
    }
}

/// More good characters beyond ASCII than broken places: a UTF-8 file that lost bytes.
///
/// Chinese UTF-8 read as GBK is often valid and always nonsense.
fn damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good > broken
}

fn everyday(bytes: &[u8], known: fn(u8, u8) -> bool) -> bool {
    let (mut all, mut good) = (0, 0);
    pairs(bytes, |lead, trail| {
        all += 1;
        good += usize::from(known(lead, trail));
    });
    all > 0 && good * 100 >= all * EVERYDAY_PERCENT
}

/// GB 2312: signs, full-width letters, and the 3,755 characters of level 1.
fn simplified(lead: u8, trail: u8) -> bool {
    trail >= 0xA1 && matches!(lead, 0xA1..=0xA3 | 0xB0..=0xD7)
}

/// Big5: signs and the 5,401 characters of level 1.
fn traditional(lead: u8, trail: u8) -> bool {
    matches!(lead, 0xA1..=0xC5) || lead == 0xC6 && trail <= 0x7E
}

fn four_bytes(bytes: &[u8]) -> bool {
    let mut found = false;
    pairs(bytes, |_, trail| found |= trail.is_ascii_digit());
    found
}

/// Every lead byte with the byte behind it; a sequence of four bytes gives two pairs.
fn pairs(bytes: &[u8], mut see: impl FnMut(u8, u8)) {
    let mut rest = bytes.iter().copied();
    while let Some(lead) = rest.next() {
        if lead >= 0x80
            && let Some(trail) = rest.next()
        {
            see(lead, trail);
        }
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, EUC_JP, EUC_KR, GB18030, GBK, SHIFT_JIS, WINDOWS_1252};

    use crate::disk::encoding::decode;
    use crate::model::snapshot::{Encoding, ReadTroubleKind};

    const FRONT: &str = "---\n名称: 示例县温泉康养项目\n地区: 示例县\n总投资: 约3.5亿元\n---\n";
    const FRONT_HANT: &str = "---\n名稱: 示例縣溫泉康養項目\n地區: 示例縣\n總投資: 約3.5億元\n---\n";

    fn encoded(text: &str, encoding: &'static encoding_rs::Encoding) -> Vec<u8> {
        let (bytes, _, lost) = encoding.encode(text);
        assert!(!lost, "{text} cannot be written in {}", encoding.name());
        bytes.into_owned()
    }

    fn check(bytes: &[u8], expected: &str) {
        let shown = match decode(bytes) {
            Ok((text, encoding)) => format!("{}: {text}", encoding.name()),
            Err(trouble) => format!("{trouble:?}"),
        };
        assert_eq!(shown, expected);
    }

    #[test]
    fn unicode_is_read_with_and_without_a_mark() {
        check("青山".as_bytes(), "UTF-8: 青山");
        check(b"", "UTF-8: ");
        check("\u{feff}青山".as_bytes(), "UTF-8 BOM: 青山");
        check(b"\xFF\xFE\x52\x97\x71\x5C", "UTF-16 LE: 青山");
        check(b"\xFE\xFF\x97\x52\x5C\x71", "UTF-16 BE: 青山");
    }

    #[test]
    fn chinese_encodings_are_recognised_even_in_a_short_front_matter() {
        check(&encoded("名称: 青山", GBK), "GBK: 名称: 青山");
        check(&encoded(FRONT, GBK), &format!("GBK: {FRONT}"));
        check(&encoded(FRONT_HANT, BIG5), &format!("Big5: {FRONT_HANT}"));
        let rare = format!("{FRONT}𠮷");
        check(&encoded(&rare, GB18030), &format!("GB 18030: {rare}"));
    }

    #[test]
    fn what_may_be_two_things_is_left_open() {
        let doubtful = |both: &[Encoding]| format!("{:?}", ReadTroubleKind::EncodingDoubtful(both.to_vec()));
        let both = doubtful(&[Encoding::Gbk, Encoding::Big5]);
        check(&encoded("青山温泉計画", EUC_JP), &both);
        check(&encoded("청산 온천", EUC_KR), &both);
        check(
            &encoded("名称: 青山町の温泉です", SHIFT_JIS),
            &doubtful(&[Encoding::Gbk]),
        );
    }

    #[test]
    fn no_text_at_all_says_so_with_its_line() {
        check(&encoded("ok\nété, créée", WINDOWS_1252), "NotText { line: 2 }");
        check(b"\xFF\xFE\x0A\x00\x00\xD8", "NotText { line: 2 }");
        check(b"\xFF\xFE\x0A", "NotText { line: 1 }");
    }

    #[test]
    fn a_damaged_utf8_file_is_never_taken_for_gbk() {
        let mut bytes = "示例县\n温泉康养项目在县城以北".as_bytes().to_vec();
        bytes.remove(11);
        check(&bytes, "NotText { line: 2 }");
    }

    #[test]
    fn nul_is_found_in_every_encoding() {
        check(b"a\0b", "NulBytes");
        check(b"a\0\xFF", "NulBytes");
        check(b"\xFF\xFE\x00\x00", "NulBytes");
        check(b"a\0b\0", "NulBytes");
    }
}
