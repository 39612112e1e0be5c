//! Colours: how they are written, and how well one reads on another.

use std::fmt;

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour([u8; 3]);

const WHITE: Colour = Colour([255, 255, 255]);
const BLACK: Colour = Colour([0, 0, 0]);

/// How fine the steps are in which a nearer colour is looked for.
const STEPS: u32 = 64;

impl Colour {
    /// `#rgb` or `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let digit = |at: usize| {
            let letter = digits.as_bytes().get(at).copied()?;
            u8::try_from(char::from(letter).to_digit(16)?).ok()
        };
        let part = |nth: usize| match digits.len() {
            3 => digit(nth).map(|one| one * 17),
            6 => Some(digit(2 * nth)? * 16 + digit(2 * nth + 1)?),
            _ => None,
        };
        Some(Colour([part(0)?, part(1)?, part(2)?]))
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2).
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Contrast of two colours in hundredths, rounded down: 100 to 2100 (WCAG 2.2, 1.4.3).
    pub fn contrast(self, other: Self) -> u32 {
        let (a, b) = (self.luminance(), other.luminance());
        let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
        // Between 1 and 21, so the hundredths fit.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a ratio lies between 1 and 21"
        )]
        let hundredths = (ratio * 100.0).floor() as u32;
        hundredths
    }

    /// The least contrast with any of these grounds; the greatest there is where there are none.
    pub fn least_contrast(self, grounds: &[Self]) -> u32 {
        let least = grounds.iter().map(|ground| self.contrast(*ground)).min();
        least.unwrap_or(2100)
    }

    /// The nearest mixture with white or black that reads this well (in hundredths) on all grounds.
    pub fn reaching(self, hundredths: u32, grounds: &[Self]) -> Option<Self> {
        (0..=STEPS)
            .flat_map(|step| [self.mixed(BLACK, step), self.mixed(WHITE, step)])
            .find(|mixture| mixture.least_contrast(grounds) >= hundredths)
    }

    fn mixed(self, other: Self, step: u32) -> Self {
        let mut parts = self.0;
        for (part, to) in parts.iter_mut().zip(other.0) {
            let sum = u32::from(*part) * (STEPS - step) + u32::from(to) * step;
            *part = u8::try_from((sum + STEPS / 2) / STEPS).unwrap_or(u8::MAX);
        }
        Colour(parts)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(formatter, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use crate::theme::colour::{BLACK, Colour, WHITE};

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn colours_are_read_in_both_lengths() {
        assert_eq!(colour("#a3f"), colour("#AA33ff"));
        for bad in ["a33", "#a3", "#a3f5", "#ggg", "#é33", ""] {
            assert_eq!(Colour::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert_eq!(BLACK.contrast(WHITE), 2100);
        assert_eq!(WHITE.contrast(WHITE), 100);
        // The lightest grey that passes on white, and the next one.
        assert_eq!(colour("#767676").contrast(WHITE), 454);
        assert_eq!(colour("#777777").contrast(WHITE), 447);
    }

    #[test]
    fn a_colour_is_moved_no_farther_than_it_must() {
        let yellow = colour("#f0c040");
        let on_white = yellow.reaching(450, &[WHITE]).unwrap();
        assert!(
            on_white.contrast(WHITE) >= 450 && on_white.contrast(WHITE) < 480,
            "{on_white}"
        );
        assert_eq!(yellow.reaching(450, &[BLACK]), Some(yellow));
        assert_eq!(
            yellow
                .reaching(450, &[WHITE, BLACK])
                .map(|found| found.least_contrast(&[WHITE, BLACK]) >= 450),
            Some(true)
        );
        assert_eq!(yellow.reaching(700, &[WHITE, BLACK]), None);
    }
}
