//! Pictures of the content as pages name them: addresses, sizes, and what a browser may choose from.

use crate::product::context::{RenderContext, Viewpoint};
use crate::site::Variant;

/// What an `img` needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lent {
    pub(super) src: String,
    /// None where there is nothing to choose from.
    pub(super) srcset: Option<String>,
    pub(super) width: Option<u32>,
    pub(super) height: Option<u32>,
}

/// A file of the content, by its published path, as this page shows it.
pub(super) fn lend(context: &RenderContext<'_>, at: &Viewpoint, published: &str) -> Lent {
    let address = |path: &str| format!("{}{path}", at.root);
    let Some(picture) = context.site.pictures.get(published) else {
        return Lent {
            src: address(published),
            ..Lent::default()
        };
    };
    let (width, height) = (Some(picture.probe.width), Some(picture.probe.height));
    let Some((plain, small)) = picture.variants.split_last() else {
        return Lent {
            src: address(published),
            srcset: None,
            width,
            height,
        };
    };
    let choice = |variant: &Variant| format!("{} {}w", address(&variant.path), variant.recipe.width);
    let choices: Vec<String> = small.iter().map(choice).collect();
    Lent {
        src: address(&plain.path),
        srcset: (!choices.is_empty()).then(|| choices.join(", ")),
        width,
        height,
    }
}
