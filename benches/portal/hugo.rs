//! The portal for Hugo: the facts in every file, links as addresses, words in `i18n/`.

use std::path::Path;

use super::texts::{PUBLISHED, body, summary, title};
use super::{Facets, Item, LANGUAGES, TITLES, drawings, put, stylesheet, suffix, theme};

const LAYOUTS: [(&str, &str); 9] = [
    ("404.html", include_str!("../site/hugo/layouts/404.html")),
    ("baseof.html", include_str!("../site/hugo/layouts/baseof.html")),
    ("home.html", include_str!("../site/hugo/layouts/home.html")),
    ("page.html", include_str!("../site/hugo/layouts/page.html")),
    ("section.html", include_str!("../site/hugo/layouts/section.html")),
    ("taxonomy.html", include_str!("../site/hugo/layouts/taxonomy.html")),
    ("term.html", include_str!("../site/hugo/layouts/term.html")),
    (
        "_partials/cards.html",
        include_str!("../site/hugo/layouts/_partials/cards.html"),
    ),
    (
        "_partials/crumbs.html",
        include_str!("../site/hugo/layouts/_partials/crumbs.html"),
    ),
];

pub(super) fn settings(root: &Path, facets: Facets) {
    let mut settings = include_str!("../site/hugo/hugo.toml").to_owned();
    if facets == Facets::None {
        settings.insert_str(0, "disableKinds = [\"taxonomy\", \"term\"]\n");
    }
    for (lang, tag) in LANGUAGES.iter().enumerate() {
        let key = tag.to_lowercase();
        settings += &format!(
            "[languages.{key}]\ntitle = \"{}\"\nweight = {}\n",
            TITLES[lang],
            lang + 1
        );
        let words = theme::words(lang, |key, word| format!("{key} = \"{word}\"\n"));
        put(root, &format!("i18n/{key}.toml"), &words);
        let suffix = suffix(lang);
        for section in ["projects", "towns", "news"] {
            let front = format!("---\ntitle: \"{}\"\n---\n", theme::word(section, lang));
            put(root, &format!("content/{section}/_index{suffix}.md"), &front);
        }
    }
    put(root, "hugo.toml", &settings);
    for (path, text) in LAYOUTS {
        put(root, &format!("layouts/{path}"), text);
    }
    drawings(root, "static/media");
    put(root, "static/css/site.css", &stylesheet());
}

pub(super) fn entry(item: &Item, lang: usize) -> String {
    let (title, summary) = (title(item, lang), summary(item, lang));
    format!(
        "---\ntitle: \"{title}\"\ndescription: \"{summary}\"\ndate: {}\nregions: [{}]\nsectors: [{}]\ninvestment: {}\n\
         area: {}\nstage: {}\nlongitude: {}\nlatitude: {}\n---\n\n{}",
        item.date,
        item.region,
        item.sectors.join(", "),
        item.investment,
        item.area,
        item.stage,
        item.longitude,
        item.latitude,
        body(item, lang, &PUBLISHED)
    )
}
