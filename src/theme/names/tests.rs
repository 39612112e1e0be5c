//! Templates with mistakes, and what is said of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::theme::fixture::{FewWords, layer, types};
use crate::theme::load::{Given, load};

/// Each mistake as `code place` in the order of files and places.
#[track_caller]
fn check(files: &[(&str, &str)], expected: &[&str]) {
    let theme = "lists: {home: {featured: {type: project}}}\nsettings: {accent: {kind: text}}\n";
    let mut all = vec![("theme.yaml", theme), ("assets/a.css", "")];
    all.extend(files);
    let layer = layer("river", &all);
    let types = types();
    let languages = ["en".to_owned()];
    let given = Given {
        types: &types,
        settings: None,
        words: Arc::new(FewWords(BTreeMap::from([("more", "More")]))),
        languages: &languages,
    };
    let (_, diagnostics) = load(&[&layer], &given);
    let found: Vec<String> = diagnostics
        .iter()
        .map(|mistake| {
            let path = mistake.file.as_str().trim_start_matches("themes/river/");
            let text = all.iter().find(|(name, _)| *name == path).map_or("", |(_, text)| text);
            let place = mistake.span.clone().map_or("-", |span| &text[span]);
            format!("{} {place}", mistake.code)
        })
        .collect();
    assert_eq!(found, expected);
}

#[track_caller]
fn in_template(name: &str, text: &str, expected: &[&str]) {
    check(&[(&format!("templates/{name}"), text)], expected);
}

#[test]
fn names_are_found_also_where_tera_stays_silent() {
    in_template("entry.html", "{% if page.titel %}{% endif %}", &["template-name titel"]);
    in_template("entry.html", "{{ pge.title }}", &["template-name pge"]);
    in_template(
        "entry.html",
        "{{ page.titel | default(value='x') }}",
        &["template-name titel"],
    );
    in_template(
        "entry.html",
        "{% if not page['titel'] or lang.nme %}{% endif %}",
        &["template-name 'titel'", "template-name nme"],
    );
    in_template(
        "entry.html",
        "{{ page.title if page.stal else site.titl }}",
        &["template-name stal", "template-name titl"],
    );
    in_template(
        "entry.html",
        "{{ page.title.text }}{{ page.toc.level }}",
        &["template-name text", "template-name level"],
    );
}

#[test]
fn loops_and_settings_carry_shapes() {
    in_template(
        "entry.html",
        "{% for g in page.groups %}{% for f in g.fields %}{{ f.labl }}{% endfor %}{{ f }}{% endfor %}",
        &["template-name labl", "template-name f"],
    );
    in_template(
        "entry.html",
        "{% set c = page.children | first %}{{ c.titel }}",
        &["template-name titel"],
    );
    in_template(
        "entry.html",
        "{{ [c.tite for c in page.children if c.onw] }}",
        &["template-name tite", "template-name onw"],
    );
    in_template(
        "entry.html",
        "{% for n, cards in page.back %}{{ cards[0].ttle }}{{ loop.index }}{% endfor %}",
        &["template-name ttle"],
    );
    in_template(
        "entry.html",
        "{{ site.settings.acent }}{{ site.menu[0].items[0].labl }}",
        &["template-name acent", "template-name labl"],
    );
}

#[test]
fn a_template_sees_the_keys_of_its_kind_only() {
    in_template("entry.html", "{{ page.pager }}", &["template-name pager"]);
    in_template(
        "list.html",
        "{{ page.pager }}{{ page.groups }}",
        &["template-name groups"],
    );
    in_template("base.html", "{{ page.pager }}{{ page.groups }}", &[]);
    in_template(
        "blocks/note.html",
        "{{ block.body }}{{ page.title }}",
        &["template-name page"],
    );
}

