//! Sample entries, fields and cards.

use crate::model::types::{Field, Kind as FieldKind, Type, Types};
use crate::theme::sample::Filling::{self, Empty, Full};
use crate::theme::sample::date;
use crate::theme::view::card::{Card, CardView, CoverView};
use crate::theme::view::field::{CardFields, FieldView, ItemFields, ItemView, YearView};
use crate::theme::view::parts::{AttachmentView, Back, EntryLinks, EntryPart, FieldGroup, TagView};
use crate::theme::visible::Html;
use crate::theme::visible::Shared;

pub(super) fn entry(filling: Filling, of: Option<&Type>, types: &Types) -> EntryPart {
    let declared = of.map(|of| of.fields.as_slice()).unwrap_or_default();
    let groups = of.map(|of| of.groups.as_slice()).unwrap_or_default();
    let place = |name: &String| declared.iter().position(|field| field.name == *name);
    let mut groups: Vec<FieldGroup> = groups
        .iter()
        .map(|group| FieldGroup {
            label: "分组".to_owned(),
            fields: group.fields.iter().filter_map(place).collect(),
        })
        .collect();
    groups.push(FieldGroup {
        label: String::new(),
        fields: (0..declared.len()).take(1).collect(),
    });
    let back = of.map(|of| of.back.as_slice()).unwrap_or_default();
    EntryPart {
        fields: fields(filling, declared),
        groups,
        links: EntryLinks {
            back: Back(
                back.iter()
                    .map(|back| (back.name.clone(), cards(filling, types.get(&back.from))))
                    .collect(),
            ),
            children: cards(filling, of),
            parent: filling.some(|| card(filling, of)),
            sources: cards(filling, types.get("source")),
            attachments: filling.list(|_| AttachmentView {
                title: "附件".to_owned(),
                url: "sample.pdf".to_owned(),
                size_text: "1.2 MB".to_owned(),
                format: "PDF".to_owned(),
            }),
            previous: filling.some(|| card(filling, of)),
            next: filling.some(|| card(filling, of)),
            tags: filling.list(|_| TagView {
                title: "温泉".to_owned(),
                url: "tags/spring.html".to_owned(),
            }),
            cover: filling.some(cover),
            art: filling.some(|| "media/art/sample.svg".to_owned()),
            json_ld: filling.some(|| Html("{\"@type\":\"Thing\"}".to_owned())),
        },
    }
}

fn fields(filling: Filling, declared: &[Field]) -> Vec<(String, Option<FieldView>)> {
    declared
        .iter()
        .map(|declared| (declared.name.clone(), filling.some(|| field(declared))))
        .collect()
}

/// A field with everything that any field can have.
fn field(declared: &Field) -> FieldView {
    let inner = match &declared.kind {
        FieldKind::List(of) => match &**of {
            FieldKind::Group(fields) => fields.as_slice(),
            _ => &[],
        },
        FieldKind::Group(fields) => fields.as_slice(),
        _ => &[],
    };
    FieldView {
        label: declared.name.clone(),
        source: Some(card(Empty, None)),
        items: Full.list(|_| ItemView {
            text: "甲".to_owned(),
            html: Html("<b>甲</b>".to_owned()),
            url: Some("a.html".to_owned()),
            key: Some("a".to_owned()),
            fields: ItemFields(fields(Full, inner).into_iter().collect()),
        }),
        ..plain_field(&declared.name, declared.kind.name())
    }
}

fn plain_field(key: &str, kind: &'static str) -> FieldView {
    FieldView {
        key: key.to_owned(),
        label: "总投资".to_owned(),
        kind,
        text: "约3.5亿元".to_owned(),
        html: Html("约3.5亿元".to_owned()),
        value: Some("350000000".to_owned()),
        unit: Some("元".to_owned()),
        op: Some("about".to_owned()),
        mode: Some("target".to_owned()),
        mode_text: Some("目标".to_owned()),
        as_of: Some(date()),
        source: None,
        quote: Some("总投资约3.5亿元".to_owned()),
        conversions: vec!["CNY 350 million".to_owned()],
        items: Vec::new(),
        series: Full.list(|_| YearView {
            year: 2020,
            text: "3.5亿元".to_owned(),
            value: "350000000".to_owned(),
            mode_text: Some("实际".to_owned()),
            share: 1000,
        }),
        href: Some("a.html".to_owned()),
    }
}

/// A card; empty ones have the name and the address that every card has.
pub fn card(filling: Filling, of: Option<&Type>) -> Card {
    let full = filling == Full;
    let shown = of.map(|of| of.card.as_slice()).unwrap_or_default();
    let card = CardView {
        title: "示例县温泉 & <康养>".to_owned(),
        summary: filling.text("摘要"),
        url: "projects/sample.html".to_owned(),
        html_lang: "zh-Hans".into(),
        lang_name: "简体中文".into(),
        own: full,
        type_name: of.map_or_else(String::new, |of| of.name.clone()),
        type_label: filling.text("项目"),
        type_plural: filling.text("项目"),
        published: filling.some(date),
        featured: full,
        expired: full,
        cover: filling.some(cover),
        art: filling.some(|| "media/art/sample.svg".to_owned()),
        fields: CardFields(
            shown
                .iter()
                .filter_map(|name| of?.field(name))
                .map(|field| {
                    let view = filling.some(|| plain_field(&field.name, field.kind.name()));
                    (field.name.clone(), view)
                })
                .collect(),
        ),
    };
    Shared::of_all(&card)
}

fn cover() -> CoverView {
    CoverView {
        src: "a.jpg".to_owned(),
        srcset: Some("a-480.webp 480w".to_owned()),
        alt: "温泉".to_owned(),
        width: Some(800),
        height: Some(600),
    }
}

pub(super) fn cards(filling: Filling, of: Option<&Type>) -> Vec<Card> {
    let mut cards = filling.list(|_| card(Full, of));
    if filling == Full {
        cards.push(card(Empty, of));
    }
    cards
}
