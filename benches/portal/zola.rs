//! The portal for Zola: the facts in every file below `extra`, links as addresses, words in its settings.

use std::path::Path;

use super::texts::{PUBLISHED, body, summary, title};
use super::{Facets, Item, LANGUAGES, TITLES, drawings, put, stylesheet, suffix, theme};

const TEMPLATES: [(&str, &str); 8] = [
    ("404.html", include_str!("../site/zola/templates/404.html")),
    ("base.html", include_str!("../site/zola/templates/base.html")),
    ("cards.html", include_str!("../site/zola/templates/cards.html")),
    ("index.html", include_str!("../site/zola/templates/index.html")),
    ("page.html", include_str!("../site/zola/templates/page.html")),
    ("section.html", include_str!("../site/zola/templates/section.html")),
    (
        "taxonomy_list.html",
        include_str!("../site/zola/templates/taxonomy_list.html"),
    ),
    (
        "taxonomy_single.html",
        include_str!("../site/zola/templates/taxonomy_single.html"),
    ),
];

pub(super) fn settings(root: &Path, facets: Facets) {
    let taxonomies = match facets {
        Facets::Two => {
            "taxonomies = [{name = \"regions\", paginate_by = 20}, {name = \"sectors\", paginate_by = 20}]\n"
        }
        Facets::None => "",
    };
    let mut settings = format!(
        "base_url = \"https://example.org\"\ntitle = \"{}\"\ndefault_language = \"{}\"\ncompile_sass = false\n\
         build_search_index = false\ngenerate_feeds = true\nfeed_filenames = [\"atom.xml\"]\nfeed_limit = 20\n{taxonomies}",
        TITLES[0], LANGUAGES[0]
    );
    for (lang, tag) in LANGUAGES.iter().enumerate() {
        let words = theme::words(lang, |key, word| format!("{key} = \"{word}\"\n"));
        if lang == 0 {
            settings += &format!("[translations]\n{words}");
        } else {
            settings += &format!(
                "[languages.{tag}]\ntitle = \"{}\"\ngenerate_feeds = true\nfeed_filenames = [\"atom.xml\"]\n{taxonomies}\
                 [languages.{tag}.translations]\n{words}",
                TITLES[lang]
            );
        }
        let suffix = suffix(lang);
        let front = format!("---\ntitle: \"{}\"\n---\n", TITLES[lang]);
        put(root, &format!("content/_index{suffix}.md"), &front);
        for section in ["projects", "towns", "news"] {
            let title = theme::word(section, lang);
            let front = format!("---\ntitle: \"{title}\"\nsort_by: date\npaginate_by: 20\ngenerate_feeds: true\n---\n");
            put(root, &format!("content/{section}/_index{suffix}.md"), &front);
        }
    }
    put(root, "config.toml", &settings);
    for (path, text) in TEMPLATES {
        put(root, &format!("templates/{path}"), text);
    }
    drawings(root, "static/media");
    put(root, "static/css/site.css", &stylesheet());
}

pub(super) fn entry(item: &Item, lang: usize, facets: Facets) -> String {
    let (title, summary) = (title(item, lang), summary(item, lang));
    let sectors = item.sectors.join(", ");
    let taxonomies = match facets {
        Facets::Two => format!("taxonomies:\n  regions: [{}]\n  sectors: [{sectors}]\n", item.region),
        Facets::None => String::new(),
    };
    format!(
        "---\ntitle: \"{title}\"\ndescription: \"{summary}\"\ndate: {}\n{taxonomies}extra:\n  section: {}\n  region: {}\n  \
         sectors: [{sectors}]\n  investment: {}\n  area: {}\n  stage: {}\n  longitude: {}\n  latitude: {}\n---\n\n{}",
        item.date,
        item.section,
        item.region,
        item.investment,
        item.area,
        item.stage,
        item.longitude,
        item.latitude,
        body(item, lang, &PUBLISHED)
    )
}
