//! Photographs of four million pixels that nobody took: sky, hills, and the grain that makes a JPEG as large as a real one.
//!
//! Twenty different ones; of more, each bears a comment of its own, so that its bytes are like no other's.

use std::fs;
use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use rayon::prelude::*;

const WIDTH: u32 = 2304;
const HEIGHT: u32 = 1728;
const DIFFERENT: usize = 20;
/// What telephones use, about.
const QUALITY: u8 = 88;

pub(crate) fn name(nth: usize) -> String {
    format!("photograph{nth:04}.jpg")
}

/// Writes so many photographs, and gives their bytes' number.
pub(crate) fn write(folder: &Path, count: usize) -> usize {
    let different: Vec<Vec<u8>> = (0..count.min(DIFFERENT)).into_par_iter().map(photograph).collect();
    let each = (0..count).map(|nth| {
        let bytes = &different[nth % DIFFERENT];
        let comment = format!("{nth:06}");
        let length = u8::try_from(comment.len() + 2).unwrap();
        let whole = [&bytes[..2], &[0xFF, 0xFE, 0, length], comment.as_bytes(), &bytes[2..]].concat();
        fs::write(folder.join(name(nth)), &whole).unwrap();
        whole.len()
    });
    each.sum()
}

fn photograph(nth: usize) -> Vec<u8> {
    let mut state = nth as u64 + 1;
    let mut grain = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        // The sum of two draws gathers about its middle, as the grain of a sensor does.
        i32::try_from((state & 31) + ((state >> 8) & 31)).unwrap() - 31
    };
    let tilt = i32::try_from(nth).unwrap() % 7;
    let picture = RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let (x, y) = (i32::try_from(x).unwrap(), i32::try_from(y).unwrap());
        let hill = 900 + (x * tilt) / 16 + wave(x, 310) - wave(x, 97) / 3;
        let light = if y < hill {
            [120 + y / 16, 160 + y / 22, 225 - y / 40]
        } else {
            [60, 105 - (y - hill) / 16, 50]
        };
        let (texture, noise) = (
            if y < hill {
                0
            } else {
                wave(x + y, 13) / 4 + wave(x - 2 * y, 29) / 4
            },
            grain(),
        );
        Rgb(light.map(|part| u8::try_from((part + texture + noise).clamp(0, 255)).unwrap()))
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode_image(&picture)
        .unwrap();
    bytes
}

/// Up and down between 0 and 100 once in two periods.
fn wave(at: i32, period: i32) -> i32 {
    let within = at.rem_euclid(2 * period);
    (if within < period { within } else { 2 * period - within }) * 100 / period
}
