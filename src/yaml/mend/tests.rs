//! What is mended, what is left alone, and where places lead back to.

use crate::yaml::mend::{Mended, mend};

/// The mended text; its mends made as corrections give the same.
#[track_caller]
fn check(written: &str, expected: &str) {
    let mut mended = Mended::new(written);
    mend(&mut mended, 0..written.len());
    assert_eq!(mended.text, expected);
    let mut text = written.to_owned();
    let mut corrections: Vec<_> = mended.mends.iter().map(|mend| mend.correction(written)).collect();
    corrections.sort_by_key(|(range, _)| std::cmp::Reverse((range.start, range.end)));
    for (range, piece) in corrections {
        text.replace_range(range, &piece);
    }
    assert_eq!(text, expected, "the corrections");
    let mut again = Mended::new(expected);
    mend(&mut again, 0..expected.len());
    assert_eq!(again.text, expected, "mended twice");
}

#[track_caller]
fn left(text: &str) {
    check(text, text);
}

#[test]
fn colons_of_every_sort() {
    check("标题：青山\n地区：示例县\n", "标题: 青山\n地区: 示例县\n");
    check("标题：招商：引资\n", "标题: 招商：引资\n");
    check("标题 ：青山\r\n来源：\r\n", "标题: 青山\r\n来源:\r\n");
    check(
        "标题:青山\n网址:https://example.com/\n",
        "标题: 青山\n网址: https://example.com/\n",
    );
    check("标题:\u{3000}青山\n", "标题: 青山\n");
    check("标题＝青山\n年份=2020\n", "标题: 青山\n年份: 2020\n");
    check(
        "投资:\n  value：3亿元\n  op：about\n",
        "投资:\n  value: 3亿元\n  op: about\n",
    );
    check("“标题”: 青山\n", "标题: 青山\n");
    left("标题: 青山\n网址: https://example.com/\n");
    left("Total investment: 3亿元\n");
    left("摘要:\n  注意：住宿须预约。\n");
    left("摘要: |\n  标题：青山\n  -合作\n地区: 示例县\n");
    left("摘要: 青山\n  注意：住宿\n");
}

#[test]
fn values_that_begin_with_a_sign() {
    for sign in [
        "@", "`", "%", "*", "**", "&", "!", "[招商]", "{重点}", ">", "|", "- ", "#", "\"甲\"",
    ] {
        let mark = if sign.contains('"') { '\'' } else { '"' };
        let value = format!("{sign}青山");
        check(
            &format!("标题: {value}\n地区: 甲\n"),
            &format!("标题: {mark}{value}{mark}\n地区: 甲\n"),
        );
    }
    check("标题: 青山: 温泉\n", "标题: \"青山: 温泉\"\n");
    check("标题: 青山:\n地区: 甲\n", "标题: \"青山:\"\n地区: 甲\n");
    check("标题: 青山: 温泉 # 说明\n", "标题: \"青山: 温泉\" # 说明\n");
    check("封面: \"D:\\资料\"\n", "封面: 'D:\\资料'\n");
    left("a: &x [1]\nb: *x\nc: \"#fff\"\nd: 'it''s'\ne: \"a\\n\"\n");
    left("a: |-\n  @b\nc: >\n  %d\n");
    left("a: # 说明\n  b: 1\nc: #说明\n  d: 1\n");
    left("a: '甲\n  b: 乙'\nc: \"甲\n  乙\"\n");
}

#[test]
fn quotation_marks_and_brackets() {
    check("标题: \"青山\n地区: 甲\n", "标题: \"青山\"\n地区: 甲\n");
    check("标题: \"青山”\n地区: 甲\n", "标题: \"青山\"\n地区: 甲\n");
    check("标题: ＂青山：甲＂\n", "标题: \"青山：甲\"\n");
    check("方式: [合作, 租赁】\n地区: 甲\n", "方式: [合作, 租赁]\n地区: 甲\n");
    check("方式: [合作, 租赁\n地区: 甲\n", "方式: [合作, 租赁]\n地区: 甲\n");
    check("投资: {value：3亿元，op：about}\n", "投资: {value: 3亿元, op: about}\n");
    check("a: ｛zh-Hans: 甲，en: B｝\n", "a: {zh-Hans: 甲, en: B}\n");
    check("a: {zh-Hans：甲，乙，en：B}\n", "a: {zh-Hans: 甲，乙, en: B}\n");
    left("a: [\n  b,\n  {c: d},\n]\ne: {f: \"，g：h\"}\n");
    left("a: {\n  b: c,\n}\n");
    left("a: [合作，租赁]\nb: “甲”\n");
}

#[test]
fn lists_and_indentation() {
    check("方式:\n-合作\n-租赁\n地区: 甲\n", "方式:\n- 合作\n- 租赁\n地区: 甲\n");
    check("方式:\n  －合作\n  －租赁\n", "方式:\n  - 合作\n  - 租赁\n");
    check("方式:\n  • 合作\n", "方式:\n  - 合作\n");
    check("方式:\n  1、合作\n  2、租赁\n", "方式:\n  - 合作\n  - 租赁\n");
    check("标题: 青山\n  地区: 甲\n阶段: 乙\n", "标题: 青山\n地区: 甲\n阶段: 乙\n");
    check(
        "投资:\n\tvalue: 3亿元\n\top: about\n",
        "投资:\n  value: 3亿元\n  op: about\n",
    );
    check("投资:\n\u{3000}value: 3亿元\n", "投资:\n  value: 3亿元\n");
    check("a:\n  - b: 1\n     c: 2\n", "a:\n  - b: 1\n    c: 2\n");
    left("温度:\n  -5\n");
    left("a:\n- b\n- c: 1\n  d: 2\ne: 1\n");
    left("a:\n  - b: 1\n    c:\n      - d\n  - e\nf: g\n");
    left("- {zh-Hans: 甲, en: A}\n- {zh-Hans: 乙}\n");
    left("标题: 很长的标题\n  还有一行 - 没完\n  https://example.com/\n地区: 甲\n");
}

#[test]
fn what_nobody_sees() {
    check("标\u{200b}题: 青山\u{feff}\n", "标题: 青山\n");
    check("标题: 青山\u{b}温泉\n", "标题: 青山 温泉\n");
}

#[test]
fn places_lead_back_to_the_text_as_written() {
    let written = "\u{feff}标题：@青山\n地区：甲\n";
    let mut mended = Mended::new(written);
    mend(&mut mended, 0..written.len());
    assert_eq!(mended.text, "标题: \"@青山\"\n地区: 甲\n");
    for (found, expected) in [
        ("标题", "标题"),
        ("\"@青山\"", "@青山"),
        ("青山", "青山"),
        ("地区", "地区"),
        ("甲", "甲"),
    ] {
        let at = mended.text.find(found).unwrap();
        assert_eq!(&written[mended.written(&(at..at + found.len()))], expected);
    }
}
