//! Makes the files of a picture: decoded once, turned upright, resized, encoded. Whatever a camera wrote beside the pixels is left behind.

use std::io::Cursor;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use crate::model::picture::{Fault, Form, LONGEST_SIDE, Recipe};
use crate::picture::probe::MOST_BESIDE_PIXELS;

/// What decoding may use, in bytes: fifty million pixels of four bytes, and a little.
const MOST_MEMORY: u64 = 256 << 20;
const WEBP_QUALITY: f32 = 78.0;
const WEBP_QUALITY_OF_DRAWINGS: f32 = 90.0;
const WEBP_EFFORT: f32 = 75.0;
/// How hard libwebp looks for the best loss, from 0 to 6. Its own choice, 4, takes 2.6 times as long for 4 % fewer bytes.
const WEBP_METHOD: i32 = 2;
const JPEG_QUALITY: u8 = 80;

/// The bytes of each recipe, in their order.
pub fn develop(bytes: &[u8], recipes: &[Recipe]) -> Result<Vec<Vec<u8>>, Fault> {
    let picture = decoded(bytes)?;
    recipes.iter().map(|recipe| made(&picture, recipe)).collect()
}

fn decoded(bytes: &[u8]) -> Result<Pixels, Fault> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| Fault::Unknown)?;
    let mut limits = Limits::default();
    // The pixels of a PNG are not counted here.
    let of_png = reader.format() == Some(ImageFormat::Png);
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(if of_png { MOST_BESIDE_PIXELS } else { MOST_MEMORY });
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| Fault::Broken)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let transparent = decoder.color_type().has_alpha();
    let profile = decoder.icc_profile().ok().flatten();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| Fault::Broken)?;
    picture.apply_orientation(orientation);
    let mut pixels = Pixels::new(picture, transparent);
    if let Some(profile) = profile {
        pixels.bring_to_srgb(&profile);
    }
    Ok(pixels)
}

/// Eight bits a channel, three or four channels.
struct Pixels {
    width: u32,
    height: u32,
    bytes: Vec<u8>,
    kind: PixelType,
}

impl Pixels {
    fn new(picture: DynamicImage, transparent: bool) -> Self {
        let (width, height) = (picture.width(), picture.height());
        let (bytes, kind) = if transparent {
            (picture.into_rgba8().into_raw(), PixelType::U8x4)
        } else {
            (picture.into_rgb8().into_raw(), PixelType::U8x3)
        };
        Pixels {
            width,
            height,
            bytes,
            kind,
        }
    }

    /// Telephones write colours that screens of the web would show pale. A profile that cannot be read changes nothing.
    fn bring_to_srgb(&mut self, profile: &[u8]) {
        let layout = match self.kind {
            PixelType::U8x4 => Layout::Rgba,
            _ => Layout::Rgb,
        };
        let Some(profile) = ColorProfile::new_from_slice(profile)
            .ok()
            .filter(|profile| profile.color_space == DataColorSpace::Rgb)
        else {
            return;
        };
        let srgb = ColorProfile::new_srgb();
        let Ok(transform) = profile.create_transform_8bit(layout, &srgb, layout, TransformOptions::default()) else {
            return;
        };
        let mut converted = vec![0; self.bytes.len()];
        if transform.transform(&self.bytes, &mut converted).is_ok() {
            self.bytes = converted;
        }
    }

    fn colour(&self) -> ExtendedColorType {
        match self.kind {
            PixelType::U8x4 => ExtendedColorType::Rgba8,
            _ => ExtendedColorType::Rgb8,
        }
    }

    fn resized(&self, width: u32, height: u32) -> Option<Pixels> {
        let source = ImageRef::new(self.width, self.height, &self.bytes, self.kind).ok()?;
        let mut target = Image::new(width, height, self.kind);
        Resizer::new()
            .resize(&source, &mut target, &ResizeOptions::new())
            .ok()?;
        Some(Pixels {
            width,
            height,
            bytes: target.into_vec(),
            kind: self.kind,
        })
    }
}

fn made(picture: &Pixels, recipe: &Recipe) -> Result<Vec<u8>, Fault> {
    if (picture.width, picture.height) == (recipe.width, recipe.height) {
        return encoded(picture, recipe.form);
    }
    let resized = picture.resized(recipe.width, recipe.height).ok_or(Fault::Broken)?;
    encoded(&resized, recipe.form)
}

