//! Which language a person means by a word that is no tag: `英文`, `EN`, `jp`.

use crate::diag::suggest::folded;

/// Tag, and what people write for it.
const WORDS: [(&str, &[&str]); 5] = [
    (
        "zh-Hans",
        &[
            "zh-hans",
            "zh_hans",
            "zh-cn",
            "zh_cn",
            "cn",
            "chs",
            "chinese",
            "简体",
            "简体中文",
            "简中",
            "中文",
        ],
    ),
    (
        "zh-Hant",
        &[
            "zh-hant",
            "zh_hant",
            "zh-tw",
            "zh-hk",
            "zh_tw",
            "zh_hk",
            "tw",
            "hk",
            "cht",
            "繁体",
            "繁體",
            "繁体中文",
            "繁體中文",
            "繁中",
        ],
    ),
    ("en", &["en", "eng", "english", "英文", "英语", "英語"]),
    ("ja", &["ja", "jp", "jpn", "japanese", "日文", "日语", "日本語", "日語"]),
    (
        "fr",
        &["fr", "fra", "fre", "french", "français", "法文", "法语", "法語"],
    ),
];

/// The tag of the language that is meant.
pub fn meant(written: &str) -> Option<&'static str> {
    let plain = folded(written);
    WORDS
        .iter()
        .find(|(_, words)| words.contains(&plain.as_str()))
        .map(|(tag, _)| *tag)
}

#[cfg(test)]
mod tests {
    use crate::lang::tags::meant;

    #[test]
    fn the_words_of_people_are_known() {
        let check = |written: &str, tag: Option<&str>| assert_eq!(meant(written), tag, "{written}");
        check("EN", Some("en"));
        check("英文", Some("en"));
        check("zh-TW", Some("zh-Hant"));
        check("ＪＰ", Some("ja"));
        check("v1", None);
    }
}
