//! What Wutong's theme of the benchmark calls things, so that every generator's pages say the same.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::LANGUAGES;

/// The choices of `sectors` in the theme's types.
pub(super) const SECTORS: [&str; 20] = [
    "energy",
    "water",
    "transport",
    "housing",
    "health",
    "education",
    "culture",
    "tourism",
    "farming",
    "forestry",
    "fishing",
    "logistics",
    "telecom",
    "mining",
    "chemicals",
    "textiles",
    "finance",
    "research",
    "sports",
    "waste",
];

/// Every file of the theme, by its path inside.
pub(super) const FILES: [(&str, &str); 16] = [
    ("theme.yaml", include_str!("../site/wutong/theme.yaml")),
    ("types/project.yaml", include_str!("../site/wutong/types/project.yaml")),
    ("types/town.yaml", include_str!("../site/wutong/types/town.yaml")),
    ("types/news.yaml", include_str!("../site/wutong/types/news.yaml")),
    ("strings/zh-Hans.yaml", STRINGS[0]),
    ("strings/en.yaml", STRINGS[1]),
    ("strings/ja.yaml", STRINGS[2]),
    ("templates/404.html", include_str!("../site/wutong/templates/404.html")),
    (
        "templates/base.html",
        include_str!("../site/wutong/templates/base.html"),
    ),
    (
        "templates/cards.html",
        include_str!("../site/wutong/templates/cards.html"),
    ),
    (
        "templates/crumbs.html",
        include_str!("../site/wutong/templates/crumbs.html"),
    ),
    (
        "templates/entry.html",
        include_str!("../site/wutong/templates/entry.html"),
    ),
    (
        "templates/home.html",
        include_str!("../site/wutong/templates/home.html"),
    ),
    (
        "templates/list.html",
        include_str!("../site/wutong/templates/list.html"),
    ),
    (
        "templates/shelf.html",
        include_str!("../site/wutong/templates/shelf.html"),
    ),
    (
        "templates/term.html",
        include_str!("../site/wutong/templates/term.html"),
    ),
];

const STRINGS: [&str; 3] = [
    include_str!("../site/wutong/strings/zh-Hans.yaml"),
    include_str!("../site/wutong/strings/en.yaml"),
    include_str!("../site/wutong/strings/ja.yaml"),
];

/// Words by their key, in the three languages: labels of fields, choices, and words of the templates.
static WORDS: LazyLock<BTreeMap<String, [String; 3]>> = LazyLock::new(|| {
    let mut words = BTreeMap::new();
    let mut field = "";
    for line in FILES[1].1.lines().filter(|line| line.starts_with(' ')) {
        let (key, said) = line.trim_start().split_once(':').unwrap_or_default();
        if line.starts_with("  ") && !line.starts_with("   ") {
            field = key;
        }
        let Some(said) = said.split_once("{zh-Hans: ") else {
            continue;
        };
        let is_choice = line.starts_with("      ") && key != "label";
        let name = if is_choice { key } else { field };
        let parts: Vec<&str> = said.1.trim_end_matches('}').split(", ").collect();
        let tail = |part: &str| part.split_once(": ").map_or(part, |(_, word)| word).to_owned();
        words.insert(name.to_owned(), [tail(parts[0]), tail(parts[1]), tail(parts[2])]);
    }
    for (key, _) in STRINGS[0].lines().filter_map(|line| line.split_once(": ")) {
        let of = |strings: &str| {
            let mut lines = strings.lines().filter_map(|line| line.split_once(": "));
            lines
                .find(|(other, _)| *other == key)
                .map_or(key, |(_, word)| word)
                .to_owned()
        };
        words.insert(key.to_owned(), STRINGS.map(of));
    }
    words
});

/// A word in a language.
pub(super) fn word(key: &str, lang: usize) -> String {
    WORDS
        .get(key)
        .unwrap_or_else(|| panic!("the theme has no word for {key}"))[lang]
        .clone()
}

/// All words of a language, one line a word, as `form` writes it.
pub(super) fn words(lang: usize, form: impl Fn(&str, &str) -> String) -> String {
    assert!(lang < LANGUAGES.len());
    WORDS.iter().map(|(key, word)| form(key, &word[lang])).collect()
}