fn encoded(pixels: &Pixels, form: Form) -> Result<Vec<u8>, Fault> {
    let Pixels {
        width, height, bytes, ..
    } = pixels;
    let mut out = Vec::new();
    match form {
        Form::WebpLossy => return webp(pixels, Loss::Some, WEBP_QUALITY),
        Form::WebpSmallest => {
            let with = webp(pixels, Loss::Some, WEBP_QUALITY_OF_DRAWINGS)?;
            let without = webp(pixels, Loss::None, WEBP_EFFORT)?;
            return Ok(if without.len() <= with.len() { without } else { with });
        }
        Form::Jpeg => JpegEncoder::new_with_quality(&mut out, JPEG_QUALITY)
            .write_image(bytes, *width, *height, pixels.colour())
            .map_err(|_| Fault::Broken)?,
        Form::Png => PngEncoder::new_with_quality(&mut out, CompressionType::Best, FilterType::Adaptive)
            .write_image(bytes, *width, *height, pixels.colour())
            .map_err(|_| Fault::Broken)?,
    }
    Ok(out)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Loss {
    None,
    Some,
}

/// Without loss, the quality is the effort.
fn webp(pixels: &Pixels, loss: Loss, quality: f32) -> Result<Vec<u8>, Fault> {
    let encoder = match pixels.kind {
        PixelType::U8x4 => webp::Encoder::from_rgba(&pixels.bytes, pixels.width, pixels.height),
        _ => webp::Encoder::from_rgb(&pixels.bytes, pixels.width, pixels.height),
    };
    let made = match loss {
        Loss::None => encoder.encode_simple(true, quality),
        Loss::Some => {
            let mut config = webp::WebPConfig::new().map_err(|()| Fault::Broken)?;
            config.quality = quality;
            config.method = WEBP_METHOD;
            encoder.encode_advanced(&config)
        }
    };
    Ok(made.map_err(|_| Fault::Broken)?.to_vec())
}

#[cfg(test)]
mod tests {
    use image::ImageFormat;

    use super::*;
    use crate::model::picture::Format;
    use crate::picture::probe::tests::{halves, photograph, written};
    use crate::picture::{probe, recipes};

    #[test]
    fn every_variant_is_the_size_that_its_recipe_says() {
        let bytes = written(&halves(1200, 600), ImageFormat::Jpeg);
        let recipes = recipes(&probe(&bytes).unwrap());
        for (recipe, made) in recipes.iter().zip(develop(&bytes, &recipes).unwrap()) {
            let seen = probe(&made).unwrap();
            assert_eq!((seen.width, seen.height), (recipe.width, recipe.height));
            let format = if recipe.form == Form::Jpeg {
                Format::Jpeg
            } else {
                Format::Webp
            };
            assert_eq!(seen.format, format);
        }
    }

    #[test]
    fn a_photograph_is_turned_upright_and_forgets_where_it_was_taken() {
        // Turned clockwise, the left half becomes the upper one.
        let bytes = photograph(64, 32, 6);
        assert!(memchr::memmem::find(&bytes, b"GPS-SECRET").is_some());
        let recipes = recipes(&probe(&bytes).unwrap());
        for made in develop(&bytes, &recipes).unwrap() {
            assert!(memchr::memmem::find(&made, b"GPS").is_none() && memchr::memmem::find(&made, b"Exif").is_none());
            let picture = image::load_from_memory(&made).unwrap().into_rgb8();
            assert_eq!(picture.dimensions(), (32, 64));
            let (above, below) = (picture.get_pixel(16, 8), picture.get_pixel(16, 56));
            assert!(above[0] > 150 && below[2] > 150, "{above:?} {below:?}");
        }
    }

    #[test]
    fn what_can_be_seen_through_stays_so() {
        let glass = DynamicImage::ImageRgba8(image::RgbaImage::from_pixel(20, 20, image::Rgba([10, 200, 10, 0])));
        let bytes = written(&glass, ImageFormat::Png);
        let recipes = recipes(&probe(&bytes).unwrap());
        for made in develop(&bytes, &recipes).unwrap() {
            assert_eq!(
                image::load_from_memory(&made).unwrap().into_rgba8().get_pixel(5, 5)[3],
                0
            );
        }
    }

    #[test]
    fn pixels_that_contradict_each_other_are_a_fault() {
        let mut bytes = written(&halves(64, 64), ImageFormat::Png);
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0xFF;
        let recipes = recipes(&probe(&bytes).unwrap());
        assert_eq!(develop(&bytes, &recipes), Err(Fault::Broken));
    }

    #[test]
    fn colours_of_a_wider_space_are_brought_into_that_of_the_web() {
        let picture = image::RgbImage::from_pixel(20, 20, image::Rgb([200, 60, 60]));
        let mut bytes = Vec::new();
        let mut encoder = PngEncoder::new(&mut bytes);
        encoder
            .set_icc_profile(ColorProfile::new_display_p3().encode().unwrap())
            .unwrap();
        encoder.write_image(&picture, 20, 20, ExtendedColorType::Rgb8).unwrap();
        let recipes = recipes(&probe(&bytes).unwrap());
        let plain = develop(&bytes, &recipes).unwrap().pop().unwrap();
        let seen = *image::load_from_memory(&plain).unwrap().into_rgb8().get_pixel(5, 5);
        assert!(seen[0] > 205 && seen[1] < 55, "{seen:?}");
    }

    #[test]
    fn the_same_picture_gives_the_same_bytes() {
        let bytes = written(&halves(700, 500), ImageFormat::Jpeg);
        let recipes = recipes(&probe(&bytes).unwrap());
        assert_eq!(develop(&bytes, &recipes), develop(&bytes, &recipes));
    }
}
