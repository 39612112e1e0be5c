//! A language is data: Korean is added to a site by files alone.

use crate::folder::Folder;

const SETTINGS: &str = "title: {zh-Hans: 示例门户, ko: 예시 포털}\nurl: https://example.com/\nlanguages:\n  zh-Hans: {}\n  ko: {fallback: [zh-Hans]}\n";

#[test]
fn korean_comes_by_files_alone() {
    let folder = Folder::small(&[
        ("content/site.yaml", SETTINGS),
        (
            "content/strings/ko.yaml",
            "skip: 본문으로 건너뛰기\ncount: {other: \"{n}건\"}\n",
        ),
        (
            "content/formats/ko.yaml",
            "name: 한국어\nhtml_lang: ko\nicu: ko\ncurrencies:\n  CNY: {other: \"{n}위안\"}\n",
        ),
        (
            "content/projects/温泉.ko.md",
            "---\ntitle: 칭산 온천\n---\n총투자 {=investment}.\n",
        ),
    ]);
    std::fs::remove_file(folder.path().join("content/projects/温泉.en.md")).unwrap();
    let run = folder.build();
    let page = folder.read("public/ko/projects/wenquan.html");
    assert!(page.contains("<html lang=\"ko\""), "{page}");
    assert!(
        page.contains("칭산 온천") && page.contains("위안") && page.contains("본문으로 건너뛰기"),
        "{page}"
    );
    // What Korean lacks falls back to Chinese words, and is listed.
    assert!(run.complained.contains("string-missing"), "{}", run.complained);
    let names = "ko lacks 2 names of the type region, shown in a fallback language: label.one, label.many\n";
    assert!(run.complained.contains(names), "{}", run.complained);
    let region = folder.read("public/ko/regions/qingshanxian.html");
    assert!(
        region.contains("青山县") && region.contains("lang=\"zh-Hans\""),
        "{region}"
    );
}

#[test]
fn names_that_a_language_lacks_are_listed_however_deep_they_lie() {
    let visits = "extends: region\nfields:\n  visits:\n    kind: list\n    label: {zh-Hans: 考察, en: Visits}\n    of:\n      \
        kind: group\n      fields:\n        guests:\n          kind: list\n          label: {zh-Hans: 来宾, en: Guests}\n          \
        of: {kind: choice, options: {bank: {zh-Hans: 银行}, fund: {zh-Hans: 基金, en: Fund}, school: {zh-Hans: 学校}}}\n        \
        note: {kind: text, label: {zh-Hans: 备注}}\n";
    let folder = Folder::small(&[
        ("content/types/region.yaml", visits),
        (
            "content/regions/青山县.md",
            "---\n标题: 青山县\n考察:\n  - {来宾: [银行, 基金]}\n---\n",
        ),
    ]);
    let run = folder.run(&["build"]);
    let names = "en lacks 1 names of the type region, shown in a fallback language: visits.guests.bank\n";
    assert!(run.status == 0 && run.complained.contains(names), "{}", run.complained);
    // A note that a page shows has a name.
    let with_note = "---\n标题: 青山县\n考察:\n  - {来宾: [银行], 备注: 春天}\n---\n";
    folder.write("content/regions/青山县.md", with_note);
    let run = folder.run(&["build"]);
    assert!(
        run.complained.contains(": visits.guests.bank, visits.note\n"),
        "{}",
        run.complained
    );
}
