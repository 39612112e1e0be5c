//! Which words are converted, which stay, and how terms of the site go first.

use super::*;

fn pairs(terms: &str) -> Vec<(String, String)> {
    terms
        .split_whitespace()
        .filter_map(|pair| pair.split_once('='))
        .map(|(from, to)| (from.to_owned(), to.to_owned()))
        .collect()
}

fn check_with(usage: Usage, terms: &str, text: &str, expected: &str) {
    let converter = Converter::new(usage, &pairs(terms)).unwrap();
    assert_eq!(converter.convert(text), expected, "{text} with {terms}");
}

fn check(text: &str, expected: &str) {
    check_with(Usage::Hk, "", text, expected);
}

#[test]
fn one_simplified_character_becomes_the_right_one_of_two() {
    check("头发发展", "頭髮發展");
    check("干部干燥", "幹部乾燥");
    check("后来皇后", "後來皇后");
    check("公里里程碑", "公里里程碑");
    check("台州天台", "台州天台");
    check("范围", "範圍");
}

#[test]
fn quotation_marks_become_those_of_traditional_chinese() {
    check("他说“安养‘枣庄’”。", "他説「安養『棗莊』」。");
    check("“", "「");
    check("“2020”", "「2020」");
    check("d’Ivoire 国", "d’Ivoire 國");
}

#[test]
fn the_vocabulary_stays_the_authors() {
    for usage in [Usage::Hk, Usage::Tw, Usage::General] {
        check_with(usage, "", "项目与视频", "項目與視頻");
    }
}

#[test]
fn each_usage_has_its_own_forms() {
    check_with(Usage::Hk, "", "里面着眼", "裏面着眼");
    check_with(Usage::Tw, "", "里面着眼", "裡面著眼");
}

#[test]
fn what_is_not_chinese_is_borrowed() {
    let converter = Converter::new(Usage::Hk, &pairs("GDP=國內生產總值 示例=示例")).unwrap();
    for text in [
        "",
        "GDP 3.5%, https://example.com/a?b=c",
        "Café, もの",
        "示例",
        "—…",
        "the “Care” town",
    ] {
        assert!(
            matches!(converter.convert(text), Cow::Borrowed(same) if same == text),
            "{text}"
        );
    }
}

#[test]
fn addresses_in_a_sentence_stay() {
    check(
        "详见https://example.com/fa/zhan?id=1。",
        "詳見https://example.com/fa/zhan?id=1。",
    );
}

#[test]
fn a_term_is_put_in_and_not_converted_again() {
    check_with(Usage::Tw, "软件=软體 网络=網路", "软件和网络发展", "软體和網路發展");
}

#[test]
fn a_terms_word_may_be_longer_or_shorter() {
    check_with(Usage::Hk, "出租车=的士 网=互聯網", "坐出租车上网", "坐的士上互聯網");
}

#[test]
fn the_longest_term_wins() {
    check_with(
        Usage::Hk,
        "青山=清山 青山发展区=青山發展区",
        "青山发展区在青山",
        "青山發展区在清山",
    );
}

#[test]
fn a_term_wins_over_a_longer_phrase_that_reads_it_alike() {
    check_with(Usage::Hk, "后台=後台", "后台老板", "後台老闆");
}

#[test]
fn a_phrase_across_the_edge_of_a_term_is_not_broken() {
    check_with(Usage::Hk, "发展=發展", "理发展示", "理髮展示");
    check_with(Usage::Hk, "后台=後台", "皇后台词", "皇后台詞");
    check_with(Usage::Hk, "程序=程敘", "里程序号", "里程序號");
}

#[test]
fn a_term_of_one_character_changes_it_where_no_phrase_reads_it_otherwise() {
    check_with(Usage::Tw, "台=台", "平台与台江", "平台與台江");
    check_with(Usage::Tw, "发=发", "头发出发", "頭髮出发");
}

#[test]
fn a_longer_term_settles_what_the_tables_would_keep() {
    check_with(Usage::Hk, "皇后台=皇後台", "皇后台词", "皇後台詞");
}

#[test]
fn the_text_around_a_term_keeps_its_context() {
    check_with(
        Usage::Hk,
        "青山=清山",
        "头发青山发展，皇后青山",
        "頭髮清山發展，皇后清山",
    );
}

#[test]
fn of_two_rows_for_one_word_the_first_counts() {
    check_with(Usage::Hk, "青山=甲 青山=乙", "青山", "甲");
}

#[test]
fn the_tables_keep_the_number_of_characters() {
    let every_han: String = ('\u{2E80}'..='\u{2FFFF}').filter(|letter| is_han(*letter)).collect();
    for usage in [Usage::Hk, Usage::Tw, Usage::General] {
        let converter = Converter::new(usage, &[]).unwrap();
        assert_eq!(converter.convert(&every_han).chars().count(), every_han.chars().count());
    }
}

#[test]
fn threads_may_share_a_converter() {
    fn shared<T: Send + Sync>() {}
    shared::<Converter>();
}