#[test]
fn fields_are_those_of_the_type() {
    in_template(
        "project.html",
        "{{ page.fields.stage.text }}{{ page.fields.parent }}",
        &["template-name parent"],
    );
    in_template(
        "entry.html",
        "{{ page.fields.parent }}{{ page.fields.stge }}",
        &["template-name stge"],
    );
    in_template(
        "project.html",
        "{{ page.fields.milestones.items[0].fields.dat }}",
        &["template-name dat"],
    );
    in_template(
        "region.html",
        "{{ page.back.follow_ups }}",
        &["template-name follow_ups"],
    );
    in_template(
        "home.html",
        "{{ page.lists.featured[0].fields.stag }}{{ page.lists.feat }}",
        &["template-name stag", "template-name feat"],
    );
}

#[test]
fn included_files_see_where_they_are_included() {
    check(
        &[
            (
                "templates/entry.html",
                "{% for c in page.children %}{% include 'part.html' %}{% endfor %}",
            ),
            ("templates/part.html", "{{ c.title }}{{ c.titel }}{{ page.title }}"),
        ],
        &["template-name titel"],
    );
}

#[test]
fn components_are_checked_with_what_they_are_called_with() {
    check(
        &[
            (
                "templates/c.html",
                "{% component card(item, @lang) %}{{ item.titel }}{{ page.title }}{{ t(key='more') }}{% endcomponent %}",
            ),
            (
                "templates/entry.html",
                "{% for c in page.children %}{{<card item={c} />}}{% endfor %}",
            ),
        ],
        &["template-name titel", "template-name page"],
    );
    in_template(
        "c.html",
        "{% component lone(a) %}{{ b }}{{ t(key='more') }}{{ asset(path='a.css') }}{% endcomponent %}",
        &["template-name b", "template-implicit t", "template-implicit asset"],
    );
}

#[test]
fn a_block_sees_what_the_parent_sets() {
    check(
        &[
            (
                "templates/base.html",
                "{% set accent = 1 %}{% block main %}{% endblock %}",
            ),
            (
                "templates/entry.html",
                "{% extends 'base.html' %}{% block main %}{{ accent }}{{ acent }}{% endblock %}",
            ),
        ],
        &["template-name acent"],
    );
}

#[test]
fn filters_tests_functions_words_and_assets_are_known() {
    in_template(
        "entry.html",
        "{{ page.title | uper }}{% if page.title is strng %}{% endif %}{{ tt(key='a') }}",
        &["template-filter uper", "template-test strng", "template-function tt"],
    );
    in_template(
        "entry.html",
        "{{ t(key='more') }}{{ t(key='mor') }}{{ asset(path='b.css') }}",
        &["string-unknown 'mor'", "asset-unknown 'b.css'"],
    );
}

#[test]
fn good_templates_are_left_alone() {
    in_template(
        "entry.html",
        "{% if highlight is defined %}{{ highlight }}{% endif %}{{ x | default(value=1) }}",
        &[],
    );
    in_template(
        "entry.html",
        "{# {{ nonsense }} #}{% raw %}{{ nonsense }}{% endraw %}{{ 'page.nonsense' }}",
        &[],
    );
    in_template(
        "entry.html",
        "{{ page?.summary ~ ' ' ~ (page.count_of | default(value=0) | str) }}",
        &["template-name count_of"],
    );
    in_template(
        "entry.html",
        "{% if 'a' in page.back and page.title is not containing(pat='x') %}{% endif %}{{ page.children[1:] | length }}",
        &[],
    );
    in_template(
        "entry.html",
        "{% set a %}{{ page.title }}{% endset %}{{ a }}{% filter upper | trim %}x{% endfilter %}",
        &[],
    );
}

#[test]
fn the_lists_of_filters_and_tests_are_teras() {
    use crate::theme::names::calls::{FILTERS, TESTS};
    for name in FILTERS {
        in_template("entry.html", &format!("{{{{ page.title | {name} }}}}"), &[]);
    }
    for name in TESTS {
        let text = format!("{{% if page.title is {name} %}}{{% endif %}}");
        in_template("entry.html", &text, &[]);
    }
}
