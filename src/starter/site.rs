//! A first site: small, complete, with invented places, in Chinese and English.

use crate::starter::Fresh;

/// The settings, from which types and languages follow.
pub const SETTINGS: &str = include_str!("site/site.yaml");

/// Path and text of every file but those for the editor.
const FILES: [(&str, &str); 18] = [
    ("README.md", include_str!("site/README.md")),
    (".gitignore", include_str!("site/gitignore")),
    ("content/site.yaml", SETTINGS),
    ("content/_index.md", include_str!("site/index.md")),
    ("content/_index.en.md", include_str!("site/index.en.md")),
    ("content/regions/青山县.md", include_str!("site/region.md")),
    ("content/regions/青山县.en.md", include_str!("site/region.en.md")),
    ("content/towns/白露.md", include_str!("site/town.md")),
    ("content/towns/白露.en.md", include_str!("site/town.en.md")),
    ("content/projects/温泉.md", include_str!("site/spring.md")),
    ("content/projects/温泉.en.md", include_str!("site/spring.en.md")),
    ("content/projects/旅居公寓.md", include_str!("site/flats.md")),
    ("content/projects/旅居公寓.en.md", include_str!("site/flats.en.md")),
    ("content/sources/qingshan-2030.yaml", include_str!("site/source.yaml")),
    (
        "content/sources/qingshan-2030.en.yaml",
        include_str!("site/source.en.yaml"),
    ),
    ("content/pages/about.md", include_str!("site/about.md")),
    ("content/pages/about.en.md", include_str!("site/about.en.md")),
    ("content/terms.yaml", include_str!("site/terms.yaml")),
];

/// Every file of the site but those for the editor.
pub fn files() -> Vec<Fresh> {
    let fresh = |(path, text): &(&str, &str)| Fresh {
        path: (*path).to_owned(),
        text: (*text).to_owned(),
    };
    FILES.iter().map(fresh).collect()
}
