//! Every file there will be.

use crate::model::path::{OutputPath, SourcePath};
use crate::model::picture::Recipe;
use crate::site::address::PageKey;
use crate::site::{EntryId, LangId};

/// Pages of one part of the sitemap at most (sitemaps.org).
pub const SITEMAP_LIMIT: usize = 50_000;

/// One file to publish, with what it is made from.
#[derive(Clone, Debug)]
pub struct Output {
    pub path: OutputPath,
    pub product: Product,
    /// The file to name when this output is at fault.
    pub origin: SourcePath,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Product {
    Page(PageKey),
    NotFound,
    /// Of a language, or of one type in it.
    Feed {
        lang: LangId,
        type_name: Option<String>,
    },
    SitemapIndex {
        parts: Vec<String>,
    },
    /// Pages of one language, from the `part`-th fifty thousand.
    Sitemap {
        lang: LangId,
        part: usize,
    },
    Robots,
    /// A variant of a picture of the content.
    Picture {
        source: SourcePath,
        recipe: Recipe,
    },
    /// What the theme draws for an entry.
    Art(EntryId),
    /// An old address that leads to a page.
    Redirect {
        to: PageKey,
    },
    /// A file of the theme, by its path inside the theme.
    Asset(String),
    /// A file of the content, as it is.
    Copy(SourcePath),
}
