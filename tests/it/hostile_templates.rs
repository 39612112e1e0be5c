//! Templates that make much of little: they are stopped before the memory is gone, and the place is named.

use crate::hostile_paths::{main, theme};

const PAGE: &str = "themes/own/templates/project.html";

/// In a loop of so many steps.
fn steps(count: usize, inner: &str) -> String {
    format!("{{% for i in range(end={count}) %}}{inner}{{% endfor %}}")
}

#[track_caller]
fn check(inner: &str, code: &str) {
    theme(&main(inner), &[]).refused(&[(code, PAGE)]);
}

#[test]
fn texts_that_are_joined_to_themselves() {
    let start = "{% set_global x = page.title %}";
    let doubled = steps(40, "{% set_global x = x ~ x %}");
    check(&format!("{start}{doubled}"), "template-grows");
    let second = steps(40, "{% set_global y = x %}{% set_global x = y ~ x %}");
    check(&format!("{start}{second}"), "template-grows");
    let chain: String = (0..40)
        .map(|n| format!("{{% set x{} = x{n} ~ x{n} %}}", n + 1))
        .collect();
    check(&format!("{{% set x0 = page.title %}}{chain}"), "template-grows");
    let caught = steps(40, "{% set_global x %}{{ x }}{{ x }}{% endset %}");
    check(&format!("{start}{caught}"), "template-grows");
    let replaced = steps(40, "{% set_global x = x | replace(from='a', to='aaaaaaaa') %}");
    check(
        &format!("{{% set_global x = 'a' ~ page.title %}}{replaced}"),
        "template-grows",
    );
    let slowly = steps(100_000, "{% set_global x = x ~ '0123456789' %}");
    check(&format!("{start}{slowly}"), "template-grows");
}

#[test]
fn lists_that_hold_themselves() {
    let start = "{% set_global x = [page.title] %}";
    for (grown, code) in [
        ("{% set_global x = [x, x] %}", "template-grows"),
        ("{% set_global x = [...x, ...x] %}", "template-grows"),
        ("{% set_global x = {'a': x, 'b': x} %}", "template-grows"),
        ("{% set_global x = [x] %}", "template-grows"),
        ("{% set_global x = [a for a in [...x, ...x]] %}", "template-grows"),
    ] {
        check(&format!("{start}{}", steps(100, grown)), code);
    }
    let walked = "{% for b in x %}".repeat(6) + "{% set y = 1 %}" + &"{% endfor %}".repeat(6);
    let list = "{% set x = [n for n in range(end=1000)] %}";
    check(&format!("{list}{walked}"), "template-endless");
}

#[test]
fn components_that_hand_on_more_and_more() {
    let calls: String = (0..18)
        .map(|n| {
            format!(
                "{{% component c{n}(x) %}}{{{{<c{} x={{x ~ x ~ x ~ x}} />}}}}{{% endcomponent c{n} %}}",
                n + 1
            )
        })
        .collect();
    let last = "{% component c18(x) %}{{ x | length }}{% endcomponent c18 %}";
    let own = ("themes/own/templates/own.html", &*format!("{calls}{last}"));
    theme(&main("{{<c0 x={page.title} />}}"), &[own]).refused(&[("template-grows", own.0)]);
}

#[test]
fn much_that_is_caught_and_never_printed() {
    let large = format!(
        "{{% set_global x = page.title ~ '.' %}}{}",
        steps(12, "{% set_global x = x ~ x %}")
    );
    let caught = format!("{{% set y %}}{}{{% endset %}}", steps(90_000, "{{ x }}"));
    check(&format!("{large}{caught}"), "template-grows");
    let included = ("themes/own/templates/part.html", "{{ x }}");
    let caught = format!(
        "{{% set y %}}{}{{% endset %}}",
        steps(90_000, "{% include \"part.html\" %}")
    );
    theme(&main(&format!("{large}{caught}")), &[included]).refused(&[("template-grows", included.0)]);
    let caught = format!(
        "{{% filter upper %}}{}{{% endfilter %}}",
        steps(90_000, "{{ page.body }}")
    );
    let site = theme(&main(&caught), &[]);
    let body = crate::hostile::project("", &"山".repeat(10_000));
    site.folder.write("content/projects/b.md", &body);
    site.refused(&[("template-grows", PAGE)]);
}

#[test]
fn what_themes_do_every_day_is_let_through() {
    let sums = format!(
        "{{% set_global x = \"\" %}}{}{{{{ x | trim | split(pat=\" \") | unique | join(sep=\", \") }}}}",
        steps(2_000, "{% set_global x = x ~ i ~ \" \" %}")
    );
    let cards =
        "{% set_global all = [] %}{% for card in page.children %}{% set_global all = [...all, card] %}{% endfor %}";
    let caught = "{% set text %}{% for i in range(end=500) %}<b>{{ page.title }}</b>{% endfor %}{% endset %}{{ text | replace(from=\"b\", to=\"i\") }}";
    theme(&main(&format!("{sums}{cards}{caught}")), &[]).built();
}

#[test]
fn choices_within_choices() {
    let choices = |levels: usize| format!("{{{{ {}3 }}}}", "1 if page.title == '甲' else ".repeat(levels));
    theme(&main(&choices(20)), &[]).built();
    check(&choices(60_000), "template-syntax");
    let before = format!("{{{{ {}1{} }}}}", "1 if ".repeat(60_000), " else 1".repeat(60_000));
    check(&before, "template-syntax");
}
