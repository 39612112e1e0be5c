//! Keys that no template asks for are left out, and no page shows that.

use super::{Edition, Filling, Kind, Shared, candidates, loaded, types, with};
use crate::theme::render::{Around, Theme};
use crate::theme::sample;
use crate::theme::wanted::Asked;

fn theme(entry: &str) -> Theme {
    let (theme, found) = loaded(&[&with(&[
        ("templates/entry.html", entry),
        (
            "templates/parts/card.html",
            "{% component card(item: map) %}<a href=\"{{ item.url }}\">{{ item.title }}</a>{% endcomponent card %}",
        ),
        ("templates/parts/lead.html", "<p>{{ page.summary }}</p>"),
    ])]);
    theme.unwrap_or_else(|| panic!("{entry}: {found}"))
}

fn wants(entry: &str, key: &str) -> bool {
    theme(entry).wanted_by("entry.html").has(key)
}

/// The full and the empty page of an entry.
fn pages(theme: &Theme) -> Vec<String> {
    let types = types();
    let template = theme
        .pick(&candidates(Kind::Entry, Some("project"), Edition::Standard))
        .expect("there");
    let page = |filling| {
        let view = sample::page(filling, Kind::Entry, types.get("project"), &theme.manifest, &types);
        let site = Shared::new(&sample::site(filling, &theme.settings), &theme.asked.everywhere);
        let lang = Shared::new(&sample::lang("en"), &theme.asked.everywhere);
        let around = Around {
            site: &site,
            lang: &lang,
            root: "../",
        };
        let made = theme.page(template, around, &view);
        let bytes = made.unwrap_or_else(|mistake| panic!("{mistake:?}"));
        String::from_utf8(bytes).expect("a page is text")
    };
    vec![page(Filling::Full), page(Filling::Empty)]
}

#[test]
fn a_key_is_asked_for_by_all_that_a_page_is_made_of() {
    assert!(wants("{{ page.title }}", "title"));
    assert!(!wants("{{ page.title }}", "summary"));
    assert!(wants("{% include \"parts/lead.html\" %}", "summary"));
    assert!(!wants("{{ page.title }}", "url"));
    assert!(wants(
        "{% if page.parent %}{{ <card item={page.parent} /> }}{% endif %}",
        "url"
    ));
}

#[test]
fn where_keys_are_reached_unwritten_all_are_made() {
    let cover = |inner: &str| format!("{{% if page.cover %}}{inner}{{% endif %}}");
    for entry in [
        cover("{% for key, value in page.cover %}{{ key }}{% endfor %}"),
        cover("{{ page.cover | keys | length }}"),
        cover("{% set key = \"src\" %}{{ page.cover[key] }}"),
        cover("{{ page.cover }}"),
        "{% if page.previous == page.next %}x{% endif %}".to_owned(),
        "{{ page.fields | length }}".to_owned(),
    ] {
        assert!(wants(&entry, "toc"), "{entry}");
    }
}

#[test]
fn what_is_left_out_is_seen_on_no_page() {
    let entry = "{{ page.title }}{% include \"parts/lead.html\" %}\
        {% for group in page.groups %}<h2>{{ group.label }}</h2>\
        {% for field in group.fields %}{{ field.label }}: {{ field.html }} {{ field['unit'] }}{% endfor %}{% endfor %}\
        {% if page.parent %}{{ <card item={page.parent} /> }}{% endif %}\
        {% for card in page.children | sort(attribute=\"title\") %}{{ card.title }}{% for fact in card.facts %}{{ fact.text }}{% endfor %}{% endfor %}\
        {% if page.published %}{{ page.published.iso }}{% endif %}{% for other in page.languages %}{{ other.name }}{% endfor %}";
    let narrow = theme(entry);
    assert!(!narrow.asked.everywhere.has("breadcrumb"));
    let whole = Theme {
        asked: Asked::everything(),
        ..narrow.clone()
    };
    assert_eq!(pages(&narrow), pages(&whole));
}

#[test]
fn a_view_of_which_no_key_is_named_is_still_there() {
    let found = pages(&theme(
        "{% if page.published %}published{% endif %}{% if page.cover %} cover{% endif %}",
    ));
    assert_eq!(found, ["published cover", ""]);
}
