//! What the entries of the portal say: titles, summaries, and bodies of two and a half to four kilobytes.

use std::fmt::Write as _;

use super::numbers::Numbers;
use super::theme::word;
use super::{FOLDERS, Item, PICTURES, name, section};

/// Who, does what, to what end; a sentence takes one of each.
struct Speech {
    who: [&'static str; 6],
    does: [&'static str; 8],
    end: [&'static str; 6],
    between: &'static str,
    stop: &'static str,
    headings: [&'static str; 6],
    columns: &'static str,
    more: &'static str,
    office: &'static str,
}

const SPEECHES: [Speech; 3] = [
    Speech {
        who: ["招商专班", "县文旅局", "投资企业", "乡镇政府", "运营团队", "设计单位"],
        does: [
            "完成了一期用地的平整和供水管线",
            "把温泉资源纳入统一勘测",
            "与三家医院签订远程会诊协议",
            "为长住客人改造了二十栋民居",
            "公布了配套道路的施工计划",
            "引进了康复护理专业的教师",
            "把山间步道接到高铁站的公交线",
            "按季度核对项目资金的使用",
        ],
        end: [
            "便于老年游客四季旅居",
            "预计明年对外开放",
            "相关文件可在县政务网查阅",
            "带动周边村庄就业",
            "为二期建设留出空间",
            "由市级专项资金支持",
        ],
        between: "，",
        stop: "。",
        headings: ["基本情况", "建设内容", "逐年安排", "工作进度", "合作方式", "补充说明"],
        columns: "| 年度 | 产值 | 岗位 | 说明 |",
        more: "同类项目",
        office: "联系专班",
    },
    Speech {
        who: [
            "The investment office",
            "The tourism bureau",
            "The operating company",
            "The township",
            "The care team",
            "The design institute",
        ],
        does: [
            "has levelled the first site and laid its water main",
            "surveys the hot springs as one reserve",
            "signed remote consultation with three hospitals",
            "rebuilt twenty houses for long-stay guests",
            "published the schedule of the access roads",
            "brought in teachers of rehabilitation nursing",
            "linked the mountain paths to the railway bus",
            "checks the use of funds every quarter",
        ],
        end: [
            "so that older guests can stay in all seasons",
            "with opening expected next year",
            "as the county gazette records",
            "and gives work to the villages around",
            "leaving room for a second phase",
            "supported by a fund of the prefecture",
        ],
        between: ", ",
        stop: ". ",
        headings: [
            "At a glance",
            "What is built",
            "Year by year",
            "State of works",
            "Ways to join",
            "Notes",
        ],
        columns: "| Year | Output | Posts | Note |",
        more: "A similar project",
        office: "Write to the office",
    },
    Speech {
        who: [
            "投資担当課は",
            "観光局は",
            "運営会社は",
            "町役場は",
            "介護チームは",
            "設計事務所は",
        ],
        does: [
            "第一期用地の造成と送水管の敷設を終え",
            "温泉資源をまとめて調査し",
            "三つの病院と遠隔診療の協定を結び",
            "長期滞在者のために民家二十棟を改修し",
            "取付道路の工程を公表し",
            "リハビリ看護の講師を招き",
            "山の遊歩道を鉄道駅のバスにつなぎ",
            "四半期ごとに資金の使途を確認し",
        ],
        end: [
            "高齢の滞在客が四季を通じて過ごせるようにする",
            "来年の開業を見込んでいる",
            "詳細は県の公報に載せている",
            "周辺の村に仕事を生み出す",
            "第二期のための余地を残している",
            "州の基金の支援を受けている",
        ],
        between: "、",
        stop: "。",
        headings: ["概況", "整備内容", "年次計画", "進み具合", "協力のかたち", "補足"],
        columns: "| 年度 | 生産額 | 雇用 | 備考 |",
        more: "同じ種類の事業",
        office: "担当課に問い合わせる",
    },
];

pub(super) fn title(item: &Item, lang: usize) -> String {
    let (region, sector) = (word(&item.region, lang), word(item.sectors[0], lang));
    let section = word(item.section, lang);
    match lang {
        1 => format!("{region}: {sector}, {section} {}", item.nth),
        _ => format!("{region}{sector}{section}{}", item.nth),
    }
}

pub(super) fn summary(item: &Item, lang: usize) -> String {
    let mut numbers = Numbers::of(item.nth, ["简", "s", "要"][lang]);
    sentences(&mut numbers, lang, 2).trim_end().to_owned()
}

fn sentences(numbers: &mut Numbers, lang: usize, count: usize) -> String {
    let speech = &SPEECHES[lang];
    let mut text = String::new();
    for _ in 0..count {
        text += numbers.one(&speech.who);
        text += if lang == 1 { " " } else { "" };
        text += numbers.one(&speech.does);
        text += speech.between;
        text += numbers.one(&speech.end);
        text += speech.stop;
    }
    text
}

/// Where a text's link to another entry and its picture lead: each generator has its own way.
pub(super) struct Ways {
    pub(super) entry: fn(section: &str, name: &str, lang: usize) -> String,
    pub(super) picture: fn(nth: usize) -> String,
}

/// Of generators whose pages are folders and whose links are addresses from the root.
pub(super) const PUBLISHED: Ways = Ways {
    entry: |section, name, lang| format!("/{}{section}/{name}/", FOLDERS[lang]),
    picture: |nth| format!("/media/{nth:02}.svg"),
};

pub(super) fn body(item: &Item, lang: usize, ways: &Ways) -> String {
    let mut numbers = Numbers::of(item.nth, ["文", "b", "本"][lang]);
    let least = 2500 + numbers.below(1500);
    let speech = &SPEECHES[lang];
    let [glance, built, years, state, join, notes] = speech.headings;
    let other = numbers.below(item.of);
    let other = (ways.entry)(section(other), &name(other), lang);
    let picture = (ways.picture)(numbers.below(PICTURES));
    let mut text = String::new();
    let mut some = |count| sentences(&mut numbers, lang, count).trim_end().to_owned();
    let _ = write!(
        text,
        "## {glance}\n\n{} **{}** {} [{}]({other})\n\n![{}]({picture})\n\n## {built}\n\n{}\n\n",
        some(3),
        speech.who[item.nth % 6],
        some(1),
        speech.more,
        speech.more,
        some(2)
    );
    for _ in 0..4 {
        let _ = writeln!(text, "- {}", some(1));
    }
    let _ = write!(text, "\n## {years}\n\n{}\n|---|---:|---:|---|\n", speech.columns);
    for year in 0..5 {
        let (output, posts) = ((item.nth * 37 + year * 101) % 997, (item.nth * 53 + year * 7) % 4000);
        let _ = writeln!(
            text,
            "| {} | {output}.{year} | {posts} | {} |",
            2021 + year,
            speech.more
        );
    }
    let _ = write!(
        text,
        "\n## {state}\n\n{} *{}* <https://example.org/{}> {}\n\n1. {}\n2. {}\n3. {}\n\n> {}\n\n",
        some(2),
        speech.office,
        item.name,
        some(1),
        some(1),
        some(1),
        some(1),
        some(1)
    );
    let _ = write!(
        text,
        "## {join}\n\n{} [{}](https://example.org/office?entry={}) `{}-{}`\n",
        some(2),
        speech.office,
        item.name,
        item.stage,
        item.nth
    );
    if text.len() < least {
        let _ = write!(text, "\n### {notes}\n");
    }
    while text.len() < least {
        let _ = write!(text, "\n{}\n", some(3));
    }
    text
}
