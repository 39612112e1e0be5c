//! Templates within templates, and templates without end: how deep and how long they may be.

use super::{Kind, Layer, check, loaded, renders, with};
use crate::theme::render::STACK_BYTES;

#[test]
fn deep_and_many_includes_are_refused() {
    let chain = |links: usize| -> Vec<(String, String)> {
        let link = |n: usize| match n {
            0 => "x".to_owned(),
            _ => format!("{{% include 'c{:04}.html' %}}", n - 1),
        };
        (0..links)
            .map(|n| (format!("templates/c{n:04}.html"), link(n)))
            .collect()
    };
    let theme = |files: &[(String, String)]| -> Layer {
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        with(&files)
    };
    assert_eq!(loaded(&[&theme(&chain(60))]).1, "");
    assert!(loaded(&[&theme(&chain(3000))]).1.starts_with("template-deep"));
    let mut doubling = chain(40);
    for (_, text) in &mut doubling {
        *text = text.repeat(2);
    }
    assert!(loaded(&[&theme(&doubling)]).1.starts_with("template-deep"));
}

#[test]
fn endless_templates_come_to_an_end() {
    let loops = "{% for a in range(end=90000) %}{% for b in range(end=90000) %}{% endfor %}{% endfor %}";
    check(
        &[("templates/entry.html", loops)],
        &["template-endless range(end=90000) in entry"],
    );
    let calls = "{% component a(x) %}.{{<a x={x} />}}{{<a x={x} />}}{% endcomponent %}";
    check(
        &[("templates/c.html", calls), ("templates/entry.html", "{{<a x={1} />}}")],
        &["template-failed - in entry"],
    );
}

#[test]
fn the_deepest_templates_fit_on_the_stack() {
    let mut files: Vec<(String, String)> = (0..40)
        .map(|n| {
            (
                format!("templates/c{n}.html"),
                format!("{{% include 'c{}.html' %}}", n + 1),
            )
        })
        .collect();
    files.push(("templates/c40.html".to_owned(), "{{<a n={19} />}}".to_owned()));
    let component = "{% component a(n) %}{% if n > 0 %}{{<a n={n - 1} />}}{% else %}end{% endif %}{% endcomponent %}";
    files.push(("templates/a.html".to_owned(), component.to_owned()));
    files.push(("templates/entry.html".to_owned(), "{% include 'c0.html' %}".to_owned()));
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let layer = with(&files);
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
    let done = thread
        .spawn(move || renders(&[&layer], Kind::Entry, "end"))
        .expect("a thread");
    done.join().expect("no overflow");
}
