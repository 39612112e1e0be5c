//! `wutong build --profile`: where the time went, and what may be done about it.

use crate::pictures;

#[test]
fn stages_types_templates_and_pictures_are_told_with_hints() {
    let folder = pictures::site();
    folder.write(
        "content/site.yaml",
        &format!("{}theme: river\n", crate::folder::SETTINGS),
    );
    folder.write(
        "themes/river/theme.yaml",
        "extends: [wutong]\nlists:\n  project:\n    places: {type: region}\n    near: {type: project, where: {region: self}}\n",
    );
    let run = folder.run(&["build", "--today", "2030-01-01", "--profile"]);
    assert_eq!(run.status, 0, "{}", run.complained);
    for told in [
        "  entries (",
        "  render, write (",
        "project: ",
        "entry.html: ",
        "content/projects/bailu/spring.jpg",
        "The picture that cost most is content/projects/bailu/",
        "Every page of project shows the same list places (of region)",
    ] {
        assert!(run.said.contains(told), "{told}: {}", run.said);
    }
    assert!(!run.said.contains("same list near"), "{}", run.said);
    let run = folder.run(&["build", "--today", "2030-01-01"]);
    assert!(
        !run.said.contains("render, write"),
        "only where it is asked for: {}",
        run.said
    );
}
