//! The portal for Wutong: facts in the original's file alone, links as paths of files.

use std::path::Path;

use super::texts::{Ways, body, summary, title};
use super::{Breadth, Facets, Item, TITLES, drawings, put, stylesheet, theme};

const WAYS: Ways = Ways {
    entry: |section, name, _| format!("../{section}/{name}.md"),
    picture: |nth| format!("../media/{nth:02}.svg"),
};

pub(super) fn settings(root: &Path, breadth: Breadth, facets: Facets) {
    let [chinese, english, japanese] = TITLES;
    let (editions, more) = match breadth {
        Breadth::Three => ("standard", ""),
        Breadth::Ten => (
            "standard, care",
            "  zh-Hant: {convert_from: zh-Hans}\n  fr: {fallback: [en, zh-Hans]}\n",
        ),
    };
    let settings = format!(
        "title: {{zh-Hans: {chinese}, en: {english}, ja: {japanese}}}\nurl: https://example.org/\ntheme: bench\n\
         editions: [{editions}]\nlanguages:\n  zh-Hans: {{}}\n  en: {{fallback: [zh-Hans]}}\n  \
         ja: {{fallback: [en, zh-Hans]}}\n{more}menu: [projects, towns, news]\n"
    );
    put(root, "content/site.yaml", &settings);
    drawings(root, "content/media");
    for (path, text) in theme::FILES {
        let text = match facets {
            Facets::Two => text.to_owned(),
            Facets::None => text.replace("    facet: true\n", ""),
        };
        put(root, &format!("themes/bench/{path}"), &text);
    }
    put(root, "themes/bench/assets/css/site.css", &stylesheet());
}

pub(super) fn entry(item: &Item, lang: usize) -> String {
    let facts = if lang == 0 {
        format!(
            "published: {}\nregion: {}\nsectors: [{}]\ninvestment: {}\narea: {}\nstage: {}\n\
             place: {{longitude: {}, latitude: {}, datum: WGS84}}\n",
            item.date,
            item.region,
            item.sectors.join(", "),
            item.investment,
            item.area,
            item.stage,
            item.longitude,
            item.latitude
        )
    } else {
        String::new()
    };
    let (title, summary) = (title(item, lang), summary(item, lang));
    format!(
        "---\ntitle: \"{title}\"\nsummary: \"{summary}\"\n{facts}---\n\n{}",
        body(item, lang, &WAYS)
    )
}
