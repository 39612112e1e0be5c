//! Links, pipes, devices and names that would lead out of the site, and templates that would never end.

use crate::folder::SETTINGS;
use crate::hostile::{Attacked, project};

#[cfg(unix)]
fn link(site: &Attacked, target: &str, place: &str) {
    let place = site.folder.path().join(place);
    std::fs::create_dir_all(place.parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(target, place).unwrap();
}

#[cfg(unix)]
#[test]
fn links_that_loop_lead_out_or_multiply() {
    let site = Attacked::new(&[]);
    for (target, place) in [
        (".", "content/projects/here"),
        ("..", "content/projects/up"),
        ("itself.md", "content/projects/itself.md"),
        ("../z", "content/projects/x/y"),
        ("../x", "content/projects/z/y"),
        ("/etc", "content/projects/etc"),
        ("/dev/zero", "content/projects/zero.md"),
        ("/", "content/media/root"),
        ("nothing", "content/media/nothing.pdf"),
    ] {
        link(&site, target, place);
    }
    site.refused(&[
        ("symlink-loop", "content/projects/here"),
        ("symlink-loop", "content/projects/up"),
        ("symlink-loop", "content/projects/itself.md"),
        ("symlink-loop", "content/projects/x/y"),
        ("symlink-outside", "content/projects/etc"),
        ("symlink-outside", "content/projects/zero.md"),
        ("symlink-outside", "content/media/root"),
        ("symlink-broken", "content/media/nothing.pdf"),
    ]);
    let site = Attacked::new(&[]);
    for number in 0..20 {
        for name in ["a", "b"] {
            link(
                &site,
                &format!("../d{}", number + 1),
                &format!("content/projects/d{number}/{name}"),
            );
        }
    }
    site.folder.write("content/projects/d20/c.md", &project("", ""));
    let complained = site.refused(&[]);
    assert!(complained.contains("error[symlink-many]"), "{complained}");
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_not_read() {
    let site = Attacked::new(&[("themes/own/theme.yaml", "extends: [wutong]\n")]);
    let places = [
        "content/projects/b.md",
        "content/media/b.png",
        "content/files/b",
        "themes/own/assets/b.css",
    ];
    for place in places {
        let place = site.folder.path().join(place);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        let made = std::process::Command::new("mkfifo").arg(place).status().unwrap();
        assert!(made.success());
    }
    let socket = site.folder.path().join("content/media/socket");
    let _open = std::os::unix::net::UnixListener::bind(socket).unwrap();
    let mut expected: Vec<(&str, &str)> = places.iter().map(|place| ("file-special", *place)).collect();
    expected.push(("file-special", "content/media/socket"));
    site.refused(&expected);
}

#[test]
fn names_do_not_lead_out_of_the_site() {
    let names = [
        "../../../../etc/passwd",
        "/etc/passwd",
        "..\\\\..\\\\windows\\\\win.ini",
        "C:/windows/win.ini",
        "a/../../../x",
    ];
    let site = Attacked::new(&[]);
    for (number, name) in names.iter().enumerate() {
        let fields = [
            format!("slug: \"{name}\"\n"),
            format!("封面: \"{name}\"\n"),
            format!("附件: [{{文件: \"{name}\"}}]\n"),
        ];
        for (nth, field) in fields.iter().enumerate() {
            site.folder
                .write(&format!("content/projects/b{number}{nth}.md"), &project(field, ""));
        }
    }
    let complained = site.refused(&[]);
    for number in 0..names.len() {
        for nth in 0..3 {
            let place = format!("content/projects/b{number}{nth}.md");
            assert!(complained.contains(&place), "{place} is not told of in\n{complained}");
        }
    }
}

#[test]
fn old_addresses_do_not_lead_out_of_the_site() {
    for address in ["../../evil.html", "..\\\\..\\\\evil.html", "a/../../../evil.html"] {
        let fields = format!("旧网址: [\"{address}\"]\n");
        let site = Attacked::new(&[("content/projects/b.md", &project(&fields, ""))]);
        site.refused(&[("route-form", "content/projects/b.md")]);
    }
}

/// A theme of its own with this page for projects.
pub(crate) fn theme(page: &str, files: &[(&str, &str)]) -> Attacked {
    let settings = format!("{SETTINGS}theme: own\n");
    let own = [
        ("content/site.yaml", settings.as_str()),
        ("themes/own/theme.yaml", "extends: [wutong]\n"),
        ("themes/own/templates/project.html", page),
    ];
    Attacked::new(&[&own, files].concat())
}

/// Within the page of the default theme.
pub(crate) fn main(inner: &str) -> String {
    format!("{{% extends \"wutong:entry.html\" %}}{{% block main %}}{inner}{{% endblock main %}}")
}

#[test]
fn templates_that_never_end() {
    let page = "themes/own/templates/project.html";
    let other = ("themes/own/templates/x.html", "{% include \"project.html\" %}");
    theme("{% include \"x.html\" %}", &[other]).refused(&[("template-circle", other.0)]);
    theme("{% extends \"project.html\" %}", &[]).refused(&[("template-circle", page)]);
    let tree: String = (0..12)
        .map(|n| {
            let calls = format!("{{{{<c{} />}}}}", n + 1).repeat(10);
            format!("{{% component c{n}() %}}{calls}{{% endcomponent c{n} %}}")
        })
        .collect();
    let tree = format!("{tree}{{% component c12() %}}x{{% endcomponent c12 %}}{{{{<c0 />}}}}");
    theme(&tree, &[]).refused(&[("template-deep", page)]);
    let loops = |inner: &str| {
        let open: String = (0..4)
            .map(|n| format!("{{% for a{n} in range(end=100000) %}}"))
            .collect();
        main(&format!("{open}{inner}{}", "{% endfor %}".repeat(4)))
    };
    theme(&loops("x"), &[]).refused(&[("template-endless", page)]);
    theme(&loops("{% set x = 1 %}"), &[]).refused(&[("template-endless", page)]);
    theme(&main("{% set a = range(end=1000000000) %}"), &[]).refused(&[("template-endless", page)]);
}

#[test]
fn templates_read_no_file_beyond_the_theme() {
    for name in ["../../../../etc/passwd", "/etc/passwd", "wutong:../../x"] {
        let page = "themes/own/templates/project.html";
        theme(&main(&format!("{{% include \"{name}\" %}}")), &[]).refused(&[("template-unknown", page)]);
        theme(&main(&format!("{{{{ asset(path=\"{name}\") }}}}")), &[]).refused(&[("asset-unknown", page)]);
    }
    let site = Attacked::new(&[("content/site.yaml", &format!("{SETTINGS}theme: ../../etc\n"))]);
    site.refused(&[("theme-unknown", "content/site.yaml")]);
}
