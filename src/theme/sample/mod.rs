//! Sample views: one in which everything is given, one in which nothing is. Every template is tried with both.

mod entry;

use std::collections::BTreeMap;

use crate::model::types::{Kind as FieldKind, Type, Types};
use crate::theme::manifest::Manifest;
pub use crate::theme::sample::entry::card;
use crate::theme::sample::entry::{cards, entry};
use crate::theme::settings::SettingValue;
use crate::theme::view::art::{ArtView, SEEDS};
use crate::theme::view::block::{BlockView, PictureView};
use crate::theme::view::field::DateView;
use crate::theme::view::page::{
    AlternateView, CrumbView, EditionView, Head, HeadingView, KeyFigureView, Kind, LanguageView, Lists, PageView, Part,
    WordsView,
};
use crate::theme::view::parts::{
    FacetNameView, FacetTermView, FacetView, ListPart, MessageView, NotFoundPart, PagerPageView, PagerView, TermPart,
    TermView,
};
use crate::theme::view::site::{IdentityView, LangView, MenuItemView, MenuView, Settings, SiteView};
use crate::theme::visible::{Html, Shared};

/// How much of a sample is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    Full,
    Empty,
}

use Filling::{Empty, Full};

impl Filling {
    fn some<T>(self, value: impl FnOnce() -> T) -> Option<T> {
        (self == Full).then(value)
    }

    fn list<T>(self, value: impl Fn(usize) -> T) -> Vec<T> {
        match self {
            Full => (1..=2).map(value).collect(),
            Empty => Vec::new(),
        }
    }

    fn text(self, text: &str) -> String {
        match self {
            Full => text.to_owned(),
            Empty => String::new(),
        }
    }

    fn html(self, html: &str) -> Html {
        Html(self.text(html))
    }
}

/// The page of a kind, of a type where the kind has one.
pub fn page(filling: Filling, kind: Kind, of: Option<&Type>, manifest: &Manifest, types: &Types) -> PageView {
    let part = match (kind, of) {
        (Kind::Home, _) => Part::Home,
        (Kind::List, _) => Part::List(list(filling, of)),
        (Kind::Term, _) => Part::Term(list(filling, of), term(filling, of)),
        (Kind::Entry, of) => Part::Entry(Box::new(entry(filling, of, types))),
        (Kind::NotFound, _) => Part::NotFound(NotFoundPart {
            messages: filling.list(|_| MessageView {
                html_lang: "en".to_owned(),
                title: "Not found".to_owned(),
                text: "This page does not exist.".to_owned(),
                home: "/".to_owned(),
                home_label: "Home".to_owned(),
            }),
        }),
    };
    let mut head = head(filling, kind, of);
    let target = match kind {
        Kind::Home => Some("home"),
        _ => of.map(|of| of.name.as_str()),
    };
    let declared = target.and_then(|target| manifest.lists.get(target));
    head.lists = Lists(
        declared
            .into_iter()
            .flatten()
            .map(|(name, rule)| (name.clone(), cards(filling, types.get(&rule.type_name))))
            .collect(),
    );
    PageView { head, part }
}

fn head(filling: Filling, kind: Kind, of: Option<&Type>) -> Head {
    let full = filling == Full;
    Head {
        kind: kind.name().to_owned(),
        type_name: of.map(|of| of.name.clone()),
        type_label: of.map(|of| of.name.clone()),
        section: of.map_or_else(String::new, |of| of.folder.clone()),
        title: "示例 & <试>".to_owned(),
        summary: filling.text("摘要"),
        description: filling.text("摘要"),
        path: "projects/sample.html".to_owned(),
        canonical: "https://example.com/projects/sample.html".to_owned(),
        alternates: filling.list(|_| AlternateView {
            html_lang: "en".into(),
            url: "https://example.com/en/projects/sample.html".to_owned(),
        }),
        languages: filling.list(|place| LanguageView {
            code: "en".into(),
            name: "English".into(),
            html_lang: "en".into(),
            url: "../en/projects/sample.html".to_owned(),
            current: place == 1,
            own: place == 1,
        }),
        edition: "standard".to_owned(),
        editions: filling.list(|place| EditionView {
            key: "care".to_owned(),
            url: "../care/projects/sample.html".to_owned(),
            current: place == 1,
        }),
        words: words(),
        fallback: full,
        stale: full,
        draft: full,
        expired: full,
        derived: full,
        breadcrumb: filling.list(|place| {
            let crumb = CrumbView {
                title: "首页".to_owned(),
                url: (place == 1).then(|| "../index.html".to_owned()),
            };
            Shared::of_all(&crumb)
        }),
        feed: filling.some(|| "../feed.xml".to_owned()),
        body: filling.html("<h2 id=\"a\">题</h2><p>文</p>"),
        toc: filling.list(|place| HeadingView {
            level: if place == 1 { 2 } else { 3 },
            id: "a".to_owned(),
            title: "题".to_owned(),
        }),
        figures: filling.list(|place| KeyFigureView {
            text: "78.79亿元".to_owned(),
            label: "总投资".to_owned(),
            year: (place == 1).then_some(2022),
            op: (place == 1).then(|| ">".to_owned()),
            mode_text: (place == 1).then(|| "目标".to_owned()),
            as_of: (place == 1).then(date),
            source: (place == 1).then(|| card(Full, None)),
            card: card(if place == 1 { Full } else { Empty }, None),
        }),
        lists: Lists::default(),
        published: filling.some(date),
        updated: filling.some(date),
        expires: filling.some(date),
    }
}

