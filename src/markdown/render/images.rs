//! Images: a figure where one stands alone in its paragraph, else in the line.

use std::fmt::Write as _;

use super::Page;
use crate::markdown::address::Address;
use crate::markdown::attributes::Width;
use crate::markdown::escape::{foreign_address, push_attribute, push_text};
use crate::markdown::pieces::ImageHole;
use crate::markdown::{Dialect, ImageAnswer, Picture, commonmark};

/// Where an image stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Figure,
    Line,
}

impl Page<'_> {
    /// A paragraph that holds one image: a figure, or the alternative text if there is no such picture.
    pub(super) fn write_figure(&mut self, index: u32) {
        let Some(image) = self.pieces.images.get(index as usize) else {
            return;
        };
        let Some(picture) = self.picture(image) else {
            let alt = self.plain(image.alt);
            self.html.push_str("<p>");
            push_text(&mut self.html, &alt);
            return self.html.push_str("</p>\n");
        };
        self.html.push_str("<figure");
        if let Some(Width::Class(class)) = &image.width {
            push_attribute(&mut self.html, "class", class);
        }
        self.html.push('>');
        self.write_picture(&picture, image, Place::Figure);
        if !picture.caption.is_empty() {
            self.html.push_str("<figcaption>");
            push_text(&mut self.html, &picture.caption);
            self.html.push_str("</figcaption>");
        }
        self.html.push_str("</figure>\n");
        self.note_picture(picture);
    }

    /// An image among words; its alternative text if there is no such picture.
    pub(super) fn write_inline_image(&mut self, index: u32) {
        let Some(image) = self.pieces.images.get(index as usize) else {
            return;
        };
        let Some(picture) = self.picture(image) else {
            let alt = self.plain(image.alt);
            return self.push_words(&alt);
        };
        if self.pieces.dialect == Dialect::CommonMark {
            return commonmark::write_image(&mut self.html, &picture);
        }
        self.write_picture(&picture, image, Place::Line);
        self.note_picture(picture);
    }

    /// Only blocks are told of their pictures.
    fn note_picture(&mut self, picture: Picture) {
        if !self.blocks.is_empty() {
            self.pictures.push(picture);
        }
    }

    fn picture(&self, image: &ImageHole) -> Option<Picture> {
        let target = self.pieces.lent(image.target);
        let (src, srcset, width, height) = match image.kind {
            Address::Inside => match self.scope.image(target) {
                ImageAnswer::Picture {
                    src,
                    srcset,
                    width,
                    height,
                } => (src, srcset, width, height),
                ImageAnswer::Missing => return None,
            },
            _ if self.pieces.dialect == Dialect::CommonMark => (target.to_owned(), None, None, None),
            _ => (foreign_address(target).into_owned(), None, None, None),
        };
        Some(Picture {
            src,
            srcset,
            alt: self.plain(image.alt),
            caption: self.plain(image.title),
            width,
            height,
        })
    }

    /// The `img` alone. A figure bears the class itself and shows the caption below.
    fn write_picture(&mut self, picture: &Picture, image: &ImageHole, place: Place) {
        let (width, height) = size(picture, image.width.as_ref());
        let out = &mut self.html;
        out.push_str("<img");
        push_attribute(out, "src", &picture.src);
        if let Some(srcset) = &picture.srcset {
            push_attribute(out, "srcset", srcset);
            push_attribute(out, "sizes", &sizes(image.width.as_ref()));
        }
        push_attribute(out, "alt", &picture.alt);
        if let (Place::Line, Some(Width::Class(class))) = (place, &image.width) {
            push_attribute(out, "class", class);
        }
        if place == Place::Line && !picture.caption.is_empty() {
            push_attribute(out, "title", &picture.caption);
        }
        for (name, pixels) in [("width", width), ("height", height)] {
            if let Some(pixels) = pixels {
                // Writing to a String cannot fail.
                let _ = write!(out, " {name}=\"{pixels}\"");
            }
        }
        out.push_str(" loading=\"lazy\" decoding=\"async\">");
    }
}

/// How wide running text shows a picture: as wide as a column of 46 em at most, or the part of it that is wanted.
fn sizes(wanted: Option<&Width>) -> String {
    const COLUMN: u32 = 46;
    let percent = match wanted {
        Some(Width::Pixels(pixels)) => return format!("min({pixels}px, 100vw)"),
        Some(Width::Class(class)) => match class.trim_start_matches("width-") {
            "half" => 50,
            "third" => 33,
            number => number.parse().unwrap_or(100),
        },
        None => 100,
    };
    format!("(min-width: {COLUMN}em) {}em, 100vw", (COLUMN * percent).div_ceil(100))
}

/// The picture's own size, or the wanted width and the height that belongs to it.
fn size(picture: &Picture, wanted: Option<&Width>) -> (Option<u32>, Option<u32>) {
    let Some(Width::Pixels(pixels)) = wanted else {
        return (picture.width, picture.height);
    };
    let height = picture.width.zip(picture.height).and_then(|(width, height)| {
        let (width, height, pixels) = (u64::from(width), u64::from(height), u64::from(*pixels));
        u32::try_from((height * pixels + width / 2).checked_div(width)?.max(1)).ok()
    });
    (Some(*pixels), height)
}
