//! Images: a figure where one stands alone in its paragraph, else in the line.

use pulldown_cmark::{Tag, TagEnd};

use super::Writer;
use crate::markdown::address::Address;
use crate::markdown::attributes::Width;
use crate::markdown::escape::{foreign_address, push_attribute, push_text};
use crate::markdown::steps::{Image, Placed, Step};
use crate::markdown::{ImageAnswer, Picture};

/// Where an image stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Figure,
    Line,
}

impl Writer<'_, '_> {
    /// Writes a paragraph that holds one image as a figure. How many steps it took: none if it is no such paragraph.
    pub(super) fn write_figure_paragraph(&mut self, steps: &[Placed<'_>]) -> usize {
        let mut first = steps.iter().map(|placed| &placed.step);
        let (Some(Step::Start(Tag::Paragraph)), Some(Step::Image(image)), Some(Step::End(TagEnd::Paragraph))) =
            (first.next(), first.next(), first.next())
        else {
            return 0;
        };
        let Some(picture) = self.picture(image) else {
            return 0;
        };
        self.flush();
        self.put_block("<figure");
        if let Some(Width::Class(class)) = &image.width {
            push_attribute(self.out(), "class", class);
        }
        self.put(">");
        self.write_picture(&picture, image, Place::Figure);
        if !picture.caption.is_empty() {
            self.put("<figcaption>");
            push_text(self.out(), &picture.caption);
            self.put("</figcaption>");
        }
        self.put("</figure>\n");
        self.sheet().pictures.push(picture);
        3
    }

    /// An image among words; its alternative text if there is no such picture.
    pub(super) fn write_inline_image(&mut self, image: &Image<'_>) {
        let Some(picture) = self.picture(image) else {
            let alt = self.plain(&image.alt);
            return push_text(self.out(), &alt);
        };
        self.write_picture(&picture, image, Place::Line);
        self.sheet().pictures.push(picture);
    }

    fn picture(&self, image: &Image<'_>) -> Option<Picture> {
        let (src, width, height) = match image.kind {
            Address::Inside => match self.scope.image(&image.target) {
                ImageAnswer::Picture { src, width, height } => (src, width, height),
                ImageAnswer::Missing => return None,
            },
            _ => (foreign_address(&image.target), None, None),
        };
        Some(Picture {
            src,
            alt: self.plain(&image.alt),
            caption: self.plain(&image.title),
            width,
            height,
        })
    }

    /// The `img` alone. A figure bears the class itself and shows the caption below.
    fn write_picture(&mut self, picture: &Picture, image: &Image<'_>, place: Place) {
        let (width, height) = size(picture, image.width.as_ref());
        let out = self.out();
        out.push_str("<img");
        push_attribute(out, "src", &picture.src);
        push_attribute(out, "alt", &picture.alt);
        if let (Place::Line, Some(Width::Class(class))) = (place, &image.width) {
            push_attribute(out, "class", class);
        }
        if place == Place::Line && !picture.caption.is_empty() {
            push_attribute(out, "title", &picture.caption);
        }
        if let Some(width) = width {
            push_attribute(out, "width", &width.to_string());
        }
        if let Some(height) = height {
            push_attribute(out, "height", &height.to_string());
        }
        out.push_str(" loading=\"lazy\" decoding=\"async\">");
    }
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
