//! Themes with mistakes in how their files fit together, and what is said of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::theme::attempt::try_templates;
use crate::theme::fixture::{FewWords, layer, types};
use crate::theme::layers::Layer;
use crate::theme::load::{Given, load};
use crate::theme::lookup::{Edition, candidates};
use crate::theme::render::{Around, Theme};
use crate::theme::sample::{self, Filling};
use crate::theme::view::page::Kind;
use crate::theme::visible::Shared;

mod asked;
mod bounds;

fn loaded(order: &[&Layer]) -> (Option<Theme>, String) {
    let types = types();
    let languages = ["en".to_owned()];
    let given = Given {
        types: &types,
        settings: None,
        words: Arc::new(FewWords(BTreeMap::from([("found", "{n} found in {place}")]))),
        languages: &languages,
    };
    let (theme, mut diagnostics) = load(order, &given);
    if let Some(theme) = &theme {
        diagnostics.extend(try_templates(theme, &types, &languages));
    }
    let shown = diagnostics.iter().map(|mistake| {
        let path = mistake.file.as_str();
        let text = order.iter().find_map(|layer| {
            let inside = path.strip_prefix(&format!("themes/{}/", layer.name))?;
            Some(layer.text(inside)?.1.as_ref())
        });
        let span = mistake.span.clone();
        let place = text.zip(span).map_or("-", |(text, span)| &text[span]);
        format!("{} {place} in {path}", mistake.code)
    });
    let shown: Vec<String> = shown.collect();
    (theme, shown.join("\n"))
}

/// Enough of a theme for every page to have a template.
const WHOLE: [(&str, &str); 5] = [
    ("templates/404.html", "4"),
    ("templates/home.html", "h"),
    ("templates/list.html", "l"),
    ("templates/term.html", "t"),
    ("templates/entry.html", "e"),
];

fn with(files: &[(&str, &str)]) -> Layer {
    let mut all: BTreeMap<&str, &str> = BTreeMap::from(WHOLE);
    all.extend(files.iter().copied());
    layer("river", &all.into_iter().collect::<Vec<_>>())
}

#[track_caller]
fn check(files: &[(&str, &str)], expected: &[&str]) {
    let (_, found) = loaded(&[&with(files)]);
    let found: Vec<&str> = found.lines().map(|line| line.trim_end_matches(".html")).collect();
    let found: Vec<String> = found
        .iter()
        .map(|line| line.replace("themes/river/templates/", ""))
        .collect();
    assert_eq!(found, expected);
}

/// The page that the theme makes of the full sample of a project.
#[track_caller]
fn renders(order: &[&Layer], kind: Kind, expected: &str) {
    let (theme, found) = loaded(order);
    let theme = theme.unwrap_or_else(|| panic!("{found}"));
    let types = types();
    let page = sample::page(Filling::Full, kind, types.get("project"), &theme.manifest, &types);
    let (site, lang) = (
        Shared::new(&sample::site(Filling::Full, &theme.settings), &theme.asked.everywhere),
        Shared::new(&sample::lang("en"), &theme.asked.everywhere),
    );
    let around = Around {
        site: &site,
        lang: &lang,
        root: "../",
    };
    let template = theme
        .pick(&candidates(kind, Some("project"), Edition::Care))
        .expect("there");
    let made = theme.page(template, around, &page);
    let made = made.map(|bytes| String::from_utf8(bytes).expect("a page is text"));
    assert_eq!(made.map_err(|mistake| format!("{mistake:?}")), Ok(expected.to_owned()));
}

#[test]
fn a_whole_theme_has_no_mistakes() {
    check(&[], &[]);
}

#[test]
fn safe_html_stays_and_text_is_escaped() {
    let layer = with(&[(
        "templates/entry.html",
        "{{ page.title }}{{ page.body }}{{ page.fields.stage.html }}{{ page.json_ld }}",
    )]);
    renders(
        &[&layer],
        Kind::Entry,
        "示例 &amp; &lt;试&gt;<h2 id=\"a\">题</h2><p>文</p>约3.5亿元{\"@type\":\"Thing\"}",
    );
}

#[test]
fn words_and_assets_are_found_from_the_page() {
    let layer = with(&[
        ("assets/a.css", "x"),
        (
            "templates/entry.html",
            "{{ t(key='found', n=page.toc | length, place='Bailu & Qingshan') }} {{ asset(path='a.css') }}",
        ),
    ]);
    renders(
        &[&layer],
        Kind::Entry,
        "2 found in Bailu &amp; Qingshan ../assets/a.3ae7d805.css",
    );
}

