//! What a picture's headers say: form, size, orientation. No pixel is decoded.

use std::io::Cursor;

use image::codecs::gif::GifDecoder;
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{ImageDecoder, ImageFormat, Limits};

use crate::model::picture::{Fault, Format, Ground, LONGEST_SIDE, MOST_PIXELS, Motion, Probe};
use crate::picture::whole;

/// What a PNG may hold beside its pixels, unpacked: colours and remarks of a few bytes may be packed gigabytes.
pub(super) const MOST_BESIDE_PIXELS: u64 = 32 << 20;

/// The whole file is given, since what is cut off can only be seen at its end.
pub fn probe(bytes: &[u8]) -> Result<Probe, Fault> {
    if bytes.is_empty() {
        return Err(Fault::Empty);
    }
    let format = image::guess_format(bytes).map_err(|_| Fault::Unknown)?;
    let reader = Cursor::new(bytes);
    let broken = |_| Fault::Broken;
    let (format, motion, decoder): (Format, Motion, Box<dyn ImageDecoder + '_>) = match format {
        ImageFormat::Jpeg => {
            let decoder = JpegDecoder::new(reader).map_err(broken)?;
            (Format::Jpeg, Motion::Still, Box::new(decoder))
        }
        ImageFormat::Png => {
            let mut limits = Limits::default();
            limits.max_alloc = Some(MOST_BESIDE_PIXELS);
            let decoder = PngDecoder::with_limits(reader, limits).map_err(broken)?;
            let motion = moving(decoder.is_apng().map_err(broken)?);
            (Format::Png, motion, Box::new(decoder))
        }
        ImageFormat::WebP => {
            let decoder = WebPDecoder::new(reader).map_err(broken)?;
            (Format::Webp, moving(decoder.has_animation()), Box::new(decoder))
        }
        ImageFormat::Gif => {
            let decoder = GifDecoder::new(reader).map_err(broken)?;
            (Format::Gif, Motion::Moving, Box::new(decoder))
        }
        _ => return Err(Fault::Unknown),
    };
    let probe = seen(decoder, format, motion)?;
    if whole::is_whole(bytes, format) {
        Ok(probe)
    } else {
        Err(Fault::Broken)
    }
}

fn moving(is: bool) -> Motion {
    if is { Motion::Moving } else { Motion::Still }
}

fn seen(mut decoder: Box<dyn ImageDecoder + '_>, format: Format, motion: Motion) -> Result<Probe, Fault> {
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(Fault::Broken);
    }
    let color = decoder.color_type();
    let deep = u64::from(color.bytes_per_pixel() / color.channel_count()).max(1);
    let pixels = u64::from(width) * u64::from(height) * deep;
    if width.max(height) > LONGEST_SIDE || pixels > MOST_PIXELS {
        return Err(Fault::TooLarge { width, height });
    }
    let ground = if color.has_alpha() {
        Ground::Transparent
    } else {
        Ground::Opaque
    };
    // A picture whose camera data cannot be read stands as it is.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let (width, height) = if lies_on_its_side(orientation) {
        (height, width)
    } else {
        (width, height)
    };
    Ok(Probe {
        format,
        width,
        height,
        motion,
        ground,
    })
}

fn lies_on_its_side(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    )
}

#[cfg(test)]
pub(super) mod tests {
    use image::{DynamicImage, ImageFormat, RgbImage, RgbaImage};

    use super::*;

    /// Left half red, right half blue.
    pub(crate) fn halves(width: u32, height: u32) -> DynamicImage {
        let colour = |x: u32| if x < width / 2 { [220, 30, 30] } else { [30, 30, 220] };
        DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, _| image::Rgb(colour(x))))
    }

    pub(crate) fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// A JPEG with camera data that says how it lies, and where it was taken.
    pub(crate) fn photograph(width: u32, height: u32, orientation: u8) -> Vec<u8> {
        let plain = written(&halves(width, height), ImageFormat::Jpeg);
        let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0]);
        exif.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x26\0\0\0\0GPS-SECRET");
        let length = u16::try_from(exif.len() + 2).unwrap();
        let mut bytes = plain[..2].to_vec();
        bytes.extend([0xFF, 0xE1]);
        bytes.extend(length.to_be_bytes());
        bytes.extend(exif);
        bytes.extend(&plain[2..]);
        bytes
    }

    fn check(bytes: &[u8], expected: &str) {
        let said = match probe(bytes) {
            Ok(probe) => format!(
                "{:?} {}x{} {:?} {:?}",
                probe.format, probe.width, probe.height, probe.motion, probe.ground
            ),
            Err(fault) => format!("{fault:?}"),
        };
        assert_eq!(said, expected);
    }

    #[test]
    fn form_size_and_ground_are_read() {
        check(&written(&halves(40, 20), ImageFormat::Jpeg), "Jpeg 40x20 Still Opaque");
        check(&written(&halves(40, 20), ImageFormat::Png), "Png 40x20 Still Opaque");
        check(&written(&halves(40, 20), ImageFormat::WebP), "Webp 40x20 Still Opaque");
        check(
            &written(&halves(40, 20), ImageFormat::Gif),
            "Gif 40x20 Moving Transparent",
        );
        let glass = DynamicImage::ImageRgba8(RgbaImage::new(8, 8));
        check(&written(&glass, ImageFormat::Png), "Png 8x8 Still Transparent");
    }

    #[test]
    fn a_photograph_that_lies_on_its_side_is_turned() {
        check(&photograph(40, 20, 1), "Jpeg 40x20 Still Opaque");
        check(&photograph(40, 20, 6), "Jpeg 20x40 Still Opaque");
        check(&photograph(40, 20, 3), "Jpeg 40x20 Still Opaque");
    }

    #[test]
    fn what_is_no_picture_is_told_apart() {
        check(b"", "Empty");
        check("温泉".as_bytes(), "Unknown");
        check(b"%PDF-1.7", "Unknown");
        check(b"\xFF\xD8\xFF", "Broken");
        check(b"\x89PNG\r\n\x1a\n", "Broken");
    }

    #[test]
    fn a_picture_that_was_cut_off_is_broken_wherever_it_was_cut() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
            let bytes = written(&halves(64, 64), format);
            for left in [bytes.len() - 1, bytes.len() * 3 / 4, bytes.len() / 2] {
                check(&bytes[..left], "Broken");
            }
        }
        // The small picture inside of the camera data ends too, and proves nothing.
        let bytes = photograph(64, 64, 1);
        check(&bytes[..bytes.len() - 40], "Broken");
    }

    #[test]
    fn a_picture_nobody_can_look_at_is_refused_by_its_header() {
        // A PNG that says it is 30,000 pixels wide; its check sum is right, its pixels are not there.
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(30_000_u32.to_be_bytes());
        bytes.extend(100_u32.to_be_bytes());
        bytes.extend([8, 2, 0, 0, 0]);
        let sum = crc(&bytes[12..]);
        bytes.extend(sum.to_be_bytes());
        bytes.extend(b"\0\0\0\0IDAT\x35\xAF\x06\x1E\0\0\0\0IEND\xAE\x42\x60\x82");
        check(&bytes, "TooLarge { width: 30000, height: 100 }");
    }

    fn crc(bytes: &[u8]) -> u32 {
        let mut sum = u32::MAX;
        for byte in bytes {
            sum ^= u32::from(*byte);
            for _ in 0..8 {
                sum = if sum & 1 == 1 {
                    (sum >> 1) ^ 0xEDB8_8320
                } else {
                    sum >> 1
                };
            }
        }
        !sum
    }
}
