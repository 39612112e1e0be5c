//! Names that mean nothing, and files with mistakes.

use super::*;

#[test]
fn names_that_mean_nothing_are_wrong_usage() {
    let folder = site(&[]);
    for (arguments, said) in [
        (["--to", "de"], "--to de: not in this site, which has en zh-Hant ko\n"),
        (
            ["content/regions", "content/none.md"],
            "content/none.md: no content file or folder of this site\n",
        ),
        (
            ["--accept", "content/projects/温泉.md"],
            "content/projects/温泉.md: not a translation of this site\nNothing was recorded.\n",
        ),
    ] {
        let run = status(&folder, &arguments);
        assert_eq!((run.status, run.complained.as_str(), run.said.as_str()), (64, said, ""));
    }
    let before = folder.read("content/projects/温泉.en.md");
    let run = folder.run(&[
        "status",
        "--accept",
        "content/projects/温泉.en.md",
        "content/projects/none.en.md",
    ]);
    assert_eq!(run.status, 64);
    assert_eq!(folder.read("content/projects/温泉.en.md"), before, "all or none");
}

#[test]
fn a_mistake_in_one_file_hides_no_other() {
    let folder = site(&[(
        "content/projects/b.md",
        "---\n标题: 乙\n地区: 无此县\n阶段: 招商中\n---\n",
    )]);
    let run = status(&folder, &["--to", "en"]);
    assert_eq!(run.status, 1);
    assert!(
        run.complained.contains("error[reference-unknown]"),
        "{}",
        run.complained
    );
    assert!(
        run.said.contains("\nFiles with mistakes are not counted.\n"),
        "{}",
        run.said
    );
    let run = folder.run(&["status", "--accept", "content/projects/温泉.en.md"]);
    assert_eq!(run.status, 1);
    assert!(
        run.complained.ends_with("There are mistakes; nothing was recorded.\n"),
        "{}",
        run.complained
    );
}