#[test]
fn a_nearer_layer_may_extend_what_it_hides() {
    let near = layer(
        "near",
        &[(
            "templates/entry.html",
            "{% extends 'river:entry.html' %}{% block main %}[{{ super() }}]{% endblock %}",
        )],
    );
    let far = with(&[
        ("templates/entry.html", "{% extends 'base.html' %}"),
        ("templates/base.html", "<{% block main %}far{% endblock %}>"),
    ]);
    renders(&[&near, &far], Kind::Entry, "<[far]>");
}

#[test]
fn the_care_edition_has_its_own_templates_first() {
    let layer = with(&[("templates/care/entry.html", "care")]);
    renders(&[&layer], Kind::Entry, "care");
    renders(&[&layer], Kind::List, "l");
}

#[test]
fn all_mistakes_are_found_at_once() {
    check(
        &[
            ("templates/entry.html", "{{ page.title"),
            ("templates/list.html", "{% if page.title %}"),
            ("templates/term.html", "{{ page.titel }}{% include 'prt.html' %}"),
            ("templates/home.html", "{% extends 'bse.html' %}"),
        ],
        &[
            "template-syntax title in entry",
            "template-unknown 'bse.html' in home",
            "template-syntax %} in list",
            "template-name titel in term",
            "template-unknown 'prt.html' in term",
        ],
    );
}

#[test]
fn circles_are_named_and_nothing_hangs() {
    check(
        &[
            ("templates/a.html", "{% include 'b.html' %}"),
            ("templates/b.html", "{% include 'a.html' %}"),
        ],
        &["template-circle 'a.html' in b"],
    );
    check(
        &[("templates/entry.html", "{% extends 'entry.html' %}")],
        &["template-circle 'entry.html' in entry"],
    );
}

#[test]
fn a_block_that_no_parent_has_is_a_mistake() {
    check(
        &[
            ("templates/base.html", "{% block main %}{% endblock %}"),
            (
                "templates/entry.html",
                "{% extends 'base.html' %}{% block mian %}{% endblock %}",
            ),
        ],
        &["template-block mian in entry"],
    );
}

#[test]
fn a_missing_template_is_named_once() {
    let (_, found) = loaded(&[&layer("bare", &WHOLE[..4])]);
    assert_eq!(found, "template-missing - in themes/bare/templates/404.html");
}

#[test]
fn what_fails_on_a_sample_only_is_placed() {
    check(
        &[("templates/entry.html", "{{ page.toc[0].title }}")],
        &["template-failed page.toc[0 in entry"],
    );
}

#[test]
fn nothing_that_is_written_in_a_template_ends_the_program() {
    let pieces = [
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "-",
        "'",
        "\"",
        "`",
        "中",
        "<",
        "/>",
        ">",
        "[",
        "]",
        "(",
        ")",
        ".",
        "?.",
        "|",
        "for",
        "x",
        "in",
        "if",
        "else",
        "endif",
        "endfor",
        "block",
        "endblock",
        "set",
        "=",
        "1",
        "component",
        "a",
        "{",
        "}",
        "...",
        ":",
        ",",
        "include",
        "extends",
        "'a.html'",
        "raw",
        "endraw",
        "\\",
        " ",
        "\n",
        "not",
        "is",
        "defined",
        "t(key=",
        "super()",
    ];
    let mut seed = 7_u64;
    let mut next = |most: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap_or(0) % most
    };
    for _ in 0..200 {
        let text: String = (0..=next(14)).flat_map(|_| [pieces[next(pieces.len())], " "]).collect();
        loaded(&[&with(&[("templates/entry.html", &text)])]);
    }
}

/// The example of `docs/themes.md`: each block that begins with the name of its file.
#[test]
fn the_theme_in_the_document_is_whole() {
    let document = include_str!("../../docs/themes.md");
    let mut files = vec![("assets/css/site.css", "")];
    for block in document.split("```html\n<!-- ").skip(1) {
        let (name, rest) = block.split_once(" -->\n").expect("a named file");
        let name = name.split(';').next().unwrap_or(name);
        files.push((name, rest.split("```").next().unwrap_or_default()));
        if name == "templates/list.html" {
            let last = files.len() - 1;
            files.push(("templates/term.html", files[last].1));
        }
    }
    assert_eq!(files.len(), 7);
    assert_eq!(loaded(&[&layer("river", &files)]).1, "");
}