fn words() -> Shared<WordsView> {
    Shared::of_all(&WordsView {
        code: "zh-Hans".into(),
        html_lang: "zh-Hans".into(),
        name: "简体中文".into(),
    })
}

fn date() -> Shared<DateView> {
    Shared::of_all(&DateView {
        text: "2020年9月4日".into(),
        iso: "2020-09-04".into(),
    })
}

fn list(filling: Filling, of: Option<&Type>) -> ListPart {
    ListPart {
        cards: cards(filling, of),
        count: if filling == Full { 40 } else { 0 },
        pager: filling.some(|| PagerView {
            number: 2,
            total: 3,
            previous: Some("index.html".to_owned()),
            next: Some("page-3.html".to_owned()),
            pages: Full.list(|place| PagerPageView {
                number: 1,
                url: "index.html".to_owned(),
                current: place == 2,
            }),
        }),
        facets: filling.list(|_| {
            let facet = FacetView {
                key: "stage".to_owned(),
                label: "阶段".to_owned(),
                terms: Full.list(|place| FacetTermView {
                    title: "招商中".to_owned(),
                    url: "stage/promoting.html".to_owned(),
                    count: 3,
                    current: place == 1,
                }),
            };
            Shared::of_all(&facet)
        }),
    }
}

fn term(filling: Filling, of: Option<&Type>) -> TermPart {
    TermPart {
        facet: FacetNameView {
            key: "stage".to_owned(),
            label: "阶段".to_owned(),
        },
        term: TermView {
            title: "招商中".to_owned(),
            card: filling.some(|| card(Full, of)),
        },
    }
}

/// An illustration of a type's entry, with every option that its fields have.
pub fn art(filling: Filling, of: &Type, settings: &BTreeMap<String, SettingValue>) -> ArtView {
    let options = of.fields.iter().flat_map(|field| {
        let kind = match &field.kind {
            FieldKind::List(inner) => inner.as_ref(),
            kind => kind,
        };
        let options = match kind {
            FieldKind::Choice { options } => options.as_slice(),
            _ => &[],
        };
        options.iter().map(|(option, _)| format!("{}.{option}", field.name))
    });
    ArtView {
        type_name: of.name.clone(),
        marks: if filling == Full { options.collect() } else { Vec::new() },
        seed: vec![if filling == Full { 255 } else { 0 }; SEEDS],
        settings: Settings(settings.clone()),
    }
}

/// The block of this name.
pub fn block(filling: Filling, name: &str) -> BlockView {
    BlockView {
        name: name.to_owned(),
        words: words(),
        arguments: filling
            .some(|| ("type".to_owned(), "project".to_owned()))
            .into_iter()
            .collect(),
        body: filling.html("<p>文</p>"),
        pictures: filling.list(|place| PictureView {
            src: "a.jpg".to_owned(),
            srcset: (place == 1).then(|| "a-480.webp 480w".to_owned()),
            alt: "温泉".to_owned(),
            title: (place == 1).then(|| "山脚的温泉".to_owned()),
            width: Some(800),
            height: Some(600),
        }),
        cards: cards(filling, None),
    }
}

pub fn site(filling: Filling, settings: &BTreeMap<String, SettingValue>) -> SiteView {
    SiteView {
        title: "示例门户".to_owned(),
        home: "../index.html".to_owned(),
        url: "https://example.com/".to_owned(),
        menu: filling.list(|place| MenuView {
            label: "项目".to_owned(),
            url: "../projects/index.html".to_owned(),
            section: "projects".to_owned(),
            items: if place == 1 {
                Vec::new()
            } else {
                vec![MenuItemView {
                    label: "关于".to_owned(),
                    url: "../about.html".to_owned(),
                    section: "pages/about".to_owned(),
                }]
            },
        }),
        identity: filling.list(|place| IdentityView {
            key: "icp".to_owned(),
            label: "备案".to_owned(),
            text: "示例".to_owned(),
            url: (place == 1).then(|| "https://example.com/".to_owned()),
        }),
        settings: Settings(settings.clone()),
        feed: "../feed.xml".to_owned(),
    }
}

pub fn lang(code: &str) -> LangView {
    LangView {
        code: code.into(),
        html_lang: code.into(),
        name: code.into(),
        dir: "ltr".into(),
    }
}
