//! `docs/themes.md` and the views name the same keys.

use std::collections::{BTreeMap, BTreeSet};

use crate::theme::shape::Key;
use crate::theme::view::{art, block, card, field, page, parts, site};
use crate::theme::visible::Keys;

const DOCUMENT: &str = include_str!("../../../docs/themes.md");

fn views() -> BTreeMap<&'static str, &'static [Key]> {
    BTreeMap::from([
        ("lang", site::LangView::KEYS),
        ("site", site::SiteView::KEYS),
        ("menu", site::MenuView::KEYS),
        ("menu item", site::MenuItemView::KEYS),
        ("identity", site::IdentityView::KEYS),
        ("page", page::Head::KEYS),
        ("page of an entry", parts::EntryPart::KEYS),
        ("page of a list or term", parts::ListPart::KEYS),
        ("page of a term", parts::TermPart::KEYS),
        ("page of 404.html", parts::NotFoundPart::KEYS),
        ("field", field::FieldView::KEYS),
        ("item", field::ItemView::KEYS),
        ("year", field::YearView::KEYS),
        ("date", field::DateView::KEYS),
        ("group", parts::GroupView::KEYS),
        ("card", card::CardView::KEYS),
        ("cover", card::CoverView::KEYS),
        ("alternate", page::AlternateView::KEYS),
        ("language", page::LanguageView::KEYS),
        ("edition", page::EditionView::KEYS),
        ("words", page::WordsView::KEYS),
        ("crumb", page::CrumbView::KEYS),
        ("key figure", page::KeyFigureView::KEYS),
        ("heading", page::HeadingView::KEYS),
        ("attachment", parts::AttachmentView::KEYS),
        ("tag", parts::TagView::KEYS),
        ("pager", parts::PagerView::KEYS),
        ("pager page", parts::PagerPageView::KEYS),
        ("facet", parts::FacetView::KEYS),
        ("facet term", parts::FacetTermView::KEYS),
        ("facet name", parts::FacetNameView::KEYS),
        ("term", parts::TermView::KEYS),
        ("message", parts::MessageView::KEYS),
        ("art", art::ArtView::KEYS),
        ("block", block::BlockView::KEYS),
        ("picture", block::PictureView::KEYS),
    ])
}

/// The tables behind `# What a template sees`: heading → first words of the rows.
fn tables() -> BTreeMap<String, BTreeSet<&'static str>> {
    let (_, part) = DOCUMENT.split_once("# What a template sees").expect("there");
    let mut tables = BTreeMap::new();
    let mut name = String::new();
    for line in part.lines() {
        if let Some(heading) = line.strip_prefix("### ") {
            name = heading.replace(['`', '*'], "");
            tables.insert(name.clone(), BTreeSet::new());
        } else if let Some((key, _)) = line.strip_prefix("| `").and_then(|row| row.split_once('`')) {
            tables.entry(name.clone()).or_default().insert(key);
        }
    }
    tables
}

#[test]
fn the_document_and_the_views_name_the_same_keys() {
    let views: BTreeMap<String, BTreeSet<&str>> = views()
        .into_iter()
        .map(|(name, keys)| (name.to_owned(), keys.iter().map(|key| key.name).collect()))
        .collect();
    assert_eq!(tables(), views);
}

#[test]
fn every_kind_of_thing_in_the_document_has_its_table() {
    let (_, part) = DOCUMENT.split_once("# What a template sees").expect("there");
    let tables = tables();
    let cells = part
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('|'));
    for (_, meaning) in cells {
        for named in meaning.split('*').skip(1).step_by(2).filter(|word| *word != "HTML") {
            assert!(tables.contains_key(named), "{named}");
        }
    }
}
