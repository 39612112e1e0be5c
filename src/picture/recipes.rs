//! Which files are made of a picture.

use crate::model::picture::{Form, Format, Ground, Motion, Probe, Recipe};

/// Widths that phones, tablets and large screens ask for, in pixels.
const WIDTHS: [u32; 3] = [480, 960, 1600];

/// The widest copy for browsers that know no WebP.
const PLAIN_WIDTH: u32 = 960;

/// WebP can hold no longer side.
const TALLEST_WEBP: u32 = 16_383;

/// What of the encoders decides over the bytes: to be raised when one of them changes.
const ENCODERS: u32 = 2;

/// The variants of a picture, ascending by width, then the copy in the old form. None for one that is published as it
/// is: a drawing, or one that moves.
pub fn recipes(probe: &Probe) -> Vec<Recipe> {
    if probe.motion == Motion::Moving || probe.format == Format::Svg {
        return Vec::new();
    }
    let small = match probe.format {
        Format::Png => Form::WebpSmallest,
        _ => Form::WebpLossy,
    };
    let plain = match (probe.format, probe.ground) {
        (Format::Png, _) | (_, Ground::Transparent) => Form::Png,
        _ => Form::Jpeg,
    };
    let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|width| *width < probe.width).collect();
    // Its own width too, unless a step is near enough.
    let largest = widths.last().copied().unwrap_or(0);
    if probe.width <= WIDTHS[2] && u64::from(probe.width) * 10 > u64::from(largest) * 11 {
        widths.push(probe.width);
    }
    let with_width = |width: u32, form| Recipe {
        width,
        height: height(probe, width),
        form,
    };
    let mut recipes: Vec<Recipe> = widths.into_iter().map(|width| with_width(width, small)).collect();
    recipes.retain(|recipe| recipe.height <= TALLEST_WEBP);
    recipes.push(with_width(probe.width.min(PLAIN_WIDTH), plain));
    recipes
}

/// The height that belongs to a width, rounded.
fn height(probe: &Probe, width: u32) -> u32 {
    let (own, whole, wanted) = (u64::from(probe.height), u64::from(probe.width), u64::from(width));
    u32::try_from((own * wanted + whole / 2) / whole.max(1))
        .unwrap_or(u32::MAX)
        .max(1)
}

/// The name under which what a recipe makes of these bytes is remembered.
pub fn key(digest: &[u8; 32], recipe: &Recipe) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(digest);
    hasher.update(format!("{ENCODERS} {recipe:?}").as_bytes());
    hasher.finalize().to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(format: Format, width: u32, height: u32, expected: &str) {
        let probe = Probe {
            format,
            width,
            height,
            motion: Motion::Still,
            ground: Ground::Opaque,
        };
        let said: Vec<String> = recipes(&probe)
            .iter()
            .map(|one| format!("{}x{}.{}", one.width, one.height, one.form.ending()))
            .collect();
        assert_eq!(said.join(" "), expected);
    }

    #[test]
    fn no_variant_is_larger_than_the_picture() {
        check(
            Format::Jpeg,
            4000,
            3000,
            "480x360.webp 960x720.webp 1600x1200.webp 960x720.jpg",
        );
        check(
            Format::Jpeg,
            1200,
            800,
            "480x320.webp 960x640.webp 1200x800.webp 960x640.jpg",
        );
        check(Format::Jpeg, 1000, 500, "480x240.webp 960x480.webp 960x480.jpg");
        check(Format::Png, 200, 100, "200x100.webp 200x100.png");
        check(Format::Png, 480, 4, "480x4.webp 480x4.png");
        check(Format::Svg, 200, 100, "");
    }
}
