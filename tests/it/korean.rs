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
